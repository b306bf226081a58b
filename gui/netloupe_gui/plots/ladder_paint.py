"""How a ladder is drawn. Knows pixels and colours; neither mouse nor focus, so that files are made of the same."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from netloupe_engine.model import Severity
from netloupe_gui.plots.drawing import Look, write
from netloupe_gui.text import clock, count, delta, duration, relative, safe
from netloupe_gui.theme.palette import mixed

if TYPE_CHECKING:
    from netloupe_engine.analysis import Ladder
    from netloupe_gui.models.ladder_layout import LadderLayout

AIR = 5.0               # pixels beside texts
LINE_AIR = 9            # of a row's height, beside the height of its text
HEAD, HEAD_WIDE = 8.0, 3.6      # of an arrow, along it and across
LINK_EDGE, LINK_IN, LINK_APART, LINKS_BESIDE = 5.0, 10.0, 5.0, 6     # pixels of links beside the times, and how many
LOOP = 26.0             # pixels of an arrow from a host to itself
_T = QCoreApplication.translate


class Times(StrEnum):
    """What stands at the left."""

    RELATIVE = "relative"       # seconds since the first arrow
    ABSOLUTE = "absolute"       # time of day
    DELTA = "delta"             # seconds since the arrow before


@dataclass(frozen=True, slots=True)
class Link:
    """What led to a session, as rows."""

    cause: int              # where it was seen
    effect: int             # the first one of the session
    text: str


@dataclass(frozen=True, slots=True)
class Scene:
    """What there is to draw, and how."""

    layout: LadderLayout
    times: Times
    labels: Mapping[int, str]   # what rows say, as far as it has been read
    gutter: float               # pixels of times, and of sessions behind them
    session_width: float        # ... of these; 0: there is only one
    header: float               # pixels of hosts' names
    names: Sequence[str] = ()   # of the hosts, in place of their addresses
    links: Sequence[Link] = ()  # which session led to which


def time_text(ladder: Ladder, row: int, times: Times) -> str:
    """What stands at the left of an arrow."""
    moment = int(ladder.times_ns[row])
    if times is Times.ABSOLUTE:
        return clock(moment, 6)
    if times is Times.DELTA:
        return delta(moment, int(ladder.times_ns[max(row - 1, 0)]), 6)
    return relative(moment, int(ladder.times_ns[0]), 6)


def header_text(times: Times) -> str:
    """What these times are."""
    if times is Times.ABSOLUTE:
        return _T("Ladder", "time")
    return _T("Ladder", "s since the first") if times is Times.RELATIVE else _T("Ladder", "s since the last")


def host_text(ladder: Ladder, host: int, names: Sequence[str] = ()) -> str:
    """What a column is called: its name where one is given, else its address."""
    if host < len(names) and names[host]:
        return names[host]
    if ladder.others and host == len(ladder.hosts) - 1:
        return _T("Ladder", "{n} others").format(n=count(ladder.others))
    return safe(ladder.hosts[host])


def notes_text(ladder: Ladder, row: int) -> str:
    """What is odd about an arrow."""
    return " · ".join((*ladder.notes_of(row), *map(safe, ladder.findings.get(int(ladder.packets[row]), ()))))


def colour_of(ladder: Ladder, row: int, look: Look) -> QColor:
    """An arrow's: its side's; what is wrong has the colour of how wrong it is."""
    gravity = ladder.gravity_of(row)
    if gravity in (Severity.WARNING, Severity.ERROR):
        return QColor(look.theme.error if gravity is Severity.ERROR else look.theme.warning)
    return QColor(look.theme.down if int(ladder.ways[row]) else look.theme.up)


def draw_scene(painter: QPainter, look: Look, scene: Scene, box: QRect, scrolled: tuple[int, int], selected: int,
               hovered: int) -> range:
    """Everything in `box`, scrolled so far to the right and down; answers the rows that are in sight."""
    layout, theme = scene.layout, look.theme
    body = QRectF(box).adjusted(0, scene.header, 0, 0)
    rows = layout.rows_in(scrolled[1], body.height())
    painter.save()
    painter.setClipRect(body)
    for row, part in ((hovered, 0.12), (selected, 0.3)):
        if row in rows:
            top = body.top() + layout.top(row) - scrolled[1]
            painter.fillRect(QRectF(box.left(), top, box.width(), max(layout.row_height, 2)),
                             mixed(theme.accent, theme.base, part))
    plot = body.adjusted(scene.gutter, 0, 0, 0)
    left = plot.left() - scrolled[0]
    painter.setClipRect(plot)
    _draw_lines(painter, look, scene, plot, left)
    for row in rows:
        top = body.top() + layout.top(row) - scrolled[1]
        if layout.row_height >= 3 or row % 2 == 0:
            _draw_arrow(painter, look, scene, row, QRectF(plot.left(), top, plot.width(), layout.row_height), left,
                        row == selected)
    _draw_links(painter, look, scene, plot, body.top() - scrolled[1])
    painter.setClipRect(body)
    _draw_bands(painter, look, scene, rows, body, scrolled[1])
    _draw_times(painter, look, scene, rows, body, scrolled[1])
    painter.restore()
    _draw_header(painter, look, scene, QRectF(box), left)
    return rows


def _draw_links(painter: QPainter, look: Look, scene: Scene, plot: QRectF, top: float) -> None:
    """From where it was seen that a session will come to where it begins, beside the times."""
    layout = scene.layout
    for at, link in enumerate(scene.links):
        begin, end = (top + layout.top(row) + layout.row_height / 2 for row in (link.cause, link.effect))
        if max(begin, end) < plot.top() or min(begin, end) > plot.bottom():
            continue
        left, inside = plot.left() + LINK_EDGE, plot.left() + LINK_EDGE + LINK_IN + at % LINKS_BESIDE * LINK_APART
        painter.setPen(QPen(QColor(look.theme.accent), 1.4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF([QPointF(left, begin), QPointF(inside, begin), QPointF(inside, end),
                                        QPointF(left + HEAD / 2, end)]))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.theme.accent))
        painter.drawPolygon(QPolygonF([QPointF(left, end), QPointF(left + HEAD, end - HEAD_WIDE),
                                       QPointF(left + HEAD, end + HEAD_WIDE)]))
        painter.drawEllipse(QPointF(left, begin), 2.5, 2.5)


def _draw_lines(painter: QPainter, look: Look, scene: Scene, plot: QRectF, left: float) -> None:
    """A line down from each host."""
    painter.setPen(QPen(mixed(look.theme.muted, look.theme.base, 0.5), 1))
    bottom = min(plot.bottom(), plot.top() + scene.layout.height)
    for host in range(len(scene.layout.ladder.hosts)):
        x = round(left + scene.layout.x(host))
        if plot.left() <= x <= plot.right():
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, bottom))


def has_labels(look: Look, row_height: float) -> bool:
    """Whether there is room for words."""
    return row_height >= look.metrics.height() + 2


def _draw_arrow(painter: QPainter, look: Look, scene: Scene, row: int, place: QRectF, left: float,
                is_selected: bool) -> None:
    layout = scene.layout
    ladder = layout.ladder
    source, target = int(ladder.sources[row]), int(ladder.targets[row])
    start, end = left + layout.x(source), left + layout.x(target)
    colour = colour_of(ladder, row, look)
    if max(start, end) < place.left() or min(start, end) > place.right():
        _draw_elsewhere(painter, place, colour, max(start, end) < place.left())
        return
    worded = has_labels(look, layout.row_height)
    y = place.bottom() - 4 if worded else place.center().y()
    style = Qt.PenStyle.SolidLine if ladder.gravity_of(row) is None else Qt.PenStyle.DashLine
    painter.setPen(QPen(colour, 2.2 if is_selected else 1.4, style))
    head = min(HEAD, max(3.0, layout.row_height * 0.8))
    if source == target:
        up = max(place.top() + 1, y - 6)
        painter.drawPolyline(QPolygonF([QPointF(start, up), QPointF(start + LOOP, up), QPointF(start + LOOP, y),
                                        QPointF(start + head / 2, y)]))
        towards = -1
    else:
        towards = 1 if end > start else -1
        painter.drawLine(QPointF(start, y), QPointF(end - towards * head / 2, y))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    wide = min(HEAD_WIDE, layout.row_height / 2)
    painter.drawPolygon(QPolygonF([QPointF(end, y), QPointF(end - towards * head, y - wide),
                                   QPointF(end - towards * head, y + wide)]))
    if worded:
        _draw_label(painter, look, scene, row, place, (start, end if source != target else start + LOOP), colour,
                    is_selected)


def _draw_elsewhere(painter: QPainter, place: QRectF, colour: QColor, is_left: bool) -> None:
    """On which side an arrow is that is out of sight."""
    edge, inwards = (place.left() + 3, 1) if is_left else (place.right() - 3, -1)
    y, wide = place.center().y(), min(HEAD_WIDE, place.height() / 2)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(QPolygonF([QPointF(edge, y), QPointF(edge + inwards * HEAD, y - wide),
                                   QPointF(edge + inwards * HEAD, y + wide)]))


def _draw_label(painter: QPainter, look: Look, scene: Scene, row: int, place: QRectF, ends: tuple[float, float],
                colour: QColor, is_selected: bool) -> None:
    """Above the arrow's middle; what does not fit there goes on beside it: no other arrow is in its row."""
    ladder = scene.layout.ladder
    label, notes = scene.labels.get(row, ""), notes_text(ladder, row)
    gap = look.metrics.horizontalAdvance("  ") if label and notes else 0.0
    wide = [look.metrics.horizontalAdvance(text) for text in (label, notes)]
    whole = sum(wide) + gap
    low, high = min(ends), max(ends)
    if ladder.sources[row] == ladder.targets[row]:
        low, high = high, place.right()
        at = low + AIR
    else:
        at = (low + high - whole) / 2
    low = max(low, place.left())
    at = max(place.left() + AIR, min(max(at, low + AIR), place.right() - AIR - whole))
    room = place.right() - AIR - at
    top, height = place.top(), look.metrics.height()
    ground = mixed(look.theme.accent, look.theme.base, 0.3) if is_selected else QColor(look.theme.base)
    if whole:
        painter.fillRect(QRectF(at - 2, top + 1, min(whole, room) + 4, height), ground)
    shown = min(wide[0], room - min(wide[1] + gap, room / 2))
    write(painter, look, QRectF(at, top + 1, shown + 1, height), label)
    write(painter, look, QRectF(at + shown + gap, top + 1, room - shown - gap, height), notes, colour=colour.name())


def _draw_bands(painter: QPainter, look: Look, scene: Scene, rows: range, body: QRectF, scrolled: int) -> None:
    """Where nothing happened for long, and how long."""
    layout = scene.layout
    ladder = layout.ladder
    for gap in layout.gaps.tolist():
        if not rows.start <= gap <= rows.stop:
            continue
        bottom = body.top() + layout.top(gap) - scrolled
        place = QRectF(body.left(), bottom - layout.band_height, body.width(), layout.band_height)
        painter.fillRect(place, QColor(look.theme.alternate))
        painter.setPen(QPen(QColor(look.theme.border), 1, Qt.PenStyle.DashLine))
        for y in (place.top(), place.bottom() - 1):
            painter.drawLine(QPointF(place.left(), y), QPointF(place.right(), y))
        pause = int(ladder.times_ns[gap] - ladder.times_ns[gap - 1])
        write(painter, look, place.adjusted(scene.gutter + AIR, 0, -AIR, 0),
              _T("Ladder", "{time} without an arrow").format(time=duration(pause)), "centre", look.theme.muted)


def _draw_times(painter: QPainter, look: Look, scene: Scene, rows: range, body: QRectF, scrolled: int) -> None:
    """When, and of which session; of rows too low for words as many as there is room for."""
    layout, height = scene.layout, look.metrics.height()
    every = max(1, -int(-(height + 1) // layout.row_height))
    for row in rows:
        if row % every:
            continue
        top = body.top() + layout.top(row) - scrolled
        if every > 1:
            top += layout.row_height / 2 - height / 2
        write(painter, look, QRectF(body.left(), top + 1, scene.gutter - scene.session_width - 2 * AIR, height),
              time_text(layout.ladder, row, scene.times), "right", look.theme.muted)
        if scene.session_width:
            write(painter, look, QRectF(body.left() + scene.gutter - scene.session_width - AIR, top + 1,
                                        scene.session_width, height), f"#{int(layout.ladder.sessions[row])}", "right",
                  look.theme.muted)


def _draw_header(painter: QPainter, look: Look, scene: Scene, box: QRectF, left: float) -> None:
    """Names of hosts, which stay while arrows are scrolled."""
    layout, theme = scene.layout, look.theme
    strip = QRectF(box.left(), box.top(), box.width(), scene.header)
    painter.fillRect(strip, QColor(theme.window))
    painter.setPen(QPen(QColor(theme.border), 1))
    painter.drawLine(strip.bottomLeft(), strip.bottomRight())
    write(painter, look, QRectF(box.left() + AIR, box.top(), scene.gutter - 2 * AIR, scene.header),
          header_text(scene.times), "left", theme.muted)
    painter.save()
    painter.setClipRect(strip.adjusted(scene.gutter, 0, 0, 0))
    for host in range(len(layout.ladder.hosts)):
        x = left + layout.x(host)
        half = min(layout.apart / 2 - AIR, max(layout.first, 40.0)) if len(layout.ladder.hosts) > 1 else box.width() / 2
        half = layout.apart / 2 - AIR if len(layout.ladder.hosts) > 2 else max(half, layout.first - 2)
        if x + half < box.left() + scene.gutter or x - half > box.right():
            continue
        name = host_text(layout.ladder, host, scene.names)
        room = min(2 * half, look.metrics.horizontalAdvance(name) + 2)
        start = min(max(x - room / 2, left + 2), left + layout.width - room - 2)
        write(painter, look, QRectF(start, box.top(), room, scene.header - 4), name, "centre", middle=True)
        painter.fillRect(QRectF(x - 3, strip.bottom() - 4, 6, 4), QColor(theme.muted))
    painter.restore()
