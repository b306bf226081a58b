"""A ladder as a widget: scrolled, zoomed, pointed at, walked by keys. Painted is what is in sight."""
from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QToolTip, QWidget

from netloupe_gui.bridge.ladder import FoundLadder
from netloupe_gui.models.ladder_layout import LadderLayout, layout_of, row_of
from netloupe_gui.plots.drawing import Look
from netloupe_gui.plots.ladder_paint import (
    AIR,
    LINE_AIR,
    Link,
    Scene,
    Times,
    draw_scene,
    has_labels,
    header_text,
    host_text,
    time_text,
)
from netloupe_gui.text import tip
from netloupe_gui.theme.palette import theme_of

if TYPE_CHECKING:
    from netloupe_engine.analysis import Ladder

ZOOM = 0.8              # of a row's height, by a notch of the wheel with Ctrl
LOWEST, TALLEST = 3.0, 4.0      # of a row: pixels, and times what a line of text takes
NARROWEST_DIGITS = 24   # of the width from one host to the next
EDGE_DIGITS = 14        # ... beside the first and the last one
SETTLE_MS = 15          # labels are asked for when scrolling has paused so long
SMALLEST = QSize(240, 110)


class LadderArea(QAbstractScrollArea):
    """Arrows between hosts. GUI thread only."""

    packet_clicked = Signal(int)
    explain = Signal(int)               # the row pointed at
    labels_wanted = Signal(object)      # rows in sight whose words are not known

    def __init__(self, parent: QWidget | None = None) -> None:
        """Empty."""
        super().__init__(parent)
        self._found: FoundLadder | None = None
        self._layout: LadderLayout | None = None
        self._times = Times.RELATIVE
        self._labels: dict[int, str] = {}
        self._links: tuple[Link, ...] = ()
        self._shows_names = False
        self._row_height: float | None = None       # None: that of a line of text
        self._gutter = self._session_width = 0.0    # pixels at the left: all of it, and of sessions' numbers
        self._selected = self._hovered = -1
        self._wish = QTimer(self)
        self._wish.setSingleShot(True)
        self._wish.setInterval(SETTLE_MS)
        self._wish.timeout.connect(self._ask_labels)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Base)
        for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
            bar.valueChanged.connect(self._on_scrolled)

    # Content

    @property
    def layout_shown(self) -> LadderLayout | None:
        """Where everything is."""
        return self._layout

    @property
    def labels(self) -> dict[int, str]:
        """What rows say, as far as it is known."""
        return self._labels

    @property
    def selected(self) -> int:
        """The marked row, -1: none."""
        return self._selected

    def show_ladder(self, found: FoundLadder, keep_place: bool = False) -> None:
        """Draw other arrows, or the same with more behind them."""
        self._found = found
        self._labels, self._hovered, self._links = {}, -1, ()
        if not keep_place:
            self._selected = -1
            for bar in (self.verticalScrollBar(), self.horizontalScrollBar()):
                bar.setValue(0)
        self._lay_out()

    def show_names(self, shown: bool) -> None:
        """Names of hosts in place of their addresses."""
        self._shows_names = shown
        self.viewport().update()

    @property
    def names(self) -> tuple[str, ...]:
        """What columns are called, while names are shown."""
        return self._found.names if self._found is not None and self._shows_names else ()

    def set_links(self, links: Sequence[Link]) -> None:
        """Which sessions led to which, as rows."""
        self._links = tuple(links)
        self.viewport().update()

    @property
    def links(self) -> tuple[Link, ...]:
        """The same."""
        return self._links

    def _host_explained(self, host: int) -> str:
        if self._layout is None:
            return ""
        address, name = host_text(self._layout.ladder, host), host_text(self._layout.ladder, host, self.names)
        return address if name == address else f"{name}\n{address}"

    def set_times(self, times: Times) -> None:
        """What stands at the left."""
        self._times = times
        self._lay_out()

    def take_labels(self, labels: dict[int, str]) -> None:
        """What some rows say."""
        self._labels |= labels
        self.viewport().update()

    def set_selected(self, packet: int) -> None:
        """Mark the packet's arrow, and bring it into sight."""
        row = row_of(self._layout.ladder, packet, self._selected) if self._layout is not None else -1
        if row != self._selected:
            self._selected = row
            self.viewport().update()
        if row >= 0:
            self._come_to(row)

    # Geometry

    @property
    def row_height(self) -> float:
        """Pixels of a row."""
        return self.fontMetrics().height() + LINE_AIR if self._row_height is None else self._row_height

    @property
    def _header(self) -> int:
        return self.fontMetrics().height() + 12

    def scene(self) -> Scene | None:
        """What is drawn; None: nothing."""
        layout = self._layout
        if layout is None:
            return None
        return Scene(layout, self._times, self._labels, self._gutter, self._session_width, self._header, self.names,
                     self._links)

    def _measure(self, ladder: Ladder) -> None:
        """Pixels of sessions' numbers, and of these with times: a look at all rows, and not for each picture."""
        assert self._found is not None
        metrics = self.fontMetrics()
        sessions = 0.0
        if self._found.sessions > 1:
            sessions = metrics.horizontalAdvance(f"#{int(ladder.sessions.max())}") + AIR
        values = np.diff(ladder.times_ns, prepend=ladder.times_ns[0]) if self._times is Times.DELTA else ladder.times_ns
        wide = max(metrics.horizontalAdvance(time_text(ladder, row, self._times))
                   for row in (0, int(values.argmin()), int(values.argmax())))
        self._session_width = sessions
        self._gutter = max(wide, metrics.horizontalAdvance(header_text(self._times))) + sessions + 3 * AIR

    def _lay_out(self) -> None:
        """Find room for everything."""
        found, self._layout = self._found, None
        ladder = found.ladder if found is not None else None
        if found is not None and ladder is not None and len(ladder):
            digit, line = self.fontMetrics().horizontalAdvance("0"), self.fontMetrics().height()
            self._measure(ladder)
            gutter = self._gutter
            self._layout = layout_of(ladder, found.gaps, self.viewport().width() - gutter, self.row_height,
                                     line + 8, NARROWEST_DIGITS * digit, EDGE_DIGITS * digit)
            body = max(1, self.viewport().height() - self._header)
            down, right = self.verticalScrollBar(), self.horizontalScrollBar()
            down.setRange(0, max(0, self._layout.height + 8 - body))
            down.setPageStep(body)
            down.setSingleStep(max(1, round(self.row_height)))
            right.setRange(0, max(0, round(self._layout.width + gutter) - self.viewport().width()))
            right.setPageStep(self.viewport().width())
            right.setSingleStep(max(1, round(self._layout.apart / 4)))
        self._wish.start()
        self.viewport().update()

    def rows_in_sight(self) -> range:
        """Those of which something is seen."""
        if self._layout is None:
            return range(0)
        return self._layout.rows_in(self.verticalScrollBar().value(), self.viewport().height() - self._header)

    def row_at(self, place: QPointF) -> int:
        """The row under a place, -1 without."""
        if self._layout is None or place.y() < self._header:
            return -1
        return self._layout.row_at(place.y() - self._header + self.verticalScrollBar().value())

    def place_of(self, row: int) -> QPoint:
        """The middle of an arrow, as it is scrolled now."""
        layout = self._layout
        assert layout is not None
        x = (layout.x(int(layout.ladder.sources[row])) + layout.x(int(layout.ladder.targets[row]))) / 2
        return QPoint(round(self._gutter + x - self.horizontalScrollBar().value()),
                      round(self._header + layout.top(row) + layout.row_height / 2 - self.verticalScrollBar().value()))

    def _come_to(self, row: int) -> None:
        layout, bar = self._layout, self.verticalScrollBar()
        assert layout is not None
        top, body = round(layout.top(row)), self.viewport().height() - self._header
        if not bar.value() <= top <= bar.value() + body - layout.row_height:
            near = abs(top - bar.value()) < 2 * body        # walked to, else jumped to
            bar.setValue(round(top - (0 if near and top < bar.value() else body - layout.row_height if near
                                      else body / 3)))
        side, room = self.horizontalScrollBar(), self.viewport().width() - self._gutter
        low, high = sorted(layout.x(int(ends[row])) for ends in (layout.ladder.sources, layout.ladder.targets))
        air = layout.apart / 4
        if not side.value() <= low <= high <= side.value() + room:      # its beginning, where not all of it fits
            side.setValue(round(low - air if low < side.value() or high - low > room - 2 * air else high + air - room))

    def zoom(self, factor: float, y: float | None = None) -> None:
        """Make rows so much higher, what is at `y` (default: the middle) staying where it is."""
        layout, bar = self._layout, self.verticalScrollBar()
        if layout is None:
            return
        place = (self.viewport().height() + self._header) / 2 if y is None else y
        row = max(0, self.row_at(QPointF(0, max(place, self._header))))
        above = layout.top(row) - bar.value()
        text = self.fontMetrics().height() + LINE_AIR
        height = min(max(self.row_height * factor, LOWEST), TALLEST * text)
        self._row_height = None if abs(height - text) < 0.5 else height
        self._lay_out()
        assert self._layout is not None
        bar.setValue(round(self._layout.top(row) - above))

    # Painting

    def _look(self) -> Look:
        return Look(theme_of(self.palette()), self.font())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt."""
        with QPainter(self.viewport()) as painter:      # ended whatever happens: Qt dies of one left open
            self.paint_on(painter, self._selected, self._hovered)
            if self.hasFocus():
                painter.setPen(QPen(QColor(theme_of(self.palette()).accent), 1))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(self.viewport().rect().adjusted(0, 0, -1, -1))

    def paint_on(self, painter: QPainter, selected: int = -1, hovered: int = -1) -> None:
        """Paint what is in sight, here or elsewhere."""
        box = QRect(QPoint(0, 0), self.viewport().size())
        painter.fillRect(box, QColor(theme_of(self.palette()).base))
        scene = self.scene()
        if scene is not None:
            painter.setFont(self.font())
            draw_scene(painter, self._look(), scene, box,
                       (self.horizontalScrollBar().value(), self.verticalScrollBar().value()), selected, hovered)

    def _ask_labels(self) -> None:
        if self._layout is None or not has_labels(self._look(), self._layout.row_height):
            return
        missing = [row for row in self.rows_in_sight() if row not in self._labels]
        if missing:
            self.labels_wanted.emit(missing)

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: a click chooses an arrow."""
        row = self.row_at(event.position())
        if event.button() == Qt.MouseButton.LeftButton and row >= 0:
            self._choose(row)

    def _choose(self, row: int) -> None:
        assert self._layout is not None
        self._selected = row
        self._come_to(row)
        self.viewport().update()
        self.packet_clicked.emit(int(self._layout.ladder.packets[row]))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Qt: point."""
        layout = self._layout
        if layout is not None and event.position().y() < self._header:
            self._point(-1)
            x = event.position().x() - self._gutter + self.horizontalScrollBar().value()
            host = layout.host_at(x)
            if host >= 0 and abs(layout.x(host) - x) < layout.apart / 2:
                self.show_explanation(self._host_explained(host))
            return
        self._point(self.row_at(event.position()))

    def _point(self, row: int) -> None:
        if row == self._hovered:
            return
        self._hovered = row
        self.viewport().update()
        if row >= 0:
            self.explain.emit(row)
        else:
            QToolTip.hideText()

    def show_explanation(self, text: str) -> None:
        """Show plain text at the pointer."""
        QToolTip.showText(self.cursor().pos(), tip(text), self.viewport())

    def leaveEvent(self, event: QEvent) -> None:
        """Qt: nothing is pointed at."""
        self._point(-1)
        super().leaveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Qt: scroll; with Ctrl zoom at the pointer, with Shift to the side."""
        notches = event.angleDelta().y() / 120
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom(ZOOM ** -notches, event.position().y())
            event.accept()
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            bar = self.horizontalScrollBar()
            bar.setValue(round(bar.value() - (notches or event.angleDelta().x() / 120) * 3 * bar.singleStep()))
            event.accept()
        else:
            super().wheelEvent(event)

    # Keys and Qt

    def step(self, by: int) -> None:
        """Choose the arrow so many rows further down."""
        if self._layout is None:
            return
        last = len(self._layout.ladder) - 1
        row = self._selected if self._selected >= 0 else (self.rows_in_sight().start if by > 0 else last + 1) - (by > 0)
        self._choose(max(0, min(row + by, last)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Up and Down go from arrow to arrow, Left and Right to the side, + and - zoom."""
        key, page = event.key(), max(1, len(self.rows_in_sight()) - 1)
        every = len(self._layout.ladder) if self._layout is not None else 0
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -page, Qt.Key.Key_PageDown: page,
                 Qt.Key.Key_Home: -every, Qt.Key.Key_End: every}
        side = self.horizontalScrollBar()
        if key in steps:
            self.step(steps[Qt.Key(key)])
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            side.setValue(side.value() + (-side.singleStep() if key == Qt.Key.Key_Left else side.singleStep()))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.zoom(ZOOM if key == Qt.Key.Key_Minus else 1 / ZOOM)
        elif key == Qt.Key.Key_0:
            self.zoom((self.fontMetrics().height() + LINE_AIR) / self.row_height)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt: other widths."""
        self._lay_out()
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Qt: follow theme and text size."""
        if hasattr(self, "_wish"):
            self._lay_out()
        super().changeEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Qt."""
        QToolTip.hideText()
        super().focusOutEvent(event)

    def minimumSizeHint(self) -> QSize:
        """Qt."""
        return SMALLEST

    def _on_scrolled(self) -> None:
        self._wish.start()
        self.viewport().update()
