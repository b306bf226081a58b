"""The capture that is shown, compared with another one that is open: asked beside the GUI thread."""
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from netloupe_gui.bridge.capture import Held
from netloupe_gui.bridge.jobs import Job, Jobs
from netloupe_gui.bridge.source import Source

if TYPE_CHECKING:
    from netloupe_engine.analysis import Analysis, Comparison


class CompareJob(Job):
    """Compares; `result` is the Comparison."""

    def __init__(self, before: "Analysis", after: "Analysis", by: str) -> None:
        """What is new in the second one, what is gone."""
        super().__init__()
        self._before, self._after, self._by = before, after, by

    def work(self) -> "Comparison":
        """Raises CancelledError."""
        found = self._before.compare(self._after, self._by, cancelled=self.is_cancelled)
        len(found.conditions)       # made here, not when a row is clicked
        return found


class ComparingSource(Source):
    """What is new in the capture that is shown, gone, slower or faster than in another one. GUI thread only."""

    others_changed = Signal()
    answered = Signal(object)           # Comparison | None

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        """Nothing is compared."""
        super().__init__(jobs, parent)
        self.by = "application"
        self.others: tuple[Held, ...] = ()
        self._other: Held | None = None

    @property
    def other(self) -> Held | None:
        """With which capture it is compared."""
        return self._other

    def set_others(self, others: Sequence[Held]) -> None:
        """These are open beside the one that is shown. One that is closed is let go of."""
        if self._other not in others:
            self._other = others[0] if others else None
            self._change_question()
        self.others = tuple(others)
        self.others_changed.emit()

    def compare_with(self, other: Held) -> None:
        """Compare with this one."""
        if other is not self._other:
            self._other = other
            self._change_question()

    def set_by(self, by: str) -> None:
        """Compare by this: see `Analysis.compare`."""
        if by != self.by:
            self.by = by
            self._change_question()

    def _change_question(self) -> None:
        self.answered.emit(None)
        if self._job is not None:       # it has the captures of before
            job, self._job = self._job, None
            self._jobs.abandon(job)
            self.busy_changed.emit(False)
        self._ask()

    def _forget(self) -> None:
        self.answered.emit(None)

    def _job_for(self, analysis: "Analysis") -> Job | None:
        if self._other is None or self._other.analysis is analysis:
            return None
        return CompareJob(self._other.analysis, analysis, self.by)

    def _take(self, job: Job) -> None:
        self.answered.emit(job.result)
