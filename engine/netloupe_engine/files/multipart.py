"""Files in a form that is sent (multipart/form-data, RFC 7578), as its bytes come (RFC 2046 section 5.1.1)."""
from __future__ import annotations

from collections.abc import Callable, Iterator

from .draft import Draft, Piece
from .head import media_of, parameter, text_of

_BOUNDARY_MAX = 200         # bytes; 70 are allowed
_HEAD_MAX = 16 << 10        # bytes of a part's head
_PARTS_MAX = 100_000


def boundary_of(content_type: str) -> bytes:
    """What separates the parts; b"" where it is not told."""
    found = parameter(content_type, "boundary").encode("latin-1", "replace")
    return found if len(found) <= _BOUNDARY_MAX else b""


def files_in_form(pieces: Iterator[Piece], boundary: bytes, begin: Callable[[str, str], Draft]) -> Iterator[Draft]:
    """The parts that have the name of a file; `begin` makes a draft of name and media type."""
    cutter = _Cutter(pieces, b"\r\n--" + boundary)
    cutter.skip()
    for _ in range(_PARTS_MAX):
        head = cutter.head()
        if head is None:
            break
        fields = dict(_field(line) for line in head.split(b"\r\n"))
        name = parameter(fields.get("content-disposition", ""), "filename")
        if name:
            draft = begin(name, media_of(fields.get("content-type", "")))
            draft.pieces = cutter.part(draft)
            yield draft
            draft.drain()
        else:
            cutter.skip()
    for _ in pieces:
        pass


def _field(line: bytes) -> tuple[str, str]:
    name, _, value = text_of(line).partition(":")
    return name.strip().lower(), value.strip()


class _Cutter:
    """Cuts bytes at a boundary that may lie across pieces."""

    def __init__(self, pieces: Iterator[Piece], boundary: bytes) -> None:
        self._pieces, self._boundary = pieces, boundary
        self._data = b"\r\n"            # the first boundary has no line before it
        self._missing = 0
        self._at_boundary = False

    def _more(self) -> bool:
        """Some bytes more, or that some are missing."""
        if self._missing:
            return False
        data, self._missing = next(self._pieces, (b"", 0))
        self._data += data
        return bool(data)

    def head(self) -> bytes | None:
        """The head of the part that begins here; None behind the last one."""
        if not self._at_boundary:
            return None
        while len(self._data) < 2 and self._more():
            pass
        if not self._data.startswith(b"\r\n"):          # two hyphens end it all
            return None
        while (end := self._data.find(b"\r\n\r\n")) < 0:
            if len(self._data) > _HEAD_MAX or not self._more():
                return None
        found, self._data = self._data[2:end], self._data[end + 2:]
        return found

    def part(self, draft: Draft) -> Iterator[Piece]:
        """The bytes of a part, up to the next boundary."""
        yield from self._until(skips=2)
        if not self._at_boundary:
            draft.note("the form breaks off", True)

    def skip(self) -> None:
        """Go behind the next boundary."""
        for _ in self._until(skips=0):
            pass

    def _until(self, skips: int) -> Iterator[Piece]:
        """What comes before the boundary, but for the line end that the head has left."""
        self._at_boundary = False
        while True:
            at = self._data.find(self._boundary)
            if at >= 0:
                found, self._data = self._data[:at], self._data[at + len(self._boundary):]
                self._at_boundary = True
                if found[skips:]:
                    yield found[skips:], 0
                return
            kept = len(self._boundary) - 1 if not self._missing else 0
            if len(self._data) > kept + skips:
                end = len(self._data) - kept
                found, self._data = self._data[:end], self._data[end:]
                yield found[skips:], 0
                skips = 0
            if self._missing:
                missing, self._missing = self._missing, 0
                yield b"", missing
            elif not self._more() and not self._missing:
                if self._data[skips:]:
                    yield self._data[skips:], 0
                self._data = b""
                return
