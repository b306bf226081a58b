"""Pictures of statistics, painted: what all have in common. Knows no widget, so that files are made of the same."""
from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from netloupe_gui.models.statistic_table import value_text
from netloupe_gui.text import safe
from netloupe_gui.theme.palette import mixed
from netloupe_gui.theme.tokens import Theme

if TYPE_CHECKING:
    from netloupe_engine.analysis import Statistic

GAP = 6.0           # pixels between parts
AIR = 10.0          # ... at the edges
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
ALIGN = {"left": _LEFT, "right": _RIGHT, "centre": _CENTRE}


@dataclass(frozen=True, slots=True)
class Look:
    """In which colours and letters to paint."""

    theme: Theme
    font: QFont

    @property
    def metrics(self) -> QFontMetricsF:
        """Of the letters."""
        return QFontMetricsF(self.font)

    def series(self, at: int) -> QColor:
        """The colour of the row at a place."""
        colours = self.theme.series
        return QColor(colours[at % (len(colours) - 1)])

    @property
    def rest(self) -> QColor:
        """The colour of all others."""
        return QColor(self.theme.series[-1])


class Drawing:
    """A statistic as a picture. `place` says where its parts are; then it can be painted and pointed at."""

    def __init__(self, found: Statistic) -> None:
        """Of this answer."""
        self.found = found
        self.parts: list[tuple[QRectF, int]] = []       # what stands for a row, in the order in which keys walk

    def place(self, size: QSizeF, look: Look) -> None:
        """Find room for everything."""
        raise NotImplementedError

    def paint(self, painter: QPainter, look: Look, row: int) -> None:
        """Paint it; `row` is pointed at, -1: none."""
        raise NotImplementedError

    def row_at(self, place: QPointF) -> int:
        """The row under a point, -1 where there is none."""
        for rect, row in reversed(self.parts):
            if rect.contains(place):
                return row
        return -1

    def tip(self, row: int, place: QPointF) -> str:
        """What is said of a row."""
        found = self.found
        lines = [safe(found.labels[row])]
        lines += [f"{column.title}: {self.text(column.name, row)}" for column in found.columns if column.unit]
        return "\n".join(lines)

    def values(self, name: str) -> list[float]:
        """The numbers of a column."""
        values = self.found.column(name).values
        return [] if isinstance(values, tuple) else [float(value) for value in values.tolist()]

    def text(self, name: str, row: int) -> str:
        """How a value reads."""
        column = self.found.column(name)
        return value_text(column.unit, column.values[row])


def write(painter: QPainter, look: Look, rect: QRectF, text: str, align: str = "left", colour: str = "",
          middle: bool = False) -> None:
    """Text on one line, cut where it does not fit."""
    if rect.width() < 4:
        return
    elide = Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight
    painter.setFont(look.font)
    painter.setPen(QColor(colour or look.theme.text))
    painter.drawText(rect, ALIGN[align], look.metrics.elidedText(text, elide, rect.width()))


def ticks(most: float, room: float, step_of: Callable[[float], float] | None = None) -> list[float]:
    """Round numbers from 0 to `most`, about as many as fit into `room`."""
    if most <= 0 or room < 1:
        return [0.0]
    rough = most / max(1.0, room)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough * 0.999)
    if step_of is not None:
        step = step_of(step)
    return [at * step for at in range(int(most / step + 1.001))]


def whole_steps(step: float) -> float:
    """Counts have no fractions."""
    return max(1.0, step)


def axis(painter: QPainter, look: Look, plot: QRectF, most: float, unit: str, marks: list[float]) -> None:
    """Lines and numbers of the axis on the left."""
    height = look.metrics.height()
    for mark in marks:
        y = plot.bottom() - plot.height() * (mark / most if most else 0)
        painter.setPen(QPen(QColor(look.theme.grid), 1))
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
        write(painter, look, QRectF(0, y - height / 2, plot.left() - GAP, height), value_text(unit, mark), "right",
              look.theme.muted)


def axis_width(look: Look, unit: str, marks: list[float]) -> float:
    """Pixels that the numbers of an axis need."""
    return max(look.metrics.horizontalAdvance(value_text(unit, mark)) for mark in marks) + AIR + GAP


def soft(look: Look, colour: QColor, is_pointed: bool) -> QColor:
    """A fill: the colour, nearer to the text where it is pointed at."""
    return mixed(look.theme.text, colour.name(), 0.25) if is_pointed else colour


def anything(values: list[Any]) -> bool:
    """Whether there is anything to draw."""
    return any(value > 0 for value in values)
