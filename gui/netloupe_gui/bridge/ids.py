"""Ids of sessions: a tuple of few, an array of many, and both are read in the same way."""
from collections.abc import Iterator, Sequence
from typing import Any, overload

import numpy as np
from numpy.typing import NDArray

FEW = 1_000             # as many make a tuple


class Ids(Sequence[int]):
    """Many ids: a million of them are one array, and no Python object each. Immutable; any thread."""

    def __init__(self, values: NDArray[np.uint32]) -> None:
        """Of these, in this order; they must not change any more."""
        self._values = values

    def __len__(self) -> int:
        return len(self._values)

    @overload
    def __getitem__(self, at: int) -> int: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[int]: ...

    def __getitem__(self, at: int | slice) -> int | Sequence[int]:
        return ids_of(self._values[at]) if isinstance(at, slice) else int(self._values[at])

    def __iter__(self) -> Iterator[int]:
        return iter(self._values.tolist())

    def __contains__(self, id: object) -> bool:
        return bool((self._values == id).any())

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if not isinstance(other, Ids | tuple) or len(other) != len(self):
            return False
        return np.array_equal(self._values, np.asarray(other))

    def __hash__(self) -> int:
        return hash((len(self), self[0], self[-1]) if len(self) else ())

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> NDArray[Any]:
        """NumPy: the values, not to be written to."""
        return self._values.copy() if copy else self._values.astype(dtype or np.uint32, copy=False)


def ids_of(values: NDArray[Any]) -> Sequence[int]:
    """These ids, in this order."""
    return tuple(values.tolist()) if len(values) <= FEW else Ids(values.astype(np.uint32))


def ascending(values: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """In order, each once. A mark for each number there is takes a few milliseconds of a million, a sort ten times as
    long, the hash table of `numpy.unique` a second."""
    is_there = np.zeros(int(values.max(initial=0)) + 1, np.bool_)
    is_there[values] = True
    return np.flatnonzero(is_there).astype(np.uint32)
