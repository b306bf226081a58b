"""The real window during a live capture, offscreen: `python -m tests.bench.live CAPTURE RATE SECONDS`. Prints JSON.

Sends RATE packets of CAPTURE a second on a wire of our own while the window captures on it, and says how late its event
loop was, how old a packet was when it was painted, what was lost, and what the saved file's own analysis says
differently.
"""
import json
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from netloupe_engine.analysis import Analysis
from netloupe_engine.model import CaptureOptions, EndReason
from netloupe_gui.app import App
from netloupe_gui.bridge.live import Activity, LiveReading
from netloupe_gui.bridge.plan import CapturePlan
from tests.bench.wire import Wire, wire

SETTLE_MS = 1500        # late panes and imports are there before anything is sent
PLOT_BINS = 1200
REST_MS = 1000          # after the last packet
IGNORED = ("handler", "attributes", "history")     # places in this analysis' own memory


class Probe(QObject):
    """Captures, has packets sent, and notes what the window does meanwhile. GUI thread only."""

    def __init__(self, application: QApplication, app: App, ends: Wire, capture: Path, rate: int, seconds: int,
                 output: Path) -> None:
        super().__init__()
        self._application, self._app, self._ends = application, app, ends
        self._capture, self._rate, self._packets = capture, rate, rate * seconds
        self._output = output
        self._plan = CapturePlan(CaptureOptions((ends.near,), process_names=False), output=str(output))
        self._timer = QTimer(self, interval=1)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._gaps_s: list[float] = []
        self._ages_s: list[float] = []
        self._last_s = 0.0
        self._told = self._painted = 0
        self.figures: dict[str, object] = {}
        app.live.activity_changed.connect(self._on_activity)
        app.live.reading_taken.connect(self._on_reading)
        app.capture.rows_changed.connect(self._on_rows)
        app.sessions_view.table.viewport().installEventFilter(self)
        QTimer.singleShot(SETTLE_MS, self._begin)

    def _begin(self) -> None:
        self._app.live.start(self._plan)

    def _on_activity(self, activity: Activity) -> None:
        if activity is Activity.RUNNING:
            QTimer.singleShot(SETTLE_MS, self._send)
        elif activity in (Activity.STOPPED, Activity.FAILED):
            QTimer.singleShot(0, self._end)

    def _end(self) -> None:
        """Sum up while the capture is open: quitting closes it."""
        self.figures = {**self._summary(), "different": differences(self._app.capture.analysis, str(self._output))}
        self._application.quit()

    def _on_reading(self, reading: LiveReading) -> None:
        self._status = reading.status

    def _send(self) -> None:
        self._sender = self._ends.send(self._capture, self._rate, self._packets)
        self._last_s = time.perf_counter()
        self._timer.start()
        self._watch = QTimer(self, interval=200)
        self._watch.timeout.connect(self._look)
        self._watch.start()

    def _tick(self) -> None:
        now_s = time.perf_counter()
        self._gaps_s.append(now_s - self._last_s)
        self._last_s = now_s

    def _on_rows(self) -> None:
        self._told = len(self._app.capture.analysis.packets)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt: the table is about to be painted with what it was told of."""
        if event.type() == QEvent.Type.Paint and self._told > self._painted:
            QTimer.singleShot(0, self._on_painted)
        return False

    def _on_painted(self) -> None:
        told, first = self._told, self._painted
        if told > first:
            oldest_ns = self._app.capture.analysis.packets.cell("time_ns", first)
            self._ages_s.append(time.time() - oldest_ns / 1e9)
            self._painted = told

    def _look(self) -> None:
        if self._sender.poll() is not None:
            self._watch.stop()
            self._timer.stop()
            QTimer.singleShot(REST_MS, self._app.live.stop)

    def _summary(self) -> dict[str, float]:
        """What was seen."""
        gaps_ms, ages_ms = np.array(self._gaps_s) * 1000, np.array(self._ages_s) * 1000
        status = self._status
        return {"p99_ms": float(np.percentile(gaps_ms, 99)), "longest_ms": float(gaps_ms.max()),
                "age_p50_ms": float(np.percentile(ages_ms, 50)), "age_p99_ms": float(np.percentile(ages_ms, 99)),
                "age_longest_ms": float(ages_ms.max()), "sent": self._packets, "kept": status.packets,
                "dropped": status.dropped, "received": sum(device.received for device in status.devices)}


def differences(live: Analysis, path: str) -> dict[str, int]:
    """How many sessions the analysis of the saved file has differently, by column; and its totals, if they differ."""
    with Analysis(path) as saved:
        saved.run()
        if len(saved.sessions) != len(live.sessions) or len(saved.packets) != len(live.packets):
            return {"sessions": len(saved.sessions) - len(live.sessions),
                    "packets": len(saved.packets) - len(live.packets)}
        reasons = [analysis.sessions.column("end_reason") for analysis in (live, saved)]
        expired = np.isin(reasons, (EndReason.IDLE, EndReason.NO_RESPONSE)).any(axis=0)
        found = {}
        for name in live.sessions.names:
            if name not in IGNORED:
                odd = live.sessions.column(name) != saved.sessions.column(name)
                if name in ("state", "end_reason"):
                    odd &= ~expired             # the clock of a live capture goes on between packets
                if odd.any():
                    found[name] = int(odd.sum())
        start_ns, end_ns = live.capture.start_ns or 0, live.capture.end_ns or 1
        plots = [analysis.throughput(start_ns, end_ns, PLOT_BINS) for analysis in (live, saved)]
        for name in ("bytes", "packets", "new_sessions", "bytes_min", "bytes_max"):
            odd = getattr(plots[0], name) != getattr(plots[1], name)
            if odd.any():
                found[f"plot {name}"] = int(odd.sum())
        for name in live.packets.names:
            odd = live.packets.column(name) != saved.packets.column(name)
            if odd.any():
                found[f"packet {name}"] = int(odd.sum())
        return found


def main() -> int:
    """Capture what is named on the command line."""
    capture, rate, seconds = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    application = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory() as folder, wire() as ends:
        output = Path(folder) / "live.pcapng"
        app = App(application, Path(folder) / "settings.ini", Path(folder) / "window.log")
        app.window.resize(1600, 1000)
        app.window.show()
        probe = Probe(application, app, ends, capture, rate, seconds, output)
        application.exec()
        app.dispose()
    print(json.dumps(probe.figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
