"""The packets of an analysis as a source of rows: row r is packet number r + 1."""
from bisect import bisect_left, bisect_right
from collections import OrderedDict
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from numpy.typing import NDArray

from netloupe_engine.errors import NetloupeError
from netloupe_engine.model import State
from netloupe_gui import text
from netloupe_gui.models.columns import Mask, Rows
from netloupe_gui.models.table_rows import TableRows

if TYPE_CHECKING:
    from collections.abc import Callable

    from netloupe_engine.analysis import Analysis

Value = TypeVar("Value")

INFO_KEPT_MAX = 4_096
STATES_KEPT_MAX = 1_024


class PacketRows(TableRows):
    """Reads packets for the table. Columns from any thread; `info` and `state_change` from the GUI thread only."""

    def __init__(self, analysis: "Analysis") -> None:
        """Read from this analysis."""
        super().__init__(analysis, analysis.packets)
        self.listed: Rows = np.zeros(0, np.uint32)      # the rows that the table is about, ascending
        self._references: list[int] = []                # rows that times count from, ascending
        self._infos: OrderedDict[int, str] = OrderedDict()
        self._states: OrderedDict[int, dict[int, str]] = OrderedDict()

    def mark(self, rows: Rows, start_ns: int, end_ns: int) -> Mask:
        """The packets in a range of time."""
        times = self.column("time_ns")[rows]
        mask: Mask = (times >= start_ns) & (times <= end_ns)
        return mask

    def holds(self, expression: str, is_cancelled: "Callable[[], bool]") -> Mask:
        """For which packets a filter holds. Raises ExpressionError, CancelledError."""
        mask = np.zeros(len(self._table), np.bool_)
        numbers = self.analysis.filter_packets(expression, is_cancelled)
        mask[numbers[numbers <= len(mask)] - 1] = True
        return mask

    def times(self, rows: Rows) -> NDArray[np.int64]:
        """When these packets were seen, nanoseconds since the epoch."""
        if len(rows) == 1:      # a visible cell: not worth a look at the whole column
            return np.array([self.cell("time_ns", int(rows[0]))], np.int64)
        times: NDArray[np.int64] = self.column("time_ns")[rows]
        return times

    def toggle_reference(self, row: int) -> None:
        """Let times count from this row on, or not any more."""
        at = bisect_left(self._references, row)
        if self.is_reference(row):
            del self._references[at]
        else:
            self._references.insert(at, row)

    def is_reference(self, row: int) -> bool:
        """Whether times count from here."""
        at = bisect_left(self._references, row)
        return at < len(self._references) and self._references[at] == row

    def since(self, row: int) -> int:
        """Nanoseconds since the last packet from which times count: the first one of the capture, or one chosen."""
        at = bisect_right(self._references, row)
        return int(self.cell("time_ns", row) - self.cell("time_ns", self._references[at - 1] if at else 0))

    def totals(self, rows: Rows, count: int) -> int:
        """Bytes of these packets."""
        del count
        return int(self.column("length")[rows].sum(dtype=np.uint64))

    def protocol_name(self, number: int) -> str:
        """The innermost protocol of a path number."""
        return self.path_name(number).rpartition(".")[2]

    def info(self, row: int) -> str:
        """What the packet says, one line; packets are decoded for it, so the last ones are remembered."""
        known = self._infos.get(row)
        if known is None:
            try:
                known = text.one_line(self.analysis.packet_info(row + 1))
            except NetloupeError as error:
                known = str(error)
            _keep(self._infos, row, known, INFO_KEPT_MAX)
        return known

    def state_change(self, row: int) -> str:
        """The state, or the states one after the other, that the packet's session went to with this packet."""
        number = self.cell("session", row)
        changes = self._states.get(number)
        if changes is None or row + 1 not in changes:
            try:
                states = self.analysis.session_states(number)
            except NetloupeError:
                return ""
            changes = {}
            for change in states:
                if change.state is not State.CLEANUP:       # of the pool, not of the conversation
                    before = changes.get(change.packet)
                    changes[change.packet] = f"{before} → {change.state.name}" if before else change.state.name
            _keep(self._states, number, changes, STATES_KEPT_MAX)
        return changes.get(row + 1, "")


def _keep(kept: OrderedDict[int, Value], key: int, value: Value, most: int) -> None:
    kept[key] = value
    if len(kept) > most:
        kept.popitem(last=False)
