"""Sentences that are put together here and may be read in another language elsewhere.

    rule = say("Session {by} said that {title} will be spoken here.", by=7, title="RTP")
    rule == "Session 7 said that RTP will be spoken here."
    rule.parts                  # ... and the sentence with its places, and what stands in them
"""
from collections.abc import Mapping

Part = tuple[str, Mapping[str, str]]


class Said(str):
    """Text that knows of what sentences it was made."""

    __slots__ = ("parts",)
    parts: tuple[Part, ...]


def sentence(text: str) -> str:
    """A sentence that is said later, as it is: the translation tools look for it."""
    return text


def say(text: str, /, **values: object) -> Said:
    """A sentence; numbers have their thousands apart."""
    told = {name: f"{value:,}" if isinstance(value, int) else str(value) for name, value in values.items()}
    found = Said(text.format(**told))
    found.parts = ((text, told),)
    return found


def plain(text: str, known: str) -> Said:
    """A sentence of elsewhere, which the translation tools know as `known`."""
    found = Said(text)
    found.parts = ((known.replace("{", "{{").replace("}", "}}"), {}),) if known else ()
    return found


def joined(*said: Said | None) -> Said:
    """One behind the other; None and nothing are left out."""
    some = [one for one in said if one]
    found = Said(" ".join(some))
    found.parts = tuple(part for one in some for part in one.parts)
    return found
