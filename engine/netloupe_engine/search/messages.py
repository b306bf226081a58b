"""Patterns in messages: HTTP's of any version with their bodies decompressed, and what TLS and QUIC carry where secrets
open it.

A session is read once more by its parsers. Of what is decrypted the bytes of each direction, and of each stream of
QUIC, are put one behind the other, so that limits of records mean nothing; nothing is found across what is missing.
"""
from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Protocol

from ..records import record
from .pattern import Pattern

if TYPE_CHECKING:
    from ..streams.chunk import StreamChunk, StreamMessage
    from ..streams.decrypted import Said

_ROOM = 1 << 20         # bytes that are looked through in one go
_KEPT = 64 << 10        # ... with these before them again: nothing longer is found across the limit of two goes
_AROUND = 64            # bytes before and behind what is found that are told
_STREAMS_MAX = 1024     # directions and streams of a session that bytes are held of


@record(frozen=True, slots=True)
class Place:
    """Where a pattern is found."""

    packet: int         # that the message, or what is decrypted there, is in
    way: int
    size: int
    offset: int         # in the message: its head, an empty line and its body; or in what is decrypted of the direction
    around: bytes
    begin: int          # of what is found in `around`


class Told(Protocol):
    """What an analysis is to who looks for something in its messages."""

    def layers(self, id: int) -> tuple[str, ...]:
        """The layers of a session."""

    def messages(self, id: int, layer: str, cancelled: Callable[[], bool] = bool) -> Iterator[StreamMessage]:
        """What parsers made of a layer."""

    def inside(self, id: int, cancelled: Callable[[], bool] = bool) -> Said:
        """What was said within TLS or QUIC."""


def find_in_messages(analysis: Told, session: int, pattern: Pattern, cancelled: Callable[[], bool]) -> Iterator[Place]:
    """Where it is in one session; nothing where no parser makes messages of it."""
    layers = analysis.layers(session)
    if "http" in layers:
        for message in analysis.messages(session, "http", cancelled):
            data = _whole(message)
            for at, end in pattern.each(data):
                yield _place(message.packet, message.way, at, end, data, 0)
    elif "decrypted" in layers:
        yield from _in_decrypted(analysis.inside(session, cancelled).chunks(), pattern)


def _whole(message: StreamMessage) -> bytes:
    head = "\n".join([message.title, *(f"{name}: {value}" for name, value in message.fields)])
    return head.encode("utf-8", "replace") + b"\n\n" + message.body


def _place(packet: int, way: int, at: int, end: int, data: bytes, base: int) -> Place:
    return Place(packet, way, end - at, base + at, data[max(0, at - _AROUND):end + _AROUND], min(at, _AROUND))


class _Window:
    """The bytes of one direction that have not been looked through."""

    def __init__(self, way: int, pattern: Pattern) -> None:
        self._way, self._pattern = way, pattern
        self._data = bytearray()
        self._base = self._reported = 0             # where `_data` begins, and what was found ends
        self._marks: list[tuple[int, int]] = []     # where each packet's bytes begin, and its number

    def add(self, chunk: StreamChunk) -> Iterator[Place]:
        """The next bytes; what is missing before them ends a stretch."""
        if chunk.offset != self._base + len(self._data):
            yield from self.look(is_last=True)
            self._data.clear()
            self._marks.clear()
            self._base = chunk.offset
        self._marks.append((chunk.offset, chunk.packet))
        self._data += chunk.data
        if len(self._data) >= _ROOM + _KEPT:
            yield from self.look(is_last=False)

    def look(self, is_last: bool) -> Iterator[Place]:
        """Look through what there is; of what may go on the end is kept."""
        data = bytes(self._data)
        for at, end in self._pattern.each(data, max(0, self._reported - self._base)):
            if not is_last and end == len(data) and at >= len(data) - _KEPT:
                break
            where = self._base + at
            packet = next(number for begin, number in reversed(self._marks) if begin <= where)
            yield _place(packet, self._way, at, end, data, self._base)
            self._reported = self._base + end
        dropped = max(0, len(data) - _KEPT)
        del self._data[:dropped]
        self._base += dropped
        known = [mark for mark in self._marks if mark[0] <= self._base]
        self._marks = known[-1:] + [mark for mark in self._marks if mark[0] > self._base]


def _in_decrypted(chunks: Iterator[StreamChunk], pattern: Pattern) -> Iterator[Place]:
    windows: dict[tuple[int, int | None], _Window] = {}
    for chunk in chunks:
        if chunk.kind == "data":
            key = (chunk.way, chunk.stream)
            if key not in windows:
                if len(windows) == _STREAMS_MAX:
                    yield from windows.pop(next(iter(windows))).look(is_last=True)
                windows[key] = _Window(chunk.way, pattern)
            yield from windows[key].add(chunk)
    for window in windows.values():
        yield from window.look(is_last=True)
