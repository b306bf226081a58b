"""Asks for statistics beside the GUI thread: of what filter and brush leave, the newest question only."""
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from netloupe_engine.errors import CancelledError
from netloupe_gui.bridge.focus import Brush, Focus
from netloupe_gui.bridge.jobs import Job, Jobs

if TYPE_CHECKING:
    from netloupe_engine.analysis import Analysis, Statistic, StatisticKind

GROWING_MS = 800            # a growing capture is counted anew at most this often
FIRST = "applications"      # the statistic that is shown first


class StatisticJob(Job):
    """Answers one question."""

    def __init__(self, analysis: "Analysis", name: str, shown: Any, span: tuple[int, int] | None,
                 known: "tuple[int, tuple[StatisticKind, ...]]") -> None:
        """`shown` are the rows of sessions, None: all; `known` which statistics there are for so many packets."""
        super().__init__()
        self.name = name
        self.known = known
        self._analysis, self._shown, self._span = analysis, shown, span

    def work(self) -> "tuple[tuple[StatisticKind, ...], Statistic | None]":
        """Which statistics there are, and the one asked for: another one where it has no data."""
        from netloupe_engine.analysis import statistics_of
        packets = len(self._analysis.packets)
        if self.known[0] != packets or not self._analysis.progress.finished:
            self.known = packets, statistics_of(self._analysis, self.is_cancelled)
        kinds = self.known[1]
        names = [kind.name for kind in kinds]
        if not names:
            return kinds, None
        name = self.name if self.name in names else FIRST if FIRST in names else names[0]
        ids = None if self._shown is None else self._shown + np.uint32(1)
        return kinds, self._analysis.statistics(name, ids, self._span, self.is_cancelled)


class StatisticsSource(QObject):
    """What the statistics pane shows. Asks only while somebody looks. GUI thread only."""

    answered = Signal(object, object)       # kinds with data, Statistic | None
    busy_changed = Signal(bool)

    def __init__(self, focus: Focus, jobs: Jobs, parent: QObject | None = None) -> None:
        """Nothing is shown."""
        super().__init__(parent)
        self._focus, self._jobs = focus, jobs
        self._analysis: Analysis | None = None
        self._shown: Any = None
        self._name = FIRST
        self._known: tuple[int, tuple[StatisticKind, ...]] = 0, ()
        self._is_watched = self._is_stale = False
        self._job: StatisticJob | None = None
        self._is_waiting = False        # for the job that runs to end: it was called off
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(GROWING_MS)
        self._pause.timeout.connect(self._on_pause)
        focus.brush_changed.connect(self._on_brush)

    @property
    def name(self) -> str:
        """The statistic that is wanted."""
        return self._name

    @property
    def is_busy(self) -> bool:
        """Whether an answer is on its way."""
        return self._job is not None

    def set_analysis(self, analysis: "Analysis | None") -> None:
        """Another capture is shown."""
        self._pause.stop()
        if self._job is not None:
            job, self._job = self._job, None
            self._jobs.abandon(job)
        self._analysis, self._shown, self._is_waiting = analysis, None, False
        self._known = 0, ()
        self.busy_changed.emit(False)
        self.answered.emit((), None)
        self._ask()

    def set_shown(self, rows: Any) -> None:
        """The rows of sessions that the filter leaves; None: all."""
        if rows is None and self._shown is None:
            return
        if rows is not None and self._shown is not None and np.array_equal(rows, self._shown):
            return
        self._shown = rows
        self._ask()

    def set_name(self, name: str) -> None:
        """Show another statistic."""
        if name != self._name:
            self._name = name
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
        self._job = StatisticJob(self._analysis, self._name, self._shown, span, self._known)
        self._job.ended.connect(self._on_ended)
        self._jobs.start(self._job)
        self.busy_changed.emit(True)

    def _on_ended(self, job: StatisticJob) -> None:
        if job is not self._job:
            return
        self._job = None
        self._known = job.known
        if self._is_waiting:
            self._is_waiting = False
            self._ask()
            return
        self.busy_changed.emit(False)
        if job.error is not None:
            if not isinstance(job.error, CancelledError):
                raise job.error
            return
        assert isinstance(job.result, tuple)
        kinds, found = job.result
        self.answered.emit(kinds, found)
        if self._is_stale:
            self._pause.start()
