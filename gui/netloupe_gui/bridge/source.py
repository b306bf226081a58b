"""What a pane shows of a capture: asked beside the GUI thread, the newest question only, and only while somebody
looks."""
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from netloupe_engine.errors import CancelledError
from netloupe_gui.bridge.focus import Brush, Focus
from netloupe_gui.bridge.jobs import Job, Jobs

if TYPE_CHECKING:
    from netloupe_engine.analysis import Analysis

GROWING_MS = 800            # about a growing capture the same is asked anew at most this often


class Source(QObject):
    """Asks one question at a time; another one calls it off. Subclasses say what is asked (`_job_for`) and what becomes
    of the answer (`_take`), and call `_ask` when they want to know something else. GUI thread only."""

    busy_changed = Signal(bool)         # whether an answer is on its way

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        """Nothing is shown."""
        super().__init__(parent)
        self._jobs = jobs
        self._analysis: Analysis | None = None
        self._shown: Any = None         # rows of sessions, None: all
        self._is_watched = self._is_stale = False
        self._job: Job | None = None
        self._is_waiting = False        # for the job that runs to end: it was called off
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(GROWING_MS)
        self._pause.timeout.connect(self._on_pause)

    @property
    def analysis(self) -> "Analysis | None":
        """Whose sessions they are."""
        return self._analysis

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
            self.busy_changed.emit(False)
        self._analysis, self._shown, self._is_waiting = analysis, None, False
        self._forget()
        self._ask()

    def set_shown(self, rows: Any) -> None:
        """The rows of sessions that the filter leaves; None: all."""
        if (rows is None) is (self._shown is None) and (rows is None or np.array_equal(rows, self._shown)):
            return
        self._shown = rows
        self._change()
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

    # For subclasses

    def _forget(self) -> None:
        """Another capture: what is known and shown is of none."""

    def _change(self) -> None:
        """Other sessions are asked about, or more: nothing is asked yet."""

    def _job_for(self, analysis: "Analysis") -> Job | None:
        """What answers the question; None: there is none yet."""
        raise NotImplementedError

    def _learn(self, job: Job) -> None:
        """What a job has found out by the way, one that was called off too."""

    def _take(self, job: Job) -> None:
        """A job went through, and nothing else is asked."""
        raise NotImplementedError

    def _ask(self) -> None:
        """Ask now; what is asked already is called off."""
        self._is_stale = True
        if not self._is_watched or self._analysis is None:
            return
        if self._job is not None:
            self._is_waiting = True
            self._job.cancel()
            return
        self._job = self._job_for(self._analysis)
        if self._job is not None:
            self._is_stale = False
            self._job.ended.connect(self._on_ended)
            self._jobs.start(self._job)
            self.busy_changed.emit(True)

    def _on_pause(self) -> None:
        if self._is_stale and self._is_watched and self._job is None:
            self._change()
            self._ask()

    def _on_ended(self, job: Job) -> None:
        if job is not self._job:
            return
        self._job = None
        is_waiting, self._is_waiting = self._is_waiting, False
        self._learn(job)                # who hears of it may ask already
        if is_waiting:
            if self._job is None:
                self._ask()
            return
        if self._job is None:
            self.busy_changed.emit(False)
        if job.error is None:
            self._take(job)
        elif not isinstance(job.error, CancelledError):
            raise job.error
        if self._is_stale and self._job is None:
            self._pause.start()


class BrushedSource(Source):
    """What filter and brush leave. GUI thread only."""

    def __init__(self, focus: Focus, jobs: Jobs, parent: QObject | None = None) -> None:
        """Nothing is shown."""
        super().__init__(jobs, parent)
        self._focus = focus
        focus.brush_changed.connect(self._on_brush)

    @property
    def _span(self) -> tuple[int, int] | None:
        """First and last moment, nanoseconds since the epoch; None: all."""
        brush = self._focus.brush
        return (brush.start_ns, brush.end_ns) if brush is not None else None

    def _on_brush(self, brush: Brush | None) -> None:
        del brush
        self._ask()
