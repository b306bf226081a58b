"""Marks on the throughput plot: where packets were lost, the capture was interrupted, or came to a limit."""
from __future__ import annotations

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument

from netloupe_engine.model import Incident
from netloupe_gui.plots.canvas import ThroughputCanvas
from netloupe_gui.text import absolute, count, one_line, tip
from netloupe_gui.theme.glyphs import glyph, mark_glyph
from netloupe_gui.theme.palette import theme_of
from netloupe_gui.theme.tokens import Theme

MARKS_MAX = 300             # the newest ones
NEAR_PIXELS = 6


def words_of(incident: Incident) -> str:
    """One line: when, what, how many."""
    lost = f" ({count(incident.count)})" if incident.count else ""
    return f"{absolute(incident.time_ns, 3)} {one_line(incident.text)}{lost}"


class _Mark(pg.InfLineLabel):       # type: ignore[misc]
    """A picture on a line, in place of the value that pyqtgraph would write there."""

    def valueChanged(self) -> None:
        """Pyqtgraph: the line is elsewhere."""
        self.updatePosition()

    def show_picture(self, name: str, colour: str, side: int, ratio: float) -> None:
        """Show a picture of so many pixels."""
        document = self.textItem.document()
        document.addResource(QTextDocument.ResourceType.ImageResource, QUrl("mark"), glyph(name, colour, side, ratio))
        self.setHtml(f'<img src="mark" width="{side}" height="{side}">')


class IncidentMarks:
    """Vertical lines with a picture at the top and a tooltip. GUI thread only."""

    def __init__(self, canvas: ThroughputCanvas) -> None:
        """Nothing is marked."""
        self._canvas = canvas
        self._incidents: tuple[Incident, ...] = ()
        self._lines: list[Any] = []

    @property
    def lines(self) -> list[Any]:
        """What is drawn."""
        return self._lines

    def show(self, incidents: tuple[Incident, ...]) -> None:
        """Mark these."""
        incidents = incidents[-MARKS_MAX:]
        if incidents != self._incidents:
            for line in self._lines:
                self._canvas.removeItem(line)
            self._incidents = incidents
            self._lines = [self._line(incident) for incident in incidents]
        self.place()

    def place(self) -> None:
        """The axis may have another origin, and the theme other colours."""
        theme = theme_of(self._canvas.palette())
        for line, incident in zip(self._lines, self._incidents, strict=True):
            line.setValue(self._canvas.seconds_of(incident.time_ns))
            colour = self._colour(incident, theme)
            style = Qt.PenStyle.DotLine if incident.kind in ("start", "stop") else Qt.PenStyle.SolidLine
            line.setPen(pg.mkPen(colour, width=1, style=style))
            line.label.show_picture(mark_glyph(incident.kind), colour, self._canvas.fontMetrics().ascent(),
                                    self._canvas.devicePixelRatioF())

    def near(self, moment: int) -> str:
        """The incident at this place of the plot, in words; "" if there is none."""
        x = self._canvas.x_of(moment)
        found = [(abs(self._canvas.x_of(incident.time_ns) - x), at) for at, incident in enumerate(self._incidents)]
        distance, at = min(found, default=(NEAR_PIXELS + 1.0, 0))
        return words_of(self._incidents[at]) if distance <= NEAR_PIXELS else ""

    def _line(self, incident: Incident) -> Any:
        line = pg.InfiniteLine(angle=90, movable=False)
        line.label = _Mark(line, position=0.9, movable=False)
        line.setZValue(4)
        line.setToolTip(tip(words_of(incident)))
        line.label.setToolTip(tip(words_of(incident)))
        self._canvas.addItem(line, ignoreBounds=True)
        return line

    @staticmethod
    def _colour(incident: Incident, theme: Theme) -> str:
        if incident.kind == "drop":
            return theme.error
        return theme.muted if incident.kind in ("start", "stop") else theme.warning
