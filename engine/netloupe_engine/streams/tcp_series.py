"""One TCP session over time: sequence numbers, acknowledgements, windows, what is in flight, round trips.

    series = analysis.tcp_series(7)
    series.times_ns, series.sequences, series.sizes     # one row a segment, in the order of the capture
    series.rtt_ns[series.rtt_ns >= 0]

Numbers count from the initial sequence number of their direction: a SYN has 0, the first byte of data 1.
"""
from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from ..errors import CancelledError, UnknownNameError
from ..export.json_text import Seconds
from ..packet.pieces import Pieces
from ..packet.row import DUPLICATE_ACK, OUT_OF_ORDER, RESET, RETRANSMISSION, ZERO_WINDOW
from ..protocols.compiled import CompiledRegistry
from ..records import record
from ..sessions.tcp_series import FAR, follow
from .members import Followed, members_of
from .payloads import FROM_HIGH

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FLAGS = "FSRPAUEC"      # from the lowest bit on
SIDES = ("client", "server")
_BATCH = 65_536         # packets that are decoded in one go
_BLOCKS, _EDGES = 7, 8  # of Pieces.segments
NOTES = {RETRANSMISSION: "retransmission", OUT_OF_ORDER: "out of order", DUPLICATE_ACK: "duplicate ack",
         ZERO_WINDOW: "zero window", RESET: "reset", FAR: "outside the window"}


@record(frozen=True, slots=True, eq=False)
class TcpSeries:
    """Segments of one TCP session as columns. `ways`: 0 from the initiator, 1 back."""

    session: int
    packets: NDArray[np.int64]
    times_ns: NDArray[np.int64]
    ways: NDArray[np.int64]
    sequences: NDArray[np.int64]        # bytes since the initial sequence number, which no 2^32 wraps
    acks: NDArray[np.int64]             # ... of the other direction; -1: none
    sizes: NDArray[np.int64]            # bytes of payload, by the headers
    windows: NDArray[np.int64]          # bytes, scaled as the handshake agreed
    flags: NDArray[np.int64]            # of TCP
    notes: NDArray[np.int64]            # bits, see NOTES
    in_flight: tuple[NDArray[np.int64], NDArray[np.int64]]      # sent and not acknowledged by either side, with this
    rtt_ns: NDArray[np.int64]           # the round trip that this acknowledgement ends; -1: none
    timed: NDArray[np.int64]            # ... the packet that it answers; 0: none
    acked: NDArray[np.int64]            # bytes of the other direction that this acknowledges first
    block_rows: NDArray[np.int64]       # selective acknowledgements: rows that have them
    block_begins: NDArray[np.int64]
    block_ends: NDArray[np.int64]
    is_scaled: bool | None              # None: the capture does not have the handshake, and windows as they stand

    def __len__(self) -> int:
        return len(self.packets)

    def notes_of(self, row: int) -> tuple[str, ...]:
        """What a segment is besides what it carries: "retransmission", "zero window" and so on."""
        return tuple(text for bit, text in NOTES.items() if int(self.notes[row]) & bit)

    def blocks_of(self, row: int) -> tuple[tuple[int, int], ...]:
        """What a segment acknowledges selectively: from, to."""
        import numpy as np
        low, high = np.searchsorted(self.block_rows, (row, row + 1)).tolist()
        return tuple(zip(self.block_begins[low:high].tolist(), self.block_ends[low:high].tolist(), strict=True))

    def throughput(self, way: int, start_ns: int, end_ns: int, bins: int) -> tuple[NDArray[np.float64], ...]:
        """Of a direction, in equal stretches of time: bytes of payload sent each second, and bytes of it that were
        acknowledged for the first time (goodput). Raises ValueError for an impossible range."""
        import numpy as np
        if end_ns <= start_ns or bins < 1:
            raise ValueError(f"no {bins} stretches of time between {start_ns} and {end_ns}")
        at = (self.times_ns - start_ns) * bins // (end_ns - start_ns)
        seconds = (end_ns - start_ns) / bins / 1e9
        found = []
        for values, of in ((self.sizes, self.ways == way), (self.acked, self.ways != way)):
            mine = of & (at >= 0) & (at < bins)
            found.append(np.bincount(at[mine], values[mine], bins) / seconds)
        return tuple(found)

    def cells(self) -> Iterator[tuple[object, ...]]:
        """The table for a file: a line of names, then the rows; times in seconds."""
        yield ("packet", "time", "side", "flags", "sequence", "size", "ack", "window", "in_flight", "rtt",
               "timed_packet", "acked", "sack", "notes")
        for row in self.rows():
            rtt = row["rtt_ns"]
            yield (row["packet"], Seconds(row["time_ns"]), SIDES[row["way"]], flag_letters(row["flags"]),
                   row["sequence"], row["size"], _or_nothing(row["ack"]), row["window"], row["in_flight"],
                   "" if rtt is None else Seconds(rtt), _or_nothing(row["timed"]), row["acked"],
                   " ".join(f"{begin}-{end}" for begin, end in row["blocks"]), ", ".join(row["notes"]))

    def rows(self) -> Iterator[dict[str, Any]]:
        """Segments in Python's own values; None where there is nothing to say."""
        for row in range(len(self)):
            way, rtt = int(self.ways[row]), int(self.rtt_ns[row])
            yield {
                "packet": int(self.packets[row]), "time_ns": int(self.times_ns[row]), "way": way,
                "sequence": int(self.sequences[row]), "size": int(self.sizes[row]),
                "ack": int(self.acks[row]) if self.acks[row] >= 0 else None, "window": int(self.windows[row]),
                "flags": int(self.flags[row]), "in_flight": int(self.in_flight[way][row]),
                "rtt_ns": rtt if rtt >= 0 else None, "timed": int(self.timed[row]) or None,
                "acked": int(self.acked[row]), "blocks": self.blocks_of(row), "notes": self.notes_of(row)}


def flag_letters(flags: int) -> str:
    """TCP's flags as letters, e.g. "SA"."""
    return "".join(letter for bit, letter in enumerate(FLAGS) if flags >> bit & 1)


def _or_nothing(value: int | None) -> int | str:
    return "" if value is None else value


def tcp_series(analysis: Followed, registry: CompiledRegistry, session: int,
               cancelled: Callable[[], bool]) -> TcpSeries:
    """See `Analysis.tcp_series`."""
    if not 1 <= session <= len(analysis.sessions):
        raise UnknownNameError(f"There is no session {session}; there are {len(analysis.sessions):,}.")
    import numpy as np
    mine = members_of(analysis, session)
    pieces, parts, blocks = Pieces(registry), [], []
    with analysis.reading() as source:
        for start in range(0, len(mine.numbers), _BATCH):
            if cancelled():
                raise CancelledError("Reading the segments was called off.")
            part = pieces.segments(source, np.ascontiguousarray(mine.places[start:start + _BATCH]), mine.level)
            part[0] += start
            parts.append(part)
    segments = np.concatenate(parts, axis=1) if parts else np.zeros((_EDGES + 8, 0), np.int64)
    members, of = segments[0], segments[1:]
    first = int(mine.numbers[0]) - 1 if len(mine.numbers) else 0
    within = mine.numbers[members] - 1 - first
    last = int(mine.numbers[-1]) if len(mine.numbers) else 0
    times = analysis.packets.column("time_ns", first, last)[within]
    notes = np.where(mine.owners[members] == session, analysis.packets.column("flags", first, last)[within], 0)
    ways = mine.ways_of(analysis, members, (of[4] & FROM_HIGH) // FROM_HIGH)
    found, scaled = follow(times, ways, notes.astype(np.int64), np.ascontiguousarray(of))
    numbers = mine.numbers[members]
    counts = of[6]
    for edge in range(4):
        rows = np.flatnonzero(counts > edge)
        blocks.append((rows, found[9 + 2 * edge, rows], found[10 + 2 * edge, rows]))
    block_rows, begins, ends = (np.concatenate(column) for column in zip(*blocks, strict=True))
    order = np.argsort(block_rows, kind="stable")
    timed = np.where(found[6] >= 0, numbers[found[6]], 0) if len(numbers) else found[6]
    return TcpSeries(session, numbers, times, ways, found[0], found[1], of[3], found[2], of[4] & 0xFF, found[8],
                     (found[3], found[4]), found[5], timed, found[7], block_rows[order], begins[order], ends[order],
                     None if scaled < 0 else bool(scaled))
