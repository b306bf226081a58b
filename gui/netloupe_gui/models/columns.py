"""What a table's columns are: how a cell reads, how rows sort by it, and which rows contain a word.

A column never holds data. Texts are made for visible cells only; sorting and searching work on whole NumPy columns.
"""
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
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

    def holds(self, expression: str, is_cancelled: Callable[[], bool]) -> Mask:
        """For which of all rows a filter holds. Raises ExpressionError, CancelledError."""

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


def _are_close(values: NDArray[Any]) -> bool:
    """Whether a table could have a place for each whole number between the least and the most."""
    return values.dtype.kind in "iu" and len(values) > 0 and int(values.max()) - int(values.min()) < SPREAD_MAX


def distinct(values: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """The distinct values, ascending, and which of them each value is; counts are small, so that nothing is sorted."""
    if not _are_close(values):
        unique, inverse = np.unique(values, return_inverse=True)
        return unique, inverse
    least = values.min()
    places = (values - least).astype(np.intp)
    seen = np.zeros(int(places.max()) + 1, np.bool_)
    seen[places] = True
    return np.flatnonzero(seen).astype(values.dtype) + least, (np.cumsum(seen) - 1)[places]


def find_in_values(values_of: Callable[[Any, Rows], NDArray[Any]], text_of: Callable[[Any, Any], str]) -> Find:
    """Look for the word in the text of each distinct value; `text_of` gets the source and a Python built-in."""
    def find(source: Source, rows: Rows, word: str, is_cancelled: Callable[[], bool]) -> Mask:
        unique, inverse = distinct(values_of(source, rows))
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
    few texts differ, and only those are made. Nothing is sorted: numbers are dealt out to bins in their order, and most
    bins read as one."""
    def find(source: Source, rows: Rows, word: str, is_cancelled: Callable[[], bool]) -> Mask:
        values = values_of(source, rows)
        if _are_close(values) or not len(values):
            unique, inverse = distinct(values)
            runs, found = _runs(source, unique, word, is_cancelled, text_of)
            return np.asarray(found[runs][inverse])
        places = _bins(values)
        bins = int(places.max()) + 1
        least, most = np.full(bins, values.max()), np.full(bins, values.min())
        np.minimum.at(least, places, values)
        np.maximum.at(most, places, values)
        taken = np.flatnonzero(least <= most)
        ends = np.stack((least[taken], most[taken]), axis=1)
        runs, found = _runs(source, ends.reshape(-1), word, is_cancelled, text_of)
        first, last = runs.reshape(-1, 2).T
        hits = np.zeros(bins, np.bool_)
        hits[taken] = found[first]
        mask = hits[places]
        mixed = np.zeros(bins, np.bool_)
        mixed[taken] = first != last
        if mixed.any():         # of these, how both ends read is known; what lies between is asked about
            odd = np.flatnonzero(mixed[places])
            hits[taken] = found[last]
            mask[odd] = np.where(values[odd] == least[places[odd]], mask[odd], hits[places[odd]])
            between = odd[(values[odd] != least[places[odd]]) & (values[odd] != most[places[odd]])]
            inner, which = np.unique(values[between], return_inverse=True)
            runs, found = _runs(source, inner, word, is_cancelled, text_of)
            mask[between] = found[runs][which]
        return mask
    return find


def _bins(values: NDArray[Any]) -> NDArray[np.int64]:
    """A bin of each number, in their order, by the first bits of its logarithm. Those below zero, which say nothing,
    may share one."""
    # From 1 on, the bits of a number with a floating point rise with it.
    bits = (np.maximum(values.astype(np.float64), -1.0) + 2.0).view(np.int64)
    bits -= bits.min()
    bits >>= max(0, int(bits.max()).bit_length() - SPREAD_MAX.bit_length() + 1)
    return np.asarray(bits)


def _runs(source: Source, ascending: NDArray[Any], word: str, is_cancelled: Callable[[], bool],
          text_of: Callable[[Any, Any], str]) -> tuple[NDArray[np.int64], Mask]:
    """Which run of neighbours that read alike each of these numbers is in, and which runs have the word."""
    plain = word.translate(SEPARATORS) or word
    view = np.ascontiguousarray(ascending).data      # its items are Python numbers, of which texts are made
    ends: list[int] = []
    found: list[bool] = []
    at = begun = 0              # `begun`: where the run before began; the next is about as wide

    @cache                      # the first of a run was looked at as what ends the one before
    def text_at(place: int) -> str:
        return text_of(source, view[place])

    while at < len(view):
        if not len(ends) & 0xFF and is_cancelled():
            raise Cancelled
        guess = bisect_left(view, 2 * view[at] - view[begun], at)
        text, end = _run(text_at, at, guess, len(view))
        text = text.lower()
        found.append(word in text or plain in text.translate(SEPARATORS))
        ends.append(end)
        at, begun = end, at
    starts = np.zeros(len(view), np.int64)
    starts[ends[:-1]] = 1
    return np.cumsum(starts), np.array(found, np.bool_)


def _run(text_at: Callable[[int], str], at: int, guess: int, end: int) -> tuple[str, int]:
    """How the place `at` reads, and where, up to `end`, the next reads otherwise: from the guess on by steps that
    double, then halve."""
    text, low, step = text_at(at), at, 1
    guess = min(max(guess, at + 1), end)
    if guess < end and text_at(guess) == text:
        low = guess
        while low + step < end and text_at(low + step) == text:
            low += step
            step *= 2
        high = min(low + step, end)
    else:
        high = guess
        while high - step > at and text_at(high - step) != text:
            high -= step
            step *= 2
        low = max(high - step, at)
    while high - low > 1:
        middle = (low + high) // 2
        if text_at(middle) == text:
            low = middle
        else:
            high = middle
    return text, high


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
