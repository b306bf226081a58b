"""Finding in packets and streams: asks the engine beside the event loop, and tells what is found as it is found."""
from dataclasses import dataclass
from time import monotonic, sleep
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from netloupe_engine.errors import CancelledError, ExpressionError, NetloupeError
from netloupe_engine.model import Hit
from netloupe_gui.bridge.jobs import Job, Jobs

if TYPE_CHECKING:
    from netloupe_engine.analysis import Analysis

HITS_MAX = 100_000
BLOCK_S = 0.05          # hits of so long are told together
TOLD_S = 0.1            # between two reports of how far it is
BREATH_HITS, BREATH_S = 100, 0.001      # what is found often is Python's work alone: the window has its turns meanwhile

# A Hit's members. A hundred thousand objects would be gone through by each full garbage collection, which stops the
# window for 15 ms; of plain tuples of numbers and texts Python knows that they hold nothing that is garbage.
Row = tuple[int, int, int, int, int, int, str, str, str]
Kind = Literal["text", "regex", "hex"]
Where = Literal["packets", "streams"]


@dataclass(frozen=True, slots=True)
class Question:
    """What is to be found."""

    pattern: str
    kind: Kind = "text"
    where: Where = "packets"
    ignore_case: bool = True
    within: bool = False        # in the sessions that filter and brush leave


@dataclass(frozen=True, slots=True)
class Answer:
    """How a search ended."""

    is_limited: bool = False    # there is more than is listed
    reason: str = ""            # why there is nothing, or no more; "" if it went through
    at: int = 0                 # of the pattern, what `reason` is about
    end: int = 0


def _row(hit: Hit) -> Row:
    return (hit.packet, hit.session, hit.way, hit.at, hit.size, hit.offset, hit.before, hit.found, hit.after)


class FindJob(Job):
    """One search; `result` is an Answer."""

    hits_found = Signal(object, object)     # this job, a list of Row

    def __init__(self, analysis: "Analysis", question: Question, ids: NDArray[np.uint32] | None) -> None:
        """`ids`: of these sessions alone."""
        super().__init__()
        self._analysis, self._question, self._ids = analysis, question, ids
        self._told_at = 0.0

    def work(self) -> Answer:
        """Ask the engine, which looks at the cancel flag itself."""
        question, block, count = self._question, list[Row](), 0
        told_at = monotonic()
        try:
            for hit in self._analysis.find(question.pattern, question.kind, question.where, self._ids,
                                           question.ignore_case, self.is_cancelled, self._tell):
                if count == HITS_MAX:
                    return Answer(is_limited=True)
                block.append(_row(hit))
                count += 1
                if not count % BREATH_HITS:
                    sleep(BREATH_S)
                if monotonic() - told_at > BLOCK_S:
                    self.hits_found.emit(self, block)
                    block, told_at = [], monotonic()
        except ExpressionError as error:
            return Answer(reason=str(error), at=error.at, end=error.end)
        except CancelledError:
            return Answer()
        except NetloupeError as error:
            return Answer(reason=str(error))
        finally:
            if block:
                self.hits_found.emit(self, block)
        return Answer()

    def _tell(self, done: int, total: int) -> None:
        if monotonic() - self._told_at > TOLD_S:
            self._told_at = monotonic()
            self.tell(done, total)


class Finder(QObject):
    """At most one search at a time: the next one calls it off. GUI thread only."""

    began = Signal()
    found = Signal(object)                  # a list of Row
    progressed = Signal(object, object)     # packets looked through, in all
    ended = Signal(object)                  # Answer

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        """Run the work through these jobs."""
        super().__init__(parent)
        self._jobs = jobs
        self._job: FindJob | None = None
        self._analysis: Analysis | None = None
        self._shown: NDArray[np.uint32] | None = None

    @property
    def is_searching(self) -> bool:
        """Whether there may be more."""
        return self._job is not None

    def set_analysis(self, analysis: "Analysis | None") -> None:
        """Another capture is shown."""
        self.stop()
        self._analysis, self._shown = analysis, None

    def set_shown_sessions(self, rows: NDArray[np.uint32] | None) -> None:
        """What filter and brush leave; None: everything."""
        self._shown = rows

    def ask(self, question: Question) -> None:
        """Look for this; what was looked for before is forgotten."""
        self.stop()
        self.began.emit()
        if self._analysis is None or not question.pattern:
            self.ended.emit(Answer())
            return
        ids = self._shown + np.uint32(1) if question.within and self._shown is not None else None
        self._job = FindJob(self._analysis, question, ids)
        self._job.hits_found.connect(self._on_found)
        self._job.progressed.connect(self.progressed)
        self._job.ended.connect(self._on_ended)
        self._jobs.start(self._job)

    def stop(self) -> None:
        """Nobody wants to know any more."""
        if self._job is not None:
            job, self._job = self._job, None
            self._jobs.abandon(job)

    def _on_found(self, job: FindJob, hits: list[Row]) -> None:
        if job is self._job:
            self.found.emit(hits)

    def _on_ended(self, job: FindJob) -> None:
        if job is not self._job:
            return
        self._job = None
        if job.error is not None:
            raise job.error
        self.ended.emit(job.result)
