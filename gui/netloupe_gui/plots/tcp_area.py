"""A plot of TCP's segments as a widget: zoomed, panned, brushed, pointed at, walked by keys."""
from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QToolTip, QWidget

from netloupe_gui.bridge.focus import Brush
from netloupe_gui.models.tcp_plot import Layer, TcpPlot, nearest, throughput_layers, values_in_sight
from netloupe_gui.plots.drawing import Look
from netloupe_gui.plots.tcp_paint import Values, draw_layers, draw_legend, draw_values, label_width, values_for
from netloupe_gui.text import tip
from netloupe_gui.theme.palette import theme_of
from netloupe_gui.widgets.time_axis import Scale, draw_axis, draw_brush, draw_grid

SHORTEST_NS = 200           # of time that can fill the plot
REACH = 9                   # pixels around the pointer in which a segment is meant
ZOOM = 0.8                  # of the range, by a notch of the wheel
AIR = 10                    # pixels at the right edge
SMALLEST = QSize(200, 110)


class TcpArea(QWidget):
    """Custom painting: what is drawn depends on pixels, not on segments. GUI thread only."""

    packet_clicked = Signal(int)
    brushed = Signal(object, bool)          # Brush; whether the person has let go
    brush_cleared = Signal()
    explain = Signal(int)                   # the row pointed at
    stepped = Signal(int)                   # previous (-1) or next (1) packet is wanted, by keys
    view_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty."""
        super().__init__(parent)
        self.setObjectName("tcp_area")
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._plot: TcpPlot | None = None
        self._kind = "sequence"
        self._ways: tuple[int, ...] = (0, 1)
        self._view: tuple[int, int] | None = None       # None: all there is
        self._brush: Brush | None = None
        self._selected = 0
        self._hovered = -1
        self._pressed: QPointF | None = None
        self._grip: tuple[int, int] | None = None       # the view when panning began
        self._dragging = False
        self._generation = 0
        self._ground_of: tuple[object, ...] | None = None
        self._drawn_ground = QPixmap()
        self._layers: list[Layer] = []
        self._values = Values(0.0, 1.0, 0, 1)
        self._box = QRect()

    # Content

    @property
    def plot(self) -> TcpPlot | None:
        """What is drawn."""
        return self._plot

    @property
    def layers(self) -> list[Layer]:
        """What is drawn now, from the back to the front."""
        self._place()
        return self._layers

    @property
    def values(self) -> Values:
        """From values to pixels as shown now."""
        self._place()
        return self._values

    @property
    def scale(self) -> Scale:
        """From time to pixels as shown now."""
        self._place()
        return self._scale()

    def show_plot(self, plot: TcpPlot | None, keep_view: bool = False) -> None:
        """Draw another session, or the same with more segments."""
        self._plot = plot
        self._generation += 1
        self._hovered = -1
        if not keep_view:
            self._view = None
        self.update()

    def set_kind(self, kind: str) -> None:
        """Draw another plot of the session; the range of time stays."""
        self._kind = kind
        self.update()

    def set_ways(self, ways: tuple[int, ...]) -> None:
        """Draw these directions."""
        self._ways = ways
        self.update()

    def set_brush(self, brush: Brush | None) -> None:
        """Show the brushed range."""
        self._brush = brush
        self.update()

    def set_selected(self, packet: int) -> None:
        """Show the selected packet; move the view to it if it is outside."""
        self._selected = packet
        row = self._plot.row_of(packet) if self._plot is not None else -1
        if self._plot is not None and row >= 0 and self._view is not None:
            moment, (start, end) = int(self._plot.series.times_ns[row]), self._view
            if not start <= moment <= end:
                self._set_view(moment - (end - start) // 2, moment + (end - start) // 2)
        self.update()

    def is_zoomed(self) -> bool:
        """Whether less than everything is shown."""
        return self._view is not None

    def show_whole(self) -> None:
        """Zoom out to everything."""
        self._view = None
        self.view_changed.emit()
        self.update()

    def zoom(self, factor: float, x: float | None = None) -> None:
        """Show `factor` of the range, the moment under `x` (default: the middle) staying where it is."""
        scale = self.scale
        fixed = scale.time(scale.left + scale.width / 2 if x is None else x)
        span = max(SHORTEST_NS, round((scale.end_ns - scale.start_ns) * factor))
        share = (fixed - scale.start_ns) / max(1, scale.end_ns - scale.start_ns)
        start = fixed - round(span * share)
        self._set_view(start, start + span)

    def place_of(self, packet: int) -> QPointF | None:
        """Where a packet's own mark is, if it has one in sight."""
        found = self._mark_of(self._plot.row_of(packet)) if self._plot is not None else None
        return None if found is None else QPointF(*found[:2])

    # Geometry

    def _whole(self) -> tuple[int, int]:
        if self._plot is None:
            return 0, 1_000_000_000
        margin = max((self._plot.end_ns - self._plot.start_ns) // 50, SHORTEST_NS)
        return self._plot.start_ns - margin, self._plot.end_ns + margin

    def _set_view(self, start: int, end: int) -> None:
        first, last = whole = self._whole()
        span = min(end - start, last - first)
        start = max(first, min(start, last - span))
        self._view = None if (start, start + span) == whole else (start, start + span)
        self.view_changed.emit()
        self.update()

    def _scale(self) -> Scale:
        start, end = self._view or self._whole()
        return Scale(start, end, self._box.left(), max(1, self._box.width()))

    def _look(self) -> Look:
        return Look(theme_of(self.palette()), self.font())

    def _place(self) -> None:
        """Find room: the axes take what their numbers need, and the values what is in sight."""
        plot, line = self._plot, self.fontMetrics().height()
        if plot is None:
            self._layers = []
            return
        top, floor = line + 10, self.height() - line - 8
        start, end = self._view or self._whole()
        self._box = QRect(0, top, max(1, self.width() - AIR), max(1, floor - top))
        if self._kind == "throughput":
            layers = throughput_layers(plot, self._ways, start, end, self._box.width())
        else:
            layers = [layer for layer in plot.layers[self._kind] if layer.way in self._ways]
        found = values_in_sight(layers, start, end) or (0.0, 1.0)
        self._values = values_for(*found, top, self._box.height(), self._kind != "sequence")
        self._box.setLeft(label_width(self._look(), self._kind, self._values))
        self._layers = layers

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt."""
        with QPainter(self) as painter:         # ended whatever happens: Qt dies of one left open
            painter.drawPixmap(0, 0, self._ground())
            self._draw_pointers(painter)
            if self.hasFocus():
                painter.setPen(QPen(QColor(theme_of(self.palette()).accent), 1))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def paint_on(self, painter: QPainter) -> None:
        """Paint it elsewhere, without what is pointed at."""
        painter.fillRect(self.rect(), QColor(theme_of(self.palette()).base))
        painter.setFont(self.font())
        if self._plot is None:
            return
        self._place()
        look, scale = self._look(), self._scale()
        strip = QRect(self._box.left(), 0, self._box.width(), self._box.bottom() + 1)
        draw_grid(painter, scale, strip.adjusted(0, self._box.top(), 0, 0), look.theme)
        draw_values(painter, look, self._kind, self._values, self._box)
        draw_brush(painter, self._brush, scale, strip, look.theme)
        draw_layers(painter, look.theme, self._layers, scale, self._values, self._box, len(self._ways) > 1)
        draw_legend(painter, look, self._layers, self._ways,
                    QRect(self._box.left(), 3, self._box.width(), self.fontMetrics().height() + 2))
        below = QRect(0, self._box.bottom() + 1, self.width(), self.height() - self._box.bottom() - 1)
        draw_axis(painter, scale, below, look.theme)

    def _ground(self) -> QPixmap:
        """All that stays while one goes from packet to packet, drawn once."""
        ratio = self.devicePixelRatioF()
        key = (self.size().toTuple(), self._view, theme_of(self.palette()).name, self._brush, self._kind, self._ways,
               ratio, self.font().key(), self._generation)
        if key != self._ground_of:
            pixmap = QPixmap(self.size() * ratio)
            pixmap.setDevicePixelRatio(ratio)
            with QPainter(pixmap) as painter:
                self.paint_on(painter)
            self._ground_of, self._drawn_ground = key, pixmap
        return self._drawn_ground

    def _mark_of(self, row: int) -> tuple[float, float, float] | None:
        """Where a segment is drawn: x, and from which y to which; None where it has no mark of its own here."""
        if self._plot is None or row < 0:
            return None
        scale = self._scale()
        for layer in reversed(self._layers):
            if self._kind == "throughput":
                break
            moment = int(self._plot.series.times_ns[row])
            low = int(layer.times.searchsorted(moment))
            high = int(layer.times.searchsorted(moment, "right"))
            at = next((at for at in range(low, min(high, low + 1000)) if int(layer.rows[at]) == row), -1)
            if at >= 0:
                return (scale.x(moment), float(self._values.y(float(layer.highs[at]))),
                        float(self._values.y(float(layer.lows[at]))))
        return None

    def _draw_pointers(self, painter: QPainter) -> None:
        if self._plot is None:
            return
        theme, scale = theme_of(self.palette()), self._scale()
        painter.setClipRect(self._box.adjusted(0, -8, 0, 0))
        for row, name in ((self._hovered, theme.text), (self._plot.row_of(self._selected), theme.accent)):
            if row < 0:
                continue
            x = scale.x(int(self._plot.series.times_ns[row]))
            colour = QColor(name)
            faint = QColor(name)
            faint.setAlpha(120)
            painter.setPen(QPen(faint, 1))
            painter.drawLine(QPointF(x, self._box.top()), QPointF(x, self._box.bottom()))
            found = self._mark_of(row)
            if found is not None:
                _x, high, low = found
                painter.setPen(QPen(colour, 3, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
                painter.drawLine(QPointF(x, min(high, low - 3)), QPointF(x, low))
                painter.setPen(QPen(colour, 1))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(QPointF(x, (high + low) / 2), 6.0, 6.0)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            top = self._box.top()
            painter.drawPolygon(QPolygonF([QPointF(x - 4.5, top - 6), QPointF(x + 4.5, top - 6), QPointF(x, top)]))
        painter.setClipping(False)

    # Mouse

    def row_at(self, place: QPointF) -> int:
        """The segment meant by a place, -1 where there is none."""
        self._place()
        if self._plot is None or not self._box.adjusted(-2, -2, 2, 2).contains(place.toPoint()):
            return -1
        scale, values = self._scale(), self._values
        moment, value = scale.time(place.x()), values.value(place.y())
        best, row = 1.0, -1
        for layer in reversed(self._layers):
            if self._kind == "throughput":
                break
            distance, at = nearest(layer, moment, scale.reach(REACH), value, values.reach(REACH))
            if at >= 0 and distance < best:
                best, row = distance, int(layer.rows[at])
        return row

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: a click, a brush, or with Shift a pan begins."""
        if event.button() == Qt.MouseButton.LeftButton and self._plot is not None:
            self._pressed, self._dragging = event.position(), False
            scale = self.scale
            panning = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._grip = (scale.start_ns, scale.end_ns) if panning else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: brush, pan, or point."""
        if self._pressed is None:
            self._point(self.row_at(event.position()))
            return
        moved = event.position().x() - self._pressed.x()
        self._dragging = self._dragging or abs(moved) >= QApplication.startDragDistance()
        if not self._dragging:
            return
        if self._grip is not None:
            shift = self.scale.reach(moved)
            self._set_view(self._grip[0] - shift, self._grip[1] - shift)
        else:
            self.brushed.emit(self._drawn(event.position()), False)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: what began is over; without a drag it was a click."""
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            return
        if self._dragging and self._grip is None:
            self.brushed.emit(self._drawn(event.position()), True)
        elif not self._dragging:
            row = self.row_at(event.position())
            if row >= 0 and self._plot is not None:
                self.packet_clicked.emit(int(self._plot.series.packets[row]))
        self._pressed, self._grip, self._dragging = None, None, False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Qt: back to everything, unbrushed."""
        self._pressed = None
        self.show_whole()
        self.brush_cleared.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt: zoom at the pointer."""
        notches = event.angleDelta().y() / 120
        if notches and self._plot is not None:
            self.zoom(ZOOM ** notches, event.position().x())
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        """Qt: nothing is pointed at."""
        self._point(-1)
        super().leaveEvent(event)

    def _drawn(self, place: QPointF) -> Brush:
        scale = self.scale
        start = scale.time(self._pressed.x() if self._pressed is not None else place.x())
        end = scale.time(place.x())
        return Brush(min(start, end), max(start, end))

    def _point(self, row: int) -> None:
        if row == self._hovered:
            return
        self._hovered = row
        self.setCursor(Qt.CursorShape.PointingHandCursor if row >= 0 else Qt.CursorShape.ArrowCursor)
        self.update()
        if row >= 0:
            self.explain.emit(row)
        else:
            QToolTip.hideText()

    def show_explanation(self, text: str, place: QPoint | None = None) -> None:
        """Show plain text at the pointer."""
        QToolTip.showText(self.cursor().pos() if place is None else place, tip(text), self)

    # Keys and Qt

    def event(self, event: QEvent) -> bool:
        """Qt: Esc shows everything first; only then it is the window's."""
        if (event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
                and event.key() == Qt.Key.Key_Escape and self.is_zoomed()):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Left and Right go from packet to packet, + and - zoom, Esc shows everything."""
        key = event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.stepped.emit(-1 if key == Qt.Key.Key_Left else 1)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.zoom(1 / ZOOM if key == Qt.Key.Key_Minus else ZOOM)
        elif key == Qt.Key.Key_Escape:
            self.show_whole()
            self.brush_cleared.emit()
        else:
            super().keyPressEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Qt."""
        return SMALLEST

    def changeEvent(self, event: QEvent) -> None:
        """Qt: follow theme and text size."""
        self.update()
        super().changeEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Qt."""
        QToolTip.hideText()
        super().focusOutEvent(event)
