"""Dialogues of lines, as specifications print them."""
from typing import Any

from netloupe_engine.protocols import inspect


def dialogue(text: str) -> list[tuple[int, bytes]]:
    """Lines that begin with `C:` or `S:`, by direction; what stands behind is sent with CRLF."""
    found = []
    for line in text.strip().splitlines():
        who, _, said = line.partition(":")
        found.append(("CS".index(who), said.removeprefix(" ").encode() + b"\r\n"))
    return found


def values(fed: inspect.Fed, name: str) -> list[Any]:
    """All values of an attribute."""
    return [item.value for item in fed.attributes if item.name == name]
