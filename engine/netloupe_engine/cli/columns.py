"""Text in aligned columns. No rich here: loading it takes longer than analysing most captures."""
import re
import shutil
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import TextIO

from ..cells import printable

GAP = "  "
WIDTH = 180             # where there is no terminal to ask
_BEYOND_ASCII = re.compile(r"[^\x00-\x7F]")


def width_of(stream: TextIO) -> int:
    """Character cells in a line of the stream."""
    return shutil.get_terminal_size((WIDTH, 0)).columns if stream.isatty() else WIDTH


def cells_of(text: str) -> int:
    """Character cells a text takes on a terminal."""
    if text.isascii():
        return len(text)
    return len(text) + sum(_cells_of_sign(sign) - 1 for sign in _BEYOND_ASCII.findall(text))


def _cells_of_sign(sign: str) -> int:
    return 0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1


def cut(text: str, room: int) -> str:
    """As much of a text as fits, with an ellipsis where it does not."""
    if cells_of(text) <= room:
        return text
    end = next(at for at, taken in enumerate(accumulate(map(_cells_of_sign, text))) if taken >= room)
    return f"{text[:end]}…"


def aligned(header: Sequence[str], rows: Sequence[Sequence[object]], right: Sequence[str], width: int) -> Iterator[str]:
    """The lines of a table: columns named in `right` are flush right, and the last one is cut at `width`."""
    table = [tuple(header), *(tuple(printable(str(cell)) for cell in row) for row in rows)]
    widths = [max(cells_of(row[at]) for row in table) for at in range(len(header))]
    widths[-1] = min(widths[-1], max(width - sum(widths[:-1]) - len(GAP) * (len(header) - 1), len(header[-1])))
    for row in table:
        cells = []
        for name, text, room in zip(header, row, widths, strict=True):
            space = " " * (room - cells_of(text))
            cells.append(space + text if name in right else text + space)
        cells[-1] = cut(row[-1], widths[-1]) if header[-1] not in right else cells[-1]
        yield GAP.join(cells).rstrip()
