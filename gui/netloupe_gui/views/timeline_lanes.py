"""The lanes of the selected sessions on one time axis: paints, zooms, pans, brushes and finds what is pointed at."""
import html
from collections.abc import Iterator

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QToolTip, QWidget

from netloupe_engine.model import State
from netloupe_gui.bridge.focus import Brush
from netloupe_gui.models.exchanges import Exchanges
from netloupe_gui.models.lanes import Lane
from netloupe_gui.theme.palette import theme_of
from netloupe_gui.theme.tokens import Theme
from netloupe_gui.views.timeline_paint import (
    Boxes,
    axis_height,
    boxes,
    draw_lane,
    draw_pointers,
    lane_height,
    lane_title,
)
from netloupe_gui.views.timeline_spans import draw_spans, span_at
from netloupe_gui.widgets.time_axis import LEFT, Scale, draw_axis, draw_brush, draw_grid

SHORTEST_NS = 200           # of time that can fill the pane
REACH = 6                   # pixels around the pointer in which a packet is meant
STATES, SPANS = -2, -3      # in place of a row: pointed at is the bar of states, or a span
ZOOM = 0.8                  # of the range, by a notch of the wheel


class TimelineLanes(QAbstractScrollArea):
    """Custom painting: what is drawn depends on pixels, not on packets. GUI thread only."""

    packet_clicked = Signal(int)
    brushed = Signal(object, bool)          # Brush; whether the person has let go
    brush_cleared = Signal()
    explain = Signal(int, int)              # lane and row pointed at; or STATES at `pointed_ns`, SPANS: `pointed_span`
    stepped = Signal(int)                   # previous (-1) or next (1) packet is wanted, by keys

    def __init__(self, parent: QWidget | None = None) -> None:
        """Start without lanes."""
        super().__init__(parent)
        self._lanes: list[Lane] = []
        self._exchanges: Exchanges | None = None
        self._view: tuple[int, int] | None = None       # None: all there is
        self._brush: Brush | None = None
        self._selected = 0
        self._hovered: tuple[int, int] = (-1, -1)
        self._pressed: QPointF | None = None
        self._grip: tuple[int, int] | None = None       # the view when panning began
        self._dragging = False
        self._generation = 0                            # of the lanes: counts up when they change
        self._ground_of: tuple[object, ...] | None = None
        self._drawn_ground = QPixmap()
        self.pointed_ns = 0
        self.pointed_span = -1
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Base)

    # Content

    @property
    def lanes(self) -> list[Lane]:
        """What is shown, top to bottom."""
        return self._lanes

    def set_lanes(self, lanes: list[Lane], keep_view: bool) -> None:
        """Show other sessions, or the same with more packets (`keep_view`)."""
        self._lanes = lanes
        self._generation += 1
        self._hovered = (-1, -1)
        if not keep_view:
            self._view = self._exchanges = None
            self.verticalScrollBar().setValue(0)
        self._lay_out()

    @property
    def exchanges(self) -> Exchanges | None:
        """What was asked and answered in the one session that is shown, once it is known."""
        return self._exchanges

    def set_exchanges(self, exchanges: Exchanges | None) -> None:
        """Show what was asked and answered."""
        self._exchanges = exchanges
        self._generation += 1
        self.viewport().update()

    def set_brush(self, brush: Brush | None) -> None:
        """Show the brushed range."""
        self._brush = brush
        self.viewport().update()

    def set_selected(self, number: int) -> None:
        """Show the selected packet; move the view to it if it is outside."""
        self._selected = number
        for lane in self._lanes:
            row = lane.row_of(number)
            if row >= 0 and self._view is not None:
                moment, (start, end) = int(lane.times[row]), self._view
                if not start <= moment <= end:
                    self._set_view(moment - (end - start) // 2, moment + (end - start) // 2)
        self.viewport().update()

    @property
    def scale(self) -> Scale:
        """From time to pixels as shown now."""
        start, end = self._view or self._whole()
        return Scale(start, end, LEFT, max(1, self.viewport().width() - 2 * LEFT))

    def is_zoomed(self) -> bool:
        """Whether less than everything is shown."""
        return self._view is not None

    def show_whole(self) -> None:
        """Zoom out to everything."""
        self._view = None
        self.viewport().update()

    def zoom(self, factor: float, x: float | None = None) -> None:
        """Show `factor` of the range, the moment under `x` (default: the middle) staying where it is."""
        scale = self.scale
        fixed = scale.time(scale.left + scale.width / 2 if x is None else x)
        span = max(SHORTEST_NS, round((scale.end_ns - scale.start_ns) * factor))
        share = (fixed - scale.start_ns) / max(1, scale.end_ns - scale.start_ns)
        start = fixed - round(span * share)
        self._set_view(start, start + span)

    def lane_boxes(self, number: int) -> Boxes:
        """Where the parts of a lane are in the viewport."""
        rows = self._exchanges.rows if self._exchanges is not None and len(self._exchanges) else 0
        return boxes(self._lane_rect(number), self._line, len(self._lanes) > 1, rows)

    # Geometry

    def _whole(self) -> tuple[int, int]:
        if not self._lanes:
            return 0, 1_000_000_000
        start, end = min(lane.start_ns for lane in self._lanes), max(lane.end_ns for lane in self._lanes)
        margin = max((end - start) // 50, 500_000 if start == end else SHORTEST_NS)
        return start - margin, end + margin

    def _set_view(self, start: int, end: int) -> None:
        """Show a range of time, moved and cut to what is known of the sessions, time-outs included."""
        first, last = whole = self._whole()
        latest = max((lane.last_ns for lane in self._lanes), default=last)
        if latest > last:
            last = latest + (latest - first) // 50
        span = min(end - start, last - first)
        start = max(first, min(start, last - span))
        self._view = None if (start, start + span) == whole else (start, start + span)
        self.viewport().update()

    @property
    def _line(self) -> int:
        return self.fontMetrics().height()

    @property
    def _floor(self) -> int:
        """Where the lanes end and the axis begins."""
        room = self.viewport().height()
        return max(1, room - axis_height(self._line, room))

    def _lane_height(self) -> int:
        """One lane takes what there is; several, which scroll, have a title each."""
        if len(self._lanes) <= 1:
            return self._floor
        return max(lane_height(self._line, titled=True), self._floor // len(self._lanes))

    def _lay_out(self) -> None:
        room = self._floor
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, self._lane_height() * len(self._lanes) - room))
        bar.setPageStep(room)
        bar.setSingleStep(self._lane_height() // 3)
        self.viewport().update()

    def _lane_rect(self, number: int) -> QRect:
        height = self._lane_height()
        return QRect(0, number * height - self.verticalScrollBar().value(), self.viewport().width(), height)

    def _lane_at(self, y: float) -> int:
        if y >= self._floor:
            return -1
        number = int((y + self.verticalScrollBar().value()) // self._lane_height())
        return number if 0 <= number < len(self._lanes) else -1

    def _packet_at(self, place: QPointF) -> tuple[int, int]:
        """Lane and row of the packet meant by a place; row -1 where there is none, STATES on theirs, SPANS on one."""
        number = self._lane_at(place.y())
        if number < 0:
            return -1, -1
        scale, parts = self.scale, self.lane_boxes(number)
        self.pointed_ns = scale.time(place.x())
        if parts.states.contains(place.toPoint()):
            return number, STATES
        if self._exchanges is not None and parts.spans.contains(place.toPoint()):
            self.pointed_span = span_at(self._exchanges, scale, parts.spans, self._line, self.pointed_ns, place.y(),
                                        REACH)
            return (number, SPANS) if self.pointed_span >= 0 else (-1, -1)
        way = None
        if parts.ticks.contains(place.toPoint()):
            way = 0 if place.y() < parts.ticks.center().y() else 1
        return number, self._lanes[number].nearest(self.pointed_ns, scale.reach(REACH), way)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the lanes in view."""
        with QPainter(self.viewport()) as painter:          # ended whatever happens: Qt dies of one left open
            self._paint(painter)

    def _paint(self, painter: QPainter) -> None:
        theme, scale = theme_of(self.palette()), self.scale
        floor = self._floor
        strip = QRect(0, 0, self.viewport().width(), floor)
        painter.drawPixmap(0, 0, self._ground(strip, scale, theme))
        painter.setClipRect(strip)
        for number, lane in self._lanes_in_sight():
            hovered = self._hovered[1] if self._hovered[0] == number else -1
            painter.save()          # a lane leaves no pen or brush to what is drawn after it
            draw_pointers(painter, lane, scale, self.lane_boxes(number), theme, lane.row_of(self._selected), hovered)
            painter.restore()
        painter.setClipping(False)
        draw_axis(painter, scale, QRect(0, floor, self.viewport().width(), self.viewport().height() - floor), theme)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.accent), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))

    def _lanes_in_sight(self) -> Iterator[tuple[int, Lane]]:
        for number, lane in enumerate(self._lanes):
            place = self._lane_rect(number)
            if place.bottom() >= 0 and place.top() <= self._floor:
                yield number, lane

    def _ground(self, strip: QRect, scale: Scale, theme: Theme) -> QPixmap:
        """All that stays while one goes from packet to packet: thousands of lines, drawn once."""
        ratio = self.devicePixelRatioF()
        key = (strip.size().toTuple(), scale, theme.name, self._brush, self.verticalScrollBar().value(), ratio,
               self.font().key(), self._generation)
        if key != self._ground_of:
            pixmap = QPixmap(strip.size() * ratio)
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(QColor(theme.base))
            with QPainter(pixmap) as painter:
                painter.setFont(self.font())
                self._draw_ground(painter, strip, scale, theme)
            self._ground_of, self._drawn_ground = key, pixmap
        return self._drawn_ground

    def _draw_ground(self, painter: QPainter, strip: QRect, scale: Scale, theme: Theme) -> None:
        draw_grid(painter, scale, strip, theme)
        draw_brush(painter, self._brush, scale, strip, theme)
        for number, lane in self._lanes_in_sight():
            place = self._lane_rect(number)
            if number:
                painter.setPen(QColor(theme.border))
                painter.drawLine(place.topLeft(), place.topRight())
            painter.save()          # a lane leaves no pen or brush to what is drawn after it
            draw_lane(painter, lane, scale, self.lane_boxes(number), theme, lane_title(lane))
            if self._exchanges is not None and (box := self.lane_boxes(number).spans).height():
                draw_spans(painter, self._exchanges, scale, box, theme)
            painter.restore()

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: a click, a brush, or with Shift a pan begins."""
        if event.button() == Qt.MouseButton.LeftButton and self._lanes:
            self._pressed = event.position()
            self._dragging = False
            panning = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._grip = (self.scale.start_ns, self.scale.end_ns) if panning else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: brush, pan, or point."""
        if self._pressed is None:
            self._point(event.position(), event.globalPosition().toPoint())
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
            self._click(event.position())
        self._pressed, self._grip, self._dragging = None, None, False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Qt: back to everything, unbrushed."""
        self._pressed = None
        self.show_whole()
        self.brush_cleared.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt: zoom at the pointer; with Ctrl scroll the lanes."""
        notches = event.angleDelta().y() / 120
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier or not notches:
            super().wheelEvent(event)
            return
        self.zoom(ZOOM ** notches, event.position().x())
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        """Qt: nothing is pointed at."""
        self._set_hovered((-1, -1))
        super().leaveEvent(event)

    def _drawn(self, place: QPointF) -> Brush:
        start = self.scale.time(self._pressed.x() if self._pressed is not None else place.x())
        end = self.scale.time(place.x())
        return Brush(min(start, end), max(start, end))

    def _click(self, place: QPointF) -> None:
        number, row = self._packet_at(place)
        if row >= 0:
            self.packet_clicked.emit(int(self._lanes[number].numbers[row]))
        elif row == SPANS and self._exchanges is not None:
            self.packet_clicked.emit(self._exchanges.spans[self.pointed_span].packet)
        elif row == STATES:
            packets = [packet for _state, begin, end, packet in self._lanes[number].spans()
                       if begin - self.scale.reach(3) <= self.pointed_ns <= end]
            if packets and packets[-1]:
                self.packet_clicked.emit(packets[-1])

    def state_at(self, place: QPoint) -> tuple[int, State, int] | None:
        """The session, state and packet that began it, of the part of a lane at this place; None beside all."""
        number = self._lane_at(place.y())
        spans = self._lanes[number].spans() if 0 <= number < len(self._lanes) else []
        moment = self.scale.time(place.x())
        state = next((span for span in reversed(spans) if span[1] <= moment), spans[0] if spans else None)
        return (self._lanes[number].session.id, state[0], state[3]) if state is not None else None

    def _point(self, place: QPointF, on_screen: QPoint) -> None:
        before = self._hovered
        self._set_hovered(self._packet_at(place))
        if self._hovered[1] == -1:
            QToolTip.hideText()
        elif self._hovered != before or self._hovered[1] in (STATES, SPANS):
            self.explain.emit(*self._hovered)

    def _set_hovered(self, hovered: tuple[int, int]) -> None:
        if hovered != self._hovered:
            self._hovered = hovered
            self.viewport().setCursor(
                Qt.CursorShape.PointingHandCursor if hovered[1] != -1 else Qt.CursorShape.ArrowCursor)
            self.viewport().update()

    def show_explanation(self, text: str) -> None:
        """Show plain text at the pointer; told to Qt as HTML that means exactly that."""
        place = self.cursor().pos()
        QToolTip.showText(place, "<qt>" + html.escape(text).replace("\n", "<br>") + "</qt>", self.viewport())

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: other heights."""
        self._lay_out()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Qt: follow theme and font."""
        self._lay_out()
        super().changeEvent(event)
