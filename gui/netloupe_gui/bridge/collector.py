"""Collector: Python's cyclic garbage collection in the GUI thread only.

By itself the collector runs in whichever thread allocates. If the engine's worker finds widgets that are only kept
alive by a cycle, it deletes them in its own thread, which Qt does not survive.
"""
import gc

from PySide6.QtCore import QObject, QTimer

LOOK_EVERY_MS = 400


class Collector(QObject):
    """Switches automatic collection off and collects from a timer, generation by generation as Python would.

    GUI thread only; `stop` gives collection back to Python.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._automatic = gc.isenabled()
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect the oldest generation that is due."""
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
