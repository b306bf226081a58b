"""Work off the GUI thread: a job runs in a thread beside it, and is told about in the GUI thread when it ended.

The signals of a job cross threads. Connect them to methods of QObjects that live in the GUI thread, never to lambdas,
closures or partials: those would run in the emitting thread.
"""
import threading
from concurrent.futures import Future, ThreadPoolExecutor, wait

from PySide6.QtCore import QObject, Signal

THREADS_MAX = 4
ALONE_S = 1.0               # jobs that wait for a person have so long to end with the program


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


def _run_alone(job: Job, future: "Future[None]") -> None:
    try:
        job._run()
    finally:
        future.set_result(None)


class Jobs(QObject):
    """Starts jobs and keeps them alive until they ended. GUI thread only.

    The threads wait for the next job: starting one takes the GUI thread some milliseconds while the engine is busy.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        """No job runs yet."""
        super().__init__(parent)
        self._threads = ThreadPoolExecutor(THREADS_MAX, thread_name_prefix="job")
        self._running: dict[Job, Future[None]] = {}
        self._alone: set[Job] = set()
        self._is_closed = False

    def start(self, job: Job) -> None:
        """Run a job beside the GUI thread; after `close` nothing is run: a last timer may still ask for it."""
        if self._is_closed:
            return
        job.ended.connect(self._on_ended)
        self._running[job] = self._threads.submit(job._run)

    def start_alone(self, job: Job) -> None:
        """As `start`, in a thread of its own that may wait for a person: the program ends without it."""
        if self._is_closed:
            return
        job.ended.connect(self._on_ended)
        future: Future[None] = Future()
        self._running[job] = future
        self._alone.add(job)
        threading.Thread(target=_run_alone, args=(job, future), name="job alone", daemon=True).start()

    def __len__(self) -> int:
        """How many jobs run."""
        return len(self._running)

    def abandon(self, *jobs: Job, timeout_s: float = 5.0) -> None:
        """Cancel these jobs and wait until they stopped; they are not told about any more."""
        for job in jobs:
            job.cancel()
            job.blockSignals(True)
        self._alone.difference_update(jobs)
        wait([self._running.pop(job) for job in jobs if job in self._running], timeout_s)

    def close(self) -> None:
        """Abandon everything."""
        self._is_closed = True
        self.abandon(*self._alone, timeout_s=ALONE_S)
        self.abandon(*self._running)
        self._threads.shutdown()

    def _on_ended(self, job: Job) -> None:
        self._running.pop(job, None)
        self._alone.discard(job)
