"""The card Why?, by key and mouse on a real capture."""
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QMenu

from netloupe_gui.app import App
from netloupe_gui.bridge.focus import ByteRange
from netloupe_gui.bridge.why import Question
from netloupe_gui.models.questions import of_cell, of_node
from netloupe_gui.models.session_nodes import session_node
from netloupe_gui.settings.language import use_language
from netloupe_gui.views.why_card import WhyCard
from tests.unit import traffic
from tests.unit.handler.test_expectations import answer

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton
REQUEST = b"GET /index HTTP/1.1\r\nHost: a.example\r\n\r\n"


def made(folder: Path) -> Path:
    """1: DNS names the server. 2: a request of HTTP to it, reset. 3: noise."""
    return traffic.capture(folder, [
        (0.0, traffic.udp(1, answer("a.example", traffic.SERVER), ports=(50000, 53))),
        *traffic.opened(1.0, (40000, 80)),
        (1.1, traffic.tcp(0, "PA", 1001, 5001, REQUEST, ports=(40000, 80))),
        (1.2, traffic.tcp(1, "R", 5001, ports=(40000, 80))),
        (2.0, traffic.udp(0, b"\xfe\xfd\xfc", ports=(40002, 40003)))])


@pytest.fixture
def app(on_capture, tmp_path: Path) -> App:
    found = on_capture(made(tmp_path), sessions=3)
    found.focus.select_sessions((2,))
    return found


def shown(app: App, qtbot) -> WhyCard:
    """The card, once it has its answer."""
    qtbot.waitUntil(lambda: app.why_commands.card is not None and app.why_commands.card.isVisible())
    qtbot.waitUntil(lambda: not app.why.is_busy)
    return app.why_commands.card


def texts(card: WhyCard) -> str:
    return "\n".join(label.text() for label in card.findChildren(type(card.title)))


def in_menu(qtbot, word: str) -> None:
    """Choose an entry of the menu that is open."""
    menus: list[QMenu] = []

    def is_open() -> bool:
        found = QApplication.activePopupWidget()
        menus[:] = [found] if isinstance(found, QMenu) else []
        return bool(menus)

    qtbot.waitUntil(is_open)
    action = next(one for one in menus[0].actions() if word in one.text().replace("&", ""))
    qtbot.mouseClick(menus[0], LEFT, pos=menus[0].actionGeometry(action).center())


def test_a_key_explains_the_cell_it_is_at(app: App, qtbot) -> None:
    table = app.sessions_view.table
    table.setFocus()
    columns = [column.key for column in table.model().columns]
    table.setCurrentIndex(table.model().index(1, columns.index("application")))
    qtbot.keyClick(app.window, Qt.Key.Key_F9)
    card = shown(app, qtbot)
    assert "Hypertext Transfer Protocol" in texts(card)
    assert card.about.currentData() == "application"
    assert card.links[0].hasFocus()
    qtbot.keyClick(card.links[0], Qt.Key.Key_Return)
    assert app.focus.packet == 5
    assert app.focus.bytes is not None
    data = app.capture.analysis.packet_bytes(5)
    chosen = app.focus.bytes
    assert REQUEST.startswith(data[chosen.at:chosen.at + chosen.size])
    qtbot.keyClick(card.links[0], Qt.Key.Key_Escape)
    assert not card.isVisible()
    assert table.hasFocus()
    assert app.focus.sessions == (2,)           # Esc was the card's


def test_a_state_is_explained_from_the_table_and_tab_stays_in_the_card(app: App, qtbot) -> None:
    table = app.sessions_view.table
    table.setFocus()
    columns = [column.key for column in table.model().columns]
    table.setCurrentIndex(table.model().index(1, columns.index("state")))
    app.commands.run("why")
    card = shown(app, qtbot)
    assert "RFC 9293, section 3.5.3" in texts(card)
    stops = []
    for _ in range(len(card.links) + 3):
        stops.append(app.window.focusWidget())
        qtbot.keyClick(app.window.focusWidget(), Qt.Key.Key_Tab)
    assert {card.about, card.close_button, *card.links} == set(stops)
    card.about.setCurrentIndex(card.about.findData("relation"))
    card.about.activated.emit(card.about.currentIndex())
    qtbot.waitUntil(lambda: "named by session 1" in texts(card))
    qtbot.mouseClick(card.links[0], LEFT)
    assert app.focus.packet == 1
    qtbot.mouseClick(card.close_button, LEFT)
    assert not card.isVisible()


def test_menus_of_table_tree_findings_and_lanes_have_it(app: App, qtbot) -> None:
    table = app.sessions_view.table
    columns = [column.key for column in table.model().columns]
    place = table.visualRect(table.model().index(1, columns.index("application"))).center()
    table.customContextMenuRequested.emit(place)
    in_menu(qtbot, "Why?")
    card = shown(app, qtbot)
    card.reject()
    app.commands.run("pane_findings")
    pane = app.late_panes["findings"]
    qtbot.waitUntil(lambda: pane.view is not None and pane.view.model.rowCount() > 0 and pane.view.table.isVisible())
    pane.view.model.open_first(next(iter(pane.view.model.found.table.severity)))
    row = next(row for row in range(pane.view.model.rowCount()) if pane.view.model.finding(row) >= 0)
    pane.view.table.selectRow(row)
    pane.view.table.setFocus()
    assert pane.view.question() == Question(2, "finding", "tcp.reset", 6)
    pane.view.table.customContextMenuRequested.emit(pane.view.table.visualRect(pane.view.model.index(row, 0)).center())
    in_menu(qtbot, "Why?")
    qtbot.waitUntil(lambda: "threw the connection away" in texts(card))
    assert [link.place for link in card.links] == [ByteRange(46, 2)]
    card.reject()
    app.commands.run("pane_lanes")
    lanes = app.late_panes["lanes"]
    qtbot.waitUntil(lambda: lanes.view is not None and len(lanes.view.area.lanes.rows) == 3)
    area = lanes.view.area
    lane = area.lanes.rows.tolist().index(1)
    start = app.capture.analysis.sessions.cell("start_ns", 1) + 50_000_000
    spot = QPoint(round(area.scale.x(start)), round(area.place(lane).center().y()))
    area.customContextMenuRequested.emit(spot)
    in_menu(qtbot, "Why?")
    qtbot.waitUntil(lambda: card.isVisible() and card.about.currentData() == "state")
    qtbot.waitUntil(lambda: not app.why.is_busy)
    assert "ESTABLISHED" in texts(card)


def test_a_part_of_the_timeline_is_explained(app: App, qtbot) -> None:
    view = app.late_panes["timeline"].view
    qtbot.waitUntil(lambda: bool(view.lanes.lanes))
    lane = view.lanes.lanes[0]
    _state, begin, end, _packet = lane.spans()[1]
    spot = QPoint(round(view.lanes.scale.x((begin + end) // 2)), view.lanes.lane_boxes(0).states.center().y())
    view.lanes.customContextMenuRequested.emit(spot)
    in_menu(qtbot, "Why ESTABLISHED?")
    card = shown(app, qtbot)
    assert [link.packet for link in card.links] == [2, 3, 4]


def test_what_is_unknown_says_what_was_tried(app: App, qtbot) -> None:
    app.why.ask(Question(3))
    card = shown(app, qtbot)
    qtbot.waitUntil(lambda: "unknown" in texts(card))
    assert card.links[0].place is not None


def test_another_capture_closes_it_and_nothing_selected_is_said(app: App, qtbot, tmp_path: Path) -> None:
    app.why.ask(Question(2))
    card = shown(app, qtbot)
    app.commands.run("close_capture")
    qtbot.waitUntil(lambda: not card.isVisible())
    app.focus.select_sessions(())
    app.window.setFocus()
    assert not app.why_commands.ask()


def test_a_screen_reader_is_told_a_dialog_with_a_name(app: App, qtbot) -> None:
    app.why.ask(Question(2))
    card = shown(app, qtbot)
    told = QAccessible.queryAccessibleInterface(card)
    assert told.role() == QAccessible.Role.Dialog
    assert told.text(QAccessible.Text.Name) == "Why? · session 2"
    assert "Hypertext" in told.text(QAccessible.Text.Description)
    assert told.isValid()


def test_it_fits_a_small_window_and_follows_the_theme(on_capture, qtbot, tmp_path: Path) -> None:
    app = on_capture(made(tmp_path), sessions=3, size=(512, 350))
    app.why.ask(Question(2, "state"))
    card = shown(app, qtbot)
    room = app.window.rect()
    assert room.contains(card.geometry())
    app.commands.run("theme_dark")
    accent = app.themes.theme.accent.lower()
    qtbot.waitUntil(lambda: card.links[0].palette().buttonText().color().name() == accent)


def test_lines_of_the_tree_ask_about_what_they_say(app: App) -> None:
    session = app.capture.analysis.session(2)
    tree = session_node(session, lambda packet: 0)
    questions = {child.name: of_node(child, 2) for child in tree.children}
    assert questions["session.application"].about == "application"
    assert questions["session.state"].about == "state"
    change = next(child for child in tree.children if child.name == "session.state").children[1]
    assert of_node(change, 2) == Question(2, "state", "ESTABLISHED", change.packet)
    layer = next(node for node in app.capture.analysis.packet(5).nodes if node.name == "ip")
    assert of_node(layer, 2) == Question(2, "path", "ip")
    assert of_node(layer, 0) is None
    assert of_cell(7, "findings") == Question(7, "finding")


def test_it_speaks_the_windows_language(app: App, qtbot, qapp) -> None:
    use_language(qapp, "de")
    try:
        app.why.ask(Question(2, "state"))
        card = shown(app, qtbot)
        assert "Der Drei-Wege-Handshake ist vollständig" in texts(card)
        app.why.ask(Question(2))
        qtbot.waitUntil(lambda: "Die ersten Bytes sind eine Nachricht von Hypertext" in texts(card))
        assert "Hinweis des Ports" in texts(card)
    finally:
        use_language(qapp, "en")
