"""Files in HTTP/1 (RFC 9112): what was asked for and what was sent along with requests, of any size.

Where messages begin and end is read from the bytes again, since parsers of packets keep no body of any size. The rules
are those of section 6.3; behind bytes that are missing it goes on with the next line that only a message begins with.
"""
from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from .decoding import decoded
from .draft import Draft, Piece
from .head import fields_of, media_of, name_in, parameter, text_of
from .multipart import boundary_of, files_in_form
from .voice import TO_END, Voice

_ASKS = re.compile(rb"([!#$%&'*+.^_`|~0-9A-Za-z-]{1,32})[ \t]+(\S(?:.*\S)?)[ \t]+HTTP/1\.\d[ \t]*\r?\n")
_ANSWERS = re.compile(rb"HTTP/1\.\d[ \t]+([1-5]\d\d)(?:[ \t].*)?\r?\n")
_CHUNK = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,16})[ \t]*(?:;.*)?\r?\n")
_RANGE = re.compile(r"bytes +(\d+)-(\d+)/(\d+|\*)", re.IGNORECASE)
TARGET_MAX = 2048          # characters of an address that are told
_REQUESTS_MAX = 1 << 20     # of a session that answers are put to


@dataclass(slots=True)
class _Request:
    """What an answer is an answer to."""

    packet: int
    method: bytes
    name: str
    origin: str


def files(client: Voice, server: Voice) -> Iterator[Draft]:
    """The files of a session."""
    requests: list[_Request] = []
    yield from _spoken(client, requests, [])
    yield from _spoken(server, [], requests)


def _spoken(voice: Voice, asked: list[_Request], answered: list[_Request]) -> Iterator[Draft]:
    """The files that one end sent; fills `asked`, and tells by `answered` what it answers."""
    at, was_lost = 0, True
    while voice.more():
        packet, time_ns = voice.packet, voice.time_ns
        line = voice.line()
        if line in (b"\r\n", b"\n"):
            continue
        asks, answers = (_ASKS.fullmatch(line), _ANSWERS.fullmatch(line)) if line else (None, None)
        if asks is None and answers is None:
            was_lost = True
            continue
        fields = fields_of(voice)
        if asks is not None:
            mine = _request(packet, asks, fields or {})
            if len(asked) < _REQUESTS_MAX:
                asked.append(mine)
        elif answers is not None:
            status = int(answers[1])
            if status == 101:
                return                          # something else is spoken from here on
            if status < 200:
                continue
            if was_lost:                        # the latest that it can be an answer to
                at = max(at, bisect_left(answered, packet, key=lambda request: request.packet) - 1)
            mine = answered[at] if at < len(answered) else _Request(packet, b"", "", "")
            at += 1
            if mine.method == b"HEAD" or status in (204, 304) or (mine.method == b"CONNECT" and status < 300):
                was_lost = False
                continue
        was_lost = fields is None
        if fields is None:
            continue
        draft = Draft("http", voice, mine.name, mine.origin, media_of(fields.get("content-type", "")))
        draft.packet, draft.time_ns = packet, time_ns           # of the head
        body = _Body(voice, fields, draft, answers is not None)
        if not body.is_there:
            was_lost = body.is_lost
            continue
        draft.pieces = body.read()
        yield from made(draft, fields, asks is not None)
        was_lost = body.is_lost


def _request(packet: int, asks: re.Match[bytes], fields: dict[str, str]) -> _Request:
    target = text_of(asks[2])
    host = fields.get("host", "")
    origin = f"http://{host}{target}" if target.startswith("/") and host else target
    return _Request(packet, asks[1], name_in(target[:TARGET_MAX]) or "index", origin[:TARGET_MAX])


def made(draft: Draft, fields: dict[str, str], is_upload: bool) -> Iterator[Draft]:
    """The body as it is to be saved: decoded; of a form its files."""
    transfer = fields.get("transfer-encoding", "").lower()
    decoded(draft, ",".join(name for name in transfer.split(",") if name.strip() != "chunked"))
    decoded(draft, fields.get("content-encoding", ""))
    content_type = fields.get("content-type", "")
    if is_upload and draft.declared == "multipart/form-data" and (boundary := boundary_of(content_type)):
        def begin(name: str, declared: str) -> Draft:
            part = Draft(draft.protocol, draft.where, name, draft.origin, declared)
            part.is_in_form = True
            return part

        for part in files_in_form(draft.pieces, boundary, begin):
            for said in draft.notes:
                part.note(said)
            yield part
            part.drain()
        draft.drain()
        return
    draft.name = parameter(fields.get("content-disposition", ""), "filename") or draft.name
    if part_of := _RANGE.match(fields.get("content-range", "")):
        first, last, total = part_of.groups()
        is_all = first == "0" and total.isdigit() and int(last) + 1 == int(total)
        if not is_all:
            draft.note(f"a part of it: bytes {first} to {last} of {'?' if total == '*' else total}", True)
    elif draft.declared == "multipart/byteranges":
        draft.note("parts of it, one after the other", True)
    yield draft
    draft.drain()


class _Body:
    """Where a body ends, and its bytes."""

    def __init__(self, voice: Voice, fields: dict[str, str], draft: Draft, is_answer: bool) -> None:
        self._voice, self._draft = voice, draft
        transfer = [name.strip().lower() for name in fields.get("transfer-encoding", "").split(",") if name.strip()]
        self._is_chunked = transfer[-1:] == ["chunked"]
        lengths = {length.strip() for length in fields.get("content-length", "").split(",") if length.strip()}
        length = lengths.pop() if len(lengths) == 1 else ""
        is_known = length.isascii() and length.isdigit() and len(length) < 19
        self.is_lost = not transfer and bool(lengths or (length and not is_known))     # contradicts itself
        self._size = TO_END if transfer or not is_known else int(length)
        self.is_there = self._is_chunked or (not self.is_lost and self._size > 0 and (is_answer or self._size < TO_END))

    def read(self) -> Iterator[Piece]:
        """Its bytes, chunks joined."""
        if self._is_chunked:
            yield from self._chunks()
        elif self._size == TO_END:
            self._draft.to_end = True
            yield from self._voice.take()
        else:
            yield from self._voice.sized(self._size)

    def _chunks(self) -> Iterator[Piece]:
        """The chunks (RFC 9112 section 7.1)."""
        voice = self._voice
        while True:
            line = voice.line()
            size = _CHUNK.fullmatch(line) if line else None
            if size is None or int(size[1], 16) >= TO_END:
                self.is_lost = True
                self._draft.note("it breaks off between two chunks", True)
                return
            if int(size[1], 16) == 0:
                self.is_lost = fields_of(voice) is None         # the trailer
                return
            yield from voice.sized(int(size[1], 16))
            if voice.line() not in (b"\r\n", b"\n"):
                self.is_lost = True
                self._draft.note("it breaks off between two chunks", True)
                return
