"""Which rows a table shows and in what order: the brush, the words of the filter, the sort keys.

Pure NumPy; any thread.
"""
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from netloupe_engine.errors import CancelledError
from netloupe_gui.models.columns import Cancelled, Column, Mask, Rows, Source
from netloupe_gui.models.order import order_by

FIRST = 1 << 15         # rows at the top of the table in which a search looks first
WORKERS_MAX = 4


@dataclass(frozen=True, slots=True)
class SortKey:
    """One key of a sort."""

    column: Column
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """What shall be arranged."""

    source: Source
    universe: Rows                          # rows that may be shown
    sort: tuple[SortKey, ...] = ()          # the first decides; none: by row
    words: tuple[str, ...] = ()             # lower case; each must be found in some column
    searched: tuple[Column, ...] = ()
    brush: tuple[int, int] | None = None    # nanoseconds, both ends belong to it
    expression: str = ""                    # a filter that must hold

    @property
    def is_plain(self) -> bool:
        """Whether the universe is shown as it is."""
        return not (self.sort or self.words or self.expression or self.brush is not None)


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The answer."""

    request: Request
    order: Rows
    totals: object


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why there is no answer: what is wrong with the filter, and which characters of it."""

    request: Request
    reason: str
    at: int
    end: int


class _ReadOnce:
    """A source as it is for one arrangement: several columns of a table are made of the same ones of the engine, which
    are read, whole, once."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._columns: dict[str, NDArray[Any]] = {}

    def column(self, name: str) -> NDArray[Any]:
        found = self._columns.get(name)
        if found is None:
            found = self._columns[name] = self._source.column(name)
        return found

    def __getattr__(self, name: str) -> Any:
        return getattr(self._source, name)


def words_of(text: str) -> tuple[str, ...]:
    """The words of a filter text."""
    return tuple(text.lower().split())


def arrange(request: Request, is_cancelled: Callable[[], bool] = bool,
            tell: Callable[[Arrangement], None] | None = None) -> Arrangement:
    """Answer a request; raises `Cancelled` when called off. `tell` hears of the first hits of a long search."""
    rows, source = request.universe, _ReadOnce(request.source)
    if request.brush is not None:
        rows = rows[source.mark(rows, *request.brush)]
    if request.expression:
        rows = _holding(request, rows, is_cancelled)
    if tell is not None and request.words and len(rows) > FIRST:
        rows = sorted_rows(source, rows, request.sort)
        found = _searched(request, source, rows[:FIRST], is_cancelled)
        if len(found):
            tell(Arrangement(request, found, None))
        rows = np.concatenate([found, _searched(request, source, rows[FIRST:], is_cancelled)])
    else:
        rows = sorted_rows(source, _searched(request, source, rows, is_cancelled), request.sort)
    if is_cancelled():
        raise Cancelled
    return Arrangement(request, rows, source.totals(rows, len(request.universe)))


def _holding(request: Request, rows: Rows, is_cancelled: Callable[[], bool]) -> Rows:
    """The rows for which the filter holds; it knows as many as there are now, or more."""
    try:
        mask = request.source.holds(request.expression, is_cancelled)
    except CancelledError:
        raise Cancelled from None
    return rows[mask[rows]]


def _searched(request: Request, source: _ReadOnce, rows: Rows, is_cancelled: Callable[[], bool]) -> Rows:
    """The rows with all words."""
    for word in request.words:
        rows = rows[_containing(request, source, rows, word, is_cancelled)]
    if is_cancelled():
        raise Cancelled
    return rows


def _containing(request: Request, source: _ReadOnce, rows: Rows, word: str,
                is_cancelled: Callable[[], bool]) -> Mask:
    """The rows with the word in some column. Of many rows several columns are asked at a time, of few each one only
    about those not found before."""
    found = np.zeros(len(rows), np.bool_)
    if len(rows) > FIRST:
        with ThreadPoolExecutor(min(WORKERS_MAX, os.cpu_count() or 1)) as workers:
            for mask in workers.map(partial(_find, source, rows, word, is_cancelled), request.searched):
                found |= mask
        return found
    for column in request.searched:
        if is_cancelled():
            raise Cancelled
        missing = np.flatnonzero(~found)
        if not len(missing):
            break
        found[missing] = column.find(source, rows[missing], word, is_cancelled)
    return found


def _find(source: _ReadOnce, rows: Rows, word: str, is_cancelled: Callable[[], bool], column: Column) -> Mask:
    if is_cancelled():
        raise Cancelled
    return column.find(source, rows, word, is_cancelled)


def sorted_rows(source: Source, rows: Rows, sort: tuple[SortKey, ...]) -> Rows:
    """The rows by these keys; equal ones keep their order."""
    keys: list[NDArray[np.generic]] = []
    for key in sort:
        keys += [_ascending(values) if not key.descending else _descending(values)
                 for values in key.column.keys(source, rows)]
    if not keys:
        return rows
    return rows[order_by(keys)]


def _ascending(values: NDArray[np.generic]) -> NDArray[np.generic]:
    return _ranks(values) if values.dtype.kind == "T" else values


def _descending(values: NDArray[np.generic]) -> NDArray[np.generic]:
    """Values in the opposite order, so that an ascending stable sort keeps equal rows as they were."""
    if values.dtype.kind == "T":
        return np.invert(_ranks(values))
    return np.asarray(np.negative(values) if values.dtype.kind == "f" else np.invert(values))


def _ranks(values: NDArray[np.generic]) -> NDArray[np.intp]:
    return np.asarray(np.unique(values, return_inverse=True)[1])
