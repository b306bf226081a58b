"""What can be written in the filter line, looked up beside the GUI thread: the newest question only."""
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from netloupe_engine.errors import CancelledError, NetloupeError
from netloupe_gui.bridge.jobs import Job, Jobs

if TYPE_CHECKING:
    from netloupe_engine.analysis import Analysis
    from netloupe_engine.model import Completions


class _CompletionJob(Job):
    """Answers one question: soon, with values as counted so far, or wholly."""

    def __init__(self, analysis: "Analysis", text: str, cursor: int, soon: bool) -> None:
        super().__init__()
        self.text, self.cursor, self._soon = text, cursor, soon
        self._analysis = analysis

    def work(self) -> "Completions | None":
        """Ask the engine."""
        try:
            return self._analysis.completions(self.text, self.cursor, self.is_cancelled, self._soon)
        except CancelledError:
            return None


class _PrepareJob(Job):
    """Reads the values of a name before they are wanted."""

    def __init__(self, analysis: "Analysis", name: str) -> None:
        super().__init__()
        self.name = name
        self._analysis = analysis

    def work(self) -> None:
        """Let the engine read them."""
        try:
            self._analysis.completer.prepare(self.name, self.is_cancelled)
        except NetloupeError:
            return


class Completing(QObject):
    """At most one question at a time; a newer one calls an older one off. GUI thread only."""

    # The text and the place that were asked about; Completions: with values as counted so far, then in all sessions.
    arrived = Signal(str, int, object)

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        """Nothing can be asked before `set_analysis`."""
        super().__init__(parent)
        self._jobs = jobs
        self._analysis: Analysis | None = None
        self._job: _CompletionJob | None = None
        self._next: tuple[str, int] | None = None
        self._preparing: _PrepareJob | None = None

    def set_analysis(self, analysis: "Analysis | None") -> None:
        """Another capture is shown."""
        for job in (self._job, self._preparing):
            if job is not None:
                self._jobs.abandon(job)
        self._job = self._preparing = self._next = None
        self._analysis = analysis

    def ask(self, text: str, cursor: int) -> None:
        """What can be written there?"""
        if self._analysis is None:
            return
        if self._job is not None:
            self._next = (text, cursor)
            self._job.cancel()
            return
        self._start(self._analysis, text, cursor, True)

    def _start(self, analysis: "Analysis", text: str, cursor: int, soon: bool) -> None:
        self._job = _CompletionJob(analysis, text, cursor, soon)
        self._job.ended.connect(self._on_ended)
        self._jobs.start(self._job)

    def forget(self) -> None:
        """Nobody wants to know any more."""
        self._next = None
        if self._job is not None:
            job, self._job = self._job, None
            self._jobs.abandon(job)

    def _on_ended(self, job: _CompletionJob) -> None:
        if job is not self._job:
            return
        self._job = None
        following, self._next = self._next, None
        if job.error is not None:
            raise job.error
        found: Completions | None = job.result      # type: ignore[assignment]
        if found is not None and found.name:
            self._prepare(found.name)
        if following is not None:
            self.ask(*following)
        elif found is not None:
            if found.counted >= 0 and self._analysis is not None:
                self._start(self._analysis, job.text, job.cursor, False)
            self.arrived.emit(job.text, job.cursor, found)

    def _prepare(self, name: str) -> None:
        """Read the values while the person still types the operator."""
        if self._analysis is not None and self._preparing is None:
            self._preparing = _PrepareJob(self._analysis, name)
            self._preparing.ended.connect(self._on_prepared)
            self._jobs.start(self._preparing)

    def _on_prepared(self, job: _PrepareJob) -> None:
        if job is self._preparing:
            self._preparing = None
