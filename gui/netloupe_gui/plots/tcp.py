"""TCP over time for the session in focus: sequence numbers, round trips, windows, throughput."""
from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QAccessible, QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QStackedWidget,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from netloupe_engine.model import Session
from netloupe_gui.bridge.brushing import Brushing
from netloupe_gui.bridge.focus import Brush, Focus
from netloupe_gui.bridge.tcp import TcpReading, TcpSource
from netloupe_gui.models.tcp_plot import KINDS, TcpPlot
from netloupe_gui.models.tcp_table import TcpTable, flag_letters
from netloupe_gui.plots.save_button import SaveButton
from netloupe_gui.plots.tcp_area import TcpArea
from netloupe_gui.text import (
    absolute,
    count,
    counted,
    csv_line,
    dates_and_zone,
    duration,
    duration_exact,
    size,
    zone_name,
)
from netloupe_gui.widgets.fitting_label import Fact, FittingLabel
from netloupe_gui.widgets.hint import Hint


class TcpView(QWidget):
    """The pane. GUI thread only."""

    failed = Signal(str, str)       # what failed, why: a file that could not be written

    def __init__(self, focus: Focus, source: TcpSource, parent: QWidget | None = None) -> None:
        """Shows what `source` reads while it is visible."""
        super().__init__(parent)
        self.setObjectName("tcp")
        self._focus, self._source = focus, source
        self._plot: TcpPlot | None = None
        self._brushing = Brushing(focus, self)
        self._texts = {"sequence": self.tr("Sequence numbers"), "rtt": self.tr("Round trips"),
                       "window": self.tr("Window and bytes in flight"), "throughput": self.tr("Throughput")}
        self._build()
        self._connect()
        self._on_session(source.session)

    def set_analysis(self, analysis: object) -> None:
        """Another capture: the source knows."""

    def refresh(self) -> None:
        """The capture has grown: the source knows."""

    @property
    def tab_stops(self) -> tuple[QWidget, ...]:
        """Where Tab goes, in order."""
        return (self.kind, *self.ways, self.as_table, self.save_button, self.area, self.table)

    # Widgets

    def _build(self) -> None:
        self.tools = QWidget(self)
        self.kind = QComboBox(self.tools)
        for kind in KINDS:
            self.kind.addItem(self._texts[kind], kind)
        self.kind.setAccessibleName(self.tr("Plot"))
        self.ways = (QToolButton(self.tools), QToolButton(self.tools))
        for button, arrow, says in zip(self.ways, "↑↓", (self.tr("What the client sent"),
                                                         self.tr("What the server sent")), strict=True):
            button.setText(arrow)
            button.setCheckable(True)
            button.setToolTip(says)
            button.setAccessibleName(says)
        self.as_table = QToolButton(self.tools)
        self.as_table.setText(self.tr("Table"))
        self.as_table.setCheckable(True)
        self.as_table.setToolTip(self.tr("The same segment by segment"))
        self.save_button = SaveButton(self.tr("Save the plot"), self.tr("Save segments as CSV…"), self._file_name,
                                      self.tools)
        bar = QHBoxLayout(self.tools)
        bar.setContentsMargins(8, 4, 8, 4)
        bar.setSpacing(6)
        bar.addWidget(self.kind)
        for button in (*self.ways, self.as_table, self.save_button):
            bar.addWidget(button)
        self.facts = FittingLabel(self.tools)
        self.facts.setAccessibleName(self.tr("What the plot shows"))
        bar.addSpacing(6)
        bar.addWidget(self.facts, 1)
        self.area = TcpArea(self)
        self.area.setAccessibleName(self.tr("Plot of the TCP session"))
        self.model = TcpTable(self)
        self.table = QTableView(self)
        self.table.setModel(self.model)
        self.table.setAccessibleName(self.tr("Segments of the TCP session"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setAlternatingRowColors(True)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.horizontalHeader().setHighlightSections(False)
        self.hint = Hint("", "", self)
        self._pages = QStackedWidget(self)
        for page in (self.hint, self.area, self.table):
            self._pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.tools)
        layout.addWidget(self._pages, 1)
        self.setFocusProxy(self.area)

    def _connect(self) -> None:
        self._source.session_changed.connect(self._on_session)
        self._source.read.connect(self._on_read)
        self._focus.packet_selected.connect(self._on_packet)
        self._focus.brush_changed.connect(self.area.set_brush)
        self.kind.currentIndexChanged.connect(self._on_kind)
        for button in self.ways:
            button.clicked.connect(self._on_ways)
        self.as_table.toggled.connect(self._show_page)
        self.area.packet_clicked.connect(self._focus.select_packet)
        self.area.brushed.connect(self._on_brushed)
        self.area.brush_cleared.connect(self._brushing.clear)
        self.area.explain.connect(self._on_explain)
        self.area.stepped.connect(self._on_stepped)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        self.save_button.chosen.connect(self.save)

    # What is shown

    @property
    def plot(self) -> TcpPlot | None:
        """What is shown."""
        return self._plot

    def _on_session(self, session: Session | None) -> None:
        self._plot = None
        if session is None:
            self.hint.set_text(self.tr("No session selected"),
                               self.tr("Select a TCP session to see its sequence numbers, round trips, windows and "
                                       "throughput along time."))
        elif session.protocol != "tcp":
            self.hint.set_text(
                self.tr("This session is {protocol}").format(protocol=session.protocol.upper() or "?"),
                self.tr("Sequence numbers and windows are TCP's: select one of its sessions (filter: tcp)."))
        else:
            self.hint.set_text(self.tr("Reading"), self.tr("The segments of this session are being read."))
        self._show()

    def _on_read(self, found: TcpReading) -> None:
        before = self._plot.series.session if self._plot is not None else 0
        self._plot = found.plot
        if self._plot is not None and not len(self._plot.series):
            self._plot = None
            found = TcpReading(found.session, None, self.tr("Its packets are not kept any more."))
        if self._plot is None:
            self.hint.set_text(self.tr("Nothing to plot"), found.reason)
        same = self._plot is not None and before == self._plot.series.session
        if not same and self._plot is not None:
            for way, button in enumerate(self.ways):
                button.setChecked(way in self._plot.main_ways)
        self._show(same)

    def _show(self, keep_view: bool = False) -> None:
        plot = self._plot
        for widget in (*self.ways, self.as_table, self.save_button):
            widget.setEnabled(plot is not None)
        if plot is not None:
            for way, button in enumerate(self.ways):
                button.setText(f"{'↑↓'[way]} {size(plot.sizes[way])}")
            self.area.set_ways(self._shown_ways())
        self.area.show_plot(plot, keep_view)
        self.area.set_selected(self._focus.packet)
        self.model.show_plot(plot)
        self._select_row(self._focus.packet)
        self._tell()
        self._show_page()

    def _show_page(self) -> None:
        self._pages.setCurrentWidget(self.hint if self._plot is None else self.table if self.as_table.isChecked()
                                     else self.area)
        self.setFocusProxy(self.table if self.as_table.isChecked() else self.area)

    def _shown_ways(self) -> tuple[int, ...]:
        return tuple(way for way, button in enumerate(self.ways) if button.isChecked()) or (0, 1)

    def _tell(self) -> None:
        """The session in a line, which screen readers have for the picture."""
        plot = self._plot
        if plot is None:
            self.facts.set_facts([])
            self.area.setAccessibleDescription(self.hint.text())
            return
        facts = [counted(len(plot.series), self.tr("{n} segment"), self.tr("{n} segments"))]
        for way in (0, 1):
            rtts = plot.rtts(way)
            if len(rtts):
                facts.append(self.tr("{arrow} round trip {middle} ({low} – {high})").format(
                    arrow="↑↓"[way], low=duration(int(rtts.min())), middle=duration(int(np.median(rtts))),
                    high=duration(int(rtts.max()))))
        again = sum(plot.retransmissions)
        if again:
            facts.append(counted(again, self.tr("{n} retransmission"), self.tr("{n} retransmissions")))
        if plot.series.is_scaled is None:
            facts.append(self.tr("window scale unknown"))
        facts.append(dates_and_zone(plot.start_ns, plot.end_ns))
        self.facts.set_facts([Fact(text) for text in facts])
        self._tell_aloud()

    def _tell_aloud(self) -> None:
        """To who does not see the picture: what it shows, and the segment that the keys have come to."""
        said = [f"{self.kind.currentText()}: {self.facts.text()}"]
        row = self._plot.row_of(self._focus.packet) if self._plot is not None and QAccessible.isActive() else -1
        said += self.explanation(row).split("\n") if row >= 0 else []
        self.area.setAccessibleDescription(". ".join(said))

    # From the person

    def _on_kind(self) -> None:
        self.area.set_kind(str(self.kind.currentData()))
        self._tell()

    def _on_ways(self) -> None:
        if not any(button.isChecked() for button in self.ways):     # one at least
            for button in self.ways:
                button.setChecked(button is not self.sender())
        self.area.set_ways(self._shown_ways())

    def _on_brushed(self, brush: Brush, is_final: bool) -> None:
        self.area.set_brush(brush)
        self._brushing.draw(brush, is_final)

    def _on_packet(self, number: int) -> None:
        self.area.set_selected(number)
        self._select_row(number)
        self._tell_aloud()

    def _select_row(self, number: int) -> None:
        row = self.model.row_of(number)
        if row >= 0 and row != self.table.currentIndex().row():
            self.table.setCurrentIndex(self.model.index(row, 0))

    def _on_row(self, current: QModelIndex, _before: QModelIndex) -> None:
        packet = self.model.packet_at(current.row())
        if packet and packet != self._focus.packet and self.table.hasFocus():
            self._focus.select_packet(packet)

    def _on_stepped(self, step: int) -> None:
        """The packet before or after the selected one, within its session."""
        row = self.model.row_of(self._focus.packet)
        last = self.model.rowCount() - 1
        row = max(0, min(row + step, last)) if row >= 0 else 0 if step > 0 else last
        if packet := self.model.packet_at(row):
            self._focus.select_packet(packet)

    def _on_explain(self, row: int) -> None:
        self.area.show_explanation(self.explanation(row))

    def explanation(self, row: int) -> str:
        """What is said of a segment that is pointed at."""
        plot = self._plot
        if plot is None:
            return ""
        series = plot.series
        moment, way = int(series.times_ns[row]), int(series.ways[row])
        lines = [self.tr("Packet {number}").format(number=count(int(series.packets[row])))
                 + f"  {'↑↓'[way]} {flag_letters(int(series.flags[row]))}",
                 f"{absolute(moment)} {zone_name(moment)}",
                 self.tr("+{time} s into the session").format(time=duration_exact(moment - plot.start_ns)),
                 self.tr("seq {seq}, len {size}").format(seq=count(int(series.sequences[row])),
                                                         size=count(int(series.sizes[row])))]
        if series.acks[row] >= 0:
            lines[-1] += self.tr(", ack {ack}").format(ack=count(int(series.acks[row])))
        lines.append(self.tr("window {window}, in flight {flight}").format(
            window=size(int(series.windows[row])), flight=size(int(series.in_flight[way][row]))))
        if series.rtt_ns[row] >= 0:
            lines.append(self.tr("round trip {time}, of packet {packet}").format(
                time=duration(int(series.rtt_ns[row])), packet=count(int(series.timed[row]))))
        lines += [self.tr("SACK {begin}–{end}").format(begin=count(begin), end=count(end))
                  for begin, end in series.blocks_of(row)]
        lines += series.notes_of(row)
        return "\n".join(lines)

    # Files

    def _file_name(self) -> str:
        return f"tcp-{self._plot.series.session}-{self.kind.currentData()}" if self._plot is not None else ""

    def save(self, path: str) -> bool:
        """Write what is shown to a .png or .svg file, or all segments to a .csv; what fails is told by `failed`."""
        from netloupe_gui.plots import export
        plot = self._plot
        if plot is None:
            return False
        if Path(path).suffix.lower() == ".csv":
            reason = export.write(path, export.csv(map(csv_line, plot.series.cells())))
        else:
            reason = export.save_picture(path, self.area.size(), self.kind.currentText(), self.area.paint_on)
        if reason:
            self.failed.emit(self.tr("The plot was not saved to {path}").format(path=path), reason)
        return not reason

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        """Qt: somebody looks."""
        super().showEvent(event)
        self._source.set_watched(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt: nobody looks."""
        super().hideEvent(event)
        self._source.set_watched(False)
