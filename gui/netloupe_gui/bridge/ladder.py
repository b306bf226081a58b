"""Reads who sent what to whom beside the GUI thread, while somebody looks: of one session, those selected, or all that
filter and brush leave."""
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
from PySide6.QtCore import QObject, Signal

from netloupe_engine.errors import CancelledError, NetloupeError
from netloupe_gui.bridge.focus import Focus
from netloupe_gui.bridge.jobs import Job, Jobs
from netloupe_gui.bridge.source import BrushedSource
from netloupe_gui.text import csv_line, one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netloupe_engine.analysis import Analysis, Ladder

LABELS_MAX = 400            # characters of what an arrow says


class Scope(StrEnum):
    """Whose arrows are drawn."""

    SESSION = "session"         # the first selected session
    SELECTED = "selected"       # all selected sessions
    SHOWN = "shown"             # all that the filter leaves


@dataclass(frozen=True, slots=True)
class Question:
    """What is drawn."""

    scope: Scope = Scope.SELECTED
    by: Literal["host", "endpoint"] = "host"
    messages: bool = False


@dataclass(frozen=True, slots=True)
class FoundLadder:
    """An answer."""

    question: Question
    ladder: Any                 # Ladder; None: nothing is selected, or it cannot be read
    sessions: int = 0           # how many have an arrow
    gaps: Any = None            # rows before which there is a gap
    reason: str = ""            # ... why it cannot be read
    names: "tuple[str, ...]" = ()   # of the hosts, "" where none is known


class LadderJob(Job):
    """Finds the arrows."""

    def __init__(self, analysis: "Analysis", question: Question, ids: Any, span: tuple[int, int] | None) -> None:
        super().__init__()
        self._analysis, self._question, self._ids, self._span = analysis, question, ids, span

    def work(self) -> FoundLadder:
        """Any thread."""
        question = self._question
        try:
            ids = None if self._ids is None else np.asarray(self._ids, np.uint32)
            found = self._analysis.ladder(ids, question.by, question.messages, self._span, self.is_cancelled)
        except CancelledError:
            raise
        except NetloupeError as error:
            return FoundLadder(question, None, reason=str(error))
        return FoundLadder(question, found, len(np.unique(found.sessions)), found.gaps,
                           names=tuple(map(one_line, found.names())))


class LabelsJob(Job):
    """Reads what some arrows say."""

    def __init__(self, ladder: "Ladder", rows: "Sequence[int]") -> None:
        super().__init__()
        self.ladder, self._rows = ladder, rows

    def work(self) -> dict[int, str]:
        """Those read before it was called off, too."""
        found: dict[int, str] = {}
        for row in self._rows:
            if self.is_cancelled():
                break
            try:
                found[row] = one_line(self.ladder.label(row), LABELS_MAX)
            except NetloupeError as error:
                found[row] = one_line(str(error), LABELS_MAX)
        return found


class SaveLadderJob(Job):
    """Writes all arrows as CSV; `result` is the reason if it could not be, else ""."""

    def __init__(self, ladder: "Ladder", path: str) -> None:
        """What arrows say is read meanwhile: the analysis must stay open."""
        super().__init__()
        self._ladder, self.path = ladder, path

    def work(self) -> str:
        """Whole or not at all."""
        lines = []
        for cells in self._ladder.cells():
            if self.is_cancelled():
                raise CancelledError("Writing the arrows was called off.")
            lines.append(csv_line(cells))
        part = Path(f"{self.path}.part")
        try:
            part.write_text("".join(lines), "utf-8")
            part.replace(self.path)
        except OSError as error:
            part.unlink(missing_ok=True)
            return error.strerror or str(error)
        return ""


class LadderSource(BrushedSource):
    """What the ladder pane shows. GUI thread only."""

    answered = Signal(object)           # FoundLadder
    labelled = Signal(object)           # dict[int, str]: what rows of the ladder say
    saved = Signal(str, str)            # path, why it was not; ""

    def __init__(self, focus: Focus, jobs: Jobs, parent: QObject | None = None) -> None:
        """Nothing is shown."""
        super().__init__(focus, jobs, parent)
        self._question = Question()
        self._ladder: Ladder | None = None
        self._labels: LabelsJob | None = None
        self._wanted: Sequence[int] = ()        # rows whose labels are read next
        self._saving: SaveLadderJob | None = None
        focus.sessions_selected.connect(self._on_sessions)

    @property
    def question(self) -> Question:
        """What is asked for."""
        return self._question

    @property
    def is_saving(self) -> bool:
        """Whether arrows are being written."""
        return self._saving is not None

    def ask(self, **changes: Any) -> None:
        """Draw something else: fields of Question."""
        question = replace(self._question, **changes)
        if question != self._question:
            self._question = question
            self._ask()

    def set_analysis(self, analysis: "Analysis | None") -> None:
        """Another capture is shown."""
        for job in (self._labels, self._saving):
            if job is not None:
                self._jobs.abandon(job)
        self._labels = self._saving = None
        super().set_analysis(analysis)

    def want_labels(self, rows: "Sequence[int]") -> None:
        """Read what these rows say; `labelled` tells. The last wish counts."""
        self._wanted = rows
        if self._labels is not None:
            self._labels.cancel()
        else:
            self._read_labels()

    def save(self, path: str) -> bool:
        """Write all arrows to a CSV file; False where there are none, or some are being written."""
        if self._ladder is None or self._saving is not None:
            return False
        self._saving = SaveLadderJob(self._ladder, path)
        self._saving.ended.connect(self._on_saved)
        self._jobs.start(self._saving)
        return True

    def _read_labels(self) -> None:
        if self._ladder is None or not len(self._wanted):
            return
        self._labels = LabelsJob(self._ladder, self._wanted)
        self._wanted = ()
        self._labels.ended.connect(self._on_labels)
        self._jobs.start(self._labels)

    def _on_labels(self, job: LabelsJob) -> None:
        if job is not self._labels:
            return
        self._labels = None
        if job.error is not None:
            raise job.error
        if job.ladder is self._ladder:
            self.labelled.emit(job.result)
        self._read_labels()

    def _on_saved(self, job: SaveLadderJob) -> None:
        if job is not self._saving:
            return
        self._saving = None
        if isinstance(job.error, NetloupeError):
            self.saved.emit(job.path, str(job.error))
        elif job.error is not None:
            raise job.error
        else:
            self.saved.emit(job.path, str(job.result))

    def _on_sessions(self, ids: object) -> None:
        del ids
        if self._question.scope is not Scope.SHOWN:
            self._ask()

    def _forget(self) -> None:
        self._show(FoundLadder(self._question, None))

    def _job_for(self, analysis: "Analysis") -> Job | None:
        ids: Any = None if self._shown is None else self._shown + 1
        if self._question.scope is not Scope.SHOWN:
            ids = self._focus.sessions[:1] if self._question.scope is Scope.SESSION else self._focus.sessions
            if not len(ids):
                self._show(FoundLadder(self._question, None))
                return None
        return LadderJob(analysis, self._question, ids, self._span)

    def _take(self, job: Job) -> None:
        assert isinstance(job.result, FoundLadder)
        self._show(job.result)

    def _show(self, found: FoundLadder) -> None:
        self._ladder, self._wanted = found.ladder, ()
        self.answered.emit(found)
