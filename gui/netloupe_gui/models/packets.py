"""The model of the packets table: those of the selected sessions, of the shown ones, of none, or all."""
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject

from netloupe_engine.remarks import Remark
from netloupe_gui.bridge.focus import Brush
from netloupe_gui.bridge.jobs import Job, Jobs
from netloupe_gui.bridge.why import Question
from netloupe_gui.models.asked import packet_conditions
from netloupe_gui.models.columns import Rows
from netloupe_gui.models.packet_columns import PACKET_COLUMNS, TROUBLE
from netloupe_gui.models.packet_rows import PacketRows
from netloupe_gui.models.remarked import RemarkedModel
from netloupe_gui.models.table import NO_STATE, Cell

if TYPE_CHECKING:
    from netloupe_engine.analysis import Analysis

_WAY, _FLAGS, _SINCE = (next(at for at, column in enumerate(PACKET_COLUMNS) if column.key == key)
                        for key in ("way", "flags", "since_start"))


@dataclass(frozen=True, slots=True)
class Scope:
    """Which packets are listed."""

    sessions: Sequence[int] = ()      # of these
    without_session: bool = False       # ... else those that belong to none
    shown: int = 0                      # ... else, if not 0, of the sessions that the filter left; a number of its own


class PacketsOfJob(Job):
    """Looks up the packets of a scope; `result` is their rows."""

    def __init__(self, analysis: "Analysis", scope: Scope, shown: Rows, count: int) -> None:
        """`shown`: rows of the sessions that the filter left. Of the whole capture the first `count` packets."""
        super().__init__()
        self.scope = scope
        self._analysis, self._shown, self._count = analysis, shown, count

    def work(self) -> Rows:
        """Ask the engine, which keeps no list a session: it looks through the packet index."""
        scope = self.scope
        if scope.sessions:
            return np.asarray(self._analysis.packets_of(scope.sessions) - 1, np.uint32)
        if scope.without_session:
            return np.flatnonzero(self._analysis.packets.column("session", 0, self._count) == 0).astype(np.uint32)
        if scope.shown:
            return np.asarray(self._analysis.packets_of(self._shown + np.uint32(1)) - 1, np.uint32)
        return np.arange(self._count, dtype=np.uint32)


class PacketsModel(RemarkedModel):
    """Packets of the sessions in focus; those outside the brush are dimmed. GUI thread only."""

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        """Empty until `set_analysis`."""
        super().__init__(PACKET_COLUMNS, "Packets", jobs, parent)
        self._jobs = jobs
        self._analysis: Analysis | None = None
        self._packets: PacketRows | None = None
        self._scope = Scope()
        self._listed: Scope | None = None
        self._left: Rows = np.zeros(0, np.uint32)
        self._job: PacketsOfJob | None = None
        self._is_asked_again = False
        self._span: Brush | None = None

    @property
    def scope(self) -> Scope:
        """Which packets are listed, or about to be."""
        return self._scope

    def set_analysis(self, analysis: "Analysis | None") -> None:
        """Show another capture."""
        if self._job is not None:
            job, self._job = self._job, None
            self._jobs.abandon(job)
        self._analysis = analysis
        self._scope, self._listed = Scope(), None
        self._packets = PacketRows(analysis) if analysis is not None else None
        self.set_source(self._packets)

    def set_sessions(self, sessions: Sequence[int]) -> None:
        """List the packets of these sessions; of none: all packets, or what else was asked for."""
        self._set_scope(replace(self._scope, sessions=sessions))

    def set_without_session(self, on: bool) -> None:
        """While no session is selected, list the packets that belong to none."""
        self._set_scope(replace(self._scope, without_session=on))

    def set_shown_sessions(self, rows: Rows | None) -> None:
        """While no session is selected, list the packets of these sessions: the filter left them. None: no filter."""
        self._left = np.zeros(0, np.uint32) if rows is None else rows
        self._set_scope(replace(self._scope, shown=0 if rows is None else self._scope.shown + 1))

    def set_time_brush(self, brush: Brush | None) -> None:
        """Dim what is outside this range."""
        self._span = brush
        if self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, len(self.columns) - 1))

    def _set_scope(self, scope: Scope) -> None:
        if scope != self._scope:
            self._scope = scope
            self.refresh()

    def refresh(self) -> None:
        """Look up again: packets have come, or other sessions are in focus."""
        if self._analysis is None:
            return
        if self._job is not None:
            self._is_asked_again = True
            return
        self._job = PacketsOfJob(self._analysis, self._scope, self._left, len(self._analysis.packets))
        self._job.ended.connect(self._on_looked_up)
        self._jobs.start(self._job)

    def _on_looked_up(self, job: PacketsOfJob) -> None:
        if job is not self._job or self._packets is None:
            return
        self._job = None
        if job.error is not None:
            raise job.error
        assert isinstance(job.result, np.ndarray)
        if job.scope == self._scope:
            self._show(job.scope, job.result)
        if self._is_asked_again or job.scope != self._scope:
            self._is_asked_again = False
            self.refresh()

    def _show(self, scope: Scope, rows: Rows) -> None:
        assert self._packets is not None
        is_same = scope == self._listed
        had = len(self._packets.listed)
        self._packets.listed = rows
        if not is_same:
            self._listed = scope
            self.set_source(self._packets, rows)
            self.order_changed.emit(True)
        elif len(rows) > had:
            self.set_universe(rows)

    def conditions(self, rows: Sequence[int], column: int) -> tuple[str, ...]:
        """What a column says of a packet."""
        if self._analysis is None:
            return ()
        return packet_conditions(self._analysis, self.columns[column].key, rows[0] + 1)

    def question(self, row: int, column: int) -> Question | None:
        """What Why? means at a packet: what its session carries."""
        session = self._analysis.packets.cell("session", row) if self._analysis is not None else 0
        return Question(session, "path") if session else None

    def cell(self, position: int, column: int) -> Cell:
        """As the base class; also the colours of arrows and flags, and what the brush leaves out is muted."""
        source = self.source
        if source is None:
            return super().cell(position, column)
        row, tint = self.row_at(position), ""
        if self._span is not None and not self._span.start_ns <= source.cell("time_ns", row) <= self._span.end_ns:
            tint = "muted"
        elif column == _WAY:
            tint = "down" if source.cell("way", row) else "up"
        elif column == _FLAGS and source.cell("flags", row) & TROUBLE:
            tint = "warning"
        elif column == _SINCE and self._packets is not None and self._packets.is_reference(row):
            tint = "accent"
        return self.with_remark((self.columns[column].text(source, row), tint, NO_STATE), position, column)

    def remark(self, row: int) -> Remark:
        """What is said of a packet."""
        return self._packets.analysis.remarks.of_packet(row + 1) if self._packets is not None else Remark()

    def toggle_reference(self, number: int) -> None:
        """Times count from this packet up to the next such one; a second time: they do not any more."""
        if self._packets is not None:
            self._packets.toggle_reference(number - 1)
            self.show_remarks()
