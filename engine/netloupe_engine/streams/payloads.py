"""Where payloads are in a capture, and the order in which they were meant.

TCP's segments are put in the order of their sequence numbers (RFC 9293, section 3.4), each byte once: of bytes sent
twice those count that came first, as a host keeps what it has (section 3.10.7.4).
"""
from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from ..capture.source import CaptureSource
from ..packet.pieces import Pieces
from ..protocols.compiled import CompiledRegistry
from ..records import record

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

STREAM_MAX = 1 << 38    # bytes of a direction whose order is kept
SYN, REASSEMBLED, FROM_HIGH = 2, 256, 512       # of `Payloads.flags`: see packet/pieces.pyx
_SEQUENCES = 1 << 32
_BATCH = 65_536         # packets that are decoded in one go


@record(frozen=True, slots=True)
class Payloads:
    """Where bytes that were said are: of packet `rows` (from 0) `sizes` bytes at `begins`."""

    rows: NDArray[np.int64]
    begins: NDArray[np.int64]
    sizes: NDArray[np.int64]
    sequences: NDArray[np.int64]    # of the first byte; -1: a datagram
    missing: NDArray[np.int64]      # bytes behind them that the capture cut off
    flags: NDArray[np.int64]        # TCP's, and the two above


@record(frozen=True, slots=True)
class Said:
    """What was said, piece for piece: one direction after the other, each in its order, each byte once."""

    which: NDArray[np.int64]        # payload a piece is of
    skips: NDArray[np.int64]        # bytes of it before the piece
    sizes: NDArray[np.int64]
    offsets: NDArray[np.int64]      # of a piece in its direction
    keys: NDArray[np.int64]         # ascending; a piece ends at that of the next one, if nothing is lost between them


def payloads_of(registry: CompiledRegistry, source: CaptureSource, places: NDArray[np.uint64],
                chosen: NDArray[np.int64], check: Callable[[int], object], level: int = -1) -> Payloads:
    """Where the payload of chosen packets is: of the innermost transport, or of the flow inside `level` tunnels
    (`Pieces.of`). `check(packets so far)` may raise."""
    import numpy as np
    pieces, parts = Pieces(registry), []
    for start in range(0, len(chosen), _BATCH):
        check(start)
        rows = chosen[start:start + _BATCH]
        part = pieces.of(source, np.ascontiguousarray(places[rows]), level)
        part[0] = rows[part[0]]
        parts.append(part)
    return Payloads(*(np.concatenate([part[at] for part in parts]) if parts else np.zeros(0, np.int64)
                      for at in range(6)))


def put_in_order(pieces: Payloads, mine: NDArray[np.int64], streams: NDArray[np.int64]) -> Said:
    """The order of pieces `mine` of some directions, which come by direction and packet; `streams` says of which."""
    import numpy as np
    rows, sizes, sequences = (column[mine] for column in (pieces.rows, pieces.sizes, pieces.sequences))
    alone = sequences < 0
    is_first = np.diff(streams, prepend=-1) != 0
    before = np.cumsum(sizes) - sizes
    in_order = before - before[is_first][np.cumsum(is_first) - 1]       # of datagrams, which have no numbers
    groups = np.cumsum(is_first | alone) - 1
    offsets = offsets_of(sequences, np.flatnonzero(is_first | alone), groups)
    order = np.lexsort((rows, offsets, groups))
    sizes, offsets = sizes[order], offsets[order]
    keys = groups[order] * (2 * STREAM_MAX) + offsets
    which, skips, kept, begins = each_once(rows[order], keys, sizes)
    told = np.where(alone[order], in_order[order], offsets)[which] + skips
    return Said(mine[order][which], skips, kept, told, begins)


def offsets_of(sequences: NDArray[np.int64], firsts: NDArray[np.int64], groups: NDArray[np.int64]) -> NDArray[np.int64]:
    """How far pieces are from the lowest of their group, which begins at one of `firsts`."""
    import numpy as np
    if not len(sequences):
        return sequences
    steps = np.diff(sequences, prepend=0)                   # sequence numbers wrap: the way there is less than half
    steps = (steps + (_SEQUENCES >> 1)) % _SEQUENCES - (_SEQUENCES >> 1)
    steps[firsts] = 0
    offsets: NDArray[np.int64] = np.cumsum(steps)
    offsets -= np.minimum.reduceat(offsets, firsts)[groups]
    return np.minimum(offsets, STREAM_MAX)


def each_once(rows: NDArray[np.int64], keys: NDArray[np.int64],
               sizes: NDArray[np.int64]) -> tuple[NDArray[np.int64], ...]:
    """Of pieces in the order of their keys those parts that nobody said before: (which, skipped, size, key)."""
    import numpy as np
    some = np.flatnonzero(sizes > 0)
    rows, keys, sizes = rows[some], keys[some], sizes[some]
    covered = np.concatenate([keys[:1], np.maximum.accumulate(keys + sizes)[:-1]])[:len(keys)]
    overlaps = keys < covered
    clusters = np.cumsum(~overlaps) - 1
    several = np.zeros(len(keys) + 1, np.bool_)
    several[clusters[overlaps]] = True
    plain = np.flatnonzero(~several[clusters])
    tangled = np.flatnonzero(several[clusters])
    parts = [(plain, np.zeros(len(plain), np.int64), sizes[plain], keys[plain])]
    if len(tangled):
        tangled = tangled[np.lexsort((rows[tangled], clusters[tangled]))]
        limits = np.flatnonzero(np.diff(clusters[tangled], prepend=-1, append=-1)).tolist()
        found: list[tuple[int, int, int, int]] = []
        for low, high in pairwise(limits):
            mine = tangled[low:high]
            begins = keys[mine].tolist()
            for at, begin, end in first_come(begins, (keys[mine] + sizes[mine]).tolist()):
                found.append((int(mine[at]), begin - begins[at], end - begin, begin))
        parts.append(tuple(np.array(column, np.int64) for column in zip(*found, strict=True)))   # type: ignore[arg-type]
    which, skips, kept, places = (np.concatenate(column) for column in zip(*parts, strict=True))
    order = np.argsort(places, kind="stable")
    return some[which[order]], skips[order], kept[order], places[order]


def first_come(begins: list[int], ends: list[int]) -> Iterator[tuple[int, int, int]]:
    """Of ranges, one after the other, what none before it had: (which, begin, end)."""
    lows: list[int] = []            # of what was had, apart from each other, ascending
    highs: list[int] = []
    for which, (begin, end) in enumerate(zip(begins, ends, strict=True)):
        first, last = bisect_left(highs, begin), bisect_right(lows, end)
        at = begin
        for low, high in zip(lows[first:last], highs[first:last], strict=True):
            if at < low:
                yield which, at, low
            at = max(at, high)
        if at < end:
            yield which, at, end
        if last > first:
            begin, end = min(begin, lows[first]), max(end, highs[last - 1])
        lows[first:last], highs[first:last] = [begin], [end]
