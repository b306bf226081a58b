"""Bodies of HTTP's messages that are longer than parsers keep, read once more from the stream."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from ..streams.chunk import StreamMessage
from ..streams.content import INDENTED_MAX, kind_of, readable
from ..streams.decrypted import Said
from . import http
from .draft import Draft
from .voice import Voice

BODY_MAX = 8 << 20          # bytes of a body that are kept; of text INDENTED_MAX


def completed(messages: Iterable[StreamMessage], follow: Callable[[], Said],
              cancelled: Callable[[], bool]) -> Iterator[StreamMessage]:
    """Messages with as much of their bodies as is kept here; `follow` answers the stream, if it is needed."""
    bodies: dict[int, _Bodies] = {}
    for message in messages:
        if message.is_cut and message.stream is None:      # else it has been read in one go
            if not bodies:
                said = follow()
                bodies = {way: _Bodies(said, way, cancelled) for way in (0, 1)}
            message = bodies[message.way].complete(message)
        yield message


class _Bodies:
    """The bodies that one end sent, in their order."""

    def __init__(self, said: Said, way: int, cancelled: Callable[[], bool]) -> None:
        self._drafts = (draft for draft in http.files(Voice(said, 0, cancelled), Voice(said, 1, cancelled))
                        if draft.way == way and not draft.is_in_form)
        self._next: Draft | None = None

    def complete(self, message: StreamMessage) -> StreamMessage:
        """The message with the first body that began before its head was over, and went on behind it."""
        while True:
            draft, self._next = self._next or next(self._drafts, None), None
            if draft is None:
                return message
            if draft.packet > message.packet:
                self._next = draft
                return message
            body, is_whole = _begin_of(draft)
            if draft.where.packet >= message.packet and len(body) > len(message.body):
                return _with(message, body, is_whole)


def _begin_of(draft: Draft) -> tuple[bytes, bool]:
    """The first bytes of a body, up to what is missing, and whether they are all."""
    body = bytearray()
    for data, missing in draft.pieces:
        if missing:
            return bytes(body), False
        body += data
        if len(body) > BODY_MAX:
            return bytes(body[:BODY_MAX]), False
    return bytes(body), not draft.is_part


def _with(message: StreamMessage, body: bytes, is_whole: bool) -> StreamMessage:
    kind = kind_of(body, _header(message, "content-type"))
    if not kind.startswith("image/") and len(body) > INDENTED_MAX:
        body, is_whole = body[:INDENTED_MAX], False
    note = "" if is_whole else f"the body is not whole: its first {len(body):,} bytes"
    return replace(message, body=body, kind=kind, text=readable(body, kind), note=note,
                   is_cut=not is_whole)


def _header(message: StreamMessage, name: str) -> str:
    return next((value for key, value in message.fields if key.lower() == name), "")
