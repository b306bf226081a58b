"""How values are written in a text that a layout joins."""
from .fields import Kind, Type
from .ops import SAID

_WAYS = {Kind.UNSIGNED: "number", Kind.BOOLEAN: "number", Kind.SIGNED: "signed", Kind.STRING: "text", Kind.BYTES: "hex",
         Kind.IPV4: "ipv4", Kind.IPV6: "ipv6", Kind.TIME: "seconds", Kind.DURATION: "seconds"}


def letter(between: str) -> int:
    """What stands between pieces, 0: nothing does."""
    if len(between) > 1 or not between.isascii():
        raise ValueError(f"{between!r} is more than a letter to join a text with")
    return ord(between) if between else 0


def way_to_say(type: Type) -> int:
    """How values of a type are written."""
    if type.form in ("name", "netbios"):
        return SAID.index("name")
    if type.kind not in _WAYS or type.form == "float":
        raise ValueError(f"{type.kind.name.lower()} is nothing that can be said")
    return SAID.index(_WAYS[type.kind])
