"""What the tables say beyond their own columns: attributes, texts to be searched and sorted by, and Arrow."""
from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, TypeVar

from ..export.arrow import stream
from ..export.arrow_columns import (
    BOOLEAN,
    TEXT,
    TIME,
    attribute_array,
    attribute_field,
    attribute_values,
    booleans,
    dictionary,
    number_format,
    numbers,
    texts,
    word_field,
    worded,
)
from ..export.arrow_types import Array, Field
from ..export.attribute_column import AttributeColumn
from ..export.gather import TEXT_NAMES, Gather, fields_kept
from ..export.histories import histories
from ..export.lanes import paint_lanes
from ..export.lines import Lines
from ..export.shapes import WORDS
from ..export.sums import totals
from ..export.text_column import TextColumn
from ..export.values import Forms
from ..packet.index import COLUMNS as PACKET_COLUMNS
from ..protocols.define import TEXT_KINDS, Kind
from ..protocols.define import Field as Attribute
from ..records import record
from ..sessions.columns import DERIVED_TYPES, EVERY, Column
from . import recall
from .findings_list import FindingColumns, finding_columns
from .info import brief
from .run import Run
from .served import LISTS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BATCH = 32_768          # rows
WORKERS_MAX = 4
Used = TypeVar("Used")
_TCP = 8                # tcp_marks of TCP sessions
_WORDED = ("protocols", "applications", "paths", "announcements", "names", *LISTS, *WORDS)
_NO_WORD = ("applications", "decisions", "confidences")     # lists whose first word says that there is none


@record(frozen=True, slots=True)
class AttributeValues:
    """The values kept of one attribute, by session, and of a session in the order they were read."""

    sessions: NDArray[np.uint32]            # the id of each value's session
    values: NDArray[Any] | TextColumn       # numbers; or texts, which addresses and byte strings are too


@record(frozen=True, slots=True)
class Histories:
    """The changes of state of some sessions, one session's after another's. A session's first one is to NEW."""

    ends: NDArray[np.uint64]                # where the changes of each session end
    states: NDArray[np.uint8]               # model.State that each change leads to
    times_ns: NDArray[np.int64]             # when, since 1970


class Told:
    """What is said of the sessions of a run."""

    def __init__(self, run: Run) -> None:
        self._run = run

    @property
    def attributes(self) -> tuple[str, ...]:
        """The attributes of which any session has kept a value so far."""
        return tuple(self._name_of(field) for field in self._kept())

    def attribute(self, name: str, count: int | None) -> AttributeValues:
        """A session attribute as a column, of the first `count` sessions. Raises KeyError for a name that is none."""
        import numpy as np
        declared = self._kept_as(self._run.registry.field_ids[name])
        ends, *found = self._attribute(name, count).values()
        counts = np.diff(np.frombuffer(ends, "i8"))
        sessions = np.repeat(np.arange(1, len(counts) + 1, dtype=np.uint32), counts)
        return AttributeValues(sessions, attribute_values(attribute_field(name, declared), *found))

    def attribute_lines(self, name: str, length_max: int, odd: Callable[[int], str]) -> TextColumn:
        """What is said of an attribute of every session. Raises KeyError."""
        return TextColumn(*self._attribute(name).lines(length_max, odd))

    def attribute_numbers(self, name: str) -> NDArray[Any] | None:
        """Of an attribute that is a number without a name: numbers in the order of first values. Raises KeyError."""
        import numpy as np
        declared = self._kept_as(self._run.registry.field_ids[name])
        if declared.type.kind in TEXT_KINDS or (declared.names and not declared.number_first) or declared.flags:
            return None
        numbers, known = (np.frombuffer(part, dtype) for part, dtype in
                          zip(self._attribute(name).firsts(), ("u8", "u1"), strict=True))
        if declared.type.kind == Kind.FLOAT:
            return np.where(known, numbers.view("f8"), -np.inf)
        if declared.type.kind in (Kind.SIGNED, Kind.TIME, Kind.DURATION):
            return np.where(known, numbers.view("i8"), np.iinfo("i8").min)
        return np.where(known, np.minimum(numbers, np.iinfo("u8").max - 1) + np.uint64(1), np.uint64(0))

    def _attribute(self, name: str, count: int | None = None) -> AttributeColumn:
        run = self._run
        return AttributeColumn(recall.memory(run), self._forms(), run.registry.field_ids[name],
                               len(run.store) if count is None else count)

    def findings(self) -> FindingColumns:
        """What is told of findings about sessions."""
        return finding_columns(self._run)

    def histories(self, rows: NDArray[np.uint32]) -> Histories:
        """The changes of state of the sessions in these rows. Raises IndexError for one that is not there."""
        import numpy as np
        ends, states, times = histories(recall.memory(self._run), np.ascontiguousarray(rows, np.uint32))
        return Histories(np.frombuffer(ends, "u8"), np.frombuffer(states, "u1"), np.frombuffer(times, "i8"))

    def paint_lanes(self, rows: NDArray[np.uint32], lines: NDArray[np.int64], span: tuple[int, int], shortest: int,
                    colours: NDArray[np.float32], ground: NDArray[np.float32], faint: float,
                    pixels: NDArray[np.uint8]) -> None:
        """Lanes of the sessions in these rows. Raises IndexError, ValueError, MemoryError."""
        import numpy as np
        paint_lanes(recall.memory(self._run), np.ascontiguousarray(rows, np.uint32),
                    np.ascontiguousarray(lines, np.int64), *span, shortest, np.ascontiguousarray(colours, np.float32),
                    np.ascontiguousarray(ground, np.float32), faint, pixels)

    def totals(self, sums: tuple[str, ...], least: tuple[str, ...], greatest: tuple[str, ...],
               rows: NDArray[np.int64] | None, entries: NDArray[np.int64], groups: int) -> dict[str, NDArray[Any]]:
        """Columns added up by group. Raises IndexError, KeyError."""
        import numpy as np
        found = self._totals(sums, least, greatest, None if rows is None else rows.view("u8"), entries, groups)
        self._run.judged()
        if "findings" in sums and (added := self._run.store.added.get("findings")):     # by rules
            at, more = added
            every = np.zeros(len(self._run.store), np.uint16)
            every[at] = more
            of_rows = every[:len(entries)] if rows is None else every[rows]
            found["findings"] += np.bincount(entries, of_rows, groups).astype(found["findings"].dtype)
        return found

    def _totals(self, sums: tuple[str, ...], least: tuple[str, ...], greatest: tuple[str, ...],
                rows: NDArray[np.uint64] | None, entries: NDArray[np.int64], groups: int) -> dict[str, NDArray[Any]]:
        """Of many rows two threads add up half of the columns each."""
        half, store = (len(sums) + 1) // 2, self._run.store
        if len(entries) < BATCH:
            return totals(store, sums, least, greatest, rows, entries, groups)
        with ThreadPoolExecutor(1) as other:
            rest = other.submit(totals, store, sums[half:], least, greatest, rows, entries, groups)
            return totals(store, sums[:half], (), (), rows, entries, groups) | rest.result()

    def lines(self, length_max: int, odd: Callable[[int], str], count: int | None = None) -> TextColumn:
        """What is said of every session, or the first ones, in one line."""
        rows = len(self._run.store) if count is None else min(count, len(self._run.store))
        parts = self._lines(length_max, odd, rows, lambda ends, data: (ends, data))
        return TextColumn(*parts[0]) if len(parts) == 1 else TextColumn(*_joined(parts))

    def lines_found(self, length_max: int, odd: Callable[[int], str], count: int | None,
                    find: Callable[[TextColumn], NDArray[np.bool_]]) -> NDArray[np.bool_]:
        """Which of these lines are found. `find` is asked by several threads about some at a time: keeping all takes
        longer than to make them again."""
        import numpy as np
        rows = len(self._run.store) if count is None else min(count, len(self._run.store))
        return np.concatenate(self._lines(length_max, odd, rows, lambda ends, data: find(TextColumn(ends, data))))

    def _lines(self, length_max: int, odd: Callable[[int], str], rows: int,
               use: Callable[[bytes, bytes], Used]) -> list[Used]:
        """What `use` makes of the lines of so many sessions, a batch at a time, in several threads: what lines are made
        in is used again before it has left the processor's memory."""
        owned, idle = len(self._run.owners) > 0, list[Gather]()

        def part(first: int) -> Used:
            gather = idle.pop() if idle else self._gather([])
            lines = gather.lines_of(first, min(first + BATCH, rows), length_max, owned, odd)
            idle.append(gather)
            return use(*lines)

        if rows <= BATCH:
            return [part(0)]
        with ThreadPoolExecutor(min(WORKERS_MAX, os.cpu_count() or 1)) as workers:
            return list(workers.map(part, range(0, rows, BATCH)))

    def endpoints(self, initiator: bool) -> TextColumn:
        """Address and port of one end of every session."""
        return TextColumn(*self._gather([]).endpoints_of(len(self._run.store), initiator))

    def stream(self) -> object:
        """All columns and attributes as Arrow."""
        self._run.judged()      # what rules found is counted in a column
        kept, rows = self._kept(), len(self._run.store)
        fields = [Field("id", "I"), *(field for column in _TOLD for field in _fields(column)), Field("info", TEXT),
                  *(attribute_field(self._name_of(field), self._kept_as(field)) for field in kept)]
        return stream(fields, _ahead(self._batches(kept, fields[len(fields) - len(kept):], rows)))

    def _batches(self, kept: list[int], attributes: Sequence[Field], rows: int) -> Iterator[list[Array]]:
        import numpy as np
        gather = self._gather(kept)
        words = {name: dictionary(found) for name, found in self.words().items()}
        for first in range(0, rows, BATCH):
            last = min(first + BATCH, rows)
            gather.read(first, last, True)
            columns = self._run.store.columns(_READ, first, last)
            columns |= {name: self._run.served.column(name, first, last) for name in DERIVED_TYPES}
            is_tcp = columns["tcp_marks"] & _TCP != 0
            yield [numbers(np.arange(first + 1, last + 1, dtype=np.uint32)),
                   *(texts(*gather.texts_of(name)) if name in TEXT_NAMES
                     else _array(column, name, columns[name], is_tcp, words)
                     for column in _TOLD for name in column.names),
                   texts(*gather.texts_of("info")),
                   *(attribute_array(field, *gather.values_of(at)) for at, field in enumerate(attributes))]

    def _gather(self, fields: list[int]) -> Gather:
        forms = self._forms()
        return Gather(recall.memory(self._run), forms, Lines(self._run.registry, forms), fields)

    def _forms(self) -> Forms:
        return Forms(self._run.registry, brief)

    def _kept_as(self, field: int) -> Attribute:
        return self._run.registry.kept_field(field)[1]

    def _kept(self) -> list[int]:
        return fields_kept(recall.memory(self._run), len(self._run.registry.field_names))

    def _name_of(self, field: int) -> str:
        return self._run.registry.field_names[field]

    def words(self) -> dict[str, list[str | None]]:
        """What numbers stand for; the first of some lists for nothing."""
        protocols = [protocol.key for protocol in self._run.registry.protocols]
        lists = {**WORDS, "protocols": protocols, "applications": protocols,
                 "paths": [self._run.path_name(path) for path in range(len(self._run.paths))],
                 "announcements": list(self._run.registry.reasons), "names": list(self._run.relations.names),
                 **{which: self._run.served.words(which) for which in LISTS}}
        return {name: [None if at == 0 and name in _NO_WORD else word for at, word in enumerate(words)]
                for name, words in lists.items() if name != "truth"}


def _ahead(batches: Iterator[list[Array]]) -> Iterator[list[Array]]:
    """The same, each made while the one before is written or compressed by whoever reads them."""
    with ThreadPoolExecutor(1, "netloupe-told") as pool:
        coming = pool.submit(next, batches, None)
        while (batch := coming.result()) is not None:
            coming = pool.submit(next, batches, None)
            yield batch


def _joined(parts: list[tuple[bytes, bytes]]) -> tuple[bytes, bytes]:
    """Texts one after another, each part with where its texts end, beginning with 0."""
    import numpy as np
    begins = np.cumsum([0, *(len(data) for _, data in parts)])
    ends = [np.frombuffer(ends, "u8")[1:] + np.uint64(begin) for (ends, _), begin in zip(parts, begins, strict=False)]
    return np.concatenate([np.zeros(1, "u8"), *ends]).tobytes(), b"".join(data for _, data in parts)


def packet_stream(run: Run) -> object:
    """All columns of packets as Arrow."""
    fields = [Field("number", "I")]
    for name, dtype in PACKET_COLUMNS.items():
        fields.append(Field("time", TIME) if name == "time_ns" else word_field(name, dtype) if name == "path"
                      else Field(name, number_format(dtype)))
    return stream(fields, _ahead(_packet_batches(run)))


def _packet_batches(run: Run) -> Iterator[list[Array]]:
    import numpy as np
    paths = dictionary([run.path_name(path) for path in range(len(run.paths))])
    rows = len(run.index)
    for first in range(0, rows, BATCH):
        last = min(first + BATCH, rows)
        arrays = [numbers(np.arange(first + 1, last + 1, dtype=np.uint32))]
        for name in PACKET_COLUMNS:
            values = run.index.column(name, first, last)
            arrays.append(worded(values, paths) if name == "path"
                          else numbers(values, values != 0 if name == "session" else None))
        yield arrays


_TOLD = tuple(column for column in EVERY if column.means != "place")
_READ = tuple(name for column in _TOLD for name in column.names if name not in TEXT_NAMES and name not in DERIVED_TYPES)


def _fields(column: Column) -> list[Field]:
    """How a column is told; names say no unit that the type says."""
    if column.means == "time":
        return [Field(column.name.removesuffix("_ns"), TIME)]
    if column.means == "text":
        return [Field(column.name, TEXT)]
    if column.means == "truth":
        return [Field(column.name, BOOLEAN)]
    return [word_field(name, column.type) if column.means in _WORDED else Field(name, number_format(column.type))
            for name in column.names]


def _array(column: Column, name: str, values: NDArray[Any], is_tcp: NDArray[np.bool_],
           words: dict[str, tuple[Array, NDArray[np.int64]]]) -> Array:
    """A column's values of one batch."""
    if column.means == "truth":
        return booleans(values)
    if column.means in words:
        return worded(values, words[column.means])
    if column.means == "duration":
        return numbers(values, is_tcp & (values >= 0))
    return numbers(values, is_tcp if column.of_tcp else values != 0 if name in ("parent", "expected_by") else None)
