"""What was said inside TLS or QUIC, where secrets open it, as a stream of its own: for who reads streams of bytes."""
from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Protocol

from ..capture.source import CaptureSource
from .chunk import Side, StreamChunk
from .messages import items_of
from .opened import NAMES, Opened

if TYPE_CHECKING:
    from ..handler.run import Run


class Said(Protocol):
    """What was said, piece by piece."""

    def chunks(self, side: Side = "both") -> Iterator[StreamChunk]:
        """In the order of the conversation."""


class Decrypted:
    """The application's bytes of a session's records or streams. They are kept nowhere: the session is read again for
    each turn.

    Places are not those of packets, whose bytes are encrypted: `at` and `buffer` are 0.
    """

    def __init__(self, run: Run, reading: Callable[[], AbstractContextManager[CaptureSource]], session: int,
                 cancelled: Callable[[], bool]) -> None:
        self._run, self._reading, self._session, self._cancelled = run, reading, session, cancelled

    def chunks(self, side: Side = "both") -> Iterator[StreamChunk]:
        """In the order of the conversation; what is lost is a gap, of as many bytes as the records had at most. Raises
        CancelledError, ChangedError."""
        offsets: dict[tuple[int, int | None], int] = {}
        index, opened = self._run.index, Opened()
        for number, items in items_of(self._run, self._reading, self._session, NAMES, self._cancelled):
            time_ns = index.cell("time_ns", number - 1)
            for found in (piece for item in items for piece in opened.take(item)):
                if side != "both" and found.way != (side == "server"):
                    continue
                key = (found.way, found.stream)
                for kind, size, data in (("gap", found.lost, b""), ("data", len(found.data), found.data)):
                    if size:
                        at = offsets.get(key, 0)
                        yield StreamChunk(kind, found.way, number, time_ns, 0, 0, size, at, data,   # type: ignore[arg-type]
                                          found.stream)
                        offsets[key] = at + size
