"""The sessions of an analysis as a source of rows: row r is session r + 1."""
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from netloupe_engine.model import State
from netloupe_gui import text
from netloupe_gui.models.columns import Mask, Rows, Texts
from netloupe_gui.models.table_rows import TableRows

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from netloupe_engine.analysis import Analysis

INFO_KEPT_MAX = 2_000_000       # lines of text
ATTRIBUTES_KEPT_MAX = 50_000    # those in sight, mostly
PROCESS = "process.name"        # the attribute of a session with the name of its local program
PROCESSES_LOOKED_AT = 8
ENDS = 2                        # of a session; on this computer both may be known

# What is known of ends, as filters call it.
END_FIELDS = tuple(f"{end}.{kind}" for kind in ("name", "country", "city", "asn", "organisation", "vendor", "mac")
                   for end in ("client", "server"))
OF_PLACES = ("country", "city", "asn", "organisation")

ENDED = (State.CLOSED, State.TIMEOUT, State.CLEANUP)


@dataclass(frozen=True, slots=True)
class SessionTotals:
    """Sums over the shown sessions and over all."""

    sessions: int
    sessions_all: int
    packets: int
    packets_all: int
    bytes: int
    bytes_all: int
    packets_alone: int      # of the capture, that belong to no session


class SessionRows(TableRows):
    """Reads sessions for the table. Any thread."""

    def __init__(self, analysis: "Analysis") -> None:
        """Read from this analysis."""
        super().__init__(analysis, analysis.sessions)
        self._protocols: dict[int, str] = {}
        self._infos: dict[int, str] = {}
        self._texts: dict[str, Texts] = {}     # of all sessions, until one of them changes
        self._attributes: dict[tuple[str, int], str] = {}
        self._numbers: dict[str, Any] = {}
        self._processes: dict[int, str] = {}
        self.spans_days = False         # a time of day alone would not say when
        self.shows_names = False        # in place of addresses, where they are known

    def mark(self, rows: Rows, start_ns: int, end_ns: int) -> Mask:
        """The sessions that overlap a range of time."""
        mask: Mask = (self.column("start_ns")[rows] <= end_ns) & (self.column("end_ns")[rows] >= start_ns)
        return mask

    def holds(self, expression: str, is_cancelled: "Callable[[], bool]") -> Mask:
        """For which sessions a filter holds. Raises ExpressionError, CancelledError."""
        mask = np.zeros(len(self._table), np.bool_)
        ids = self.analysis.filter(expression, is_cancelled)
        mask[ids[ids <= len(mask)] - 1] = True
        return mask

    def totals(self, rows: Rows, count: int) -> SessionTotals:
        """What the footer says of these rows and of the first `count`; the engine may know of more by now."""
        sums = {}
        for what in ("packets", "bytes"):
            values = self.column(f"{what}_up")[:count] + self.column(f"{what}_down")[:count]
            sums[what] = int(values[rows].sum(dtype=np.uint64)), int(values.sum(dtype=np.uint64))
        alone = int(np.count_nonzero(self.analysis.packets.column("session") == 0))
        return SessionTotals(len(rows), count, *sums["packets"], *sums["bytes"], alone)

    def protocol_name(self, number: int) -> str:
        """The protocol of a registry number, "" for 0."""
        name = self._protocols.get(number)
        if name is None:
            name = self._protocols[number] = text.safe(self.analysis.protocol_name(number))
        return name

    def host_name(self, number: int) -> str:
        """A host as DNS called it, "" for 0. Foreign text, made safe."""
        return text.one_line(self.analysis.host_name(number))

    def service_name(self, number: int) -> str:
        """A service by its number, "" for 0."""
        return text.one_line(self.analysis.service_name(number))

    def category_name(self, number: int) -> str:
        """A category of services by its number, "" for 0."""
        return text.one_line(self.analysis.category_name(number))

    def service_rule(self, row: int) -> str:
        """The rule that says whose service a session uses."""
        return text.one_line(self.analysis.service_rule(self.cell("service_rule", row)))

    def announcement(self, number: int) -> str:
        """Why a session was announced, "" for 0."""
        return self.analysis.announcement(number)

    def info(self, row: int) -> str:
        """Server name, host, query: one line. Kept, since a filter or a sort asks for all of them again."""
        known = self._infos.get(row)
        if known is None:
            known = text.one_line(self.analysis.session_info(row + 1))
            if len(self._infos) < INFO_KEPT_MAX:
                self._infos[row] = known
        return known

    def infos(self) -> Texts:
        """All lines in lower case, for searching and sorting. Kept until a session changes."""
        return self._whole("info", lambda: self._table.lines(text.LINE_MAX, lambda row: self.info(row).lower()))

    def endpoints(self, side: Literal["initiator", "responder"]) -> Texts:
        """All addresses with their ports, for searching. Kept until a session changes."""
        return self._whole(side, lambda: self._table.endpoints(side))

    def has_attribute(self, name: str) -> bool:
        """Whether any session has a value of it."""
        return name in END_FIELDS or name in self._table.attributes

    def end(self, name: str, row: int) -> str:
        """What is known of an end, such as "server.name". Foreign text, made safe; what has to be read first is not."""
        if name.endswith(".vendor") and not self.analysis.names.knows_vendors:
            return ""
        return text.one_line(str(self.analysis.end_value(row + 1, name, learns=False) or ""))

    def attribute(self, name: str, row: int) -> str:
        """What a session has of an attribute: one line, foreign text made safe. Kept, as `info` is."""
        if name in END_FIELDS:
            return self.end(name, row)
        known = self._attributes.get((name, row))
        if known is None:
            known = text.one_line(self.analysis.session_attribute(row + 1, name))
            if len(self._attributes) < ATTRIBUTES_KEPT_MAX:
                self._attributes[name, row] = known
        return known

    def attribute_lines(self, name: str) -> Texts:
        """The same of all sessions in lower case, for searching and sorting. Kept until a session changes."""
        if name in END_FIELDS:
            return self._whole(name, lambda: self.analysis.end_lines(name))
        return self._whole(name, lambda: self._table.attribute_lines(
            name, text.LINE_MAX, lambda row: text.one_line(self.analysis.session_attribute(row + 1, name)).lower()))

    def attribute_numbers(self, name: str) -> "NDArray[Any] | None":
        """Numbers by which an attribute sorts; None if it sorts as text. Kept until a session changes."""
        known = self._numbers
        if name not in known:
            known[name] = None if name in END_FIELDS else self._table.attribute_numbers(name)
        numbers: NDArray[Any] | None = known[name]
        return numbers

    def _whole(self, name: str, make: "Callable[[], Texts]") -> Texts:
        found = self._texts.get(name)
        if found is None:
            found = self._texts[name] = make()
        return found

    @property
    def has_owners(self) -> bool:
        """Whether the program of any session may be known."""
        return len(self.analysis.owners) > 0

    def process(self, row: int) -> str:
        """The local programs of a session, the initiator's first; "" if nobody knows. Foreign text, made safe."""
        known = self._processes.get(row)
        if known is None:
            names = [text.one_line(value.text) for value in self.analysis.session_attributes(row + 1)
                     if value.name == PROCESS]
            known = " → ".join(names)
            # What nobody knows yet may be known later, of one end as well.
            if len(names) == ENDS and len(self._processes) < INFO_KEPT_MAX:
                self._processes[row] = known
        return known

    def any_process(self, rows: Rows) -> bool:
        """Whether the program of any of these sessions is known; only a few are looked at."""
        return any(self.process(row) for row in rows[-PROCESSES_LOOKED_AT:].tolist())

    def forget_names(self) -> None:
        """Others are known."""
        self._texts = {}

    def forget(self, rows: Rows) -> None:
        """These sessions changed: what is kept about them may be old."""
        if len(rows):
            self._texts = {}        # new ones: another thread may be filling the old ones
            self._numbers, self._attributes = {}, {}
        for known in (self._infos, self._processes):
            for row in _among(known, rows):
                known.pop(row, None)


def _among(known: dict[int, str], rows: Rows) -> list[int]:
    """Rows among which are all that something is known of. `rows` ascend. While a capture is read they are many, and
    those in sight, which are known, few."""
    if len(known) >= len(rows):
        return rows.tolist() if known else []
    numbers = np.array(list(known), np.int64)
    places = np.minimum(np.searchsorted(rows, numbers), len(rows) - 1)
    found: list[int] = numbers[rows[places] == numbers].tolist()
    return found
