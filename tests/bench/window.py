"""The real window loading a file, offscreen, and how late its event loop is: `python -m tests.bench.window FILE`.

A timer asks to be called every millisecond; the time between two calls is how long the loop was away. Prints JSON.
"""
import json
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from netloupe_gui.app import App

SETTLE_MS = 1500        # late panes and imports are there before the file is opened


class Probe(QObject):
    """Opens the file once the window has settled, and notes gaps until it has been read. GUI thread only."""

    def __init__(self, application: QApplication, app: App, path: str) -> None:
        super().__init__()
        self._application, self._app, self._path = application, app, path
        self._timer = QTimer(self, interval=1)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._gaps_s: list[float] = []
        self._begun_s = self._last_s = 0.0
        self.figures: dict[str, float] = {}
        app.capture.rows_changed.connect(self._on_rows)
        app.capture.reading_finished.connect(self._on_finished)
        QTimer.singleShot(SETTLE_MS, self._open)

    def _open(self) -> None:
        self._begun_s = self._last_s = time.perf_counter()
        self._timer.start()
        self._app.commands.open_path(self._path)

    def _tick(self) -> None:
        now_s = time.perf_counter()
        self._gaps_s.append(now_s - self._last_s)
        self._last_s = now_s

    def _on_rows(self) -> None:
        self.figures.setdefault("first_rows_s", time.perf_counter() - self._begun_s)

    def _on_finished(self) -> None:
        self._tick()
        gaps_ms = np.array(self._gaps_s) * 1000
        self.figures |= {"loading_s": time.perf_counter() - self._begun_s, "p99_ms": float(np.percentile(gaps_ms, 99)),
                         "longest_ms": float(gaps_ms.max()), "turns": len(gaps_ms)}
        self._application.quit()


def main() -> int:
    """Load the file named on the command line."""
    application = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder:
        app = App(application, Path(folder) / "settings.ini", Path(folder) / "window.log")
        app.window.resize(1600, 1000)
        app.window.show()
        probe = Probe(application, app, sys.argv[1])
        application.exec()
        app.window.close()
    print(json.dumps(probe.figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
