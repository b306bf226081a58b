"""The segments of a TCP session as a table, for who reads rather than looks. Cells are made when they are seen."""
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from netloupe_gui.models.tcp_plot import TcpPlot
from netloupe_gui.text import count, duration, relative

_Index = QModelIndex | QPersistentModelIndex
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
FLAGS = "FSRPAUEC"          # from the lowest bit on
TEXTS = (2, 3, 10)          # columns that are words


def flag_letters(flags: int) -> str:
    """TCP's flags as letters, e.g. "SA"."""
    return "".join(letter for bit, letter in enumerate(FLAGS) if flags >> bit & 1)


class TcpTable(QAbstractTableModel):
    """A row a segment, in the order of time. GUI thread only."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Empty."""
        super().__init__(parent)
        self._plot: TcpPlot | None = None
        self._titles = (self.tr("#"), self.tr("Time"), self.tr("Way"), self.tr("Flags"), self.tr("Sequence"),
                        self.tr("Length"), self.tr("Acknowledgement"), self.tr("Window"), self.tr("In flight"),
                        self.tr("Round trip"), self.tr("What it is"))

    def show_plot(self, plot: TcpPlot | None) -> None:
        """Show another session."""
        self.beginResetModel()
        self._plot = plot
        self.endResetModel()

    def packet_at(self, row: int) -> int:
        """The number of the packet in a row of the table; 0 without."""
        if self._plot is None or not 0 <= row < self.rowCount():
            return 0
        return int(self._plot.series.packets[self._plot.order[row]])

    def row_of(self, packet: int) -> int:
        """The row of the table with a packet, -1."""
        row = self._plot.row_of(packet) if self._plot is not None else -1
        if self._plot is None or row < 0:
            return -1
        moment = int(self._plot.series.times_ns[row])
        low = int(self._plot.series.times_ns.searchsorted(moment, sorter=self._plot.order))
        return next((at for at in range(low, len(self._plot.order)) if int(self._plot.order[at]) == row), -1)

    # Qt

    def rowCount(self, parent: _Index = QModelIndex()) -> int:      # noqa: B008  Qt's own way
        """Qt."""
        return 0 if parent.isValid() or self._plot is None else len(self._plot.order)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:   # noqa: B008  Qt's own way
        """Qt."""
        return 0 if parent.isValid() else len(self._titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._titles[section]
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Qt."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT if index.column() in TEXTS else _RIGHT
        if role != Qt.ItemDataRole.DisplayRole or self._plot is None:
            return None
        return self._cell(int(self._plot.order[index.row()]), index.column())

    def _cell(self, row: int, column: int) -> str:
        assert self._plot is not None
        series = self._plot.series
        way = int(series.ways[row])
        if column == 0:
            return count(int(series.packets[row]))
        if column == 1:
            return relative(int(series.times_ns[row]), self._plot.start_ns)
        if column == 2:
            return "↑↓"[way]
        if column == 3:
            return flag_letters(int(series.flags[row]))
        if column == 9:
            rtt = int(series.rtt_ns[row])
            return duration(rtt) if rtt >= 0 else ""
        if column == 10:
            blocks = [f"SACK {count(begin)}–{count(end)}" for begin, end in series.blocks_of(row)]
            return ", ".join((*series.notes_of(row), *blocks))
        values = {4: series.sequences, 5: series.sizes, 6: series.acks, 7: series.windows, 8: series.in_flight[way]}
        value = int(values[column][row])
        return count(value) if value >= 0 or column != 6 else ""
