"""A sparkline in a cell: how a number went, and what it is now."""
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from netloupe_gui.models.devices import GOOD_ROLE, RATES_ROLE
from netloupe_gui.theme.palette import theme_of

SLOTS = 60              # samples across the full width
_NUMBER_DIGITS = 6      # room for the number beside the line


def paint_sparkline(painter: QPainter, area: QRectF, values: Sequence[float], colour: QColor) -> None:
    """A filled line, newest at the right; its height is that of the largest value, at least one packet a second."""
    if len(values) < 2 or area.width() < 4:
        return
    top = max(1.0, *values)
    step = area.width() / (SLOTS - 1)
    left = area.right() - step * (len(values) - 1)
    points = [QPointF(left + step * at, area.bottom() - value / top * (area.height() - 1))
              for at, value in enumerate(values[-SLOTS:])]
    line = QPainterPath(points[0])
    for point in points[1:]:
        line.lineTo(point)
    filled = QPainterPath(line)
    filled.lineTo(area.right(), area.bottom())
    filled.lineTo(points[0].x(), area.bottom())
    soft = QColor(colour)
    soft.setAlpha(60)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillPath(filled, soft)
    painter.setPen(QPen(colour, 1.2))
    painter.drawPath(line)
    painter.restore()


class SparklineDelegate(QStyledItemDelegate):
    """Draws the sparkline of RATES_ROLE at the left and the cell's text at the right."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem,
              index: QModelIndex | QPersistentModelIndex) -> None:
        """Qt: draw one cell."""
        values = index.data(RATES_ROLE) or ()
        prepared = QStyleOptionViewItem(option)
        self.initStyleOption(prepared, index)
        text, prepared.text = prepared.text, ""
        style = prepared.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, prepared, painter, prepared.widget)
        is_selected = bool(prepared.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if is_selected else QPalette.ColorRole.Text
        room: QRect = prepared.rect
        number = prepared.fontMetrics.horizontalAdvance("0") * _NUMBER_DIGITS
        colour = prepared.palette.color(role) if is_selected else QColor(theme_of(prepared.palette).accent)
        paint_sparkline(painter, QRectF(room).adjusted(8, 5, -number - 14, -5), values, colour)
        painter.save()
        painter.setPen(prepared.palette.color(role))
        painter.setFont(prepared.font)
        painter.drawText(room.adjusted(0, 0, -8, 0), int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter),
                         text)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Qt: wide enough for a line that says something."""
        hint = super().sizeHint(option, index)
        return QSize(option.fontMetrics.horizontalAdvance("0") * 22, hint.height())


class VerdictDelegate(QStyledItemDelegate):
    """Text in the colour of good or of a warning; the text itself begins with a glyph."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Qt: prepare one cell."""
        super().initStyleOption(option, index)
        is_good = index.data(GOOD_ROLE)
        if isinstance(is_good, bool):
            theme = theme_of(option.palette)
            option.palette.setColor(QPalette.ColorRole.Text, QColor(theme.good if is_good else theme.warning))
