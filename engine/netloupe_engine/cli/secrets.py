"""What a command was told of secrets, by options that all have which read packets (option.py)."""
from dataclasses import replace
from typing import Any

from ..model import Settings

_given: dict[str, Any] = {}     # to the command that is running, by names of Settings


def forget_secrets() -> None:
    """A command begins that has said nothing of them yet."""
    _given.clear()


def give_secrets(name: str, value: Any) -> None:
    """One of the settings is this."""
    _given[name] = value


def given_key_logs() -> tuple[str, ...]:
    """Key logs that the command was given."""
    found: tuple[str, ...] = _given.get("key_logs", ())
    return found


def with_secrets(settings: Settings) -> Settings:
    """The settings with what the options say."""
    return replace(settings, **_given)
