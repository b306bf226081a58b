"""From an open capture to a file with what one asked for: one sitting, by mouse and keyboard, with the real engine."""
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QInputDialog

from netloupe_engine import Analysis, analyze
from netloupe_engine.analysis import open_capture
from netloupe_engine.remarks import Remark
from netloupe_gui.app import App
from netloupe_gui.dialogs.export import ExportDialog
from netloupe_gui.dialogs.note import NoteDialog
from netloupe_gui.models.grouped import LABEL
from netloupe_gui.plots.statistics import NAME_ROLE
from netloupe_gui.plots.throughput import ThroughputPlot
from tests.gui.conftest import SAMPLE, shown_ids
from tests.gui.live_fake import FakeDoor
from tests.gui.test_completion import type_until
from tests.gui.test_find import hits_of
from tests.gui.test_grouping import group, row_of
from tests.gui.test_kept_filters import entries

LEFT, NONE, CONTROL, ALT = (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
                            Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier)
NAME, NOTE = "pages & \u00fcbersicht", "seen \u201chere\u201d first:\nthe \u05d0\u05d1 page"


@pytest.fixture
def window(qtbot, qapp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[App]:
    """The window with nothing open."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    app = App(qapp, tmp_path / "settings.ini", tmp_path / "window.log", _open, FakeDoor())
    app.window.resize(1600, 1000)
    app.window.show()
    app.window.activateWindow()
    qtbot.waitExposed(app.window)
    yield app
    app.dispose()


def _open(path: str, is_cancelled: Callable[[], bool] = bool) -> Analysis:
    return open_capture(path, cancelled=is_cancelled)


def show(qtbot, app: App, path: Path, sessions: int) -> None:
    app.commands.open_path(str(path))
    qtbot.waitUntil(lambda: app.capture.path == str(path) and not app.capture.is_reading
                    and app.sessions_model.rowCount() == sessions and len(shown_ids(app)) == sessions)


def back_to(qtbot, app: App) -> None:
    """A window manager gives the keyboard back to the window when a dialog is closed."""
    app.window.activateWindow()
    qtbot.waitUntil(app.window.isActiveWindow)


def press(qtbot, app: App, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    qtbot.keyClick(app.window.focusWidget() or app.window, key, modifiers)


def go_to_tab(qtbot, app: App, number: int) -> None:
    tabs = app.window.middle.tabs
    qtbot.mouseClick(tabs, LEFT, pos=tabs.tabRect(number).center())


def brush(qtbot, app: App, begin_ns: int, end_ns: int) -> None:
    """Drag over the throughput strip."""
    qtbot.waitUntil(lambda: isinstance(app.late_panes["throughput"].view, ThroughputPlot)
                    and app.late_panes["throughput"].view.series is not None)
    canvas = app.late_panes["throughput"].view.canvas
    height = round(canvas.plot_rect().center().y())
    first, last = (QPoint(round(canvas.x_of(moment)), height) for moment in (begin_ns, end_ns))
    qtbot.mousePress(canvas.viewport(), LEFT, pos=first)
    for part in (0.3, 0.7, 1.0):
        qtbot.mouseMove(canvas.viewport(), first + (last - first) * part)
    qtbot.mouseRelease(canvas.viewport(), LEFT, pos=last)
    qtbot.waitUntil(lambda: app.focus.brush is not None)


def test_a_newcomer_asks_finds_keeps_and_exports(qtbot, window: App, known: Analysis, tmp_path: Path) -> None:
    app, bar, line = window, window.filter_bar, window.filter_bar.line
    show(qtbot, app, SAMPLE, 144)

    # a filter is completed, and says how much it leaves before it is entered
    qtbot.keyClick(app.window, Qt.Key.Key_L, CONTROL)
    qtbot.waitUntil(line.hasFocus)
    type_until(qtbot, line, "ap", "app")
    qtbot.keyClick(line, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: line.text() == "app ")
    type_until(qtbot, line, "== ht", "http")
    qtbot.keyClick(line, Qt.Key.Key_Tab)
    pages = known.filter("app == http").tolist()
    qtbot.waitUntil(lambda: bar.hits.text() == f"{len(pages)} of 144 sessions")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert shown_ids(app) == pages

    # grouped by server: a group opens to its sessions
    group(qtbot, app, "Server")
    table, groups = app.sessions_view.groups, app.groups_model
    server = known.values_of("server", pages[0])[0]
    row, before = row_of(app, str(server)), groups.rowCount()
    arrow = table.visualRect(groups.index(row, LABEL))
    qtbot.mouseClick(table.viewport(), LEFT, pos=QPoint(arrow.left() + 10, arrow.center().y()))
    of_server = known.filter(f"app == http and server == {server}").tolist()
    qtbot.waitUntil(lambda: groups.rowCount() == before + len(of_server))

    # a click on a bar of the statistics, with Ctrl besides what is asked
    go_to_tab(qtbot, app, 1)
    qtbot.waitUntil(lambda: app.late_panes["statistics"].view is not None
                    and app.late_panes["statistics"].view.found is not None)
    view = app.late_panes["statistics"].view
    item = next(view.list.item(at) for at in range(view.list.count())
                if view.list.item(at).data(NAME_ROLE) == "http.status")
    view.list.scrollToItem(item)
    qtbot.mouseClick(view.list.viewport(), LEFT, pos=view.list.visualItemRect(item).center())
    qtbot.waitUntil(lambda: view.found.kind.name == "http.status" and not app.statistics.is_busy)
    condition = view.found.conditions[0]
    qtbot.mouseClick(view.picture, LEFT, CONTROL, view.picture.centre_of(0))
    asked = f"app == http and {condition}"
    assert line.text() == asked
    left = known.filter(asked).tolist()
    qtbot.waitUntil(lambda: shown_ids(app) == left)
    assert 0 < len(left) < len(pages)
    assert [chip.text() for chip in bar.chips.chips] == ["app == http", condition]

    # a range of time is brushed, and taken back
    go_to_tab(qtbot, app, 0)
    start_ns, end_ns = known.capture.start_ns, known.capture.end_ns
    brush(qtbot, app, start_ns, (start_ns + end_ns) // 2)
    starts = known.sessions.column("start_ns")[np.array(left) - 1]
    early = [id for id, at in zip(left, starts.tolist(), strict=True) if at <= app.focus.brush.end_ns]
    qtbot.waitUntil(lambda: shown_ids(app) == early)
    assert 0 < len(early) < len(left)
    assert bar.brush_chip.isVisible()
    qtbot.mouseClick(bar.undo, LEFT)
    qtbot.waitUntil(lambda: shown_ids(app) == left and not bar.brush_chip.isVisible())

    # the filter gets a name and is picked by it
    qtbot.keyClick(app.window, Qt.Key.Key_D, CONTROL)
    naming = app.asking_commands.dialog
    assert isinstance(naming, QInputDialog)
    naming.setTextValue(NAME)
    naming.accept()
    back_to(qtbot, app)
    bar.clear_all()
    qtbot.waitUntil(lambda: len(shown_ids(app)) == 144)
    menu = bar.kept.menu()
    shown = NAME.replace("&", "&&")
    assert shown in entries(menu)
    next(action for action in menu.actions() if action.text() == shown).trigger()
    qtbot.waitUntil(lambda: line.text() == asked and shown_ids(app) == left)

    # a word is found in what is left, and one goes from place to place
    app.commands.run("ask_ungroup")
    press(qtbot, app, Qt.Key.Key_F, CONTROL)
    found = app.find_view
    qtbot.waitUntil(found.line.hasFocus)
    qtbot.keyClicks(found.line, "user-agent")
    qtbot.mouseClick(found.within, LEFT)
    places = [hit for hit in known.find("user-agent") if hit.session in left]
    qtbot.waitUntil(lambda: found.answer is not None and hits_of(found) == places)
    found.line.setFocus()
    press(qtbot, app, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: app.focus.packet == places[0].packet)
    press(qtbot, app, Qt.Key.Key_N, CONTROL)
    assert app.focus.packet == places[1].packet
    assert app.focus.bytes is not None
    assert (app.focus.bytes.at, app.focus.bytes.size) == (places[1].at, places[1].size)

    # its session is marked and gets a note
    session = places[1].session
    app.sessions_view.table.setFocus()
    press(qtbot, app, Qt.Key.Key_M, CONTROL)
    press(qtbot, app, Qt.Key.Key_C, CONTROL | ALT)
    writing = app.commands.dialog
    assert isinstance(writing, NoteDialog)
    writing.edit.setPlainText(NOTE)
    writing.accept()
    back_to(qtbot, app)
    assert app.remarks.session(session) == Remark(NOTE, True)

    # what is left is exported, and opened again it is all there
    app.focus.select_sessions(())
    press(qtbot, app, Qt.Key.Key_H, CONTROL)
    exporting = app.commands.dialog
    assert isinstance(exporting, ExportDialog)
    out = tmp_path / "what is left \u00fc.pcapng"
    exporting.path.setText(str(out))
    assert exporting.shown.isChecked()
    with qtbot.waitSignal(app.exporter.export_finished):
        QTest.mouseClick(exporting.save, LEFT)
    back_to(qtbot, app)
    show(qtbot, app, out, len(left))
    qtbot.waitUntil(lambda: app.capture.analysis.remarks.was_read)
    assert line.text() == ""
    with analyze(out) as again:
        again.read_remarks()
        assert list(again.remarks.sessions().values()) == [Remark(NOTE, True)]
        assert again.filter(asked).tolist() == list(range(1, len(left) + 1))
        packets = sum(int(known.sessions.column(name)[np.array(left) - 1].sum())
                      for name in ("packets_up", "packets_down"))
        assert len(again.packets) == packets
    qtbot.keyClick(app.window, Qt.Key.Key_L, CONTROL)
    qtbot.keyClicks(line, "marked == true")
    press(qtbot, app, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(shown_ids(app)) == 1)
    assert not (tmp_path / "window.log").exists() or (tmp_path / "window.log").read_text() == ""
