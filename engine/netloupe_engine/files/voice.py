"""What one end of a session said, read once from its beginning to its end; what is missing is told where it is."""
from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from ..errors import CancelledError
from .draft import Piece, Place

if TYPE_CHECKING:
    from ..streams.decrypted import Said

LINE_MAX = 64 << 10     # bytes of a line
TO_END = 1 << 62


class Voice(Place):
    """One direction of a stream."""

    def __init__(self, said: Said, way: int, cancelled: Callable[[], bool]) -> None:
        super().__init__(way)
        self._chunks = said.chunks("server" if way else "client")
        self._cancelled = cancelled
        self._data, self._at, self._missing = b"", 0, 0
        self._end = 0                       # of the last chunk, in what this end said
        self.rest, self.lost = b"", 0       # of a line that was none: what there is of it, and bytes missing there

    @property
    def offset(self) -> int:
        """Where it is in what this end said."""
        return self._end - self._missing - (len(self._data) - self._at)

    def more(self) -> bool:
        """Is there anything to read? `packet` and `time_ns` are where it is."""
        while self._at == len(self._data) and not self._missing:
            if self._cancelled():
                raise CancelledError("Looking for files was called off.")
            chunk = next(self._chunks, None)
            if chunk is None:
                return False
            if chunk.kind != "retransmission":
                self._end = chunk.offset + chunk.size
            if chunk.kind == "gap":
                self._missing = chunk.size
            elif chunk.kind != "retransmission":
                self._data, self._at = chunk.data, 0
            self.packet, self.time_ns = chunk.packet, chunk.time_ns
        return True

    def line(self) -> bytes | None:
        """The next line with its end. None where it is not whole, or too long: then `rest` and `lost` are what there is
        of it, and reading goes on behind that."""
        parts = bytearray()
        self.lost = 0
        while self.more():
            if self._missing:
                self.lost, self._missing = self._missing, 0
                break
            end = self._data.find(b"\n", self._at)
            stop = end + 1 if end >= 0 else len(self._data)
            parts += self._data[self._at:stop]
            self._at = stop
            if end >= 0 and len(parts) <= LINE_MAX:
                return bytes(parts)
            if len(parts) > LINE_MAX:
                break
        self.rest = bytes(parts)
        return None

    def take(self, size: int = TO_END) -> Iterator[Piece]:
        """The next bytes; fewer where no more was said."""
        while size and self.more():
            if self._missing:
                part = min(size, self._missing)
                self._missing -= part
                yield b"", part
            else:
                data = self._data[self._at:self._at + size]
                part = len(data)
                self._at += part
                yield data, 0
            size -= part

    def sized(self, size: int) -> Iterator[Piece]:
        """Just so many bytes: what was not said any more is missing."""
        for data, missing in self.take(size):
            size -= len(data) + missing
            yield data, missing
        if size:
            yield b"", size
