"""A statistic's picture as a widget: pointed at, clicked, walked by keys, saved to files."""
from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from netloupe_gui.plots.drawing import Drawing, Look
from netloupe_gui.plots.drawing_bars import Bars, Histogram
from netloupe_gui.plots.drawing_shapes import Icicle, Matrix
from netloupe_gui.plots.drawing_time import Lines, Stack
from netloupe_gui.text import tip
from netloupe_gui.theme.palette import theme_of

if TYPE_CHECKING:
    from netloupe_engine.analysis import Statistic

DRAWINGS: dict[str, type[Drawing]] = {
    "bars": Bars, "histogram": Histogram, "stack": Stack, "lines": Lines, "icicle": Icicle, "matrix": Matrix}
SMALLEST = QSize(220, 120)


class StatisticPicture(QWidget):
    """The picture. GUI thread only."""

    picked = Signal(int, bool)          # a row was clicked; whether with Ctrl
    menu_asked = Signal(int, QPoint)    # ... with the right button, where on the screen

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty."""
        super().__init__(parent)
        self.setObjectName("statistic_picture")
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._drawing: Drawing | None = None
        self._row = -1
        self._pressed = -1

    @property
    def drawing(self) -> Drawing | None:
        """What is drawn."""
        return self._drawing

    @property
    def row(self) -> int:
        """The row that is pointed at, -1: none."""
        return self._row

    def show_statistic(self, found: Statistic | None) -> None:
        """Draw another answer."""
        self._drawing = DRAWINGS[found.kind.picture](found) if found is not None and len(found) else None
        self._row = -1
        self._place()

    def centre_of(self, row: int) -> QPoint:
        """Where a row's part is."""
        if self._drawing is None:
            return QPoint(-1, -1)
        return next((rect.center().toPoint() for rect, of in self._drawing.parts if of == row), QPoint(-1, -1))

    def paint_on(self, painter: QPainter) -> None:
        """Paint it elsewhere, without what is pointed at."""
        painter.fillRect(self.rect(), QColor(theme_of(self.palette()).base))
        if self._drawing is not None:
            self._drawing.paint(painter, self._look(), -1)

    def _look(self) -> Look:
        return Look(theme_of(self.palette()), self.font())

    def _place(self) -> None:
        if self._drawing is not None and self.width() > 0 and self.height() > 0:
            self._drawing.place(QSizeF(self.size()), self._look())
        self.update()

    def _point_at(self, row: int) -> None:
        if row != self._row:
            self._row = row
            self.setCursor(Qt.CursorShape.PointingHandCursor if row >= 0 else Qt.CursorShape.ArrowCursor)
            self.update()

    # Qt

    def minimumSizeHint(self) -> QSize:
        """Qt."""
        return SMALLEST

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme_of(self.palette()).base))
        if self._drawing is not None:
            self._drawing.paint(painter, self._look(), self._row)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt."""
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        """Qt: follow theme and text size."""
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._place()
        super().changeEvent(event)

    def event(self, event: QEvent) -> bool:
        """Qt: what is under the pointer."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            place = QPointF(event.pos())
            row = self._drawing.row_at(place) if self._drawing is not None else -1
            if self._drawing is None or row < 0:
                QToolTip.hideText()
            else:
                QToolTip.showText(event.globalPos(), tip(self._drawing.tip(row, place)), self)
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt."""
        self._point_at(self._drawing.row_at(event.position()) if self._drawing is not None else -1)

    def leaveEvent(self, event: QEvent) -> None:
        """Qt."""
        self._point_at(-1)
        super().leaveEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt."""
        if event.button() == Qt.MouseButton.LeftButton and self._drawing is not None:
            self._pressed = self._drawing.row_at(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: a click asks."""
        if event.button() != Qt.MouseButton.LeftButton or self._drawing is None:
            return
        row, self._pressed = self._pressed, -1
        if row >= 0 and row == self._drawing.row_at(event.position()):
            self.picked.emit(row, bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt: of the row under the pointer, or that the keys chose."""
        row = self._row
        if event.reason() is QContextMenuEvent.Reason.Mouse and self._drawing is not None:
            row = self._drawing.row_at(QPointF(event.pos()))
        self.menu_asked.emit(row, event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: arrows walk from part to part, Enter asks."""
        rows = [row for _, row in self._drawing.parts] if self._drawing is not None else []
        key = event.key()
        if rows and key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Left):
            step = 1 if key in (Qt.Key.Key_Down, Qt.Key.Key_Right) else -1
            at = rows.index(self._row) if self._row in rows else (-1 if step > 0 else 0)
            self._point_at(rows[(at + step) % len(rows)])
            self._tell()
        elif rows and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._row in rows:
            self.picked.emit(self._row, bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        else:
            super().keyPressEvent(event)

    def _tell(self) -> None:
        """What the keys chose, for who does not see it."""
        if self._drawing is not None:
            told = self._drawing.tip(self._row, QPointF(-1, -1))
            self.setAccessibleDescription(told)
            place = self.centre_of(self._row)
            QToolTip.showText(self.mapToGlobal(place), tip(told), self, self.rect())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Qt."""
        QToolTip.hideText()
        super().focusOutEvent(event)
