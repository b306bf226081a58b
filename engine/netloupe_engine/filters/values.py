"""What one session has of a field or attribute, exactly; of a single row, so that nothing waits for whole columns."""
from __future__ import annotations

from collections.abc import Callable, Iterable
from ipaddress import ip_address
from typing import Any, Protocol

from ..export.shapes import WORDS
from ..model import AttributeValue, Session
from ..packet.row import PAYLOAD
from ..remarks import Remarks
from .conditions import Exact
from .ends import Listening, end_value
from .fields import How, SessionField, What
from .names import Attribute, Names
from .quantities import MAPPED
from .syntax import Place

_OF_TCP = 8         # tcp_marks of TCP sessions
_NS = 1_000_000_000


class Known(Listening, Protocol):
    """What an analysis knows of single sessions."""

    @property
    def remarks(self) -> Remarks:
        """What a person has marked and noted."""

    def session(self, id: int) -> Session:
        """Everything about one. Raises UnknownNameError."""

    def session_info(self, id: int) -> str:
        """One line about it."""

    def session_attributes(self, id: int) -> tuple[AttributeValue, ...]:
        """The values kept with it."""

    def protocol_name(self, number: int) -> str:
        """What a protocol's number stands for."""

    def path_name(self, number: int) -> str:
        """What a path's number stands for."""

    def host_name(self, number: int) -> str:
        """What a host's number stands for."""

    def announcement(self, number: int) -> str:
        """What an announcement's number stands for."""


def values_of(analysis: Known, names: Names, name: str, id: int) -> tuple[Exact, ...]:
    """The values of `name` in a session, each once; `(None,)` where it has none. Raises ExpressionError."""
    found: list[Exact] = []
    for target in names.targets(name, Place(0, len(name)), False):
        if isinstance(target, Attribute):
            found += [value.value for value in analysis.session_attributes(id) if value.name == target.name]
        else:
            found += _of_field(analysis, target, id)
    return tuple(dict.fromkeys(found)) or (None,)


def _of_field(analysis: Known, field: SessionField, id: int) -> Iterable[Exact]:
    if field.how is How.FINDINGS:
        return [finding.kind for finding in analysis.session(id).findings]
    if field.how is How.SEVERITIES:
        return [finding.severity.name.lower() for finding in analysis.session(id).findings]
    if field.how is How.LINES:
        return [analysis.session_info(id)]
    if field.how is How.ENDS:
        kind = field.name.rpartition(".")[2]
        return [value for side in field.columns if (value := end_value(analysis, id - 1, kind, side,
                                                                       analysis.host_name))]
    if field.how is How.RESPONSE:
        return _response(analysis, id)
    if field.how is How.MARKS:
        return [analysis.remarks.of_session(id).is_marked]
    if field.how is How.NOTES:
        return [text] if (text := analysis.remarks.of_session(id).text) else []
    if field.name == "id":
        return [id]
    if field.how is How.ORDINAL:
        same = [key == field.words for key in map(analysis.protocol_name, analysis.sessions.column("protocol", 0, id))]
        return [sum(same) - 1] if same[-1] else []

    def cell(name: str) -> Any:
        return analysis.sessions.cell(name, id - 1)
    if field.of_tcp and not cell("tcp_marks") & _OF_TCP:
        return []
    cells = [cell(name) for name in field.columns]
    if field.how is How.EACH:
        say = _teller(analysis, field)
        return [say(value) for value in cells if field.none is None or value != field.none]
    return _MADE[field.how](cells)


def _response(analysis: Known, id: int) -> list[Exact]:
    """How long the server's first payload came after the client's first one."""
    import numpy as np
    first, last = (analysis.sessions.cell(name, id - 1) for name in ("first_packet", "last_packet"))
    begin = max(first, 1) - 1
    mine = analysis.packets.of_sessions([id], begin, last).astype("i8") - 1 - begin
    flags, way, times = (analysis.packets.column(name, begin, last)[mine] for name in ("flags", "way", "time_ns"))
    asked = np.flatnonzero((flags & PAYLOAD != 0) & (way == 0))[:1]
    answered = np.flatnonzero((flags & PAYLOAD != 0) & (way != 0))
    answered = answered[answered > asked[0]][:1] if len(asked) else answered[:0]
    took: list[int] = (times[answered] - times[asked[:len(answered)]]).tolist()
    return [value for value in took if value >= 0]


def _rate(cells: list[int]) -> list[Exact]:
    seconds = (cells[3] - cells[2]) / _NS
    return [(cells[0] + cells[1]) * 8 / seconds if seconds > 0 else 0.0]


def _tags(cells: list[int]) -> list[Exact]:
    """See sessions/columns.py."""
    return [cells[0] >> 4 + 12 * at & 0xFFF for at in range(cells[0] & 0xF)]


_MADE: dict[How, Callable[[list[int]], list[Exact]]] = {
    How.SUM: lambda cells: [sum(cells)], How.DURATION: lambda cells: [cells[1] - cells[0]], How.RATE: _rate,
    How.VLAN: _tags}


def _teller(analysis: Known, field: SessionField) -> Callable[[Any], Exact]:
    """What a cell says."""
    if field.what is What.ADDRESS:
        return _address
    if field.what is What.TRUTH:
        return bool
    if not field.words:
        return int
    names = {"protocols": analysis.protocol_name, "applications": analysis.protocol_name, "paths": analysis.path_name,
             "names": analysis.host_name, "announcements": analysis.announcement}
    if field.words in names:
        return lambda number: names[field.words](number) or None
    return lambda number: WORDS[field.words][number]


def _address(octets: bytes) -> str:
    return str(ip_address(octets[12:] if octets.startswith(MAPPED) else octets))
