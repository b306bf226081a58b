"""For developers: says where the GUI thread is when its event loop stands still."""
import logging
import sys
import threading
import time
import traceback

from PySide6.QtCore import QObject, QTimer

_log = logging.getLogger("netloupe.stall")
_BEAT_MS = 5


class StallWatchdog(QObject):
    """Logs the stack of the GUI thread when the loop has not turned for a while. Made and stopped in the GUI thread."""

    def __init__(self, limit_ms: int, parent: QObject | None = None) -> None:
        """Watch from now on; `limit_ms` is what may pass."""
        super().__init__(parent)
        self._limit_s = limit_ms / 1000
        self._beat = time.monotonic()
        self._gui_thread = threading.get_ident()
        self._stopped = threading.Event()
        self._timer = QTimer(self)
        self._timer.setInterval(_BEAT_MS)
        self._timer.timeout.connect(self._on_beat)
        self._timer.start()
        self._thread = threading.Thread(target=self._watch, name="StallWatchdog", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Watch no more."""
        self._timer.stop()
        self._stopped.set()
        self._thread.join()

    def _on_beat(self) -> None:
        self._beat = time.monotonic()

    def _watch(self) -> None:
        told = 0.0
        while not self._stopped.wait(self._limit_s / 4):
            beat = self._beat
            stalled_s = time.monotonic() - beat
            frame = sys._current_frames().get(self._gui_thread)
            if stalled_s > self._limit_s and beat != told and frame is not None:
                told = beat
                _log.warning("the event loop stands still for %.0f ms\n%s", stalled_s * 1000,
                             "".join(traceback.format_stack(frame)))
