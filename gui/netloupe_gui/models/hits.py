"""The list of what was found: a row a place, read from the engine's answers as they come."""
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer

from netloupe_engine.model import Hit
from netloupe_gui.bridge.finder import Row
from netloupe_gui.text import relative, safe
from netloupe_gui.text.marked import T

if TYPE_CHECKING:
    from netloupe_engine.analysis import Analysis

AnyIndex = QModelIndex | QPersistentModelIndex
TITLES = (T("Hits", "Packet"), T("Hits", "Session"), T("Hits", "Since start"), T("Hits", "Dir."), T("Hits", "Offset"),
          T("Hits", "Found"))
PACKET, SESSION, TIME, WAY, OFFSET, FOUND = range(len(TITLES))
FORGOTTEN = 5_000       # rows in a turn of the event loop
NUMBERS = (PACKET, SESSION, TIME, OFFSET)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class HitsModel(QAbstractTableModel):
    """Places in the order in which they were found. GUI thread only."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Empty."""
        super().__init__(parent)
        self._hits: list[Row] = []
        self._old: list[Row] = []           # of the search before: a hundred thousand take a while to be freed
        self._forgetting = QTimer(self)
        self._forgetting.setInterval(0)
        self._forgetting.timeout.connect(self._forget_some)
        self._analysis: Analysis | None = None

    def hit(self, row: int) -> Hit:
        """What a row is about."""
        return Hit(*self._hits[row])

    def set_analysis(self, analysis: "Analysis | None") -> None:
        """Another capture is shown."""
        self._analysis = analysis
        self.clear()

    def clear(self) -> None:
        """Another search begins."""
        self.beginResetModel()
        self._old += self._hits
        self._hits = []
        self.endResetModel()
        self._forgetting.start()

    def _forget_some(self) -> None:
        del self._old[-FORGOTTEN:]
        if not self._old:
            self._forgetting.stop()

    def append(self, hits: list[Row]) -> None:
        """More was found."""
        self.beginInsertRows(QModelIndex(), len(self._hits), len(self._hits) + len(hits) - 1)
        self._hits += hits
        self.endInsertRows()

    def parts(self, row: int) -> tuple[str, str, str]:
        """What stands before a place, at it and behind it, safe to be shown."""
        hit = self.hit(row)
        return safe(hit.before), safe(hit.found), safe(hit.after)

    def size_in_packet(self, row: int) -> int:
        """Bytes of a place that are in the packet it begins in."""
        hit = self.hit(row)
        assert self._analysis is not None
        return max(1, min(hit.size, self._analysis.packets.cell("length", hit.packet - 1) - hit.at))

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        """Qt: how many."""
        return 0 if parent is not None and parent.isValid() else len(self._hits)

    def columnCount(self, parent: AnyIndex | None = None) -> int:
        """Qt: how many."""
        return 0 if parent is not None and parent.isValid() else len(TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation,
                   role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: a column's title."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.tr(TITLES[section])
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section in NUMBERS else _LEFT
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: a cell."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if index.column() in NUMBERS else _LEFT
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.text(index.row(), index.column())
        return None

    def text(self, row: int, column: int) -> str:
        """What a cell says."""
        hit = self.hit(row)
        if column == FOUND:
            return "".join(self.parts(row))
        if column == TIME:
            return self._time(hit)
        if column == WAY:
            return ("↑", "↓")[hit.way] if hit.session else ""
        number = (hit.packet, hit.session, 0, 0, hit.offset)[column]
        return str(number) if number or column == OFFSET else ""

    def _time(self, hit: Hit) -> str:
        if self._analysis is None:
            return ""
        packets = self._analysis.packets
        return relative(packets.cell("time_ns", hit.packet - 1), packets.cell("time_ns", 0))
