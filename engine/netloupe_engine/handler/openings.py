"""How sessions begin: the first bytes that each end said, read from the capture."""
from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ..capture.packet_bytes import gather_parts
from ..packet.pieces import Pieces
from ..packet.row import PAYLOAD

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ..capture.source import CaptureSource
    from .run import Run

_ROOM = 1 << 20             # bytes that are read in one go
Openings = dict[tuple[int, int], bytes]     # by row, and direction: 0 from the client


def openings(run: Run, source: CaptureSource, rows: NDArray[np.int64], size: int,
             check: Callable[[], object] = bool) -> Openings:
    """The first `size` bytes that the ends of the sessions in these rows said, of those that said anything in a packet
    of TCP or UDP that was not put together from fragments. `check` may raise."""
    import numpy as np
    if not len(rows):
        return {}
    check()
    wanted = np.zeros(len(run.store) + 1, np.bool_)
    wanted[rows + 1] = True
    owners = run.index.column("session")
    owners[owners > len(run.store)] = 0
    numbers = np.flatnonzero(wanted[owners] & (run.index.column("flags") & PAYLOAD != 0))
    ways = run.index.column("way")[numbers].astype(np.int64)
    keys, first = np.unique(owners[numbers].astype(np.int64) * 2 + ways, return_index=True)
    check()
    places = np.ascontiguousarray(run.index.column("at")[numbers[first]])
    found = Pieces(run.registry).of(source, places)
    which, begins = found[0], np.ascontiguousarray(found[1])
    sizes = np.minimum(found[2], size)
    said: Openings = {}
    at = 0
    while at < len(which):
        check()
        data, count = gather_parts(source, np.ascontiguousarray(places[which]), begins, sizes, at, _ROOM)
        ends = np.cumsum(sizes[at:at + count])
        for key, begin, end in zip(keys[which[at:at + count]].tolist(), (ends - sizes[at:at + count]).tolist(),
                                   ends.tolist(), strict=True):
            said[key // 2 - 1, key % 2] = data[begin:end]
        at += count
    return said
