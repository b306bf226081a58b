"""Work off the GUI thread: a job runs in its own thread, and is told about in the GUI thread when it ended.

The signals of a job cross threads. Connect them to methods of QObjects that live in the GUI thread, never to lambdas,
closures or partials: those would run in the emitting thread.
"""
import threading

from PySide6.QtCore import QObject, Signal


class Job(QObject):
    """One piece of work. Subclasses implement `work`; everything else belongs to the GUI thread."""

    ended = Signal(object)                  # this job; look at `error`, `was_cancelled`, then at `result`
    progressed = Signal(object, object)     # done, total

    def __init__(self) -> None:
        """Nothing runs before `Jobs.start`."""
        super().__init__()
        self.result: object = None
        self.error: Exception | None = None
        self._cancelled = threading.Event()

    def work(self) -> object:
        """Do it; called in the worker thread. The value returned becomes `result`."""
        raise NotImplementedError

    def cancel(self) -> None:
        """Ask the job to end early. Any thread."""
        self._cancelled.set()

    def is_cancelled(self) -> bool:
        """Whether it was asked to end; long work looks at this often. Any thread."""
        return self._cancelled.is_set()

    def tell(self, done: int, total: int) -> None:
        """Report progress. Worker thread."""
        self.progressed.emit(done, total)

    def _run(self) -> None:
        try:
            self.result = self.work()
        except Exception as error:      # noqa: BLE001  whatever happened is handed to the GUI thread
            self.error = error
        self.ended.emit(self)


class Jobs(QObject):
    """Starts jobs and keeps them alive until they ended. GUI thread only."""

    def __init__(self, parent: QObject | None = None) -> None:
        """No job runs yet."""
        super().__init__(parent)
        self._running: dict[Job, threading.Thread] = {}

    def start(self, job: Job) -> None:
        """Run a job in a thread of its own."""
        thread = threading.Thread(target=job._run, name=type(job).__name__, daemon=True)
        self._running[job] = thread
        job.ended.connect(self._on_ended)
        thread.start()

    def __len__(self) -> int:
        """How many jobs run."""
        return len(self._running)

    def abandon(self, *jobs: Job, timeout_s: float = 5.0) -> None:
        """Cancel these jobs and wait for their threads; they are not told about any more."""
        for job in jobs:
            job.cancel()
            job.blockSignals(True)
        for job in jobs:
            thread = self._running.pop(job, None)
            if thread is not None:
                thread.join(timeout_s)

    def close(self) -> None:
        """Abandon everything."""
        self.abandon(*self._running)

    def _on_ended(self, job: Job) -> None:
        thread = self._running.pop(job, None)
        if thread is not None:
            thread.join()
