"""Reads why sessions are there beside the GUI thread, while somebody looks: around the session in focus, or of all."""
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QObject, Signal

from netloupe_engine.errors import CancelledError, NetloupeError
from netloupe_gui.bridge.focus import Focus
from netloupe_gui.bridge.jobs import Job, Jobs
from netloupe_gui.bridge.source import Source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from netloupe_engine.analysis import Analysis, Relations


@dataclass(frozen=True, slots=True, eq=False)
class FoundRelations:
    """An answer: the lines of the trees as columns. A line ends where the next one is as deep or less."""

    session: int                    # around which; 0: the whole capture
    relations: "Relations | None"   # None: nothing is selected, or they cannot be read
    depths: Any                     # of each line
    sessions: Any                   # ... its session's id
    rows: Any                       # ... what makes it hang from the line above, in `relations`; -1: nothing does
    is_again: Any                   # ... whether what hangs from it is at another line
    reason: str = ""                # why they cannot be read


def nothing(session: int = 0, reason: str = "") -> FoundRelations:
    """No line."""
    none = np.zeros(0, np.int64)
    return FoundRelations(session, None, none, none, none, none, reason)


class RelationsJob(Job):
    """Finds them."""

    def __init__(self, analysis: "Analysis", session: int) -> None:
        """Of one session; 0: of all."""
        super().__init__()
        self._analysis, self._session = analysis, session

    def work(self) -> FoundRelations:
        """Any thread."""
        try:
            found = self._analysis.relations(self._session or None, self.is_cancelled)
        except CancelledError:
            raise
        except NetloupeError as error:
            return nothing(self._session, str(error))
        lines = np.array(list(found.branches()), np.int64).reshape(-1, 4)
        depths, sessions, rows, again = (np.ascontiguousarray(column) for column in lines.T)
        return FoundRelations(self._session, found, depths, sessions, rows, again)


class RelationsSource(Source):
    """What the pane of relations shows. GUI thread only."""

    answered = Signal(object)           # FoundRelations

    def __init__(self, focus: Focus, jobs: Jobs, parent: QObject | None = None) -> None:
        """Nothing is shown."""
        super().__init__(jobs, parent)
        self._focus = focus
        self._is_whole = False
        self._around = 0
        self._is_held = False
        focus.sessions_selected.connect(self._on_sessions)

    @property
    def is_whole(self) -> bool:
        """Whether those of the whole capture are asked for."""
        return self._is_whole

    def set_whole(self, is_whole: bool) -> None:
        """Those of the whole capture, or of the session in focus."""
        if is_whole != self._is_whole:
            self._is_whole = is_whole
            self._around = self._focus.sessions[0] if len(self._focus.sessions) else 0
            self._ask()

    def show_around(self, session: int) -> None:
        """Select a session, and show what has to do with it."""
        self._is_whole, self._around = False, session
        self.go_to(session)
        self._ask()

    def go_to(self, session: int) -> None:
        """Select a session that is shown: what is shown stays."""
        self._is_held = True
        self._focus.select_sessions((session,))
        self._is_held = False

    def go_to_packet(self, packet: int) -> None:
        """Select a packet, which may be of another session that is shown: what is shown stays."""
        self._is_held = True
        self._focus.select_packet(packet)
        self._is_held = False

    def _on_sessions(self, ids: "Sequence[int]") -> None:
        session = ids[0] if len(ids) else 0
        if not self._is_held and not self._is_whole and session != self._around:
            self._around = session
            self._ask()

    def _forget(self) -> None:
        self._around = 0
        self.answered.emit(nothing())

    def _job_for(self, analysis: "Analysis") -> Job | None:
        if self._is_whole:
            return RelationsJob(analysis, 0)
        if not self._around:
            self.answered.emit(nothing())
            return None
        return RelationsJob(analysis, self._around)

    def _take(self, job: Job) -> None:
        self.answered.emit(job.result)
