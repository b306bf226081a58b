"""Much text on its way to the clipboard: a part at each turn of the event loop, which goes on meanwhile."""
import time
from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication

TURN_S = 0.01           # of each turn of the event loop
_NOTHING: Iterator[str] = iter(())


class Copying(QObject):
    """One text at a time; the clipboard keeps what it has until all of it is there. GUI thread only."""

    working_changed = Signal(bool)      # begins to take more than one turn, or is over

    def __init__(self, parent: QObject | None = None) -> None:
        """Nothing is copied."""
        super().__init__(parent)
        self._parts, self._made = _NOTHING, list[str]()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._turn)

    def start(self, parts: Iterator[str]) -> None:
        """Copy these, one after the other; what is not through yet is forgotten. Little is copied at once."""
        self.cancel()
        self._parts = parts
        self._turn()

    def cancel(self) -> None:
        """Leave the clipboard as it is."""
        self._parts, self._made = _NOTHING, []
        if self._timer.isActive():
            self._timer.stop()
            self.working_changed.emit(False)

    def _turn(self) -> None:
        end_s, made = time.perf_counter() + TURN_S, self._made
        for part in self._parts:
            made.append(part)
            if time.perf_counter() > end_s:
                break
        else:
            if made is self._made:          # else it was called off meanwhile
                self.cancel()
                QGuiApplication.clipboard().setText("".join(made))
            return
        if not self._timer.isActive():
            self._timer.start(0)
            self.working_changed.emit(True)
