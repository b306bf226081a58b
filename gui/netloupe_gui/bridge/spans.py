"""Reads what was asked and answered in one session beside the GUI thread, while somebody looks."""
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from netloupe_engine.errors import CancelledError, NetloupeError
from netloupe_engine.model import Session
from netloupe_gui.bridge.jobs import Job, Jobs
from netloupe_gui.bridge.source import Source

if TYPE_CHECKING:
    from netloupe_engine.analysis import Analysis, Span

Prepare = Callable[["Sequence[Span]"], Any]


class SpansJob(Job):
    """Reads the spans of one session."""

    def __init__(self, analysis: "Analysis", session: Session, prepare: Prepare) -> None:
        super().__init__()
        self.session = session
        self._analysis, self._prepare = analysis, prepare

    def work(self) -> Any:
        """Any thread."""
        try:
            return self._prepare(self._analysis.spans(self.session.id, self.is_cancelled))
        except CancelledError:
            raise
        except NetloupeError:               # such as a file that has changed: who shows its packets says so
            return self._prepare(())


class SpansSource(Source):
    """The spans of one session. GUI thread only."""

    read = Signal(int, object)              # session, what `prepare` made of its spans

    def __init__(self, jobs: Jobs, prepare: Prepare, parent: QObject | None = None) -> None:
        """Nothing is read. `prepare` is called in jobs."""
        super().__init__(jobs, parent)
        self._prepare = prepare
        self._session: Session | None = None
        self._known: tuple[int, int] | None = None      # the session that was read, how many packets of it

    def show_session(self, session: Session | None) -> None:
        """Another session is shown, or the same with more packets."""
        self._session = session
        if session is not None:
            self._ask()

    def _forget(self) -> None:
        self._session = self._known = None

    def _job_for(self, analysis: "Analysis") -> SpansJob | None:
        session = self._session
        if session is None or self._known == (session.id, sum(session.packets)):
            return None
        return SpansJob(analysis, session, self._prepare)

    def _take(self, job: Job) -> None:
        assert isinstance(job, SpansJob)
        if self._session is not None and job.session.id == self._session.id:
            self._known = job.session.id, sum(job.session.packets)
            self.read.emit(job.session.id, job.result)
