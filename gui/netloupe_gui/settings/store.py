"""The settings: one table of names, types and defaults; kept in an INI file that is replaced in one step."""
import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QByteArray

from netloupe_gui.settings.ini_file import IniFile
from netloupe_gui.settings.language import LANGUAGES, SYSTEM

ITEMS_MAX = 200             # what somebody else wrote into the file is cut here
TEXT_MAX = 100_000          # characters, of a text or of one item

SettingValue = str | int | bool | list[str] | QByteArray


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting; a stored value that is not of the default's type or fails `check` counts as the default."""

    key: str
    default: SettingValue
    says: str
    check: Callable[[object], bool] | None = None
    most: int = 0           # items of a list, or characters of a text, that are read; 0: ITEMS_MAX, TEXT_MAX


def _is_theme(value: object) -> bool:
    return value in ("system", "light", "dark", "contrast")


def _is_language(value: object) -> bool:
    return value == SYSTEM or value in LANGUAGES


def _is_text_size(value: object) -> bool:
    return isinstance(value, int) and -6 <= value <= 12


def _within(low: int, high: int) -> Callable[[object], bool]:
    return lambda value: isinstance(value, int) and low <= value <= high


_SECONDS = _within(0, 10_000_000)


def _is_layout_version(value: object) -> bool:
    return isinstance(value, int) and value >= 0


SETTINGS = (
    Setting("theme", "system", "system, light, dark or contrast", _is_theme),
    Setting("language", SYSTEM, "system, or a language: " + ", ".join(LANGUAGES), _is_language),
    Setting("text_size", 0, "points added to the system's text size", _is_text_size),
    Setting("less_motion", False, "whether nothing moves by itself on the screen"),
    Setting("geometry", QByteArray(), "size and place of the window"),
    Setting("panes", "", "the preset that is shown, and what was changed in each, as JSON"),
    Setting("layout_version", 0, "which set of docks `panes` was saved for", _is_layout_version),
    Setting("sessions_header", QByteArray(), "columns of the sessions table"),
    Setting("packets_header", QByteArray(), "columns of the packets table"),
    Setting("last_folder", "", "where the last file was opened or saved"),
    Setting("capture_plan", "", "what was captured last and how, as JSON"),
    Setting("capture_presets", [], "captures kept under a name: name, line end, JSON"),
    Setting("capture_filters", [], "capture filters used lately, newest first"),
    Setting("capture_details", False, "whether the capture dialog shows all options"),
    Setting("filters_lately", [], "filters entered lately, newest first", most=50),
    Setting("filters_named", [], "filters kept under a name: name, line end, filter"),
    Setting("colour_rules", [], "rules of colour: on or off, colour, name and filter, a line each", most=32),
    Setting("time_zone", "", "the zone in which times are shown; nothing: that of the computer", most=64),
    Setting("time_dates", False, "whether the date is shown with every time"),
    Setting("threads", 1, "that analyse a capture", _within(1, 64)),
    Setting("timeout_tcp_s", 7200, "seconds of silence after which a TCP session ends; 0: never", _SECONDS),
    Setting("timeout_udp_s", 180, "the same of UDP", _SECONDS),
    Setting("timeout_other_s", 60, "the same of others", _SECONDS),
    Setting("sessions_max", 4_000_000, "sessions that go on at once", _within(1_000, 1_000_000_000)),
    Setting("reassembly_mib", 256, "memory for bytes that wait, of each thread", _within(1, 1_000_000)),
    Setting("findings_max", 10_000, "findings of one kind that are listed", _within(1, 10_000_000)),
    Setting("spill_mib", 1024, "memory of finished sessions before they go to disk", _within(16, 1_000_000)),
    Setting("keys", [], "keys of actions that are others than at first: id, line end, keys with line ends"),
    Setting("names_shown", False, "whether names are shown in place of addresses"),
    Setting("names_hosts", [], "files of host names"),
    Setting("names_vendors", [], "tables of vendors of hardware addresses"),
    Setting("names_places", [], "MaxMind databases"),
    Setting("recent_files", [], "files opened lately, newest first", most=12),
)


class SettingsStore:
    """Reads and writes the settings of the table above, and nothing else. GUI thread only."""

    def __init__(self, path: Path) -> None:
        """Keep them in this INI file. A damaged file is as good as an empty one; where the folder cannot be made or
        read, all is as at first and nothing is kept."""
        with contextlib.suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
        self._file = IniFile(path)
        self._table = {setting.key: setting for setting in SETTINGS}

    def text(self, key: str) -> str:
        """A setting that is text."""
        value = self._value(key)
        assert isinstance(value, str)
        return value

    def number(self, key: str) -> int:
        """A setting that is an integer."""
        value = self._value(key)
        assert isinstance(value, int)
        return value

    def flag(self, key: str) -> bool:
        """A setting that is true or false."""
        value = self._value(key)
        assert isinstance(value, bool)
        return value

    def texts(self, key: str) -> list[str]:
        """A setting that is a list of texts."""
        value = self._value(key)
        assert isinstance(value, list)
        return list(value)

    def state(self, key: str) -> QByteArray:
        """A setting that is a state Qt made; Qt checks it when it is restored."""
        value = self._value(key)
        assert isinstance(value, QByteArray)
        return value

    def value(self, key: str) -> SettingValue:
        """Any setting."""
        return self._value(key)

    def default(self, key: str) -> SettingValue:
        """What a setting is at first."""
        return self._table[key].default

    def fits(self, key: str, value: object) -> bool:
        """Whether a setting can be this."""
        setting = self._table.get(key)
        if setting is None or not _is_like(setting.default, value) or (
                isinstance(value, bool) and not isinstance(setting.default, bool)):
            return False
        return setting.check is None or setting.check(value)

    def set(self, key: str, value: SettingValue) -> None:
        """Keep a value; it is on disk a moment later."""
        if not _is_like(self._table[key].default, value):
            raise TypeError(f"{key} cannot be {value!r}")
        self._file.setValue(key, value)
        self._file.write_soon()

    def save(self) -> None:
        """Write to disk now."""
        self._file.write()

    def _value(self, key: str) -> SettingValue:
        setting = self._table[key]
        stored = _revive(setting.default, self._file.value(key))
        if stored is None or (setting.check is not None and not setting.check(stored)):
            return setting.default
        short = _cut(stored, setting.most)
        if short != stored:
            self._file.setValue(key, short)     # not to be read in full again
        return short


def _cut(value: SettingValue, most: int) -> SettingValue:
    """No longer than a person could have made it."""
    if isinstance(value, list):
        return [item for item in value[:most or ITEMS_MAX] if len(item) <= TEXT_MAX]
    return value if not isinstance(value, str) or len(value) <= (most or TEXT_MAX) else ""


def _is_like(default: SettingValue, value: object) -> bool:
    if isinstance(default, list):
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    return isinstance(value, type(default))


def _revive(default: SettingValue, stored: object) -> SettingValue | None:
    """What an INI file makes of a value, as what it was: numbers come back as text, lists of one as the one."""
    if isinstance(default, bool) and isinstance(stored, str):
        return {"true": True, "false": False}.get(stored)
    if isinstance(default, int) and isinstance(stored, str):
        try:
            return int(stored)
        except ValueError:
            return None
    if isinstance(default, list) and isinstance(stored, str):
        return [stored] if stored else []
    if _is_like(default, stored):
        return stored  # type: ignore[return-value]     # of the default's type
    return None
