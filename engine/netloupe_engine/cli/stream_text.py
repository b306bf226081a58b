"""A conversation as lines: text or hexadecimal, with what the client said and what the server said told apart.

What came from packets can do nothing to a terminal: control characters, and bytes that are no UTF-8, are escapes.
"""
import codecs
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ..cells import printable
from ..quantities import count
from .tables import number_of

if TYPE_CHECKING:
    from ..analysis import StreamChunk, StreamMessage

MARKS = ("→ ", "← ")            # before what the client says, and the server
_COLUMNS = 16
_GROUP = 8


def text_lines(chunks: Iterable["StreamChunk"]) -> Iterator[str]:
    """Pieces of text; a line that goes on in the next packet goes on here."""
    speaker = _Speaker()
    for chunk in chunks:
        if chunk.data:
            yield from speaker.say(chunk.way, chunk.data, chunk.kind == "datagram")
        else:
            yield from speaker.end()
            yield f"{MARKS[chunk.way]}{note_of(chunk)}\n"
    yield from speaker.end()


def hex_lines(chunks: Iterable["StreamChunk"]) -> Iterator[str]:
    """Lines of offset in what that side said, bytes, and what of them is ASCII."""
    for chunk in chunks:
        mark = MARKS[chunk.way]
        if not chunk.data:
            yield f"{mark}{note_of(chunk)}\n"
        for at in range(0, len(chunk.data), _COLUMNS):
            part = chunk.data[at:at + _COLUMNS]
            groups = (part[:_GROUP].hex(" "), part[_GROUP:].hex(" "))
            digits = f"{groups[0]:<{3 * _GROUP}} {groups[1]:<{3 * _GROUP - 1}}"
            signs = "".join(chr(byte) if 32 <= byte < 127 else "." for byte in part)
            yield f"{mark}{chunk.offset + at:08x}  {digits}  {signs}\n"


def note_of(chunk: "StreamChunk") -> str:
    """What stands in the place of bytes that are not told."""
    if chunk.kind == "gap":
        return f"[{number_of(chunk.size, 'byte')} missing from the capture before packet {count(chunk.packet)}]"
    return f"[{number_of(chunk.size, 'byte')} again in packet {count(chunk.packet)}]"


def message_lines(found: "StreamMessage") -> Iterator[str]:
    """A message: its title, its fields, and what its body says."""
    mark = MARKS[found.way]
    where = "" if found.stream is None else f"  [stream {found.stream}]"
    yield f"{mark}{printable(found.title)}{where}\n"
    for name, value in found.fields:
        yield f"{mark}{printable(f'{name}: {value}')}\n"
    if found.note:
        yield f"{mark}[{printable(found.note)}]\n"
    if found.body:
        yield f"{mark}\n"
        if not found.text:
            yield f"{mark}[{found.kind}, {number_of(len(found.body), 'byte')}]\n"
        for line in _lines(found.text):
            shown = line.removesuffix("\n").removesuffix("\r")
            yield mark + "\t".join(map(printable, shown.split("\t"))) + "\n"
    if found.layer == "http":
        yield f"{mark}\n"


class _Speaker:
    """Who is speaking, and whether in the middle of a line."""

    def __init__(self) -> None:
        self._way = 0
        self._is_begun = False          # something stands in the line
        self._is_return = False         # ... and at its end was a carriage return
        self._decoder = codecs.getincrementaldecoder("utf-8")("backslashreplace")

    def say(self, way: int, data: bytes, whole: bool) -> Iterator[str]:
        """More of what is said; `whole`: by itself."""
        if way != self._way:
            yield from self.end()
            self._way = way
        yield from self._text(self._decoder.decode(data))
        if whole:
            yield from self.end()

    def end(self) -> Iterator[str]:
        """What comes next begins a line."""
        yield from self._text(self._decoder.decode(b"", True))
        if self._is_return:
            yield "\\r" if self._is_begun else f"{MARKS[self._way]}\\r"
        if self._is_begun or self._is_return:
            yield "\n"
        self._is_begun = self._is_return = False

    def _text(self, text: str) -> Iterator[str]:
        if not text:
            return
        if self._is_return:
            text = "\r" + text
        self._is_return = text.endswith("\r")
        text = text.removesuffix("\r").replace("\r\n", "\n")
        for line in _lines(text):
            begin, end = "" if self._is_begun else MARKS[self._way], "\n" if line.endswith("\n") else ""
            self._is_begun = not end
            yield begin + "\t".join(map(printable, line.removesuffix("\n").split("\t"))) + end


def _lines(text: str) -> Iterator[str]:
    """Lines with their ends; nothing but a line feed ends one."""
    at = 0
    while at < len(text):
        end = text.find("\n", at) + 1 or len(text)
        yield text[at:end]
        at = end
