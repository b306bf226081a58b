"""Work off the GUI thread: a job runs in a thread beside it, and is told about in the GUI thread when it ended.

The signals of a job cross threads. Connect them to methods of QObjects that live in the GUI thread, never to lambdas,
closures or partials: those would run in the emitting thread.
"""
import sys
import threading
import traceback
from collections import deque
from collections.abc import Collection
from concurrent.futures import Future, ThreadPoolExecutor, wait

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from netloupe_engine.errors import NetloupeError

THREADS_MAX = 4
SWITCH_S = 0.0005           # a thread beside the window's runs Python so long at a time: each cell painted waits for it
ALONE_S = 1.0               # jobs that wait for a person have so long to end with the program


class Job(QObject):
    """One piece of work. Subclasses implement `work`; everything else belongs to the GUI thread."""

    ended = Signal(object)                  # this job; look at `error`, `was_cancelled`, then at `result`
    progressed = Signal(object, object)     # done, total
    worked = Signal(object)                 # from the job's thread to `Jobs`, which says `ended` in its turn
    must_end = False                        # whether the program waits for it however long it takes: else work is lost

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
            self.error = _without_frames(error)
        if isValid(self):       # the program may have ended meanwhile, without this job
            self.worked.emit(self)


def _without_frames(error: Exception) -> Exception:
    """The same, which says in a note where it was raised. The frames of a traceback hold the job, the job the error:
    each job that was called off would stay, with the capture it read and half of its answer, for the collector."""
    if not isinstance(error, NetloupeError):
        error.add_note("".join(traceback.format_exception(error)))
    part: BaseException | None = error
    while part is not None:
        before = part.__cause__ or part.__context__
        part.__traceback__ = part.__context__ = part.__cause__ = None
        part = before
    return error


def _run_alone(job: Job, future: "Future[None]", before: "Collection[Future[None]]") -> None:
    try:
        wait(before)
        job._run()
    finally:
        future.set_result(None)


class Jobs(QObject):
    """Starts jobs and keeps them alive until they ended. GUI thread only; nothing here waits but `close`.

    The threads wait for the next job: starting one takes the GUI thread some milliseconds while the engine is busy.
    Of jobs that end together one is told in each turn of the event loop, when what came before is drawn: each answer
    fills a pane, and all panes filled and drawn in one turn would hold the loop up.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        """No job runs yet."""
        super().__init__(parent)
        self._switch_s = sys.getswitchinterval()
        sys.setswitchinterval(SWITCH_S)
        self._threads = ThreadPoolExecutor(THREADS_MAX, thread_name_prefix="job")
        self._running: dict[Job, Future[None]] = {}
        self._abandoned: dict[Job, Future[None]] = {}
        self._alone: set[Job] = set()
        self._is_closed = False
        self._worked: deque[Job] = deque()
        self._turns = QTimer(self)
        self._turns.setInterval(0)
        self._turns.timeout.connect(self._tell_one)

    def start(self, job: Job) -> None:
        """Run a job beside the GUI thread; after `close` nothing is run: a last timer may still ask for it."""
        if self._is_closed:
            return
        self._prune()
        job.worked.connect(self._on_worked)
        self._running[job] = self._threads.submit(job._run)

    def start_alone(self, job: Job) -> None:
        """As `start`, in a thread of its own that may wait for a person or a disk: the program ends without it."""
        self._start_alone(job, ())

    def start_after_all(self, job: Job) -> None:
        """As `start_alone`, once every other job that runs now has ended, abandoned ones too: it takes away what they
        use. Not waited for: those that may wait for a person."""
        self._prune()
        before = [future for which, future in (*self._running.items(), *self._abandoned.items())
                  if which not in self._alone]
        self._start_alone(job, before)

    def _start_alone(self, job: Job, before: "Collection[Future[None]]") -> None:
        if self._is_closed:
            return
        self._prune()
        job.worked.connect(self._on_worked)
        future: Future[None] = Future()
        self._running[job] = future
        self._alone.add(job)
        threading.Thread(target=_run_alone, args=(job, future, before), name="job alone", daemon=True).start()

    def __len__(self) -> int:
        """How many jobs run that somebody wants to hear of."""
        return len(self._running)

    @property
    def is_working(self) -> bool:
        """Whether any job runs now, also one that nobody wants to hear of; not those that may wait for a person."""
        return any(not future.done() for job, future in (*self._running.items(), *self._abandoned.items())
                   if job not in self._alone)

    def abandon(self, *jobs: Job) -> None:
        """Cancel these jobs; they are not told about any more. They may take a moment to end."""
        for job in jobs:
            job.cancel()
            job.blockSignals(True)
            if job in self._running:
                self._abandoned[job] = self._running.pop(job)
        self._prune()

    def stop(self) -> None:
        """Abandon everything and start nothing more; what takes a capture away still ends."""
        self._is_closed = True
        self.abandon(*self._running)

    def close(self) -> None:
        """Stop, and wait for the end; for jobs in threads of their own not long, unless they must end."""
        self.stop()
        wait([future for job, future in self._abandoned.items() if job.must_end])
        wait([future for job, future in self._abandoned.items() if job in self._alone], ALONE_S)
        self._threads.shutdown()
        self._prune()
        sys.setswitchinterval(self._switch_s)

    def _prune(self) -> None:
        """Let go of abandoned jobs here, in the thread they belong to."""
        for job in [job for job, future in self._abandoned.items() if future.done()]:
            del self._abandoned[job]
            self._alone.discard(job)

    def _on_worked(self, job: Job) -> None:
        self._worked.append(job)
        self._turns.start()

    def _tell_one(self) -> None:
        """Nothing is told of jobs that were abandoned while they waited for their turn."""
        while self._worked:
            job = self._worked.popleft()
            if self._running.pop(job, None) is not None:
                self._alone.discard(job)
                job.ended.emit(job)
                break
        if not self._worked:
            self._turns.stop()
