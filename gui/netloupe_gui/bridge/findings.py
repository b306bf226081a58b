"""Reads findings beside the GUI thread: those that filter and brush leave, the newest question only."""
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from netloupe_engine.errors import CancelledError
from netloupe_gui.bridge.focus import Brush, Focus
from netloupe_gui.bridge.jobs import Job, Jobs

if TYPE_CHECKING:
    from netloupe_engine.analysis import Analysis, FindingTable
    from netloupe_engine.model import Severity

GROWING_MS = 800            # those of a growing capture are read anew at most this often


@dataclass(frozen=True, slots=True, eq=False)
class FindingGroup:
    """Findings that have something in common: `rows` of a table."""

    name: str               # a kind, or the address of a host
    severity: "Severity"    # the greatest
    rows: Any


@dataclass(frozen=True, slots=True, eq=False)
class FoundFindings:
    """An answer."""

    by: str
    table: "FindingTable"
    groups: tuple[FindingGroup, ...]


class FindingsJob(Job):
    """Answers one question."""

    def __init__(self, analysis: "Analysis", shown: Any, span: tuple[int, int] | None, by: str) -> None:
        """`shown` are the rows of sessions, None: all; `by`: "kind" or "host"."""
        super().__init__()
        self._analysis, self._shown, self._span, self._by = analysis, shown, span, by

    def work(self) -> FoundFindings:
        """The findings, and their groups."""
        ids = None if self._shown is None else self._shown + np.uint32(1)
        table = self._analysis.finding_table(ids, self._span, self.is_cancelled)
        return FoundFindings(self._by, table, tuple(FindingGroup(*one) for one in table.groups(self._by)))


class FindingsSource(QObject):
    """What the findings pane shows. Reads only while somebody looks. GUI thread only."""

    answered = Signal(object)       # FoundFindings | None: no capture

    def __init__(self, focus: Focus, jobs: Jobs, parent: QObject | None = None) -> None:
        """Nothing is shown."""
        super().__init__(parent)
        self._focus, self._jobs = focus, jobs
        self._analysis: Analysis | None = None
        self._shown: Any = None
        self._by = "kind"
        self._is_watched = self._is_stale = self._is_waiting = False
        self._job: FindingsJob | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(GROWING_MS)
        self._pause.timeout.connect(self._on_pause)
        focus.brush_changed.connect(self._on_brush)

    @property
    def analysis(self) -> "Analysis | None":
        """Whose findings they are."""
        return self._analysis

    def set_analysis(self, analysis: "Analysis | None") -> None:
        """Another capture is shown."""
        self._pause.stop()
        if self._job is not None:
            job, self._job = self._job, None
            self._jobs.abandon(job)
        self._analysis, self._shown, self._is_waiting = analysis, None, False
        self.answered.emit(None)
        self._ask()

    def set_shown(self, rows: Any) -> None:
        """The rows of sessions that the filter leaves; None: all."""
        if (rows is None) is (self._shown is None) and (rows is None or np.array_equal(rows, self._shown)):
            return
        self._shown = rows
        self._ask()

    def set_by(self, by: str) -> None:
        """Group by "kind" or "host"."""
        if by != self._by:
            self._by = by
            self._ask()

    def set_watched(self, watched: bool) -> None:
        """Whether somebody looks."""
        self._is_watched = watched
        if watched and self._is_stale:
            self._ask()

    def refresh(self) -> None:
        """The capture has grown."""
        self._is_stale = True
        if self._is_watched and not self._pause.isActive():
            self._pause.start()

    def _on_brush(self, brush: Brush | None) -> None:
        del brush
        self._ask()

    def _on_pause(self) -> None:
        if self._is_stale and self._is_watched and self._job is None:
            self._ask()

    def _ask(self) -> None:
        """Ask now; what is asked already is called off."""
        self._is_stale = True
        if not self._is_watched or self._analysis is None:
            return
        if self._job is not None:
            self._is_waiting = True
            self._job.cancel()
            return
        self._is_stale = False
        brush = self._focus.brush
        span = (brush.start_ns, brush.end_ns) if brush is not None else None
        self._job = FindingsJob(self._analysis, self._shown, span, self._by)
        self._job.ended.connect(self._on_ended)
        self._jobs.start(self._job)

    def _on_ended(self, job: FindingsJob) -> None:
        if job is not self._job:
            return
        self._job = None
        if self._is_waiting:
            self._is_waiting = False
            self._ask()
            return
        if job.error is not None:
            if not isinstance(job.error, CancelledError):
                raise job.error
            return
        self.answered.emit(job.result)
        if self._is_stale:
            self._pause.start()
