"""Asks for statistics beside the GUI thread: of what filter and brush leave, the newest question only."""
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QObject, Signal

from netloupe_gui.bridge.focus import Focus
from netloupe_gui.bridge.jobs import Job, Jobs
from netloupe_gui.bridge.source import BrushedSource

if TYPE_CHECKING:
    from netloupe_engine.analysis import Analysis, Statistic, StatisticKind

FIRST = "applications"      # the statistic that is shown first


class StatisticJob(Job):
    """Answers one question."""

    def __init__(self, analysis: "Analysis", name: str, shown: Any, span: tuple[int, int] | None,
                 known: "tuple[int, tuple[StatisticKind, ...]]") -> None:
        """`shown` are the rows of sessions, None: all; `known` which statistics there are for so many packets."""
        super().__init__()
        self.name = name
        self.known = known
        self._analysis, self._shown, self._span = analysis, shown, span

    def work(self) -> "tuple[tuple[StatisticKind, ...], Statistic | None]":
        """Which statistics there are, and the one asked for: another one where it has no data."""
        from netloupe_engine.analysis import statistics_of
        packets = len(self._analysis.packets)
        if self.known[0] != packets or not self._analysis.progress.finished:
            self.known = packets, statistics_of(self._analysis, self.is_cancelled)
        kinds = self.known[1]
        names = [kind.name for kind in kinds]
        if not names:
            return kinds, None
        name = self.name if self.name in names else FIRST if FIRST in names else names[0]
        ids = None if self._shown is None else self._shown + np.uint32(1)
        return kinds, self._analysis.statistics(name, ids, self._span, self.is_cancelled)


class StatisticsSource(BrushedSource):
    """What the statistics pane shows. GUI thread only."""

    answered = Signal(object, object)       # kinds with data, Statistic | None

    def __init__(self, focus: Focus, jobs: Jobs, parent: QObject | None = None) -> None:
        """Nothing is shown."""
        super().__init__(focus, jobs, parent)
        self._name = FIRST
        self._known: tuple[int, tuple[StatisticKind, ...]] = 0, ()

    @property
    def name(self) -> str:
        """The statistic that is wanted."""
        return self._name

    def set_name(self, name: str) -> None:
        """Show another statistic."""
        if name != self._name:
            self._name = name
            self._ask()

    def _forget(self) -> None:
        self._known = 0, ()
        self.answered.emit((), None)

    def _job_for(self, analysis: "Analysis") -> StatisticJob:
        return StatisticJob(analysis, self._name, self._shown, self._span, self._known)

    def _learn(self, job: Job) -> None:
        assert isinstance(job, StatisticJob)
        self._known = job.known

    def _take(self, job: Job) -> None:
        assert isinstance(job.result, tuple)
        self.answered.emit(*job.result)
