"""How a plot of TCP's segments is drawn. Knows pixels and colours; neither mouse nor focus, so that files are made of
the same."""
from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QCoreApplication, QLine, QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygon

from netloupe_gui.models.statistic_table import value_text
from netloupe_gui.models.tcp_plot import CROWD, Layer, in_sight, joined, runs, steps
from netloupe_gui.plots.drawing import Look, write
from netloupe_gui.theme.palette import mixed
from netloupe_gui.widgets.time_axis import Scale

if TYPE_CHECKING:
    from collections.abc import Iterator

    from netloupe_gui.theme.tokens import Theme

UNITS = {"sequence": "bytes", "rtt": "ns", "window": "bytes", "throughput": "bit/s"}
LABELS = 34.0           # pixels of height from one number of the axis to the next, at least
HEADROOM = 0.06         # of the range of values, above and below
DOT = 3                 # pixels of a point
FEW = 4                 # pixels beside each bar that let bars be two wide

_T = QCoreApplication.translate

# The colour of what is drawn, by its name in the theme; "": that of its side.
COLOURS = {"segment": "", "retransmission": "error", "out_of_order": "warning", "ack": "good", "window": "muted",
           "sack": "violet", "zero_window": "error", "rtt": "", "in_flight": "", "sent": "", "acked": "good"}
VIOLET = 7              # of the theme's series
WIDE = {"retransmission": 3, "out_of_order": 3, "sack": 2}      # pixels
LINES = ("ack", "window", "in_flight", "sent", "acked")


@dataclass(frozen=True, slots=True)
class Values:
    """Values to pixels and back."""

    low: float
    high: float
    top: int
    height: int

    def y(self, value: Any) -> Any:
        """Pixel of a value, or of an array of them; far outside it is just outside."""
        share = (self.high - value) * (self.height / (self.high - self.low))
        return self.top + np.clip(share, -1e6, 1e6)

    def value(self, y: float) -> float:
        """Value of a pixel."""
        return self.high - (y - self.top) * (self.high - self.low) / max(1, self.height)

    def reach(self, pixels: float) -> float:
        """How much some pixels are."""
        return pixels * (self.high - self.low) / max(1, self.height)


def values_for(low: float, high: float, top: int, height: int, from_zero: bool) -> Values:
    """Room for values from `low` to `high`."""
    if from_zero:
        low = 0.0
    span = max(high - low, abs(high) * 1e-6, 1.0)
    return Values(low - (0 if from_zero else HEADROOM * span), high + HEADROOM * span, top, max(1, height))


def marks_of(values: Values) -> list[float]:
    """Round values, about as many as there is room for."""
    wanted = (values.high - values.low) / max(1.0, values.height / LABELS)
    power = 10.0 ** math.floor(math.log10(wanted))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= wanted * 0.999)
    first, last = math.ceil(max(values.low, 0.0) / step), math.floor(values.high / step)
    return [at * step for at in range(first, last + 1)]


def label_width(look: Look, kind: str, values: Values) -> int:
    """Pixels that the numbers of the axis need."""
    return math.ceil(max((look.metrics.horizontalAdvance(value_text(UNITS[kind], mark)) for mark in marks_of(values)),
                         default=0.0)) + 10


def draw_values(painter: QPainter, look: Look, kind: str, values: Values, plot: QRect) -> None:
    """Lines and numbers of the axis of values."""
    height = look.metrics.height()
    for mark in marks_of(values):
        y = round(float(values.y(mark)))
        painter.setPen(QPen(QColor(look.theme.grid), 1))
        painter.drawLine(plot.left(), y, plot.right(), y)
        top = min(y - height / 2, plot.bottom() - height)       # below is the axis of time
        write(painter, look, QRectF(0, top, plot.left() - 6, height), value_text(UNITS[kind], mark),
              "right", look.theme.muted)


def colour_of(layer_key: str, way: int, theme: Theme, both: bool) -> QColor:
    """Of what is drawn: what is about a side has the side's colour; where both are shown, all lean towards it."""
    side = theme.up if way == 0 else theme.down
    name = COLOURS[layer_key]
    if not name:
        return QColor(side)
    if name == "violet":            # near the colour of neither side
        return QColor(theme.series[VIOLET])
    return QColor(getattr(theme, name)) if not both or name == "error" else mixed(side, getattr(theme, name), 0.3)


def draw_layers(painter: QPainter, theme: Theme, layers: list[Layer], scale: Scale, values: Values, plot: QRect,
                both: bool) -> None:
    """All of them, from the back to the front."""
    painter.save()
    painter.setClipRect(plot)
    for whole in layers:
        layer, part = in_sight(whole, scale.start_ns, scale.end_ns)
        if part.start >= part.stop:
            continue
        x = scale.xs(layer.times[part])
        colour = colour_of(layer.key, layer.way, theme, both)
        if layer.shape == "bars":
            _draw_bars(painter, colour, x, layer, part, values, plot)
        elif layer.shape == "steps":
            _draw_steps(painter, colour, x, values.y(layer.lows[part]), plot, layer.key)
        else:
            _draw_points(painter, colour, x, values.y(layer.lows[part]), plot, layer.key)
    painter.restore()


def _draw_bars(painter: QPainter, colour: QColor, x: Any, layer: Layer, part: slice, values: Values,
               plot: QRect) -> None:
    tops = np.rint(values.y(layer.highs[part])).astype(np.int64) - plot.top()
    bottoms = np.rint(values.y(layer.lows[part])).astype(np.int64) - plot.top()
    bottoms = np.maximum(bottoms - 1, tops)         # neighbours do not overlap
    x = x - plot.left()
    if len(x) > CROWD:
        x, tops, bottoms = joined(x, tops, bottoms)
    found = runs(x, tops, bottoms, plot.width(), plot.height())
    wide = WIDE.get(layer.key, 2 if len(found[0]) < plot.width() // FEW else 1)
    painter.setPen(QPen(colour, wide, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
    painter.drawLines([QLine(plot.left() + at, plot.top() + top, plot.left() + at, plot.top() + bottom + 1)
                       for at, top, bottom in zip(*(column.tolist() for column in found), strict=True)])


def _draw_steps(painter: QPainter, colour: QColor, x: Any, y: Any, plot: QRect, key: str) -> None:
    at, to = steps(np.clip(x, plot.left() - 2, plot.right() + 2), np.rint(y).astype(np.int64))
    style = Qt.PenStyle.DashLine if key == "window" else Qt.PenStyle.SolidLine
    painter.setPen(QPen(colour, 1, style))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    points = QPolygon()
    points.append([QPoint(one, other) for one, other in zip(at.tolist(), to.tolist(), strict=True)])
    if len(at):
        points.append(QPoint(plot.right() + 2, int(to[-1])) if int(at[-1]) < plot.right() else QPoint(int(at[-1]),
                                                                                                    int(to[-1])))
    painter.drawPolyline(points)


def _draw_points(painter: QPainter, colour: QColor, x: Any, y: Any, plot: QRect, key: str) -> None:
    x, y = x - plot.left(), np.rint(y).astype(np.int64) - plot.top()
    inside = (x >= 0) & (x < plot.width()) & (y >= 0) & (y < plot.height())
    cells = np.flatnonzero(np.bincount(x[inside] * plot.height() + y[inside], minlength=1))
    side = DOT + 4 if key == "zero_window" else DOT
    for cell in cells.tolist():
        left, top = plot.left() + cell // plot.height(), plot.top() + cell % plot.height()
        place = QRectF(left - side / 2, top - side / 2, side, side)
        if key == "zero_window":
            painter.setPen(QPen(colour, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(place)
        else:
            painter.fillRect(place, colour)


def legend(layers: list[Layer], ways: tuple[int, ...]) -> Iterator[tuple[str, int, str]]:
    """(key, direction, name) of what is drawn and occurs, each once."""
    names = words()
    seen = set()
    for layer in reversed(layers):
        name = names[layer.key]
        if len(ways) > 1 and not COLOURS[layer.key]:
            name = f"{'↑↓'[layer.way]} {name}"
        if len(layer.times) and name not in seen:
            seen.add(name)
            yield layer.key, layer.way, name


def words() -> dict[str, str]:
    """What each thing that is drawn is called."""
    return {
        "segment": _T("TcpPlot", "sent"), "retransmission": _T("TcpPlot", "retransmission"),
        "out_of_order": _T("TcpPlot", "out of order"), "ack": _T("TcpPlot", "acknowledged"),
        "window": _T("TcpPlot", "window"), "sack": _T("TcpPlot", "SACK"),
        "zero_window": _T("TcpPlot", "zero window"), "rtt": _T("TcpPlot", "round trip"),
        "in_flight": _T("TcpPlot", "in flight"), "sent": _T("TcpPlot", "sent"),
        "acked": _T("TcpPlot", "goodput (acknowledged)")}


def draw_legend(painter: QPainter, look: Look, layers: list[Layer], ways: tuple[int, ...], box: QRect) -> None:
    """What is what, in one line, as far as there is room."""
    left, side = float(box.left()), look.metrics.ascent()
    for key, way, name in legend(layers, ways):
        wide = side + 5 + look.metrics.horizontalAdvance(name)
        if left + wide > box.right():
            break
        colour = colour_of(key, way, look.theme, len(ways) > 1)
        middle = box.center().y()
        if key == "zero_window":
            painter.setPen(QPen(colour, 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(QPointF(left + side / 2, middle), side / 3, side / 3)
        elif key in LINES:
            painter.setPen(QPen(colour, 2, Qt.PenStyle.DashLine if key == "window" else Qt.PenStyle.SolidLine))
            painter.drawLine(QPointF(left, middle), QPointF(left + side, middle))
        else:
            painter.fillRect(QRectF(left + side / 4, middle - side / 2, side / 2, side), colour)
        write(painter, look, QRectF(left + side + 5, box.top(), wide, box.height()), name)
        left += wide + 14
