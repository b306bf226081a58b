"""What every start asks of every table, so that only the tables of protocols that are there have to be run.

The build notes the gist of our tables beside their compiled code (bundle.py); that of a table that is read as it stands
is taken from it. Either way the registry is made of gists alone: numbers, texts and tuples.
"""
from collections.abc import Callable
from struct import Struct
from threading import RLock
from typing import Any

from ..layouts.fields import KEEP, TEXT_KINDS, Field
from ..layouts.outline import evidence, first_bytes, fixed
from ..model import Severity
from ..records import record
from .define import SCOPES, Finding, Flow, Kind, Protocol, Tunnel

# Of a field, as the compiled code has it (compiled.pxd, FieldEntry): scale and kind of what is kept with sessions;
# number of the protocol, filled in by the registry; most values kept; place in SCOPES; place in KEEP; kind; kind of
# what is kept; whether numbers of what is kept have names; whether what is kept is text.
FIELD = Struct("=qHHBBBBBB6x")

# What a sketch has at once, in this order in `Gist.told`.
AT_ONCE = ("key", "title", "reference", "layer", "rides_on", "header", "next", "children", "extends", "tells", "twin",
           "info", "announces", "numbered_first", "starts", "guessed", "datagrams")
LATER = ("fields", "layout", "framing", "modes", "probe", "parts", "outline")

_OF_BYTES = (Kind.MAC, Kind.IPV6, Kind.BYTES, Kind.STRING)
_SEVERITIES = tuple(Severity)
_LOADING = RLock()      # two threads that need a table at once run it once

Plain = tuple[Any, ...]


@record(slots=True)
class Gist:
    """Of one table."""

    told: Plain                             # its AT_ONCE
    flow: int
    tunnel: int
    findings: tuple[Plain, ...]             # key, severity, text, shared, meaning
    names: tuple[str, ...]                  # of its fields
    fields: bytes                           # a FIELD for each
    places: tuple[Plain, ...]               # of those of fixed place: number, mask, at, width, little, bytes, signed
    local: tuple[int, ...] | None           # numbers of the fields in the order of their local numbers, if another
    numbers: int
    layout: Plain | None                    # spoken, beginnings, evidence, framed, remembers, sure; None: none

    def plain(self) -> Plain:
        """As a tuple, for the bundle."""
        return tuple(getattr(self, name) for name in Gist.__match_args__)


class Sketch(Protocol):
    """A protocol of which the gist is known; the rest is read from its table when somebody asks for it."""

    __slots__ = ("_load", "gist")
    gist: Gist

    def __init__(self, gist: Gist, load: Callable[[], Protocol]) -> None:
        put = object.__setattr__
        for name, value in zip(AT_ONCE, gist.told, strict=True):
            put(self, name, value)
        put(self, "flow", Flow(gist.flow) if gist.flow else Flow.NONE)
        put(self, "tunnel", Tunnel(gist.tunnel) if gist.tunnel else Tunnel.NONE)
        put(self, "findings", gist.findings and tuple(Finding(key, _SEVERITIES[severity], *rest)
                                                      for key, severity, *rest in gist.findings))
        put(self, "gist", gist)
        put(self, "_load", load)

    def __getattr__(self, name: str) -> Any:
        if name not in LATER:
            raise AttributeError(f"a protocol has no {name}")
        with _LOADING:
            known = self._load()
            for later in LATER:
                object.__setattr__(self, later, getattr(known, later))
        return object.__getattribute__(self, name)

    @property
    def numbers(self) -> int:
        """See Protocol."""
        return self.gist.numbers


def gist_of(protocol: Protocol) -> Gist:
    """The gist of a table. Raises ValueError where two fields have one name, or a numbered one is missing."""
    if isinstance(protocol, Sketch):
        return protocol.gist
    fields, numbered = protocol.fields, protocol.numbered
    number_of = {declared.name: number for number, declared in enumerate(fields)}
    return Gist(
        tuple(getattr(protocol, name) for name in AT_ONCE), int(protocol.flow), int(protocol.tunnel),
        tuple((found.key, int(found.severity), found.text, found.shared, found.meaning)
              for found in protocol.findings),
        tuple(number_of), b"".join(map(_field, fields)), tuple(_places(fields)),
        None if numbered is fields else tuple(number_of[declared.name] for declared in numbered),
        protocol.numbers, layout_of(protocol))


def _field(declared: Field) -> bytes:
    kept = declared.kept
    return FIELD.pack(kept.scale, 0, declared.keep_most, SCOPES.index(declared.scope), KEEP.index(declared.keep),
                      declared.type.kind, kept.type.kind, kept.names is not None or kept.flags is not None,
                      declared.type.kind in TEXT_KINDS and declared.keep != "count")


def _places(fields: tuple[Field, ...]) -> list[Plain]:
    return [(number, declared.mask, declared.at, declared.type.width, declared.type.little,
             declared.type.kind in _OF_BYTES, declared.type.kind == Kind.SIGNED)
            for number, declared in enumerate(fields) if declared.at is not None]


def layout_of(protocol: Protocol) -> Plain | None:
    """What is known of a table's layout before it is compiled, see `Gist.layout`."""
    if isinstance(protocol, Sketch):
        return protocol.gist.layout
    if not protocol.layout and not protocol.parts:
        return None
    numbers = list(fixed(protocol.layout, {declared.name: declared for declared in protocol.fields}))
    return (bool(protocol.layout), bytes(sorted(first_bytes(numbers))),
            sum(evidence(type, part) for _, type, part in numbers), protocol.framing is not None,
            protocol.outline.remembers or bool(protocol.modes), protocol.outline.sure)
