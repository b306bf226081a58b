"""Runs arrangements off the GUI thread, the latest request first; live ones only now and then."""
from PySide6.QtCore import QObject, QTimer, Signal

from netloupe_engine.errors import ExpressionError, NetloupeError
from netloupe_gui.bridge.jobs import Job, Jobs
from netloupe_gui.models.arrange import Arrangement, Refusal, Request, arrange

LIVE_MS = 700       # a growing table is sorted again at most this often


class ArrangeJob(Job):
    """Answers one request."""

    found = Signal(object)          # Arrangement of the first hits, before the answer

    def __init__(self, request: Request) -> None:
        """Answer this."""
        super().__init__()
        self.request = request

    def work(self) -> Arrangement | Refusal:
        """Sort and filter; looks at the cancel flag in between."""
        try:
            return arrange(self.request, self.is_cancelled, self.found.emit)
        except ExpressionError as error:
            return Refusal(self.request, str(error), error.at, error.end)
        except NetloupeError as error:          # the filter asks for bytes of a file that was changed, for instance
            return Refusal(self.request, str(error), 0, len(self.request.expression))


class Arranger(QObject):
    """At most one arrangement at a time; a newer wish replaces an older one. GUI thread only."""

    arranged = Signal(object)       # Arrangement
    found = Signal(object)          # ... of the first hits alone
    refused = Signal(object)        # Refusal: the filter is none, or cannot be answered
    wanted = Signal()               # the live interval passed: ask again

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        """Run the work through these jobs."""
        super().__init__(parent)
        self._jobs = jobs
        self._job: ArrangeJob | None = None
        self._next: Request | None = None
        self._live = QTimer(self)
        self._live.setSingleShot(True)
        self._live.setInterval(LIVE_MS)
        self._live.timeout.connect(self.wanted)

    @property
    def is_busy(self) -> bool:
        """Whether an answer is on its way."""
        return self._job is not None

    def ask(self, request: Request) -> None:
        """Answer this as soon as possible; what is under way is called off."""
        self._live.stop()
        if self._job is not None:
            self._next = request
            self._job.cancel()
            return
        self._job = ArrangeJob(request)
        self._job.found.connect(self._on_found)
        self._job.ended.connect(self._on_ended)
        self._jobs.start(self._job)

    def ask_later(self) -> None:
        """Say `wanted` when the live interval has passed; rows keep coming meanwhile."""
        if not self._live.isActive():
            self._live.start()

    def stop(self) -> None:
        """Forget every wish."""
        self._live.stop()
        self._next = None
        if self._job is not None:
            job, self._job = self._job, None
            self._jobs.abandon(job)

    def _on_found(self, arrangement: Arrangement) -> None:
        if self._job is not None and self._next is None and arrangement.request is self._job.request:
            self.found.emit(arrangement)

    def _on_ended(self, job: ArrangeJob) -> None:
        if job is not self._job:
            return
        self._job = None
        following, self._next = self._next, None
        if following is not None:
            self.ask(following)
        elif job.error is not None:
            raise job.error
        elif isinstance(job.result, Refusal):
            self.refused.emit(job.result)
        else:
            self.arranged.emit(job.result)
