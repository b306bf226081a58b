"""HTTP/2 and HTTP/3: what was said in the streams of one session, which take turns: heads, pieces of bodies, ends.

The parsers' attributes come frame by frame (RFC 9113, RFC 9114); here they become events, each of one stream.
"""
from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from ..records import record

PROTOCOLS = ("http2", "http3")
NAMES = ("type", "length", "stream", "end_stream", "pad_length", "header_name", "header_value", "promised_stream",
         "data", "lost", "error_code")
HEADERS_MAX = 512           # of a head
_DATA, _RESET = 0, 3
_WITH_HEAD = (1, 5, 9)      # HEADERS, PUSH_PROMISE, CONTINUATION

Value = int | float | bool | str | bytes


@record(frozen=True, slots=True)
class Event:
    """Something that one end said in a stream."""

    kind: Literal["head", "data", "lost", "end", "reset"]
    stream: int
    way: int
    packet: int
    time_ns: int
    fields: tuple[tuple[str, str], ...] = ()    # of a head
    data: bytes = b""
    size: int = 0                               # of what is lost
    is_promise: bool = False                    # the head is of a request that the server makes up


class Streams:
    """Makes events of the attributes of one protocol in one session."""

    def __init__(self, protocol: str) -> None:
        self._sides = (_Side(0, protocol == "http2"), _Side(1, protocol == "http2"))

    def take(self, name: str, value: Value, text: str, way: int, packet: int, time_ns: int) -> Iterator[Event]:
        """One attribute more."""
        yield from self._sides[way].take(name, value, text, packet, time_ns)

    def rest(self) -> Iterator[Event]:
        """What the attributes of a packet leave: they are all there."""
        for side in self._sides:
            yield from side.flush()


class _Side:
    """One direction: the frame that is being read."""

    def __init__(self, way: int, is_counted: bool) -> None:
        """`is_counted`: its streams end with a frame that says so; else by a word of their own."""
        self._way, self._is_counted = way, is_counted
        self._stream, self._type, self._left, self._is_last = 0, -1, 0, False
        self._length = self._promised = 0
        self._fields: list[tuple[str, str]] = []
        self._packet = self._time_ns = 0

    def take(self, name: str, value: Value, text: str, packet: int, time_ns: int) -> Iterator[Event]:
        """One attribute more."""
        if name == "header_name":
            if len(self._fields) < HEADERS_MAX:
                self._fields.append((text, ""))
        elif name == "header_value":
            if self._fields and not self._fields[-1][1]:
                self._fields[-1] = (self._fields[-1][0], text)
        elif name == "data" and isinstance(value, bytes):
            self._left -= len(value)
            yield self._event("data", packet, time_ns, data=value)
        elif isinstance(value, int):
            yield from self._number(name, value, packet, time_ns)

    def _number(self, name: str, value: int, packet: int, time_ns: int) -> Iterator[Event]:
        if name == "type":
            yield from self.flush()
            self._type, self._packet, self._time_ns = value, packet, time_ns
            self._left, self._is_last, self._promised = self._length, False, 0
        elif name == "length":
            self._length = value
        elif name == "stream":
            if not self._is_counted:
                yield from self.flush()
            self._stream, self._packet, self._time_ns = value, packet, time_ns
        elif name == "pad_length":
            self._left -= value + 1
        elif name == "promised_stream":
            self._promised = value
        elif name == "lost":
            self._left -= value
            yield self._event("lost", packet, time_ns, size=value)
        elif name == "error_code" and self._is_counted and self._type == _RESET:
            yield self._event("reset", packet, time_ns)
        elif name == "end_stream" and value:
            self._is_last = True
            if not self._is_counted:
                yield from self.flush()
                self._is_last = False
                yield self._event("end", packet, time_ns)

    def flush(self) -> Iterator[Event]:
        """Nothing more comes of the head that is being read; a body may go on in the next packet."""
        if self._fields:
            fields, self._fields = tuple(self._fields), []
            yield Event("head", self._promised or self._stream, self._way, self._packet, self._time_ns, fields,
                        is_promise=bool(self._promised))
        if self._is_counted and self._is_last and (
                self._type in _WITH_HEAD or (self._type == _DATA and self._left <= 0)):
            self._is_last = False
            yield self._event("end", self._packet, self._time_ns)

    def _event(self, kind: Literal["data", "lost", "end", "reset"], packet: int, time_ns: int, data: bytes = b"",
               size: int = 0) -> Event:
        return Event(kind, self._stream, self._way, packet, time_ns, data=data, size=size)
