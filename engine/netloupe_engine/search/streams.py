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

from ..capture.packet_bytes import gather_parts
from ..capture.source import CaptureSource
from ..records import record
from ..streams.payloads import Payloads, put_in_order
from .pattern import Pattern

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# Row of the packet it begins in, at in its bytes, size, offset in the stream, bytes around it, where it begins in them.
Found = tuple[int, int, int, int, bytes, int]
_ROOM = 1 << 20         # bytes that are looked through in one go
_KEPT = 64 << 10        # ... with these before them again: nothing longer is found across the limit of two goes
_AROUND = 64            # bytes before and behind what is found that are told
_PIECES = 1 << 22       # that are put in order in one go, but for those of a longer direction


def find_in_streams(source: CaptureSource, places: NDArray[np.uint64], pieces: Payloads, streams: NDArray[np.int64],
                    pattern: Pattern, check: Callable[[int], object] = int) -> Iterator[Found]:
    """Where a pattern is found.

    `streams` says whose direction each piece is; negative ones are not asked. `check(pieces so far)` may raise.
    """
    import numpy as np
    order = np.lexsort((pieces.rows, streams))
    order = order[streams[order] >= 0]
    limits = np.flatnonzero(np.diff(streams[order], prepend=-1, append=-1))
    done = 0
    for begin, end in _parts(limits):
        mine = order[begin:end]
        yield from _in_said(source, places, _said(pieces, mine, streams[mine]), pattern, check, done)
        done += len(mine)


def _parts(limits: NDArray[np.int64]) -> Iterator[tuple[int, int]]:
    """Whole directions, some at a time, so that not all have to be held at once."""
    first = 0
    for limit, after in pairwise((*limits.tolist(), None)):
        if limit > first and (after is None or after - first > _PIECES):
            yield first, limit
            first = limit


@record(frozen=True, slots=True)
class _Said:
    """What was said, piece for piece: one direction after the other, each in its order, each byte once."""

    rows: NDArray[np.int64]
    begins: NDArray[np.int64]
    sizes: NDArray[np.int64]
    offsets: NDArray[np.int64]      # of a piece in its direction
    starts: NDArray[np.int64]       # of a piece among all these bytes; one more: their end
    limits: NDArray[np.int64]       # where among them bytes begin that do not follow those before; at last: their end


def _said(pieces: Payloads, mine: NDArray[np.int64], streams: NDArray[np.int64]) -> _Said:
    """Pieces of some directions, which come by direction and packet."""
    import numpy as np
    said = put_in_order(pieces, mine, streams)
    starts = np.concatenate([[0], np.cumsum(said.sizes)])
    breaks = np.flatnonzero(said.keys[1:] != said.keys[:-1] + said.sizes[:-1]) + 1
    return _Said(pieces.rows[said.which], pieces.begins[said.which] + said.skips, said.sizes, said.offsets, starts,
                 np.concatenate([[0], starts[breaks], starts[-1:]]))


def _in_said(source: CaptureSource, places: NDArray[np.uint64], said: _Said, pattern: Pattern,
             check: Callable[[int], object], done: int) -> Iterator[Found]:
    """A mebibyte in one go, and of it only those stretches by themselves in which something seems to be."""
    import numpy as np
    wanted = np.ascontiguousarray(places[said.rows])
    begins, sizes = np.ascontiguousarray(said.begins), np.ascontiguousarray(said.sizes)
    kept, base, start, reported = b"", 0, 0, 0          # `base`: where the bytes at hand begin among all
    while start < len(wanted):
        check(done + start)
        new, count = gather_parts(source, wanted, begins, sizes, start, _ROOM)
        data = kept + new
        start += count
        end = base + len(data)
        for low, high in _worth_a_look(data, base, said.limits, pattern, max(base, reported)):
            begin, stop = max(low, base), min(high, end)
            part = data[begin - base:stop - base]
            for at, behind in pattern.each(part, max(reported - begin, 1 if begin > low else 0)):
                if behind == len(part) and high > end and at >= len(part) - _KEPT:
                    break                               # it may go on in what comes next
                which = int(np.searchsorted(said.starts, begin + at, "right")) - 1
                inside = begin + at - int(said.starts[which])
                yield (int(said.rows[which]), int(begins[which]) + inside, behind - at,
                       int(said.offsets[which]) + inside, part[max(0, at - _AROUND):behind + _AROUND],
                       min(at, _AROUND))
                reported = begin + behind
        which = int(np.searchsorted(said.limits, end, "left"))
        begun, goes_on = int(said.limits[which - 1]), int(said.limits[which]) > end     # of the last stretch
        kept = data[max(begun - base, len(data) - _KEPT, 0):] if goes_on else b""
        base = end - len(kept)


def _worth_a_look(data: bytes, base: int, limits: NDArray[np.int64], pattern: Pattern,
                  first: int) -> Iterator[tuple[int, int]]:
    """The stretches that may have it: those in which what is found in all bytes together begins."""
    end = base + len(data)
    at = first
    while at < end:
        if not pattern.is_placed:
            found = pattern.first(data, at - base)
            if found is None:
                return
            at = base + found[0]
        which = int(limits.searchsorted(at, "right"))
        low, high = int(limits[which - 1]), int(limits[which])
        yield low, high
        at = high
