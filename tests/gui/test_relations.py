"""The relations pane, driven with mouse and keys on real captures."""
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from netloupe_gui.app import App
from netloupe_gui.bridge.relations import FoundRelations
from netloupe_gui.models.relations import CLIENT, INFO, PACKET, SERVER, SESSION, WHY
from netloupe_gui.views.relations import RelationsView
from tests.unit import traffic
from tests.unit.handler.test_expectations import answer
from tests.unit.summaries.test_relations import page

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton


def made(folder: Path) -> Path:
    """1: DNS names a.example. 2 asks for a page of it, 3 for a frame of that, 4 for a picture of the frame. 5 is of
    others."""
    return traffic.capture(folder, [
        (0.0, traffic.udp(1, answer("a.example", traffic.SERVER), ports=(50000, 53))), *page("/index", 1.0, 40000),
        *page("/frame", 2.0, 40001, "Referer: http://a.example/index"),
        *page("/image", 3.0, 40002, "Referer: http://a.example/frame"),
        (9.0, traffic.udp(0, b"x", ports=(1, 2), client="10.6.6.6"))])


@pytest.fixture
def app(on_capture, tmp_path: Path) -> App:
    return on_capture(made(tmp_path), sessions=5)


@pytest.fixture
def view(app: App, qtbot) -> RelationsView:
    app.focus.select_sessions((3,))
    app.commands.run("pane_relations")
    qtbot.waitUntil(lambda: app.late_panes["relations"].view is not None
                    and app.late_panes["relations"].view.model.rowCount() > 0)
    found = app.late_panes["relations"].view
    qtbot.waitUntil(found.table.isVisible)
    return found


def sessions(view: RelationsView) -> list[int]:
    return [view.model.session(row) for row in range(view.model.rowCount())]


def place_of(view: RelationsView, row: int, column: int) -> QPoint:
    return view.table.visualRect(view.model.index(row, column)).center()


def test_the_tab_shows_what_led_to_the_session_and_what_it_led_to(view: RelationsView) -> None:
    model = view.model
    assert view.summary.text() == "4 relations"
    assert sessions(view) == [1, 2, 3, 4, 3]
    assert [model.depth(row) for row in range(5)] == [0, 1, 2, 3, 1]
    assert [model.is_around(row) for row in range(5)] == [False, False, True, False, True]
    assert model.cell(1, WHY) == f"named by DNS: a.example is {traffic.SERVER}"
    assert model.cell(2, WHY) == "referred: Referer: http://a.example/index"
    assert (model.cell(0, WHY), model.cell(0, PACKET)) == ("", "")
    assert model.cell(1, PACKET) == "1"
    assert model.cell(2, SESSION) == "3  http"
    assert (model.cell(2, CLIENT), model.cell(2, SERVER)) == (f"{traffic.CLIENT}:40001", f"{traffic.SERVER}:80")
    assert model.cell(2, INFO).startswith("GET /frame")
    assert view.table.currentIndex().row() == 2
    assert view.meaning.text().startswith("Packet ")
    assert "Referer: http://a.example/index. An HTTP request names" in view.meaning.text()


def test_a_click_goes_to_the_session_and_a_packet_s_number_to_the_packet(view: RelationsView, app: App, qtbot) -> None:
    qtbot.mouseClick(view.table.viewport(), LEFT, pos=place_of(view, 3, SESSION))
    assert tuple(app.focus.sessions) == (4,)
    assert sessions(view) == [1, 2, 3, 4, 3]            # what is shown stays
    packet = view.model.packet(1)
    qtbot.mouseClick(view.table.viewport(), LEFT, pos=place_of(view, 1, PACKET))
    assert app.focus.packet == packet == 1
    assert tuple(app.focus.sessions) == (1,)            # the answer is of DNS
    assert sessions(view) == [1, 2, 3, 4, 3]
    qtbot.keyClick(view.table, Qt.Key.Key_Home)
    assert tuple(app.focus.sessions) == (1,)
    assert view.meaning.text() == "Nothing in the capture led to session 1."


def test_another_session_selected_elsewhere_is_what_is_shown(view: RelationsView, app: App, qtbot) -> None:
    app.focus.select_sessions((2,))
    qtbot.waitUntil(lambda: view.model.found.session == 2)
    assert view.model.is_around(view.table.currentIndex().row())
    app.focus.select_sessions((5,))
    qtbot.waitUntil(lambda: view._hint.isVisible() and view._hint.text().startswith("No relations"))
    app.focus.select_sessions(())
    qtbot.waitUntil(lambda: view._hint.text().startswith("No session selected"))


def choose(view: RelationsView, at: int) -> None:
    view.scope.setCurrentIndex(at)
    view.scope.activated.emit(at)


def test_the_whole_capture(view: RelationsView, app: App, qtbot) -> None:
    choose(view, 1)
    qtbot.waitUntil(lambda: view.model.found.session == 0 and view.model.rowCount() > 0)
    assert view.summary.text() == "5 relations"
    assert sessions(view) == [1, 2, 3, 4, 3, 4]
    assert view.model.cell(4, SESSION) == "3  http …"
    app.focus.select_sessions((5,))
    assert len(sessions(view)) == 6
    choose(view, 0)
    qtbot.waitUntil(lambda: view._hint.isVisible() and view._hint.text().startswith("No relations"))


def test_groups_close_and_open_by_keys(view: RelationsView, qtbot) -> None:
    model, table = view.model, view.table
    table.selectRow(1)
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Left)
    assert sessions(view) == [1, 2, 3]
    assert not model.is_open(1)
    assert model.is_group(1)
    qtbot.keyClick(table, Qt.Key.Key_Left)
    assert table.currentIndex().row() == 0
    table.selectRow(1)
    qtbot.keyClick(table, Qt.Key.Key_Right)
    assert sessions(view) == [1, 2, 3, 4, 3]
    assert [model.parent_row(row) for row in range(5)] == [-1, 0, 1, 2, 0]


def test_the_menu_asks_and_moves_to_another_session(view: RelationsView, app: App, qtbot) -> None:
    view._on_menu(place_of(view, 1, SESSION))
    menu = next(child for child in view.findChildren(QMenu) if child.isVisible())
    texts = [action.text() for action in menu.actions()]
    assert texts[:2] == ["Show what is around this session", "Go to packet 1"]
    menu.actions()[0].trigger()
    menu.close()
    qtbot.waitUntil(lambda: view.model.found.session == 2)
    assert tuple(app.focus.sessions) == (2,)


def test_it_looks_as_it_should_and_closes_with_the_capture(view: RelationsView, app: App, qtbot) -> None:
    for theme in ("light", "dark", "contrast"):
        app.themes.apply(theme)
        picture = view.table.grab().toImage()
        assert len({picture.pixelColor(x, 10).name() for x in range(0, 400, 2)}) > 2
    app.commands.run("close_capture")
    qtbot.waitUntil(lambda: view.model.rowCount() == 0)
    assert view._hint.text().startswith("No session selected")


def test_a_thousand_lines_deep_is_indented_no_further(view: RelationsView) -> None:
    import numpy as np
    depths = np.arange(1000)
    found = view.model.found
    view.model.show(FoundRelations(1, found.relations, depths, np.ones(1000, np.int64), depths * 0 - 1, depths * 0),
                    view.model.analysis)
    assert view.model.depth(999) == 40
    assert view.model.parent_row(999) == 998
    view.model.set_open(500, False)
    assert view.model.rowCount() == 501
    view.table.grab()
