"""Several captures in one window: tabs, each with its own focus; several files as one; a folder that is dropped."""
import shutil
import weakref
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog

from netloupe_engine import analyze
from netloupe_engine.capture.mapping import open_mappings
from netloupe_gui.app import App
from netloupe_gui.bridge.documents import DOCUMENTS_MAX
from netloupe_gui.bridge.folder import captures_in, is_called_capture
from netloupe_gui.bridge.live import Activity
from netloupe_gui.text import one_line
from tests.gui.conftest import Shelf
from tests.gui.fake import FakeAnalysis
from tests.gui.live_fake import FakeDoor
from tests.gui.test_live_capture import begin
from tests.unit.traffic import capture as written
from tests.unit.traffic import opened, udp

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def two(tmp_path: Path) -> list[Path]:
    """A capture with one session of TCP, and one with three datagrams in three sessions at the same time."""
    return [written(tmp_path, opened(0), "one.pcap"),
            written(tmp_path, [(0.005 * n, udp(ports=(50000 + n, 9))) for n in range(3)], "two.pcap")]


def drop(app: App, *paths: Path) -> None:
    """Drop files on the window, as a file manager does."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    app.window.dropEvent(QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
                                    Qt.KeyboardModifier.NoModifier))


def answered(qtbot, app: App, name: str) -> None:
    """Wait for the question about several files, and click its button of this name."""
    qtbot.waitUntil(lambda: app.opening.question is not None and app.opening.question.isVisible())
    box = app.opening.question
    button = next((button for button in box.buttons() if button.objectName() == name), None)
    qtbot.mouseClick(button or box.buttons()[-1], Qt.MouseButton.LeftButton)


def is_shown(app: App, title: str, sessions: int) -> bool:
    return (app.capture.title == title and not app.capture.is_reading and app.window.shows_capture
            and app.sessions_model.rowCount() == sessions and not app.sessions_model.is_arranging)


def titles(app: App) -> list[str]:
    tabs = app.window.tabs
    return [tabs.tabText(at) for at in range(tabs.count())] if tabs.isVisible() else []


def test_files_that_are_dropped_together_get_a_tab_each(qtbot, window: App, two: list[Path]):
    assert titles(window) == []                                 # a single one needs none
    drop(window, *two)
    answered(qtbot, window, "tabs")
    qtbot.waitUntil(lambda: is_shown(window, "two.pcap", 3))
    assert titles(window) == ["sample.pcapng", "one.pcap", "two.pcap"]
    assert window.window.tabs.currentIndex() == 2
    assert window.recent.paths()[:2] == [str(two[1]), str(two[0])]


def test_each_tab_keeps_what_was_looked_at(qtbot, window: App, two: list[Path]):
    focus, table = window.focus, window.sessions_view.table
    focus.set_filter("http")
    qtbot.waitUntil(lambda: 0 < window.sessions_model.rowCount() < 144)
    count = window.sessions_model.rowCount()
    id = int(window.sessions_model.rows_at(2, 2)[0]) + 1
    focus.select_sessions((id,))
    focus.select_packet(window.capture.analysis.session(id).last_packet)
    packet, span = focus.packet, window.capture.analysis.capture
    focus.set_brush(span.start_ns, span.end_ns - 1_000_000)
    brush = focus.brush
    window.opening.open_in_tabs([str(two[1])])
    qtbot.waitUntil(lambda: is_shown(window, "two.pcap", 3))
    assert (focus.filter, focus.brush, tuple(focus.sessions), focus.packet) == ("", None, (), 0)
    focus.select_sessions((2,))
    qtbot.keyClick(window.window, Qt.Key.Key_PageUp, CTRL)
    qtbot.waitUntil(lambda: is_shown(window, "sample.pcapng", count))
    assert (focus.filter, focus.brush, tuple(focus.sessions), focus.packet) == ("http", brush, (id,), packet)
    qtbot.waitUntil(lambda: [index.row() for index in table.selectionModel().selectedRows()] == [2])
    assert window.window.filter_bar.line.text() == "http"
    qtbot.keyClick(window.window, Qt.Key.Key_PageDown, CTRL)
    qtbot.waitUntil(lambda: is_shown(window, "two.pcap", 3))
    assert tuple(focus.sessions) == (2,)
    qtbot.keyClick(window.window, Qt.Key.Key_PageDown, CTRL)    # behind the last comes the first
    qtbot.waitUntil(lambda: is_shown(window, "sample.pcapng", count))
    tabs = window.window.tabs
    qtbot.mouseClick(tabs, Qt.MouseButton.LeftButton, pos=tabs.tabRect(1).center())
    qtbot.waitUntil(lambda: is_shown(window, "two.pcap", 3))


def test_a_tab_that_is_closed_gives_its_memory_back(qtbot, window: App, two: list[Path]):
    window.opening.open_in_tabs([str(path) for path in two])
    qtbot.waitUntil(lambda: is_shown(window, "two.pcap", 3))
    held = [weakref.ref(document.held.analysis) for document in window.documents.documents]
    qtbot.keyClick(window.window, Qt.Key.Key_W, CTRL)
    qtbot.waitUntil(lambda: is_shown(window, "one.pcap", 1))
    assert titles(window) == ["sample.pcapng", "one.pcap"]
    qtbot.waitUntil(lambda: held[2]() is None)
    tabs = window.window.tabs
    qtbot.mouseClick(tabs.close_button(0), Qt.MouseButton.LeftButton)       # one that is not shown
    qtbot.waitUntil(lambda: held[0]() is None)
    assert (titles(window), window.capture.title) == ([], "one.pcap")
    assert window.sessions_model.rowCount() == 1
    qtbot.keyClick(window.window, Qt.Key.Key_W, CTRL)
    qtbot.waitUntil(lambda: not window.window.shows_capture)
    qtbot.waitUntil(lambda: held[1]() is None)


def test_files_that_are_dropped_together_can_be_one_capture(qtbot, window: App, two: list[Path]):
    drop(window, *two)
    answered(qtbot, window, "merged")
    qtbot.waitUntil(lambda: is_shown(window, "one.pcap + two.pcap", 4))
    assert titles(window) == ["sample.pcapng", "one.pcap + two.pcap"]
    with analyze(two) as found:
        times = found.packets.column("time_ns").tolist()
    assert window.capture.analysis.packets.column("time_ns").tolist() == times
    window.focus.set_filter('packet where frame.file == "two.pcap"')
    qtbot.waitUntil(lambda: window.sessions_model.rowCount() == 3)
    window.focus.select_packet(1)
    tree = window.late_panes["attributes"]
    qtbot.waitUntil(lambda: tree.view is not None and "one.pcap" in _texts(tree.view.tree.model()), timeout=20_000)


def _texts(model, parent=None) -> list[str]:
    from PySide6.QtCore import QModelIndex
    parent = parent or QModelIndex()
    found = []
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        found += [index.data(), index.siblingAtColumn(1).data(), *_texts(model, index)]
    return found


def test_what_is_not_wanted_after_all_changes_nothing(qtbot, window: App, two: list[Path]):
    drop(window, *two)
    answered(qtbot, window, "")
    qtbot.waitUntil(lambda: window.opening.question is None)
    assert (titles(window), window.capture.title, window.capture.opening) == ([], "sample.pcapng", "")


def test_a_folder_offers_its_captures(qtbot, window: App, two: list[Path], tmp_path: Path):
    folder = tmp_path / "folder"
    folder.mkdir()
    shutil.move(two[0], folder / "b.pcap")
    (folder / "notes.txt").write_text("nothing to see")
    (folder / "deeper").mkdir()
    drop(window, folder)
    qtbot.waitUntil(lambda: is_shown(window, "b.pcap", 1))      # the only one
    shutil.move(two[1], folder / "a.pcap")
    drop(window, folder)
    answered(qtbot, window, "merged")
    qtbot.waitUntil(lambda: is_shown(window, "a.pcap + b.pcap", 4))
    shutil.rmtree(folder)
    folder.mkdir()
    drop(window, folder)
    qtbot.waitUntil(lambda: "no capture" in window.window.status.currentMessage())
    assert window.capture.title == "a.pcap + b.pcap"


def test_names_of_captures(tmp_path: Path):
    for name in ("a.pcap", "A.PCAPNG", "b.cap", "c.pcap.gz", "d.pcapng.zst"):
        assert is_called_capture(name)
        (tmp_path / name).touch()
    for name in ("a.txt", "pcap", ".pcap", "a.gz", "b.pcap.txt", "c.tar.gz"):
        assert not is_called_capture(name)
    (tmp_path / "folder.pcap").mkdir()
    assert [Path(path).name for path in captures_in(str(tmp_path))] == [
        "A.PCAPNG", "a.pcap", "b.cap", "c.pcap.gz", "d.pcapng.zst"]
    assert captures_in(str(tmp_path / "none")) == []


def test_there_is_an_end_to_tabs(qtbot, app: App, shelf: Shelf, tmp_path: Path):
    names = [str(tmp_path / f"{n}.pcap") for n in range(DOCUMENTS_MAX + 2)]
    for name in names:
        Path(name).touch()
        shelf.put(name, FakeAnalysis(sessions=3, packets_each=1))
    app.opening.open_in_tabs(names)
    qtbot.waitUntil(lambda: len(app.documents.titles) == DOCUMENTS_MAX and not app.capture.opening)
    assert f"{DOCUMENTS_MAX} captures" in app.window.status.currentMessage()
    assert names[-1] in app.recent.paths()
    app.opening.open_in_tabs(names[-1:])
    assert (app.capture.opening, len(app.documents.titles)) == ("", DOCUMENTS_MAX)


def test_one_that_cannot_be_opened_does_not_stop_the_others(qtbot, app: App, shelf: Shelf):
    for name in "ac":
        shelf.put(f"/made/up/{name}.pcap", FakeAnalysis(sessions=3, packets_each=1))
    app.opening.open_in_tabs([f"/made/up/{name}.pcap" for name in "abc"])
    qtbot.waitUntil(lambda: app.documents.titles == ["a.pcap", "c.pcap"] and not app.capture.opening)


def test_a_capture_that_is_put_aside_is_read_on(qtbot, app: App, shelf: Shelf):
    slow = shelf.put("/made/up/slow.pcap", FakeAnalysis(sessions=40, packets_each=2, finished=False))
    shelf.put("/made/up/other.pcap", FakeAnalysis(sessions=3, packets_each=1))
    app.commands.open_path("/made/up/slow.pcap")
    qtbot.waitUntil(lambda: app.capture.title == "slow.pcap")
    app.opening.open_in_tabs(["/made/up/other.pcap"])
    qtbot.waitUntil(lambda: is_shown(app, "other.pcap", 3))
    assert not slow.closed
    slow.advance(20)
    app.documents.show(0)
    qtbot.waitUntil(lambda: app.sessions_model.rowCount() == 20)
    assert app.capture.is_reading
    slow.advance(40, finished=True)
    qtbot.waitUntil(lambda: is_shown(app, "slow.pcap", 40))


def test_a_live_capture_goes_on_behind_another_tab(qtbot, app: App, door: FakeDoor, shelf: Shelf):
    live = begin(qtbot, app, door, 10)
    shelf.put("/made/up/other.pcap", FakeAnalysis(sessions=3, packets_each=1))
    app.opening.open_in_tabs(["/made/up/other.pcap"])
    qtbot.waitUntil(lambda: is_shown(app, "other.pcap", 3))
    assert (app.live.activity, app.live.is_shown, len(titles(app))) == (Activity.RUNNING, False, 2)
    live.come(15)
    qtbot.wait(300)
    assert app.sessions_model.rowCount() == 3
    assert "other.pcap" in app.window.windowTitle()
    app.window.actions_by_id["capture_stop"].trigger()
    qtbot.waitUntil(lambda: app.live.activity is Activity.STOPPED)
    assert is_shown(app, "other.pcap", 3)
    app.documents.show(0)
    qtbot.waitUntil(lambda: app.live.is_shown and app.sessions_model.rowCount() == 15 and not app.capture.is_reading)
    app.documents.show(1)
    app.opening.close_tab(0)                    # it is not saved: that is asked
    qtbot.waitUntil(lambda: app.live_commands.question is not None)
    assert len(app.documents.titles) == 2
    app.live_commands.question.reject()
    app.opening.close_tab(1)                    # this one is a file
    qtbot.waitUntil(lambda: app.documents.titles == ["eth0"])


def test_a_new_live_capture_takes_the_place_of_one_that_was_put_aside(qtbot, app: App, door: FakeDoor, shelf: Shelf):
    first = begin(qtbot, app, door, 10, output="/made/up/kept.pcapng")
    shelf.put("/made/up/other.pcap", FakeAnalysis(sessions=3, packets_each=1))
    app.opening.open_in_tabs(["/made/up/other.pcap"])
    qtbot.waitUntil(lambda: is_shown(app, "other.pcap", 3))
    begin(qtbot, app, door, 4, "eth1")
    qtbot.waitUntil(lambda: "close" in first.calls)
    assert len(app.documents.titles) == 1
    assert app.live.is_shown


def test_the_menu_opens_files_in_tabs_and_as_one(qtbot, window: App, two: list[Path], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *args: ([str(path) for path in two], ""))
    assert not window.window.actions_by_id["several_next_tab"].isEnabled()
    window.window.actions_by_id["several_open_merged"].trigger()
    qtbot.waitUntil(lambda: is_shown(window, "one.pcap + two.pcap", 4))
    window.window.actions_by_id["several_open_tab"].trigger()
    qtbot.waitUntil(lambda: is_shown(window, "two.pcap", 3))
    assert len(window.documents.titles) == 4
    assert window.window.actions_by_id["several_next_tab"].isEnabled()


def test_titles_are_foreign_text(qtbot, app: App, shelf: Shelf):
    name = "/made/up/a&b\x1b[31m\u202e" + "x" * 300
    shelf.put(name, FakeAnalysis(sessions=1, packets_each=1))
    shelf.put("/made/up/b.pcap", FakeAnalysis(sessions=1, packets_each=1))
    app.commands.open_path(name)
    qtbot.waitUntil(lambda: app.capture.path == name)
    app.opening.open_in_tabs(["/made/up/b.pcap"])
    qtbot.waitUntil(lambda: len(titles(app)) == 2)
    assert titles(app)[0] == one_line(name.rpartition("/")[2], 40).replace("&", "&&")


def test_many_rapid_changes_end_with_the_last(qtbot, window: App, two: list[Path]):
    window.opening.open_in_tabs([str(path) for path in two])
    qtbot.waitUntil(lambda: is_shown(window, "two.pcap", 3))
    for _ in range(100):
        window.documents.step(1)
    qtbot.waitUntil(lambda: is_shown(window, "sample.pcapng", 144))


def test_the_window_closes_all(on_capture: Callable[..., App], qtbot, two: list[Path]):
    app = on_capture()
    app.opening.open_in_tabs([str(path) for path in two])
    qtbot.waitUntil(lambda: is_shown(app, "two.pcap", 3))
    assert open_mappings() >= 3
    app.close_unasked()
    app.jobs.close()
    assert open_mappings() == 0
