"""How what was asked and answered is drawn under the states of a lane."""
from __future__ import annotations

import numpy as np
from PySide6.QtCore import QLine, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from netloupe_gui.models.exchanges import DRAWN_MAX, NARROW, Array, Exchanges
from netloupe_gui.theme.tokens import Theme
from netloupe_gui.widgets.time_axis import Scale

COLOUR = 7              # of the theme's series
FAINT, STRONG = 45, 110     # of 255: waiting, being answered
AIR = 4                 # pixels beside words


def span_rows(found: Exchanges, box: QRect, line: int) -> int:
    """How many rows of spans there is room for."""
    return max(1, min(found.rows, box.height() // (line + 2)))


def span_at(found: Exchanges, scale: Scale, box: QRect, line: int, moment: int, y: float, reach: int) -> int:
    """The span at a place, -1: none."""
    rows = span_rows(found, box, line)
    level = int((y - box.top()) * rows // max(1, box.height()))
    return found.at(moment, scale.reach(reach), level, rows) if 0 <= level < rows else -1


def draw_spans(painter: QPainter, found: Exchanges, scale: Scale, box: QRect, theme: Theme) -> None:
    """Each span from its request to the end of its answer, the wait fainter than the answer; what is narrow is a mark,
    however many there are."""
    metrics = QFontMetrics(painter.font())
    rows = span_rows(found, box, metrics.height())
    inside = found.within(scale.start_ns, scale.end_ns)
    if not len(inside):
        return
    left, right = scale.xs(found.begins[inside]), scale.xs(found.ends[inside])
    wide = right - left >= NARROW
    high = box.height() // rows
    painter.save()
    painter.setClipRect(box)
    _draw_narrow(painter, found, inside[~wide], left[~wide], box, rows, theme)
    shown = np.flatnonzero(wide)
    if len(shown) > DRAWN_MAX:                  # they lie on each other: one of each place is enough
        places = np.unique((left[shown] << 32) + (right[shown] << 8) + found.levels[inside[shown]], return_index=True)
        shown = shown[places[1]][:DRAWN_MAX]
    answers = scale.xs(found.answers[inside])
    for at in shown.tolist():
        span = int(inside[at])
        top = box.top() + int(found.levels[span]) % rows * high
        part = QRectF(int(left[at]), top, int(right[at] - left[at]), high - 1)
        _draw_wide(painter, found, span, part, int(answers[at]), box, theme, metrics)
    painter.restore()


def _colour(theme: Theme, is_answered: bool) -> QColor:
    return QColor(theme.series[COLOUR] if is_answered else theme.error)


def _draw_narrow(painter: QPainter, found: Exchanges, which: Array, x: Array,
                 box: QRect, rows: int, theme: Theme) -> None:
    high = box.height() // rows
    for is_answered in (True, False):
        mine = found.is_answered[which] == is_answered
        places = np.unique(x[mine] * 8 + found.levels[which[mine]] % rows)
        painter.setPen(QPen(_colour(theme, is_answered), 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
        painter.drawLines([QLine(place // 8, box.top() + place % 8 * high, place // 8,
                                 box.top() + place % 8 * high + high - 2) for place in places.tolist()])


def _draw_wide(painter: QPainter, found: Exchanges, span: int, part: QRectF, answer: int, box: QRect, theme: Theme,
               metrics: QFontMetrics) -> None:
    is_answered = bool(found.is_answered[span])
    colour = _colour(theme, is_answered)
    painter.fillRect(part, QColor(theme.base))
    fill = QColor(colour)
    fill.setAlpha(FAINT)
    painter.fillRect(part, fill)
    if is_answered and answer < part.right():
        fill.setAlpha(STRONG)
        painter.fillRect(QRectF(answer, part.top(), part.right() - answer, part.height()), fill)
    painter.fillRect(QRectF(part.left(), part.top(), 2, part.height()), colour)
    if is_answered:
        painter.fillRect(QRectF(answer, part.top(), 1, part.height()), colour)
    else:
        painter.setPen(QPen(colour, 1, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(part.adjusted(0, 0, -1, -1))
    begin = max(part.left(), box.left()) + AIR
    room = min(part.right(), box.right()) - begin - 2
    if room >= metrics.averageCharWidth() * 4:
        painter.setPen(QColor(theme.text))
        painter.drawText(QRectF(begin, part.top(), room, part.height()), Qt.AlignmentFlag.AlignVCenter,
                         metrics.elidedText(found.line(span), Qt.TextElideMode.ElideRight, int(room)))
