"""Reads what takes long beside the GUI thread: the newest wish only, and not without pause while a capture grows."""
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from netloupe_engine.errors import NetloupeError
from netloupe_gui.bridge.ids import FEW
from netloupe_gui.bridge.jobs import Job, Jobs

if TYPE_CHECKING:
    from netloupe_engine.analysis import Analysis

PAUSE_MS = 500              # between two answers to the same question
LONG_SPAN = 100_000         # packets: to look through so many takes some milliseconds


def is_long(analysis: "Analysis | None", sessions: Sequence[int]) -> bool:
    """Whether the packets of these sessions lie so far apart that finding them takes long."""
    if analysis is None:
        return False
    if len(sessions) > FEW:
        return True
    cell, known = analysis.sessions.cell, len(analysis.sessions)
    span = 0
    for session in sessions:
        if 0 < session <= known:
            span += cell("last_packet", session - 1) - cell("first_packet", session - 1)
        if span > LONG_SPAN:
            return True
    return False


class CallJob(Job):
    """Calls a function that may be called in any thread."""

    def __init__(self, key: object, call: Callable[[], object]) -> None:
        """`key` is the question."""
        super().__init__()
        self.key = key
        self._call = call

    def work(self) -> object:
        """Call it."""
        return self._call()


class Later(QObject):
    """At most one question at a time. GUI thread only."""

    arrived = Signal(object, object)    # key, answer

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        """Nothing is asked."""
        super().__init__(parent)
        self._jobs = jobs
        self._job: CallJob | None = None
        self._next: tuple[object, Callable[[], object]] | None = None
        self._answered: object = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._go)

    def ask(self, key: object, call: Callable[[], object]) -> None:
        """Answer this; an older question that waits is forgotten. A new question is answered at once."""
        self._next = (key, call)
        if self._job is None and (key != self._answered or not self._pause.isActive()):
            self._go()

    def forget(self) -> None:
        """What is read is about to go away, or nobody wants to know any more."""
        self._pause.stop()
        self._next, self._answered = None, None
        if self._job is not None:
            job, self._job = self._job, None
            self._jobs.abandon(job)

    def _go(self) -> None:
        if self._next is None or self._job is not None:
            return
        (key, call), self._next = self._next, None
        self._job = CallJob(key, call)
        self._job.ended.connect(self._on_ended)
        self._jobs.start(self._job)

    def _on_ended(self, job: CallJob) -> None:
        if job is not self._job:
            return
        self._job = None
        self._answered = job.key
        self._pause.start()
        if job.error is not None and not isinstance(job.error, NetloupeError):
            raise job.error
        if self._next is not None and self._next[0] != job.key:
            self._go()
        elif job.error is None:
            self.arrived.emit(job.key, job.result)
