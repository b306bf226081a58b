"""Files that were read and written over SMB 2 and 3 in clear ([MS-SMB2]): by file id, named by who opened them.

A file may be read in any order, and several at a time; so what is kept of it is where in the stream its bytes are, and
those are read when they are asked for. What a client never asked for is missing, as is what the capture lost.
"""
from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .draft import Draft, Piece, Place
from .voice import Voice

if TYPE_CHECKING:
    from ..streams.chunk import Side
    from ..streams.stream import Stream

_MAGIC = b"\xfeSMB"
_HEADER, _HEAD = 64, 112            # bytes of a header, and of what commands say before their data at most
_TREE, _CREATE, _READ, _WRITE = 3, 5, 8, 9
_ANSWER, _RELATED = 1, 4            # flags
_FULFILLED = (0, 0x80000005)        # success; a buffer overflow has data too ([MS-ERREF] section 2.3.1)
_PIPE = 2                           # type of a share
_LAST = b"\xff" * 16                # stands for the file that was opened in the same message
_NAME_MAX = 64 << 10                # bytes
_TOLD_MAX = 2048                    # characters of a path that are told
_WAITING_MAX = 1 << 16              # requests whose answers were not seen
_FILES_MAX = 1 << 16                # of a session
_PARTS_MAX = 1 << 20                # reads and writes of a session
_PIECE = 1 << 20                    # bytes that are read in one go


@dataclass(slots=True)
class _Part:
    """Bytes of a file, and where they are in what an end said."""

    begin: int
    size: int
    at: int
    packet: int
    time_ns: int


@dataclass(slots=True)
class _File:
    """A file that somebody opened."""

    path: str = ""
    size: int = 0                   # that the server told
    parts: tuple[list[_Part], list[_Part]] = field(default_factory=lambda: ([], []))    # by who sent them


@dataclass(slots=True)
class _Message:
    """A command or its answer."""

    command: int
    status: int
    flags: int
    id: int
    tree: int
    body: bytes                     # its beginning
    at: int                         # of its header in what its end said
    packet: int
    time_ns: int
    related: int                    # id of the CREATE in the same compound, 0: none


def files(said: Stream, client: Voice, server: Voice) -> Iterator[Draft]:
    """The files of a session."""
    talk = _Talk()
    for message in _messages(client):
        talk.ask(message)
    for message in _messages(server):
        talk.answer(message)
    talk.settle()
    for way, side in ((0, "client"), (1, "server")):
        for file in talk.files.values():
            if parts := sorted(file.parts[way], key=lambda part: part.begin):
                first = min(parts, key=lambda part: part.packet)
                place = Place(way, first.packet, first.time_ns)
                draft = Draft("smb2", place, file.path.replace("\\", "/").rpartition("/")[2] or "file", file.path)
                draft.pieces = _pieces(said, side, parts, file.size if way else 0, place)      # type: ignore[arg-type]
                yield draft
                draft.drain()


def _pieces(said: Stream, side: Side, parts: list[_Part], size: int, place: Place) -> Iterator[Piece]:
    """The bytes of a file in their order, each once."""
    end = 0
    for part in parts:
        if part.begin > end:
            yield b"", part.begin - end
            end = part.begin
        while end < part.begin + part.size:
            count = min(_PIECE, part.begin + part.size - end)
            place.packet, place.time_ns = part.packet, part.time_ns
            yield from said.pieces(side, part.at + end - part.begin, count)
            end += count
    if size > end:
        yield b"", size - end


def _exactly(voice: Voice, size: int) -> bytes | None:
    """The next bytes; None where some are missing."""
    found, is_whole = bytearray(), True
    for data, missing in voice.take(size):
        found += data
        is_whole = is_whole and not missing
    return bytes(found) if is_whole and len(found) == size else None


def _messages(voice: Voice) -> Iterator[_Message]:
    """Commands one behind the other, in messages of NetBIOS ([MS-SMB2] section 2.1); up to where nobody knows any more
    where one begins."""
    while voice.more():
        head = _exactly(voice, 4)
        if head is None or head[0]:
            return
        left, related = int.from_bytes(head[1:], "big"), 0
        while left >= _HEADER:
            at, packet, time_ns = voice.offset, voice.packet, voice.time_ns
            header = _exactly(voice, _HEADER)
            left -= _HEADER
            if header is None or header[:4] != _MAGIC:
                break
            status, command, _, flags, following, id = struct.unpack_from("<IHHIIQ", header, 8)
            if following and (following < _HEADER or following - _HEADER > left):
                break
            whole = following - _HEADER if following else left
            size = min(whole, _NAME_MAX if command in (_TREE, _CREATE) else _HEAD)
            body = _exactly(voice, size)
            left -= size
            for _ in voice.take(whole - size):
                pass
            left -= whole - size
            if command == _CREATE:
                related = id
            if body is not None:
                yield _Message(command, status, flags, id, struct.unpack_from("<I", header, 36)[0], body, at, packet,
                               time_ns, related if flags & _RELATED else 0)
        for _ in voice.take(left):
            pass


class _Talk:
    """Requests and what they are answered."""

    def __init__(self) -> None:
        self.files: dict[bytes, _File] = {}
        self._asked: dict[int, _Message] = {}
        self._trees: dict[int, tuple[str, bool]] = {}           # share, and whether it has pipes
        self._opened: dict[int, bytes] = {}                     # file by the id of the CREATE
        self._written: list[_Message] = []
        self._parts = 0

    def ask(self, message: _Message) -> None:
        """What the client says."""
        if message.flags & _ANSWER or message.command not in (_TREE, _CREATE, _READ, _WRITE):
            return
        if message.command == _WRITE:
            self._written.append(message)
        elif len(self._asked) < _WAITING_MAX * 16:
            self._asked[message.id] = message

    def answer(self, message: _Message) -> None:
        """What the server says to it."""
        asked = self._asked.get(message.id)
        if not message.flags & _ANSWER or message.status not in _FULFILLED or asked is None or (
                asked.command != message.command):
            return
        del self._asked[message.id]
        if message.command == _TREE and len(message.body) >= 16:
            at, size = struct.unpack_from("<HH", asked.body, 4) if len(asked.body) >= 8 else (0, 0)
            self._trees[message.tree] = (_text(asked.body, at, size), message.body[2] == _PIPE)
        elif message.command == _CREATE and len(message.body) >= 80 and len(asked.body) >= 56:
            self._open(message, asked)
        elif message.command == _READ and len(message.body) >= 16 and len(asked.body) >= 48:
            size, begin = struct.unpack_from("<IQ", asked.body, 4)
            data_at, count = message.body[2], struct.unpack_from("<I", message.body, 4)[0]
            self._add(asked, asked.body[16:32], 1, _Part(begin, min(size, count), message.at + data_at, message.packet,
                                                         message.time_ns))

    def _open(self, message: _Message, asked: _Message) -> None:
        share, has_pipes = self._trees.get(asked.tree, self._trees.get(message.tree, ("", False)))
        if has_pipes or share.upper().endswith("IPC$") or len(self.files) >= _FILES_MAX:
            return
        at, size = struct.unpack_from("<HH", asked.body, 44)
        path = f"{share}\\{_text(asked.body, at, size)}"[:_TOLD_MAX]
        id = message.body[64:80]
        file = self.files.setdefault(id, _File(path))
        file.path, file.size = path, struct.unpack_from("<Q", message.body, 48)[0]
        self._opened[message.id] = id

    def settle(self) -> None:
        """All has been said: whose the bytes are that were written."""
        for message in self._written:
            if len(message.body) >= 48:
                data_at, count, begin = struct.unpack_from("<HIQ", message.body, 2)
                self._add(message, message.body[16:32], 0, _Part(begin, count, message.at + data_at, message.packet,
                                                                 message.time_ns))

    def _add(self, asked: _Message, id: bytes, way: int, part: _Part) -> None:
        if id == _LAST:
            id = self._opened.get(asked.related, b"")
        file = self.files.get(id)
        if file is not None and part.size and part.begin < 1 << 62 and self._parts < _PARTS_MAX:
            file.parts[way].append(part)
            self._parts += 1


def _text(body: bytes, at: int, size: int) -> str:
    """UTF-16 of a place that counts from the header."""
    begin = at - _HEADER
    return body[begin:begin + size].decode("utf-16-le", "replace") if begin >= 0 else ""
