"""What a table's columns are: how a cell reads, how rows sort by it, and which rows contain a word.

A column never holds data. Texts are made for visible cells only; sorting and searching work on whole NumPy columns.
"""
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.uint32]       # row numbers of a source
Mask = NDArray[np.bool_]

PAIR_UP, PAIR_DOWN = " ↑ ", " ↓"        # after the numbers of a pair: from client to server, and back

SPREAD_MAX = 1 << 20        # between the least and the most of values that are told apart by a table
SEPARATORS = str.maketrans("", "", "\u00a0, ")     # what people leave out when they type a number


class Cancelled(Exception):     # noqa: N818  a signal, not an error
    """The work was called off."""


class Source(Protocol):
    """Rows of an analysis, as the models need them. Reading is allowed from any thread."""

    def cell(self, name: str, row: int) -> Any:
        """One value, a Python built-in."""

    def column(self, name: str) -> NDArray[Any]:
        """A whole column."""

    def mark(self, rows: Rows, start_ns: int, end_ns: int) -> Mask:
        """Which of these rows overlap a range of time."""

    def totals(self, rows: Rows, count: int) -> object:
        """What the footer says about these rows, of the first `count` that there are."""


class Texts(Protocol):
    """A text of each row, as the engine has them."""

    def find(self, word: bytes) -> Mask:
        """The rows whose text has the word."""

    def ranks(self) -> NDArray[np.uint32]:
        """The place of each row's text among the distinct texts, ascending."""


Text = Callable[[Any, int], str]                                        # source, row
Raw = Callable[[Any, int], tuple[object, ...]]                          # source, row: exact values, not for reading
Keys = Callable[[Any, Rows], list[NDArray[Any]]]                        # source, rows; most significant first
Find = Callable[[Any, Rows, str, Callable[[], bool]], Mask]             # source, rows, lower-case word, is_cancelled


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    key: str
    title: str              # source text of the translation
    says: str               # what it means, with its unit
    text: Text
    keys: Keys
    find: Find
    width: int = 9          # digits
    right: bool = False     # numbers are aligned right
    shown: bool = True      # when nothing else was chosen
    stretches: bool = False     # takes the room that the others leave
    is_pair: bool = False   # two numbers, see `pair_of`
    extra_digits: int = 0   # room for what is drawn beside the text
    tip: Text | None = None     # what the tooltip says; None: the text
    raw: Raw | None = None      # what other programs are given; None: the text
    parts: tuple[str, ...] = ("",)      # behind the title, for each of the raw values: a unit, a direction


def by_column(*names: str) -> Keys:
    """Sort by these columns as they are."""
    def keys(source: Source, rows: Rows) -> list[NDArray[Any]]:
        return [source.column(name)[rows] for name in names]
    return keys


def by_names(name: str, named: str) -> Keys:
    """Sort a column of registry numbers by the names they stand for (`named` is a method of the source)."""
    def keys(source: Source, rows: Rows) -> list[NDArray[Any]]:
        numbers = source.column(name)[rows]
        unique, inverse = np.unique(numbers, return_inverse=True)
        texts = [getattr(source, named)(int(number)).lower() for number in unique]
        rank = np.empty(len(texts), np.uint32)
        rank[sorted(range(len(texts)), key=texts.__getitem__)] = np.arange(len(texts), dtype=np.uint32)
        return [rank[inverse]]
    return keys


def by_text(text: Text) -> Keys:
    """Sort by how the cells read, without regard to case; for columns that have nothing else."""
    def keys(source: Source, rows: Rows) -> list[NDArray[Any]]:
        return [np.array([text(source, row).lower() for row in rows.tolist()], dtype=np.dtypes.StringDType())]
    return keys


def _distinct(values: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """The distinct values, ascending, and which of them each value is; counts are small, so that nothing is sorted."""
    least, most = (values.min(), values.max()) if len(values) and values.dtype.kind in "iu" else (0, SPREAD_MAX)
    if int(most) - int(least) >= SPREAD_MAX:
        unique, inverse = np.unique(values, return_inverse=True)
        return unique, inverse
    places = (values - least).astype(np.intp)
    seen = np.zeros(int(most) - int(least) + 1, np.bool_)
    seen[places] = True
    return np.flatnonzero(seen).astype(values.dtype) + least, (np.cumsum(seen) - 1)[places]


def find_in_values(values_of: Callable[[Any, Rows], NDArray[Any]], text_of: Callable[[Any, Any], str]) -> Find:
    """Look for the word in the text of each distinct value; `text_of` gets the source and a Python built-in."""
    def find(source: Source, rows: Rows, word: str, is_cancelled: Callable[[], bool]) -> Mask:
        unique, inverse = _distinct(values_of(source, rows))
        hits = np.zeros(len(unique), np.bool_)
        plain = word.translate(SEPARATORS) or word
        for at, value in enumerate(unique.tolist()):
            if not at & 0xFFF and is_cancelled():
                raise Cancelled
            text = text_of(source, value).lower()
            hits[at] = word in text or plain in text.translate(SEPARATORS)
        return np.asarray(hits[inverse])
    return find


def find_in_numbers(values_of: Callable[[Any, Rows], NDArray[Any]], text_of: Callable[[Any, Any], str]) -> Find:
    """The same for numbers of which those that read alike are neighbours, as rounded ones are: among a million of them
    few texts differ, and only those are made."""
    def find(source: Source, rows: Rows, word: str, is_cancelled: Callable[[], bool]) -> Mask:
        values = values_of(source, rows)
        distinct = _ascending(values)
        hits = np.zeros(len(distinct) + 1, np.bool_)
        plain = word.translate(SEPARATORS) or word
        at = begun = asked = 0      # `begun`: where the run before began; the next is about as long
        while at < len(distinct):
            asked += 1
            if not asked & 0xFFF and is_cancelled():
                raise Cancelled
            end = _end_of_run(source, distinct, at, 1 << max(0, (at - begun).bit_length() - 1), text_of)
            text = text_of(source, distinct[at].item()).lower()
            hits[at:end] = word in text or plain in text.translate(SEPARATORS)
            at, begun = end, at
        # Hits lie in few stretches: a value is in one if it is behind an odd number of their bounds.
        bounds = np.flatnonzero(np.diff(hits, prepend=False))
        if not len(bounds):
            return np.zeros(len(rows), np.bool_)
        if bounds[-1] == len(distinct):
            bounds = bounds[:-1]
        return np.asarray(np.searchsorted(distinct[bounds], values, side="right") & 1 != 0)
    return find


def _ascending(values: NDArray[Any]) -> NDArray[Any]:
    """The distinct values, ascending, without which of them each one is: that is what takes long."""
    if len(values) and values.dtype.kind in "iu" and int(values.max()) - int(values.min()) < SPREAD_MAX:
        return _distinct(values)[0]
    ordered = np.sort(values)
    return ordered[np.concatenate(([True], ordered[1:] != ordered[:-1]))] if len(ordered) else ordered


def _end_of_run(source: Source, values: NDArray[Any], at: int, step: int, text_of: Callable[[Any, Any], str]) -> int:
    """Behind the last of the neighbours that read as the value at `at`: by steps that double, from a power of two on
    that seems likely, then halve."""
    text, last = text_of(source, values[at].item()), at
    while last + step < len(values) and text_of(source, values[last + step].item()) == text:
        last += step
        step *= 2
    while step > 1:
        step //= 2
        if last + step < len(values) and text_of(source, values[last + step].item()) == text:
            last += step
    return last + 1


def find_in_cells(text: Text) -> Find:
    """Look for the word in every cell; for columns whose cells have nothing in common."""
    def find(source: Source, rows: Rows, word: str, is_cancelled: Callable[[], bool]) -> Mask:
        hits = np.zeros(len(rows), np.bool_)
        for at, row in enumerate(rows.tolist()):
            if not at & 0x3FF and is_cancelled():
                raise Cancelled
            hits[at] = word in text(source, row).lower()
        return hits
    return find


def only_for(letters: str, find: Find) -> Find:
    """Look only if all letters of the word can occur in such a cell: "example" is in no number."""
    alphabet = frozenset(letters)

    def limited(source: Source, rows: Rows, word: str, is_cancelled: Callable[[], bool]) -> Mask:
        if not alphabet.issuperset(word):
            return np.zeros(len(rows), np.bool_)
        return find(source, rows, word, is_cancelled)
    return limited
