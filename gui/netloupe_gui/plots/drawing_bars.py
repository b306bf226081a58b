"""Bars: one below the other for what has names, beside each other for what has bounds."""
from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF
from PySide6.QtGui import QColor, QPainter, QPen

from netloupe_gui.models.statistic_table import value_text
from netloupe_gui.plots.drawing import AIR, GAP, Drawing, Look, axis, axis_width, soft, ticks, whole_steps, write
from netloupe_gui.text import count, safe

LABEL_SHARE = 0.36      # of the width, for names
BAR_MOST = 26.0         # pixels of height
COLUMN_MOST = 90.0      # pixels of width


class Bars(Drawing):
    """A bar a row, as many as fit; the table has all."""

    def place(self, size: QSizeF, look: Look) -> None:
        """As `Drawing`."""
        values = self.values(self.found.measure)
        metrics = look.metrics
        line = metrics.height() + 4
        self._rest = QRectF()
        room = int((size.height() - 2 * AIR) // line)
        shown = len(values)
        if shown > room:
            shown = max(1, room - 1)
            self._rest = QRectF(AIR, AIR + shown * line, size.width() - 2 * AIR, line)
        high = min(BAR_MOST, (size.height() - 2 * AIR) / max(shown, 1)) if not self._rest.height() else line
        labels = [safe(label) for label in self.found.labels[:shown]]
        named = min(max((metrics.horizontalAdvance(label) for label in labels), default=0.0) + 2,
                    size.width() * LABEL_SHARE)
        told = [self.text(self.found.measure, row) for row in range(shown)]
        numbers = max((metrics.horizontalAdvance(text) for text in told), default=0.0) + GAP
        left = AIR + named + GAP
        wide = max(8.0, size.width() - left - numbers - AIR)
        most = max(values, default=0.0) or 1.0
        self.parts, self._bars = [], []
        for row in range(shown):
            top = AIR + row * high
            bar = QRectF(left, top + 2, max(1.0, wide * values[row] / most) if values[row] else 0.0, high - 4)
            self._bars.append((bar, QRectF(AIR, top, named, high), labels[row], told[row]))
            self.parts.append((QRectF(0, top, size.width(), high), row))

    def paint(self, painter: QPainter, look: Look, row: int) -> None:
        """As `Drawing`."""
        for at, (bar, named, label, told) in enumerate(self._bars):
            if at == row:
                painter.fillRect(self.parts[at][0], QColor(look.theme.alternate))
            write(painter, look, named, label, "right", middle=True)
            painter.fillRect(bar, soft(look, look.series(0), at == row))
            write(painter, look, QRectF(bar.right() + GAP, named.top(), 400, named.height()), told,
                  colour=look.theme.muted)
        more = len(self.found) + self.found.left_out - len(self._bars)
        if self._rest.height() and more:
            write(painter, look, self._rest, f"… {count(more)}", colour=look.theme.muted)


class Histogram(Drawing):
    """Columns from bound to bound, with percentiles marked where they are known."""

    def place(self, size: QSizeF, look: Look) -> None:
        """As `Drawing`."""
        values = self.values(self.found.measure)
        metrics = look.metrics
        self._unit = self.found.column(self.found.measure).unit
        most = max(values, default=0.0) or 1.0
        line = metrics.height()
        top, bottom = AIR + line, size.height() - line - AIR - GAP
        self._marks = ticks(most, max(1.0, (bottom - top) / (2.2 * line)), whole_steps)
        left = axis_width(look, self._unit, self._marks)
        self._plot = QRectF(left, top, max(1.0, size.width() - left - AIR), max(1.0, bottom - top))
        self._most = most
        step = min(COLUMN_MOST, self._plot.width() / max(len(values), 1))
        self._step = step
        self.parts, self._columns = [], []
        for row, value in enumerate(values):
            x = left + row * step
            high = max(1.0, self._plot.height() * value / most) if value else 0.0
            gap = 1.0 if step > 5 else 0.0
            self._columns.append(QRectF(x, self._plot.bottom() - high, step - gap, high))
            self.parts.append((QRectF(x, top, step, self._plot.height() + line + GAP), row))
        self._place_labels(metrics.horizontalAdvance("0"), line, look)

    def _place_labels(self, digit: float, line: float, look: Look) -> None:
        """The lower bound of columns, where there is room for it."""
        texts = [self._bound(row) for row in range(len(self._columns))]
        self._labels: list[tuple[QRectF, str]] = []
        end = -1e9
        for column, text in zip(self._columns, texts, strict=True):
            wide = look.metrics.horizontalAdvance(text) + 2
            begin = column.left() if self._step > wide else column.left() - digit / 2
            if begin > end + 2 * digit and begin + wide <= self._plot.right() + AIR:
                self._labels.append((QRectF(begin, self._plot.bottom() + 5, wide, line), text))
                end = begin + wide

    def _bound(self, row: int) -> str:
        if "low" not in self.found.names:
            return self.found.labels[row]
        column = self.found.column("low")
        return value_text(column.unit, column.values[row])

    def paint(self, painter: QPainter, look: Look, row: int) -> None:
        """As `Drawing`."""
        axis(painter, look, self._plot, self._most, self._unit, self._marks)
        for at, column in enumerate(self._columns):
            if at == row:
                painter.fillRect(self.parts[at][0], QColor(look.theme.alternate))
            painter.fillRect(column, soft(look, look.series(0), at == row))
        for rect, text in self._labels:
            painter.setPen(QPen(QColor(look.theme.border), 1))
            painter.drawLine(QPointF(rect.left(), self._plot.bottom()), QPointF(rect.left(), self._plot.bottom() + 4))
            write(painter, look, rect, text, colour=look.theme.muted)
        painter.setPen(QPen(QColor(look.theme.border), 1))
        painter.drawLine(self._plot.bottomLeft(), self._plot.bottomRight())
        self._paint_percentiles(painter, look)

    def _paint_percentiles(self, painter: QPainter, look: Look) -> None:
        if "low" not in self.found.names:
            return
        lows, highs = self.values("low"), self.values("high")
        end = -1e9
        for fact in self.found.facts:
            if not fact.name.startswith("p"):
                continue
            at = next((row for row, high in enumerate(highs) if lows[row] <= fact.value < high), None)
            if at is None:
                continue
            share = (fact.value - lows[at]) / (highs[at] - lows[at])
            x = self._columns[at].left() + share * self._step
            painter.setPen(QPen(QColor(look.theme.down), 1))
            painter.drawLine(QPointF(x, self._plot.top() - 2), QPointF(x, self._plot.bottom()))
            text = f"{fact.title} {value_text(fact.unit, fact.value)}"
            wide = look.metrics.horizontalAdvance(text) + 2
            begin = max(min(x, self._plot.right() + AIR - wide), end)
            if begin + wide <= self._plot.right() + AIR + 1:
                write(painter, look, QRectF(begin, self._plot.top() - look.metrics.height() - 3, wide,
                                            look.metrics.height()), text, colour=look.theme.down)
                end = begin + wide + GAP
