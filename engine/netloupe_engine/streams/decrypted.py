"""What was said inside TLS, where secrets open it, as a stream of its own: for who reads streams of bytes."""
from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Protocol

from ..capture.source import CaptureSource
from .chunk import Side, StreamChunk
from .messages import APPLICATION_DATA, items_of

if TYPE_CHECKING:
    from ..handler.run import Run

_NAMES = ("record_type", "content_type", "decrypted", "lost")


class Said(Protocol):
    """What was said, piece by piece."""

    def chunks(self, side: Side = "both") -> Iterator[StreamChunk]:
        """In the order of the conversation."""


class Decrypted:
    """The application's bytes of a session's records. They are kept nowhere: the session is read again for each turn.

    Places are not those of packets, whose bytes are encrypted: `at` and `buffer` are 0.
    """

    def __init__(self, run: Run, reading: Callable[[], AbstractContextManager[CaptureSource]], session: int,
                 cancelled: Callable[[], bool]) -> None:
        self._run, self._reading, self._session, self._cancelled = run, reading, session, cancelled

    def chunks(self, side: Side = "both") -> Iterator[StreamChunk]:
        """In the order of the conversation; what is lost is a gap, of as many bytes as the records had at most. Raises
        CancelledError, ChangedError."""
        offsets, index = [0, 0], self._run.index
        for number, items in items_of(self._run, self._reading, self._session, {"tls": _NAMES}, self._cancelled):
            time_ns, is_data = index.cell("time_ns", number - 1), False
            for _layer, name, value, _text, way in items:
                if name in ("record_type", "content_type"):         # TLS 1.3 says it inside
                    is_data = value == APPLICATION_DATA
                elif side != "both" and way != (side == "server"):
                    continue
                elif name == "lost" and isinstance(value, int):
                    yield StreamChunk("gap", way, number, time_ns, 0, 0, value, offsets[way], b"")
                    offsets[way] += value
                elif name == "decrypted" and is_data and isinstance(value, bytes) and value:
                    yield StreamChunk("data", way, number, time_ns, 0, 0, len(value), offsets[way], value)
                    offsets[way] += len(value)
