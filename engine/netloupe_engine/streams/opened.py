"""What encrypted sessions carry of the application, piece by piece: of TLS's records, and of QUIC's streams."""
from __future__ import annotations

from collections.abc import Iterator

from ..records import record
from .items import Item

NAMES = {"tls": ("record_type", "content_type", "decrypted", "lost"),
         "quic": ("stream_id", "stream_data", "stream_next", "ordered_stream", "ordered_lost", "ordered_data")}
_APPLICATION_DATA = 23      # content type of a record


@record(frozen=True, slots=True)
class Piece:
    """What is next in a direction, or in one of its streams."""

    way: int
    data: bytes
    lost: int                   # bytes before it that the capture does not have, of records: at most
    stream: int | None          # of QUIC


class Opened:
    """Makes pieces of attributes."""

    def __init__(self) -> None:
        self._is_data = False
        self._stream = self._lost = 0
        self._data = b""

    def take(self, item: Item) -> Iterator[Piece]:
        """One attribute more."""
        layer, name, value, _text, way = item
        if layer == "quic":
            yield from self._quic(name, value, way)
        elif name in ("record_type", "content_type"):         # TLS 1.3 says it inside
            self._is_data = value == _APPLICATION_DATA
        elif name == "decrypted" and self._is_data and isinstance(value, bytes) and value:
            yield Piece(way, value, 0, None)
        elif name == "lost" and isinstance(value, int):
            yield Piece(way, b"", value, None)

    def _quic(self, name: str, value: object, way: int) -> Iterator[Piece]:
        """What a frame reads its stream on by is its last bytes; what had to wait is told by itself."""
        if name in ("stream_id", "ordered_stream") and isinstance(value, int):
            self._stream, self._lost = value, 0
        elif name == "stream_data" and isinstance(value, bytes):
            self._data = value
        elif name == "stream_next" and isinstance(value, int):
            if value:
                yield Piece(way, self._data[len(self._data) - value:], 0, self._stream)
        elif name == "ordered_lost" and isinstance(value, int):
            self._lost = value
        elif name == "ordered_data" and isinstance(value, bytes):
            yield Piece(way, value, self._lost, self._stream)
