"""Patterns in what hosts said to each other: TCP's bytes in their order, each once, over the limits of packets.

Of each segment is taken down where its captured bytes are (RFC 9293 section 3.4); those of one direction are put in the
order of their sequence numbers, and only then read. Where bytes are missing a stretch ends, and nothing is found across
it. Of bytes sent twice the first count. Datagrams of UDP are asked one by one. What was reassembled from fragments of
IP, or decrypted, is not asked.
"""
from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from ..capture.packet_bytes import gather
from ..capture.source import CaptureSource
from ..packet.pieces import Pieces
from ..protocols.compiled import CompiledRegistry
from ..records import record
from .pattern import Pattern

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Row of the packet it begins in, at in its bytes, size, offset in the stream, bytes around it, where it begins in them.
Found = tuple[int, int, int, int, bytes, int]
_ROOM = 1 << 20         # bytes that are looked through in one go
_KEPT = 64 << 10        # ... with these before them again: nothing longer is found across the limit of two goes
_SEQUENCES = 1 << 32
_BATCH = 65_536         # packets that are decoded in one go


@record(frozen=True, slots=True)
class Payloads:
    """Where bytes that were said are: of packet `rows` (from 0) `sizes` bytes at `begins`."""

    rows: NDArray[np.int64]
    begins: NDArray[np.int64]
    sizes: NDArray[np.int64]
    sequences: NDArray[np.int64]    # of the first byte; -1: a datagram


def payloads_of(registry: CompiledRegistry, source: CaptureSource, places: NDArray[np.uint64],
                chosen: NDArray[np.int64], check: Callable[[int], object]) -> Payloads:
    """Where the payload of the innermost transport of chosen packets is. `check(packets so far)` may raise."""
    import numpy as np
    pieces, parts = Pieces(registry), []
    for start in range(0, len(chosen), _BATCH):
        check(start)
        rows = chosen[start:start + _BATCH]
        part = pieces.of(source, np.ascontiguousarray(places[rows]))
        part[0] = rows[part[0]]
        parts.append(part)
    return Payloads(*(np.concatenate([part[at] for part in parts]) if parts else np.zeros(0, np.int64)
                      for at in range(4)))


def find_in_streams(source: CaptureSource, places: NDArray[np.uint64], pieces: Payloads, streams: NDArray[np.int64],
                    pattern: Pattern, check: Callable[[int], object] = int) -> Iterator[Found]:
    """Where a pattern is found.

    `streams` says whose direction each piece is; negative ones are not asked. `check(pieces so far)` may raise.
    """
    import numpy as np
    order = np.lexsort((pieces.rows, streams))
    order = order[streams[order] >= 0]
    limits = np.flatnonzero(np.diff(streams[order], prepend=-1, append=-1))
    for begin, end in pairwise(limits):
        mine = order[begin:end]
        offset = 0
        for stretch in _stretches(pieces, mine):
            check(int(begin))
            first = offset if pieces.sequences[mine[0]] < 0 else int(stretch.offsets[0])
            yield from _in_stretch(source, places, stretch, first, pattern, check, int(begin))
            offset += int(stretch.sizes.sum())


@record(frozen=True, slots=True)
class _Stretch:
    """Bytes without a gap."""

    rows: NDArray[np.int64]
    begins: NDArray[np.int64]
    sizes: NDArray[np.int64]
    offsets: NDArray[np.int64]      # in the stream


def _stretches(pieces: Payloads, mine: NDArray[np.int64]) -> Iterator[_Stretch]:
    """The stretches of one direction, in the order of their bytes."""
    import numpy as np
    rows, begins, sizes = pieces.rows[mine], pieces.begins[mine], pieces.sizes[mine]
    sequences = pieces.sequences[mine]
    if sequences[0] < 0:
        for at in range(len(mine)):
            yield _Stretch(rows[at:at + 1], begins[at:at + 1], sizes[at:at + 1], np.zeros(1, np.int64))
        return
    steps = np.diff(sequences, prepend=sequences[:1])       # sequence numbers wrap: the way there is less than half
    steps = (steps + (_SEQUENCES >> 1)) % _SEQUENCES - (_SEQUENCES >> 1)
    offsets = np.cumsum(steps)
    order = np.lexsort((rows, offsets))
    rows, begins, sizes, offsets = rows[order], begins[order], sizes[order], offsets[order] - offsets.min()
    ends = np.maximum.accumulate(offsets + sizes)
    covered = np.concatenate([[0], ends[:-1]])
    cut = np.clip(covered - offsets, 0, sizes)              # bytes that were said before
    rows, begins, sizes, offsets = rows, begins + cut, sizes - cut, offsets + cut
    new = np.flatnonzero(sizes)
    rows, begins, sizes, offsets = rows[new], begins[new], sizes[new], offsets[new]
    breaks = np.flatnonzero(offsets[1:] != offsets[:-1] + sizes[:-1]) + 1
    for part in np.split(np.arange(len(new)), breaks):
        if len(part):
            yield _Stretch(rows[part], begins[part], sizes[part], offsets[part])


def _in_stretch(source: CaptureSource, places: NDArray[np.uint64], stretch: _Stretch, first: int, pattern: Pattern,
                check: Callable[[int], object], done: int) -> Iterator[Found]:
    import numpy as np
    starts = np.concatenate([[0], np.cumsum(stretch.sizes)])        # in the stretch
    wanted = np.ascontiguousarray(places[stretch.rows])
    kept, kept_at, start, reported = b"", 0, 0, 0
    while start < len(wanted):
        check(done)
        data, ends = gather(source, wanted, start, _ROOM)
        parts = [kept]
        for row, (low, high) in enumerate(zip([0, *ends], ends, strict=False), start):
            begin, size = int(stretch.begins[row]), int(stretch.sizes[row])
            part = data[low + begin:min(low + begin + size, high)]
            parts.append(part + bytes(size - len(part)))            # its bytes have gone meanwhile
        start += len(ends)
        data = b"".join(parts)
        is_last = start == len(wanted)
        for at, end in pattern.each(data, max(1 if kept_at else 0, reported - kept_at)):
            if end == len(data) and not is_last and at >= len(data) - _KEPT:
                break                                               # it may go on
            place = kept_at + at
            which = int(np.searchsorted(starts, place, "right")) - 1
            yield (int(stretch.rows[which]), int(stretch.begins[which]) + place - int(starts[which]), end - at,
                   first + place, data[max(0, at - _KEPT):end + _KEPT], min(at, _KEPT))
            reported = place + end - at
        kept = data[-_KEPT:] if not is_last else b""
        kept_at += len(data) - len(kept)
