"""Sessions and packets as tables: columns as NumPy arrays by name, and as Arrow for other programs.

    analysis.sessions.column("bytes_up")            # numbers, one a session
    analysis.sessions.column("http.host")           # any attribute kept with sessions: the first value of each
    polars.DataFrame(analysis.sessions)             # pandas, DuckDB and others likewise

What is said beyond columns is told.py, which only those load who ask for it: it needs all that exports need.
"""
from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from ..sessions.columns import DERIVED_TYPES
from .run import Run

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from ..export.text_column import TextColumn
    from ..packet.traffic import Traffic
    from ..sessions.store import SessionStore
    from .findings_list import FindingColumns
    from .served import Served
    from .told import AttributeValues, Histories, Told


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
        return (*self._run.store.names, *DERIVED_TYPES)

    @property
    def attributes(self) -> tuple[str, ...]:
        """The attributes of which any session has kept a value so far, such as "http.host"."""
        return self._told.attributes

    def _store(self, name: str) -> SessionStore | Served:
        """Who has a column: the store, ready to be asked for what rules found, which is counted in one; or who makes
        it of others."""
        if name in DERIVED_TYPES:
            return self._run.served
        if name == "findings":
            self._run.judged()
        return self._run.store

    @cached_property
    def _told(self) -> Told:
        from .told import Told
        return Told(self._run)

    def column(self, name: str, start: int = 0, stop: int | None = None) -> NDArray[Any]:
        """A copy of rows [start, stop) of a column. Raises KeyError for a name that is none."""
        return self._store(name).column(name, start, stop)

    def cell(self, name: str, row: int) -> Any:
        """One value as a Python int or bytes. Raises KeyError, and IndexError for a row that is not there."""
        return self._store(name).cell(name, row)

    def take(self, name: str, rows: Sequence[int] | NDArray[np.unsignedinteger[Any]]) -> NDArray[Any]:
        """A column's values at `rows`, in their order. Raises KeyError for a name that is none."""
        return self._store(name).take(name, rows)

    def totals(self, sums: tuple[str, ...], least: tuple[str, ...], greatest: tuple[str, ...],
               rows: NDArray[np.int64] | None, entries: NDArray[np.int64], groups: int) -> dict[str, NDArray[Any]]:
        """By name, a number for each group: "sessions", how many; the sums of columns; the least and the greatest of
        columns of times. Of `rows` (None: of each row in turn), whose groups are `entries`, less than `groups`. Raises
        IndexError, and KeyError for a name that is none, or of no such column."""
        return self._told.totals(sums, least, greatest, rows, entries, groups)

    def values(self, name: str) -> list[Any]:
        """A column as a list of Python numbers, for who has no other use for NumPy. Raises KeyError."""
        return self._store(name).values(name)

    def attribute(self, name: str, count: int | None = None) -> AttributeValues:
        """A session attribute as a column, such as "http.host"; of the first `count` sessions (None: all). Raises
        KeyError for a name no protocol has."""
        return self._told.attribute(name, count)

    def attribute_lines(self, name: str, length_max: int, odd: Callable[[int], str]) -> TextColumn:
        """What `Analysis.session_attribute` says of every session, in lower case, to be searched and sorted by;
        `odd(row)` as in `lines`. Raises KeyError."""
        return self._told.attribute_lines(name, length_max, odd)

    def attribute_numbers(self, name: str) -> NDArray[Any] | None:
        """Of an attribute that is a number without a name: one of each session that is in the order of their first
        values, the least where there is none. None of others. Raises KeyError."""
        return self._told.attribute_numbers(name)

    def findings(self) -> FindingColumns:
        """Of `Analysis.findings` those about sessions, without their order, as columns."""
        return self._told.findings()

    def histories(self, rows: NDArray[np.uint32]) -> Histories:
        """The changes of state of the sessions in these rows, oldest first. Raises IndexError for one not there."""
        return self._told.histories(rows)

    def paint_lanes(self, rows: NDArray[np.uint32], lines: NDArray[np.int64], span: tuple[int, int], shortest: int,
                    colours: NDArray[np.float32], ground: NDArray[np.float32], faint: float,
                    pixels: NDArray[np.uint8]) -> None:
        """Paint the states of these sessions along a span of time, its first and last nanosecond, into `pixels`:
        (lines, columns, 4) bytes, blue, green, red and opacity, that are all ground.

        `lines` says in which line each session is, ascending. `colours` are those of the states, red, green, blue from
        0 to 255, of which a pixel has the mean; it is the more visible the more of its line's sessions are in it,
        `faint` (0 to 1) at least. A session has `shortest` columns at least. Raises IndexError for a session or a line
        that is not there, ValueError for arrays that do not fit together.
        """
        self._told.paint_lanes(rows, lines, span, shortest, colours, ground, faint, pixels)

    def lines(self, length_max: int, odd: Callable[[int], str], count: int | None = None) -> TextColumn:
        """What `Analysis.session_info` says of the first `count` sessions (None: all), in lower case, to be searched
        and sorted by. `odd(row)` says it of those that are more than printable ASCII or longer than `length_max`."""
        return self._told.lines(length_max, odd, count)

    def lines_found(self, length_max: int, odd: Callable[[int], str], count: int | None,
                    find: Callable[[TextColumn], NDArray[np.bool_]]) -> NDArray[np.bool_]:
        """Which of these lines are found. `find` is asked by several threads, about the lines of some sessions at a
        time, and answers for each of them."""
        return self._told.lines_found(length_max, odd, count, find)

    def endpoints(self, side: Literal["initiator", "responder"]) -> TextColumn:
        """Address and port of one end of every session, such as 10.0.0.1:80 or [2001:db8::1]:443."""
        return self._told.endpoints(side == "initiator")

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """All columns and attributes, for whoever reads Arrow: times are times, numbers that stand for words are words,
        an attribute is a list of its values. Another schema than this is not made."""
        return self._told.stream()

    def words(self, which: str) -> list[str | None]:
        """The words that numbers of a column stand for, by the list that sessions/columns.py names. Raises KeyError."""
        return self._told.words()[which]


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

    def responses(self, sessions: int) -> NDArray[np.int64]:
        """Of each of so many sessions, ns from the client's first payload to the server's first one after it; -1 where
        there is none, or the clock went back."""
        return self._run.index.responses(sessions)

    def traffic(self, count: int, codes: NDArray[np.int32], span: tuple[int, int]) -> Traffic:
        """What the first `count` packets add up to: `codes` say by session id (0: no session) whom they count for,
        and `span` its first and last nanosecond."""
        from ..packet.traffic import Traffic
        return Traffic(self._run.index, count, codes, span)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """All columns, for whoever reads Arrow: `time` a time, `path` in words, no session null."""
        from .told import packet_stream
        return packet_stream(self._run)
