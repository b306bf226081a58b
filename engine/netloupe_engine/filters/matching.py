"""What a value must be: tests of whole columns at once."""
from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from ..export.text_column import TextColumn
from ..records import record
from .quantities import Moment
from .regular import regular

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Bound = Fraction | float | Moment
RANKED_MAX = 512            # bytes by which TextColumn.ranks tells texts apart


@record(frozen=True, slots=True)
class Range:
    """Values from `low` to `high`; a bound may not belong to it."""

    low: Bound = -math.inf
    high: Bound = math.inf
    above: bool = False         # greater than `low`
    below: bool = False         # less than `high`


@record(frozen=True, slots=True)
class Clock:
    """When the capture begins and ends, nanoseconds since 1970."""

    start_ns: int
    end_ns: int


def in_ranges(values: NDArray[Any], ranges: Sequence[Range], clock: Clock) -> NDArray[np.bool_]:
    """Which numbers are in any of the ranges."""
    import numpy as np
    found = np.zeros(len(values), np.bool_)
    singles = []
    for given in ranges:
        low, high = _plain(given.low, clock), _plain(given.high, clock)
        if values.dtype.kind == "f":
            found |= ((values > float(low)) if given.above else (values >= float(low))) & (
                (values < float(high)) if given.below else (values <= float(high)))
            continue
        least, most = _whole(values.dtype, low, high, given)
        if least == most:
            singles.append(least)
        elif least < most:
            found |= (values >= least) & (values <= most)
    if len(singles) == 1:
        found |= values == singles[0]
    elif singles:
        found |= np.isin(values, np.array(singles, values.dtype))
    return found


def _plain(bound: Bound, clock: Clock) -> Fraction | float:
    return Fraction(bound.at(clock.start_ns, clock.end_ns)) if isinstance(bound, Moment) else bound


def _whole(dtype: np.dtype[Any], low: Fraction | float, high: Fraction | float, given: Range) -> tuple[int, int]:
    """The integers of a type that are in a range; the first is greater than the last where there are none."""
    import numpy as np
    span = np.iinfo(dtype)
    least, most = int(span.min), int(span.max)
    if low != -math.inf:
        least = max(least, math.floor(low) + 1 if given.above else math.ceil(low))
    if high != math.inf:
        most = min(most, math.ceil(high) - 1 if given.below else math.floor(high))
    return least, most


def in_addresses(values: NDArray[np.void], ranges: Sequence[tuple[int, int]]) -> NDArray[np.bool_]:
    """Which addresses of sixteen bytes are in any of the ranges."""
    import numpy as np
    halves = np.ascontiguousarray(values).view("u8").reshape(-1, 2)
    found = np.zeros(len(values), np.bool_)
    ordered = None
    for low, high in ranges:
        differ = low ^ high
        if not differ & (differ + 1) and not low & differ:      # a network: bits of it are equal, those below are any
            mask, wanted = _native((1 << 128) - 1 ^ differ), _native(low)
            hit = halves[:, 1] & mask[1] == wanted[1]
            if mask[0]:
                hit &= halves[:, 0] & mask[0] == wanted[0]
            found |= hit
            continue
        if ordered is None:
            ordered = halves.byteswap()     # columns are as on the wire
        found |= _at_least(ordered, low) & ~_at_least(ordered, high + 1)
    return found


def _native(number: int) -> NDArray[np.uint64]:
    """Sixteen bytes as they are in the column, as two numbers of this machine."""
    import numpy as np
    return np.frombuffer(number.to_bytes(16), "u8")


def _at_least(halves: NDArray[np.uint64], number: int) -> NDArray[np.bool_]:
    import numpy as np
    if number >> 128:
        return np.zeros(len(halves), np.bool_)
    high, low = np.uint64(number >> 64), np.uint64(number & (1 << 64) - 1)
    return np.asarray((halves[:, 0] > high) | ((halves[:, 0] == high) & (halves[:, 1] >= low)))


@record(frozen=True, slots=True)
class Text:
    """Of texts, whatever their case: which are like one of `words` in the way of `operator`."""

    operator: str               # "==", "contains", "starts with", "ends with", "matches"
    words: tuple[str, ...]
    of_bytes: bool = False      # rows of bytes, and words in hexadecimal

    def find(self, texts: TextColumn, is_cancelled: Callable[[], bool] = bool) -> NDArray[np.bool_]:
        """Which rows of the column; its texts are in lower case, but not its bytes."""
        import numpy as np
        found = np.zeros(len(texts), np.bool_)
        for word in self.words:
            if is_cancelled():
                break
            found |= _matching(texts, word, is_cancelled) if self.operator == "matches" \
                else _like(texts, bytes.fromhex(word) if self.of_bytes else word.lower().encode(), self.operator)
        return found

    def holds(self, text: str) -> bool:
        """Whether it is so of one text."""
        return bool(self.find(column_of([text.lower().encode("utf-8", "replace")]))[0])


@record(frozen=True, slots=True)
class Bits:
    """Numbers with all bits of any of these."""

    masks: tuple[int, ...]

    def find(self, values: NDArray[Any]) -> NDArray[np.bool_]:
        """Which numbers."""
        import numpy as np
        found = np.zeros(len(values), np.bool_)
        for mask in self.masks:
            found |= (values & values.dtype.type(mask)) == mask
        return np.asarray(found)


@record(frozen=True, slots=True)
class Addresses:
    """Addresses in any of these ranges, as numbers of 128 bits."""

    ranges: tuple[tuple[int, int], ...]


def column_of(texts: Sequence[bytes]) -> TextColumn:
    """A column of these."""
    import numpy as np
    ends = np.cumsum([0, *map(len, texts)], dtype=np.uint64)
    return TextColumn(ends.tobytes(), b"".join(texts))


def joined_columns(columns: Sequence[TextColumn]) -> TextColumn:
    """The rows of several columns, one after the other."""
    if len(columns) == 1:
        return columns[0]
    return column_of([columns[at][row].encode() for at in range(len(columns)) for row in range(len(columns[at]))])


def _like(texts: TextColumn, word: bytes, operator: str) -> NDArray[np.bool_]:
    import numpy as np
    if operator == "contains":
        return texts.find(word)
    if operator == "==":
        return np.asarray(texts.find(word) & (texts.sizes() == len(word)))
    return texts.begin(word) if operator == "starts with" else texts.end(word)


def _matching(texts: TextColumn, pattern: str, is_cancelled: Callable[[], bool]) -> NDArray[np.bool_]:
    """Looking at all is quicker than telling apart which are the same, but where each has to be looked at alone."""
    import numpy as np
    found = np.zeros(len(texts), np.bool_)
    expression, every = regular(pattern), np.arange(len(texts))
    if expression.lines is not None or not len(texts):
        found[list(expression.find(texts, every, is_cancelled))] = True
        return found
    ranks = texts.ranks()
    first = np.zeros(int(ranks.max()) + 1, np.int64)
    first[ranks] = every
    answers = np.zeros(len(first), np.bool_)
    answers[list(expression.find(texts, first, is_cancelled))] = True
    found[:] = answers[ranks]
    long = np.flatnonzero(texts.sizes() > RANKED_MAX)       # these may differ behind what they were ranked by
    found[long] = False
    found[long[list(expression.find(texts, long, is_cancelled))]] = True
    return found
