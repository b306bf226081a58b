"""What stands beside and on the picture of lanes. Knows pixels and colours; neither mouse nor focus."""
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QLineF, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from netloupe_gui.models.state_lanes import Group
from netloupe_gui.text import count
from netloupe_gui.text.marked import T
from netloupe_gui.theme.tokens import Theme
from netloupe_gui.widgets.time_axis import Scale

DOT, HEAD, HEAD_DEGREES = 3.0, 9.0, 22      # pixels of a line's ends
AIR = 4                     # pixels around a name
_MORE = T("StateLanes", "{name} and {n} more")


@dataclass(frozen=True, slots=True)
class Name:
    """What is written beside a lane."""

    ends: str               # who talks to whom
    about: str
    end_ns: int             # behind which there is room


@dataclass(frozen=True, slots=True)
class LaneLink:
    """A session that led to another one, as lanes."""

    cause: int
    cause_ns: int           # when that was seen
    effect: int
    effect_ns: int          # when that one began


@dataclass(frozen=True, slots=True)
class Named:
    """Groups that have room for one name: that of the largest."""

    top: int                # line of pixels
    group: Group            # whose name it is
    others: int             # groups besides
    count: int              # lanes of all of them


def draw_groups(painter: QPainter, named: Sequence[Named], strip: QRect, room: int, theme: Theme) -> None:
    """A line above each group, and its name in so many pixels at the left; 0: the lanes say who they are."""
    metrics = painter.fontMetrics()
    for one in named:
        painter.setPen(QColor(theme.border))
        if one.top:
            painter.drawLine(0, one.top, strip.right(), one.top)
        if not room:
            continue
        number = count(one.count)
        wide = metrics.horizontalAdvance(number)
        text = QCoreApplication.translate("StateLanes", _MORE).format(name=one.group.name, n=count(one.others)) \
            if one.others else one.group.name
        base = one.top + metrics.ascent() + 1
        painter.setPen(QColor(theme.text))
        painter.drawText(AIR, base, metrics.elidedText(text, Qt.TextElideMode.ElideRight, room - wide - 4 * AIR))
        painter.setPen(QColor(theme.muted))
        painter.drawText(room - AIR - wide, base, number)


def draw_names(painter: QPainter, names: Sequence[tuple[QRectF, Name]], scale: Scale, strip: QRect,
               theme: Theme) -> None:
    """Who it is left of each lane, and what it is about behind its end."""
    metrics, right = painter.fontMetrics(), Qt.TextElideMode.ElideRight
    for place, name in names:
        base = place.top() + (place.height() - metrics.height()) / 2 + metrics.ascent()
        painter.setPen(QColor(theme.text))
        painter.drawText(QPointF(AIR, base), metrics.elidedText(name.ends, right, scale.left - 2 * AIR))
        left = max(scale.left, scale.x(name.end_ns)) + 2 * AIR
        painter.setPen(QColor(theme.muted))
        painter.drawText(QPointF(left, base), metrics.elidedText(name.about, right, round(strip.width() - left)))


def draw_links(painter: QPainter, links: Sequence[tuple[QRectF, QRectF, LaneLink]], scale: Scale, strip: QRect,
               theme: Theme) -> None:
    """A line from where it was seen that a session will come to where it begins, with a head there."""
    painter.save()
    painter.setClipRect(strip)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for cause, effect, link in links:
        begin = QPointF(scale.x(link.cause_ns), cause.center().y())
        end = QPointF(scale.x(link.effect_ns), effect.center().y())
        if max(begin.y(), end.y()) < strip.top() or min(begin.y(), end.y()) > strip.bottom():
            continue
        painter.setPen(QPen(QColor(theme.base), 4))         # so that it is seen on any state's colour
        painter.drawLine(begin, end)
        painter.setPen(QPen(QColor(theme.accent), 1.6))
        painter.drawLine(begin, end)
        painter.setPen(QPen(QColor(theme.base), 1))
        painter.setBrush(QColor(theme.accent))
        painter.drawEllipse(begin, DOT, DOT)
        painter.drawPolygon(head_at(begin, end))
    painter.restore()


def head_at(begin: QPointF, end: QPointF) -> QPolygonF:
    """The head of an arrow at its end."""
    line = QLineF(end, begin)
    line.setLength(HEAD)
    low, high = QLineF(line), QLineF(line)
    low.setAngle(line.angle() + HEAD_DEGREES)
    high.setAngle(line.angle() - HEAD_DEGREES)
    return QPolygonF([end, low.p2(), high.p2()])


def draw_selected(painter: QPainter, places: Sequence[QRectF], theme: Theme) -> None:
    """A frame around each lane, a line where there is no room for one."""
    colour = QColor(theme.accent)
    painter.setPen(QPen(colour, 1))
    colour.setAlpha(48)
    for place in places:
        if place.height() < AIR:
            painter.drawLine(place.topLeft(), place.topRight())
        else:
            painter.fillRect(place, colour)
            painter.drawRect(place.adjusted(0, 0, -1, -1))
