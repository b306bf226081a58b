"""The order of a conversation: what both ends of one session said, chunk by chunk, as it could be read.

A chunk comes when all bytes before it in its direction have come, or never did: a segment that overtook another one
stands behind that one. What the capture lost is a chunk as well, and so is what was sent again.
"""
from __future__ import annotations

from typing import TYPE_CHECKING

from ..records import record
from .payloads import REASSEMBLED, SYN, Payloads, each_once, offsets_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

KINDS = ("data", "datagram", "gap", "retransmission")
DATA, DATAGRAM, GAP, AGAIN = range(4)


@record(frozen=True, slots=True)
class Chunks:
    """The chunks of a conversation in its order, as columns."""

    kinds: NDArray[np.int64]        # numbers in KINDS
    ways: NDArray[np.int64]
    rows: NDArray[np.int64]         # which of the session's packets
    begins: NDArray[np.int64]       # in the packet, or in the datagram that it completes
    sizes: NDArray[np.int64]
    offsets: NDArray[np.int64]      # in the direction
    buffers: NDArray[np.int64]      # 1: in the datagram

    def __len__(self) -> int:
        return len(self.kinds)


def conversation(payloads: Payloads, ways: NDArray[np.int64]) -> Chunks:
    """Payloads of one session, in the order of packets, each said in the direction that `ways` says."""
    import numpy as np
    parts = [found for way in (0, 1) for found in _of_way(payloads, np.flatnonzero(ways == way), way)]
    if not parts:
        return Chunks(*np.zeros((7, 0), np.int64))
    ready, steps, *columns = np.concatenate(parts, axis=1)
    order = np.lexsort((steps, ready))
    return Chunks(*(column[order] for column in columns))


def _of_way(payloads: Payloads, mine: NDArray[np.int64], way: int) -> list[NDArray[np.int64]]:
    """What one end said, as arrays of columns: the row by which it is complete, its order among those of that row, and
    the columns of Chunks."""
    if not len(mine):
        return []
    return _stream(payloads, mine, way) if payloads.sequences[mine[0]] >= 0 else _datagrams(payloads, mine, way)


def _datagrams(payloads: Payloads, mine: NDArray[np.int64], way: int) -> list[NDArray[np.int64]]:
    import numpy as np
    rows, begins, sizes, missing, buffers = _facts(payloads, mine)
    offsets = np.cumsum(sizes + missing) - sizes - missing
    cut = missing > 0
    return [_columns(rows, 0, DATAGRAM, way, rows, begins, sizes, offsets, buffers),
            _columns(rows[cut], 1, GAP, way, rows[cut], begins[cut], missing[cut], (offsets + sizes)[cut],
                     buffers[cut])]


def _stream(payloads: Payloads, mine: NDArray[np.int64], way: int) -> list[NDArray[np.int64]]:
    import numpy as np
    rows, begins, sizes, missing, buffers = _facts(payloads, mine)
    offsets = offsets_of(payloads.sequences[mine], np.zeros(1, np.int64), np.zeros(len(mine), np.int64))
    opened = np.flatnonzero(payloads.flags[mine] & SYN)
    if len(opened):             # what is before the first byte, such as a probe whether anybody is there, says nothing
        offsets -= offsets[opened[0]]
    early = np.clip(-offsets, 0, sizes)
    order = np.lexsort((rows, offsets + early))
    which, skips, kept, places = each_once(rows[order], (offsets + early)[order], (sizes - early)[order])
    which = order[which]
    skips = skips + early[which]
    ready = np.maximum.accumulate(rows[which])
    steps = 2 * np.arange(1, len(which) + 1)
    ends = np.concatenate([[0], places + kept])
    lost = np.flatnonzero(places > ends[:-1])
    said = np.bincount(which, kept, len(mine)).astype(np.int64)
    again = np.flatnonzero(said < sizes)
    parts = [_columns(ready, steps, DATA, way, rows[which], begins[which] + skips, kept, places, buffers[which]),
             _columns(ready[lost], steps[lost] - 1, GAP, way, rows[which[lost]], begins[which[lost]],
                      (places - ends[:-1])[lost], ends[:-1][lost], buffers[which[lost]]),
             _columns(rows[again], 2 * len(mine) + 2, AGAIN, way, rows[again], begins[again], (sizes - said)[again],
                      np.maximum(offsets[again], 0), buffers[again])]
    known = offsets + sizes + missing       # a FIN has a number too, and what was cut off is known to be missing
    last = int(np.argmax(known))
    if known[last] > ends[-1]:
        when = np.maximum(rows[last:last + 1], ready[-1:] if len(ready) else 0)
        parts.append(_columns(when, 2 * len(mine) + 1, GAP, way, rows[last:last + 1], begins[last:last + 1],
                              known[last:last + 1] - ends[-1], ends[-1:], buffers[last:last + 1]))
    return parts


def _facts(payloads: Payloads, mine: NDArray[np.int64]) -> tuple[NDArray[np.int64], ...]:
    return (payloads.rows[mine], payloads.begins[mine], payloads.sizes[mine], payloads.missing[mine],
            (payloads.flags[mine] & REASSEMBLED) // REASSEMBLED)


def _columns(ready: NDArray[np.int64], *columns: NDArray[np.int64] | int) -> NDArray[np.int64]:
    import numpy as np
    found = np.empty((1 + len(columns), len(ready)), np.int64)
    for row, column in zip(found, (ready, *columns), strict=True):      # one by one: other threads have turns between
        row[...] = column
    return found
