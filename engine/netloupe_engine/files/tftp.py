"""Files in TFTP (RFC 1350): its blocks in their order, also where several are under way at once (RFC 7440)."""
from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .draft import Draft, Piece, Place

if TYPE_CHECKING:
    from ..streams.chunk import StreamChunk
    from ..streams.stream import Stream

_READ, _WRITE, _DATA, _ERROR, _OPTIONS = 1, 2, 3, 5, 6
_BLOCK = 512                # bytes, where no options say otherwise
_AHEAD_MAX = 256            # blocks that wait for one before them
_HALF = 1 << 15
_NAME_MAX = 2048

Request = tuple[int, str, str]      # packet, what is asked for, mode


def requests(said: Stream) -> list[Request]:
    """The requests of a session."""
    return [asked for chunk in said.chunks() if chunk.kind == "datagram" and (asked := _request(chunk))]


def _request(chunk: StreamChunk) -> Request | None:
    if _opcode(chunk.data) not in (_READ, _WRITE):
        return None
    name, _, rest = chunk.data[2:].partition(b"\0")
    return chunk.packet, name[:_NAME_MAX].decode("utf-8", "replace"), rest.partition(b"\0")[0][:16].decode("latin-1")


def _opcode(data: bytes) -> int:
    return int.from_bytes(data[:2]) if len(data) >= 4 else 0


def files(said: Stream, announced: list[Request]) -> Iterator[Draft]:
    """The files in a session; `announced`: what was asked for in the one that announced it."""
    datagrams = (chunk for chunk in said.chunks() if chunk.kind == "datagram")
    asked: Request | None = announced[-1] if announced else None
    size = _BLOCK
    for chunk in datagrams:
        opcode = _opcode(chunk.data)
        asked = _request(chunk) or asked
        if opcode in (_READ, _WRITE):
            size = _BLOCK
        elif opcode == _OPTIONS:
            size = _block_size(chunk.data)
        elif opcode == _DATA and int.from_bytes(chunk.data[2:4]) < _HALF and asked is not None:
            where = Place(chunk.way, chunk.packet, chunk.time_ns)
            draft = Draft("tftp", where, asked[1], asked[1])
            if asked[2].lower() == "netascii":
                draft.note("text as it was sent: lines end with CR LF, a CR is CR NUL")
            draft.pieces = _blocks(chunk, datagrams, size, where, draft)
            yield draft
            draft.drain()
            asked = None


def _block_size(data: bytes) -> int:
    """The size that options agree on (RFC 2348)."""
    words = data[2:].split(b"\0")[:64]
    for name, value in zip(words[::2], words[1::2], strict=False):
        if name.lower() == b"blksize" and value.isdigit() and len(value) < 6:
            return max(8, int(value))
    return _BLOCK


def _blocks(first: StreamChunk, rest: Iterator[StreamChunk], size: int, where: Place, draft: Draft) -> Iterator[Piece]:
    """Blocks until one is short, each once; those that never come are missing."""
    ahead: dict[int, bytes] = {}
    wanted = 1
    chunk: StreamChunk | None = first
    size = max(size, len(first.data) - 4)           # the options may be missing
    while chunk is not None:
        opcode = _opcode(chunk.data)
        if opcode == _DATA and chunk.way == draft.way:
            where.packet = chunk.packet
            distance = (int.from_bytes(chunk.data[2:4]) - wanted) % (2 * _HALF)
            if distance < _HALF:
                ahead.setdefault(wanted + distance, chunk.data[4:])
        elif opcode == _ERROR:
            draft.note("the transfer broke off with an error", True)
            break
        while ahead and (wanted in ahead or len(ahead) > _AHEAD_MAX):
            block = ahead.pop(wanted, None)
            wanted += 1
            yield (b"", size) if block is None else (block, 0)
            if block is not None and len(block) < size:
                return
        chunk = next(rest, None)
    for number in sorted(ahead):
        if number > wanted:
            yield b"", size * (number - wanted)
        yield ahead[number], 0
        wanted = number + 1
        if len(ahead[number]) < size:
            return
    draft.note("its end is missing", True)
