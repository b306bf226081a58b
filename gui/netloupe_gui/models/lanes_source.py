"""Has the lanes of sessions sorted and painted beside the GUI thread: the newest question only, and only while somebody
looks."""
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from netloupe_gui.bridge.jobs import Job, Jobs
from netloupe_gui.bridge.source import Source
from netloupe_gui.models.columns import Rows
from netloupe_gui.models.state_lanes import By, Lanes, View, picture, sorted_lanes

if TYPE_CHECKING:
    from netloupe_engine.analysis import Analysis


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


class LanesSource(Source):
    """What the lanes pane shows. GUI thread only."""

    lanes_changed = Signal(object)          # Lanes | None: other sessions, or in another order
    painted = Signal(object)                # Painted

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        """Nothing is shown."""
        super().__init__(jobs, parent)
        self._by = By.START
        self._lanes: Lanes | None = None
        self._question = 0              # counts up with other sessions or another order
        self._wanted: _Wanted | None = None

    @property
    def by(self) -> By:
        """The order that is wanted."""
        return self._by

    def set_by(self, by: By) -> None:
        """Sort them by something else."""
        if by is not self._by:
            self._by = by
            self._change()
            self._ask()

    def paint(self, view: View | None, ratio: float, colours: Colours, nameless: str) -> None:
        """Have this seen."""
        self._wanted = _Wanted(view, ratio, colours, nameless)
        self._ask()

    def _forget(self) -> None:
        self._change()
        if self._analysis is None:
            self.lanes_changed.emit(None)

    def _change(self) -> None:
        self._lanes = None
        self._question += 1

    def _job_for(self, analysis: "Analysis") -> LanesJob | None:
        if self._wanted is None:
            return None
        return LanesJob(analysis, self._shown, self._by, self._lanes, self._wanted, self._question)

    def _learn(self, job: Job) -> None:
        assert isinstance(job, LanesJob)
        if job.of == self._question and job.lanes is not None and job.lanes is not self._lanes:
            self._lanes = job.lanes
            self.lanes_changed.emit(self._lanes)        # who hears of it may ask for another view

    def _take(self, job: Job) -> None:
        assert isinstance(job, LanesJob)
        if job.of == self._question and isinstance(job.result, Painted):
            self.painted.emit(job.result)
