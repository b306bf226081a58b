"""Where the lanes of sessions are seen: zooms, scrolls, pans, brushes, and finds what is pointed at."""
from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from netloupe_gui.bridge.focus import Brush
from netloupe_gui.models.lanes_source import Painted
from netloupe_gui.models.state_lanes import Lanes, View
from netloupe_gui.theme.palette import theme_of
from netloupe_gui.views.state_lanes_paint import (
    AIR,
    LaneLink,
    Name,
    Named,
    draw_groups,
    draw_links,
    draw_names,
    draw_selected,
)
from netloupe_gui.views.timeline_paint import axis_height
from netloupe_gui.widgets.time_axis import LEFT, Scale, draw_axis, draw_brush

SHORTEST_NS = 200           # of time that can fill the pane
ZOOM = 0.8                  # of the range, by a notch of the wheel
TALLER = 1.5                # lanes, by a notch with Ctrl
GUTTER_DIGITS = 26          # of the width of groups' names
NAME_DIGITS = 44            # ... of lanes'
GUTTER_SHARE = 3            # ... and at most this part of the pane
SELECTED_MAX = 200          # lanes that are marked


class StateLanesArea(QAbstractScrollArea):
    """Paints what it is given, stretched until the right picture is there. GUI thread only."""

    view_changed = Signal()                 # another picture is wanted
    lane_clicked = Signal(int, bool)        # lane, whether it is chosen in addition to others
    pointed = Signal(int, object)           # lane and moment under the pointer; lane -1: none
    stepped = Signal(int)                   # by so many lanes, by keys
    brushed = Signal(object, bool)          # Brush; whether the person has let go
    brush_cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Nothing to see yet."""
        super().__init__(parent)
        self._lanes = Lanes(np.zeros(0, np.uint32), ())
        self._whole = (0, 1)
        self._time: tuple[int, int] | None = None       # None: all there is
        self._lane_height: float | None = None          # None: all lanes fit
        self._painted: Painted | None = None
        self._brush: Brush | None = None
        self._selected: list[int] = []
        self._names: dict[int, Name] = {}
        self._links: tuple[LaneLink, ...] = ()
        self._pressed: QPointF | None = None
        self._grip: tuple[int, int, int] | None = None  # time and scroll bar when panning began
        self._dragging = False
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Base)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    # Content

    @property
    def lanes(self) -> Lanes:
        """What is shown."""
        return self._lanes

    def set_lanes(self, lanes: Lanes) -> None:
        """Show these sessions, in this order."""
        self._lanes = lanes
        self._lay_out()

    def set_whole(self, start_ns: int, end_ns: int) -> None:
        """The time that all of them take."""
        if (start_ns, end_ns) != self._whole:
            self._whole = start_ns, max(end_ns, start_ns + 1)
            self.view_changed.emit()
            self.viewport().update()

    def set_painted(self, painted: Painted | None) -> None:
        """The picture; it belongs to the lanes that are shown."""
        self._painted = painted
        self.viewport().update()

    def set_brush(self, brush: Brush | None) -> None:
        """Show the brushed range."""
        self._brush = brush
        self.viewport().update()

    def set_selected(self, lanes: list[int]) -> None:
        """Mark these; come to the first one if none of them is in sight."""
        self._selected = lanes[:SELECTED_MAX]
        self.viewport().update()

    @property
    def painted(self) -> Painted | None:
        """The picture that is there."""
        return self._painted

    @property
    def names(self) -> dict[int, Name]:
        """Of single lanes, by their number."""
        return self._names

    def set_names(self, names: dict[int, Name]) -> None:
        """What single lanes are called, of those in sight."""
        self._names = names
        self.viewport().update()

    def set_links(self, links: Sequence[LaneLink]) -> None:
        """Lines between lanes."""
        self._links = tuple(links)
        self.viewport().update()

    @property
    def links(self) -> tuple[LaneLink, ...]:
        """The lines that are drawn."""
        return self._links

    def come_to(self, lane: int) -> None:
        """Scroll until this lane is in sight."""
        bar, height = self.verticalScrollBar(), self.lane_height
        top, room = round(lane * height), self._floor
        if top < bar.value():
            bar.setValue(top)
        elif top + height > bar.value() + room:
            bar.setValue(round(top + height - room))

    # Geometry

    @property
    def lane_height(self) -> float:
        """Pixels of one lane."""
        fitting = self._floor / max(1, len(self._lanes.rows))
        tallest = float(self.fontMetrics().height() + AIR)
        return min(tallest, fitting) if self._lane_height is None else self._lane_height

    @property
    def has_names(self) -> bool:
        """Whether there is room for a name beside each lane."""
        return self.lane_height >= self.fontMetrics().height()

    def lanes_in_sight(self) -> range:
        """Which lanes are seen, if only in part."""
        first, height = self.verticalScrollBar().value(), self.lane_height
        return range(int(first / height), min(len(self._lanes.rows), int((first + self._floor) / height) + 1))

    def view(self) -> View | None:
        """What has to be painted; None without room or lanes."""
        scale, height = self.scale, self.lane_height
        if scale.width <= 1 or self._floor <= 1 or not len(self._lanes.rows):
            return None
        return View(scale.start_ns, scale.end_ns, self.verticalScrollBar().value() / height, height, scale.width,
                    self._floor)

    @property
    def scale(self) -> Scale:
        """From time to pixels as shown now."""
        start, end = self._time or self._whole
        left = self._gutter
        return Scale(start, end, left, max(1, self.viewport().width() - left - LEFT // 2))

    @property
    def _gutter(self) -> int:
        if not (self._lanes.groups or self.has_names):
            return LEFT // 2
        digits = NAME_DIGITS if self.has_names else GUTTER_DIGITS
        return min(digits * self.fontMetrics().horizontalAdvance("0"), self.viewport().width() // GUTTER_SHARE)

    @property
    def _floor(self) -> int:
        """Where the lanes end and the axis begins."""
        room = self.viewport().height()
        return max(1, room - axis_height(self.fontMetrics().height(), room))

    def place(self, lane: int) -> QRectF:
        """Where a lane is in the viewport, whole."""
        height = self.lane_height
        return QRectF(0, lane * height - self.verticalScrollBar().value(), self.viewport().width(), max(1.0, height))

    def lane_at(self, y: float) -> int:
        """The lane at this line of pixels, -1: none."""
        lane = int((y + self.verticalScrollBar().value()) / self.lane_height)
        return lane if 0 <= y < self._floor and lane < len(self._lanes.rows) else -1

    def _lay_out(self) -> None:
        bar, height = self.verticalScrollBar(), self.lane_height
        bar.setRange(0, max(0, round(height * len(self._lanes.rows)) - self._floor))
        bar.setPageStep(self._floor)
        bar.setSingleStep(max(1, round(height)))
        self.view_changed.emit()
        self.viewport().update()

    # Zoom

    def is_zoomed(self) -> bool:
        """Whether less than everything is shown."""
        return self._time is not None or self._lane_height is not None

    def show_whole(self) -> None:
        """All lanes, all time."""
        self._time = self._lane_height = None
        self._lay_out()

    def zoom(self, factor: float, x: float | None = None) -> None:
        """Show `factor` of the time, the moment under `x` (default: the middle) staying where it is."""
        scale = self.scale
        fixed = scale.time(scale.left + scale.width / 2 if x is None else x)
        span = max(SHORTEST_NS, round((scale.end_ns - scale.start_ns) * factor))
        share = (fixed - scale.start_ns) / max(1, scale.end_ns - scale.start_ns)
        self._set_time(fixed - round(span * share), span)

    def heighten(self, factor: float, y: float | None = None) -> None:
        """Make lanes so much higher, the one at `y` (default: the middle) staying where it is."""
        before, bar = self.lane_height, self.verticalScrollBar()
        y = self._floor / 2 if y is None else y
        lane = (bar.value() + y) / before
        tallest = float(self.fontMetrics().height() + AIR)
        height = min(before * factor, tallest)
        if factor > 1 and 1 < height < 2:
            height = 2.0            # a lane alone in its lines of pixels
        self._lane_height = height if height > self._floor / max(1, len(self._lanes.rows)) else None
        self._lay_out()
        bar.setValue(round(lane * self.lane_height - y))

    def _set_time(self, start: int, span: int) -> None:
        first, last = self._whole
        span = min(span, last - first)
        start = max(first, min(start, last - span))
        self._time = None if (start, start + span) == (first, last) else (start, start + span)
        self.view_changed.emit()
        self.viewport().update()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt: the picture and what stands beside and on it."""
        with QPainter(self.viewport()) as painter:
            theme, scale = theme_of(self.palette()), self.scale
            strip = QRect(0, 0, self.viewport().width(), self._floor)
            painter.fillRect(strip, QColor(theme.base))
            painter.setClipRect(strip)
            self._draw_picture(painter, scale)
            draw_groups(painter, self.named_groups(), strip, 0 if self.has_names else scale.left, theme)
            if self.has_names:
                draw_names(painter, [(self.place(lane), self._names[lane]) for lane in self.lanes_in_sight()
                                     if lane in self._names], scale, strip, theme)
            draw_links(painter, [(self.place(link.cause), self.place(link.effect), link) for link in self._links],
                       scale, strip.adjusted(scale.left, 0, 0, 0), theme)
            draw_selected(painter, [self.place(lane) for lane in self._selected], theme)
            draw_brush(painter, self._brush, scale, strip.adjusted(scale.left, 0, 0, 0), theme)
            painter.setClipping(False)
            floor = QRect(0, self._floor, self.viewport().width(), self.viewport().height() - self._floor)
            draw_axis(painter, scale, floor, theme)

    def _draw_picture(self, painter: QPainter, scale: Scale) -> None:
        """As it was painted, moved and stretched to where its lanes and its time are now."""
        if self._painted is None:
            return
        view, height = self._painted.view, self.lane_height
        left, right = scale.x(view.start_ns), scale.x(view.end_ns)
        top = view.first * height - self.verticalScrollBar().value()
        painter.setClipRect(QRect(scale.left, 0, scale.width, self._floor))
        painter.drawImage(QRectF(left, top, right - left, view.height * height / view.lane_height), self._painted.image)
        painter.setClipRect(QRect(0, 0, self.viewport().width(), self._floor))

    def named_groups(self) -> list[Named]:
        """The groups whose names have room: as many as fit, however many there are."""
        found: list[Named] = []
        line, scrolled, height = self.fontMetrics().height(), self.verticalScrollBar().value(), self.lane_height
        firsts = self._lanes.firsts
        at = max(0, bisect_right(firsts, int(scrolled / height)) - 1)
        while at < len(firsts):
            top = round(max(0.0, firsts[at] * height - scrolled))
            if top > self._floor:
                break
            following = max(at + 1, bisect_left(firsts, (top + line + scrolled) / height))
            largest = at + int(self._lanes.counts[at:following].argmax())
            last = self._lanes.groups[following - 1]
            found.append(Named(top, self._lanes.groups[largest], following - at - 1,
                               last.first + last.count - firsts[at]))
            at = following
        return found

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: a click, a brush, or with Shift a pan begins."""
        if event.button() == Qt.MouseButton.LeftButton and len(self._lanes.rows):
            self._pressed = event.position()
            self._dragging = False
            panning = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            scale = self.scale
            self._grip = (scale.start_ns, scale.end_ns, self.verticalScrollBar().value()) if panning else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: brush, pan, or point."""
        place = event.position()
        if self._pressed is None:
            self.pointed.emit(self.lane_at(place.y()), self.scale.time(place.x()))
            return
        moved = place - self._pressed
        self._dragging = self._dragging or moved.manhattanLength() >= QApplication.startDragDistance()
        if not self._dragging:
            return
        if self._grip is not None:
            start, end, value = self._grip
            self.verticalScrollBar().setValue(round(value - moved.y()))
            self._set_time(start - self.scale.reach(moved.x()), end - start)
        else:
            self.brushed.emit(self._drawn(self._pressed, place), False)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Qt: what began is over; without a drag it was a click."""
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            return
        if self._dragging and self._grip is None:
            self.brushed.emit(self._drawn(self._pressed, event.position()), True)
        elif not self._dragging and self.lane_at(event.position().y()) >= 0:
            adds = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self.lane_clicked.emit(self.lane_at(event.position().y()), adds)
        self._pressed, self._grip, self._dragging = None, None, False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Qt: back to everything, unbrushed."""
        self._pressed = None
        self.show_whole()
        self.brush_cleared.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt: zoom at the pointer; with Ctrl make lanes higher or lower, with Shift scroll them."""
        notches = event.angleDelta().y() / 120 or event.angleDelta().x() / 120
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            bar = self.verticalScrollBar()
            bar.setValue(round(bar.value() - notches * max(3 * bar.singleStep(), bar.pageStep() / 8)))
        elif event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.heighten(TALLER ** notches, event.position().y())
        else:
            self.zoom(ZOOM ** notches, event.position().x())
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        """Qt: nothing is pointed at."""
        self.pointed.emit(-1, None)
        super().leaveEvent(event)

    def _drawn(self, one: QPointF, other: QPointF) -> Brush:
        start, end = sorted((self.scale.time(one.x()), self.scale.time(other.x())))
        return Brush(start, end)

    # Keys and Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Up and Down choose a lane (with Shift make them higher and lower), Left and Right pan, + and - zoom, Esc
        shows all."""
        key, scale, page = event.key(), self.scale, max(1, len(self.lanes_in_sight()) - 1)
        every = len(self._lanes.rows)
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -page, Qt.Key.Key_PageDown: page,
                 Qt.Key.Key_Home: -every, Qt.Key.Key_End: every}
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.heighten(TALLER if key == Qt.Key.Key_Up else 1 / TALLER)
        elif key in steps:
            self.stepped.emit(steps[Qt.Key(key)])
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            shift = scale.reach(scale.width / 10) * (-1 if key == Qt.Key.Key_Left else 1)
            self._set_time(scale.start_ns + shift, scale.end_ns - scale.start_ns)
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
        if hasattr(self, "_grip"):
            self._lay_out()
        super().changeEvent(event)

    def _on_scrolled(self) -> None:
        self.view_changed.emit()
        self.viewport().update()
