"""Lanes of sessions: their order, their picture, and the pane with the real engine behind it."""
import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from netloupe_engine import Analysis, analyze
from netloupe_engine.errors import CancelledError
from netloupe_engine.model import State
from netloupe_gui.app import App
from netloupe_gui.models.state_lanes import By, Lanes, View, picture, sorted_lanes
from netloupe_gui.views.state_lanes import StateLanesView
from tests.gui.conftest import SAMPLE

RED = np.array([(10 * state, 0, 0) for state in range(len(State))], np.float32)     # a red of its own for each state
GROUND = np.array((0, 0, 255), np.float32)


@pytest.fixture(scope="module")
def analysis():
    with analyze(SAMPLE) as found:
        yield found


def rows_of(analysis: Analysis) -> np.ndarray:
    return np.arange(len(analysis.sessions), dtype=np.uint32)


@pytest.mark.parametrize("by", By)
def test_every_session_has_one_lane(analysis: Analysis, by: By) -> None:
    lanes = sorted_lanes(analysis, rows_of(analysis), by, "unknown")
    assert sorted(lanes.rows.tolist()) == rows_of(analysis).tolist()
    assert sum(group.count for group in lanes.groups) == (len(lanes.rows) if lanes.groups else 0)


def test_orders(analysis: Analysis) -> None:
    def sessions(by: By) -> list:
        return [analysis.session(int(row) + 1) for row in sorted_lanes(analysis, rows_of(analysis), by, "-").rows]

    starts = [session.start_ns for session in sessions(By.START)]
    lengths = [session.end_ns - session.start_ns for session in sessions(By.DURATION)]
    names = [session.application or "~" for session in sessions(By.APPLICATION)]
    assert starts == sorted(starts)
    assert lengths == sorted(lengths, reverse=True)
    assert names == sorted(names)


@pytest.mark.parametrize(("by", "name"), [(By.CLIENT, "initiator"), (By.SERVER, "responder"),
                                          (By.APPLICATION, "application")])
def test_groups_have_one_key_each(analysis: Analysis, by: By, name: str) -> None:
    lanes = sorted_lanes(analysis, rows_of(analysis), by, "nobody knows")
    assert len({group.name for group in lanes.groups}) == len(lanes.groups) > 2
    for group in lanes.groups:
        mine = [analysis.session(int(row) + 1) for row in lanes.rows[group.first:group.first + group.count]]
        assert {getattr(session, name) or "nobody knows" for session in mine} == {group.name}
        assert [session.start_ns for session in mine] == sorted(session.start_ns for session in mine)


def alone(analysis: Analysis, id: int, width: int = 400) -> tuple[np.ndarray, View]:
    """The picture of one session, as long as it lasts, five pixels high."""
    session = analysis.session(id)
    view = View(session.start_ns, session.end_ns, 0.0, 5.0, width, 5)
    return picture(analysis, Lanes(np.array([id - 1], np.uint32), ()), view, RED, GROUND, bool), view


def longest(analysis: Analysis) -> int:
    """A session that went through four states, each of them for a while."""
    return max((session for session in analysis.each_session() if len(session.states) >= 4),
               key=lambda session: session.end_ns - session.start_ns).id


def test_a_lane_has_the_colour_of_its_state_at_each_moment(analysis: Analysis) -> None:
    session = analysis.session(longest(analysis))
    pixels, view = alone(analysis, session.id)
    for x in range(view.width - 4):
        begin = view.start_ns + x * (view.end_ns - view.start_ns) // view.width
        end = view.start_ns + (x + 1) * (view.end_ns - view.start_ns) // view.width
        if any(begin - 1 <= change.time_ns <= end + 1 for change in session.states):
            continue                # two states share the pixel
        state = [change.state for change in session.states if change.time_ns <= begin][-1]
        assert pixels[1, x].tolist() == [0, 0, 10 * state, 255], x
    assert (pixels[4, :, 0] == 255).all()       # air below the lane


def test_nothing_is_drawn_where_there_is_no_session(analysis: Analysis) -> None:
    session = analysis.session(longest(analysis))
    length = session.end_ns - session.start_ns
    view = View(session.start_ns - length, session.end_ns + length, 0.0, 5.0, 300, 20)
    pixels = picture(analysis, Lanes(np.array([session.id - 1], np.uint32), ()), view, RED, GROUND, bool)
    assert (pixels[0, :99, 0] == 255).all()
    assert (pixels[0, 101:199, 0] == 0).all()
    assert (pixels[0, 204:, 0] == 255).all()
    assert (pixels[5:, :, 0] == 255).all()


def test_the_shortest_session_is_seen(analysis: Analysis) -> None:
    id = min(analysis.each_session(), key=lambda session: session.end_ns - session.start_ns).id
    whole = analysis.capture
    assert whole is not None
    view = View(whole.start_ns, whole.end_ns, 0.0, 2.0, 500, 2)
    pixels = picture(analysis, Lanes(np.array([id - 1], np.uint32), ()), view, RED, GROUND, bool)
    assert (pixels[0, :, 0] == 0).sum() >= 1


def test_many_lanes_share_a_line_and_none_is_lost(analysis: Analysis) -> None:
    lanes = sorted_lanes(analysis, rows_of(analysis), By.START, "-")
    whole = analysis.capture
    assert whole is not None
    view = View(whole.start_ns, whole.end_ns, 0.0, 10 / len(lanes.rows), 300, 10)
    pixels = picture(analysis, lanes, view, RED, GROUND, bool)
    columns = {(int(at), int((session.start_ns - whole.start_ns) * 300 / max(1, whole.end_ns - whole.start_ns)))
               for at, session in zip((np.arange(len(lanes.rows)) * view.lane_height).astype(int),
                                      (analysis.session(int(row) + 1) for row in lanes.rows), strict=True)}
    for line, column in columns:
        assert pixels[min(line, 9), min(column, 299), 0] < 255, (line, column)


def test_it_can_be_called_off(analysis: Analysis) -> None:
    view = View(0, 1, 0.0, 1.0, 10, 10)
    with pytest.raises(CancelledError):
        picture(analysis, Lanes(rows_of(analysis), ()), view, RED, GROUND, lambda: True)


# the pane

@pytest.fixture
def app(on_capture) -> App:
    return on_capture()


@pytest.fixture
def pane(app: App, qtbot) -> StateLanesView:
    """The pane, seen and painted."""
    app.commands.run("pane_lanes")
    qtbot.waitUntil(lambda: app.late_panes["lanes"].view is not None)
    found = app.late_panes["lanes"].view
    qtbot.waitUntil(lambda: len(found.area.lanes.rows) == len(app.capture.analysis.sessions)
                    and found.area.painted is not None)
    return found


def middle_of(pane: StateLanesView, lane: int, share: float = 0.5) -> QPoint:
    place = pane.area.place(lane)
    scale = pane.area.scale
    return QPoint(round(scale.left + share * scale.width), round(place.center().y()))


def test_a_click_selects_the_session_for_every_pane(app: App, pane: StateLanesView, qtbot) -> None:
    QTest.mouseClick(pane.area.viewport(), Qt.MouseButton.LeftButton, pos=middle_of(pane, 20))
    lane = pane.area.lane_at(middle_of(pane, 20).y())
    id = int(pane.area.lanes.rows[lane]) + 1
    assert app.focus.sessions == (id,)
    QTest.mouseClick(pane.area.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier,
                     middle_of(pane, 60))
    assert len(app.focus.sessions) == 2
    assert app.focus.sessions[0] == id


def test_keys_go_from_lane_to_lane(app: App, pane: StateLanesView) -> None:
    area = pane.area
    QTest.keyClick(area, Qt.Key.Key_Home)
    assert app.focus.sessions == (int(area.lanes.rows[0]) + 1,)
    QTest.keyClick(area, Qt.Key.Key_Down)
    assert app.focus.sessions == (int(area.lanes.rows[1]) + 1,)
    QTest.keyClick(area, Qt.Key.Key_End)
    assert app.focus.sessions == (int(area.lanes.rows[-1]) + 1,)


def test_a_drag_brushes_and_esc_clears(app: App, pane: StateLanesView, qtbot) -> None:
    area, scale = pane.area, pane.area.scale
    begin, end = middle_of(pane, 10, 0.25), middle_of(pane, 10, 0.75)
    QTest.mousePress(area.viewport(), Qt.MouseButton.LeftButton, pos=begin)
    QTest.mouseMove(area.viewport(), QPoint(begin.x() + 30, begin.y()))
    QTest.mouseMove(area.viewport(), end)
    QTest.mouseRelease(area.viewport(), Qt.MouseButton.LeftButton, pos=end)
    assert app.focus.brush is not None
    assert abs(app.focus.brush.start_ns - scale.time(begin.x())) <= scale.reach(1)
    assert abs(app.focus.brush.end_ns - scale.time(end.x())) <= scale.reach(1)
    QTest.keyClick(area, Qt.Key.Key_Escape)
    assert app.focus.brush is None


def wheel(pane: StateLanesView, place: QPoint, notches: int, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
    event = QWheelEvent(QPointF(place), pane.area.viewport().mapToGlobal(QPointF(place)), QPoint(),
                        QPoint(0, 120 * notches), Qt.MouseButton.NoButton, modifiers, Qt.ScrollPhase.NoScrollPhase,
                        False)
    QApplication.sendEvent(pane.area.viewport(), event)


def test_the_wheel_zooms_at_the_pointer(pane: StateLanesView, qtbot) -> None:
    area, place = pane.area, middle_of(pane, 50, 0.3)
    before, moment = area.scale, area.scale.time(place.x())
    wheel(pane, place, 5)
    after = area.scale
    assert after.end_ns - after.start_ns < (before.end_ns - before.start_ns) / 2
    assert abs(after.time(place.x()) - moment) <= after.reach(1)
    assert not pane.fit.isChecked()
    qtbot.waitUntil(lambda: area.painted.view.start_ns == after.start_ns)
    QTest.mouseClick(pane.fit, Qt.MouseButton.LeftButton)
    assert area.scale == before
    assert pane.fit.isChecked()


def test_high_lanes_say_who_talks_to_whom(app: App, pane: StateLanesView, qtbot) -> None:
    area, place = pane.area, middle_of(pane, 50)
    lane = area.lane_at(place.y())
    for _ in range(12):
        wheel(pane, place, 1, Qt.KeyboardModifier.ControlModifier)
    assert area.has_names
    assert lane in area.lanes_in_sight()
    session = app.capture.analysis.session(int(area.lanes.rows[lane]) + 1)
    assert area.names[lane].ends.startswith(session.initiator)
    assert session.responder in area.names[lane].ends
    assert app.capture.analysis.session_info(session.id) in area.names[lane].about
    assert area.verticalScrollBar().maximum() > 0
    for _ in range(12):
        wheel(pane, place, -1, Qt.KeyboardModifier.ControlModifier)
    assert area.verticalScrollBar().maximum() == 0
    assert not area.is_zoomed()


def test_the_order_is_chosen_and_groups_are_named(app: App, pane: StateLanesView, qtbot) -> None:
    pane.order.setFocus()
    QTest.keyClick(pane.order, Qt.Key.Key_End)
    assert pane.order.currentData() == By.APPLICATION
    qtbot.waitUntil(lambda: bool(pane.area.lanes.groups))
    named = pane.area.named_groups()
    assert {"dns", "http", "unknown"} <= {one.group.name for one in named}
    assert sum(one.count for one in named) == len(app.capture.analysis.sessions)


def test_the_filter_leaves_fewer_lanes(app: App, pane: StateLanesView, qtbot) -> None:
    app.focus.set_filter("app == dns")
    analysis = app.capture.analysis
    wanted = (analysis.filter("app == dns") - 1).tolist()
    qtbot.waitUntil(lambda: sorted(pane.area.lanes.rows.tolist()) == wanted)
    app.focus.set_filter("app == dns and bytes > 10M")
    qtbot.waitUntil(lambda: not len(pane.area.lanes.rows))
    assert not pane.area.isVisible()        # it says why instead
    app.focus.set_filter("")
    qtbot.waitUntil(lambda: len(pane.area.lanes.rows) == len(analysis.sessions))


def test_what_is_pointed_at_is_explained(app: App, pane: StateLanesView) -> None:
    analysis = app.capture.analysis
    id = longest(analysis)
    lane = int(np.flatnonzero(pane.area.lanes.rows == id - 1)[0])
    session = analysis.session(id)
    for change, following in zip(session.states, session.states[1:], strict=False):
        if following.time_ns - change.time_ns > 1 and following.time_ns <= session.end_ns:
            assert change.state.name in pane.explain(lane, (change.time_ns + following.time_ns) // 2)
    assert session.initiator in pane.explain(lane, session.start_ns)


def test_the_menu_asks_by_the_lane(app: App, pane: StateLanesView, qtbot) -> None:
    place = middle_of(pane, 30)
    lane = pane.area.lane_at(place.y())
    client = app.capture.analysis.session(int(pane.area.lanes.rows[lane]) + 1).initiator
    pane.area.customContextMenuRequested.emit(place)
    menu = next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QMenu)
                and widget.isVisible())
    child = next(action.menu() for action in menu.actions() if action.menu() and client in action.text())
    next(action for action in child.actions() if action.objectName() == "ask_only").trigger()
    menu.close()
    assert app.focus.filter == f"client == {client}"


def test_nothing_is_painted_while_nobody_looks(app: App, pane: StateLanesView, qtbot) -> None:
    app.commands.run("pane_sessions")
    before = pane.area.painted
    app.focus.set_filter("app == dns")
    qtbot.waitUntil(lambda: app.sessions_model.rowCount() < len(app.capture.analysis.sessions))
    qtbot.wait(100)
    assert pane.area.painted is before
    app.commands.run("pane_lanes")
    qtbot.waitUntil(lambda: pane.area.painted is not before)
