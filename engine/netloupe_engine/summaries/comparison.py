"""Two captures compared: which hosts, applications or servers are new or gone, and which answer slower or faster.

    found = before.compare(after, by="server")
    found.verdicts, found.labels            # what became of each, the most important first
    found.column("rtt_after").values        # NumPy, one a row
    found.conditions[0]                     # "server == 10.0.0.2", a filter for either capture
    polars.DataFrame(found)                 # Arrow

Half of a group's sessions are quicker than a median says: one slow session does not move it. What counts as a
difference is said by `Thresholds`.
"""
from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ..filters.conditions import Exact, condition
from ..filters.fields import session_fields
from ..filters.names import Names
from ..filters.view import Asked, View
from ..protocols.compiled import CompiledRegistry
from ..quantities import duration
from ..records import record
from .conditions import every
from .groups import Groups, group
from .keys import Label, key_of
from .statistic import Column, Unit, arrow_stream, table_cells, table_rows

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BY = {"host": ("either",), "application": ("application",), "service": ("transport", "server.port"),
      "server": ("server",)}
TIMES = ("rtt", "response", "duration")     # medians of these fields of sessions
_CHANGED = {"rtt": "round trip", "response": "response", "duration": "duration"}
ROWS_MAX = 10_000                           # the least important ones are counted
_CHECK_EVERY = 4096
_PER_MILLE = 1000
ALL_LOST = 0.1                              # so many retransmissions more are as bad as an answer that never comes


class Verdict(StrEnum):
    """What became of a group."""

    NEW = "new"
    GONE = "gone"
    SLOWER = "slower"
    FASTER = "faster"
    SAME = "same"


@record(frozen=True, slots=True)
class Thresholds:
    """What counts as slower: a median that grew at least by `factor` and by `least_ns`, of `sessions` at least in both
    captures; or retransmissions that grew by `factor` and by `retransmissions` of all packets. Faster is the reverse.
    Durations count where round trips and responses say nothing."""

    factor: float = 1.5
    least_ns: int = 1_000_000
    sessions: int = 5
    retransmissions: float = 0.01

    def __str__(self) -> str:
        return (f"slower: a median of round trip, response or duration that is {self.factor:g} times as long and "
                f"{duration(self.least_ns)} longer, of {self.sessions} sessions at least; or "
                f"{self.factor:g} times the retransmissions and {self.retransmissions:.0%} of packets more")


@record(frozen=True, slots=True, eq=False)
class Side:
    """The groups of one capture, with what is compared of them."""

    groups: Groups
    medians: dict[str, NDArray[np.int64]]       # -1: none of a group's sessions has the time
    timed: dict[str, NDArray[np.int64]]         # of how many sessions


class Comparison:
    """What differs between two captures; rows are the most important first, those that are the same last."""

    def __init__(self, by: tuple[str, ...], names: Names, thresholds: Thresholds, columns: tuple[Column, ...],
                 values: Sequence[tuple[Exact, ...]], left_out: int) -> None:
        self.by, self.thresholds, self.columns, self.left_out = by, thresholds, columns, left_out
        self._names, self._values = names, values

    def __len__(self) -> int:
        return len(self._values)

    @property
    def names(self) -> tuple[str, ...]:
        """The columns."""
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        """A column. Raises KeyError."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """What became of each row."""
        return tuple(map(Verdict, self.column("verdict").values))

    @property
    def labels(self) -> tuple[str, ...]:
        """What each row is called."""
        parts = [self.column(name).values for name in self.by]
        return tuple(" ".join(map(str, row)) for row in zip(*parts, strict=True))

    @cached_property
    def conditions(self) -> tuple[str, ...]:
        """The filter that chooses what a row counts, in either capture."""
        return tuple(every(*(condition(self._names, name, (value,)) for name, value in zip(self.by, row, strict=True)))
                     for row in self._values)

    def rows(self) -> Iterator[tuple[str | int | float, ...]]:
        """The table's rows, in Python's own values; a time of -1 is none."""
        return table_rows(self.columns)

    def cells(self) -> Iterator[tuple[object, ...]]:
        """The table for a file: a line of names, then the rows; times in seconds, None for none."""
        return table_cells(self.columns, self.conditions)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The columns and `condition`, for whoever reads Arrow."""
        return arrow_stream([*self.columns, Column("condition", "", Unit.TEXT, self.conditions)])


def compare(before: Asked, after: Asked, registry: CompiledRegistry, by: str,
            chosen: tuple[NDArray[np.uint32] | None, NDArray[np.uint32] | None], thresholds: Thresholds,
            cancelled: Callable[[], bool]) -> Comparison:
    """Sessions of two captures (ids; None: all) by what `by` means: one of BY, or names with commas. Raises
    ExpressionError, CancelledError, ValueError."""
    names = Names(registry)
    keys = BY.get(by) or tuple(name.strip() for name in by.split(","))
    views = [View(analysis, registry, (), cancelled) for analysis in (before, after)]
    sides = [_side(view, names, keys, ids) for view, ids in zip(views, chosen, strict=True)]
    places: dict[tuple[Exact, ...], list[int]] = {}
    for which, side in enumerate(sides):
        for row in range(len(side.groups)):
            if row % _CHECK_EVERY == 0:
                views[which].check()
            places.setdefault(side.groups.values(row), [-1, -1])[which] = row
    values = list(places)
    return _put_together(keys, names, thresholds, sides, values, list(places.values()))


def _side(view: View, names: Names, keys: tuple[str, ...], ids: NDArray[np.uint32] | None) -> Side:
    groups = group(view, [key_of(view, names, name) for name in keys], ids)
    found = {name: _medians(_times(view, name), groups) for name in TIMES}
    return Side(groups, {name: medians for name, (medians, _) in found.items()},
                {name: counts for name, (_, counts) in found.items()})


def _times(view: View, name: str) -> NDArray[np.int64]:
    """A time of each session, -1 where it has none."""
    import numpy as np
    values, = view.of_field(session_fields()[name])
    times = np.asarray(values.values, np.int64)
    return times if values.known is None else np.where(values.known, times, -1)


def _medians(times: NDArray[np.int64], groups: Groups) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The median of each group, the lower one of two, and of how many sessions."""
    import numpy as np
    of, entries = times[groups.rows], groups.entries
    known = of >= 0
    of, entries = of[known], entries[known]
    order = np.lexsort((of, entries))
    begins = np.searchsorted(entries[order], np.arange(len(groups) + 1))
    counts = np.diff(begins)
    medians = np.full(len(groups), -1, np.int64)
    there = counts > 0
    medians[there] = of[order][(begins[:-1] + (counts - 1) // 2)[there]]
    return medians, counts


def _put_together(keys: tuple[str, ...], names: Names, thresholds: Thresholds, sides: Sequence[Side],
                  values: list[tuple[Exact, ...]], places: list[list[int]]) -> Comparison:
    """One row a group of either capture."""
    import numpy as np
    where = np.array(places, np.int64).reshape(len(places), 2)
    there = where >= 0
    both = there[:, 0] & there[:, 1]
    table: dict[str, tuple[Unit, NDArray[Any]]] = {}
    for which, when in enumerate(("before", "after")):
        side, has = sides[which], there[:, which]
        at = where[has, which]
        for name, unit, of in (("sessions", Unit.COUNT, ("sessions",)), ("packets", Unit.COUNT, _both("packets")),
                               ("bytes", Unit.BYTES, _both("bytes")),
                               ("retransmissions", Unit.COUNT, _both("retransmissions"))):
            found = np.zeros(len(values), np.int64)
            found[has] = np.sum([side.groups.column(column).astype("i8") for column in of], axis=0)[at]
            table[f"{name}_{when}"] = unit, found
        for name in TIMES:
            found = np.full(len(values), -1, np.int64)
            found[has] = side.medians[name][at]
            table[f"{name}_{when}"] = Unit.DURATION, found
    numbers = {name: found for name, (_, found) in table.items()}
    enough = {name: _enough(sides, where, name, thresholds.sessions) for name in TIMES}
    change, why = _change(numbers, enough, thresholds, both)
    importance = _weight(numbers) * np.where(both, np.abs(change), 1.0)
    order = np.argsort(-importance, kind="stable")
    left_out = max(len(order) - ROWS_MAX, 0)
    order = order[:ROWS_MAX]
    verdicts = [_verdict(bool(there[row, 0]), bool(there[row, 1]), float(change[row])) for row in order.tolist()]
    labels = [_labels(sides, where[row]) for row in order.tolist()]
    columns = (
        Column("verdict", "", Unit.TEXT, tuple(map(str, verdicts))),
        *(Column(key, key, Unit.TEXT, tuple(_text(label[at], sides[0].groups.nothing[at]) for label in labels))
          for at, key in enumerate(keys)),
        *(Column(name, name.replace("_", " "), unit, found[order]) for name, (unit, found) in table.items()),
        Column("importance", "importance", Unit.COUNT, importance[order]),
        Column("why", "why", Unit.TEXT, tuple("; ".join(why.get(row, ())) for row in order.tolist())))
    return Comparison(keys, names, thresholds, columns, [values[row] for row in order.tolist()], left_out)


def _both(name: str) -> tuple[str, str]:
    return f"{name}_up", f"{name}_down"


def _labels(sides: Sequence[Side], where: NDArray[np.int64]) -> tuple[Label, ...]:
    which = 0 if where[0] >= 0 else 1
    return sides[which].groups.labels(int(where[which]))


def _text(label: Label, nothing: str) -> str:
    return nothing or "–" if label is None else str(label)


def _verdict(was: bool, is_there: bool, change: float) -> Verdict:
    if not (was and is_there):
        return Verdict.GONE if was else Verdict.NEW
    return Verdict.SLOWER if change > 0 else Verdict.FASTER if change < 0 else Verdict.SAME


def _enough(sides: Sequence[Side], where: NDArray[np.int64], name: str, least: int) -> NDArray[np.bool_]:
    """Which rows have the time in so many sessions of both captures."""
    import numpy as np
    found = np.ones(len(where), np.bool_)
    for which, side in enumerate(sides):
        counts = np.append(side.timed[name], 0)         # -1, of what is not there, is the last one
        found &= counts[where[:, which]] >= least
    return found


def _change(numbers: dict[str, NDArray[np.int64]], enough: dict[str, NDArray[np.bool_]], thresholds: Thresholds,
            both: NDArray[np.bool_]) -> tuple[NDArray[np.float64], dict[int, list[str]]]:
    """How much slower each row is, from -1 (faster) to 1, 0 for none; and by row what changed. Of several changes the
    greatest counts."""
    import numpy as np
    change = np.zeros(len(both))
    why: dict[int, list[str]] = {}

    def note(of: NDArray[np.float64], said: Callable[[int], str]) -> None:
        nonlocal change
        change = np.where(np.abs(of) > np.abs(change), of, change)
        for row in np.flatnonzero(of).tolist():
            why.setdefault(row, []).append(said(row))

    for name in TIMES:
        was, now = numbers[f"{name}_before"], numbers[f"{name}_after"]
        ratio = (np.maximum(was, now).clip(0) + 1) / (np.minimum(was, now).clip(0) + 1)
        differs = both & enough[name] & (ratio >= thresholds.factor) & (np.abs(now - was) >= thresholds.least_ns)
        if name == "duration":
            differs &= change == 0              # what answers sooner is not slower for being used for longer
        note(np.where(differs, np.sign(now - was) * (1 - 1 / ratio), 0.0),
             lambda row, name=name, was=was, now=now:                           # type: ignore[misc]
             f"{_CHANGED[name]} {duration(int(was[row]))} → {duration(int(now[row]))}")
    shares = [numbers[f"retransmissions_{when}"] / numbers[f"packets_{when}"].clip(1) for when in ("before", "after")]
    more = shares[1] - shares[0]
    ratio = np.maximum(*shares) / np.minimum(*shares).clip(1 / (_PER_MILLE * _PER_MILLE))
    differs = enough["duration"] & (np.abs(more) >= thresholds.retransmissions) & (ratio >= thresholds.factor)
    note(np.where(differs, np.clip(more / ALL_LOST, -1, 1), 0.0),
         lambda row: f"retransmissions {shares[0][row]:.1%} → {shares[1][row]:.1%}")
    return change, why


def _weight(numbers: dict[str, NDArray[np.int64]]) -> NDArray[np.float64]:
    """How much of its capture a row is: of its sessions or of its bytes, whichever is more, in either capture."""
    import numpy as np
    shares = [numbers[f"{name}_{when}"] / max(int(numbers[f"{name}_{when}"].sum()), 1)
              for name in ("sessions", "bytes") for when in ("before", "after")]
    return np.asarray(np.max(shares, axis=0))
