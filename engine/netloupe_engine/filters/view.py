"""What plans are asked of: the columns of an analysis, each read once."""
from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, Protocol

from ..errors import CancelledError
from ..export.text_column import TextColumn
from ..handler.findings_list import FindingColumns
from ..handler.tables import PacketTable, SessionTable
from ..model import CaptureInfo, FindingRow
from ..names.book import NameBook
from ..packet.traffic import Traffic
from ..protocols.compiled import CompiledRegistry
from ..protocols.define import Kind
from ..records import record
from ..remarks import Remark, Remarks
from ..search.packets import find_in_packets
from ..search.pattern import Pattern
from .ends import SIDES, Ends
from .fields import How, SessionField
from .matching import Clock, column_of
from .names import Attribute
from .packet_fields import BYTES, DELTA, MARKED, MARKS, NOTE
from .scan import Readable, Scanned, records, scan, scan_places

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LINE_MAX = 4096        # characters of a session's line that are made without Python
_TAGS_MAX = 5
_NS = 1_000_000_000


@record(frozen=True, slots=True)
class Values:
    """Values, and whose they are: of row `rows[i]`, or without `rows` of each row in turn."""

    values: NDArray[Any] | TextColumn
    rows: NDArray[np.integer[Any]] | None = None
    known: NDArray[np.bool_] | None = None      # which there are; None: all
    texts: TextColumn | None = None             # what the numbers stand for


class Asked(Readable, Protocol):
    """What an analysis is to who asks it."""

    @property
    def sessions(self) -> SessionTable:
        """Its sessions."""

    @property
    def packets(self) -> PacketTable:
        """Its packets."""

    @property
    def capture(self) -> CaptureInfo:
        """Facts about it."""

    @property
    def remarks(self) -> Remarks:
        """What a person has marked and noted."""

    @property
    def names(self) -> NameBook:
        """What files say of addresses."""

    def findings(self) -> list[FindingRow]:
        """Its findings."""

    def session_info(self, id: int) -> str:
        """One line about a session."""

    def packets_of(self, ids: Iterable[int] | NDArray[np.uint32]) -> NDArray[np.uint32]:
        """Numbers of the packets of sessions, and of those tunnelled in them."""


class View:
    """One analysis as it is now, or its first `sessions`; a live one grows behind it. For one thread."""

    def __init__(self, analysis: Asked, registry: CompiledRegistry, wanted: Sequence[Attribute],
                 is_cancelled: Callable[[], bool], sessions: int | None = None) -> None:
        self._analysis, self._registry = analysis, registry
        self.is_cancelled = is_cancelled
        self.sessions, self.packets = len(analysis.sessions), len(analysis.packets)
        if sessions is not None:
            self.sessions = min(self.sessions, sessions)
        capture = analysis.capture
        self.clock = Clock(capture.start_ns or 0, capture.end_ns or 0)
        self._columns: dict[str, NDArray[Any]] = {}
        self._said: dict[str, list[str]] = {}
        self._wanted = [one for one in wanted if one.name in registry.field_ids
                        and not one.name.startswith("frame.")]
        self._scanned: dict[int, Scanned] | None = None
        self._findings: FindingColumns | None = None
        self._worded_ends: dict[str, tuple[list[str], tuple[NDArray[np.int64], NDArray[np.int64]]]] = {}

    def check(self) -> None:
        """Raises CancelledError."""
        if self.is_cancelled():
            raise CancelledError("The filter was called off.")

    def column(self, name: str) -> NDArray[Any]:
        """A column of sessions."""
        found = self._columns.get(name)
        if found is None:
            self.check()
            found = self._columns[name] = self._analysis.sessions.column(name, 0, self.sessions)
        return found

    def totals(self, sums: tuple[str, ...], rows: NDArray[np.int64] | None, entries: NDArray[np.int64],
               groups: int) -> dict[str, NDArray[Any]]:
        """Columns of sessions added up by group, of `rows` or of each in turn, with how many and from when to when."""
        self.check()
        return self._analysis.sessions.totals(sums, ("start_ns",), ("end_ns",), rows, entries, groups)

    def packet_column(self, name: str) -> NDArray[Any]:
        """A column of packets."""
        found = self._columns.get(f"packet {name}")
        if found is None:
            self.check()
            found = self._columns[f"packet {name}"] = self._analysis.packets.column(name, 0, self.packets)
        return found

    def traffic(self, codes: NDArray[np.int32], span: tuple[int, int]) -> Traffic:
        """What packets add up to, see packet/traffic.pyx."""
        return self._analysis.packets.traffic(self.packets, codes, span)

    def paths(self) -> list[str]:
        """The protocol paths by their numbers."""
        return self.words("paths")

    def words(self, which: str) -> list[str]:
        """What numbers of a list stand for, see sessions/columns.py."""
        found = self._said.get(which)
        if found is None and which.startswith("ends."):
            found = self._said[which] = self._of_ends(which)[0]
        if found is None:
            found = self._said[which] = [word or "" for word in self._analysis.sessions.words(which)]
        return found

    # ---- fields of sessions

    def of_field(self, field: SessionField) -> list[Values]:
        """The values of a field, in several columns where any of them will do."""
        if field.how in (How.FINDINGS, How.SEVERITIES):
            return [self._of_findings(field.how)]
        if field.how is How.LINES:
            return [Values(self.lines())]
        known = self.column("tcp_marks") & 8 != 0 if field.of_tcp else None
        if field.how in (How.MARKS, How.NOTES):
            return [_remarked(self._analysis.remarks.sessions(), self.sessions, field.how is How.MARKS)]
        if field.how is How.ORDINAL:
            return [self._ordinal(field)]
        if field.how is How.ENDS:
            return self._ends_of(field)
        if field.how is How.VLAN:
            return self._tags(self.column(field.columns[0]))
        values = [self._made(field)] if field.how is not How.EACH else [self._plain(name) for name in field.columns]
        texts = column_of([word.lower().encode("utf-8", "replace") for word in self.words(field.words)]) \
            if field.words and field.words != "severities" else None
        return [Values(one, None, _both(known, None if field.none is None else one != field.none), texts)
                for one in values]

    @property
    def has_places(self) -> bool:
        """Whether anything may be known of where ends are."""
        return self._analysis.names.has_places

    def has_vendors(self, most: int) -> bool:
        """Whether of any of so many sessions the vendor of an end is known."""
        if not any(path.startswith("eth.") for path in self.paths()) or not self._analysis.names.has_vendors:
            return False
        return len(Ends(self._analysis, min(most, self.sessions), self.check).texts("vendor")[0]) > 1

    def _ends_of(self, field: SessionField) -> list[Values]:
        if not field.words:
            return [Values(numbers, None, numbers != 0) for numbers in map(self._ends.numbers, field.columns)]
        words, sides = self._of_ends(field.words)
        texts = column_of([word.lower().encode("utf-8", "replace") for word in words])
        return [Values(sides[SIDES.index(side)], None, sides[SIDES.index(side)] != 0, texts)
                for side in field.columns]

    def _of_ends(self, which: str) -> tuple[list[str], tuple[NDArray[np.int64], NDArray[np.int64]]]:
        found = self._worded_ends.get(which)
        if found is None:
            found = self._worded_ends[which] = self._ends.texts(which.removeprefix("ends."))
        return found

    @cached_property
    def _ends(self) -> Ends:
        return Ends(self._analysis, self.sessions, self.check)

    def _plain(self, name: str) -> NDArray[Any]:
        import numpy as np
        return np.arange(1, self.sessions + 1, dtype=np.uint32) if name == "id" else self.column(name)

    def _made(self, field: SessionField) -> NDArray[Any]:
        import numpy as np
        if field.how is How.RESPONSE:
            found = self._columns.get("response")
            if found is None:
                self.check()
                found = self._columns["response"] = self._analysis.packets.responses(self.sessions)
            return found
        columns = [self.column(name) for name in field.columns]
        if field.how is How.SUM:
            return np.asarray(columns[0].astype(np.uint64) + columns[1])
        if field.how is How.DURATION:
            return np.asarray(columns[1] - columns[0])
        seconds = (columns[3] - columns[2]) / _NS
        with np.errstate(divide="ignore", invalid="ignore"):
            rate = (columns[0] + columns[1]) * 8 / seconds
        return np.where(seconds > 0, rate, 0.0)

    def _ordinal(self, field: SessionField) -> Values:
        import numpy as np
        known = self.column(field.columns[0]) == self._registry.ids[field.words]
        return Values(np.cumsum(known) - 1, None, known)

    def _tags(self, packed: NDArray[np.uint64]) -> list[Values]:
        """The tags of VLANs, see sessions/columns.py."""
        return [Values((packed >> (4 + 12 * at)) & 0xFFF, None, packed & 0xF > at) for at in range(_TAGS_MAX)
                if at == 0 or (packed & 0xF > at).any()]

    def _of_findings(self, how: How) -> Values:
        import numpy as np
        if self._findings is None:
            self._findings = self._analysis.sessions.findings()
        told = self._findings
        known = told.sessions <= self.sessions
        owners, kinds = told.sessions[known].astype("i8") - 1, told.kinds_of[known]
        if how is How.SEVERITIES:
            return Values(np.array([kind.severity for kind in told.kinds], np.int64)[kinds], owners)
        keys = [kind.key.encode() for kind in told.kinds]
        ends = np.zeros(len(kinds) + 1, np.uint64)
        np.cumsum(np.array([len(key) for key in keys], np.uint64)[kinds], out=ends[1:])
        return Values(TextColumn(ends.tobytes(), b"".join(map(keys.__getitem__, kinds.tolist()))), owners)

    def lines(self) -> TextColumn:
        """What sums up each session, in lower case."""
        return self._analysis.sessions.lines(_LINE_MAX, self._line, self.sessions)

    def lines_found(self, find: Callable[[TextColumn], NDArray[np.bool_]]) -> NDArray[np.bool_]:
        """Which sessions' lines are found by this, which several threads ask."""
        def look(lines: TextColumn) -> NDArray[np.bool_]:
            self.check()
            return find(lines)
        return self._analysis.sessions.lines_found(_LINE_MAX, self._line, self.sessions, look)

    def _line(self, row: int) -> str:
        return self._analysis.session_info(row + 1).lower()

    def endpoints(self, side: Literal["initiator", "responder"]) -> TextColumn:
        """Address and port of an end of each session."""
        return self._analysis.sessions.endpoints(side).first(self.sessions)

    # ---- attributes

    def of_attribute(self, attribute: Attribute, lowered: bool = True) -> Values:
        """The values that sessions keep, or those of packets; texts in lower case, if wanted."""
        if attribute.of_packets:
            return self._of_packets(attribute)
        found = self._analysis.sessions.attribute(attribute.name, self.sessions)
        values = found.values
        if lowered and isinstance(values, TextColumn) and attribute.declared.type.kind != Kind.BYTES:
            values = values.lower()
        return Values(values, found.sessions.astype("i8") - 1)

    def _of_packets(self, attribute: Attribute) -> Values:
        import numpy as np
        if not attribute.name.startswith("frame."):
            if self._scanned is None:
                self._scanned = scan(self._analysis, self._registry, self._wanted, self.check)
            scanned = self._scanned[attribute.number]
            return Values(scanned.values, scanned.packets.astype("i8") - 1)
        if attribute.name in (MARKED, NOTE):
            return _remarked(self._analysis.remarks.packets(), self.packets, attribute.name == MARKED)
        if attribute.name in MARKS:
            return Values((self.packet_column("flags") & MARKS[attribute.name] != 0).view(np.uint8))
        if attribute.name == DELTA:
            times = self.packet_column("time_ns")
            return Values(np.diff(times, prepend=times[:1]))
        name = attribute.name.removeprefix("frame.")
        if name == "number":
            return Values(np.arange(1, self.packets + 1, dtype=np.uint32))
        if name == "path":
            return Values(self.packet_column("path"), texts=column_of([path.encode() for path in self.paths()]))
        if name == "file":
            with self._analysis.reading() as source:
                names, begins = [os.path.basename(path) for path in source.paths], source.begins
            which = np.searchsorted(np.array(begins, np.uint64), self.packet_column("at"), "right") - 1
            return Values(which, texts=column_of([name.lower().encode("utf-8", "replace") for name in names]))
        if name in ("captured_length", "interface"):
            return Values(records(self._analysis, name, self.packet_column("at"), self.check))
        values = self.packet_column({"time": "time_ns"}.get(name, name))
        return Values(values, None, values != 0 if name == "session" else None)


    def holding(self, name: str, pattern: Pattern) -> NDArray[np.bool_]:
        """Which packets have a pattern in their bytes, or in those of a layer and what it carries."""
        import numpy as np
        places, begins = self.packet_column("at"), self._beginnings(BYTES[name])
        found = np.zeros(self.packets, np.bool_)

        def check(_packets: int) -> None:
            self.check()
        with self._analysis.reading() as source:
            for row, at, _, packet in find_in_packets(source, places, pattern, check):
                if begins is None:
                    found[row] = True
                elif row in begins and not found[row]:
                    found[row] = at >= begins[row] or pattern.first(packet[begins[row]:]) is not None
        return found

    def _beginnings(self, name: str) -> dict[int, int] | None:
        """Where in packets their (outermost) layer with this attribute begins, by rows; None: they are asked whole."""
        if not name:
            return None
        return scan_places(self._analysis, self._registry, name, self.check)


def _remarked(of: dict[int, Remark], count: int, is_mark: bool) -> Values:
    """What a person has said of rows that count from 1: whether they are marked, or what the notes are."""
    import numpy as np
    if is_mark:
        marks = np.zeros(count, np.uint8)
        marks[[which - 1 for which, remark in of.items() if remark.is_marked and 0 < which <= count]] = 1
        return Values(marks)
    noted = {which: remark.text for which, remark in of.items() if remark.text and 0 < which <= count}
    return Values(column_of([text.lower().encode("utf-8", "replace") for text in noted.values()]),
                  np.array(list(noted), np.int64) - 1)


def _both(one: NDArray[np.bool_] | None, other: NDArray[np.bool_] | None) -> NDArray[np.bool_] | None:
    if one is None or other is None:
        return other if one is None else one
    return one & other
