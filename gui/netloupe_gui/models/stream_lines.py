"""What was said in a session as lines for the screen, each of one speaker, with the bytes that each is made of.

Pure functions of a page's chunks, called beside the GUI thread.
"""
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from netloupe_gui.bridge.stream import Form
from netloupe_gui.models.stream_images import image_of
from netloupe_gui.text import printable, safe, size_exact

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from netloupe_engine.analysis import StreamChunk, StreamMessage

HEX_COLUMNS = 16
_GROUP = 8
_TAB = 4
_LINE_MAX = 4_096           # signs, whatever the width
IMAGE_ROWS = 10             # lines that an image takes


@dataclass(frozen=True, slots=True)
class Part:
    """Bytes of one packet in a line."""

    chunk: int              # which of the page
    at: int                 # in the chunk
    size: int
    column: int             # sign of the line that they begin with


@dataclass(frozen=True, slots=True)
class StreamLine:
    """A line. Of a gap or a repetition `text` is "" and the one part says how many bytes."""

    kind: str               # as StreamChunk.kind
    way: int
    text: str
    parts: tuple[Part, ...]
    begins: bool = False    # with the first bytes of a packet
    image: "QImage | None" = None       # a part of which the line shows
    row: int = 0            # ... which of IMAGE_ROWS


def lines_of(chunks: "Sequence[StreamChunk]", form: Form, columns: int) -> list[StreamLine]:
    """The lines of a page; those of text and raw bytes are as many signs wide as there is room for."""
    columns = max(8, min(columns, _LINE_MAX))
    found: list[StreamLine] = []
    turn: list[int] = []
    for which, chunk in enumerate(chunks):
        ends = not chunk.data or (turn and (chunk.way != chunks[turn[0]].way or chunk.kind == "datagram"))
        if ends and turn:
            found += _turn(chunks, turn, form, columns)
            turn = []
        if chunk.data:
            turn.append(which)
        else:
            found.append(StreamLine(chunk.kind, chunk.way, "", (Part(which, 0, chunk.size, 0),), True))
    if turn:
        found += _turn(chunks, turn, form, columns)
    return found


def message_lines(messages: "Sequence[StreamMessage]", columns: int) -> list[StreamLine]:
    """The lines of messages: title, fields, what is to be said about the body, and the body as what it is."""
    columns = max(8, min(columns, _LINE_MAX))
    return [line for which, message in enumerate(messages) for line in _message(message, which, columns)]


def _message(message: "StreamMessage", which: int, columns: int) -> Iterator[StreamLine]:
    way, parts = message.way, (Part(which, 0, 0, 0),)
    where = "" if message.stream is None else f"  ·  #{message.stream}"
    told = [(message.title + where, "title"), *((f"{name}: {value}", "message") for name, value in message.fields)]
    image = image_of(message.body, message.kind) if message.body else None
    if message.note:
        told.append((message.note, "note"))
    if message.body:
        told.append(("", "message"))
        told.append((message.text, "message") if message.text else
                    (f"{message.kind} · {size_exact(len(message.body))}", "note"))
    begins = True
    for text, kind in told:
        for _, shown, _ in _text(text.encode("utf-8", "replace") or b"\n", columns):
            yield StreamLine(kind, way, shown, parts, begins)
            begins = False
    if image is not None:
        yield from (StreamLine("image", way, "", parts, False, image, row) for row in range(IMAGE_ROWS))
    if message.layer == "http":
        yield StreamLine("message", way, "", parts)


def _turn(chunks: "Sequence[StreamChunk]", turn: list[int], form: Form, columns: int) -> Iterator[StreamLine]:
    """What one side says before the other one does."""
    if form == "hex":
        for which in turn:
            yield from _hex(chunks[which], which)
        return
    data = b"".join(chunks[which].data for which in turn)
    starts = []
    at = 0
    for which in turn:
        starts.append((at, which))
        at += len(chunks[which].data)
    kind, way = chunks[turn[0]].kind, chunks[turn[0]].way
    now = 0                                             # of `starts`: what the line begins in
    for begin, text, places in (_text if form == "text" else _raw)(data, columns):
        while now + 1 < len(starts) and starts[now + 1][0] <= begin:
            now += 1
        end = begin + len(places)
        parts, begins, which = [], False, now
        while which < len(starts) and (starts[which][0] < end or which == now):
            low = max(begin, starts[which][0])
            high = min(end, starts[which + 1][0] if which + 1 < len(starts) else len(data))
            if high > low:
                parts.append(Part(starts[which][1], low - starts[which][0], high - low, places[low - begin]))
                begins = begins or low == starts[which][0]
            which += 1
        yield StreamLine(kind, way, text, tuple(parts), begins)


def _hex(chunk: "StreamChunk", which: int) -> Iterator[StreamLine]:
    for at in range(0, len(chunk.data), HEX_COLUMNS):
        part = chunk.data[at:at + HEX_COLUMNS]
        digits = f"{part[:_GROUP].hex(' '):<{3 * _GROUP}} {part[_GROUP:].hex(' '):<{3 * _GROUP - 1}}"
        yield StreamLine(chunk.kind, chunk.way, f"{chunk.offset + at:08x}  {digits}  {printable(part)}",
                         (Part(which, at, len(part), 0),), not at)


def _raw(data: bytes, columns: int) -> Iterator[tuple[int, str, Sequence[int]]]:
    """One sign a byte."""
    for at in range(0, len(data), columns):
        part = data[at:at + columns]
        yield at, printable(part), range(len(part))


def _text(data: bytes, columns: int) -> Iterator[tuple[int, str, Sequence[int]]]:
    """Lines of UTF-8: where each begins, its text, and the column of each of its bytes."""
    at = 0
    while at < len(data):
        end = data.find(b"\n", at) + 1 or len(data)
        yield from _one_line(data[at:end], at, columns)
        at = end


def _one_line(line: bytes, base: int, columns: int) -> Iterator[tuple[int, str, Sequence[int]]]:
    shown = line.removesuffix(b"\n").removesuffix(b"\r") if line.endswith(b"\n") else line
    tail = len(line) - len(shown)
    text = shown.decode("ascii", "replace")
    if shown.isascii() and text.isprintable():
        for at in range(0, max(1, len(text)), columns):
            part = text[at:at + columns]
            is_last = at + columns >= len(text)
            yield base + at, part, [*range(len(part)), *[len(part)] * (tail if is_last else 0)]
        return
    begin, column, taken = 0, 0, 0          # of the line at hand: its first byte, cells, signs
    signs: list[str] = []
    places: list[int] = []
    for sign in shown.decode("utf-8", "surrogateescape"):
        if 0xDC80 <= ord(sign) <= 0xDCFF:
            size, told = 1, f"\\x{ord(sign) - 0xDC00:02x}"
        else:
            size, told = len(sign.encode()), " " * (_TAB - column % _TAB) if sign == "\t" else safe(sign)
        wide = len(told) + (unicodedata.east_asian_width(sign) in "WF")
        if column + wide > columns and signs:
            yield base + begin, "".join(signs), places
            begin, column, taken, signs, places = begin + len(places), 0, 0, [], []
        places += [taken] * size
        signs.append(told)
        column += wide
        taken += len(told)
    yield base + begin, "".join(signs), [*places, *[taken] * tail]
