"""Marks on the throughput plot: where packets were lost, the capture was interrupted, or came to a limit."""
from __future__ import annotations

from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import Qt

from netloupe_engine.model import Incident
from netloupe_gui.plots.canvas import ThroughputCanvas
from netloupe_gui.text import absolute, count, one_line, tip
from netloupe_gui.theme.palette import theme_of
from netloupe_gui.theme.tokens import Theme

MARKS_MAX = 300             # the newest ones
NEAR_PIXELS = 6
GLYPHS = {"drop": "▼", "gap": "↯", "device": "◇", "disk": "▤", "limit": "▲", "stop": "■", "start": "▶"}


def words_of(incident: Incident) -> str:
    """One line: when, what, how many."""
    glyph = GLYPHS.get(incident.kind, "•")
    lost = f" ({count(incident.count)})" if incident.count else ""
    return f"{glyph} {absolute(incident.time_ns, 3)} {one_line(incident.text)}{lost}"


class IncidentMarks:
    """Vertical lines with a glyph at the top and a tooltip. GUI thread only."""

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
            line.label.setColor(colour)

    def near(self, moment: int) -> str:
        """The incident at this place of the plot, in words; "" if there is none."""
        x = self._canvas.x_of(moment)
        found = [(abs(self._canvas.x_of(incident.time_ns) - x), at) for at, incident in enumerate(self._incidents)]
        distance, at = min(found, default=(NEAR_PIXELS + 1.0, 0))
        return words_of(self._incidents[at]) if distance <= NEAR_PIXELS else ""

    def _line(self, incident: Incident) -> Any:
        line = pg.InfiniteLine(angle=90, movable=False, label=GLYPHS.get(incident.kind, "•"),
                               labelOpts={"position": 0.9, "movable": False})
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
