"""Finding in the window, by keyboard and mouse, with the real engine."""
import threading

import pytest
from PySide6.QtCore import QPoint, Qt

from netloupe_engine import Analysis
from netloupe_engine.model import Hit
from netloupe_gui.app import App
from netloupe_gui.bridge import finder
from netloupe_gui.models import hits
from netloupe_gui.models.asked import hit_conditions
from netloupe_gui.views.find import FindView
from tests.gui.conftest import shown_ids
from tests.gui.test_asking import choose, menu_at
from tests.gui.test_window import type_filter


def press(qtbot, app: App, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    held = Qt.KeyboardModifier.NoModifier
    for modifier in modifiers:
        held |= modifier
    qtbot.keyClick(app.window.focusWidget() or app.window, key, held)


def hits_of(view: FindView) -> list[Hit]:
    """All that the list has."""
    return [view.model.hit(row) for row in range(view.model.rowCount())]


def look_for(qtbot, app: App, pattern: str) -> None:
    """Ctrl+F, the pattern, Enter; wait until all is found."""
    press(qtbot, app, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert app.find_view.line.hasFocus()
    qtbot.keyClicks(app.find_view.line, pattern)
    press(qtbot, app, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: app.find_view.answer is not None)


def test_a_word_is_found_and_its_bytes_are_selected(qtbot, window: App, known: Analysis):
    view = window.find_view
    assert not view.isVisible()
    look_for(qtbot, window, "user-agent: curl")
    expected = list(known.find("user-agent: curl"))
    assert hits_of(view) == expected != []
    assert view.table.isVisible()
    first = expected[0]
    qtbot.waitUntil(lambda: window.focus.packet == first.packet)
    assert window.focus.sessions == (first.session,)
    assert window.focus.bytes is not None
    assert (window.focus.bytes.at, window.focus.bytes.size) == (first.at, first.size)
    assert view.count.text() == f"1 of {len(expected)} places"
    row = [view.model.data(view.model.index(0, at)) for at in range(view.model.columnCount())]
    assert row[hits.PACKET] == str(first.packet)
    assert "User-Agent: curl" in row[hits.FOUND]


def test_keys_go_from_place_to_place_and_round(qtbot, window: App, known: Analysis):
    look_for(qtbot, window, "user-agent: curl")
    packets = [hit.packet for hit in known.find("user-agent: curl")]
    control = Qt.KeyboardModifier.ControlModifier
    press(qtbot, window, Qt.Key.Key_N, control)
    assert window.focus.packet == packets[1]
    press(qtbot, window, Qt.Key.Key_B, control)
    press(qtbot, window, Qt.Key.Key_B, control)
    assert window.focus.packet == packets[-1]
    press(qtbot, window, Qt.Key.Key_N, control)
    assert window.focus.packet == packets[0]
    press(qtbot, window, Qt.Key.Key_Return)
    press(qtbot, window, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert window.focus.packet == packets[0]


def test_a_click_on_a_place_goes_there(qtbot, window: App, known: Analysis):
    look_for(qtbot, window, "example")
    view = window.find_view
    point = view.table.visualRect(view.model.index(3, hits.FOUND)).center()
    qtbot.mouseClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(point))
    assert window.focus.packet == view.model.hit(3).packet


def test_streams_expressions_case_and_filter(qtbot, window: App, known: Analysis):
    look_for(qtbot, window, r"HTTP/1.1 [45]\d\d")
    view = window.find_view
    assert view.count.text() == "0 places"
    view.kind.setCurrentIndex(1)
    view.kind.activated.emit(1)
    qtbot.waitUntil(lambda: view.model.rowCount() == len(list(known.find(r"HTTP/1.1 [45]\d\d", "regex"))))
    view.where.setCurrentIndex(1)
    view.where.activated.emit(1)
    streams = list(known.find(r"HTTP/1.1 [45]\d\d", "regex", "streams"))
    qtbot.waitUntil(lambda: hits_of(view) == streams)
    type_filter(qtbot, window, "http.status_code == 404")
    qtbot.mouseClick(view.within, Qt.MouseButton.LeftButton)
    left = [hit for hit in streams if hit.session in known.filter("http.status_code == 404")]
    qtbot.waitUntil(lambda: hits_of(view) == left and view.answer is not None)
    qtbot.mouseClick(view.within, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(view.case, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: hits_of(view) == streams and view.answer is not None)


def test_what_is_wrong_with_a_pattern_is_said_and_marked(qtbot, window: App):
    view = window.find_view
    press(qtbot, window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    view.kind.setCurrentIndex(2)
    view.line.setFocus()
    qtbot.keyClicks(view.line, "47 4x")
    qtbot.waitUntil(lambda: "two hexadecimal digits" in view.count.text())
    press(qtbot, window, Qt.Key.Key_Return)
    assert view.line.selectedText() == "4x"
    assert not window.window.actions_by_id["find_next"].isEnabled()


def test_escape_closes_and_gives_the_room_back(qtbot, window: App):
    before = window.sessions_view.height()
    look_for(qtbot, window, "example")
    press(qtbot, window, Qt.Key.Key_Escape)
    assert not window.find_view.isVisible()
    qtbot.waitUntil(lambda: window.sessions_view.height() == before)
    assert window.window.focusWidget() is not window.find_view.line
    press(qtbot, window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert window.find_view.line.selectedText() == "example"


def test_another_key_calls_a_search_off(qtbot, window: App, monkeypatch: pytest.MonkeyPatch):
    gate, cancelled = threading.Event(), threading.Event()
    analysis = window.capture.analysis
    assert analysis is not None
    find = analysis.find

    def slow(pattern, *more):
        asked = more[4]
        if pattern == "a":
            while not gate.wait(0.01):
                if asked():
                    cancelled.set()
                    return
        yield from find(pattern, *more)
    monkeypatch.setattr(analysis, "find", slow)
    press(qtbot, window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(window.find_view.line, "a")
    qtbot.waitUntil(lambda: "…" in window.find_view.count.text())
    qtbot.keyClicks(window.find_view.line, "bout:")
    qtbot.waitUntil(cancelled.is_set)
    qtbot.waitUntil(lambda: window.find_view.answer is not None)
    assert window.find_view.model.rowCount() == len(list(find("about:")))


def test_the_limit_is_said(qtbot, window: App, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(finder, "HITS_MAX", 10)
    look_for(qtbot, window, "e")
    assert window.find_view.model.rowCount() == 10
    assert "the first" in window.find_view.count.text()


def test_the_hits_of_the_search_before_are_freed_a_few_at_a_time(qtbot):
    """A hundred thousand at once held the window up for 14 ms."""
    model = hits.HitsModel()
    model.append([(number, 1, 0, 0, 1, 0, "", "", "") for number in range(1, 2 * hits.FORGOTTEN + 2)])
    model.clear()
    assert model.rowCount() == 0
    left = [len(model._old)]
    model._forgetting.timeout.connect(lambda: left.append(len(model._old)))
    qtbot.waitUntil(lambda: not model._forgetting.isActive())
    assert left == [2 * hits.FORGOTTEN + 1, hits.FORGOTTEN + 1, 1, 0]


@pytest.mark.parametrize(("kind", "pattern", "asked"), [
    (0, 'curl"\\', None), (0, "user-agent: curl", 'frame.bytes contains "user-agent: curl"'),
    (1, r"HTTP/1.1 [45]\d\d", r'frame.bytes matches "HTTP/1.1 [45]\\d\\d"'),
    (2, "48 54 54 50", "frame.bytes contains 48:54:54:50"), (2, "48 ?? 54 50", "")])
def test_cells_of_places_ask(qtbot, window: App, known: Analysis, kind: int, pattern: str, asked: str | None):
    view = window.find_view
    press(qtbot, window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    view.kind.setCurrentIndex(kind)
    qtbot.keyClicks(view.line, pattern)
    press(qtbot, window, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.answer is not None)
    if asked is None:                   # no place: the pattern is one that has to be written with care
        found = hit_conditions(known, Hit(1, 1, 0, 0, 1, 0, "", "", ""), "found", pattern, "text")
        assert known.filter(found[0]).tolist() == []
        return
    hit = view.model.hit(0)
    expected = {hits.FOUND: asked, hits.SESSION: f"id == {hit.session}", hits.PACKET: f"frame.number == {hit.packet}"}
    for column, condition in expected.items():
        menu = menu_at(qtbot, view.table, view.table.visualRect(view.model.index(0, column)).center())
        if condition:
            choose(qtbot, menu, "ask_only")
            assert window.filter_bar.line.text() == condition
            ids = known.filter(condition).tolist()
            assert hit.session in ids
            qtbot.waitUntil(lambda ids=ids: shown_ids(window) == ids)
        else:
            assert all("frame.bytes" not in action.text() for action in menu.actions())
            menu.close()
