"""The header of a table: titles with room of their own for the arrow and rank of a sort key."""
from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPolygonF
from PySide6.QtWidgets import QHeaderView, QWidget

from netloupe_gui.models.table import ColumnTableModel
from netloupe_gui.theme.palette import theme_of

SIDES = 6               # pixels left and right of a title
ARROW = 8               # pixels across
GAP = 5                 # between title and arrow
AIR = 10                # above and below a title


class TableHeader(QHeaderView):
    """Paints flat sections in the colours of the theme. GUI thread only."""

    def __init__(self, model: ColumnTableModel, parent: QWidget) -> None:
        """Of a table over this model."""
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._model = model
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(24)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)

    def title(self, logical: int) -> str:
        """What a section is called."""
        return self._model.title(logical)

    def room_needed(self, logical: int) -> int:
        """Pixels that a section needs to be read, sorted or not."""
        metrics = QFontMetrics(self.font())
        return metrics.horizontalAdvance(self.title(logical)) + 2 * SIDES + GAP + ARROW + 2

    def sizeHint(self) -> QSize:
        """Qt: a line with some air."""
        return QSize(super().sizeHint().width(), QFontMetrics(self.font()).height() + AIR)

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        """Qt: draw one section."""
        theme = theme_of(self.palette())
        painter.save()
        painter.fillRect(rect, QColor(theme.window))
        painter.setPen(QColor(theme.border))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        room = rect.adjusted(SIDES, 0, -SIDES, -1)
        ranks = [number for number, key in enumerate(self._model.sort_keys)
                 if key.column is self._model.columns[logical]]
        painter.setPen(QColor(theme.text))
        painter.setFont(self.font())
        metrics = QFontMetrics(self.font())
        if ranks:
            room.setRight(room.right() - self._draw_arrow(painter, room, ranks[0], theme.accent))
        text = metrics.elidedText(self.title(logical), Qt.TextElideMode.ElideRight, room.width())
        side = Qt.AlignmentFlag.AlignRight if self._model.columns[logical].right else Qt.AlignmentFlag.AlignLeft
        painter.setPen(QColor(theme.text))
        painter.drawText(room, side | Qt.AlignmentFlag.AlignVCenter, text)
        painter.restore()

    def _draw_arrow(self, painter: QPainter, room: QRect, rank: int, colour: str) -> int:
        """An arrow at the right end, with its rank from the second key on; answers how many pixels it took."""
        metrics = QFontMetrics(self.font())
        number = str(rank + 1) if rank else ""
        taken = metrics.horizontalAdvance(number)
        painter.setPen(QColor(colour))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), number)
        left, middle = room.right() - taken - ARROW, room.center().y() + 0.5
        down = self._model.sort_keys[rank].descending
        base, tip = (middle - 2.5, middle + 2.5) if down else (middle + 2.5, middle - 2.5)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colour))
        painter.drawPolygon(QPolygonF([QPointF(left, base), QPointF(left + ARROW, base),
                                       QPointF(left + ARROW / 2, tip)]))
        return taken + ARROW + GAP
