"""Collector: Python's cyclic garbage collection in the GUI thread only.

By itself the collector runs in whichever thread allocates. If the engine's worker finds widgets that are only kept
alive by a cycle, it deletes them in its own thread, which Qt does not survive.
"""
import gc
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from netloupe_gui.bridge.jobs import Jobs

LOOK_EVERY_MS = 400
POSTPONED_MAX = 50          # looks


class Collector(QObject):
    """Switches automatic collection off and collects from a timer, generation by generation as Python would.

    Not while jobs work, if it can be helped: a job that makes a list of three hundred thousand objects would have each
    of them gone through, which takes 40 ms, and they are gone with the job. GUI thread only; `stop` gives collection
    back to Python.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._automatic = gc.isenabled()
        gc.disable()
        self._jobs: Jobs | None = None
        self._postponed = 0
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def watch(self, jobs: "Jobs") -> None:
        """Wait for the end of what these do, for some seconds."""
        self._jobs = jobs

    def look(self) -> None:
        """Collect the oldest generation that is due."""
        if self._jobs is not None and self._jobs.is_working and self._postponed < POSTPONED_MAX:
            self._postponed += 1
            return
        self._postponed = 0
        due = [generation for generation, (count, threshold) in
               enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)) if count > threshold]
        if due:
            gc.collect(due[-1])

    def freeze(self) -> None:
        """All that is there by now stays: imported modules are not gone through again, which takes 90 ms a time."""
        gc.freeze()

    def stop(self) -> None:
        """As before."""
        self._timer.stop()
        gc.unfreeze()
        if self._automatic:
            gc.enable()
