"""Groups of sessions as a tree that is opened by and by, and as the rows it shows: no object a row. Pure NumPy; any
thread."""
from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from netloupe_engine.analysis import Analysis

Ids = NDArray[np.uint32]
LABEL, SESSIONS, PACKETS, BYTES, FINDINGS, START, SPAN = range(7)
REOPENED_MAX = 20_000       # groups among which those that were open are looked for when there are new ones

_SUMS = {PACKETS: ("packets_up", "packets_down"), BYTES: ("bytes_up", "bytes_down"), FINDINGS: ("findings",),
         START: ("start_ns",)}


class Groups(Protocol):
    """What the engine answers, see summaries/groups.py."""

    @property
    def codes(self) -> NDArray[np.int64]:
        """A row a group."""

    def __len__(self) -> int:
        """How many groups."""

    def column(self, name: str) -> NDArray[Any]:
        """One number a group."""

    @property
    def nothing(self) -> tuple[str, ...]:
        """What a filter says for having nothing."""

    def labels(self, row: int) -> tuple[str | int | float | bool | None, ...]:
        """What a group has in common, as it reads."""

    def values(self, row: int) -> tuple[int | float | bool | str | bytes | None, ...]:
        """The same exactly."""

    def sessions(self, row: int) -> Ids:
        """The ids of a group's sessions, ascending."""


@dataclass(frozen=True, slots=True)
class Order:
    """By which column rows are sorted."""

    column: int = BYTES
    descending: bool = True


@dataclass(slots=True)
class Branch:
    """Groups by one name, in the order in which they are shown, and what is open below them."""

    name: str
    groups: Groups
    order: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    opened: dict[int, Branch | Leaves] = field(default_factory=dict)     # by the group's row
    most: dict[int, int] = field(default_factory=dict)      # the greatest figure of some columns

    def row(self, place: int) -> int:
        """The group shown at a place."""
        return int(self.order[place])

    def cell(self, place: int, column: int) -> int:
        """A sum of a group."""
        row, column_of = self.row(place), self.groups.column
        if column == SESSIONS:
            return int(column_of("sessions")[row])
        if column == SPAN:
            return int(column_of("end_ns")[row] - column_of("start_ns")[row])
        return sum(int(column_of(name)[row]) for name in _SUMS[column])


@dataclass(slots=True)
class Leaves:
    """Sessions of a group, in the order in which they are shown."""

    ids: Ids


@dataclass(frozen=True, slots=True)
class Piece:
    """Rows of one branch that follow each other, from `first` of it on."""

    part: Branch | Leaves
    first: int
    count: int
    trail: tuple[tuple[Branch, int], ...]       # the groups around it: branch and group's row


class Shown:
    """All rows that are in sight when one scrolls."""

    def __init__(self, top: Branch | None) -> None:
        """Of this tree."""
        self.top = top
        self._pieces = list(_pieces(top, ())) if top is not None else []
        self._starts = np.cumsum([0, *(piece.count for piece in self._pieces)]).tolist()

    def __len__(self) -> int:
        """How many rows."""
        return int(self._starts[-1])

    def at(self, row: int) -> tuple[Piece, int]:
        """Where a row is from: its piece, and its place in the branch."""
        number = bisect_right(self._starts, row) - 1
        piece = self._pieces[number]
        return piece, piece.first + row - self._starts[number]

    def between(self, first: int, last: int) -> Iterator[Piece]:
        """The pieces of these rows, both included."""
        number = bisect_right(self._starts, first) - 1
        while first <= last:
            piece, begin, end = self._pieces[number], self._starts[number], self._starts[number + 1]
            count = min(end, last + 1) - first
            if count > 0:
                yield Piece(piece.part, piece.first + first - begin, count, piece.trail)
            first, number = max(first, end), number + 1

    def parent(self, row: int) -> int:
        """The row of the group around one; -1 if there is none. It ends the nearest piece above that is less deep."""
        number = bisect_right(self._starts, row) - 1
        depth = len(self._pieces[number].trail)
        while number >= 0 and len(self._pieces[number].trail) >= depth:
            number -= 1
        return int(self._starts[number + 1]) - 1


def _pieces(part: Branch | Leaves, trail: tuple[tuple[Branch, int], ...]) -> Iterator[Piece]:
    if isinstance(part, Leaves):
        yield Piece(part, 0, len(part.ids), trail)
        return
    begun = 0
    places = sorted((int(np.flatnonzero(part.order == row)[0]), row) for row in part.opened)
    for place, row in places:
        yield Piece(part, begun, place + 1 - begun, trail)
        yield from _pieces(part.opened[row], (*trail, (part, row)))
        begun = place + 1
    yield Piece(part, begun, len(part.order) - begun, trail)


def _column(groups: Groups, column: int) -> NDArray[Any]:
    if column == SESSIONS:
        return groups.column("sessions")
    if column == SPAN:
        return np.asarray(groups.column("end_ns") - groups.column("start_ns"))
    names = _SUMS[column]
    return groups.column(names[0]) if len(names) == 1 else np.asarray(sum(groups.column(name) for name in names))


def _sorted(groups: Groups, order: Order) -> NDArray[np.int64]:
    keys = groups.codes[:, 0] if order.column == LABEL else _column(groups, order.column).astype("i8")
    return np.argsort(-keys if order.descending else keys, kind="stable").astype("i8")


def _sorted_ids(analysis: Analysis, ids: Ids, order: Order) -> Ids:
    if order.column in (LABEL, SESSIONS):
        return ids[::-1] if order.descending and order.column == LABEL else ids
    rows = ids.astype("i8") - 1
    if order.column == SPAN:
        keys = analysis.sessions.take("end_ns", rows) - analysis.sessions.take("start_ns", rows)
    else:
        keys = sum(analysis.sessions.take(name, rows).astype("i8") for name in _SUMS[order.column])
    return np.asarray(ids[np.argsort(-keys if order.descending else keys, kind="stable")], np.uint32)


class Grouping:
    """Makes the tree of one question. Any thread, one at a time."""

    def __init__(self, analysis: Analysis, by: tuple[str, ...], ids: Ids | None, order: Order,
                 is_cancelled: Callable[[], bool]) -> None:
        """Sessions (None: all) by these names."""
        self._analysis, self._by, self._ids, self._order = analysis, by, ids, order
        self._is_cancelled = is_cancelled

    def top(self, before: Branch | None = None) -> Branch:
        """The groups of the first name; what was open before is open again. Raises ExpressionError, CancelledError,
        ValueError."""
        return self._branch(0, self._ids, before)

    def below(self, branch: Branch, row: int, level: int) -> Branch | Leaves:
        """What is in a group of the level."""
        return self._inside(level, branch.groups.sessions(row), None)

    def sort(self, branch: Branch) -> Branch:
        """The same tree in another order."""
        return Branch(branch.name, branch.groups, _sorted(branch.groups, self._order), {
            row: self.sort(part) if isinstance(part, Branch) else Leaves(self._leaves(part.ids))
            for row, part in list(branch.opened.items())}, branch.most)

    def _leaves(self, ids: Ids) -> Ids:
        return _sorted_ids(self._analysis, np.sort(ids), self._order)

    def _inside(self, level: int, ids: Ids, before: Branch | Leaves | None) -> Branch | Leaves:
        if level + 1 >= len(self._by):
            return Leaves(self._leaves(ids))
        return self._branch(level + 1, ids, before if isinstance(before, Branch) else None)

    def _branch(self, level: int, ids: Ids | None, before: Branch | None) -> Branch:
        name = self._by[level]
        groups = self._analysis.group_by(name, ids=ids, cancelled=self._is_cancelled)
        found = Branch(name, groups, _sorted(groups, self._order), most={
            column: int(_column(groups, column).max()) for column in (SESSIONS, PACKETS, BYTES) if len(groups)})
        if before is not None and before.opened and before.name == name and len(groups) <= REOPENED_MAX:
            wanted = {before.groups.values(row): part for row, part in list(before.opened.items())}
            for row in range(len(groups)):
                part = wanted.get(groups.values(row))
                if part is not None:
                    found.opened[row] = self._inside(level, groups.sessions(row), part)
        return found


def ids_of(piece: Piece, place: int) -> Ids:
    """The sessions of a row."""
    if isinstance(piece.part, Leaves):
        return piece.part.ids[place:place + 1]
    return piece.part.groups.sessions(piece.part.row(place))


def sessions_in(piece: Piece) -> int:
    """How many sessions its rows are of; those of several groups count in each."""
    if isinstance(piece.part, Leaves):
        return piece.count
    rows = piece.part.order[piece.first:piece.first + piece.count]
    return int(piece.part.groups.column("sessions")[rows].sum())


def ids_in(piece: Piece) -> Ids:
    """The sessions of its rows."""
    if isinstance(piece.part, Leaves):
        return piece.part.ids[piece.first:piece.first + piece.count]
    sessions, rows = piece.part.groups.sessions, piece.part.order[piece.first:piece.first + piece.count].tolist()
    return np.concatenate([sessions(row) for row in rows]) if rows else np.zeros(0, np.uint32)


def trail_of(piece: Piece, place: int) -> tuple[tuple[Branch, int], ...]:
    """The groups that a row is in, the outermost first; a group itself is the last."""
    return piece.trail if isinstance(piece.part, Leaves) else (*piece.trail, (piece.part, piece.part.row(place)))
