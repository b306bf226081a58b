"""The files pane, with real widgets and the real engine."""
import hashlib
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton

from netloupe_engine.analysis import Analysis
from netloupe_engine.errors import CancelledError
from netloupe_gui.app import App
from netloupe_gui.bridge.files import FilesJob, Order
from netloupe_gui.models.files import NAME, SESSION, SIZE
from netloupe_gui.views.files import FilesView


@pytest.fixture
def app(on_capture) -> App:
    return on_capture()


@pytest.fixture
def pane(app: App, qtbot) -> FilesView:
    """The pane, seen and filled."""
    QTest.keyClick(app.window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: app.late_panes["files"].view is not None)
    found = app.late_panes["files"].view
    qtbot.waitUntil(lambda: found.model.rowCount() > 0 and not app.files.is_busy)
    return found


def row_of(pane: FilesView, name: str) -> int:
    return next(row for row in range(pane.model.rowCount()) if pane.model.file(row).name == name)


def click(pane: FilesView, row: int) -> QPoint:
    pane.table.scrollTo(pane.model.index(row, NAME))
    place = pane.table.visualRect(pane.model.index(row, NAME)).center()
    QTest.mouseClick(pane.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    return place


def menu_of(pane: FilesView, row: int, qtbot) -> QMenu:
    pane.table.customContextMenuRequested.emit(click(pane, row))
    qtbot.waitUntil(lambda: any(menu.isVisible() for menu in pane.findChildren(QMenu)))
    return next(menu for menu in pane.findChildren(QMenu) if menu.isVisible())


def test_everything_is_there_in_the_order_of_packets(pane: FilesView, known: Analysis) -> None:
    listed = sorted(known.files(), key=lambda file: (file.packet, file.number))
    assert [pane.model.file(row) for row in range(pane.model.rowCount())] == listed
    assert pane.summary.text().startswith(f"{len(listed)} files · 388 kB · 1 not whole")
    assert pane.table.isVisible()


def test_a_click_goes_to_session_and_packet_and_tells_all_of_it(app: App, pane: FilesView) -> None:
    row = row_of(pane, "report.txt")
    click(pane, row)
    file = pane.model.file(row)
    assert (app.focus.sessions, app.focus.packet) == ((file.session,), file.packet)
    assert "a part of it: bytes 100 to 299" in pane.about.text()
    assert f"SHA-256 {file.sha256}" in pane.about.text()
    QTest.keyClick(pane.table, Qt.Key.Key_Down)
    assert app.focus.packet == pane.model.file(row + 1).packet


def test_columns_sort_as_what_they_are_and_the_selection_stays(pane: FilesView, qtbot) -> None:
    click(pane, row_of(pane, "report.txt"))
    header = pane.table.horizontalHeader()
    for column, key in ((SIZE, lambda file: file.size), (NAME, lambda file: file.name.casefold()),
                        (SESSION, lambda file: file.session)):
        place = QPoint(header.sectionViewportPosition(column) + 20, header.height() // 2)
        for is_down in (False, True):
            QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
            wanted = sorted((key(file) for file in pane.model.files), reverse=is_down)
            qtbot.waitUntil(lambda wanted=wanted, key=key: [key(file) for file in pane.model.files] == wanted)
            assert pane.model.file(pane.table.currentIndex().row()).name == "report.txt"


def test_the_filter_leaves_its_sessions_files(app: App, pane: FilesView, known: Analysis, qtbot) -> None:
    every = pane.model.rowCount()
    app.focus.set_filter("http.method == POST")
    wanted = list(known.files(known.filter("http.method == POST")))
    qtbot.waitUntil(lambda: pane.model.rowCount() == len(wanted))
    assert 0 < len(wanted) < every
    app.focus.set_filter("app == dns")
    qtbot.waitUntil(lambda: pane._hint.isVisible() and "No files" in pane._hint.text())
    assert "SMTP" in pane._hint.text()
    assert not pane.save_all_button.isEnabled()
    app.focus.set_filter("")
    qtbot.waitUntil(lambda: pane.model.rowCount() == every)


def test_one_is_saved_by_its_button(app: App, pane: FilesView, qtbot, tmp_path: Path,
                                    monkeypatch: pytest.MonkeyPatch) -> None:
    assert not pane.save_button.isEnabled()
    row = row_of(pane, "archive.bin")
    click(pane, row)
    asked = []
    monkeypatch.setattr(QFileDialog, "getSaveFileName",
                        lambda *given: (asked.append(given[-1]), (str(tmp_path / "mine.bin"), ""))[1])
    with qtbot.waitSignal(app.files.saved):
        QTest.mouseClick(pane.save_button, Qt.MouseButton.LeftButton)
    assert asked == ["archive.bin"]
    assert hashlib.sha256((tmp_path / "mine.bin").read_bytes()).hexdigest() == pane.model.file(row).sha256
    assert "mine.bin" in app.window.status.currentMessage()


def test_all_are_saved_into_a_folder_and_nothing_is_written_over(
        app: App, pane: FilesView, qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "archive.bin").write_text("mine")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_given: str(tmp_path / "out"))
    with qtbot.waitSignal(app.files.saved):
        QTest.mouseClick(pane.save_all_button, Qt.MouseButton.LeftButton)
    assert (tmp_path / "out" / "archive.bin").read_text() == "mine"
    written = [hashlib.sha256(path.read_bytes()).hexdigest() for path in (tmp_path / "out").iterdir()
               if path.name != "archive.bin"]
    assert sorted(written) == sorted(pane.model.file(row).sha256 for row in range(pane.model.rowCount()))
    assert f"{len(written)} files" in app.window.status.currentMessage()


def test_what_cannot_be_written_is_told(app: App, pane: FilesView, qtbot, tmp_path: Path,
                                        monkeypatch: pytest.MonkeyPatch) -> None:
    click(pane, 0)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(tmp_path / "nowhere" / "x"), ""))
    with qtbot.waitSignal(app.files.save_failed):
        pane.save()
    qtbot.waitUntil(app.window.banner.isVisible)


def test_the_menu_saves_follows_copies_and_asks(app: App, pane: FilesView, qtbot) -> None:
    row = row_of(pane, "archive.bin")
    file = pane.model.file(row)
    menu = menu_of(pane, row, qtbot)
    words = [action.text().replace("&", "") for action in menu.actions()]
    assert words[:2] == ["Save…", "Save all…"]
    assert {"Copy SHA-256", "Follow stream"} <= set(words)
    next(action for action in menu.actions() if action.text() == "Copy SHA-256").trigger()
    assert QGuiApplication.clipboard().text() == file.sha256
    assert pane.conditions(row)[0] == f"id == {file.session}"
    next(action for action in menu.actions() if action.text().replace("&", "") == "Follow stream").trigger()
    menu.close()
    qtbot.waitUntil(lambda: app.late_panes["stream"].view is not None and app.stream.session == file.session)


def test_without_a_capture_it_says_what_to_do(app: App, pane: FilesView, qtbot) -> None:
    app.commands.run("close_capture")
    qtbot.waitUntil(lambda: pane.model.rowCount() == 0)
    assert "No capture open" in pane._hint.text()


def test_every_control_has_a_name(pane: FilesView) -> None:
    assert pane.table.accessibleName()
    assert all(button.text() for button in pane.findChildren(QPushButton))
    assert pane.about.accessibleName()


def test_a_session_that_has_grown_is_read_again(known: Analysis) -> None:
    def read(rows: list[int], stamps: np.ndarray, kept: dict | None = None) -> FilesJob:
        job = FilesJob(known, np.array(rows), kept or {}, stamps, Order())
        job.found_all = job.work()
        return job

    first = read([33], np.zeros(0, np.uint32))
    assert first.rows.tolist() == [33]
    assert [file.session for file in first.files] == [34] * 4
    stamps = np.zeros(34, np.uint32)
    stamps[33] = first.last[0]
    again = read([33], stamps, {34: first.files})
    assert (again.files, again.rows.tolist(), again.found_all.files) == ([], [], tuple(first.files))
    stamps[33] -= 1
    again = read([33, 35], stamps, {34: first.files})
    assert [file.session for file in again.found_all.files] == [34] * 4 + [36]
    assert again.rows.tolist() == [33, 35]


def test_no_more_are_listed_than_can_be(known: Analysis, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("netloupe_gui.bridge.files.FILES_MAX", 5)
    job = FilesJob(known, None, {}, np.zeros(0, np.uint32), Order("size", True))
    found = job.work()
    assert (len(found.files), found.is_cut) == (5, True)
    assert [file.size for file in found.files] == sorted((file.size for file in found.files), reverse=True)
    assert job.rows.max() == 36             # 34 and 36 have them; 38 was not read to its end


def test_what_was_called_off_is_known_as_far_as_it_went(known: Analysis) -> None:
    job = FilesJob(known, None, {}, np.zeros(0, np.uint32), Order())
    take = known.files

    class Once:
        sessions = known.sessions

        @staticmethod
        def files(*given: object) -> object:
            for number, file in enumerate(take(*given)):
                if number == 6:
                    raise CancelledError("enough")
                yield file
    job._analysis = Once                                    # type: ignore[assignment]
    with pytest.raises(CancelledError):
        job.work()
    assert len(job.files) == 6
    assert max(job.rows) + 1 < job.files[-1].session
