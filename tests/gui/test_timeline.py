"""The session timeline, driven with mouse and keys."""
from dataclasses import replace
from threading import Event, current_thread, main_thread
from time import thread_time

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtWidgets import QApplication

from netloupe_engine.model import State, Transition
from netloupe_gui.bridge.focus import Brush, Focus
from netloupe_gui.bridge.jobs import Jobs
from netloupe_gui.models.lanes import read_lanes
from netloupe_gui.theme.palette import theme_of
from netloupe_gui.views.timeline import LANES_MAX, TimelineView
from netloupe_gui.views.timeline_lanes import TimelineLanes
from tests.gui.conftest import expose
from tests.gui.pane_fakes import MS, START_NS, FakeAnalysis

LEFT, SHIFT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def view(qtbot):
    return expose(qtbot, TimelineView(Focus()), 1000, 300)


@pytest.fixture
def filled(view):
    view.set_analysis(FakeAnalysis())
    view._focus.select_sessions((1,))
    return view


def at(lanes: TimelineLanes, ms: float, way: int = 0, number: int = 0) -> QPoint:
    """Where a moment is, in the half of its direction."""
    box = lanes.lane_boxes(number).ticks
    y = box.center().y() + (-6 if way == 0 else 6)
    return QPoint(round(lanes.scale.x(START_NS + round(ms * MS))), y)


def wheel(lanes: TimelineLanes, place: QPoint, notches: int) -> None:
    spot = QPointF(place)
    event = QWheelEvent(spot, lanes.viewport().mapToGlobal(spot), QPoint(), QPoint(0, 120 * notches),
                        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(lanes.viewport(), event)


def drag(qtbot, lanes: TimelineLanes, first: QPoint, last: QPoint,
         modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.mousePress(lanes.viewport(), LEFT, modifier, pos=first)
    qtbot.mouseMove(lanes.viewport(), (first + last) / 2)
    qtbot.mouseMove(lanes.viewport(), last)
    qtbot.mouseRelease(lanes.viewport(), LEFT, modifier, pos=last)


def test_empty_pane_says_what_to_do(view):
    assert "Select one session" in view._hint.text()
    assert view._hint.isVisible()


def test_click_selects_the_packet(filled, qtbot):
    qtbot.mouseClick(filled.lanes.viewport(), LEFT, pos=at(filled.lanes, 40, way=1))
    assert filled._focus.packet == 6
    qtbot.mouseClick(filled.lanes.viewport(), LEFT, pos=at(filled.lanes, 25))
    assert filled._focus.packet == 4
    qtbot.mouseClick(filled.lanes.viewport(), LEFT, pos=at(filled.lanes, 80))      # nobody is there
    assert filled._focus.packet == 4


def base_share(filled) -> float:
    """How much of the drawing is in the colour of an empty list."""
    picture = filled.lanes.viewport().grab().toImage()
    base = QColor(theme_of(filled.palette()).base).rgb()
    places = [(x, y) for x in range(0, picture.width(), 4) for y in range(0, picture.height(), 4)]
    return sum(picture.pixel(x, y) == base for x, y in places) / len(places)


def test_a_selected_packet_leaves_the_drawing_to_be_seen_when_it_has_the_keyboard(filled, qtbot):
    before = base_share(filled)
    qtbot.mouseClick(filled.lanes.viewport(), LEFT, pos=at(filled.lanes, 40, way=1))
    filled.lanes.setFocus()
    qtbot.waitUntil(filled.lanes.hasFocus)
    assert base_share(filled) > before - 0.05


def test_sessions_are_read_beside_the_event_loop_and_the_old_ones_stay_until_then(qtbot, jobs: Jobs, monkeypatch):
    view = expose(qtbot, TimelineView(Focus(), jobs), 1000, 300)
    analysis, gate, readers = FakeAnalysis(), Event(), []
    read = analysis.session

    def session(number):
        readers.append(current_thread())
        if number == 2:
            gate.wait(20)
        return read(number)

    monkeypatch.setattr(analysis, "session", session)
    view.set_analysis(analysis)
    shown = view.lanes
    view._focus.select_sessions((1,))
    qtbot.waitUntil(lambda: [lane.session.id for lane in shown.lanes] == [1])
    view._focus.select_sessions((2,))
    assert [lane.session.id for lane in shown.lanes] == [1]
    qtbot.waitUntil(lambda: not shown.lanes)                    # it takes long: a word says so
    assert "Reading" in view._hint.text()
    gate.set()
    qtbot.waitUntil(lambda: [lane.session.id for lane in shown.lanes] == [2])
    view._focus.select_sessions(())
    assert not shown.lanes
    assert main_thread() not in readers
    qtbot.waitUntil(lambda: len(jobs) == 0)


def test_click_on_a_state_selects_what_brought_it(filled, qtbot):
    place = QPoint(at(filled.lanes, 60).x(), filled.lanes.lane_boxes(0).states.center().y())
    qtbot.mouseClick(filled.lanes.viewport(), LEFT, pos=place)
    assert filled._focus.packet == 4                            # ACTIVE


def test_keys_step_from_packet_to_packet_in_the_session(filled, qtbot):
    qtbot.keyClick(filled.lanes, Qt.Key.Key_Right)
    assert filled._focus.packet == 1
    for _ in range(7):
        qtbot.keyClick(filled.lanes, Qt.Key.Key_Right)
    assert filled._focus.packet == 10                           # 8 and 9 are of the other session
    qtbot.keyClick(filled.lanes, Qt.Key.Key_Left)
    assert filled._focus.packet == 7


def test_drag_brushes(filled, qtbot):
    drag(qtbot, filled.lanes, at(filled.lanes, 50), at(filled.lanes, 20))
    brush = filled._focus.brush
    assert brush.start_ns == pytest.approx(START_NS + 20 * MS, abs=MS // 5)
    assert brush.end_ns == pytest.approx(START_NS + 50 * MS, abs=MS // 5)
    qtbot.keyClick(filled.lanes, Qt.Key.Key_Escape)
    assert filled._focus.brush is None


def test_wheel_zooms_at_the_pointer_and_shift_drag_pans(filled, qtbot):
    lanes = filled.lanes
    place = at(lanes, 40)
    before, whole = lanes.scale.time(place.x()), lanes.scale
    wheel(lanes, place, 5)
    assert lanes.is_zoomed()
    assert lanes.scale.end_ns - lanes.scale.start_ns < 0.4 * (whole.end_ns - whole.start_ns)
    assert lanes.scale.time(place.x()) == pytest.approx(before, abs=MS // 5)
    drag(qtbot, lanes, place, place + QPoint(50, 0), SHIFT)
    assert lanes.scale.time(place.x() + 50) == pytest.approx(before, abs=MS // 5)
    assert filled._focus.brush is None
    qtbot.mouseDClick(lanes.viewport(), LEFT, pos=place)
    assert not lanes.is_zoomed()
    assert (lanes.scale.start_ns, lanes.scale.end_ns) == (whole.start_ns, whole.end_ns)


def test_zoom_ends_somewhere(filled):
    for _ in range(300):
        filled.lanes.zoom(0.5)
    assert filled.lanes.scale.end_ns > filled.lanes.scale.start_ns
    for _ in range(300):
        filled.lanes.zoom(2)
    assert not filled.lanes.is_zoomed()


def test_a_time_out_long_after_does_not_squeeze_the_packets(view):
    analysis = FakeAnalysis()
    session = analysis.session(1)
    late = Transition(State.TIMEOUT, START_NS + 180_000 * MS, 0)
    analysis.session = lambda id: replace(session, states=(*session.states[:3], late), state=State.TIMEOUT)
    view.set_analysis(analysis)
    view._focus.select_sessions((1,))
    assert view.lanes.scale.end_ns < START_NS + 120 * MS
    for _ in range(60):
        view.lanes.zoom(2)                                  # but one can go and see it
    assert view.lanes.scale.end_ns > late.time_ns
    view.lanes.show_whole()
    assert view.lanes.scale.end_ns < START_NS + 120 * MS


def test_marks_and_what_they_mean(filled):
    for words in ("11 packets", "handshake", "1 retransmission", "1 out of order", "1 zero window", "1 reset",
                  "1 malformed"):
        assert words in filled._title.text()
    lane = filled.lanes.lanes[0]
    marks = {(glyph, int(lane.numbers[row])) for _x, glyph, _colour, row in
             lane.marks(lane.start_ns, lane.end_ns, 5000, 5)}
    assert marks == {("handshake", 3), ("retransmission", 5), ("out_of_order", 6), ("zero_window", 10),
                     ("duplicate_ack", 11), ("reset", 12), ("malformed", 13)}


def test_hover_explains(filled, qtbot):
    told = []
    filled.lanes.explain.connect(lambda *what: told.append(what))
    qtbot.mouseMove(filled.lanes.viewport(), at(filled.lanes, 30))
    assert told == [(0, 4)]
    text = filled.explain_packet(filled.lanes.lanes[0], 4)
    assert text.splitlines()[0] == "Packet 5"
    assert "2024-01-31" in text
    assert "+0.030000000 s into the session" in text
    assert "from the initiator" in text
    assert "retransmission" in text
    assert "info of 5 <b>\\x07" in text
    text = filled.explain_state(filled.lanes.lanes[0], START_NS + 92 * MS)
    assert "CLOSED" in text
    assert "brought by packet 12" in text
    assert "ended: reset" in text


def test_a_lane_for_each_session(filled):
    filled._focus.select_sessions((1, 2))
    assert [lane.session.id for lane in filled.lanes.lanes] == [1, 2]
    assert filled.lanes.lanes[1].numbers.tolist() == [8, 9]


def test_at_most_fifty_lanes(view):
    view.set_analysis(FakeAnalysis.long(400, 80))
    view._focus.select_sessions(tuple(range(1, 81)))
    assert len(view.lanes.lanes) == LANES_MAX
    assert "first 50 of 80" in view._title.text()
    assert view.lanes.verticalScrollBar().maximum() > 0


def test_session_of_the_packet_when_none_is_selected(view):
    view.set_analysis(FakeAnalysis())
    view._focus.select_packet(9)
    assert [lane.session.id for lane in view.lanes.lanes] == [2]


def test_brush_from_elsewhere_is_drawn(filled, qtbot):
    before = filled.lanes.viewport().grab().toImage()
    filled._focus.set_brush(START_NS + 30 * MS, START_NS + 50 * MS)
    assert filled.lanes._brush == Brush(START_NS + 30 * MS, START_NS + 50 * MS)
    after = filled.lanes.viewport().grab().toImage()
    place = at(filled.lanes, 35, way=1)
    assert before.pixelColor(place) != after.pixelColor(place)


def test_grows_with_the_analysis_and_keeps_the_zoom(filled):
    analysis = FakeAnalysis.long(1000)
    filled.set_analysis(analysis)
    filled.lanes.zoom(0.25)
    view = filled.lanes.scale
    for name, values in analysis.packets.columns.items():
        analysis.packets.columns[name] = np.concatenate([values, values[-1:]])
    analysis._tabulate()
    filled.refresh()
    assert len(filled.lanes.lanes[0].times) == 1001
    assert (filled.lanes.scale.start_ns, filled.lanes.scale.end_ns) == (view.start_ns, view.end_ns)


def test_packets_out_of_time_order_are_sorted():
    analysis = FakeAnalysis()
    times = analysis.packets.columns["time_ns"]
    times[3], times[4] = times[4], times[3]
    lane = read_lanes(analysis, [analysis.session(1)])[0]
    assert np.all(np.diff(lane.times) >= 0)
    assert lane.numbers.tolist()[:5] == [1, 2, 3, 5, 4]


def test_a_million_packets_stay_fluid(view):
    view.set_analysis(FakeAnalysis.long(1_000_000))
    view._focus.select_sessions((1,))
    lane = view.lanes.lanes[0]
    up, down = lane.bars(lane.start_ns, lane.end_ns, 1000)
    sizes = view._analysis.packets.column("length")
    assert int(up.total.sum()) + int(down.total.sum()) == int(sizes.sum())
    assert len(up.x) <= 1000
    spans = []
    for _ in range(5):
        view.lanes.zoom(0.95)
        began = thread_time()
        view.lanes.viewport().repaint()
        spans.append(thread_time() - began)
    assert min(spans) < 0.1
    print("paint of a zoom step over 1 M packets, ms:", round(min(spans) * 1000, 1))
