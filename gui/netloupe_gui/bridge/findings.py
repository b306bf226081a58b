"""Reads findings beside the GUI thread: those that filter and brush leave, the newest question only."""
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QObject, Signal

from netloupe_gui.bridge.focus import Focus
from netloupe_gui.bridge.jobs import Job, Jobs
from netloupe_gui.bridge.source import BrushedSource

if TYPE_CHECKING:
    from netloupe_engine.analysis import Analysis, FindingTable
    from netloupe_engine.model import Severity


@dataclass(frozen=True, slots=True, eq=False)
class FindingGroup:
    """Findings that have something in common: `rows` of a table."""

    name: str               # a kind, or the address of a host
    severity: "Severity"    # the greatest
    rows: Any


@dataclass(frozen=True, slots=True, eq=False)
class FoundFindings:
    """An answer."""

    by: str
    table: "FindingTable"
    groups: tuple[FindingGroup, ...]


class FindingsJob(Job):
    """Answers one question."""

    def __init__(self, analysis: "Analysis", shown: Any, span: tuple[int, int] | None, by: str) -> None:
        """`shown` are the rows of sessions, None: all; `by`: "kind" or "host"."""
        super().__init__()
        self._analysis, self._shown, self._span, self._by = analysis, shown, span, by

    def work(self) -> FoundFindings:
        """The findings, and their groups."""
        ids = None if self._shown is None else self._shown + np.uint32(1)
        table = self._analysis.finding_table(ids, self._span, self.is_cancelled)
        return FoundFindings(self._by, table, tuple(FindingGroup(*one) for one in table.groups(self._by)))


class FindingsSource(BrushedSource):
    """What the findings pane shows. GUI thread only."""

    answered = Signal(object)       # FoundFindings | None: no capture

    def __init__(self, focus: Focus, jobs: Jobs, parent: QObject | None = None) -> None:
        """Nothing is shown."""
        super().__init__(focus, jobs, parent)
        self._by = "kind"

    def set_by(self, by: str) -> None:
        """Group by "kind" or "host"."""
        if by != self._by:
            self._by = by
            self._ask()

    def _forget(self) -> None:
        self.answered.emit(None)

    def _job_for(self, analysis: "Analysis") -> FindingsJob:
        return FindingsJob(analysis, self._shown, self._span, self._by)

    def _take(self, job: Job) -> None:
        self.answered.emit(job.result)
