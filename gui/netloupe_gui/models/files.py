"""The model of the files pane: a row a file, in any order."""
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from netloupe_gui import text
from netloupe_gui.bridge.files import Key, Order
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


class FilesModel(QAbstractTableModel):
    """GUI thread only."""

    order_asked = Signal(object)        # Order: whoever shows files shows them in it

    def __init__(self, parent: QObject | None = None) -> None:
        """Empty."""
        super().__init__(parent)
        self.files: tuple[CarvedFile, ...] = ()

    def show(self, files: "tuple[CarvedFile, ...]") -> None:
        """Show these, in this order."""
        self.beginResetModel()
        self.files = files
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Qt: by a column."""
        self.order_asked.emit(Order(_FIELDS[column], order is Qt.SortOrder.DescendingOrder))

    def file(self, row: int) -> "CarvedFile":
        """The file of a row."""
        return self.files[row]

    def key(self, row: int) -> Key:
        """Which file it is, whatever else there is."""
        file = self.files[row]
        return file.session, file.way, file.number

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
