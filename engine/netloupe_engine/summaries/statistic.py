"""What a statistic answers: one table whose rows are also the bars, areas, cells or boxes of a picture, each with the
filter that chooses what it counts.

    found = analysis.statistics("applications")
    found.column("bytes").values            # NumPy, one a row
    found.conditions[0]                     # "app == tls"
    polars.DataFrame(found)                 # Arrow
"""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from ..export.json_text import Seconds
from ..records import record

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ..export.arrow_types import Array, Field

Texts = tuple[str, ...]


class Picture(StrEnum):
    """How a statistic is drawn."""

    BARS = "bars"               # a bar a row
    HISTOGRAM = "histogram"     # rows are neighbours: from `low` to `high`
    STACK = "stack"             # rows on top of each other over time: `series`
    LINES = "lines"             # rows are stretches of time, columns p50, p90 and p99 over them
    ICICLE = "icicle"           # rows are a tree: `parents`
    MATRIX = "matrix"           # rows are cells: the first two columns say where


class Unit(StrEnum):
    """What numbers of a column are."""

    TEXT = ""
    COUNT = "count"
    BYTES = "bytes"
    DURATION = "ns"
    TIME = "ns since 1970"
    RATE = "bit/s"
    MILLISECONDS = "ms"


@record(frozen=True, slots=True)
class StatisticKind:
    """A statistic that can be asked for."""

    name: str           # "dns.codes"
    topic: str          # "DNS": what it stands with in a list
    title: str
    says: str           # what is counted, in a sentence
    picture: Picture


@record(frozen=True, slots=True, eq=False)
class Column:
    """One value a row: numbers, or texts."""

    name: str
    title: str
    unit: Unit
    values: NDArray[Any] | Texts


@record(frozen=True, slots=True, eq=False)
class Series:
    """Numbers of each row over time: `values[row, bin]`, bins of `bin_ns` from `start_ns` (since 1970) on."""

    start_ns: int
    bin_ns: int
    unit: Unit
    values: NDArray[np.float64]


@record(frozen=True, slots=True)
class Fact:
    """One number about all that was counted, such as the median."""

    name: str
    title: str
    unit: Unit
    value: float


@record(frozen=True, slots=True, eq=False)
class Statistic:
    """One answer. Rows are in the order in which they are shown.

    `conditions` are filters: of the sessions that were asked, those a row counts are the ones its condition holds for.
    """

    kind: StatisticKind
    columns: tuple[Column, ...]
    measure: str                            # the column that a picture shows first
    conditions: Texts
    sessions: int                           # how many were asked
    left_out: int = 0                       # rows with less than those here
    facts: tuple[Fact, ...] = ()
    series: Series | None = None
    parents: tuple[int, ...] = ()           # of a tree: the row above each, -1 where there is none

    def __len__(self) -> int:
        return len(self.conditions)

    @property
    def names(self) -> Texts:
        """The columns."""
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        """A column. Raises KeyError."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)

    @property
    def labels(self) -> Texts:
        """What each row is called: its first column, of pairs the first two."""
        first, second = self.columns[0].values, self.columns[1]
        if second.unit is Unit.TEXT and self.kind.picture is Picture.MATRIX:
            return tuple(f"{one} → {other}" for one, other in zip(first, second.values, strict=True))
        return tuple(map(str, first))

    def rows(self) -> Iterator[tuple[str | int | float, ...]]:
        """The table's rows, in Python's own values."""
        return table_rows(self.columns)

    def cells(self) -> Iterator[tuple[object, ...]]:
        """The table for a file: a line of names, then the rows; times and durations in seconds."""
        return table_cells(self.columns, self.conditions)

    def series_cells(self) -> Iterator[tuple[object, ...]]:
        """What is drawn over time, for a file: a line of labels, then one of each stretch of time, which is said by
        its beginning."""
        if self.series is None:
            return
        yield ("time", *(f"{label} ({self.series.unit})" for label in self.labels))
        for at, values in enumerate(self.series.values.T.tolist()):
            yield (Seconds(self.series.start_ns + at * self.series.bin_ns), *values)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The columns and `condition`, for whoever reads Arrow."""
        return arrow_stream([*self.columns, Column("condition", "", Unit.TEXT, self.conditions)])


def table_rows(columns: Sequence[Column]) -> Iterator[tuple[str | int | float, ...]]:
    """The rows of columns, in Python's own values."""
    yield from zip(*(column.values if isinstance(column.values, tuple) else column.values.tolist()
                     for column in columns), strict=True)


def table_cells(columns: Sequence[Column], conditions: Texts) -> Iterator[tuple[object, ...]]:
    """Columns for a file: a line of names, then the rows, each with its filter; times and durations in seconds, None
    for a duration that there is none of."""
    yield (*(column.name for column in columns), "filter")
    is_time = [column.unit in (Unit.TIME, Unit.DURATION) for column in columns]
    for row, condition in zip(table_rows(columns), conditions, strict=True):
        yield (*((None if value == -1 else Seconds(value)) if timed else value
                 for timed, value in zip(is_time, row, strict=True)), condition)


def arrow_stream(columns: Sequence[Column]) -> object:
    """Columns as an Arrow stream, see __arrow_c_stream__."""
    from ..export.arrow import stream
    fields, arrays = zip(*map(_arrow, columns), strict=True)
    return stream(fields, iter([arrays]))


def _arrow(column: Column) -> tuple[Field, Array]:
    import numpy as np

    from ..export.arrow_columns import TEXT, TIME, number_format, numbers, texts
    from ..export.arrow_types import Field
    if isinstance(column.values, tuple):
        encoded = [text.encode("utf-8", "replace") for text in column.values]
        ends = np.zeros(len(encoded) + 1, np.int64)
        np.cumsum([len(text) for text in encoded], out=ends[1:])
        return Field(column.name, TEXT), texts(ends.tobytes(), b"".join(encoded))
    if column.unit is Unit.TIME:
        return Field(column.name, TIME), numbers(column.values)
    dtype = column.values.dtype
    return Field(column.name, "g" if dtype.kind == "f" else number_format(dtype.str[1:])), numbers(column.values)
