"""A profile: what a person likes and how, in one file that others can read in. Which captures they looked at is not in
it, nor where windows are."""
import json
import os
from pathlib import Path

from netloupe_gui.settings.store import SETTINGS, SettingsStore

BYTES_MAX = 4 << 20
FORMAT = "netloupe profile"
VERSION = 1
# What is of this computer, or of its user's past.
_OWN = ("geometry", "last_folder", "capture_plan", "capture_filters", "filters_lately", "recent_files")
KEYS = tuple(setting.key for setting in SETTINGS if setting.key not in _OWN)


class ProfileError(Exception):
    """A file is no profile; `str(error)` is one sentence for a person."""


def write_profile(store: SettingsStore, path: str | os.PathLike[str]) -> None:
    """Write what is set otherwise than at first. Raises OSError."""
    kept: dict[str, object] = {}
    for key in KEYS:
        value = store.value(key)
        if value != store.default(key):
            kept[key] = value if isinstance(value, str | int | list) else bytes(value.data()).decode("latin-1")
    text = json.dumps({"format": FORMAT, "version": VERSION, "settings": kept}, indent=1, ensure_ascii=False)
    target = Path(path)
    beside = target.with_name(f"{target.name}.part")
    try:
        beside.write_text(text + "\n", encoding="utf-8")
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def read_profile(path: str | os.PathLike[str]) -> dict[str, object]:
    """What a file says. Raises ProfileError."""
    try:
        with open(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as file:
            data = file.read(BYTES_MAX + 1)
        found = json.loads(data) if len(data) <= BYTES_MAX else None
    except OSError as error:
        raise ProfileError(f"{os.fspath(path)} cannot be read: {error.strerror or error}.") from None
    except (ValueError, RecursionError):
        found = None
    settings = found.get("settings") if isinstance(found, dict) and found.get("format") == FORMAT else None
    if not isinstance(settings, dict):
        raise ProfileError(f"{os.fspath(path)} is no profile of Netloupe.")
    return settings


def use_profile(store: SettingsStore, settings: dict[str, object]) -> list[str]:
    """Set all as a profile says, and what it leaves out as at first. Answers the keys that this version does not know,
    or whose values cannot be."""
    refused = [key for key in settings if key not in KEYS]
    for key in KEYS:
        default = store.default(key)
        value = settings.get(key, default)
        if not isinstance(default, str | int | list) and isinstance(value, str):
            value = type(default)(value.encode("latin-1", "replace"))
        if store.fits(key, value):
            store.set(key, value)       # type: ignore[arg-type]     # `fits` says so
        else:
            refused.append(key)
            store.set(key, default)
    return refused


