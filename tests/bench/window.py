"""Loads a capture in the window, offscreen, and says how the event loop fared: `python -m tests.bench.window FILE`.

A timer of one millisecond beats as fast as the loop lets it; what lies between two beats is a gap.
"""
import json
import os
import sys
import tempfile
import time
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from netloupe_gui.app import App

WARM_UP_MS = 1_500              # the panes are made and drawn once


class Beat(QObject):
    """Writes down when the event loop came round."""

    def __init__(self, app: App) -> None:
        super().__init__()
        self._app = app
        self.beats: list[float] = []
        self.first_rows_s = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._on_beat)

    def start(self) -> None:
        """Begin; the present is the first beat."""
        self.beats = [time.perf_counter()]
        self.first_rows_s = 0.0
        self._timer.start(1)

    def _on_beat(self) -> None:
        self.beats.append(time.perf_counter())
        if not self.first_rows_s and self._app.sessions_model.rowCount():
            self.first_rows_s = self.beats[-1] - self.beats[0]


def wait(milliseconds: int) -> None:
    """Let the event loop turn."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def main(path: str) -> None:
    """Print the figures as JSON."""
    application = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder:
        app = App(application, Path(folder) / "settings.ini", Path(folder) / "window.log")
        app.window.resize(1600, 1000)
        app.window.show()
        app.commands.open_sample()      # plots are imported, the registry is built: once, and not what is measured
        wait(WARM_UP_MS)
        beat = Beat(app)
        loop = QEventLoop()
        app.capture.reading_finished.connect(loop.quit)
        beat.start()
        app.capture.open(path)
        loop.exec()
        loading_s = time.perf_counter() - beat.beats[0]
        wait(1_000)
        gaps = np.diff(beat.beats) * 1000
        print(json.dumps({
            "p99_ms": float(np.percentile(gaps, 99)), "longest_ms": float(gaps.max()), "loading_s": loading_s,
            "first_rows_s": beat.first_rows_s, "sessions": app.sessions_model.rowCount()}))
        app.dispose()


if __name__ == "__main__":
    main(sys.argv[1])
