"""What is drawn over time: rows on top of each other, and lines of percentiles."""
from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from netloupe_gui.models.statistic_table import value_text
from netloupe_gui.plots.drawing import AIR, GAP, Drawing, Look, axis, axis_width, soft, ticks, whole_steps, write
from netloupe_gui.text import absolute, clock, dates_and_zone, is_one_day, safe, time_ticks

LEGEND_SHARE = 0.42     # of the width
SHOWN_MAX = 9           # rows that have a colour
NARROW = 260            # pixels of width below which there is no legend


def _time_axis(painter: QPainter, look: Look, plot: QRectF, start_ns: int, end_ns: int) -> None:
    room = plot.width() / look.metrics.horizontalAdvance("0")
    height = look.metrics.height()
    painter.setPen(QPen(QColor(look.theme.border), 1))
    painter.drawLine(plot.bottomLeft(), plot.bottomRight())
    for moment, label in time_ticks(start_ns, end_ns, room):
        x = plot.left() + plot.width() * (moment - start_ns) / max(end_ns - start_ns, 1)
        wide = look.metrics.horizontalAdvance(label) + 2
        if x + wide / 2 > plot.right() + AIR or x - wide / 2 < 0:
            continue
        painter.setPen(QPen(QColor(look.theme.border), 1))
        painter.drawLine(QPointF(x, plot.bottom()), QPointF(x, plot.bottom() + 4))
        write(painter, look, QRectF(x - wide / 2, plot.bottom() + 5, wide, height), label, "centre", look.theme.muted)
    write(painter, look, QRectF(plot.left(), plot.top() - height - 3, plot.width(), height),
          dates_and_zone(start_ns, end_ns), "right", look.theme.muted)


class _OverTime(Drawing):
    """A plot with a legend on its right."""

    def _frame(self, size: QSizeF, look: Look, names: list[str], marks: list[float], unit: str) -> None:
        metrics = look.metrics
        line = metrics.height()
        self._line = line + 4
        wide = min(max((metrics.horizontalAdvance(name) for name in names), default=0.0) + line + GAP,
                   size.width() * LEGEND_SHARE) if size.width() > NARROW else 0.0
        left = axis_width(look, unit, marks)
        right = size.width() - AIR - (wide + 2 * GAP if wide else 0.0)
        top, bottom = AIR + line, size.height() - line - AIR - GAP
        self._plot = QRectF(left, top, max(1.0, right - left), max(1.0, bottom - top))
        self._legend = [(QRectF(right + 2 * GAP, top + at * self._line, wide, self._line), name)
                        for at, name in enumerate(names) if wide and top + (at + 1) * self._line < size.height()]

    def _paint_legend(self, painter: QPainter, look: Look, row: int, colours: list[QColor]) -> None:
        for at, (rect, name) in enumerate(self._legend):
            side = look.metrics.ascent()
            if at == row:
                painter.fillRect(rect, QColor(look.theme.alternate))
            painter.fillRect(QRectF(rect.left() + 2, rect.center().y() - side / 2, side, side), colours[at])
            write(painter, look, rect.adjusted(side + 2 + GAP, 0, 0, 0), name, middle=True)


class Stack(_OverTime):
    """Rows on top of each other, those with the most at the bottom."""

    def place(self, size: QSizeF, look: Look) -> None:
        """As `Drawing`."""
        series = self.found.series
        assert series is not None
        shown = min(len(self.found), SHOWN_MAX + 1)
        values = np.asarray(series.values[:shown])
        self._edges = np.vstack([np.zeros(values.shape[1]), np.cumsum(values, axis=0)])
        most = float(self._edges[-1].max(initial=0.0)) or 1.0
        line = look.metrics.height()
        room = max(1.0, (size.height() - 2 * line - 2 * AIR) / (2.2 * line))
        self._unit = series.unit
        self._marks = ticks(most, room, whole_steps)
        self._most = most
        labels = self.found.labels
        self._colours = [look.rest if labels[row] == "others" else look.series(row) for row in range(shown)]
        self._frame(size, look, [safe(label) for label in labels[:shown]], self._marks, self._unit)
        self._end_ns = series.start_ns + series.bin_ns * values.shape[1]
        self.parts = [(rect, row) for row, (rect, _) in enumerate(self._legend)]

    def _bin_at(self, x: float) -> int:
        return int((x - self._plot.left()) / self._plot.width() * self._edges.shape[1])

    def row_at(self, place: QPointF) -> int:
        """In the plot, whose area it is."""
        if not self._plot.contains(place):
            return super().row_at(place)
        at = min(max(self._bin_at(place.x()), 0), self._edges.shape[1] - 1)
        value = (self._plot.bottom() - place.y()) / self._plot.height() * self._most
        row = int(np.searchsorted(self._edges[1:, at], value))
        return row if row < len(self._colours) and value >= 0 else -1

    def tip(self, row: int, place: QPointF) -> str:
        """Also what is at this time."""
        text = super().tip(row, place)
        series = self.found.series
        if series is None or not self._plot.contains(place):
            return text
        at = min(max(self._bin_at(place.x()), 0), self._edges.shape[1] - 1)
        moment = series.start_ns + at * series.bin_ns
        told = clock if is_one_day(series.start_ns, self._end_ns) else absolute
        return f"{text}\n{told(moment, 3)}: {value_text(series.unit, float(series.values[row, at]))}"

    def paint(self, painter: QPainter, look: Look, row: int) -> None:
        """As `Drawing`."""
        series = self.found.series
        assert series is not None
        axis(painter, look, self._plot, self._most, self._unit, self._marks)
        step = self._plot.width() / self._edges.shape[1]
        high = self._plot.height() / self._most
        painter.setPen(Qt.PenStyle.NoPen)
        for at, colour in enumerate(self._colours):
            painter.setBrush(soft(look, colour, at == row))
            for begin, end in _runs(self._edges[at + 1] > self._edges[at]):
                upper, lower = [], []
                for stretch in range(begin, end):
                    for x in (self._plot.left() + stretch * step, self._plot.left() + (stretch + 1) * step):
                        upper.append(QPointF(x, self._plot.bottom() - float(self._edges[at + 1, stretch]) * high))
                        lower.append(QPointF(x, self._plot.bottom() - float(self._edges[at, stretch]) * high))
                painter.drawPolygon(QPolygonF(upper + lower[::-1]))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        _time_axis(painter, look, self._plot, series.start_ns, self._end_ns)
        self._paint_legend(painter, look, row, self._colours)


def _runs(mask: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]) -> list[tuple[int, int]]:
    """Where it holds one after the other: [begin, end)."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], mask, [False]]).astype(np.int8)))
    return [(int(begin), int(end)) for begin, end in zip(edges[::2], edges[1::2], strict=True)]


class Lines(_OverTime):
    """Percentiles of the sessions that began in each stretch of time; the axis is logarithmic."""

    NAMES = ("p50", "p90", "p99")

    def place(self, size: QSizeF, look: Look) -> None:
        """As `Drawing`."""
        self._starts = [int(value) for value in self.values_of_starts()]
        lines = [self.values(name) for name in self.NAMES]
        above = [value for values in lines for value in values if value > 0]
        low, high = (min(above), max(above)) if above else (1.0, 10.0)
        self._low, self._high = _decades(low, high)
        self._marks = _log_marks(self._low, self._high)
        self._frame(size, look, list(self.NAMES), self._marks, "ns")
        widths = [two - one for one, two in zip(self._starts, self._starts[1:], strict=False)]
        self._width_ns = min(widths, default=1_000_000_000)
        begin, end = (self._starts[0], self._starts[-1] + self._width_ns) if self._starts else (0, 1)
        self._begin_ns, self._end_ns = begin, end
        scale = self._plot.width() / max(end - begin, 1)
        self._lines = [[QPointF(self._plot.left() + (start - begin + self._width_ns / 2) * scale, self._y(value))
                        for start, value in zip(self._starts, values, strict=True)] for values in lines]
        self.parts = [(QRectF(self._plot.left() + (start - begin) * scale, self._plot.top(),
                              max(self._width_ns * scale, 2.0), self._plot.height()), row)
                      for row, start in enumerate(self._starts)]

    def values_of_starts(self) -> list[int]:
        """When each stretch begins; exact, unlike floats."""
        values = self.found.column("start").values
        return [] if isinstance(values, tuple) else values.tolist()

    def _y(self, value: float) -> float:
        share = (math.log10(max(value, self._low)) - math.log10(self._low)) / math.log10(self._high / self._low)
        return self._plot.bottom() - share * self._plot.height()

    def paint(self, painter: QPainter, look: Look, row: int) -> None:
        """As `Drawing`."""
        height = look.metrics.height()
        last = 1e9
        for mark in self._marks:
            y = self._y(mark)
            painter.setPen(QPen(QColor(look.theme.grid), 1))
            painter.drawLine(QPointF(self._plot.left(), y), QPointF(self._plot.right(), y))
            if last - y >= height:
                write(painter, look, QRectF(0, y - height / 2, self._plot.left() - GAP, height),
                      value_text("ns", mark), "right", look.theme.muted)
                last = y
        if row >= 0:
            painter.fillRect(self.parts[row][0], QColor(look.theme.alternate))
        colours = [look.series(at) for at in range(len(self.NAMES))]
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for colour, points in zip(colours, self._lines, strict=True):
            painter.setPen(QPen(colour, 1))
            painter.drawPolyline(QPolygonF(points))
            painter.setBrush(colour)
            for point in points:
                painter.drawEllipse(point, 2, 2)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        _time_axis(painter, look, self._plot, self._begin_ns, self._end_ns)
        self._paint_legend(painter, look, -1, colours)


def _decades(low: float, high: float) -> tuple[float, float]:
    """Bounds of a logarithmic axis with a little room."""
    if high < low * 1.5:
        middle = math.sqrt(low * high)
        return middle / 1.5, middle * 1.5
    return low / 1.1, high * 1.1


def _log_marks(low: float, high: float) -> list[float]:
    """1, 2 and 5 of each decade; where that is less than three, finer."""
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    for factors in ((1,), (1, 2, 5), (1, 1.5, 2, 3, 4, 5, 6, 8)):
        marks = [factor * 10.0**power for power in range(first, last + 1) for factor in factors
                 if low <= factor * 10.0**power <= high]
        if len(marks) >= 3:
            return marks
    return marks or [low]
