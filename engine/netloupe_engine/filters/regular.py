"""Regular expressions by RE2, whose time grows with the text alone, over many texts.

Calling it once a text takes ten times as long as its looking. So texts are joined, one a line, and looked at together,
where `^` and `$` mean lines; whatever might be otherwise there than in a text alone is looked at alone.
"""
from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from ..export.text_column import TextColumn
from ..records import record
from ..search.pattern import compiled

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_TOGETHER = 16_384          # texts that are looked at together, between two looks at whether to go on
_CROSSINGS_MAX = 8          # matches over several texts: with more, what looks far ahead would look at all many times
# Ends of the whole text, quotations in which they are none, and flags, which may be of other ends.
_ALONE = re.compile(r"\\[AzQ]|\(\?(?!:|P?<)")

# What never holds for the end of a line: no class but of visible signs, no escape but these, no flags.
_IN_LINES = re.compile(r"""(?: [^\\\[\]()\n] | \\[dwbB.\-/^$*+?()|{}] | \[(?!\^)(?:[^\\\[\]\x00-\x1f] | \\[dw.\-])+\]
                               | \((?!\?) | \(\?: | \) )*""", re.VERBOSE)


@record(frozen=True, slots=True)
class Regular:
    """An expression, to be looked for in a text alone and, where that says the same, in lines, or as what all lines of
    a run have."""

    alone: Any
    lines: Any | None
    runs: Any | None

    def find(self, texts: TextColumn, rows: NDArray[np.int64], is_cancelled: Callable[[], bool]) -> Iterator[int]:
        """Which places of `rows` have texts that match, ascending."""
        for first in range(0, len(rows), _TOGETHER):
            if is_cancelled():
                return
            for place in self._together(texts, rows[first:first + _TOGETHER]):
                yield first + place

    def _together(self, texts: TextColumn, rows: NDArray[np.int64]) -> Iterator[int]:
        joined, behind = texts.lined(rows)
        at = row = 0
        if self.lines is not None and _lines(joined) == len(rows) and _is_text(joined):
            ends: list[int] = behind.tolist()       # of each line, behind its end
            if self.runs is not None:
                for found in self.runs.finditer(joined):
                    yield from range(bisect_right(ends, found.start()), bisect_left(ends, found.end()) + 1)
                return
            crossings = 0
            while crossings < _CROSSINGS_MAX:
                for found in self.lines.finditer(joined, at):
                    begun, ended = found.span()
                    if begun == len(joined):
                        return
                    place = bisect_right(ends, begun)
                    crosses = ended >= ends[place]
                    if place >= row and (not crosses or self._matches(texts.octets(int(rows[place])))):
                        yield place
                    row = place + 1
                    if crosses:         # over what lies behind the line, which is looked at by itself
                        break
                else:
                    return
                crossings, at = crossings + 1, ends[place]
        for place in range(row, len(rows)):
            if self._matches(texts.octets(int(rows[place]))):
                yield place

    def _matches(self, text: bytes) -> bool:
        return self.alone.search(text.decode("utf-8", "replace")) is not None


def regular(pattern: str) -> Regular:
    """Raises ValueError with what is wrong with the pattern."""
    alone = compiled(pattern)
    if _ALONE.search(pattern):
        return Regular(alone, None, None)
    # A match goes on to the end of its line, so that there is one a line.
    lines = _larger(rf"(?m:{pattern})[^\n]*")
    runs = _larger(rf"(?m:^)(?:[^\n]*?(?m:{pattern})[^\n]*\n)+") if _IN_LINES.fullmatch(pattern) else None
    return Regular(alone, lines, runs)


def _larger(pattern: str) -> Any | None:
    """An expression around another, which may be too large where that was not."""
    try:
        return compiled(pattern)
    except ValueError:
        return None


def _lines(joined: bytes) -> int:
    """How many ends of lines there are; `bytes.count` takes ten times as long."""
    import numpy as np
    return int(np.count_nonzero(np.frombuffer(joined, np.uint8) == ord("\n")))


def _is_text(octets: bytes) -> bool:
    if octets.isascii():
        return True
    try:
        octets.decode()
    except UnicodeDecodeError:
        return False
    return True
