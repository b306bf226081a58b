"""A horizontal axis of time: from moments to pixels and back, its marks, and the brush on it."""
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from netloupe_gui.bridge.focus import Brush
from netloupe_gui.text import dates_and_zone, duration, time_ticks
from netloupe_gui.theme.tokens import Theme

LEFT = 18                                       # room left and right of the time range


@dataclass(frozen=True, slots=True)
class Scale:
    """Time to pixels and back, for a range of time in a strip of pixels."""

    start_ns: int
    end_ns: int
    left: int
    width: int

    def x(self, time_ns: int) -> float:
        """Pixel of a moment."""
        return self.left + (time_ns - self.start_ns) * self.width / max(1, self.end_ns - self.start_ns)

    def time(self, x: float) -> int:
        """Moment of a pixel."""
        return self.start_ns + round((x - self.left) * (self.end_ns - self.start_ns) / max(1, self.width))

    def reach(self, pixels: float) -> int:
        """How long some pixels are."""
        return round(pixels * (self.end_ns - self.start_ns) / max(1, self.width))

    def xs(self, times: NDArray[np.int64]) -> NDArray[np.int64]:
        """Pixels of many moments, those far outside just outside."""
        share = (times - self.start_ns) * (self.width / max(1, self.end_ns - self.start_ns))
        found: NDArray[np.int64] = self.left + np.clip(np.rint(share), -10_000, self.width + 10_000).astype(np.int64)
        return found


def draw_axis(painter: QPainter, scale: Scale, box: QRect, theme: Theme) -> None:
    """Times of day below the lanes; a high one also says what date and zone they mean, and how much is shown."""
    metrics = QFontMetrics(painter.font())
    painter.fillRect(box, QColor(theme.window))
    painter.setPen(QColor(theme.border))
    painter.drawLine(box.topLeft(), box.topRight())
    has_dates = box.height() >= 2 * metrics.height() + 8
    half = box.height() // 2 if has_dates else box.height() - 5
    for moment, label in time_ticks(scale.start_ns, scale.end_ns, scale.width / metrics.horizontalAdvance("0")):
        x = round(scale.x(moment))
        painter.setPen(QColor(theme.border))
        painter.drawLine(x, box.top(), x, box.top() + 4)
        painter.setPen(QColor(theme.text))
        width = metrics.horizontalAdvance(label)
        left = max(LEFT, min(x - width // 2, box.right() - LEFT - width))
        painter.drawText(QRect(left, box.top() + 4, width + 2, half), Qt.AlignmentFlag.AlignVCenter, label)
    if not has_dates:
        return
    painter.setPen(QColor(theme.muted))
    below = QRect(LEFT, box.top() + half + 1, box.width() - 2 * LEFT, half - 1)
    painter.drawText(below, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
                     dates_and_zone(scale.start_ns, scale.end_ns))
    painter.drawText(below, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
                     duration(scale.end_ns - scale.start_ns))


def draw_grid(painter: QPainter, scale: Scale, box: QRect, theme: Theme) -> None:
    """Faint lines under the lanes where the axis has its marks."""
    metrics = QFontMetrics(painter.font())
    painter.setPen(QPen(QColor(theme.grid), 1))
    for moment, _label in time_ticks(scale.start_ns, scale.end_ns, scale.width / metrics.horizontalAdvance("0")):
        x = round(scale.x(moment))
        painter.drawLine(x, box.top(), x, box.bottom())


def draw_brush(painter: QPainter, brush: Brush | None, scale: Scale, strip: QRect, theme: Theme) -> None:
    """The brushed range on this strip, where some of it is in sight."""
    if brush is None or brush.end_ns < scale.start_ns or brush.start_ns > scale.end_ns:
        return
    colour = QColor(theme.accent)
    left = max(strip.left() - 2.0, scale.x(brush.start_ns))
    right = min(strip.right() + 3.0, scale.x(brush.end_ns))
    colour.setAlpha(36)
    painter.fillRect(QRectF(left, 0, max(1.0, right - left), strip.height()), colour)
    colour.setAlpha(200)
    painter.setPen(QPen(colour, 1))
    painter.drawLine(QPointF(left, 0), QPointF(left, strip.height()))
    painter.drawLine(QPointF(right, 0), QPointF(right, strip.height()))
