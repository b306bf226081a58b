"""Follow a stream: what the two ends of a session said to each other, read from the capture page by page.

What is kept is where the bytes are, some 60 bytes a packet; the bytes stay in the capture until a page is read. So a
stream of many gigabytes takes no more memory than its packets' places, and any place of it is reached at once.
"""
from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from ..capture.packet_bytes import gather_parts
from ..capture.source import CaptureSource
from ..errors import CancelledError, ExportError, UnknownNameError
from ..export.target import replaced_file
from ..packet.pieces import Pieces
from ..protocols.compiled import CompiledRegistry
from .chunk import Side, StreamChunk
from .conversation import AGAIN, GAP, KINDS, Chunks, conversation
from .members import Followed, members_of
from .payloads import FROM_HIGH, payloads_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PAGE_BYTES = 64 << 10       # of a page, some more at most by what is in one packet
_CHUNK_BYTES = 64           # what a chunk counts besides its bytes: a page has 1,024 at most
_BACK = (16, 256, 4_096, 65_536)        # packets of the session among which the fragments of a datagram are
_ROOM = 16 << 20


class Stream:
    """What was said in one session, as far as it was known when the stream was made. Any thread."""

    def __init__(self, analysis: Followed, registry: CompiledRegistry, session: int, chunks: Chunks,
                 places: NDArray[np.uint64], numbers: NDArray[np.int64], level: int) -> None:
        """`numbers` are the session's packets, ascending, `places` where they are, which `chunks.rows` count in."""
        self.session = session
        self._analysis, self._registry = analysis, registry
        self._chunks, self._places, self._numbers, self._level = chunks, places, numbers, level
        self._pages = lru_cache(3)(self._find_pages)
        self._places_of = lru_cache(2)(self._find_places)

    def __len__(self) -> int:
        """How many chunks there are, of both ends."""
        return len(self._chunks)

    def size(self, side: Side = "both") -> int:
        """Bytes that were said and are there."""
        return self._sum(side, self._chunks.kinds < GAP)

    def missing(self, side: Side = "both") -> int:
        """Bytes that were said and that the capture does not have."""
        return self._sum(side, self._chunks.kinds == GAP)

    def repeated(self, side: Side = "both") -> int:
        """Bytes that were sent again."""
        return self._sum(side, self._chunks.kinds == AGAIN)

    def _sum(self, side: Side, wanted: NDArray[np.bool_]) -> int:
        return int(self._chunks.sizes[wanted & self._of(side)].sum())

    def _of(self, side: Side) -> NDArray[np.bool_]:
        ways = self._chunks.ways
        mine: NDArray[np.bool_] = ways >= 0 if side == "both" else ways == (side == "server")
        return mine

    # ---- pages

    def _find_pages(self, side: Side) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """The chunks of a side, and where among them pages begin; at last: their end."""
        import numpy as np
        mine = np.flatnonzero(self._of(side))
        sizes = np.where(self._chunks.kinds[mine] < GAP, self._chunks.sizes[mine], 0) + _CHUNK_BYTES
        pages = (np.cumsum(sizes) - sizes) // PAGE_BYTES
        return mine, np.flatnonzero(np.diff(pages, prepend=-1, append=-2))

    def pages(self, side: Side = "both") -> int:
        """How many pages there are."""
        return len(self._pages(side)[1]) - 1 if len(self) else 0

    def page(self, number: int, side: Side = "both") -> list[StreamChunk]:
        """The chunks of a page, from 0, with their bytes, in the order of the conversation. Raises IndexError;
        ChangedError if the file is not what it was."""
        if not 0 <= number < self.pages(side):
            raise IndexError(number)
        mine, limits = self._pages(side)
        return self._read(mine[limits[number]:limits[number + 1]])

    def page_of(self, packet: int, side: Side = "both") -> int:
        """The page with what a packet said first; without any, that with what was said before it, or 0."""
        import numpy as np
        mine, limits = self._pages(side)
        rows, row = self._chunks.rows[mine], int(np.searchsorted(self._numbers, packet))
        is_there = row < len(self._numbers) and int(self._numbers[row]) == packet
        found = np.flatnonzero((rows == row) & is_there)
        at = int(found[0]) if len(found) else max(0, int(np.searchsorted(np.maximum.accumulate(rows), row)) - 1)
        return max(0, int(np.searchsorted(limits, at, "right")) - 1) if len(mine) else 0

    def offset_of(self, packet: int, at: int) -> int | None:
        """Where a byte of a packet stands in what its side said; None where it says nothing, or nothing new."""
        import numpy as np
        table, row = self._chunks, int(np.searchsorted(self._numbers, packet))
        if row >= len(self._numbers) or int(self._numbers[row]) != packet:
            return None
        found = np.flatnonzero((table.rows == row) & (table.kinds < GAP) & (table.begins <= at)
                               & (at < table.begins + table.sizes))
        return int(table.offsets[found[0]] + at - table.begins[found[0]]) if len(found) else None

    def chunks(self, side: Side = "both") -> Iterator[StreamChunk]:
        """All chunks with their bytes, read page by page. Raises ChangedError."""
        for number in range(self.pages(side)):
            yield from self.page(number, side)

    def save(self, path: str | os.PathLike[str], side: Side = "both",
             progress: Callable[[int, int], None] | None = None, cancelled: Callable[[], bool] = bool) -> int:
        """Write what was said, of both sides in the order of the conversation, and nothing else to a file; answers how
        many bytes. `progress(done, total)` counts pages. Raises ExportError, CancelledError, ChangedError."""
        with self._analysis.reading() as source:
            if source.is_file(path):
                raise ExportError(f"{os.fspath(path)} is the capture that is open: choose another name.")
        total, written = self.pages(side), 0
        with replaced_file(path) as file:
            for number in range(total):
                if cancelled():
                    raise CancelledError("Saving the stream was called off.")
                for chunk in self.page(number, side):
                    file.write(chunk.data)
                    written += len(chunk.data)
                if progress is not None:
                    progress(number + 1, total)
        return written

    def read(self, side: Side, offset: int, size: int) -> bytes:
        """What one end said from an offset on; zeros stand for what is missing, nothing for what is behind the end.
        Raises ValueError for both sides, ChangedError."""
        return b"".join(data or bytes(missing) for data, missing in self.pieces(side, offset, size))

    def pieces(self, side: Side, offset: int, size: int) -> Iterator[tuple[bytes, int]]:
        """The same piece by piece: bytes, or how many are missing. Raises ValueError, ChangedError."""
        if side == "both":
            raise ValueError("Offsets count in what one side said.")
        mine, begins, ends = self._places_of(side)
        at, stop = offset, min(offset + size, int(ends[-1]) if len(mine) else 0)
        first, last = int(ends.searchsorted(offset, "right")), int(begins.searchsorted(stop, "left"))
        for chunk in self._read(mine[first:last]):
            low, high = max(chunk.offset, at), min(chunk.offset + len(chunk.data), stop)
            if low < high:
                if low > at:
                    yield b"", low - at
                yield chunk.data[low - chunk.offset:high - chunk.offset], 0
                at = high
        if stop > at:
            yield b"", stop - at

    def _find_places(self, side: Side) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
        """What one side said, in its order: the chunks, where each begins and ends."""
        import numpy as np
        mine = np.flatnonzero(self._of(side) & (self._chunks.kinds <= GAP))
        mine = mine[np.argsort(self._chunks.offsets[mine], kind="stable")]
        begins = self._chunks.offsets[mine]
        return mine, begins, begins + self._chunks.sizes[mine]

    # ---- bytes

    def _read(self, which: NDArray[np.int64]) -> list[StreamChunk]:
        table = self._chunks
        with self._analysis.reading() as source:
            whole = which[(table.kinds[which] < GAP) & (table.buffers[which] == 0)]
            data = dict(zip(whole.tolist(), self._gather(source, whole), strict=True))
            places = self._places[table.rows[which]]
            found = []
            for at, place in zip(which.tolist(), places.tolist(), strict=True):
                kind = KINDS[int(table.kinds[at])]
                is_kept = source.keeps(place)
                if table.kinds[at] < GAP and table.buffers[at] and is_kept:
                    data[at] = self._reassembled(source, at)
                number = int(self._numbers[table.rows[at]])
                chunk = StreamChunk(kind, int(table.ways[at]), number,                      # type: ignore[arg-type]
                                    self._analysis.packets.cell("time_ns", number - 1), int(table.begins[at]),
                                    int(table.buffers[at]), int(table.sizes[at]), int(table.offsets[at]),
                                    data.get(at, b""))
                if table.kinds[at] < GAP and (not is_kept or len(chunk.data) < chunk.size):
                    chunk = replace(chunk, kind="gap", data=b"")
                found.append(chunk)
        return found

    def _gather(self, source: CaptureSource, which: NDArray[np.int64]) -> Iterator[bytes]:
        """The bytes of chunks that lie in packets."""
        import numpy as np
        places = np.ascontiguousarray(self._places[self._chunks.rows[which]])
        begins, sizes = (np.ascontiguousarray(column[which]) for column in (self._chunks.begins, self._chunks.sizes))
        start = 0
        while start < len(which):
            data, count = gather_parts(source, places, begins, sizes, start, _ROOM)
            at = 0
            for size in sizes[start:start + count].tolist():
                yield data[at:at + size]
                at += size
            start += count

    def _reassembled(self, source: CaptureSource, at: int) -> bytes:
        """The bytes of a chunk of a datagram that came in fragments, which are packets of this session too."""
        import numpy as np
        begin, size = int(self._chunks.begins[at]), int(self._chunks.sizes[at])
        last = int(self._chunks.rows[at]) + 1
        for back in _BACK:
            places = np.ascontiguousarray(self._places[max(0, last - back):last])
            data = Pieces(self._registry).reassembled(source, places, self._level)
            if len(data) >= begin + size:
                return data[begin:begin + size]
            if last <= back:
                break
        return b""


def follow(analysis: Followed, registry: CompiledRegistry, session: int, cancelled: Callable[[], bool]) -> Stream:
    """See `Analysis.stream`."""
    if not 1 <= session <= len(analysis.sessions):
        raise UnknownNameError(f"There is no session {session}; there are {len(analysis.sessions):,}.")
    import numpy as np

    def check(_done: int) -> None:
        if cancelled():
            raise CancelledError("Following the stream was called off.")

    mine = members_of(analysis, session)
    with analysis.reading() as source:
        payloads = payloads_of(registry, source, mine.places, np.arange(len(mine.numbers)), check, mine.level)
    ways = mine.ways_of(analysis, payloads.rows, (payloads.flags & FROM_HIGH) // FROM_HIGH)
    return Stream(analysis, registry, session, conversation(payloads, ways), mine.places, mine.numbers, mine.level)
