"""Throughput over the whole capture: bits, packets or new sessions a second, with the brush that every pane follows.

pyqtgraph takes long to import. That begins when the pane is first shown, and the plot appears when it is there.
"""
from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPalette, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from netloupe_gui.bridge.asking import Asking
from netloupe_gui.bridge.brushing import Brushing
from netloupe_gui.bridge.focus import Brush, Focus
from netloupe_gui.bridge.jobs import Jobs
from netloupe_gui.bridge.later import Later, is_long
from netloupe_gui.models.rates import Metric, SelectedSessions, Series, series
from netloupe_gui.models.span import CaptureSpan
from netloupe_gui.plots.loading import canvas_import
from netloupe_gui.plots.throughput_line import ThroughputLine
from netloupe_gui.text import absolute, clock, counted, dates_and_zone, duration, is_one_day, rate
from netloupe_gui.theme.palette import mixed, theme_of
from netloupe_gui.widgets.condition_menu import add_conditions
from netloupe_gui.widgets.fitting_label import Fact, FittingLabel
from netloupe_gui.widgets.hint import Hint
from netloupe_gui.widgets.toggle import Toggle

if TYPE_CHECKING:
    from netloupe_engine.analysis import Analysis
    from netloupe_engine.model import Incident
    from netloupe_gui.plots.canvas import ThroughputCanvas
    from netloupe_gui.plots.incidents import IncidentMarks

SHORTEST_BIN_NS = 1_000_000     # a rate over less says how fast the line is, not how busy
PALE = 0.5                  # of the accent in the text of the pale curve
DIRTY_MS = 40               # changes within this time are drawn once


class ThroughputPlot(QWidget):
    """The pane. GUI thread only."""

    failed = Signal(str, str)       # what failed, why: an export that could not be written
    prepared = Signal()             # the plot is there

    def __init__(self, focus: Focus, jobs: Jobs | None = None, parent: QWidget | None = None) -> None:
        """Shows the capture of `set_analysis`; writes the brush of `focus`. Long sessions are read by `jobs`."""
        super().__init__(parent)
        self.setObjectName("throughput")
        self._focus = focus
        self._analysis: Analysis | None = None
        self._canvas: ThroughputCanvas | None = None
        self._is_folded = False
        self._import = canvas_import()
        self._series: Series | None = None
        self._marks: IncidentMarks | None = None
        self._incidents: tuple[Incident, ...] = ()
        self._selected = SelectedSessions()
        self._later = Later(jobs, self) if jobs is not None else None
        self._span = CaptureSpan()
        self._asking: Asking | None = None
        self._strays = 0            # packets of times far off, which are not shown
        self._metric = Metric.BITS
        self._brushing = Brushing(focus, self)
        self._build()
        self._connect()
        self._colour()
        self._describe(None)

    # For the window

    def set_analysis(self, analysis: Analysis | None) -> None:
        """Show another capture, whole."""
        if self._later is not None:
            self._later.forget()
        self._analysis = analysis
        self._series = None
        if self._canvas is not None:
            self._canvas.show_whole()
        self.refresh()

    def refresh(self) -> None:
        """The analysis went on: there may be more to see."""
        self._prepare()
        if not self._dirty.isActive():
            self._dirty.start()

    def set_folded(self, folded: bool) -> None:
        """One line in the title instead of the plot, which says the same of the whole capture."""
        self._is_folded = folded
        for widget in (*self._buttons.values(), self._log, self._mean, self._peak):
            widget.setVisible(not folded)
        self._mine.setVisible(False)
        self.line.setVisible(folded)
        self._pages.setVisible(not folded)
        self.refresh()

    def set_asking(self, asking: Asking) -> None:
        """The legend of the selected sessions asks for them, through this."""
        self._asking = asking

    def prepare(self) -> None:
        """Make the plot before anybody looks, if what it needs is there: the first capture does not wait for it."""
        if self._canvas is None and self._import.is_done():
            self._make_canvas()

    def set_incidents(self, incidents: tuple[Incident, ...]) -> None:
        """What happened to a live capture: marked where it happened."""
        self._incidents = incidents
        self.refresh()

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """Where Tab goes, in order."""
        return (*self._buttons.values(), self._log, *([self._canvas] if self._canvas is not None else []))

    @property
    def marks(self) -> IncidentMarks | None:
        """The marks of incidents, once the plot is there."""
        return self._marks

    @property
    def canvas(self) -> ThroughputCanvas | None:
        """The plot, once it is there."""
        return self._canvas

    @property
    def series(self) -> Series | None:
        """What is drawn."""
        return self._series

    # Widgets

    def _build(self) -> None:
        names = {Metric.BITS: self.tr("Bits/s"), Metric.PACKETS: self.tr("Packets/s"),
                 Metric.SESSIONS: self.tr("New sessions/s")}
        self._group = QButtonGroup(self)
        self._buttons = {}
        for metric, name in names.items():
            button = Toggle(name, parent=self)
            button.setChecked(metric is self._metric)
            self._group.addButton(button)
            self._buttons[metric] = button
        self._log = Toggle(self.tr("Log"), self.tr("Logarithmic rate axis"), self)
        self._mean, self._peak, self._mine = self._label(), self._label(), self._label()
        self._mean.hide()
        self._peak.hide()
        self.line = ThroughputLine(self)
        self.line.hide()
        self._line = FittingLabel(self)
        self._line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._line.setAccessibleName(self.tr("What the throughput plot shows"))
        self._texts = {
            "closed": (self.tr("No capture open"),
                       self.tr("Open a capture file to see its throughput; then drag here to pick a time.")),
            "empty": (self.tr("No packets yet"), self.tr("The plot begins with the first packet.")),
            "over": (self.tr("No packets"), self.tr("The capture is empty: there is nothing to draw.")),
            "loading": (self.tr("Preparing the plot"), self.tr("It will be here in a moment."))}
        self._hint = Hint(*self._texts["closed"], self)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self._hint)
        self.tools = QWidget(self)          # the pane's title has room for it
        bar = QHBoxLayout(self.tools)
        bar.setContentsMargins(0, 0, 6, 0)
        bar.setSpacing(4)
        for each in (*self._buttons.values(), self._log, self._mean, self._peak, self._mine):
            bar.addWidget(each)
        bar.addWidget(self.line, 3)
        bar.addWidget(self._line, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.tools)
        layout.addWidget(self._pages, 1)
        self._dirty = self._timer(DIRTY_MS)

    def _label(self) -> FittingLabel:
        label = FittingLabel(self)      # in a narrow window it is the first to go
        label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        return label

    def _timer(self, interval: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(interval)
        return timer

    def _connect(self) -> None:
        self._focus.sessions_selected.connect(self._on_sessions)
        self._focus.brush_changed.connect(self._on_brush)
        self._group.buttonToggled.connect(self._on_metric)
        self._log.toggled.connect(self._on_log)
        self.line.brushed.connect(self._brushing.draw)
        self.line.reset.connect(self._on_reset)
        self.line.pointed.connect(self._describe)
        self._mine.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._mine.customContextMenuRequested.connect(self._on_legend_menu)
        self._dirty.timeout.connect(self._redraw)
        self._import.ready.connect(self._prepare)
        if self._later is not None:
            self._later.arrived.connect(self._on_arrived)

    # The canvas comes when pyqtgraph is there

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: now is the time to prepare the plot."""
        self._prepare()
        super().showEvent(event)

    def _prepare(self) -> None:
        if self._canvas is not None or not self.isVisible():
            return
        self.prepare()
        if self._canvas is None:
            self._import.start()

    def _make_canvas(self) -> None:
        from netloupe_gui.plots.canvas import ThroughputCanvas
        from netloupe_gui.plots.incidents import IncidentMarks
        canvas = ThroughputCanvas(self)
        canvas.setAccessibleName(self.tr("Throughput over time"))
        canvas.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        canvas.customContextMenuRequested.connect(self._on_menu)
        canvas.brushed.connect(self._brushing.draw)
        canvas.reset.connect(self._on_reset)
        canvas.view_changed.connect(self.refresh)
        canvas.pointed.connect(self._describe)
        self._pages.addWidget(canvas)
        self._canvas = canvas
        self._marks = IncidentMarks(canvas)
        self.setFocusProxy(canvas)
        self.prepared.emit()
        self._redraw()

    # What is shown

    def _redraw(self) -> None:
        analysis, canvas = self._analysis, self._canvas
        capture = analysis.capture if analysis is not None else None
        if analysis is None or capture is None or capture.start_ns is None or capture.end_ns is None:
            self._pages.setCurrentWidget(self._hint)
            is_over = analysis is not None and analysis.progress.finished
            self.line.show_series(None)
            self._hint.set_text(*self._texts["closed" if analysis is None else "over" if is_over else "empty"])
            self._describe(None)
            return
        span = self._span.of(analysis, capture)
        assert span is not None
        self._strays = span.strays
        if self._is_folded:
            self._read(analysis, span.start_ns, span.end_ns + 1, self.line.bins)
            self.line.show_series(self._series, (span.start_ns, span.end_ns))
            self.line.set_brush(self._focus.brush)
            self._describe(None)
            return
        if canvas is None:
            self._hint.set_text(*self._texts["loading"])
            return
        self._pages.setCurrentWidget(canvas)
        canvas.set_whole(span.start_ns, span.end_ns)
        canvas.set_brush(self._focus.brush)
        start, end = canvas.view_ns
        self._read(analysis, max(start, span.start_ns), min(end, span.end_ns + 1), canvas.bins)
        assert self._series is not None
        self._show_legend()
        canvas.show_series(self._series, self._metric.unit, self._log.isChecked())
        if self._marks is not None:
            self._marks.show(self._incidents)
        self._describe(None)

    def _read(self, analysis: Analysis, start: int, end: int, bins: int) -> None:
        """The rates from `start` to `end`, in so many bins at most."""
        end = max(end, start + SHORTEST_BIN_NS)
        part = analysis.throughput(start, end, min(bins, (end - start) // SHORTEST_BIN_NS))
        mine = None
        if self._focus.sessions and self._has_read(analysis, self._focus.sessions):
            mine = self._selected.rate(self._metric, part.start_ns, max(1, part.bin_ns), np.asarray(part.bytes).size)
        self._series = series(part, self._metric, mine)

    def _show_legend(self) -> None:
        """What is pale and what is dark, where there are two."""
        drawn = self._series
        is_double = drawn is not None and bool(np.any(drawn.high > drawn.mean))
        for label in (self._mean, self._peak):
            label.setVisible(is_double)
        if drawn is not None and is_double:
            self._mean.set_facts([Fact(self.tr("mean of {bin}").format(bin=duration(drawn.bin_ns)), "mark_area")])
            self._peak.set_facts([Fact(self.tr("highest {span} in it").format(span=duration(drawn.finest_ns)),
                                       "mark_area")])

    def _has_read(self, analysis: Analysis, sessions: Sequence[int]) -> bool:
        """Whether the packets of the selected sessions are known: long ones come later, and may be a little behind."""
        if self._later is None or not is_long(analysis, sessions):
            self._selected.read(analysis, sessions)
            return True
        if not self._selected.is_current(analysis, sessions):
            self._later.ask(sessions, lambda: SelectedSessions().read(analysis, sessions))
        return self._selected.sessions == sessions

    def _on_arrived(self, sessions: Sequence[int], selected: SelectedSessions) -> None:
        if sessions == self._focus.sessions:
            self._selected = selected
            self.refresh()

    def _describe(self, moment: int | None) -> None:
        """The line above the plot: what is under the pointer, else the peak and what day it is."""
        sessions = self._focus.sessions
        self._mine.setVisible(bool(sessions) and self._series is not None and not self._is_folded)
        self._mine.set_facts([Fact(self.tr("session {id}").format(id=sessions[0]) if len(sessions) == 1 else counted(
            len(sessions), self.tr("{n} session"), self.tr("{n} sessions")), "mark_line")])
        drawn = self._series
        if drawn is None:
            self._line.setText("")
            return
        unit = self._metric.unit
        number = drawn.at(moment) if moment is not None else -1
        if moment is None or number < 0:
            peak = float(drawn.high.max(initial=0.0))
            parts = [self.tr("peak {rate} in {span}").format(rate=rate(peak, unit), span=duration(drawn.finest_ns)),
                     self.tr("{bin} bins").format(bin=duration(drawn.bin_ns)),
                     dates_and_zone(drawn.start_ns, drawn.end_ns)]
            if self._strays:
                parts.insert(0, counted(self._strays, self.tr("{n} packet of another time is left out"),
                                        self.tr("{n} packets of another time are left out")))
            self._say(" · ".join(parts))
            return
        moment_text = clock if is_one_day(drawn.start_ns, drawn.end_ns) else absolute
        parts = [moment_text(moment, 6), rate(float(drawn.mean[number]), unit)]
        low, high = float(drawn.low[number]), float(drawn.high[number])
        if high > low:
            parts[1] += self.tr(" ({low} to {high})").format(low=rate(low, unit), high=rate(high, unit))
        if drawn.selected is not None:
            parts.append(self.tr("selected {rate}").format(rate=rate(float(drawn.selected[number]), unit)))
        incident = self._marks.near(moment) if self._marks is not None else ""
        self._say(incident or " · ".join(parts))

    def _say(self, text: str) -> None:
        """Above the plot, and to who does not see it."""
        self._line.setText(text)
        if self._canvas is not None:
            self._canvas.setAccessibleDescription(f"{self._metric_name()}: {text}")

    def _metric_name(self) -> str:
        return self._buttons[self._metric].text()

    def _on_sessions(self) -> None:
        self.refresh()

    def _on_metric(self) -> None:
        self._metric = next(metric for metric, button in self._buttons.items() if button.isChecked())
        self.refresh()

    def _on_log(self) -> None:
        self.refresh()

    def _on_brush(self, brush: Brush | None) -> None:
        if self._canvas is not None:
            self._canvas.set_brush(brush)
        self.line.set_brush(brush)

    def changeEvent(self, event: QEvent) -> None:
        """Qt: follow the theme."""
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_mine"):
            self._colour()
        super().changeEvent(event)

    def _colour(self) -> None:
        theme = theme_of(self.palette())
        for label, colour in ((self._mean, QColor(theme.accent)), (self._mine, QColor(theme.down)),
                              (self._peak, mixed(theme.accent, theme.base, PALE))):
            palette = label.palette()
            palette.setColor(QPalette.ColorRole.WindowText, colour)
            label.setPalette(palette)
        if self._marks is not None:
            self._marks.place()

    # From the canvas

    def _on_reset(self) -> None:
        """Clear the brush; without one, show everything."""
        if self._focus.brush is not None:
            self._brushing.clear()
        else:
            self._show_whole()

    def _show_whole(self) -> None:
        if self._canvas is not None:
            self._canvas.show_whole()
            self.refresh()

    def _zoom_to_brush(self) -> None:
        brush = self._focus.brush
        if self._canvas is not None and brush is not None:
            self._canvas.show_range(brush.start_ns, max(brush.end_ns, brush.start_ns + 1000))
            self.refresh()

    # Menu and export

    def _on_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        brushed = self._focus.brush is not None
        menu.addAction(self.tr("Show the whole capture"), self._show_whole)
        menu.addAction(self.tr("Zoom to the brush"), self._zoom_to_brush).setEnabled(brushed)
        menu.addAction(self.tr("Clear the brush"), self._focus.clear_brush).setEnabled(brushed)
        menu.addSeparator()
        for text, slot in ((self.tr("Save as PNG…"), self._save_png), (self.tr("Save as SVG…"), self._save_svg),
                           (self.tr("Save figures as CSV…"), self._save_csv)):
            menu.addAction(text, slot).setEnabled(self._series is not None)
        if self._canvas is not None:
            menu.popup(self._canvas.mapToGlobal(place))

    def _on_legend_menu(self, place: QPoint) -> None:
        sessions = self._focus.sessions
        if self._analysis is None or self._asking is None or not sessions:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        add_conditions(menu, self._asking, (self._analysis.condition("id", *sessions),))
        menu.popup(self._mine.mapToGlobal(place))

    def _save_png(self) -> None:
        self._ask("png", self.tr("PNG picture (*.png)"))

    def _save_svg(self) -> None:
        self._ask("svg", self.tr("SVG picture (*.svg)"))

    def _save_csv(self) -> None:
        self._ask("csv", self.tr("CSV figures (*.csv)"))

    def _ask(self, suffix: str, kind: str) -> None:
        path, _kind = QFileDialog.getSaveFileName(self, self.tr("Save the plot"), f"throughput.{suffix}", kind)
        if path:
            self.save(path if Path(path).suffix else f"{path}.{suffix}")

    def save(self, path: str) -> bool:
        """Write what is shown to a .png, .svg or .csv file; what fails is told by `failed`."""
        from netloupe_gui.plots import export
        if self._canvas is None or self._series is None:
            return False
        suffix = Path(path).suffix.lower()
        if suffix == ".csv":
            data = export.csv(self._series.csv(self._metric))
        elif suffix == ".svg":
            data = export.svg(self._canvas, self.tr("Throughput"))
        else:
            data = export.png(self._canvas)
        reason = export.write(path, data)
        if reason:
            self.failed.emit(self.tr("The plot was not saved to {path}").format(path=path), reason)
        return not reason
