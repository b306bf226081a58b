"""One focus for the whole window: what is selected, filtered and brushed, and what is said of it."""
import threading

import numpy as np
from PySide6.QtCore import Qt

from netloupe_gui.app import App
from tests.gui.conftest import Shelf, show_file
from tests.gui.fake import FakeAnalysis
from tests.gui.test_window import click_session, shown, type_filter


def test_the_tree_shows_the_session_of_the_packet(qtbot, app: App, capture: FakeAnalysis):
    qtbot.waitUntil(lambda: app.late_panes["attributes"].view is not None, timeout=20_000)
    tree = app.late_panes["attributes"].view.tree
    click_session(qtbot, app, 1)
    click_session(qtbot, app, 3, Qt.KeyboardModifier.ControlModifier)
    assert app.focus.packet == 19               # the first of the session that was clicked last
    qtbot.waitUntil(lambda: tree.model().index(0, 0).data() == "Session 4")
    qtbot.waitUntil(lambda: app.packets_model.rowCount() == 12)
    table = app.packets_view.table
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton,
                     pos=table.visualRect(app.packets_model.index(2, 0)).center())
    assert app.focus.packet == 9                # of the other one
    assert app.focus.sessions == (4, 2)
    qtbot.waitUntil(lambda: tree.model().index(0, 0).data() == "Session 2")


def test_what_the_filter_hides_is_not_selected(qtbot, app: App, capture: FakeAnalysis):
    click_session(qtbot, app, 4)
    type_filter(qtbot, app, "tls")              # session 5 talks http
    assert (app.focus.sessions, app.focus.packet) == ((), 0)
    qtbot.waitUntil(lambda: app.packets_view._footer.text().startswith("Shown sessions: 60 packets"))
    qtbot.keyClick(app.sessions_view.table, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: app.focus.sessions == (5,))         # nothing else was selected meanwhile
    type_filter(qtbot, app, "tls")
    click_session(qtbot, app, 0)
    qtbot.keyClick(app.sessions_view.table, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: app.sessions_model.rowCount() == 40)
    assert app.focus.sessions == (2,)


def test_packets_outside_the_brush_are_dimmed(qtbot, app: App, capture: FakeAnalysis):
    click_session(qtbot, app, 4)
    qtbot.waitUntil(lambda: app.packets_model.rowCount() == 6)
    times = [capture.packets.cell("time_ns", 24 + row) for row in range(6)]
    app.focus.set_brush(times[2], times[3])
    model = app.packets_model
    number = next(at for at, column in enumerate(model.columns) if column.key == "number")
    tints = [model.cell(row, number)[1] for row in range(6)]
    assert tints == ["muted", "muted", "", "", "muted", "muted"]
    app.focus.clear_brush()
    assert model.cell(0, number)[1] == ""


def test_packets_without_a_session_can_be_listed(qtbot, app: App, shelf: Shelf):
    analysis = FakeAnalysis(sessions=4)
    analysis.packets._columns["session"][[5, 11, 17]] = 0       # three of 24: ARP, say
    shelf.put("/x/arp.pcap", analysis)
    show_file(qtbot, app, "/x/arp.pcap")
    way = next(at for at, column in enumerate(app.packets_model.columns) if column.key == "way")
    qtbot.waitUntil(lambda: app.packets_model.rowCount() == 24)
    assert [app.packets_model.cell(row, way)[0] for row in (4, 5)] != ["", ""]
    assert [app.packets_model.cell(row, way)[0] for row in (5, 11, 17)] == ["", "", ""]     # nobody was called
    alone = app.packets_view.alone
    qtbot.waitUntil(alone.isVisible)
    assert alone.text() == "3 without a session"
    assert "3 packets belong to no session" in app.sessions_view._footer.text()
    click_session(qtbot, app, 1)
    qtbot.mouseClick(alone, Qt.MouseButton.LeftButton)
    assert app.focus.sessions == ()
    qtbot.waitUntil(lambda: app.packets_model.rowCount() == 3)
    assert [app.packets_model.row_at(row) for row in range(3)] == [5, 11, 17]
    assert app.packets_view._footer.text().startswith("Without a session: 3 packets")
    app.link.go_to(6)                           # a packet without one leaves no session selected
    assert (app.focus.packet, app.focus.sessions) == (6, ())
    click_session(qtbot, app, 1)
    assert not alone.isChecked()


def test_a_state_says_how_it_ended_and_the_status_bar_agrees(qtbot, app: App, shelf: Shelf):
    analysis = shelf.put("/x/long.pcap", FakeAnalysis(sessions=40, finished=False))
    show_file(qtbot, app, "/x/long.pcap")
    analysis.advance(4)
    qtbot.waitUntil(lambda: app.window.status.sessions.text() == "4 sessions, 3 open")      # one is CLOSED
    analysis.advance(4, finished=True)
    qtbot.waitUntil(lambda: app.window.status.sessions.text() == "4 sessions")
    assert shown(app, "state") == ["CLOSED · graceful", "ACTIVE · capture end", "ESTABLISHED · capture end",
                                   "CLOSING · capture end"]
    at = next(at for at, column in enumerate(app.sessions_model.columns) if column.key == "state")
    tip = app.sessions_model.data(app.sessions_model.index(0, at), Qt.ItemDataRole.ToolTipRole)
    assert "Both sides" in tip


def test_one_of_a_kind_is_not_many(qtbot, app: App, shelf: Shelf):
    shelf.put("/x/one.pcap", FakeAnalysis(sessions=1, packets_each=1))
    show_file(qtbot, app, "/x/one.pcap")
    qtbot.waitUntil(lambda: app.packets_view._footer.text().startswith("All packets: 1 packet  "))
    assert app.window.status.packets.text() == "1 packet"
    qtbot.waitUntil(lambda: app.sessions_view._footer.text().startswith("1 session  ·  1 packet  "))

def test_the_filter_leaves_sessions_with_all_words(qtbot, app: App, capture: FakeAnalysis):
    type_filter(qtbot, app, "tls 192.168.0.1")
    assert shown(app, "id") == ["2", "38"]
    assert app.filter_bar.hits.text() == "2 of 40 sessions"
    assert app.sessions_view._footer.text().startswith("Shown: 2 of 40 sessions  ·  12 packets (5 %)")
    qtbot.keyClick(app.sessions_view.table, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: app.sessions_model.rowCount() == 40)
    assert app.filter_bar.line.text() == ""


def test_a_filter_that_takes_a_while_says_so_and_the_next_key_calls_it_off(qtbot, app: App, capture: FakeAnalysis,
                                                                            monkeypatch):
    gate = threading.Event()
    read = capture.session_info

    def slow(number: int) -> str:
        if threading.current_thread() is not threading.main_thread():
            gate.wait(20)
        return read(number)

    monkeypatch.setattr(capture, "session_info", slow)
    app.sessions_model.source.forget(np.arange(40, dtype=np.uint32))
    app.window.actions_by_id["focus_filter"].trigger()
    qtbot.keyClicks(app.filter_bar.line, "example.org")
    qtbot.waitUntil(lambda: app.filter_bar.hits.text() == "Searching …")
    app.filter_bar.line.clear()                 # the window listens
    gate.set()
    qtbot.waitUntil(lambda: app.filter_bar.hits.text() == "40 sessions")
    assert app.sessions_model.rowCount() == 40


def test_stopped_reading_says_that_a_part_is_missing_and_can_go_on(qtbot, app: App, shelf: Shelf):
    analysis = shelf.put("/x/long.pcap", FakeAnalysis(sessions=40, finished=False))
    show_file(qtbot, app, "/x/long.pcap")
    analysis.advance(10)
    qtbot.waitUntil(lambda: app.sessions_model.rowCount() == 10)
    app.window.actions_by_id["cancel_reading"].trigger()
    banner = app.window.banner
    qtbot.waitUntil(banner.isVisible)
    assert banner.problem.title == "Reading was stopped"
    assert "60 packets are here, 25 % of the file" in banner.problem.body
    assert banner.action_button.text() == "Continue"
    qtbot.mouseClick(banner.action_button, Qt.MouseButton.LeftButton)
    assert not banner.isVisible()
    assert app.window.actions_by_id["cancel_reading"].isEnabled()
    analysis.advance(40, finished=True)
    qtbot.waitUntil(lambda: app.sessions_model.rowCount() == 40 and not app.capture.is_reading)
    assert not app.window.actions_by_id["continue_reading"].isEnabled()


def test_what_had_to_be_broken_off_can_be_read_again(qtbot, app: App, shelf: Shelf):
    analysis = shelf.put("/x/long.pcap", FakeAnalysis(sessions=40, finished=False))
    analysis.can_halt = False                   # in the middle of something long
    show_file(qtbot, app, "/x/long.pcap")
    app.window.actions_by_id["cancel_reading"].trigger()
    qtbot.waitUntil(app.window.banner.isVisible)
    assert analysis.cancelled
    assert app.window.banner.action_button.text() == "Read again"
