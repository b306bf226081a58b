"""Has the lanes of sessions sorted and painted beside the GUI thread: the newest question only, and only while somebody
looks."""
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from netloupe_gui.bridge.jobs import Job, Jobs
from netloupe_gui.models.columns import Cancelled, Rows
from netloupe_gui.models.state_lanes import By, Lanes, View, picture, sorted_lanes

if TYPE_CHECKING:
    from netloupe_engine.analysis import Analysis

GROWING_MS = 800            # a growing capture is painted anew at most this often


@dataclass(frozen=True, slots=True)
class Colours:
    """Of the states and of what is behind them: red, green, blue, 0 to 255."""

    states: tuple[tuple[int, int, int], ...]
    ground: tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Painted:
    """An answer."""

    lanes: Lanes
    view: View
    image: QImage


@dataclass(frozen=True, slots=True)
class _Wanted:
    view: View | None               # None: the lanes alone, nobody has room for them yet
    ratio: float                    # pixels of the screen for one of the view's
    colours: Colours
    nameless: str


class LanesJob(Job):
    """Answers one question."""

    def __init__(self, analysis: "Analysis", rows: Rows | None, by: By, lanes: Lanes | None, wanted: _Wanted,
                 of: int) -> None:
        """`rows` of sessions, None: all; `lanes`, if they are known to be in order; `of`: which question's."""
        super().__init__()
        self.lanes, self.of = lanes, of
        self._analysis, self._rows, self._by, self._wanted = analysis, rows, by, wanted

    def work(self) -> Painted | None:
        """The lanes in order, and their picture."""
        wanted = self._wanted
        if self.lanes is None:
            rows = np.arange(len(self._analysis.sessions), dtype=np.uint32) if self._rows is None else self._rows
            self.lanes = sorted_lanes(self._analysis, rows, self._by, wanted.nameless)
        view = wanted.view
        if view is None or view.width <= 0 or view.height <= 0:
            return None
        fine = replace(view, lane_height=view.lane_height * wanted.ratio, width=round(view.width * wanted.ratio),
                       height=round(view.height * wanted.ratio))
        found = picture(self._analysis, self.lanes, fine, np.array(wanted.colours.states, np.float32),
                        np.array(wanted.colours.ground, np.float32), self.is_cancelled)
        image = QImage(found.data, fine.width, fine.height, 4 * fine.width, QImage.Format.Format_RGB32).copy()
        image.setDevicePixelRatio(wanted.ratio)
        return Painted(self.lanes, view, image)


class LanesSource(QObject):
    """What the lanes pane shows. GUI thread only."""

    lanes_changed = Signal(object)          # Lanes | None: other sessions, or in another order
    painted = Signal(object)                # Painted

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        """Nothing is shown."""
        super().__init__(parent)
        self._jobs = jobs
        self._analysis: Analysis | None = None
        self._rows: Any = None
        self._by = By.START
        self._lanes: Lanes | None = None
        self._question = 0              # counts up with other sessions or another order
        self._wanted: _Wanted | None = None
        self._is_watched = self._is_stale = self._is_waiting = False
        self._job: LanesJob | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(GROWING_MS)
        self._pause.timeout.connect(self._on_pause)

    @property
    def analysis(self) -> "Analysis | None":
        """Whose sessions they are."""
        return self._analysis

    @property
    def by(self) -> By:
        """The order that is wanted."""
        return self._by

    def set_analysis(self, analysis: "Analysis | None") -> None:
        """Another capture is shown."""
        self._pause.stop()
        if self._job is not None:
            job, self._job = self._job, None
            self._jobs.abandon(job)
        self._analysis, self._rows, self._is_waiting = analysis, None, False
        self._forget()

    def set_shown(self, rows: Any) -> None:
        """The rows of sessions that the filter leaves; None: all."""
        if (rows is None) is (self._rows is None) and (rows is None or np.array_equal(rows, self._rows)):
            return
        self._rows = rows
        self._forget()

    def set_by(self, by: By) -> None:
        """Sort them by something else."""
        if by is not self._by:
            self._by = by
            self._forget()

    def set_watched(self, watched: bool) -> None:
        """Whether somebody looks."""
        self._is_watched = watched
        if watched and self._is_stale:
            self._ask()

    def refresh(self) -> None:
        """The capture has grown."""
        self._is_stale = True
        if self._is_watched and not self._pause.isActive():
            self._pause.start()

    def paint(self, view: View | None, ratio: float, colours: Colours, nameless: str) -> None:
        """Have this seen."""
        self._wanted = _Wanted(view, ratio, colours, nameless)
        self._ask()

    def _forget(self) -> None:
        self._lanes = None
        self._question += 1
        if self._analysis is None:
            self.lanes_changed.emit(None)
        self._ask()

    def _on_pause(self) -> None:
        if self._is_stale and self._is_watched and self._job is None:
            self._lanes = None
            self._question += 1
            self._ask()

    def _ask(self) -> None:
        """Ask now; what is asked already is called off."""
        self._is_stale = True
        if not self._is_watched or self._analysis is None or self._wanted is None:
            return
        if self._job is not None:
            self._is_waiting = True
            self._job.cancel()
            return
        self._is_stale = False
        self._job = LanesJob(self._analysis, self._rows, self._by, self._lanes, self._wanted,
                             self._question)
        self._job.ended.connect(self._on_ended)
        self._jobs.start(self._job)

    def _on_ended(self, job: LanesJob) -> None:
        if job is not self._job:
            return
        self._job = None
        is_waiting, self._is_waiting = self._is_waiting, False
        if job.error is not None and not isinstance(job.error, Cancelled):
            raise job.error
        is_current = job.of == self._question
        if is_current and job.lanes is not None and job.lanes is not self._lanes:
            self._lanes = job.lanes
            self.lanes_changed.emit(self._lanes)        # who hears of it may ask for another view
        if is_waiting:
            self._ask()
            return
        if is_current and isinstance(job.result, Painted):
            self.painted.emit(job.result)
        if self._is_stale and self._job is None:
            self._pause.start()
