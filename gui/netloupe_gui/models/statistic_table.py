"""The table of a statistic: its rows, in the order of any column, with bars for the shares of what is measured."""
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from netloupe_gui.text import absolute, count, decimal, duration, rate, safe, size

if TYPE_CHECKING:
    from netloupe_engine.analysis import Statistic

SHARE_ROLE = Qt.ItemDataRole.UserRole + 1       # of a cell's bar: 0 to 1, None: no bar
_Index = QModelIndex | QPersistentModelIndex
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def value_text(unit: str, value: Any) -> str:
    """How a value of a statistic reads."""
    if unit == "":
        return safe(str(value))
    if unit == "bytes":
        return size(round(value))
    if unit == "ns":
        return duration(round(value))
    if unit == "ns since 1970":
        return absolute(int(value), 3)
    if unit == "bit/s":
        return rate(float(value))
    if unit == "ms":
        return f"{decimal(value)} ms"
    return count(round(value)) if float(value).is_integer() else decimal(value)


class StatisticTable(QAbstractTableModel):
    """Rows of one statistic. GUI thread only."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Empty."""
        super().__init__(parent)
        self._found: Statistic | None = None
        self._values: list[list[Any]] = []
        self._order: list[int] = []
        self._sorted: tuple[int, Qt.SortOrder] | None = None
        self._most = 1.0
        self._depths: list[int] = []

    def show(self, found: "Statistic | None") -> None:
        """Show another answer; the order that was chosen stays while the columns are the same."""
        self.beginResetModel()
        is_same = found is not None and self._found is not None and found.kind.name == self._found.kind.name
        self._found = found
        self._values = [] if found is None else [
            list(column.values) if isinstance(column.values, tuple) else column.values.tolist()
            for column in found.columns]
        self._order = list(range(0 if found is None else len(found)))
        self._depths = []
        if found is not None:
            measured = self._values[found.names.index(found.measure)]
            self._most = float(max(measured, default=0)) or 1.0
            for parent in found.parents:
                self._depths.append(0 if parent < 0 else self._depths[parent] + 1)
        if not is_same:
            self._sorted = None
        elif self._sorted is not None:
            self._arrange()
        self.endResetModel()

    @property
    def sorted(self) -> tuple[int, Qt.SortOrder] | None:
        """By which column, and how; None: as the statistic has it."""
        return self._sorted

    def statistic_row(self, row: int) -> int:
        """The statistic's row that is shown in a row of the table."""
        return self._order[row]

    def row_of(self, statistic_row: int) -> int:
        """Where a row of the statistic is shown."""
        return self._order.index(statistic_row)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.DescendingOrder) -> None:
        """Qt: sort by a column; -1: as the statistic has it."""
        self.layoutAboutToBeChanged.emit()
        self._sorted = (column, order) if column >= 0 else None
        self._order = list(range(len(self._order)))
        self._arrange()
        self.layoutChanged.emit()

    def _arrange(self) -> None:
        if self._sorted is not None and self._sorted[0] < len(self._values):
            values = self._values[self._sorted[0]]
            self._order.sort(key=values.__getitem__, reverse=self._sorted[1] == Qt.SortOrder.DescendingOrder)

    # Qt

    def rowCount(self, parent: _Index = QModelIndex()) -> int:     # noqa: B008  Qt's signature
        """Qt."""
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008
        """Qt."""
        return 0 if parent.isValid() else len(self._values)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: titles."""
        if orientation is not Qt.Orientation.Horizontal or self._found is None or section >= len(self._found.columns):
            return None
        column = self._found.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title
        return (_RIGHT if column.unit else _LEFT) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: a cell."""
        if self._found is None or not index.isValid():
            return None
        row, at = self._order[index.row()], index.column()
        column, value = self._found.columns[at], self._values[at][row]
        if role == Qt.ItemDataRole.DisplayRole:
            indent = "   " * self._depths[row] if at == 0 and self._depths and self._sorted is None else ""
            return indent + value_text(column.unit, value)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if column.unit else _LEFT
        if role == Qt.ItemDataRole.ToolTipRole:
            return safe(self._found.conditions[row])
        if role == SHARE_ROLE:
            return float(value) / self._most if column.name == self._found.measure else None
        return None
