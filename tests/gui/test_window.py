"""The whole window over a made-up capture, driven as a person would."""
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QWidget

from netloupe_engine import analysis as engine
from netloupe_engine.model import Damage, Problem
from netloupe_gui.app import App
from netloupe_gui.bridge.export import ExportOrder
from netloupe_gui.dialogs.about import AboutDialog
from netloupe_gui.dialogs.command_palette import CommandPalette
from netloupe_gui.dialogs.export import ExportDialog
from netloupe_gui.dialogs.go_to import GoToDialog
from netloupe_gui.dialogs.shortcuts import ShortcutSheet
from netloupe_gui.window.actions import ACTIONS, MENUS, TOOLBAR
from netloupe_gui.window.asking_commands import AskingCommands
from netloupe_gui.window.commands import Commands
from netloupe_gui.window.live_commands import LiveCommands
from netloupe_gui.window.opening import Opening
from tests.gui.conftest import Shelf, show_file
from tests.gui.fake import START_NS, FakeAnalysis


def shown(app: App, key: str) -> list[str]:
    model = app.sessions_model
    at = next(at for at, column in enumerate(model.columns) if column.key == key)
    return [model.data(model.index(row, at)) for row in range(model.rowCount())]


def click_session(qtbot, app: App, row: int, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    table = app.sessions_view.table
    qtbot.waitUntil(lambda: table.isVisible() and table.model().rowCount() > row)
    point = table.visualRect(table.model().index(row, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, modifier, point)


def type_filter(qtbot, app: App, text: str) -> None:
    app.window.actions_by_id["focus_filter"].trigger()
    qtbot.keyClicks(app.filter_bar.line, text)
    qtbot.keyClick(app.filter_bar.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not app.sessions_model.is_arranging)


# opening

def test_the_welcome_page_says_what_to_do(app: App):
    assert app.welcome.isVisible()
    assert not any(pane.isVisible() for pane in app.panes.values())
    texts = " ".join(label.text() for label in app.welcome.findChildren(QLabel))
    assert "Nothing leaves this computer" in texts
    assert app.welcome.sample_button.isVisible()
    assert not app.window.actions_by_id["export_sessions"].isEnabled()


def test_the_plot_is_made_while_nothing_is_open(qtbot, app: App):
    throughput = app.late_panes["throughput"]
    qtbot.waitUntil(lambda: throughput.view is not None and throughput.view.canvas is not None, timeout=20_000)
    assert app.welcome.isVisible()
    assert not throughput.isVisible()


def test_opening_shows_the_panes_and_the_file(app: App, capture: FakeAnalysis):
    assert not app.welcome.isVisible()
    assert {key for key, pane in app.panes.items() if not pane.isVisible()} == {"timeline"}
    app.focus.select_sessions((3,))             # there is something to see in it now
    assert app.panes["timeline"].isVisible()
    assert app.window.windowTitle().startswith("forty.pcapng")
    assert app.window.status.packets.text() == "240 packets"
    assert app.filter_bar.hits.text() == "40 sessions"
    assert app.recent.paths() == [capture.path]


def test_plots_are_imported_after_the_window_is_up(qtbot, app: App):
    source = "import sys, netloupe_gui.app; print('pyqtgraph' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False"
    qtbot.waitUntil(lambda: all(pane.view is not None for pane in app.late_panes.values()), timeout=20_000)
    assert app.welcome.isVisible()              # nothing was opened for it


def test_closing_goes_back_to_the_welcome_page(qtbot, app: App, capture: FakeAnalysis):
    app.window.actions_by_id["close_capture"].trigger()
    assert app.welcome.isVisible()
    qtbot.waitUntil(lambda: capture.closed)
    assert app.focus.sessions == ()
    assert app.welcome.recent_list.count() == 1


def test_a_file_that_is_no_capture_is_told_in_the_banner(qtbot, app: App):
    app.commands.open_path("/tmp/some.zip")
    qtbot.waitUntil(app.window.banner.isVisible)
    assert app.window.banner.problem.title == "some.zip could not be opened"
    assert "'PK'" in app.window.banner.problem.body
    assert app.welcome.isVisible()


def test_a_damaged_file_is_usable_up_to_the_damage(qtbot, app: App, shelf: Shelf):
    shelf.put("/x/cut.pcap", FakeAnalysis(damage=Damage(at=1234567, packet=240, reason="the record is cut short")))
    show_file(qtbot, app, "/x/cut.pcap")
    qtbot.waitUntil(lambda: app.window.banner.problem is not None)
    body = app.window.banner.problem.body
    assert "packet 240, byte 1,234,567: the record is cut short." in body
    assert app.sessions_model.rowCount() == 40
    app.window.banner.report_asked.emit(app.window.banner.problem.report)
    report = QGuiApplication.clipboard().text()
    assert "Python" in report
    assert "Packets read: 240" in report
    assert "10.0.0." not in report          # nothing out of a packet
    app.window.banner.close_problem()
    assert not app.window.banner.isVisible()


def test_dropped_files_are_opened(qtbot, app: App, shelf: Shelf):
    shelf.put("/x/dropped.pcap", FakeAnalysis(sessions=3))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/x/dropped.pcap")])
    event = QDropEvent(QPointF(10, 10), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
                       Qt.KeyboardModifier.NoModifier)
    app.window.dropEvent(event)
    assert event.isAccepted()
    qtbot.waitUntil(lambda: app.capture.path == "/x/dropped.pcap")


def test_a_recent_file_opens_with_a_click(qtbot, app: App, capture: FakeAnalysis, shelf: Shelf):
    app.window.actions_by_id["close_capture"].trigger()
    qtbot.waitUntil(lambda: capture.closed)
    capture.closed = False
    item = app.welcome.recent_list.item(0)
    point = app.welcome.recent_list.visualItemRect(item).center()
    qtbot.mouseClick(app.welcome.recent_list.viewport(), Qt.MouseButton.LeftButton, pos=point)
    qtbot.waitUntil(lambda: app.capture.path == capture.path)


def test_reading_can_be_paused_and_stopped(qtbot, app: App, shelf: Shelf):
    analysis = shelf.put("/x/long.pcap", FakeAnalysis(sessions=40, finished=False))
    show_file(qtbot, app, "/x/long.pcap")
    analysis.advance(5)
    panel = app.window.status.reading
    qtbot.waitUntil(lambda: panel.isVisible() and app.sessions_model.rowCount() == 5)
    assert "left" in panel.label.text()
    qtbot.mouseClick(panel.pause, Qt.MouseButton.LeftButton)
    assert analysis.paused
    assert panel.label.text() == "Paused"
    assert app.window.actions_by_id["pause_reading"].isChecked()
    qtbot.mouseClick(panel.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not panel.isVisible())
    assert app.sessions_model.rowCount() == 5
    assert not app.window.actions_by_id["cancel_reading"].isEnabled()


def test_a_frozen_view_says_what_it_holds_back(qtbot, app: App, shelf: Shelf):
    analysis = shelf.put("/x/long.pcap", FakeAnalysis(sessions=40, finished=False))
    show_file(qtbot, app, "/x/long.pcap")
    analysis.advance(5)
    qtbot.waitUntil(lambda: app.sessions_model.rowCount() == 5)
    app.window.actions_by_id["freeze_view"].trigger()
    analysis.advance(9)
    qtbot.waitUntil(lambda: app.window.status.held_back.text() == "Frozen: +4 new, 1 changed")
    assert app.sessions_model.rowCount() == 5
    app.window.actions_by_id["freeze_view"].trigger()
    assert app.sessions_model.rowCount() == 9
    assert app.window.status.held_back.text() == ""


@pytest.fixture
def slow(shelf: Shelf):
    """A file that opens when this event is set, or when nobody waits for it any more."""
    shelf.put("/x/slow.pcap", FakeAnalysis(sessions=3))
    gate = shelf.gates["/x/slow.pcap"] = threading.Event()
    yield gate
    gate.set()


def test_a_file_that_takes_long_to_open_can_be_called_off(qtbot, app: App, shelf: Shelf, slow: threading.Event):
    app.commands.open_path("/x/slow.pcap")
    panel = app.window.status.opening
    qtbot.waitUntil(panel.isVisible)
    assert panel.label.text() == "Opening slow.pcap"
    assert app.window.actions_by_id["cancel_reading"].isEnabled()
    qtbot.mouseClick(panel.cancel, Qt.MouseButton.LeftButton)
    assert not panel.isVisible()
    assert not app.window.actions_by_id["cancel_reading"].isEnabled()
    qtbot.waitUntil(lambda: shelf.captures["/x/slow.pcap"].closed)
    assert app.welcome.isVisible()


def test_the_window_closes_while_a_file_opens(qtbot, app: App, shelf: Shelf, slow: threading.Event):
    app.commands.open_path("/x/slow.pcap")
    qtbot.waitUntil(lambda: shelf.waiting == ["/x/slow.pcap"])
    app.window.close()
    assert not app.window.isVisible()
    app.jobs.close()


# the focus

def test_a_click_on_a_session_reaches_every_pane(qtbot, app: App, capture: FakeAnalysis):
    click_session(qtbot, app, 4)
    assert app.focus.sessions == (5,)
    assert app.focus.packet == 25               # its first packet
    qtbot.waitUntil(lambda: app.packets_model.rowCount() == 6)
    assert "Session 5: 6 packets" in app.packets_view._footer.text()
    selected = app.packets_view.table.selectionModel().selectedRows()
    assert [app.packets_model.row_at(index.row()) for index in selected] == [24]


def test_a_packet_brings_its_session_along(qtbot, app: App, capture: FakeAnalysis):
    app.link.go_to(100)
    assert app.focus.sessions == (17,)
    selected = app.sessions_view.table.selectionModel().selectedRows()
    assert [app.sessions_model.row_at(index.row()) for index in selected] == [16]


def test_keys_step_through_packets(qtbot, app: App, capture: FakeAnalysis):
    click_session(qtbot, app, 4)
    table = app.sessions_view.table
    qtbot.keyClick(table, Qt.Key.Key_F8)
    assert app.focus.packet == 26
    qtbot.keyClick(table, Qt.Key.Key_F7)
    qtbot.keyClick(table, Qt.Key.Key_F7)
    assert (app.focus.packet, app.focus.sessions) == (24, (4,))
    qtbot.keyClick(table, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    assert app.focus.packet == 23
    for _ in range(9):
        qtbot.keyClick(table, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    assert app.focus.packet == 24               # the session's last: it goes no further


def test_back_and_forward(qtbot, app: App, capture: FakeAnalysis):
    actions = app.window.actions_by_id
    click_session(qtbot, app, 4)
    assert not actions["go_forward"].isEnabled()
    click_session(qtbot, app, 9)
    actions["go_back"].trigger()
    assert (app.focus.sessions, app.focus.packet) == ((5,), 25)
    actions["go_forward"].trigger()
    assert (app.focus.sessions, app.focus.packet) == ((10,), 55)


def test_several_sessions_list_all_their_packets(qtbot, app: App, capture: FakeAnalysis):
    click_session(qtbot, app, 1)
    click_session(qtbot, app, 3, Qt.KeyboardModifier.ControlModifier)
    assert app.focus.sessions == (4, 2)         # the one under the cursor first
    qtbot.waitUntil(lambda: app.packets_model.rowCount() == 12)
    assert "2 selected" in app.sessions_view._footer.text()


# filter and brush

def test_esc_in_the_filter_line_clears_then_leaves(qtbot, app: App, capture: FakeAnalysis):
    type_filter(qtbot, app, "tls")
    app.focus.set_brush(START_NS, START_NS + 1)
    app.window.actions_by_id["focus_filter"].trigger()
    qtbot.keyClick(app.filter_bar.line, Qt.Key.Key_Escape)
    assert app.focus.filter == ""
    assert app.focus.brush is not None          # of the line only
    qtbot.keyClick(app.filter_bar.line, Qt.Key.Key_Escape)
    assert app.window.focusWidget() is app.sessions_view.table
    qtbot.waitUntil(lambda: not app.sessions_model.is_arranging)


def test_a_filter_without_hits_says_so(qtbot, app: App, capture: FakeAnalysis):
    type_filter(qtbot, app, "nowhere")
    assert not app.sessions_view.table.isVisible()
    assert "Clear the filter" in app.sessions_view._hint.text()


def test_the_brush_shows_a_chip_that_takes_it_away(qtbot, app: App, capture: FakeAnalysis):
    app.focus.set_brush(START_NS + 1_000_000_000, START_NS + 1_499_000_000)
    qtbot.waitUntil(lambda: app.sessions_model.rowCount() == 10)
    assert shown(app, "id") == [str(number) for number in range(21, 31)]
    assert app.filter_bar.brush_chip.isVisible()
    assert "499 ms" in app.filter_bar.brush_chip.text()
    qtbot.mouseClick(app.filter_bar.brush_chip, Qt.MouseButton.LeftButton)
    assert app.focus.brush is None
    qtbot.waitUntil(lambda: app.sessions_model.rowCount() == 40)


def test_another_capture_is_shown_without_the_old_filter(qtbot, app: App, capture: FakeAnalysis, shelf: Shelf):
    type_filter(qtbot, app, "tls")
    app.focus.set_brush(START_NS, START_NS + 1)
    shelf.put("/x/other.pcap", FakeAnalysis(sessions=7))
    show_file(qtbot, app, "/x/other.pcap")
    qtbot.waitUntil(lambda: app.sessions_model.rowCount() == 7 and not app.sessions_model.is_arranging)
    assert app.focus.brush is None
    assert app.filter_bar.line.text() == ""
    qtbot.waitUntil(lambda: capture.closed)


# export

def test_the_selected_sessions_are_exported(qtbot, app: App, capture: FakeAnalysis, tmp_path: Path):
    click_session(qtbot, app, 1)
    click_session(qtbot, app, 3, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(app.sessions_view.table, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    dialog = app.commands.dialog
    assert isinstance(dialog, ExportDialog)
    assert dialog.selected.isChecked()
    assert dialog.packets.text() == "12 packets will be written"
    dialog.direction.setCurrentIndex(1)
    assert dialog.packets.text() == "6 packets will be written"
    dialog.direction.setCurrentIndex(0)
    dialog.format.setCurrentIndex(1)
    assert dialog.path.text().endswith("forty-sessions.pcap")
    dialog.path.setText(str(tmp_path / "nowhere" / "out.pcap"))
    assert not dialog.save.isEnabled()
    dialog.path.setText(capture.path)
    assert not dialog.save.isEnabled()          # never over the capture itself
    dialog.path.setText(str(tmp_path / "out.pcap"))
    with qtbot.waitSignal(app.exporter.export_finished) as told:
        qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    assert told.args == [str(tmp_path / "out.pcap"), 12]
    assert capture.exported == [((4, 2), str(tmp_path / "out.pcap"), "pcap", "both")]
    assert "12 packets were written" in app.window.status.currentMessage()


def test_the_selected_sessions_are_exported_as_a_table(qtbot, app: App, capture: FakeAnalysis, tmp_path: Path):
    click_session(qtbot, app, 1)
    click_session(qtbot, app, 3, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(app.sessions_view.table, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    dialog = app.commands.dialog
    assert isinstance(dialog, ExportDialog)
    dialog.path.setText(str(tmp_path / "out.pcapng"))
    dialog.format.setCurrentIndex(2)
    assert dialog.path.text() == str(tmp_path / "out.csv")
    assert dialog.packets.text() == "2 sessions will be written"
    assert not dialog.direction.isEnabled()
    with qtbot.waitSignal(app.exporter.export_finished):
        qtbot.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    assert capture.exported == [((4, 2), str(tmp_path / "out.csv"), "csv", "both")]
    assert "2 sessions were written" in app.window.status.currentMessage()


def test_an_existing_file_is_replaced_only_when_agreed(qtbot, app: App, capture: FakeAnalysis, tmp_path, monkeypatch):
    target = tmp_path / "there.pcapng"
    target.write_bytes(b"x")
    asked = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: asked.append(box.text()) or QMessageBox.StandardButton.No)
    app.commands.export_sessions()
    dialog = app.commands.dialog
    assert dialog.shown.isChecked()             # nothing is selected
    dialog.path.setText(str(target))
    dialog.accept()
    assert asked == ["there.pcapng exists. Replace it?"]
    assert not app.exporter.is_running
    assert capture.exported == []


# actions

def test_every_action_has_a_method_and_a_place(app: App):
    hands = {"capture": LiveCommands, "ask": AskingCommands, "several": Opening}
    for spec in ACTIONS:
        family, _line, name = spec.id.partition("_")
        assert family in ("pane", "theme", "layout") or hasattr(
            hands.get(family, Commands), name if family in hands else spec.id)

    def ids(entries):
        for entry in entries:
            if isinstance(entry, tuple):
                yield from ids(entry[1:])
            elif entry is not None:
                yield entry

    placed = {action_id for _title, entries in MENUS for action_id in ids(entries)}
    assert placed == {spec.id for spec in ACTIONS}
    assert set(filter(None, TOOLBAR)) <= placed


def test_no_key_means_two_things(app: App):
    keys = [QKeySequence(key).toString() for spec in ACTIONS for key in spec.keys if spec.id != "capture_stop"]
    assert len(keys) == len(set(keys))
    assert all(keys)
    start, stop = (app.window.actions_by_id[name] for name in ("capture_start", "capture_stop"))
    assert start.shortcut() == stop.shortcut()          # one key, and never both at once
    assert start.isEnabled()
    assert not stop.isEnabled()


def test_keys_bring_the_panes(qtbot, app: App, capture: FakeAnalysis):
    app.panes["packets"].close()
    qtbot.keyClick(app.window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert app.panes["packets"].isVisible()
    assert app.window.focusWidget() is app.packets_view.table
    qtbot.keyClick(app.window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert app.window.focusWidget() is app.sessions_view.table


def test_the_palette_finds_and_runs_a_command(qtbot, app: App, capture: FakeAnalysis):
    app.window.actions_by_id["command_palette"].trigger()
    palette = app.commands.dialog
    assert isinstance(palette, CommandPalette)
    qtbot.keyClicks(palette.line, "dark the")
    assert palette.list.count() == 1
    qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert app.themes.theme.name == "dark"
    assert app.window.actions_by_id["theme_dark"].isChecked()


def test_go_to_a_packet(qtbot, app: App, capture: FakeAnalysis):
    qtbot.keyClick(app.window, Qt.Key.Key_G, Qt.KeyboardModifier.ControlModifier)
    dialog = app.commands.dialog
    assert isinstance(dialog, GoToDialog)
    qtbot.keyClicks(dialog.line, "999")
    assert dialog.number == 0
    dialog.line.setText("200")
    dialog.accept()
    assert app.focus.packet == 200


@pytest.mark.parametrize(("action", "kind"), [("about", AboutDialog), ("shortcut_sheet", ShortcutSheet)])
def test_help_opens(qtbot, app: App, action: str, kind: type):
    app.window.actions_by_id[action].trigger()
    assert isinstance(app.commands.dialog, kind)
    assert app.commands.dialog.isVisible()
    app.commands.dialog.close()


def test_text_size_follows_the_keys(qtbot, app: App, qapp: QApplication):
    normal, row = qapp.font().pointSizeF(), app.sessions_view.table.verticalHeader().defaultSectionSize()
    app.window.actions_by_id["text_larger"].trigger()
    assert qapp.font().pointSizeF() == normal + 1
    qtbot.waitUntil(lambda: app.sessions_view.table.verticalHeader().defaultSectionSize() > row)
    app.window.actions_by_id["text_normal"].trigger()
    assert qapp.font().pointSizeF() == normal


# keeping

def test_layout_columns_and_theme_are_kept(qtbot, make_app, shelf: Shelf):
    shelf.put("/x/a.pcap", FakeAnalysis())
    first = make_app()
    show_file(qtbot, first, "/x/a.pcap")
    qtbot.waitUntil(lambda: not first.capture.is_reading)
    first.panes["timeline"].close()
    first.sessions_view.table.setColumnHidden(1, True)
    first.window.actions_by_id["theme_contrast"].trigger()
    first.window.close()
    second = make_app()
    assert second.themes.theme.name == "contrast"
    assert second.sessions_view.table.isColumnHidden(1)
    show_file(qtbot, second, "/x/a.pcap")
    assert not second.panes["timeline"].isVisible()
    assert second.panes["packets"].isVisible()
    second.window.actions_by_id["reset_layout"].trigger()
    assert second.panes["timeline"].isVisible()
    assert not second.sessions_view.table.isColumnHidden(1)
    qtbot.waitUntil(lambda: not second.sessions_model.is_arranging)


def test_a_damaged_layout_gives_the_one_of_the_beginning(qtbot, make_app, shelf: Shelf, tmp_path: Path):
    (tmp_path / "settings.ini").write_text(
        "[General]\nlayout=@ByteArray(rubbish)\nlayout_version=3\npanes=\"{\"\ngeometry=x\n")
    shelf.put("/x/a.pcap", FakeAnalysis())
    app = make_app()
    show_file(qtbot, app, "/x/a.pcap")
    app.focus.select_sessions((3,))
    assert all(pane.isVisible() for pane in app.panes.values())
    qtbot.waitUntil(lambda: not app.capture.is_reading and not app.sessions_model.is_arranging)


def test_quitting_while_reading_is_safe(qtbot, app: App, shelf: Shelf):
    analysis = shelf.put("/x/long.pcap", FakeAnalysis(sessions=40, finished=False))
    show_file(qtbot, app, "/x/long.pcap")
    analysis.advance(20)
    qtbot.waitUntil(lambda: app.sessions_model.rowCount() == 20)
    app.window.actions_by_id["quit"].trigger()
    assert not app.window.isVisible()
    app.jobs.close()
    assert analysis.closed


# security and access

def test_no_label_takes_text_for_markup(app: App, capture: FakeAnalysis):
    labels = app.window.findChildren(QLabel)
    assert len(labels) > 20
    assert not [label.text() for label in labels if label.textFormat() is not Qt.TextFormat.PlainText]


def test_a_file_name_with_tags_is_text(qtbot, app: App, capture: FakeAnalysis, tmp_path: Path, monkeypatch):
    path = tmp_path / "<img src=x> & <b>bold<"
    path.touch()
    app.recent.add(str(path))
    assert "&lt;img" in app.welcome.recent_list.item(0).toolTip()
    boxes = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: boxes.append(box) or QMessageBox.StandardButton.No)
    app.commands.export(ExportOrder((1,), str(path)))
    assert boxes[0].textFormat() is Qt.TextFormat.PlainText
    assert not app.exporter.is_running


def test_what_takes_the_keyboard_has_a_name(app: App, capture: FakeAnalysis):
    nameless = []
    for widget in app.window.findChildren(QWidget):
        takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible()
        text = getattr(widget, "text", None)
        if takes and not widget.accessibleName() and not (callable(text) and text()) and widget.focusProxy() is None:
            nameless.append(f"{type(widget).__name__} {widget.objectName()} in {type(widget.parent()).__name__}")
    assert not nameless


def test_an_unexpected_exception_is_shown_and_the_window_lives_on(qtbot, app: App, capture: FakeAnalysis):
    app.failures.failure_caught.emit("KeyError: 'x'", "Traceback …")
    assert app.window.banner.problem.title == "Something went wrong inside Netloupe"
    assert "Traceback" in app.window.banner.problem.report
    click_session(qtbot, app, 2)
    assert app.focus.sessions == (3,)


def test_a_broken_protocol_is_told_with_the_first_capture(app: App, shelf: Shelf, qtbot, tmp_path: Path,
                                                          monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "protocol_problems", lambda: (Problem("/x/modbus.py", 7, "it is switched off"),))
    for name in ("one.pcap", "two.pcap"):
        (tmp_path / name).write_bytes(b"made up")
        shelf.put(str(tmp_path / name), FakeAnalysis(sessions=3, packets_each=2))
    app.commands.open_path(str(tmp_path / "one.pcap"))
    qtbot.waitUntil(lambda: app.window.banner.problem is not None)
    assert app.window.banner.problem.body == "/x/modbus.py, line 7: it is switched off"
    app.commands.open_path(str(tmp_path / "two.pcap"))
    qtbot.waitUntil(lambda: app.window.windowTitle().startswith("two.pcap"))
    assert app.window.banner.problem is None
