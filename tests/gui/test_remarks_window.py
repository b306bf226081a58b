"""Marks, notes and time references in the window, by keyboard, with the real engine."""
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from netloupe_engine import analyze
from netloupe_engine.remarks import Remark
from netloupe_gui.app import App
from netloupe_gui.bridge.keeper import file_of
from netloupe_gui.bridge.remarks import read_kept
from netloupe_gui.dialogs.note import NoteDialog
from netloupe_gui.models.packet_columns import PACKET_COLUMNS

SAMPLE = Path("resources/captures/sample.pcapng")
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
SINCE = next(at for at, column in enumerate(PACKET_COLUMNS) if column.key == "since_start")


@pytest.fixture
def make(qtbot, on_capture: Callable[..., App], tmp_path: Path,
         monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], App]:
    """Makes the window on a capture; marks and notes are kept in a folder of this test."""
    monkeypatch.setattr("netloupe_gui.settings.paths.notes_folder", lambda: tmp_path / "notes")

    def open_window(capture: Path) -> App:
        app = on_capture(capture)
        qtbot.waitUntil(lambda: app.capture.analysis is not None and app.capture.analysis.remarks.was_read)
        qtbot.waitUntil(lambda: app.packets_model.rowCount() > 1_000)
        return app
    return open_window


def press(qtbot, app: App, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(app.window.focusWidget() or app.window, key, modifiers)


def shown(app: App, row: int, of: str = "packets", column: int = 0,
          role: Qt.ItemDataRole = Qt.ItemDataRole.DisplayRole) -> str:
    model = app.packets_model if of == "packets" else app.sessions_model
    return str(model.data(model.index(model.position_of(row), column), role))


def write_note(qtbot, app: App, text: str) -> None:
    press(qtbot, app, Qt.Key.Key_C, CONTROL | ALT)
    dialog = app.commands.dialog
    assert isinstance(dialog, NoteDialog)
    qtbot.waitExposed(dialog)
    dialog.edit.selectAll()
    qtbot.keyClicks(dialog.edit, text)
    dialog.accept()


def test_a_packet_is_marked_and_noted(qtbot, make: Callable[[Path], App]):
    app = make(SAMPLE)
    app.packets_view.table.setFocus()
    app.focus.select_packet(12)
    qtbot.waitUntil(lambda: app.packets_model.position_of(11) >= 0)
    press(qtbot, app, Qt.Key.Key_M, CONTROL)
    assert shown(app, 11) == "◆ 12"
    write_note(qtbot, app, "why here?")
    assert shown(app, 11) == "◆✎ 12"
    assert app.packets_model.cell(app.packets_model.position_of(11), 0)[:2] == ("◆✎ 12", "accent")
    assert "why here?" in shown(app, 11, role=Qt.ItemDataRole.ToolTipRole)
    app.packets_view.table.setFocus()
    press(qtbot, app, Qt.Key.Key_M, CONTROL)
    assert shown(app, 11) == "✎ 12"


def test_sessions_are_meant_in_their_table(qtbot, make: Callable[[Path], App]):
    app = make(SAMPLE)
    app.focus.select_sessions((3, 5))
    app.sessions_view.table.setFocus()
    press(qtbot, app, Qt.Key.Key_M, CONTROL)
    assert [shown(app, row, "sessions") for row in (2, 3, 4)] == ["◆ 3", "4", "◆ 5"]
    write_note(qtbot, app, "both of them")
    assert app.remarks.session(5) == Remark("both of them", True)
    app.sessions_view.table.setFocus()
    press(qtbot, app, Qt.Key.Key_M, CONTROL)
    assert shown(app, 2, "sessions") == "✎ 3"
    app.filter_bar.line.setFocus()
    qtbot.keyClicks(app.filter_bar.line, 'note contains "BOTH"')
    press(qtbot, app, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: app.sessions_model.rowCount() == 2)


def test_they_are_there_when_the_capture_is_opened_again(qtbot, make: Callable[[Path], App], tmp_path: Path):
    app = make(SAMPLE)
    app.focus.select_packet(12)
    app.packets_view.table.setFocus()
    press(qtbot, app, Qt.Key.Key_M, CONTROL)
    app.remarks.note_sessions((7,), "seventh")
    kept = file_of(tmp_path / "notes", str(SAMPLE))
    qtbot.waitUntil(lambda: read_kept(kept) == ({12: Remark("", True)}, {7: Remark("seventh", False)}))
    app.window.close()
    copy = tmp_path / "another name.pcapng"
    copy.write_bytes(SAMPLE.read_bytes())
    again = make(copy)
    assert again.remarks.packet(12) == Remark("", True)
    assert again.remarks.session(7) == Remark("seventh", False)
    assert shown(again, 6, "sessions") == "✎ 7"


def test_comments_in_a_file_are_shown_and_notes_are_exported(qtbot, make: Callable[[Path], App], tmp_path: Path):
    with analyze(SAMPLE) as found:
        found.remarks.set_packet(3, Remark("written elsewhere"))
        found.save(tmp_path / "commented.pcapng")
    app = make(tmp_path / "commented.pcapng")
    assert shown(app, 2) == "✎ 3"
    app.remarks.mark_sessions((1,))
    assert app.capture.analysis is not None
    app.capture.analysis.export(range(1, 145), tmp_path / "out.pcapng")
    with analyze(tmp_path / "out.pcapng") as out:
        out.read_remarks()
        assert out.remarks.sessions() == {1: Remark("", True)}
        assert list(out.remarks.packets().values()) == [Remark("written elsewhere")]


def test_times_count_from_a_reference(qtbot, make: Callable[[Path], App]):
    app = make(SAMPLE)
    analysis = app.capture.analysis
    assert analysis is not None
    times = analysis.packets.column("time_ns")
    before = shown(app, 20, column=SINCE)
    app.focus.select_packet(11)
    app.packets_view.table.setFocus()
    press(qtbot, app, Qt.Key.Key_T, CONTROL)
    app.focus.select_sessions(())
    qtbot.waitUntil(lambda: app.packets_model.rowCount() > 1_000)
    assert shown(app, 10, column=SINCE) == "↦ 0.000000000"
    assert float(shown(app, 20, column=SINCE)) == pytest.approx((times[20] - times[10]) / 1e9, abs=1e-9)
    assert float(shown(app, 9, column=SINCE)) == pytest.approx((times[9] - times[0]) / 1e9, abs=1e-9)
    app.focus.select_packet(11)
    app.commands.time_reference()
    app.focus.select_sessions(())
    qtbot.waitUntil(lambda: app.packets_model.rowCount() > 1_000)
    assert shown(app, 20, column=SINCE) == before


def test_without_a_selection_it_is_said(qtbot, make: Callable[[Path], App]):
    app = make(SAMPLE)
    app.focus.select_sessions(())
    press(qtbot, app, Qt.Key.Key_M, CONTROL)
    press(qtbot, app, Qt.Key.Key_T, CONTROL)
    assert app.capture.analysis is not None
    assert app.capture.analysis.remarks.packets() == {}


@pytest.mark.parametrize("content", [b"", b"[", b"[1]", b'{"packets": {"1": 3, "x": ["a", true], "2": ["a", 1]}}',
                                     b"[" * 100_000, b"\xff\xfe", b'{"packets": {"9999999999999999": ["a", true]}}'])
def test_what_was_kept_may_be_anything(tmp_path: Path, content: bytes):
    (tmp_path / "x.json").write_bytes(content)
    assert read_kept(tmp_path / "x.json") == ({}, {})
