"""The throughput plot, driven with mouse and keys; its figures against sums over the packets."""
import csv
import subprocess
import sys
from time import thread_time
from xml.etree import ElementTree

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtWidgets import QApplication

from netloupe_gui.bridge.focus import Focus
from netloupe_gui.models.rates import Metric
from netloupe_gui.plots.throughput import ThroughputPlot
from tests.gui.conftest import expose
from tests.gui.pane_fakes import START_NS, FakeAnalysis

LEFT, NONE, SHIFT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
S = 10**9


@pytest.fixture
def plot(qtbot):
    pane = expose(qtbot, ThroughputPlot(Focus()), 1000, 240)
    qtbot.waitUntil(lambda: pane.canvas is not None, timeout=20_000)
    return pane


@pytest.fixture
def filled(plot, qtbot):
    plot.set_analysis(FakeAnalysis.long(20_000, 10))
    qtbot.waitUntil(lambda: plot.series is not None)
    return plot


def at(plot: ThroughputPlot, seconds: float) -> QPoint:
    return QPoint(round(plot.canvas.x_of(START_NS + round(seconds * S))), round(plot.canvas.plot_rect().center().y()))


def drag(qtbot, plot: ThroughputPlot, first: QPoint, last: QPoint, modifier: Qt.KeyboardModifier = NONE) -> None:
    port = plot.canvas.viewport()
    qtbot.mousePress(port, LEFT, modifier, pos=first)
    for part in (0.2, 0.6, 1.0):
        qtbot.mouseMove(port, first + (last - first) * part)
    qtbot.mouseRelease(port, LEFT, modifier, pos=last)


def moment(plot: ThroughputPlot, place: QPoint) -> float:
    """Seconds after the start under a pixel."""
    return plot.canvas._box.mapSceneToView(plot.canvas.mapToScene(place)).x()


def redrawn(qtbot, plot: ThroughputPlot) -> None:
    before = plot.series
    qtbot.waitUntil(lambda: plot.series is not before)


def test_empty_pane_says_what_to_do(plot):
    assert "Open a capture file" in plot._hint.text()
    assert plot._hint.isVisible()


def test_bits_are_eight_times_the_bytes(filled):
    drawn = filled.series
    total = (drawn.mean * drawn.bin_ns / S).sum()
    assert total == pytest.approx(8 * int(filled._analysis.packets.column("length").sum()))
    assert len(drawn.mean) <= filled.canvas.width()
    assert np.all(drawn.low <= drawn.mean)
    assert np.all(drawn.mean <= drawn.high)


def test_a_peak_is_over_a_millisecond_at_least(plot, qtbot):
    short = FakeAnalysis.long(200)
    short.packets.columns["time_ns"] = START_NS + np.arange(200) * 35          # all within 7 µs
    plot.set_analysis(short)
    qtbot.waitUntil(lambda: plot.series is not None)
    total = int(short.packets.column("length").sum())
    assert plot.series.bin_ns == 1_000_000
    assert plot.series.high.max() <= 1.5 * total * 8 * 1000                    # the fake's highest is half more
    assert " in 1 ms · " in plot._line.text()


def test_bins_can_be_told_apart_and_pale_and_dark_are_explained(filled, qtbot):
    assert len(filled.series.mean) <= filled.canvas.width() // 2
    assert filled._mean.isVisible()
    assert filled._mean.text().startswith("mean of ")
    assert filled._peak.text().startswith("highest ")
    qtbot.mouseClick(next(each for each in filled._buttons.values() if each.text() == "Packets/s"), LEFT)
    redrawn(qtbot, filled)
    assert not filled._mean.isVisible()             # one series needs no legend


@pytest.mark.parametrize(("name", "total"), [("Packets/s", 20_000), ("New sessions/s", 10)])
def test_other_metrics(filled, qtbot, name, total):
    qtbot.mouseClick(next(each for each in filled._buttons.values() if each.text() == name), LEFT)
    redrawn(qtbot, filled)
    assert (filled.series.mean * filled.series.bin_ns / S).sum() == pytest.approx(total)


def test_drag_brushes_with_exact_times(filled, qtbot):
    drag(qtbot, filled, at(filled, 60), at(filled, 20))
    brush = filled._focus.brush
    assert brush.start_ns == pytest.approx(START_NS + 20 * S, abs=S // 4)
    assert brush.end_ns == pytest.approx(START_NS + 60 * S, abs=S // 4)
    shown = {label.format for label in filled.canvas._labels}
    assert len(shown) == 2
    assert all(len(text) == len("12:34:56.123456789") for text in shown)


def test_handle_is_dragged(filled, qtbot):
    filled._focus.set_brush(START_NS + 20 * S, START_NS + 50 * S)
    drag(qtbot, filled, at(filled, 50), at(filled, 80))
    brush = filled._focus.brush
    assert brush.start_ns == pytest.approx(START_NS + 20 * S, abs=1)
    assert brush.end_ns == pytest.approx(START_NS + 80 * S, abs=S // 2)


def test_double_click_and_escape_clear(filled, qtbot):
    filled._focus.set_brush(START_NS + 20 * S, START_NS + 30 * S)
    place = at(filled, 70)
    qtbot.mouseClick(filled.canvas.viewport(), LEFT, pos=place)
    qtbot.mouseDClick(filled.canvas.viewport(), LEFT, pos=place)
    qtbot.mouseRelease(filled.canvas.viewport(), LEFT, pos=place)
    assert filled._focus.brush is None
    filled._focus.set_brush(START_NS + 20 * S, START_NS + 30 * S)
    assert filled.canvas._region.isVisible()
    qtbot.keyClick(filled.canvas, Qt.Key.Key_Escape)
    assert filled._focus.brush is None
    assert not filled.canvas._region.isVisible()


def test_wheel_zooms_at_the_pointer_and_shift_drag_pans(filled, qtbot):
    place = at(filled, 30)
    before = moment(filled, place)
    spot = QPointF(place)
    event = QWheelEvent(spot, filled.canvas.viewport().mapToGlobal(spot), QPoint(), QPoint(0, 1200),
                        Qt.MouseButton.NoButton, NONE, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(filled.canvas.viewport(), event)
    start, end = filled.canvas.view_ns
    assert end - start < 50 * S
    assert moment(filled, place) == pytest.approx(before, abs=0.02)
    redrawn(qtbot, filled)
    assert filled.series.bin_ns < 100 * S / filled.canvas.bins
    drag(qtbot, filled, place, place + QPoint(60, 0), SHIFT)
    assert moment(filled, place + QPoint(60, 0)) == pytest.approx(before, abs=0.2)
    assert not filled._brushing.is_pending                          # no brush is on its way either
    assert filled._focus.brush is None
    qtbot.keyClick(filled.canvas, Qt.Key.Key_Escape)
    assert not filled.canvas.is_zoomed()


def test_selected_sessions_have_their_own_curve(filled, qtbot):
    assert filled.series.selected is None
    filled._focus.select_sessions((3, 4))
    redrawn(qtbot, filled)
    packets = filled._analysis.packets
    mine = np.isin(packets.column("session"), (3, 4))
    total = (filled.series.selected * filled.series.bin_ns / S).sum()
    assert total == pytest.approx(8 * int(packets.column("length")[mine].sum()))
    assert "2 sessions" in filled._mine.text()


def test_pointer_reads_the_rate(filled, qtbot):
    qtbot.mouseMove(filled.canvas.viewport(), at(filled, 50))
    assert "bit/s" in filled._line.text()
    assert filled._line.text().startswith("12:35:4")         # 50 s after 12:34:56
    assert "(" in filled._line.text()


def test_day_and_zone_are_shown(filled):
    assert "2024-01-31, UTC" in filled._line.text()


def test_log_axis_takes_zeros(filled, qtbot):
    filled._analysis.packets.columns["length"][:10_000] = 0
    qtbot.mouseClick(filled._log, LEFT)
    redrawn(qtbot, filled)
    low, high = filled.canvas._box.viewRange()[1]
    assert 0 < low < high < 8


def test_follows_growth_while_showing_everything(filled, qtbot):
    analysis = filled._analysis
    for name, values in analysis.packets.columns.items():
        late = values[-1:] + (50 * S if name == "time_ns" else 0)
        analysis.packets.columns[name] = np.concatenate([values, late])
    filled.refresh()
    redrawn(qtbot, filled)
    assert filled.canvas.view_ns[1] == pytest.approx(START_NS + 150 * S, abs=S)
    filled.canvas.show_range(START_NS + 10 * S, START_NS + 20 * S)
    filled.refresh()
    redrawn(qtbot, filled)
    assert filled.canvas.view_ns == pytest.approx((START_NS + 10 * S, START_NS + 20 * S), abs=10)


def test_a_capture_of_one_moment(plot, qtbot):
    analysis = FakeAnalysis.long(1)
    plot.set_analysis(analysis)
    qtbot.waitUntil(lambda: plot.series is not None)
    assert (plot.series.mean * plot.series.bin_ns / S).sum() == pytest.approx(8 * analysis.packets.column("length")[0])


def test_exports(filled, qtbot, tmp_path):
    for suffix in ("png", "svg", "csv"):
        assert filled.save(str(tmp_path / f"plot.{suffix}"))
    assert QImage(str(tmp_path / "plot.png")).width() == filled.canvas.width()
    assert ElementTree.parse(tmp_path / "plot.svg").getroot().tag.endswith("svg")
    with open(tmp_path / "plot.csv", newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(filled.series.mean)
    sums = sum(float(row["mean (bit/s)"]) * float(row["seconds"]) for row in rows)
    assert sums == pytest.approx(8 * int(filled._analysis.packets.column("length").sum()))
    with qtbot.waitSignal(filled.failed):
        assert not filled.save(str(tmp_path / "nowhere" / "plot.csv"))


def test_closing_the_capture_empties_the_pane(filled, qtbot):
    filled.set_analysis(None)
    qtbot.waitUntil(lambda: filled._hint.isVisible())
    assert filled.series is None


def test_a_redraw_costs_little(filled):
    spans = []
    filled._focus.select_sessions((1,))
    for _ in range(10):
        began = thread_time()
        filled._redraw()
        filled.canvas.viewport().repaint()
        spans.append(thread_time() - began)
    assert min(spans) < 0.05
    print("redraw, ms:", round(min(spans) * 1000, 1))


# Dead widgets in cycles wait for the collector while the plots are imported: it must not find them in that thread.
IMPORT_BESIDE_GARBAGE = """
import gc, threading
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QTreeView, QWidget
from netloupe_gui.bridge.focus import Focus
from netloupe_gui.plots.throughput import ThroughputPlot
app = QApplication([])
threads = set()
class Witness:
    def __init__(self): self.me = self
    def __del__(self): threads.add(threading.current_thread().name)
class Pane(QWidget):
    def __init__(self):
        super().__init__()
        self.me, self.witness, self.tree, self.timer = self, Witness(), QTreeView(self), QTimer(self)
        self.timer.start(5)
plot = ThroughputPlot(Focus())
gc.collect()
gc.disable()
for _ in range(40):
    pane = Pane()
    pane.show()
    app.processEvents()
    pane.hide()
del pane
gc.enable()
plot.show()
while plot.canvas is None:
    app.processEvents()
assert gc.isenabled()
gc.collect()
assert threads == {"MainThread"}, threads
plot.close()
plot.deleteLater()
app.processEvents()
print("alive")
"""


def test_importing_the_plots_does_not_destroy_widgets_in_its_thread():
    run = subprocess.run([sys.executable, "-c", IMPORT_BESIDE_GARBAGE], capture_output=True, text=True, timeout=120,
                         check=False)
    assert run.stdout == "alive\n", run.stderr


def test_units_are_named():
    assert [metric.value for metric in Metric] == ["bit/s", "packets/s", "sessions/s"]
