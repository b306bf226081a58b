"""Throughput in one line, for the title of the folded pane: the whole capture, its brush, and the selected sessions.

Needs no pyqtgraph. A drag brushes, a double click or Esc clears, as in the plot.
"""
import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from netloupe_gui.bridge.focus import Brush
from netloupe_gui.models.rates import Array, Series
from netloupe_gui.theme.palette import theme_of

BIN_PIXELS = 2
LINES = 1.25                # of text, high
LEAST, MOST = 60, 4000      # pixels of width
PALE, REGION = 90, 60       # alpha of the busiest moments, and of the brush


class ThroughputLine(QWidget):
    """Bars along time. GUI thread only."""

    brushed = Signal(object, bool)      # Brush; whether the person has let go
    reset = Signal()                    # double click or Esc
    pointed = Signal(object)            # time in ns under the pointer, None outside

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty."""
        super().__init__(parent)
        self._series: Series | None = None
        self._brush: Brush | None = None
        self._whole = (0, 1)                # what the width stands for, in ns
        self._from: int | None = None       # where the person began to draw, in ns
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Throughput over the whole capture"))

    @property
    def bins(self) -> int:
        """How many bins can be told apart."""
        return max(16, self.width() // BIN_PIXELS)

    def show_series(self, series: Series | None, whole: tuple[int, int] = (0, 1)) -> None:
        """Draw these rates from one moment to another; None: there are none yet."""
        self._series, self._whole = series, (whole[0], max(whole[1], whole[0] + 1))
        self.update()

    def set_brush(self, brush: Brush | None) -> None:
        """Show the brushed range."""
        self._brush = brush
        self.update()

    def sizeHint(self) -> QSize:
        """Qt: as much width as there is."""
        return QSize(MOST, round(self.fontMetrics().height() * LINES))

    def minimumSizeHint(self) -> QSize:
        """Qt: a line that says something."""
        return QSize(LEAST, self.sizeHint().height())

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: draw all of it; there is one bar for two pixels."""
        drawn = self._series
        if drawn is None:
            return
        theme = theme_of(self.palette())
        base = self.height() - 1
        with QPainter(self) as painter:
            painter.setPen(QPen(QColor(theme.border), 1))
            painter.drawLine(0, base, self.width(), base)
            top = float(np.max(drawn.high, initial=0.0)) or 1.0
            pale = QColor(theme.accent)
            pale.setAlpha(PALE)
            self._bars(painter, drawn.high / top, pale)
            self._bars(painter, drawn.mean / top, QColor(theme.accent))
            if drawn.selected is not None:
                self._bars(painter, drawn.selected / top, QColor(theme.down))
            if self._brush is not None:
                self._paint_brush(painter, self._brush, QColor(theme.accent))

    def _bars(self, painter: QPainter, heights: Array, colour: QColor) -> None:
        assert self._series is not None
        room, length = self.height() - 2, self._whole[1] - self._whole[0]
        first = (self._series.start_ns - self._whole[0]) / length * self.width()
        step = self._series.bin_ns / length * self.width()
        for at in np.flatnonzero(heights > 0).tolist():
            high = max(1.0, min(1.0, float(heights[at])) * room)
            painter.fillRect(QRectF(first + at * step, self.height() - 1 - high, max(1.0, step), high), colour)

    def _paint_brush(self, painter: QPainter, brush: Brush, colour: QColor) -> None:
        left, right = self._x(brush.start_ns), self._x(brush.end_ns)
        painter.setPen(QPen(colour, 1))
        for x in (left, right):
            painter.drawLine(QPointF(x, 0), QPointF(x, self.height()))
        colour.setAlpha(REGION)
        painter.fillRect(QRectF(left, 0, max(1.0, right - left), self.height()), colour)

    # time and pixels

    def _x(self, moment: int) -> float:
        start, end = self._whole
        return min(max(0.0, (moment - start) / (end - start)), 1.0) * (self.width() - 1)

    def _moment(self, x: float) -> int:
        start, end = self._whole
        return start + round(min(max(0.0, x / max(1, self.width() - 1)), 1.0) * (end - start))

    def _draw(self, x: float, is_final: bool) -> None:
        assert self._from is not None
        brush = Brush(*sorted((self._from, self._moment(x))))
        self.set_brush(brush)
        self.brushed.emit(brush, is_final)

    # Qt

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: a brush may begin."""
        if event.button() == Qt.MouseButton.LeftButton and self._series is not None:
            self._from = self._moment(event.position().x())
            event.accept()
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: the brush goes on, or the pointer asks what is there."""
        if self._series is None:
            return
        if self._from is not None and event.buttons() & Qt.MouseButton.LeftButton:
            self._draw(event.position().x(), False)
        self.pointed.emit(self._moment(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: the brush is drawn; a click draws none."""
        if self._from is not None and self._series is not None:
            if self._moment(event.position().x()) != self._from:
                self._draw(event.position().x(), True)
            self._from = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Qt: no brush any more."""
        self._from = None
        self.reset.emit()

    def leaveEvent(self, event: QEvent) -> None:
        """Qt: nothing is pointed at."""
        self.pointed.emit(None)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Esc clears the brush."""
        if event.key() == Qt.Key.Key_Escape:
            self.reset.emit()
        else:
            super().keyPressEvent(event)
