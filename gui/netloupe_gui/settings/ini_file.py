"""An INI file that is written beside the event loop."""
import threading
from pathlib import Path

from PySide6.QtCore import QEvent, QSettings

PAUSE_S = 0.2           # what is set meanwhile is written together


class IniFile(QSettings):
    """By itself QSettings writes what was set, and waits for the disk, in a turn of the event loop: 20 ms, and a tenth
    of a second where the disk is slow. Here a thread does, with an object of its own: both see the same values, and
    QSettings may be used so (its documentation, "Accessing Settings from Multiple Threads"). GUI thread only."""

    def __init__(self, path: Path) -> None:
        """Of this file."""
        super().__init__(str(path), QSettings.Format.IniFormat)
        self.setAtomicSyncRequired(True)
        self._writer = _Writer(str(path))

    def event(self, event: QEvent) -> bool:
        """Qt: the event loop would write now."""
        return event.type() is QEvent.Type.UpdateRequest or super().event(event)

    def write_soon(self) -> None:
        """Something was set."""
        self._writer.write_soon()

    def write(self) -> None:
        """To disk, now; waits for it."""
        self._writer.stop()
        self.sync()


class _Writer:
    """Does not hold the file's object, which belongs to the GUI thread and may go while a thread waits here."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._timer: threading.Timer | None = None

    def write_soon(self) -> None:
        if self._timer is None:
            self._timer = threading.Timer(PAUSE_S, self._write)
            self._timer.daemon = True
            self._timer.start()

    def stop(self) -> None:
        timer = self._timer
        if timer is not None:
            timer.cancel()
            timer.join()
        self._timer = None

    def _write(self) -> None:
        self._timer = None              # what is set from now on is written by the next
        file = QSettings(self._path, QSettings.Format.IniFormat)
        file.setAtomicSyncRequired(True)
        file.sync()
