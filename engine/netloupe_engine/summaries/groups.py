"""Sessions grouped by one thing or several, with sums of each group."""
from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from ..core.numbering import dense
from ..filters.apart import SPAN_MAX, numbered
from ..filters.conditions import Exact
from ..filters.names import Names
from ..filters.view import Asked, View
from ..protocols.compiled import CompiledRegistry
from ..records import record
from .keys import Key, Label, key_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

# What is added up, by the column of sessions it is made of.
SUMS = ("packets_up", "packets_down", "bytes_up", "bytes_down", "payload_bytes_up", "payload_bytes_down",
        "retransmissions_up", "retransmissions_down", "findings")
FEW = 1 << 10
ENTRIES_MAX = 50_000_000    # sessions times the values of each they are grouped by


@record(frozen=True, slots=True)
class Groups:
    """Groups in the order of their keys: `column(name)` has one number a group.

    A session with several values of an attribute is in the group of each, so that sums may be more than the whole.
    Times are nanoseconds since 1970.
    """

    by: tuple[str, ...]
    keys: tuple[Key, ...]
    codes: NDArray[np.int64]                # a row a group, a column a key
    columns: dict[str, NDArray[Any]]
    rows: NDArray[np.int64]                 # sessions, ascending, each as often as it is in a group
    entries: NDArray[np.int64]              # ... and which group that is

    def __len__(self) -> int:
        return len(self.codes)

    @property
    def names(self) -> tuple[str, ...]:
        """The columns: sessions, sums, start_ns and end_ns."""
        return tuple(self.columns)

    def column(self, name: str) -> NDArray[Any]:
        """One number a group. Raises KeyError."""
        return self.columns[name]

    def labels(self, row: int) -> tuple[Label, ...]:
        """What a group has in common; None where its sessions have nothing of it."""
        return tuple(key.label(int(code)) for key, code in zip(self.keys, self.codes[row], strict=True))

    @property
    def nothing(self) -> tuple[str, ...]:
        """By name: the filter's word for having nothing, such as "unknown" for an application; "" if it has none."""
        return tuple(key.nothing for key in self.keys)

    def values(self, row: int) -> tuple[Exact, ...]:
        """The same exactly: what `Analysis.condition` takes."""
        return tuple(key.value(int(code)) for key, code in zip(self.keys, self.codes[row], strict=True))

    def sessions(self, row: int) -> NDArray[np.uint32]:
        """The ids, ascending, of the sessions in a group."""
        import numpy as np
        return np.asarray(self.rows[self.entries == row] + 1, np.uint32)

    def order(self, name: str) -> NDArray[np.int64]:
        """The groups by a column, the greatest first; equal ones keep their order. Both ways of a pair, such as
        "bytes", count together. Raises KeyError."""
        import numpy as np
        names = (name,) if name in self.columns else (f"{name}_up", f"{name}_down")
        return np.argsort(-sum(self.columns[of].astype("f8") for of in names), kind="stable")

    def __iter__(self) -> Iterator[tuple[tuple[Label, ...], dict[str, int]]]:
        for row in range(len(self)):
            yield self.labels(row), {name: int(values[row]) for name, values in self.columns.items()}


def group_by(analysis: Asked, registry: CompiledRegistry, names: Sequence[str], ids: NDArray[np.uint32] | None,
             cancelled: Callable[[], bool]) -> Groups:
    """Sessions (ids; None: all) by what these names mean. Raises ExpressionError, CancelledError, ValueError."""
    view, known = View(analysis, registry, (), cancelled), Names(registry)
    return group(view, [key_of(view, known, name) for name in names], ids)


def group(view: View, keys: Sequence[Key], chosen: NDArray[np.uint32] | None = None) -> Groups:
    """Group sessions (ids; None: all). Raises ValueError where that would be too much."""
    import numpy as np
    rows = np.arange(view.sessions) if chosen is None else np.sort(chosen.astype("i8")) - 1
    is_whole = chosen is None                                   # rows are those of the columns
    entry = np.zeros(len(rows), np.int64)                       # the group of each entry, where there are several
    codes = np.empty((min(len(rows), 1), 0), np.int64)          # what the groups have in common
    for key in keys:
        view.check()
        if len(key.codes) == view.sessions:                     # one each
            found = key.codes if is_whole else key.codes[rows]
        else:
            counts = np.diff(key.starts) if is_whole else np.diff(key.starts)[rows]
            if (total := int(counts.sum())) > ENTRIES_MAX:
                raise ValueError(f"sessions have too many values together: {total:,}")
            if is_whole:
                found = key.codes
            else:
                begun = key.starts[rows] - np.cumsum(counts) + counts
                found = key.codes[np.repeat(begun, counts) + np.arange(total)]
            rows, is_whole = np.repeat(rows, counts), False
            if len(codes) > 1:
                entry = np.repeat(entry, counts)
        pairs, entry = _different(entry * np.int64(key.count) + found if len(codes) > 1 else found,
                                  len(codes) * key.count)
        codes = np.column_stack([codes[pairs // key.count], pairs % key.count]) if codes.shape[1] else pairs[:, None]
    sums = view.totals(SUMS, None if is_whole else rows, entry, len(codes))
    return Groups(tuple(key.name for key in keys), tuple(keys), codes, sums, rows, entry)


def _different(values: NDArray[np.int64], count: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The different values, which are less than `count`, and of each value which of them it is."""
    return dense(values, count) if count <= SPAN_MAX * len(values) + FEW else numbered(values)
