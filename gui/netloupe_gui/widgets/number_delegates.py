"""Numbers in a table's cells: right-aligned, and two of them in one cell."""
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from netloupe_gui.models.columns import PAIR_DOWN, PAIR_UP

AFTER = "\u2002"        # keeps right-aligned text off the left-aligned column that follows


class NumberDelegate(QStyledItemDelegate):
    """Of right-aligned columns."""

    def displayText(self, value: object, locale: object) -> str:
        """Qt: the text of a cell."""
        return f"{value}{AFTER}"


class PairDelegate(QStyledItemDelegate):
    """Two numbers, each aligned right in its half of the cell, as if they were two columns."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem,
              index: QModelIndex | QPersistentModelIndex) -> None:
        """Qt: draw one cell."""
        prepared = QStyleOptionViewItem(option)
        self.initStyleOption(prepared, index)
        first, _up, second = prepared.text.partition(PAIR_UP)
        prepared.text = ""
        style = prepared.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, prepared, painter, prepared.widget)
        is_selected = bool(prepared.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if is_selected else QPalette.ColorRole.Text
        room, spare = prepared.rect, prepared.fontMetrics.horizontalAdvance(AFTER)
        painter.save()
        painter.setPen(prepared.palette.color(role))
        painter.setFont(prepared.font)
        half = (room.width() + spare) // 2
        flags = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        halves = (QRect(room.left(), room.top(), half, room.height()), room)
        for part, text in zip(halves, (first, second.removesuffix(PAIR_DOWN)), strict=True):
            painter.drawText(part.adjusted(0, 0, -spare, -1), flags, text)     # on the line of the style's own texts
        painter.restore()
