"""Where this program keeps its files, by the rules of the system."""
from pathlib import Path

from platformdirs import user_config_path, user_log_path, user_state_path

NAME = "netloupe"


def settings_file() -> Path:
    """The file with the settings."""
    return user_config_path(NAME, appauthor=False) / "netloupe.ini"


def log_file() -> Path:
    """The file unexpected errors are written to."""
    return user_log_path(NAME, appauthor=False) / "window.log"


def notes_folder() -> Path:
    """The folder with marks and notes on captures."""
    return user_state_path(NAME, appauthor=False) / "notes"
