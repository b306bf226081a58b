"""Building blocks of column tables: a reader gives a value of one row, and the values of many rows at once."""
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from netloupe_gui.models.columns import (
    PAIR_DOWN,
    PAIR_UP,
    Column,
    Find,
    Keys,
    Mask,
    Raw,
    Rows,
    Text,
    by_names,
    find_in_numbers,
    find_in_values,
    only_for,
)

Form = Callable[[Any, Any], str]        # source, value: how it reads

NUMBER = "0123456789.,+- kmgtpebits/µnsdh"
TIME = "0123456789:.@-"


@dataclass(frozen=True, slots=True)
class Reader:
    """A value of each row."""

    one: Callable[[Any, int], Any]
    many: Callable[[Any, Rows], NDArray[Any]]


def plain(name: str) -> Reader:
    """A column as it is."""
    def one(source: Any, row: int) -> Any:
        return source.cell(name, row)

    def many(source: Any, rows: Rows) -> NDArray[Any]:
        values: NDArray[Any] = source.column(name)[rows]
        return values
    return Reader(one, many)


def total(*names: str) -> Reader:
    """The sum of several columns of counts."""
    def one(source: Any, row: int) -> int:
        return sum(source.cell(name, row) for name in names)

    def many(source: Any, rows: Rows) -> NDArray[Any]:
        values = source.column(names[0])[rows].astype(np.uint64)
        for name in names[1:]:
            values += source.column(name)[rows]
        return np.asarray(values)
    return Reader(one, many)


def row_number() -> Reader:
    """The number people know a row by: it counts from 1."""
    def one(_source: Any, row: int) -> int:
        return row + 1

    def many(_source: Any, rows: Rows) -> NDArray[Any]:
        return rows + np.uint32(1)
    return Reader(one, many)


def named(method: str, otherwise: str = "") -> Form:
    """A registry number by the name that a method of the source knows."""
    def form(source: Any, value: int) -> str:
        return getattr(source, method)(value) or otherwise
    return form


def count_or(form: Callable[[Any], str], zero: str) -> Form:
    """A number by `form`; 0 as `zero`; below 0, which stands for a number nobody knows, as nothing."""
    def text_of(_source: Any, value: Any) -> str:
        return form(value) if value > 0 else "" if value < 0 else zero
    return text_of


def column(key: str, title: str, says: str, reader: Reader, form: Form, *, keys: Keys | None = None, letters: str = "",
           width: int = 9, right: bool = False, shown: bool = True, extra_digits: int = 0,
           tip: Text | None = None, exact: Callable[[Any], object] | None = None, unit: str = "",
           rounds: bool = False, find: Find | None = None) -> Column:
    """A column of a reader's values; the sort follows the values unless `keys` are given. `exact` makes of a value what
    other programs are given, in this `unit`; `rounds`: values that read alike are neighbours."""
    def cell(source: Any, row: int) -> str:
        return form(source, reader.one(source, row))

    def own_keys(source: Any, rows: Rows) -> list[NDArray[Any]]:
        return [reader.many(source, rows)]

    if find is None:
        find = (find_in_numbers if rounds else find_in_values)(reader.many, form)
    return Column(key, title, says, cell, keys or own_keys, only_for(letters, find) if letters else find, width, right,
                  shown, extra_digits=extra_digits, tip=tip, raw=_raw(reader, exact) if exact is not None else None,
                  parts=(f" ({unit})" if unit else "",))


def _raw(reader: Reader, exact: Callable[[Any], object]) -> Raw:
    def raw(source: Any, row: int) -> tuple[object, ...]:
        return (exact(reader.one(source, row)),)
    return raw


def itself(value: Any) -> Any:
    """A value as it is."""
    return value


def number(key: str, title: str, says: str, *names: str, form: Callable[[Any], str], zero: str = "0", width: int = 8,
           shown: bool = True, unit: str = "") -> Column:
    """A right-aligned column of a count, or of the sum of several; `zero` is how 0 reads."""
    reader = plain(names[0]) if len(names) == 1 else total(*names)

    def exact(value: Any) -> object:
        return value if value > 0 or (zero and not value) else ""
    return column(key, title, says, reader, count_or(form, zero), letters=NUMBER, width=width, right=True, shown=shown,
                  exact=exact, unit=unit, rounds=True)


def pair(key: str, title: str, says: str, up: str, down: str, *, form: Callable[[Any], str], width: int) -> Column:
    """A column of a number for each direction; it sorts by their sum."""
    one, both = (plain(up), plain(down)), total(up, down)

    def cell(source: Any, row: int) -> str:
        return f"{form(one[0].one(source, row))}{PAIR_UP}{form(one[1].one(source, row))}{PAIR_DOWN}"

    def keys(source: Any, rows: Rows) -> list[NDArray[Any]]:
        return [both.many(source, rows)]

    finds = [find_in_numbers(reader.many, count_or(form, "0")) for reader in one]

    def find(source: Any, rows: Rows, word: str, is_cancelled: Callable[[], bool]) -> Mask:
        first, second = (each(source, rows, word, is_cancelled) for each in finds)
        return np.asarray(first | second)

    def raw(source: Any, row: int) -> tuple[object, ...]:
        return one[0].one(source, row), one[1].one(source, row)
    return Column(key, title, says, cell, keys, only_for(NUMBER, find), width, right=True, is_pair=True, raw=raw,
                  parts=(" ↑", " ↓"))


def category(key: str, title: str, says: str, name: str, form: Form, *, named_by: str = "", width: int = 10,
             shown: bool = True, extra_digits: int = 0, tip: Text | None = None) -> Column:
    """A column of few distinct values; `named_by` is the source's method when it sorts by name, not by number."""
    keys = by_names(name, named_by) if named_by else None
    return column(key, title, says, plain(name), form, keys=keys, width=width, shown=shown, extra_digits=extra_digits,
                  tip=tip)
