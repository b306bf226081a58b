"""How one lane and the time axis are drawn. Knows pixels and colours; neither mouse nor focus."""
from dataclasses import dataclass
from math import log

from PySide6.QtCore import QLine, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainter, QPen, QPolygonF

from netloupe_engine.model import State
from netloupe_gui.models.lanes import Bars, Lane
from netloupe_gui.models.state_words import state_text
from netloupe_gui.text import absolute, clock, duration, endpoint, is_one_day, safe
from netloupe_gui.theme.glyphs import draw_glyph, mark_glyph, state_glyph
from netloupe_gui.theme.tokens import Theme
from netloupe_gui.widgets.time_axis import LEFT, Scale

PAD = 3
TICKS_MIN = 24                                  # pixels of height, for both directions
TICKS_LEAST = 14                                # ... where there are spans above them
SPAN_AIR = 2                                    # pixels of a row of spans beside its line of text
MARK_GAP = 11
SMALLEST = 40                                   # bytes of the shortest bar
LARGEST = 1514                                  # ... and of the tallest, unless there are larger packets


@dataclass(frozen=True, slots=True)
class Boxes:
    """Where the parts of a lane are."""

    title: QRect
    states: QRect
    spans: QRect            # what was asked and answered; without height where there is nothing of it, or no room
    marks: QRect
    ticks: QRect


def lane_height(line: int, titled: bool) -> int:
    """What a lane needs at least; `line` is the height of a line of text."""
    return (line + 4) * (2 if titled else 1) + line + 2 + TICKS_MIN + 2 * PAD


def axis_height(line: int, room: int) -> int:
    """Of the axis in a pane of `room` pixels: the line below its times is for those with room to spare."""
    return 2 * line + 8 if room >= lane_height(line, True) + 2 * line + 8 else line + 8


def boxes(lane: QRect, line: int, titled: bool, span_rows: int = 0) -> Boxes:
    """The parts of a lane that fills this rectangle; one alone needs no title, the pane says it. `span_rows` are
    wanted for what was asked and answered."""
    inner = lane.adjusted(0, PAD, 0, -PAD)
    is_titled = titled and lane.height() >= lane_height(line, True)
    title = QRect(inner.left(), inner.top(), inner.width(), line + 4 if is_titled else 0)
    states = QRect(inner.left(), title.top() + title.height(), inner.width(), line + 4)
    room = inner.bottom() - states.bottom() - line - TICKS_LEAST
    rows = min(span_rows, max(0, room // (line + SPAN_AIR)))
    spans = QRect(inner.left(), states.bottom() + 2, inner.width(), rows * (line + SPAN_AIR))
    marks = QRect(inner.left(), spans.top() + spans.height(), inner.width(), line)
    top = marks.bottom() + 1
    return Boxes(title, states, spans, marks, QRect(inner.left(), top, inner.width(), max(8, inner.bottom() - top)))


def lane_title(lane: Lane) -> str:
    """Who talks to whom."""
    session = lane.session
    here = endpoint(session.initiator, session.initiator_port)
    there = endpoint(session.responder, session.responder_port)
    parts = [f"{session.protocol.upper()} {here} → {there}" if here or there else session.path, session.application,
             lane.info]
    return safe(f"{session.id}   " + " · ".join(part for part in parts if part))


def draw_lane(painter: QPainter, lane: Lane, scale: Scale, place: Boxes, theme: Theme, titled: str) -> None:
    """One lane: title, states and packets, as they are whatever is pointed at."""
    metrics = QFontMetrics(painter.font())
    painter.setPen(QColor(theme.text))
    if place.title.height():
        painter.drawText(place.title.adjusted(LEFT, 0, -LEFT, 0), Qt.AlignmentFlag.AlignVCenter,
                         metrics.elidedText(titled, Qt.TextElideMode.ElideMiddle, place.title.width() - 2 * LEFT))
    _draw_states(painter, lane, scale, place.states, theme, metrics)
    _draw_ticks(painter, lane, scale, place.ticks, theme)


def draw_pointers(painter: QPainter, lane: Lane, scale: Scale, place: Boxes, theme: Theme, selected: int,
                  hovered: int) -> None:
    """What is pointed at, and the marks above it; `selected` and `hovered` are rows of packets, -1 for none."""
    for row, colour in ((hovered, theme.text), (selected, theme.accent)):
        if row >= 0:
            _draw_pointer(painter, lane, row, scale, place, QColor(colour))
    side = QFontMetrics(painter.font()).ascent()
    for x, key, colour, _row in lane.marks(scale.start_ns, scale.end_ns, scale.width, max(MARK_GAP, side)):
        draw_glyph(painter, scale.left + x - side / 2, place.marks.center().y(), side, mark_glyph(key),
                   getattr(theme, colour))


def _draw_states(painter: QPainter, lane: Lane, scale: Scale, box: QRect, theme: Theme, metrics: QFontMetrics) -> None:
    later, spans = "", lane.spans()
    moment = clock if is_one_day(scale.start_ns, scale.end_ns) else absolute
    for at, (state, begin, end, _packet) in enumerate(spans, 1):
        if begin > scale.end_ns and state == State.TIMEOUT:
            later = f"{state.name} +{duration(begin - lane.start_ns)} →"
        left = max(scale.x(begin), scale.left - 1.0)
        right = min(scale.x(end), scale.left + scale.width + 1.0)
        if right < left:
            continue
        part = QRectF(left, box.top(), max(3.0, right - left), box.height())
        colour = QColor(theme.states[state])
        painter.fillRect(part, QColor(theme.base))
        painter.fillRect(part, _faint(theme.states[state], 60))
        painter.fillRect(QRectF(part.left(), part.top(), min(3.0, part.width()), part.height()), colour)
        side = metrics.ascent()
        if part.width() < side + 8:
            continue
        draw_glyph(painter, part.left() + 6, part.center().y(), side, state_glyph(state), theme.text)
        name = state_text(state, lane.session.end_reason if at == len(spans) else 0)
        words = (f"{name}  {moment(begin, 3)}", name, state.name)
        text = next((word for word in words if metrics.horizontalAdvance(word) <= part.width() - side - 16), "")
        painter.setPen(QColor(theme.text))
        painter.drawText(part.adjusted(side + 11, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, text)
    if later:
        _draw_later(painter, later, box, theme, metrics)


def _draw_later(painter: QPainter, text: str, box: QRect, theme: Theme, metrics: QFontMetrics) -> None:
    """What comes right of the view, as a label at its edge."""
    width = metrics.horizontalAdvance(text) + 12
    label = QRect(box.right() - width - 4, box.top(), width, box.height())
    painter.fillRect(label, QColor(theme.base))
    painter.fillRect(label, _faint(theme.states[State.TIMEOUT], 60))
    painter.setPen(QColor(theme.text))
    painter.drawText(label, Qt.AlignmentFlag.AlignCenter, text)


def _flat(colour: QColor, width: int) -> QPen:
    return QPen(QBrush(colour), width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)


def bar_height(length: int, half: int) -> int:
    """Height of a packet's tick: grows with the logarithm of its size."""
    share = log(max(length, SMALLEST) / SMALLEST) / log(max(LARGEST, length) / SMALLEST)
    return max(3, round(half * (0.12 + 0.88 * share)))


def _draw_ticks(painter: QPainter, lane: Lane, scale: Scale, box: QRect, theme: Theme) -> None:
    middle = box.center().y()
    painter.setPen(QPen(QColor(theme.grid), 1))
    painter.drawLine(box.left(), middle, box.right(), middle)
    half = box.height() // 2 - 2
    both = lane.bars(scale.start_ns, scale.end_ns, scale.width)
    crowded = sum(len(bars.x) for bars in both) > scale.width // 5
    busiest = max((int(bars.total.max()) for bars in both if len(bars.x)), default=1)
    for bars, colour, sign, arrow in ((both[0], theme.up, -1, "↑"), (both[1], theme.down, 1, "↓")):
        painter.setPen(QColor(colour))
        side = QRect(0, middle - 16 if sign < 0 else middle + 1, LEFT - 2, 16)
        painter.drawText(side, Qt.AlignmentFlag.AlignCenter, arrow)
        sizes = {size: bar_height(size, half) for size in set(bars.longest.tolist())}
        heights = [sizes[size] for size in bars.longest.tolist()]
        if crowded:     # many packets a pixel: their sizes faintly, and strongly how many bytes there are
            painter.setPen(_flat(_faint(colour, 70), 1))
            painter.drawLines(_lines(bars, heights, scale.left, middle, sign))
            heights = [max(1, half * total // busiest) for total in bars.total.tolist()]
        painter.setPen(_flat(QColor(colour), 1 if crowded else 3))
        painter.drawLines(_lines(bars, heights, scale.left, middle, sign))


def _lines(bars: Bars, heights: list[int], left: int, middle: int, sign: int) -> list[QLine]:
    return [QLine(left + x, middle + sign, left + x, middle + sign * height)
            for x, height in zip(bars.x.tolist(), heights, strict=True)]


def _faint(colour: str, alpha: int) -> QColor:
    faint = QColor(colour)
    faint.setAlpha(alpha)
    return faint


def _draw_pointer(painter: QPainter, lane: Lane, row: int, scale: Scale, place: Boxes, colour: QColor) -> None:
    """A line through the lane at a packet, with an arrow head, and its tick again in full."""
    x = round(scale.x(int(lane.times[row])))
    if not scale.left - 1 <= x <= scale.left + scale.width + 1:
        return
    top, bottom = place.states.bottom() + 1, place.ticks.bottom()
    faint = QColor(colour)
    faint.setAlpha(110)
    painter.setPen(QPen(faint, 1))
    painter.drawLine(x, top, x, bottom)
    middle = place.ticks.center().y()
    sign = -1 if lane.ways[row] == 0 else 1
    painter.setPen(_flat(colour, 3))
    height = bar_height(int(lane.lengths[row]), place.ticks.height() // 2 - 2)
    painter.drawLine(x, middle + sign, x, middle + sign * height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF([QPointF(x - 4.5, top), QPointF(x + 4.5, top), QPointF(x, top + 6)]))
