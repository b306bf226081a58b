"""Writing some sessions, their packets or themselves, to a file of their own, off the GUI thread."""
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from netloupe_engine.errors import CancelledError
from netloupe_engine.model import Direction
from netloupe_gui.bridge.jobs import Job, Jobs

if TYPE_CHECKING:
    from netloupe_engine.analysis import Analysis


TABLES = ("csv", "jsonl")       # formats of sessions, a line each; the others have packets


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """What to write and where."""

    sessions: Sequence[int]
    path: str
    format: str = "pcapng"          # "pcap", or one of TABLES
    direction: Direction = "both"


class ExportJob(Job):
    """Writes one file; `result` is the number of packets, or of sessions."""

    def __init__(self, analysis: "Analysis", order: ExportOrder) -> None:
        """The analysis must stay open until the job ended."""
        super().__init__()
        self.order = order
        self._analysis = analysis

    def work(self) -> int:
        """Let the engine write; it reports progress and looks at the cancel flag itself."""
        order = self.order
        return int(self._analysis.export(order.sessions, order.path, order.format, order.direction,
                                         progress=self.tell, cancelled=self.is_cancelled))


class ExportController(QObject):
    """At most one export at a time. GUI thread only."""

    export_started = Signal(str)                    # path
    export_progressed = Signal(object, object)      # packets (or sessions) done, and in all
    export_finished = Signal(str, object)      # path, packets (or sessions)
    export_failed = Signal(str, str)                # path, reason
    export_cancelled = Signal(str)                  # path

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        """Run the work through these jobs."""
        super().__init__(parent)
        self._jobs = jobs
        self._job: ExportJob | None = None
        self._analysis: Analysis | None = None

    @property
    def is_running(self) -> bool:
        """Whether an export runs."""
        return self._job is not None

    def set_analysis(self, analysis: "Analysis | None") -> None:
        """Exports come from this capture; a running one of another capture is given up."""
        if self._job is not None:
            job, self._job = self._job, None
            self._jobs.abandon(job)
            self.export_cancelled.emit(job.order.path)
        self._analysis = analysis

    def start(self, order: ExportOrder) -> bool:
        """Begin; False if one runs already or there is nothing to export."""
        if self._job is not None or self._analysis is None or not order.sessions:
            return False
        self._job = ExportJob(self._analysis, order)
        self._job.progressed.connect(self.export_progressed)
        self._job.ended.connect(self._on_ended)
        self.export_started.emit(order.path)
        self._jobs.start(self._job)
        return True

    def cancel(self) -> None:
        """Ask the running export to end."""
        if self._job is not None:
            self._job.cancel()

    def _on_ended(self, job: ExportJob) -> None:
        if job is not self._job:
            return
        self._job = None
        path = job.order.path
        if job.error is None:
            self.export_finished.emit(path, job.result)
        elif isinstance(job.error, CancelledError):
            self.export_cancelled.emit(path)
        else:
            self.export_failed.emit(path, str(job.error))
