"""Sessions and packets as tables: columns as NumPy arrays by name, and as Arrow for other programs.

    analysis.sessions.column("bytes_up")            # numbers, one a session
    analysis.sessions.column("http.host")           # any attribute kept with sessions: the first value of each
    polars.DataFrame(analysis.sessions)             # pandas, DuckDB and others likewise
"""
from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Literal

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
from ..export.lines import Lines
from ..export.shapes import WORDS
from ..export.text_column import TextColumn
from ..export.values import Forms
from ..packet.index import COLUMNS as PACKET_COLUMNS
from ..protocols.define import TEXT_KINDS, Kind
from ..protocols.define import Field as Attribute
from ..records import record
from ..sessions.columns import COLUMNS, Column
from . import recall
from .info import brief
from .run import Run

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

BATCH = 32_768          # rows
_TCP = 8                # tcp_marks of TCP sessions
_WORDED = ("protocols", "applications", "paths", "announcements", "names", *WORDS)
_NO_WORD = ("applications", "decisions", "confidences")     # lists whose first word says that there is none


@record(frozen=True, slots=True)
class AttributeValues:
    """The values kept of one attribute, by session, and of a session in the order they were read."""

    sessions: NDArray[np.uint32]            # the id of each value's session
    values: NDArray[Any] | TextColumn       # numbers; or texts, which addresses and byte strings are too


class SessionTable:
    """The sessions of an analysis; row r is session r + 1. Any thread; what is answered is a copy.

    A row that is being written may mix its last two versions, and is right again after the next snapshot.
    """

    def __init__(self, run: Run) -> None:
        self._run = run

    def __len__(self) -> int:
        return len(self._run.store)

    @property
    def names(self) -> tuple[str, ...]:
        """The columns that every session has: docs/session-columns.md."""
        return self._run.store.names

    @property
    def attributes(self) -> tuple[str, ...]:
        """The attributes of which any session has kept a value so far, such as "http.host"."""
        return tuple(self._name_of(field) for field in self._kept())

    def column(self, name: str, start: int = 0, stop: int | None = None) -> NDArray[Any]:
        """A copy of rows [start, stop) of a column. Raises KeyError for a name that is none."""
        return self._run.store.column(name, start, stop)

    def cell(self, name: str, row: int) -> Any:
        """One value as a Python int or bytes. Raises KeyError, and IndexError for a row that is not there."""
        return self._run.store.cell(name, row)

    def take(self, name: str, rows: Sequence[int] | NDArray[np.unsignedinteger[Any]]) -> NDArray[Any]:
        """A column's values at `rows`, in their order. Raises KeyError for a name that is none."""
        return self._run.store.take(name, rows)

    def values(self, name: str) -> list[Any]:
        """A column as a list of Python numbers, for who has no other use for NumPy. Raises KeyError."""
        return self._run.store.values(name)

    def attribute(self, name: str) -> AttributeValues:
        """A session attribute as a column, such as "http.host". Raises KeyError for a name no protocol has."""
        import numpy as np
        declared = self._kept_as(self._run.registry.field_ids[name])
        ends, *found = self._attribute(name).values()
        counts = np.diff(np.frombuffer(ends, "i8"))
        sessions = np.repeat(np.arange(1, len(counts) + 1, dtype=np.uint32), counts)
        return AttributeValues(sessions, attribute_values(attribute_field(name, declared), *found))

    def attribute_lines(self, name: str, length_max: int, odd: Callable[[int], str]) -> TextColumn:
        """What `Analysis.session_attribute` says of every session, in lower case, to be searched and sorted by;
        `odd(row)` as in `lines`. Raises KeyError."""
        return TextColumn(*self._attribute(name).lines(length_max, odd))

    def attribute_numbers(self, name: str) -> NDArray[Any] | None:
        """Of an attribute that is a number without a name: one of each session that is in the order of their first
        values, the least where there is none. None of others. Raises KeyError."""
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

    def _attribute(self, name: str) -> AttributeColumn:
        return AttributeColumn(recall.memory(self._run), self._forms(), self._run.registry.field_ids[name], len(self))

    def lines(self, length_max: int, odd: Callable[[int], str]) -> TextColumn:
        """What `Analysis.session_info` says of every session, in lower case, to be searched and sorted by. `odd(row)`
        says it of those that are more than printable ASCII or longer than `length_max` characters."""
        return TextColumn(*self._gather([]).lines_of(len(self), length_max, len(self._run.owners) > 0, odd))

    def endpoints(self, side: Literal["initiator", "responder"]) -> TextColumn:
        """Address and port of one end of every session, such as 10.0.0.1:80 or [2001:db8::1]:443."""
        return TextColumn(*self._gather([]).endpoints_of(len(self), side == "initiator"))

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """All columns and attributes, for whoever reads Arrow: times are times, numbers that stand for words are words,
        an attribute is a list of its values. Another schema than this is not made."""
        from ..export.arrow import stream
        kept, rows = self._kept(), len(self)
        fields = [Field("id", "I"), *(field for column in _TOLD for field in _fields(column)), Field("info", TEXT),
                  *(attribute_field(self._name_of(field), self._kept_as(field)) for field in kept)]
        return stream(fields, self._batches(kept, fields[len(fields) - len(kept):], rows))

    def _batches(self, kept: list[int], attributes: Sequence[Field], rows: int) -> Iterator[list[Array]]:
        import numpy as np
        gather = self._gather(kept)
        words = {name: dictionary(found) for name, found in self._words().items()}
        for first in range(0, rows, BATCH):
            last = min(first + BATCH, rows)
            gather.read(first, last, True)
            columns = self._run.store.columns(_READ, first, last)
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
        return fields_kept(recall.memory(self._run), len(self._run.registry.fields))

    def _name_of(self, field: int) -> str:
        protocol, declared = self._run.registry.field(field)
        return f"{self._run.registry.protocols[protocol].key}.{declared.name}"

    def words(self, which: str) -> list[str | None]:
        """The words that numbers of a column stand for, by the list that sessions/columns.py names. Raises KeyError."""
        return self._words()[which]

    def _words(self) -> dict[str, list[str | None]]:
        """What numbers stand for; the first of some lists for nothing."""
        protocols = [protocol.key for protocol in self._run.registry.protocols]
        lists = {**WORDS, "protocols": protocols, "applications": protocols,
                 "paths": [self._run.path_name(path) for path in range(len(self._run.paths))],
                 "announcements": list(self._run.registry.reasons), "names": list(self._run.relations.names)}
        return {name: [None if at == 0 and name in _NO_WORD else word for at, word in enumerate(words)]
                for name, words in lists.items() if name != "truth"}


class PacketTable:
    """The packets of an analysis; row r is packet r + 1. Any thread; what is answered is a copy."""

    def __init__(self, run: Run) -> None:
        self._run = run

    def __len__(self) -> int:
        return len(self._run.index)

    @property
    def names(self) -> tuple[str, ...]:
        """The columns: time_ns, session (id, 0: none), length, path, way, flags, at."""
        return self._run.index.names

    def column(self, name: str, start: int = 0, stop: int | None = None) -> NDArray[Any]:
        """A copy of rows [start, stop) of a column. Raises KeyError for a name that is none."""
        return self._run.index.column(name, start, stop)

    def cell(self, name: str, row: int) -> int:
        """One value. Raises KeyError, and IndexError for a row that is not there."""
        return self._run.index.cell(name, row)

    def of_sessions(self, ids: Sequence[int] | NDArray[np.uint32], start: int = 0,
                    stop: int | None = None) -> NDArray[np.uint32]:
        """Packet numbers, ascending, whose session is in `ids`; only packets (start, stop] are looked at."""
        return self._run.index.of_sessions(ids, start, stop)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """All columns, for whoever reads Arrow: `time` a time, `path` in words, no session null."""
        from ..export.arrow import stream
        fields = [Field("number", "I")]
        for name, dtype in PACKET_COLUMNS.items():
            fields.append(Field("time", TIME) if name == "time_ns" else word_field(name, dtype) if name == "path"
                          else Field(name, number_format(dtype)))
        return stream(fields, self._batches(len(self)))

    def _batches(self, rows: int) -> Iterator[list[Array]]:
        import numpy as np
        paths = dictionary([self._run.path_name(path) for path in range(len(self._run.paths))])
        for first in range(0, rows, BATCH):
            last = min(first + BATCH, rows)
            arrays = [numbers(np.arange(first + 1, last + 1, dtype=np.uint32))]
            for name in PACKET_COLUMNS:
                values = self.column(name, first, last)
                arrays.append(worded(values, paths) if name == "path"
                              else numbers(values, values != 0 if name == "session" else None))
            yield arrays


_TOLD = tuple(column for column in COLUMNS if column.means != "place")
_READ = tuple(name for column in _TOLD for name in column.names if name not in TEXT_NAMES)


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
