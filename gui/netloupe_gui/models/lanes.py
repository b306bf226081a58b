"""A session's packets and states along time, and how they fall on pixels. NumPy and the engine's values; no widgets."""
from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from netloupe_engine.model import Session, State
from netloupe_gui.models.span import Span, span_of

if TYPE_CHECKING:
    from netloupe_engine.analysis import Analysis

Array = np.ndarray[Any, np.dtype[Any]]

# Bits of the packets' "flags" column that make a mark: bit, key, theme colour. The first is the gravest.
MARKS = (
    (32, "reset", "error"),
    (1, "malformed", "error"),
    (16, "zero_window", "warning"),
    (2, "retransmission", "warning"),
    (4, "out_of_order", "warning"),
    (8, "duplicate_ack", "muted"),
)
HANDSHAKE = ("handshake", "good")
MARK_BITS = 32 | 1 | 16 | 2 | 4 | 8
COLUMNS = ("time_ns", "length", "way", "flags")


@dataclass(slots=True)
class Bars:
    """The packets of one direction, one bar a pixel."""

    x: Array                    # pixels, ascending
    longest: Array              # bytes of the longest packet there
    total: Array                # bytes of all packets there


@dataclass(slots=True)
class _OneWay:
    """The packets of one direction, ready to be cut at any pixel edges without looking at each."""

    times: Array
    lengths: Array
    sums: Array                 # bytes before each packet, and after the last

    def bars(self, edges: Array) -> Bars:
        """Bars between edges (ns, ascending)."""
        cuts = np.searchsorted(self.times, edges)
        filled = np.flatnonzero(np.diff(cuts))
        if not len(filled):
            return Bars(filled, filled, filled)
        low, high = cuts[filled], cuts[filled + 1]
        longest = np.maximum.reduceat(self.lengths[:high[-1]], low)
        return Bars(filled, longest, self.sums[high] - self.sums[low])


@dataclass(slots=True)
class Lane:
    """One session, its packets in order of time."""

    session: Session
    info: str                   # one line, e.g. the server's name
    numbers: Array              # packet numbers
    times: Array                # int64 ns, ascending
    lengths: Array
    ways: Array
    flags: Array
    counts: dict[str, int]      # marks of the whole session by key
    _span: Span = field(init=False)
    _both: tuple[_OneWay, _OneWay] = field(init=False)
    _marked: Array = field(init=False)      # rows of packets with a mark

    def __post_init__(self) -> None:
        """Sort out once what every painting needs."""
        self._span = span_of(self.times) if len(self.times) else Span(self.session.start_ns, self.session.end_ns)
        self._both = (self._of(0), self._of(1))
        self._marked = np.flatnonzero(self.flags & MARK_BITS)

    def _of(self, way: int) -> _OneWay:
        mine = self.ways == way
        lengths = self.lengths[mine]
        return _OneWay(self.times[mine], lengths, np.concatenate(([0], np.cumsum(lengths, dtype=np.int64))))

    @property
    def start_ns(self) -> int:
        """The first moment worth showing."""
        return self._span.start_ns if self._span.strays else min(self._span.start_ns, self.session.start_ns)

    @property
    def end_ns(self) -> int:
        """The last moment worth showing: the last packet. Timers may run out long after it, see `last_ns`."""
        return self._span.end_ns if self._span.strays else max(self._span.end_ns, self.session.end_ns, self.start_ns)

    @property
    def last_ns(self) -> int:
        """The last moment known of: its time-out, or its release."""
        if self._span.strays:
            return self.end_ns
        return max([self.end_ns, *(change.time_ns for change in self.session.states)])

    def spans(self) -> list[tuple[State, int, int, int]]:
        """The states it went through: (state, from, to, packet that brought it)."""
        states = self.session.states
        ends = [change.time_ns for change in states[1:]] + [self.last_ns]
        return [(change.state, change.time_ns, max(end, change.time_ns), change.packet)
                for change, end in zip(states, ends, strict=True)]

    def handshake(self) -> tuple[int, int] | None:
        """When the TCP handshake was complete, and with which packet; None if it was not seen."""
        tcp = self.session.tcp
        if tcp is None or tcp.mid_stream:
            return None
        return next(((change.time_ns, change.packet) for change in self.session.states
                     if change.state == State.ESTABLISHED), None)

    def bars(self, start_ns: int, end_ns: int, width: int) -> tuple[Bars, Bars]:
        """Up and down bars of a range of time spread over `width` pixels."""
        edges = start_ns + (np.arange(width + 1) * ((end_ns - start_ns) / width)).astype(np.int64)
        edges[-1] = end_ns + 1
        return self._both[0].bars(edges), self._both[1].bars(edges)

    def marks(self, start_ns: int, end_ns: int, width: int, gap: int) -> list[tuple[int, str, str, int]]:
        """(pixel, key, theme colour, row of the packet), at most one every `gap` pixels, graver ones first served."""
        low, high = np.searchsorted(self._marked, self._range(start_ns, end_ns))
        rows = self._marked[low:high]
        pixels = ((self.times[rows] - start_ns) * (width / max(1, end_ns - start_ns))).astype(np.int64)
        taken: dict[int, int] = {}              # cell of `gap` pixels -> the pixel used in it
        marks = []
        shaken = self.handshake()
        if shaken is not None and start_ns <= shaken[0] <= end_ns:
            x = int((shaken[0] - start_ns) * width // max(1, end_ns - start_ns))
            taken[x // gap] = x
            marks.append((x, *HANDSHAKE, self.row_of(shaken[1])))
        for bit, key, colour in MARKS:
            of_kind = np.flatnonzero(self.flags[rows] & bit)
            _cells, firsts = np.unique(pixels[of_kind] // gap, return_index=True)
            for which in of_kind[firsts]:
                x = int(pixels[which])
                cell = x // gap
                if all(abs(taken.get(near, -gap) - x) >= gap for near in (cell - 1, cell, cell + 1)):
                    taken[cell] = x
                    marks.append((x, key, colour, int(rows[which])))
        return marks

    def nearest(self, time_ns: int, reach_ns: int, way: int | None) -> int:
        """Row of the packet closest to a time within reach, -1 if none; of one direction, if there is one of it."""
        low, high = self._range(time_ns - reach_ns, time_ns + reach_ns)
        rows = np.arange(low, high)
        if way is not None and np.any(self.ways[low:high] == way):
            rows = rows[self.ways[low:high] == way]
        if not len(rows):
            return -1
        return int(rows[np.argmin(np.abs(self.times[rows] - time_ns))])

    def row_of(self, number: int) -> int:
        """Row of a packet, -1 if it is not of this session."""
        found = np.flatnonzero(self.numbers == number)
        return int(found[0]) if len(found) else -1

    def _range(self, start_ns: int, end_ns: int) -> tuple[int, int]:
        return int(np.searchsorted(self.times, start_ns, "left")), int(np.searchsorted(self.times, end_ns, "right"))


def read_lanes(analysis: Analysis, sessions: list[Session]) -> list[Lane]:
    """The lanes of some sessions as they stand now."""
    lanes = []
    for session in sessions:
        numbers = analysis.packets_of((session.id,))
        numbers = numbers[numbers <= len(analysis.packets)]
        first, last = (int(numbers[0]) - 1, int(numbers[-1])) if len(numbers) else (0, 0)
        rows = numbers.astype(np.int64) - 1 - first
        times, lengths, ways, flags = (analysis.packets.column(name, first, last)[rows] for name in COLUMNS)
        if np.any(np.diff(times) < 0):
            order = np.argsort(times, kind="stable")
            numbers, times, lengths, ways, flags = (
                values[order] for values in (numbers, times, lengths, ways, flags))
        counts = {key: int(np.count_nonzero(flags & bit)) for bit, key, _colour in MARKS}
        info = analysis.session_info(session.id)
        lanes.append(Lane(session, info, numbers, times, lengths, ways, flags, counts))
    return lanes
