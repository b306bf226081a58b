"""The model of the files pane: a row a file, in any order."""
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from netloupe_gui import text
from netloupe_gui.text.marked import T

if TYPE_CHECKING:
    from netloupe_engine.analysis import CarvedFile

AnyIndex = QModelIndex | QPersistentModelIndex
TITLES = (T("Files", "Name"), T("Files", "Type"), T("Files", "Size"), T("Files", "Whole"), T("Files", "Session"),
          T("Files", "Packet"), T("Files", "Time"), T("Files", "From"), T("Files", "To"), T("Files", "SHA-256"))
NAME, KIND, SIZE, WHOLE, SESSION, PACKET, TIME, SENDER, RECEIVER, HASH = range(len(TITLES))
_NUMBERS = (SIZE, SESSION, PACKET)
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_FIELDS = {NAME: "name", KIND: "kind", SIZE: "size", WHOLE: "is_whole", SESSION: "session", PACKET: "packet",
           TIME: "time_ns", SENDER: "sender", RECEIVER: "receiver", HASH: "sha256"}
_TEXTS = (int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.ToolTipRole), int(Qt.ItemDataRole.AccessibleTextRole))
Key = tuple[int, int, int]      # session, way, number


class FilesModel(QAbstractTableModel):
    """GUI thread only."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Empty."""
        super().__init__(parent)
        self.files: tuple[CarvedFile, ...] = ()
        self._order: Any = np.zeros(0, np.int64)
        self._by, self._is_down = PACKET, False

    def show(self, files: "tuple[CarvedFile, ...]") -> None:
        """Show these."""
        self.beginResetModel()
        self.files = files
        self._arrange()
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Qt: by a column; those that are equal by their packets."""
        self.layoutAboutToBeChanged.emit()
        before = self._order
        self._by, self._is_down = column, order is Qt.SortOrder.DescendingOrder
        self._arrange()
        places = np.empty(len(before), np.int64)
        places[self._order] = np.arange(len(before))
        for index in self.persistentIndexList():
            self.changePersistentIndex(index, self.index(int(places[before[index.row()]]), index.column()))
        self.layoutChanged.emit()

    def _arrange(self) -> None:
        def value(file: "CarvedFile") -> Any:
            found = getattr(file, _FIELDS[self._by])
            return found.casefold() if isinstance(found, str) else found

        by_packet = sorted(range(len(self.files)), key=lambda at: (self.files[at].packet, self.files[at].number))
        order = sorted(by_packet, key=lambda at: value(self.files[at]), reverse=self._is_down)
        self._order = np.array(order, np.int64)

    def file(self, row: int) -> "CarvedFile":
        """The file of a row."""
        return self.files[int(self._order[row])]

    def key(self, row: int) -> Key:
        """Which file it is, whatever else there is."""
        file = self.file(row)
        return file.session, file.way, file.number

    def row_of(self, key: Key) -> int:
        """Where a file is now; -1: nowhere."""
        return next((row for row in range(len(self.files)) if self.key(row) == key), -1)

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        """Qt: how many."""
        return 0 if parent is not None and parent.isValid() else len(self.files)

    def columnCount(self, parent: AnyIndex | None = None) -> int:
        """Qt: how many."""
        return 0 if parent is not None and parent.isValid() else len(TITLES)

    def headerData(self, section: int, orientation: Qt.Orientation,
                   role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: a column's title."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.tr(TITLES[section])
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if section in _NUMBERS else _LEFT
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt: a cell."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _RIGHT if index.column() in _NUMBERS else _LEFT
        return self.cell(index.row(), index.column()) if int(role) in _TEXTS else None

    def cell(self, row: int, column: int) -> str:
        """What a cell says."""
        file = self.file(row)
        if column == SIZE:
            return text.size(file.size)
        if column == WHOLE:
            return self.tr("yes") if file.is_whole else self.tr("no")
        if column == TIME:
            return text.clock(file.time_ns, 6)
        return text.one_line(str(getattr(file, _FIELDS[column])))
