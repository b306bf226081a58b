"""The model of the compare pane: a row for what two captures have, or one of them."""
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from netloupe_gui import text
from netloupe_gui.text.marked import T

if TYPE_CHECKING:
    from netloupe_engine.analysis import Comparison

AnyIndex = QModelIndex | QPersistentModelIndex
TITLES = (T("Comparison", "Change"), T("Comparison", "What"), T("Comparison", "Sessions"),
          T("Comparison", "Bytes"), T("Comparison", "Round trip"), T("Comparison", "Response"),
          T("Comparison", "Duration"), T("Comparison", "Why"))
VERDICT, WHAT, SESSIONS, BYTES, ROUND_TRIP, RESPONSE, DURATION, WHY = range(len(TITLES))
_OF = {SESSIONS: "sessions", BYTES: "bytes", ROUND_TRIP: "rtt", RESPONSE: "response", DURATION: "duration"}
_WORDS = {"new": T("Comparison", "+ new"), "gone": T("Comparison", "− gone"), "slower": T("Comparison", "▲ slower"),
          "faster": T("Comparison", "▼ faster"), "same": T("Comparison", "= same")}
_TEXTS = (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.ToolTipRole), int(Qt.ItemDataRole.AccessibleTextRole))
SHARES = Qt.ItemDataRole.UserRole       # of the greatest of a column: before, after
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class ComparisonModel(QAbstractTableModel):
    """GUI thread only."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Empty."""
        super().__init__(parent)
        self.found: Comparison | None = None
        self._labels: tuple[str, ...] = ()
        self._most: dict[int, int] = {}

    def show(self, found: "Comparison | None") -> None:
        """Show this."""
        self.beginResetModel()
        self.found = found
        self._labels = found.labels if found is not None else ()
        self._most = {} if found is None or not len(found) else {
            column: max(int(max(found.column(f"{name}_{when}").values)) for when in ("before", "after"))
            for column, name in _OF.items()}
        self.endResetModel()

    def verdict(self, row: int) -> str:
        """What became of it, in the engine's word."""
        assert self.found is not None
        return str(self.found.column("verdict").values[row])

    def condition(self, row: int) -> str:
        """The filter that chooses what a row counts."""
        assert self.found is not None
        return self.found.conditions[row]

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        """Qt: how many."""
        return 0 if self.found is None or (parent is not None and parent.isValid()) else len(self.found)

    def columnCount(self, parent: AnyIndex | None = None) -> int:
        """Qt: how many."""
        return 0 if parent is not None and parent.isValid() else len(TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation,
                   role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: a column's title."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.tr(TITLES[section])
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section in _OF else _LEFT
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: a cell."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if index.column() in _OF else _LEFT
        if role == SHARES:
            return self.shares(index.row(), index.column())
        return self.cell(index.row(), index.column()) if int(role) in _TEXTS else None

    def shares(self, row: int, column: int) -> tuple[float, float] | None:
        """Before and after, of the greatest in the column; None where there are no numbers."""
        most = self._most.get(column, 0)
        if most <= 0:
            return None
        was, now = self._numbers(row, column)
        return max(was, 0) / most, max(now, 0) / most

    def _numbers(self, row: int, column: int) -> tuple[int, int]:
        assert self.found is not None
        was, now = (int(self.found.column(f"{_OF[column]}_{when}").values[row]) for when in ("before", "after"))
        return was, now

    def cell(self, row: int, column: int) -> str:
        """What a cell says."""
        assert self.found is not None
        if column == VERDICT:
            return self.tr(_WORDS[self.verdict(row)])
        if column == WHAT:
            return text.one_line(self._labels[row])
        if column == WHY:
            return text.one_line(str(self.found.column("why").values[row]))
        was, now = (_told(number, column) for number in self._numbers(row, column))
        return now if was == now else f"{was} → {now}"


def _told(number: int, column: int) -> str:
    if number < 0:
        return "–"
    return {SESSIONS: text.count, BYTES: text.size}.get(column, text.duration)(number)
