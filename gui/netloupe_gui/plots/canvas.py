"""The plot itself: axes, curves, brush and mouse, on pyqtgraph. Importing it takes a while; see `throughput.py`.

Time is kept as seconds after an origin, since nanoseconds since 1970 do not fit a float.
"""
from __future__ import annotations

import math
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from netloupe_gui.bridge.focus import Brush
from netloupe_gui.models.rates import NS, Array, Series
from netloupe_gui.plots.reading import ReadingCursor
from netloupe_gui.text import absolute, clock, is_one_day, rate, time_ticks
from netloupe_gui.theme.palette import theme_of

SHORTEST_S = 200e-9         # of time that can fill the plot
UNDER_TOP = 0.88         # of the rate axis, below which a label has room
HEADROOM = 1.08             # of the highest rate
LABEL_GAP = 16              # pixels beside the labels of the rate axis
BIN_PIXELS = 2              # the least width of a bin


class _TimeAxis(pg.AxisItem):       # type: ignore[misc]
    """Real times of day."""

    def __init__(self) -> None:
        super().__init__("bottom")
        self.origin_ns = 0
        self._labels: dict[float, str] = {}

    def tickValues(self, low: float, high: float, size: float) -> list[tuple[float, list[float]]]:
        """Round moments, as many as fit."""
        room = size / QFontMetricsF(self.style["tickFont"] or self.font()).horizontalAdvance("0")
        ticks = time_ticks(self.origin_ns + round(low * NS), self.origin_ns + round(high * NS), room)
        self._labels = {(moment - self.origin_ns) / NS: label for moment, label in ticks}
        return [(1.0, list(self._labels))]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        """The labels made with the values."""
        return [self._labels.get(value, "") for value in values]


class _RateAxis(pg.AxisItem):       # type: ignore[misc]
    """Rates with SI prefixes, linear or as powers of ten."""

    def __init__(self) -> None:
        super().__init__("left")
        self.unit = ""
        self.is_log = False
        self.enableAutoSIPrefix(False)

    def fit(self) -> None:
        """As wide as its longest label."""
        metrics = QFontMetricsF(self.style["tickFont"] or self.font())
        self.setWidth(math.ceil(metrics.horizontalAdvance(rate(500e6, self.unit)) + LABEL_GAP))

    def tickValues(self, low: float, high: float, size: float) -> list[tuple[float, list[float]]]:
        """Few: two or three numbers say how high a curve is."""
        if self.is_log:
            powers = max(1, math.ceil((high - low) * 28 / max(1.0, size)))
            return [(float(powers), [float(power) for power in range(math.ceil(low), math.floor(high) + 1, powers)])]
        wanted = min((high - low) / max(1.0, size / 34), UNDER_TOP * (high - low))
        if wanted <= 0 or not math.isfinite(wanted):
            return []
        power = 10.0 ** math.floor(math.log10(wanted))
        steps = [factor * power for factor in (1, 2, 5, 10)]
        step = next(step for step in steps if step >= wanted * 0.999)
        if step > UNDER_TOP * high:         # its label would stick out at the top
            step = max((one for one in steps if one <= UNDER_TOP * high), default=step)
        return [(step, [number * step for number in range(math.ceil(low / step), math.floor(high / step) + 1)])]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        """Rates with their unit."""
        return [rate(10.0 ** value if self.is_log else value, self.unit) for value in values]


class _Box(pg.ViewBox):             # type: ignore[misc]
    """Left drag brushes, Shift-drag pans, the wheel zooms along time."""

    brushed = Signal(float, float, bool)
    reset = Signal()

    def __init__(self) -> None:
        super().__init__(enableMenu=False)
        self.setMouseEnabled(x=True, y=False)
        self.is_panning = False             # settled when the button goes down: Shift may be let go before it

    def mouseDragEvent(self, event: Any, axis: int | None = None) -> None:
        """Pyqtgraph: a drag."""
        if event.button() != Qt.MouseButton.LeftButton:
            event.ignore()
        elif self.is_panning:
            super().mouseDragEvent(event, axis=0)
        else:
            event.accept()
            begin, end = self.mapToView(event.buttonDownPos()).x(), self.mapToView(event.pos()).x()
            self.brushed.emit(begin, end, bool(event.isFinish()))

    def mouseClickEvent(self, event: Any) -> None:
        """Pyqtgraph: a click."""
        if event.double() and event.button() == Qt.MouseButton.LeftButton:
            event.accept()
            self.reset.emit()


class _Region(pg.LinearRegionItem):     # type: ignore[misc]
    """The brush. While panning, drags go through it."""

    def __init__(self, box: _Box) -> None:
        super().__init__(movable=True)
        self._box = box

    def mouseDragEvent(self, event: Any) -> None:
        """Pyqtgraph: a drag inside it."""
        if self._box.is_panning:
            event.ignore()
        else:
            super().mouseDragEvent(event)


class ThroughputCanvas(pg.PlotWidget):  # type: ignore[misc]
    """Curves over time with a brush. GUI thread only."""

    brushed = Signal(object, bool)      # Brush; whether the person has let go
    reset = Signal()                    # double click or Esc
    view_changed = Signal()             # another range of time, by the person
    pointed = Signal(object)            # time in ns under the pointer, None outside

    def __init__(self, parent: QWidget | None = None) -> None:
        self._time, self._rate, self._box = _TimeAxis(), _RateAxis(), _Box()
        super().__init__(parent, viewBox=self._box, axisItems={"bottom": self._time, "left": self._rate})
        self.hideButtons()
        self.setMenuEnabled(False)
        self.setFrameShape(self.Shape.NoFrame)
        self.showGrid(y=True, alpha=0.35)
        self._origin_ns = 0
        self._whole_ns = (0, NS)
        self._zoomed = False
        self._log = False
        self._brush: Brush | None = None
        self._reading = ReadingCursor(self)
        self._series: Series | None = None
        self._layers = [self._curve(z) for z in (1, 2, 3)]      # largest, mean, smallest
        self._selected = self._curve(4)
        self._region = _Region(self._box)
        self._region.setZValue(5)
        self._region.hide()
        self.addItem(self._region, ignoreBounds=True)
        self._labels = [pg.InfLineLabel(line, text="", position=0.8, movable=False) for line in self._region.lines]
        self._cross = pg.InfiniteLine(angle=90, movable=False)
        self._cross.setZValue(6)
        self._cross.hide()
        self.addItem(self._cross, ignoreBounds=True)
        self._box.brushed.connect(self._on_drawn)
        self._box.reset.connect(self.reset)
        self._box.sigRangeChangedManually.connect(self._on_moved)
        self._region.sigRegionChanged.connect(self._on_region)
        self._region.sigRegionChangeFinished.connect(self._on_region_done)
        self._measure()
        self._colour()

    # For the pane

    @property
    def view_ns(self) -> tuple[int, int]:
        """The range of time shown."""
        low, high = self._box.viewRange()[0]
        return self._ns(low), self._ns(high)

    @property
    def bins(self) -> int:
        """How many bins can be told apart."""
        return max(16, int(self._box.width()) // BIN_PIXELS)

    def is_zoomed(self) -> bool:
        """Whether less than everything is shown."""
        return self._zoomed

    def set_whole(self, start_ns: int, end_ns: int) -> None:
        """What there is to see; a view that shows everything goes on doing so."""
        view = self.view_ns
        if start_ns != self._origin_ns:
            self._origin_ns = self._time.origin_ns = start_ns
        self._whole_ns = (start_ns, max(end_ns, start_ns + 1000))
        length = self._s(self._whole_ns[1])
        self._box.setLimits(xMin=-0.02 * length, xMax=1.02 * length, minXRange=SHORTEST_S)
        if self._zoomed:
            self.show_range(*view)
        else:
            self.show_whole()
        self.set_brush(self._brush)

    def show_whole(self) -> None:
        """Zoom out to everything."""
        self._zoomed = False
        self._box.setXRange(0, self._s(self._whole_ns[1]), padding=0)

    def show_range(self, start_ns: int, end_ns: int) -> None:
        """Zoom to a range of time."""
        self._zoomed = True
        self._box.setXRange(self._s(start_ns), self._s(end_ns), padding=0)

    def show_series(self, series: Series, unit: str, log: bool) -> None:
        """Draw these rates."""
        self._series, self._log = series, log
        if self._rate.unit != unit:
            self._rate.unit = unit
            self._rate.fit()
        self._rate.is_log = log
        edges = series.edges_s(self._origin_ns)
        floor, top = self._heights(series)
        for curve, values in zip(self._layers, (series.high, series.mean, series.low), strict=True):
            self._draw(curve, edges, values, floor)
        self._selected.setVisible(series.selected is not None)
        if series.selected is not None:
            self._draw(self._selected, edges, series.selected, floor)
        self._box.setYRange(floor, top, padding=0)
        self._rate.picture = None           # the unit may have changed where the range has not
        self._rate.update()

    def set_brush(self, brush: Brush | None) -> None:
        """Show the brushed range and, at its handles, its exact ends."""
        self._brush = brush
        self._region.setVisible(brush is not None)
        if brush is not None:
            with QSignalBlocker(self._region):
                self._region.setRegion((self._s(brush.start_ns), self._s(brush.end_ns)))
            self._write_ends(brush)

    # Drawing

    def _curve(self, z: int) -> Any:
        curve = pg.PlotCurveItem(x=[0.0, 1.0], y=[0.0], stepMode="center", skipFiniteCheck=True)
        curve.setZValue(z)
        self.addItem(curve, ignoreBounds=True)
        return curve

    def _heights(self, series: Series) -> tuple[float, float]:
        """Bottom and top of the rate axis."""
        highest = max(float(np.max(values, initial=0.0)) for values in (series.high, series.mean))
        if not self._log:
            return 0.0, (highest or 1.0) * HEADROOM
        positive = series.mean[series.mean > 0]
        lowest = float(positive.min()) if len(positive) else 1.0
        return math.floor(math.log10(lowest)) - 0.2, math.log10(highest or 10.0) + 0.1

    def _draw(self, curve: Any, edges: Array, values: Array, floor: float) -> None:
        if self._log:
            values = np.log10(np.maximum(values, 10.0 ** floor))
        curve.setData(edges, values, fillLevel=floor)

    def _colour(self) -> None:
        theme = theme_of(self.palette())
        self.setBackground(theme.base)
        accent = QColor(theme.accent)
        for curve, alpha, line in zip(self._layers, (45, 80, 60), (None, theme.accent, None), strict=True):
            accent.setAlpha(alpha)
            curve.setPen(pg.mkPen(line, width=1) if line else None)
            curve.setBrush(pg.mkBrush(accent))
        self._selected.setPen(pg.mkPen(theme.down, width=1))
        self._selected.setBrush(pg.mkBrush(self._with_alpha(theme.down, 90)))
        for axis in (self._time, self._rate):
            axis.setPen(pg.mkPen(theme.border, width=1))
            axis.setTextPen(pg.mkPen(theme.text))
        self._region.setBrush(pg.mkBrush(self._with_alpha(theme.accent, 40)))
        self._region.setHoverBrush(pg.mkBrush(self._with_alpha(theme.accent, 55)))
        for line, label in zip(self._region.lines, self._labels, strict=True):
            line.setPen(pg.mkPen(theme.accent, width=1))
            line.setHoverPen(pg.mkPen(theme.text, width=1))
            label.setColor(theme.text)
            label.fill = pg.mkBrush(self._with_alpha(theme.window, 220))
            label.border = pg.mkPen(theme.border)
        self._cross.setPen(pg.mkPen(theme.muted, width=1, style=Qt.PenStyle.DotLine))

    def _measure(self) -> None:
        """Everything that is written takes the text size."""
        font = QFont(self.font())
        for axis in (self._time, self._rate):
            axis.setTickFont(font)
        self._rate.fit()
        for label in self._labels:
            label.textItem.setFont(font)
        self._place_labels()

    @staticmethod
    def _with_alpha(colour: str, alpha: int) -> QColor:
        made = QColor(colour)
        made.setAlpha(alpha)
        return made

    def _write_ends(self, brush: Brush) -> None:
        self._place_labels()

    def _place_labels(self) -> None:
        """Each end beside its handle, outside of the brush; at the edge of the plot both in one label."""
        brush = self._brush
        if brush is None:
            return
        form = clock if is_one_day(*self._whole_ns) else absolute
        first, second = (form(moment, 9) for moment in (brush.start_ns, brush.end_ns))
        metrics = QFontMetricsF(self.font())
        area = self.plot_rect()
        wide = metrics.horizontalAdvance(first) + LABEL_GAP
        has_left = self.x_of(brush.start_ns) - wide >= area.left()
        has_right = self.x_of(brush.end_ns) + wide <= area.right()
        both = f"{first} – {second}"
        texts = (first, second) if has_left and has_right else (both, "") if has_left else ("", both)
        order = sorted(range(2), key=lambda at: self._region.lines[at].value())
        for side, at in enumerate(order):
            label = self._labels[at]
            label.anchors = [(1.0 - side, 0.5)] * 2     # left of the first, right of the second
            label.setFormat(texts[side])
            label.setVisible(bool(texts[side]))
            label.updatePosition()

    # Mouse and keys

    def _s(self, time_ns: int) -> float:
        return (time_ns - self._origin_ns) / NS

    def _ns(self, seconds: float) -> int:
        return self._origin_ns + round(seconds * NS)

    def _tell(self, begin: float, end: float, is_final: bool) -> None:
        first, last = sorted((self._ns(begin), self._ns(end)))
        brush = Brush(max(first, self._whole_ns[0]), min(last, self._whole_ns[1]))
        if brush.start_ns <= brush.end_ns:
            self.set_brush(brush)
            self.brushed.emit(brush, is_final)

    def _on_drawn(self, begin: float, end: float, is_final: bool) -> None:
        self._tell(begin, end, is_final)

    def _on_region(self) -> None:
        begin, end = self._region.getRegion()
        brush = Brush(*sorted((self._ns(begin), self._ns(end))))
        self._brush = brush
        self._write_ends(brush)
        self.brushed.emit(brush, False)

    def _on_region_done(self) -> None:
        if self._brush is not None:
            self.brushed.emit(self._brush, True)

    def _on_moved(self) -> None:
        low, high = self.view_ns
        self._zoomed = high - low < (self._whole_ns[1] - self._whole_ns[0]) * 0.999
        self.view_changed.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Qt: with Shift a pan begins, else a brush."""
        self._box.is_panning = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: Any) -> None:
        """Qt: tell what is pointed at."""
        super().mouseMoveEvent(event)
        place = self._box.mapSceneToView(QPointF(self.mapToScene(event.position().toPoint())))
        inside = self._box.sceneBoundingRect().contains(self.mapToScene(event.position().toPoint()))
        self._cross.setVisible(inside)
        if inside:
            self._cross.setValue(place.x())
        self.pointed.emit(self._ns(place.x()) if inside else None)

    def leaveEvent(self, event: QEvent) -> None:
        """Qt: nothing is pointed at."""
        self._cross.hide()
        self.pointed.emit(None)
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt: Esc as a double click; arrows move the reading cursor, with Shift they pan; + and - zoom."""
        low, high = self._box.viewRange()[0]
        span = high - low
        if self._reading.press(Qt.Key(event.key()), event.modifiers()):
            return
        moves = {Qt.Key.Key_Left: (-0.1, -0.1), Qt.Key.Key_Right: (0.1, 0.1), Qt.Key.Key_Plus: (0.1, -0.1),
                 Qt.Key.Key_Equal: (0.1, -0.1), Qt.Key.Key_Minus: (-0.125, 0.125)}
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self._reading.leave()
            self.reset.emit()
        elif key in moves:
            left, right = moves[key]
            self._box.setXRange(low + left * span, high + right * span, padding=0)
            self._on_moved()
        else:
            super().keyPressEvent(event)

    # For the reading cursor

    def shown(self) -> tuple[float, float]:
        """The range in sight, in seconds."""
        low, high = self._box.viewRange()[0]
        return float(low), float(high)

    def whole(self) -> tuple[float, float]:
        """The range of the capture, in seconds."""
        return self._s(self._whole_ns[0]), self._s(self._whole_ns[1])

    def bin_s(self) -> float:
        """How wide a bin is drawn."""
        return self._series.bin_ns / NS if self._series is not None else 1.0

    def show_from(self, begin: float) -> None:
        """Move the range in sight."""
        low, high = self.shown()
        self._box.setXRange(begin, begin + high - low, padding=0)
        self._on_moved()

    def point_at(self, place: float) -> None:
        """Draw the cursor there and tell what is there."""
        self._cross.setValue(place)
        self._cross.show()
        self.pointed.emit(self._ns(place))

    def draw_brush(self, begin: float, end: float, is_final: bool) -> None:
        """Brush a range."""
        self._tell(begin, end, is_final)

    def plot_rect(self) -> QRectF:
        """Where the curves are, in viewport coordinates."""
        return QRectF(self.mapFromScene(self._box.sceneBoundingRect()).boundingRect())

    def seconds_of(self, time_ns: int) -> float:
        """A moment on the time axis."""
        return self._s(time_ns)

    def x_of(self, time_ns: int) -> float:
        """Viewport pixel of a moment."""
        return float(self.mapFromScene(self._box.mapViewToScene(QPointF(self._s(time_ns), 0))).x())

    def changeEvent(self, event: QEvent) -> None:
        """Qt: follow theme and text size."""
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_cross"):
            self._colour()
        elif event.type() == QEvent.Type.FontChange and hasattr(self, "_cross"):
            self._measure()
        super().changeEvent(event)
