"""The model of the packets table: those of the selected sessions, or all."""
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QBrush

from netloupe_gui.bridge.jobs import Job, Jobs
from netloupe_gui.models.columns import Rows
from netloupe_gui.models.packet_columns import PACKET_COLUMNS, TROUBLE
from netloupe_gui.models.packet_rows import PacketRows
from netloupe_gui.models.table import AnyIndex, ColumnTableModel

if TYPE_CHECKING:
    from netloupe_engine.analysis import Analysis

_FOREGROUND = int(Qt.ItemDataRole.ForegroundRole)
_COLOURED = {column.key: at for at, column in enumerate(PACKET_COLUMNS) if column.key in ("way", "flags")}


class PacketsOfJob(Job):
    """Looks up the packets of some sessions; `result` is their rows."""

    def __init__(self, analysis: "Analysis", sessions: tuple[int, ...], count: int) -> None:
        """No sessions: the first `count` packets of the capture."""
        super().__init__()
        self.sessions = sessions
        self._analysis = analysis
        self._count = count

    def work(self) -> Rows:
        """Ask the engine, which keeps no list a session: it looks through the packet index."""
        if not self.sessions:
            return np.arange(self._count, dtype=np.uint32)
        return np.asarray(self._analysis.packets_of(self.sessions) - 1, np.uint32)


class PacketsModel(ColumnTableModel):
    """Packets of the sessions in focus. GUI thread only."""

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        """Empty until `set_analysis`."""
        super().__init__(PACKET_COLUMNS, "Packets", jobs, parent)
        self._jobs = jobs
        self._analysis: Analysis | None = None
        self._packets: PacketRows | None = None
        self._sessions: tuple[int, ...] = ()
        self._listed_sessions: tuple[int, ...] | None = None
        self._job: PacketsOfJob | None = None
        self._is_asked_again = False
        self._colours: dict[str, tuple[QBrush, ...]] = {}

    def set_colours(self, up: QBrush, down: QBrush, trouble: QBrush) -> None:
        """Colours of the direction's arrows and of the flags' words."""
        self._colours = {"way": (up, down), "flags": (trouble,)}

    def set_analysis(self, analysis: "Analysis | None") -> None:
        """Show another capture."""
        if self._job is not None:
            job, self._job = self._job, None
            self._jobs.abandon(job)
        self._analysis = analysis
        self._sessions, self._listed_sessions = (), None
        self._packets = PacketRows(analysis) if analysis is not None else None
        self.set_source(self._packets)

    def set_sessions(self, sessions: tuple[int, ...]) -> None:
        """List the packets of these sessions; of none: all packets."""
        self._sessions = sessions
        self.refresh()

    def refresh(self) -> None:
        """Look up again: packets have come, or other sessions are in focus."""
        if self._analysis is None:
            return
        if self._job is not None:
            self._is_asked_again = True
            return
        self._job = PacketsOfJob(self._analysis, self._sessions, len(self._analysis.packets))
        self._job.ended.connect(self._on_looked_up)
        self._jobs.start(self._job)

    def _on_looked_up(self, job: PacketsOfJob) -> None:
        if job is not self._job or self._packets is None:
            return
        self._job = None
        if job.error is not None:
            raise job.error
        assert isinstance(job.result, np.ndarray)
        if job.sessions == self._sessions:
            self._show(job.sessions, job.result)
        if self._is_asked_again or job.sessions != self._sessions:
            self._is_asked_again = False
            self.refresh()

    def _show(self, sessions: tuple[int, ...], rows: Rows) -> None:
        assert self._packets is not None
        is_same = sessions == self._listed_sessions
        had = len(self._packets.listed)
        self._packets.listed = rows
        if not is_same:
            self._listed_sessions = sessions
            self.set_source(self._packets, rows)
            self.order_changed.emit(True)
        elif len(rows) > had:
            self.set_universe(rows)

    def data(self, index: AnyIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """As the base class; also the direction, and the colours of arrows and flags."""
        if role == _FOREGROUND and index.column() in _COLOURED.values() and self.source is not None and self._colours:
            row = self.row_at(index.row())
            if index.column() == _COLOURED["way"]:
                return self._colours["way"][1 if self.source.cell("way", row) else 0]
            return self._colours["flags"][0] if self.source.cell("flags", row) & TROUBLE else None
        return super().data(index, role)
