"""Live capture in the whole window: start, stop, continue, restart, save, ask once, freeze, incidents, trouble."""
import os
import time
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFileDialog, QLabel, QMessageBox

from netloupe_engine.errors import CaptureError, PermissionDeniedError
from netloupe_engine.model import CaptureOptions, Phase, StreamOptions
from netloupe_gui.app import App
from netloupe_gui.bridge.acknowledged import ENDING, read_kept
from netloupe_gui.bridge.keeper import file_of
from netloupe_gui.bridge.live import Activity
from netloupe_gui.bridge.plan import CapturePlan
from tests.gui.conftest import Shelf
from tests.gui.fake import FakeAnalysis
from tests.gui.live_fake import FIXABLE, READY, FakeDoor, FakeLive

CTRL = Qt.KeyboardModifier.ControlModifier


def press(app: App, action_id: str) -> None:
    assert app.window.actions_by_id[action_id].isEnabled(), action_id
    app.window.actions_by_id[action_id].trigger()


def begin(qtbot, app: App, door: FakeDoor, sessions: int = 10, device: str = "eth0", output: str = "") -> FakeLive:
    count = len(door.captures)
    app.live_commands.start_plan(CapturePlan(CaptureOptions((device,)), output))
    qtbot.waitUntil(lambda: len(door.captures) == count + 1 and app.live.activity is Activity.RUNNING
                    and app.capture.analysis is door.live.analysis)
    door.live.come(sessions)
    qtbot.waitUntil(lambda: app.sessions_model.rowCount() == sessions)
    return door.live


def stop(qtbot, app: App) -> None:
    press(app, "capture_stop")
    qtbot.waitUntil(lambda: app.live.activity is Activity.STOPPED and not app.capture.is_reading)


def answer(qtbot, app: App, button: QMessageBox.StandardButton) -> None:
    qtbot.waitUntil(lambda: app.live_commands.question is not None and app.live_commands.question.isVisible())
    qtbot.mouseClick(app.live_commands.question.button(button), Qt.MouseButton.LeftButton)


@pytest.fixture
def save_to(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    path = tmp_path / "kept.pcapng"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args, **kwargs: (str(path), ""))
    return path


# starting and stopping

def test_the_first_start_asks_and_the_next_does_not(qtbot, app: App, door: FakeDoor):
    qtbot.keyClick(app.window, Qt.Key.Key_E, CTRL)
    dialog = app.live_commands.dialog
    qtbot.waitUntil(lambda: dialog.devices.model_rows.rowCount() == 4)
    dialog.devices.select(("lo",))
    dialog.filter.line.setText("tcp")
    dialog.start.click()
    qtbot.waitUntil(lambda: app.live.activity is Activity.RUNNING)
    assert door.live.options == CaptureOptions(("lo",), "tcp")
    assert app.window.windowTitle() == "lo (● capturing) — Netloupe"
    qtbot.waitUntil(lambda: app.window.shows_capture)
    app.window.activateWindow()
    qtbot.waitUntil(app.window.isActiveWindow)
    qtbot.keyClick(app.window, Qt.Key.Key_E, CTRL)
    qtbot.waitUntil(lambda: app.live.activity is Activity.STOPPED)
    qtbot.keyClick(app.window, Qt.Key.Key_E, CTRL)          # nothing was captured: nothing is asked
    qtbot.waitUntil(lambda: len(door.captures) == 2 and app.live.activity is Activity.RUNNING)
    assert door.live.options == CaptureOptions(("lo",), "tcp")
    assert app.store.texts("capture_filters") == ["tcp"]


def test_a_click_on_the_welcome_page_starts(qtbot, app: App, door: FakeDoor):
    table = app.welcome.live.devices
    qtbot.waitUntil(lambda: table.model().rowCount() == 4)
    point = table.visualRect(table.model().index(1, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=point)
    qtbot.waitUntil(lambda: app.live.activity is Activity.RUNNING)
    assert door.live.options.devices == ("lo",)
    qtbot.waitUntil(lambda: not app.watch.is_watched)


def test_the_menu_of_the_button_lists_interfaces(qtbot, app: App, door: FakeDoor):
    menu = app.capture_menu
    menu.popup(app.window.mapToGlobal(QPoint(200, 60)))
    qtbot.waitUntil(lambda: any("packets/s" in action.text() for action in menu.actions()), timeout=4000)
    names = [action.data() for action in menu.actions() if action.data()]
    assert names[:4] == ["eth0", "lo", "wlan0", "any"]
    assert "capture_options" in names
    next(action for action in menu.actions() if action.data() == "any").trigger()
    menu.close()
    qtbot.waitUntil(lambda: app.live.activity is Activity.RUNNING)
    assert door.live.options.devices == ("any",)


def test_the_window_lives_while_a_password_is_waited_for(qtbot, app: App, door: FakeDoor):
    door.gate.clear()
    app.live_commands.start_on("eth0")
    assert app.live.activity is Activity.STARTING
    assert app.window.status.live.state.text() == "◌ Starting…"
    turns: list[int] = []
    timer = QTimer(interval=5)
    timer.timeout.connect(lambda: turns.append(1))
    timer.start()
    qtbot.waitUntil(lambda: len(turns) > 10)                # the event loop goes on
    assert app.live.activity is Activity.STARTING
    press(app, "capture_stop")                              # the person gives up
    qtbot.waitUntil(lambda: app.live.activity is Activity.NONE)
    assert "close" in door.live.calls
    assert app.welcome.isVisible()


def test_closing_while_starting_does_not_hang(qtbot, app: App, door: FakeDoor):
    door.gate.clear()
    app.live_commands.start_on("eth0")
    qtbot.waitUntil(lambda: bool(door.captures))
    began = time.monotonic()
    assert app.window.close()
    assert time.monotonic() - began < 3


def test_what_cannot_start_says_why_and_what_helps(qtbot, app: App, door: FakeDoor):
    door.start_error = PermissionDeniedError("The helper may not open eth0.", FIXABLE.fix)
    app.live_commands.start_on("eth0")
    qtbot.waitUntil(lambda: app.window.banner.problem is not None)
    assert app.window.banner.problem.title == "Capturing could not be started"
    assert FIXABLE.fix in app.window.banner.problem.body
    assert door.live.calls == ["start", "close"]
    assert app.welcome.isVisible()
    qtbot.mouseClick(app.window.banner.action_button, Qt.MouseButton.LeftButton)
    assert app.live_commands.dialog.isVisible()
    assert app.window.banner.problem is None
    app.live_commands.dialog.reject()


def test_a_stopped_capture_is_an_open_file(qtbot, app: App, door: FakeDoor):
    live = begin(qtbot, app, door, 10)
    assert app.window.actions_by_id["freeze_view"].isEnabled()
    assert not app.window.actions_by_id["pause_reading"].isEnabled()
    assert not app.window.actions_by_id["reload"].isEnabled()
    stop(qtbot, app)
    assert live.calls == ["start", "stop"]
    assert app.window.windowTitle() == "eth0 (stopped) — Netloupe"
    assert app.window.status.live.state.text() == "■ Stopped 0:07"
    assert not app.window.actions_by_id["freeze_view"].isEnabled()
    app.focus.select_sessions((3,))
    qtbot.waitUntil(lambda: app.packets_model.rowCount() == 6)


def test_continue_goes_on_in_the_same_capture(qtbot, app: App, door: FakeDoor):
    live = begin(qtbot, app, door, 10)
    app.focus.select_sessions((4,))
    stop(qtbot, app)
    press(app, "capture_go_on")
    qtbot.waitUntil(lambda: app.live.activity is Activity.RUNNING)
    assert app.capture.is_reading
    live.come(15)
    qtbot.waitUntil(lambda: app.sessions_model.rowCount() == 15)
    assert live.calls == ["start", "stop", "start"]
    assert len(door.captures) == 1
    assert app.focus.sessions == (4,)
    stop(qtbot, app)
    assert app.sessions_model.rowCount() == 15


def test_restart_asks_what_becomes_of_the_capture(qtbot, app: App, door: FakeDoor):
    first = begin(qtbot, app, door, 10)
    press(app, "capture_restart")
    answer(qtbot, app, QMessageBox.StandardButton.Cancel)
    qtbot.waitUntil(lambda: app.live_commands.question is None)
    assert app.live.activity is Activity.RUNNING
    press(app, "capture_restart")
    answer(qtbot, app, QMessageBox.StandardButton.Discard)
    qtbot.waitUntil(lambda: len(door.captures) == 2 and app.live.activity is Activity.RUNNING)
    qtbot.waitUntil(lambda: "close" in first.calls)
    assert first.calls == ["start", "stop", "close"]        # it was stopped before the new one began
    assert door.live.options == first.options
    assert app.sessions_model.rowCount() == 0


def test_an_old_capture_stays_when_the_new_one_cannot_start(qtbot, app: App, door: FakeDoor):
    begin(qtbot, app, door, 10)
    door.start_error = CaptureError("eth0 is gone")
    press(app, "capture_restart")
    answer(qtbot, app, QMessageBox.StandardButton.Discard)
    qtbot.waitUntil(lambda: app.window.banner.problem is not None)
    assert app.sessions_model.rowCount() == 10
    assert app.live.activity is Activity.STOPPED
    assert not app.capture.analysis.closed


# saving, and asking once

def test_save(qtbot, app: App, door: FakeDoor, save_to: Path):
    live = begin(qtbot, app, door, 10)
    live.save_gate.clear()
    qtbot.keyClick(app.window, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(app.window.status.saving.isVisible)
    assert app.live.is_saving
    live.save_gate.set()
    qtbot.waitUntil(lambda: not app.live.is_saving)
    assert live.saves == [str(save_to)]
    assert not app.window.status.saving.isVisible()
    assert not app.live.is_unsaved
    live.come(12)                                           # more came: that would be lost
    assert app.live.is_unsaved
    assert app.window.windowTitle() == "kept.pcapng (● capturing) — Netloupe"


def test_acknowledged_findings_of_a_live_capture_are_kept_with_its_file(qtbot, app: App, door: FakeDoor, save_to: Path,
                                                                        tmp_path: Path, monkeypatch):
    monkeypatch.setattr(app.acknowledged, "_folder", tmp_path / "notes")
    begin(qtbot, app, door, 10)
    app.acknowledged.set_kind("tcp.reset", True)
    save_to.write_bytes(b"as it was saved")                 # a fake writes nothing
    qtbot.keyClick(app.window, Qt.Key.Key_S, CTRL)
    kept = file_of(tmp_path / "notes", str(save_to), ENDING)
    qtbot.waitUntil(lambda: read_kept(kept)[0] == {"tcp.reset"})
    app.acknowledged.set_single(("dns.error", 3, 2), True)  # after it was saved, too
    qtbot.waitUntil(lambda: read_kept(kept)[1] == {("dns.error", 3, 2)})


def test_saving_can_be_cancelled(qtbot, app: App, door: FakeDoor, save_to: Path):
    live = begin(qtbot, app, door, 10)
    live.save_gate.clear()
    press(app, "capture_save")
    qtbot.waitUntil(app.window.status.saving.isVisible)
    qtbot.mouseClick(app.window.status.saving.cancel, Qt.MouseButton.LeftButton)
    live.save_gate.set()
    qtbot.waitUntil(lambda: not app.live.is_saving)
    assert live.saves == []
    assert app.live.is_unsaved


def test_closing_the_window_asks_once(qtbot, app: App, door: FakeDoor, save_to: Path):
    live = begin(qtbot, app, door, 10)
    assert not app.window.close()
    answer(qtbot, app, QMessageBox.StandardButton.Cancel)
    assert app.window.isVisible()
    assert not app.window.close()
    assert "60 packets" in app.live_commands.question.text()
    answer(qtbot, app, QMessageBox.StandardButton.Save)
    qtbot.waitUntil(lambda: not app.window.isVisible())
    app.jobs.close()
    assert live.saves == [str(save_to)]
    assert live.calls == ["start", "stop", "close"]         # nothing came after what was saved


def test_discarding_closes_the_window(qtbot, app: App, door: FakeDoor):
    live = begin(qtbot, app, door, 10)
    assert not app.window.close()
    answer(qtbot, app, QMessageBox.StandardButton.Discard)
    qtbot.waitUntil(lambda: not app.window.isVisible())
    app.jobs.close()
    assert live.saves == []
    assert live.calls[-1] == "close"


@pytest.mark.parametrize("sessions", [0, 10])
def test_what_is_empty_or_has_a_file_of_its_own_is_not_asked_about(qtbot, app: App, door: FakeDoor, tmp_path: Path,
                                                                    sessions: int):
    begin(qtbot, app, door, sessions, output=str(tmp_path / "own.pcapng") if sessions else "")
    assert app.window.close()
    assert app.live_commands.question is None


def test_opening_a_file_asks_first(qtbot, app: App, door: FakeDoor, shelf: Shelf, tmp_path: Path):
    path = tmp_path / "file.pcapng"
    path.write_bytes(b"made up")
    shelf.put(str(path), FakeAnalysis(sessions=3))
    live = begin(qtbot, app, door, 10)
    app.commands.open_path(str(path))
    answer(qtbot, app, QMessageBox.StandardButton.Discard)
    qtbot.waitUntil(lambda: app.capture.path == str(path))
    qtbot.waitUntil(lambda: "close" in live.calls)
    assert not app.window.status.live.isVisible()
    assert app.window.actions_by_id["reload"].isEnabled()
    assert not app.window.actions_by_id["capture_save"].isEnabled()
    assert app.window.windowTitle() == "file.pcapng — Netloupe"


def test_a_program_that_ends_unasked_keeps_what_is_not_saved(qtbot, app: App, door: FakeDoor):
    live = begin(qtbot, app, door, 10)
    app.close_unasked()
    app.jobs.close()
    assert live.calls == ["start", "keep"]


def test_a_pipe_is_opened_as_a_live_capture(qtbot, app: App, door: FakeDoor, tmp_path: Path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    app.commands.open_path(str(pipe))
    qtbot.waitUntil(lambda: app.live.activity is Activity.RUNNING)
    assert door.live.options == StreamOptions(str(pipe))
    app.commands.open_path("-")
    qtbot.waitUntil(lambda: door.live.options == StreamOptions("-") and app.live.activity is Activity.RUNNING)


def test_a_failed_save_closes_nothing(qtbot, app: App, door: FakeDoor, save_to: Path):
    live = begin(qtbot, app, door, 10)

    def full(path, progress=None, cancelled=None):
        raise OSError("No space left on device")
    live.save = full
    app.window.close()
    answer(qtbot, app, QMessageBox.StandardButton.Save)
    qtbot.waitUntil(lambda: app.window.banner.problem is not None)
    assert "No space left" in app.window.banner.problem.body
    assert app.window.isVisible()
    assert app.sessions_model.rowCount() == 10


# the live view

def test_a_frozen_view_counts_and_catches_up(qtbot, app: App, door: FakeDoor):
    live = begin(qtbot, app, door, 10)
    qtbot.keyClick(app.window, Qt.Key.Key_Space, CTRL)
    live.come(25)
    status = app.window.status
    qtbot.waitUntil(lambda: "+15 new, 1 changed" in status.held_back.text())
    assert "frozen" in status.live.view.text()
    assert app.sessions_model.rowCount() == 10
    stop(qtbot, app)                                        # frozen beyond the end: it can still be let go
    assert app.sessions_model.rowCount() == 10
    qtbot.keyClick(app.window, Qt.Key.Key_Space, CTRL)
    qtbot.waitUntil(lambda: app.sessions_model.rowCount() == 25)
    assert "view live" in status.live.view.text()


def test_selection_and_place_are_kept_by_session(qtbot, app: App, door: FakeDoor):
    live = begin(qtbot, app, door, 30)
    table, model = app.sessions_view.table, app.sessions_model
    qtbot.mouseMove(app.window, QPoint(5, 5))
    model.set_held(False)
    column = next(at for at, column in enumerate(model.columns) if column.key == "bytes_down")
    table._on_section_clicked(column)
    qtbot.waitUntil(lambda: not model.is_arranging)
    position = model.position_of(16)
    table.selectRow(position)
    assert app.focus.sessions == (17,)
    live.come(60)
    qtbot.waitUntil(lambda: model.rowCount() == 60, timeout=5000)
    assert app.focus.sessions == (17,)
    rows = {index.row() for index in table.selectionModel().selectedRows()}
    assert rows == {model.position_of(16)}
    down = [live.analysis.sessions.cell("bytes_down", model.row_at(at)) for at in range(60)]
    assert down == sorted(down)


def test_the_four_states_are_independent_and_visible(qtbot, app: App, door: FakeDoor):
    begin(qtbot, app, door, 30)
    view, table = app.window.status.live.view, app.sessions_view.table
    assert view.isVisible()
    assert "following newest" in view.text()                # a live capture follows at first
    qtbot.keyClick(table, Qt.Key.Key_Home)
    assert "not following" in view.text()
    qtbot.keyClick(table, Qt.Key.Key_End)
    assert "following newest" in view.text()
    app.sessions_model.set_held(True)
    assert "sort held" in view.text()
    app.sessions_model.set_held(False)
    assert "sort live" in view.text()
    assert app.window.status.live.state.text().startswith("● Capturing")


def test_drops_are_always_shown(qtbot, app: App, door: FakeDoor):
    live = begin(qtbot, app, door, 10)
    drops = app.window.status.live.drops
    qtbot.waitUntil(lambda: drops.text() == "0 dropped")
    assert drops.kind == "text"
    live.dropped = 1234
    qtbot.waitUntil(lambda: drops.text() == "▼ 1,234 dropped")
    assert drops.kind == "warning"
    assert app.window.banner.problem.title == "Packets are being dropped"
    app.window.banner.close_problem()
    live.dropped = 2000
    qtbot.waitUntil(lambda: "2,000" in drops.text())
    assert app.window.banner.problem is None                # told once
    assert "memory 21 MB" in app.window.status.live.room.text()


def test_incidents_are_marked_where_they_happened(qtbot, app: App, door: FakeDoor):
    live = begin(qtbot, app, door, 40)
    qtbot.waitUntil(lambda: app.late_panes["throughput"].view is not None
                    and app.late_panes["throughput"].view.marks is not None, timeout=20_000)
    plot = app.late_panes["throughput"].view
    live.happen("drop", "no room in the kernel's buffer", 17)
    live.happen("gap", "the interface <b>vanished</b>\u202e")
    qtbot.waitUntil(lambda: len(plot.marks.lines) == 2)
    assert app.window.banner.problem.title == "The capture has a gap"
    assert "17" in plot.marks.lines[0].toolTip()
    assert "&lt;b&gt;" in plot.marks.lines[1].toolTip()
    moment = live.incidents[0].time_ns
    plot._describe(moment)
    assert "no room in the kernel's buffer (17)" in plot._line.text()
    app.live_commands._is_agreed = True
    press(app, "close_capture")
    qtbot.waitUntil(lambda: plot._incidents == ())


# trouble

def test_a_dead_helper_is_told_and_one_click_goes_on(qtbot, app: App, door: FakeDoor):
    live = begin(qtbot, app, door, 10)
    live.die("the capture helper was killed (signal 9)")
    qtbot.waitUntil(lambda: app.live.activity is Activity.FAILED)
    banner = app.window.banner
    assert banner.problem.title == "Capturing stopped"
    assert banner.problem.body == "the capture helper was killed (signal 9). What was captured is kept."
    assert app.window.status.live.state.kind == "error"
    assert app.sessions_model.rowCount() == 10
    assert banner.action_button.text() == "Continue"
    qtbot.mouseClick(banner.action_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: app.live.activity is Activity.RUNNING)
    assert banner.problem is None
    live.come(12)
    qtbot.waitUntil(lambda: app.sessions_model.rowCount() == 12)


def test_an_end_that_was_wished_for_is_no_trouble(qtbot, app: App, door: FakeDoor):
    live = begin(qtbot, app, door, 10)
    live.end("1 000 packets were captured")
    qtbot.waitUntil(lambda: app.live.activity is Activity.STOPPED)
    assert app.window.banner.problem is None
    assert app.window.status.currentMessage() == "1 000 packets were captured"


# programs, export, hostile names

def test_the_column_of_programs_is_there_when_there_are_any(qtbot, app: App, door: FakeDoor):
    live = begin(qtbot, app, door, 10)
    column = next(at for at, column in enumerate(app.sessions_model.columns) if column.key == "process")
    table = app.sessions_view.table
    assert table.isColumnHidden(column)
    live.analysis.programs = ("curl", "evil\u202e")
    live.come(14)
    qtbot.waitUntil(lambda: not table.isColumnHidden(column))
    model = app.sessions_model
    cells = {model.data(model.index(row, column)) for row in range(10, 14)}
    assert cells == {"curl", "evil\\u202e"}
    app.live_commands._is_agreed = True
    press(app, "close_capture")
    assert table.isColumnHidden(column)


def test_on_loopback_the_programs_of_both_ends_are_shown(qtbot, app: App, door: FakeDoor):
    live = begin(qtbot, app, door, 10)
    column = next(at for at, column in enumerate(app.sessions_model.columns) if column.key == "process")
    live.analysis.programs = ("curl and nginx",)
    live.come(14)
    qtbot.waitUntil(lambda: not app.sessions_view.table.isColumnHidden(column))
    assert app.sessions_model.cell(13, column)[0] == "curl → nginx"       # who began first


def test_sessions_can_be_exported_while_capturing(qtbot, app: App, door: FakeDoor, tmp_path: Path):
    live = begin(qtbot, app, door, 10)
    app.focus.select_sessions((2, 5))
    press(app, "export_sessions")
    dialog = app.commands.dialog
    dialog.path.setText(str(tmp_path / "two.pcapng"))
    with qtbot.waitSignal(app.exporter.export_finished):
        dialog.accept()
    assert live.analysis.exported == [((2, 5), str(tmp_path / "two.pcapng"), "pcapng", "both")]
    assert app.live.activity is Activity.RUNNING


def test_hostile_names_reach_the_screen_escaped(qtbot, app: App, door: FakeDoor):
    begin(qtbot, app, door, 1, device="<b>x</b>\u202e")
    assert app.window.windowTitle() == "<b>x</b>\\u202e (● capturing) — Netloupe"
    assert not app.window.close()
    box = app.live_commands.question
    assert box.textFormat() is Qt.TextFormat.PlainText
    assert "<b>x</b>\\u202e" in box.text()
    answer(qtbot, app, QMessageBox.StandardButton.Cancel)


def test_captures_left_by_a_program_that_died_are_offered(qtbot, app: App, door: FakeDoor, tmp_path: Path):
    folder = tmp_path / "netloupe-abc"
    folder.mkdir()
    door.left = (folder,)
    app.unsaved.look()
    card = app.welcome.live.unsaved
    qtbot.waitUntil(card.isVisible)
    assert card.title.text() == "▲ A capture of an earlier run was not saved."
    qtbot.mouseClick(card.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: app.sessions_model.rowCount() == 4)
    assert app.window.windowTitle() == "capture found again (stopped) — Netloupe"
    assert app.live.is_unsaved
    assert app.window.actions_by_id["capture_save"].isEnabled()
    assert not app.window.actions_by_id["capture_go_on"].isEnabled()    # it cannot go on
    assert not app.window.actions_by_id["capture_restart"].isEnabled()
    assert not app.window.close()
    answer(qtbot, app, QMessageBox.StandardButton.Cancel)


def test_the_look_comes_again_with_the_window(qtbot, app: App, door: FakeDoor):
    qtbot.waitUntil(lambda: door.looks >= 1)
    looks = door.looks
    door.allowed = READY
    app.window.came_to_front.emit()
    qtbot.waitUntil(lambda: door.looks > looks)


def test_new_labels_show_plain_text_and_have_names(qtbot, app: App, door: FakeDoor):
    begin(qtbot, app, door, 3)
    strip = app.window.status.live
    for label in strip.findChildren(QLabel):
        assert label.textFormat() is Qt.TextFormat.PlainText
        assert label.accessibleName()
    assert door.live.status.phase is Phase.RUNNING
    assert app.window.actions_by_id["capture_stop"].shortcut() == QKeySequence("Ctrl+E")
    assert np.asarray(app.sessions_view.shown_rows).size == 3
