"""Reads the segments of the TCP session in focus beside the GUI thread, while somebody looks."""
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from netloupe_engine.errors import CancelledError, NetloupeError
from netloupe_engine.model import Session
from netloupe_gui.bridge.focus_reader import FocusReader
from netloupe_gui.bridge.jobs import Job, Jobs
from netloupe_gui.bridge.source import Source

if TYPE_CHECKING:
    from netloupe_engine.analysis import Analysis, TcpSeries

Prepare = Callable[["TcpSeries"], Any]


@dataclass(frozen=True, slots=True)
class TcpReading:
    """What was read of a session."""

    session: Session
    plot: Any               # what `prepare` made of its segments; None: they could not be read
    reason: str = ""        # ... why


class TcpJob(Job):
    """Reads the segments of one session."""

    def __init__(self, analysis: "Analysis", session: Session, prepare: Prepare) -> None:
        super().__init__()
        self._analysis, self._session, self._prepare = analysis, session, prepare

    def work(self) -> TcpReading:
        """Any thread."""
        try:
            series = self._analysis.tcp_series(self._session.id, self.is_cancelled)
        except CancelledError:
            raise
        except NetloupeError as error:
            return TcpReading(self._session, None, str(error))
        return TcpReading(self._session, self._prepare(series))


class TcpSource(Source):
    """What the pane of TCP's plots shows. GUI thread only."""

    session_changed = Signal(object)        # Session | None
    read = Signal(object)                   # TcpReading

    def __init__(self, reader: FocusReader, jobs: Jobs, prepare: Prepare, parent: QObject | None = None) -> None:
        """Nothing is read. `prepare` makes of segments what is shown; called in jobs."""
        super().__init__(jobs, parent)
        self._reader, self._prepare = reader, prepare
        self._session: Session | None = None
        self._known: tuple[int, int] | None = None      # the session that was read, how many packets of it
        reader.changed_after.connect(self._on_read)

    @property
    def session(self) -> Session | None:
        """The session in focus."""
        return self._session

    def _on_read(self) -> None:
        session, before = self._reader.session, self._session
        self._session = session
        if (session.id if session is not None else 0) != (before.id if before is not None else 0):
            self._known = None
            self.session_changed.emit(session)
        if session is not None:
            self._ask()

    def _forget(self) -> None:
        self._session = self._known = None
        self.session_changed.emit(None)

    def _job_for(self, analysis: "Analysis") -> TcpJob | None:
        session = self._session
        if session is None or session.protocol != "tcp" or self._known == (session.id, sum(session.packets)):
            return None
        return TcpJob(analysis, session, self._prepare)

    def _take(self, job: Job) -> None:
        found = job.result
        assert isinstance(found, TcpReading)
        if self._session is not None and found.session.id == self._session.id:
            self._known = found.session.id, sum(found.session.packets)
            self.read.emit(found)
