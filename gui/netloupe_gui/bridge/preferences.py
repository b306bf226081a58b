"""What the person prefers, as the engine and the texts take it."""
from datetime import UTC, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from netloupe_engine.model import Settings
from netloupe_gui.settings.store import SettingsStore

LOCAL, UTC_NAME = "", "UTC"
MIB = 1 << 20


def engine_settings(store: SettingsStore) -> Settings:
    """Timeouts, limits and threads of an analysis; 0 seconds are never."""
    def seconds(key: str) -> float | None:
        return float(store.number(key)) or None
    return Settings(
        handlers=store.number("threads"), tcp_idle_timeout_s=seconds("timeout_tcp_s"),
        udp_idle_timeout_s=seconds("timeout_udp_s"), other_idle_timeout_s=seconds("timeout_other_s"),
        active_sessions_max=store.number("sessions_max"), reassembly_bytes_max=store.number("reassembly_mib") * MIB,
        findings_max=store.number("findings_max"), spill_bytes=store.number("spill_mib") * MIB)


def zone_of(name: str) -> tzinfo | None:
    """The zone of this name; None for that of this computer, and for one that is not known here."""
    if name == LOCAL:
        return None
    try:
        return UTC if name == UTC_NAME else ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def zone_names() -> list[str]:
    """All zones that are known here, UTC first."""
    return [UTC_NAME, *sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/"))]
