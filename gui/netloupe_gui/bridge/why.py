"""Finds the reasons of what is said of a session beside the GUI thread, when the person asks why."""
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from netloupe_engine.errors import CancelledError, NetloupeError
from netloupe_gui.bridge.jobs import Job, Jobs
from netloupe_gui.bridge.source import Source

if TYPE_CHECKING:
    from netloupe_engine.analysis import Analysis, Reason


@dataclass(frozen=True, slots=True)
class Question:
    """Why something is said of a session."""

    session: int
    about: str = "application"      # what the engine calls it: path, state, finding ...
    subject: str = ""               # one of several: a state, a kind of finding; "": all
    packet: int = 0                 # ... the one at this packet; 0: any


@dataclass(frozen=True, slots=True)
class Answer:
    """Its reasons, those that were meant first."""

    question: Question
    reasons: "tuple[Reason, ...]"
    trouble: str = ""               # why there are none


class WhyJob(Job):
    """Reads the session again."""

    def __init__(self, analysis: "Analysis", question: Question) -> None:
        """About this."""
        super().__init__()
        self._analysis, self.question = analysis, question

    def work(self) -> Answer:
        """Any thread."""
        asked = self.question
        try:
            found = self._analysis.why(asked.session, asked.about, cancelled=self.is_cancelled)
        except CancelledError:
            raise
        except NetloupeError as error:
            return Answer(asked, (), str(error))
        meant = [reason for reason in found if is_meant(asked, reason)]
        return Answer(asked, tuple(meant or found))


def is_meant(asked: Question, reason: "Reason") -> bool:
    """Whether a reason is about what was pointed at."""
    return ((not asked.subject or reason.subject == asked.subject)
            and (not asked.packet or any(one.packet == asked.packet for one in reason.evidence)))


class WhySource(Source):
    """What the card shows. GUI thread only."""

    asked = Signal(object)          # Question: the card is to be seen
    answered = Signal(object)       # Answer

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        """Nothing is asked."""
        super().__init__(jobs, parent)
        self._question: Question | None = None

    def ask(self, question: Question) -> None:
        """The person wants to know this."""
        self._question = question
        self._is_watched = True
        self.asked.emit(question)
        self._ask()

    def stop(self) -> None:
        """The person does not want to know any more."""
        self._question = None
        self.set_watched(False)

    def _forget(self) -> None:
        self._question = None

    def _job_for(self, analysis: "Analysis") -> Job | None:
        return WhyJob(analysis, self._question) if self._question is not None else None

    def _take(self, job: Job) -> None:
        if self._question is not None and isinstance(job.result, Answer):
            self.answered.emit(job.result)
