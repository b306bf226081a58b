"""The plots of a TCP session, driven with mouse and keys on real captures."""
import csv
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtWidgets import QApplication

from netloupe_gui.app import App
from netloupe_gui.models import tcp_plot
from netloupe_gui.models.tcp_plot import in_sight, joined, plot_of, runs, steps, throughput_layers
from netloupe_gui.plots.tcp import TcpView
from netloupe_gui.theme.palette import theme_of
from tests.unit import traffic

LEFT, SHIFT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier
PART = b"x" * 1000


def made(folder: Path) -> Path:
    """A client that sends forty parts, the tenth of them twice, and a session that is none of TCP."""
    frames = list(traffic.opened(0.0))
    for at in range(40):
        seq = 1001 + 1000 * at
        frames.append((0.1 + at * 0.02, traffic.tcp(0, "PA", seq, 5001, PART)))
        if at == 9:
            frames.append((0.105 + at * 0.02, traffic.tcp(0, "PA", seq, 5001, PART)))
        frames.append((0.11 + at * 0.02, traffic.tcp(1, "A", 5001, seq + 1000)))
    return traffic.capture(folder, [*frames, (1.0, traffic.udp(0, b"hello"))])


@pytest.fixture
def app(on_capture, tmp_path: Path) -> App:
    return on_capture(made(tmp_path), sessions=2)


@pytest.fixture
def view(app: App, qtbot) -> TcpView:
    app.focus.select_sessions((1,))
    app.commands.run("pane_tcp")
    qtbot.waitUntil(lambda: app.late_panes["tcp"].view is not None and app.late_panes["tcp"].view.plot is not None)
    found = app.late_panes["tcp"].view
    qtbot.waitUntil(found.area.isVisible)
    return found


def place_of(view: TcpView, packet: int) -> QPoint:
    view.area.layers        # noqa: B018  finds room for the axes
    place = view.area.place_of(packet)
    assert place is not None
    return place.toPoint()


def test_the_tab_shows_the_session_in_focus(view: TcpView) -> None:
    assert view.facts.text().startswith("84 segments   ↑ round trip 10 ms (10 ms – 10 ms)")
    assert "1 retransmission" in view.facts.text()
    assert [button.isChecked() for button in view.ways] == [True, False]
    assert view.ways[0].text() == "↑ 41 kB"
    assert view.area.accessibleDescription().startswith("Sequence numbers: 84 segments")


def test_a_click_on_a_segment_selects_its_packet(view: TcpView, app: App, qtbot) -> None:
    qtbot.mouseClick(view.area, LEFT, pos=place_of(view, 24))
    assert app.focus.packet == 24
    again = next(int(view.plot.series.packets[row]) for row in range(84) if view.plot.series.notes_of(row))
    qtbot.mouseClick(view.area, LEFT, pos=place_of(view, again))
    assert app.focus.packet == again
    qtbot.mouseClick(view.area, LEFT, pos=QPoint(place_of(view, 80).x(), view.area._box.bottom() - 3))
    assert app.focus.packet == again        # nothing is there


def test_the_packet_in_focus_is_marked_and_brought_into_sight(view: TcpView, app: App, qtbot) -> None:
    app.focus.select_packet(40)
    picture, accent = view.area.grab().toImage(), QColor(theme_of(view.palette()).accent).rgb()
    tip = view.area._box.top() - 4
    marked = [x for x in range(view.area._box.left(), view.area._box.right()) if picture.pixel(x, tip) == accent]
    assert marked
    assert all(abs(x - place_of(view, 40).x()) <= 5 for x in marked)
    view.area.zoom(0.1, place_of(view, 4).x())
    app.focus.select_packet(70)
    scale = view.area.scale
    assert scale.start_ns <= int(view.plot.series.times_ns[69]) <= scale.end_ns
    assert view.area.is_zoomed()


def test_what_is_pointed_at_is_explained(view: TcpView, qtbot) -> None:
    told = []
    view.area.explain.connect(told.append)
    qtbot.mouseMove(view.area, place_of(view, 10))
    assert told == [9]
    lines = view.explanation(9).split("\n")
    assert lines[0] == "Packet 10  ↑ PA"
    assert lines[3] == "seq 3,001, len 1,000, ack 1"
    row = next(row for row in range(84) if view.plot.series.notes_of(row))
    assert view.explanation(row).split("\n")[-1] == "retransmission"
    assert any("round trip 10 ms, of packet 10" in line for line in view.explanation(10).split("\n"))


def wheel(view: TcpView, place: QPoint, notches: int) -> None:
    spot = QPointF(place)
    event = QWheelEvent(spot, view.area.mapToGlobal(spot), QPoint(), QPoint(0, 120 * notches), Qt.MouseButton.NoButton,
                        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(view.area, event)


def test_wheel_shift_drag_and_escape(view: TcpView, qtbot) -> None:
    place = place_of(view, 40)
    before = view.area.scale
    wheel(view, place, 3)
    after = view.area.scale
    assert after.end_ns - after.start_ns == pytest.approx((before.end_ns - before.start_ns) * 0.8**3, rel=0.02)
    qtbot.mousePress(view.area, LEFT, SHIFT, pos=place)
    qtbot.mouseMove(view.area, place + QPoint(-60, 0))
    qtbot.mouseRelease(view.area, LEFT, SHIFT, pos=place + QPoint(-60, 0))
    assert view.area.scale.start_ns > after.start_ns
    view.area.setFocus()
    qtbot.keyClick(view.area, Qt.Key.Key_Escape)
    assert not view.area.is_zoomed()
    qtbot.keyClick(view.area, Qt.Key.Key_Plus)
    assert view.area.is_zoomed()


def test_a_drag_brushes_as_on_every_axis_of_time(view: TcpView, app: App, qtbot) -> None:
    first, last = place_of(view, 20), place_of(view, 40)
    qtbot.mousePress(view.area, LEFT, pos=first)
    qtbot.mouseMove(view.area, (first + last) / 2)
    qtbot.mouseMove(view.area, last)
    qtbot.mouseRelease(view.area, LEFT, pos=last)
    brush = app.focus.brush
    assert brush is not None
    assert brush.start_ns == pytest.approx(int(view.plot.series.times_ns[19]), abs=10_000_000)
    view.area.setFocus()
    qtbot.keyClick(view.area, Qt.Key.Key_Escape)
    assert app.focus.brush is None


def test_arrows_go_from_packet_to_packet(view: TcpView, app: App, qtbot) -> None:
    app.focus.select_packet(12)
    view.area.setFocus()
    qtbot.keyClick(view.area, Qt.Key.Key_Right)
    assert app.focus.packet == 13
    qtbot.keyClick(view.area, Qt.Key.Key_Left)
    qtbot.keyClick(view.area, Qt.Key.Key_Left)
    assert app.focus.packet == 11


def test_each_plot_draws_something_of_its_own(view: TcpView) -> None:
    seen = set()
    for at in range(view.kind.count()):
        view.kind.setCurrentIndex(at)
        seen.add(bytes(view.area.grab().toImage().constBits()))
        assert view.area.accessibleDescription().startswith(view.kind.itemText(at))
    assert len(seen) == 4


def test_both_sides_one_or_the_other_but_never_none(view: TcpView, qtbot) -> None:
    qtbot.mouseClick(view.ways[1], LEFT)
    assert {layer.way for layer in view.area.layers} == {0, 1}
    qtbot.mouseClick(view.ways[0], LEFT)
    assert {layer.way for layer in view.area.layers} == {1}
    qtbot.mouseClick(view.ways[1], LEFT)
    assert [button.isChecked() for button in view.ways] == [True, False]
    assert {layer.way for layer in view.area.layers} == {0}


def test_the_same_as_a_table(view: TcpView, app: App, qtbot) -> None:
    app.focus.select_packet(5)
    qtbot.mouseClick(view.as_table, LEFT)
    assert view.table.isVisible()
    assert view.model.rowCount() == 84
    assert view.table.currentIndex().row() == 4
    cells = [view.model.index(4, at).data() for at in range(view.model.columnCount())]
    assert cells[:9] == ["5", "0.110000000", "↓", "A", "1", "0", "1,001", "8,192", "0"]
    assert cells[9] == "10 ms"
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_Down)
    assert app.focus.packet == 6


def test_files_of_what_is_shown(view: TcpView, tmp_path: Path) -> None:
    for suffix, head in (("png", b"\x89PNG"), ("svg", b"<?xml")):
        assert view.save(str(tmp_path / f"plot.{suffix}"))
        assert (tmp_path / f"plot.{suffix}").read_bytes().startswith(head)
    assert view.save(str(tmp_path / "plot.csv"))
    rows = list(csv.DictReader((tmp_path / "plot.csv").read_text(encoding="utf-8").splitlines()))
    assert len(rows) == 84
    assert rows[4] == rows[4] | {"packet": "5", "side": "server", "ack": "1001", "acked": "1000"}
    told = []
    view.failed.connect(lambda *words: told.append(words))
    assert not view.save(str(tmp_path / "nowhere" / "plot.png"))
    assert told


def test_what_is_no_session_of_tcp_says_so(view: TcpView, app: App, qtbot) -> None:
    app.focus.select_sessions((2,))
    qtbot.waitUntil(view.hint.isVisible)
    assert view.hint.text().startswith("This session is UDP")
    assert not view.save_button.isEnabled()
    app.focus.select_sessions(())
    app.focus.select_packet(0)
    qtbot.waitUntil(lambda: "No session selected" in view.hint.text())
    app.focus.select_sessions((1,))
    qtbot.waitUntil(view.area.isVisible)


def test_escape_shows_the_whole_timeline_too_before_it_clears_the_filter(view: TcpView, app: App, qtbot) -> None:
    app.focus.set_filter("bytes > 1")
    lanes = app.late_panes["timeline"].view.lanes
    lanes.setFocus()
    lanes.zoom(0.5)
    qtbot.keyClick(lanes, Qt.Key.Key_Escape)
    assert not lanes.is_zoomed()
    assert app.focus.filter == "bytes > 1"
    qtbot.keyClick(lanes, Qt.Key.Key_Escape)
    assert app.focus.filter == ""


def test_nothing_is_read_while_nobody_looks(app: App, qtbot) -> None:
    app.focus.select_sessions((1,))
    qtbot.waitUntil(lambda: app.reader.session is not None)
    assert not app.tcp.is_busy


# ---- pixels

def test_runs_cover_each_pixel_once() -> None:
    x = np.array([0, 0, 0, 2, 5, -1])
    found = runs(x, np.array([1, 3, 8, -4, 0, 0]), np.array([4, 5, 9, 2, 99, 3]), 6, 10)
    told = list(zip(*(column.tolist() for column in found), strict=True))
    assert told == [(0, 1, 5), (0, 8, 9), (2, 0, 2), (5, 0, 9)]


def test_bars_of_a_column_become_one() -> None:
    found = joined(np.array([3, 3, 4]), np.array([5, 2, 7]), np.array([6, 9, 8]))
    assert [column.tolist() for column in found] == [[3, 4], [2, 7], [9, 8]]


def test_steps_keep_what_a_column_passes() -> None:
    x, y = steps(np.array([0, 0, 0, 2]), np.array([5, 1, 9, 4]))
    assert list(zip(x.tolist(), y.tolist(), strict=True)) == [
        (0, 5), (0, 5), (0, 1), (0, 9), (0, 9), (2, 9), (2, 4), (2, 4), (2, 4), (2, 4)]


def test_very_many_segments_are_drawn_as_groups_that_reach_as_far(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(tcp_plot, "MANY", 20)
    plot = plot_of(traffic.analysed(tmp_path, traffic.conversation([(0, b"y" * 100)] * 200)).tcp_series(1))
    for kind in ("sequence", "rtt", "window"):
        for layer in plot.layers[kind]:
            found, part = in_sight(layer, plot.start_ns, plot.end_ns)
            if len(layer.times) > 20:
                assert len(found.times) < len(layer.times)
                assert found.lows[part].min() == layer.lows.min()
                assert found.highs[part].max() == layer.highs.max()


def test_throughput_counts_all_bytes_at_any_zoom(tmp_path: Path) -> None:
    plot = plot_of(traffic.analysed(tmp_path, traffic.conversation([(0, b"y" * 100)] * 50)).tcp_series(1))
    start, end = plot.start_ns, plot.end_ns + 1
    for width in (40, 400):
        sent, acked = throughput_layers(plot, (0,), start, end, width)
        seconds = (end - start) / len(sent.times) / 1e9
        assert float(sent.lows.sum()) * seconds / 8 == pytest.approx(5000)
        assert float(acked.lows.sum()) * seconds / 8 == pytest.approx(5000)
