"""Treat as…: a person says whose service sessions use, with the real engine; and service columns, tree and tooltips."""
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox

from netloupe_gui.app import App
from netloupe_gui.bridge.keeper import file_of
from netloupe_gui.bridge.treated import ENDING, read_kept
from netloupe_gui.dialogs.treat import TreatDialog
from netloupe_gui.models.session_columns import SESSION_COLUMNS
from netloupe_gui.models.session_nodes import session_node
from tests.unit.traffic import capture, conversation

SERVICE = next(at for at, column in enumerate(SESSION_COLUMNS) if column.key == "service")


@pytest.fixture
def app(qtbot, on_capture: Callable[..., App], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> App:
    """The window on a session with Netflix, and one with nobody known; what is said is kept in the test's folder."""
    monkeypatch.setattr("netloupe_gui.settings.paths.notes_folder", lambda: tmp_path / "notes")
    frames = [frame for at, host in enumerate((b"www.netflix.com", b"printer.example"))
              for frame in conversation([(0, b"GET / HTTP/1.1\r\nHost: " + host + b"\r\n\r\n")], at=at,
                                        ports=(40000 + at, 80))]
    app = on_capture(capture(tmp_path, frames), sessions=2)
    qtbot.waitUntil(lambda: app.sessions_model.rowCount() == 2)
    return app


def cell(app: App, row: int, role: Qt.ItemDataRole = Qt.ItemDataRole.DisplayRole) -> str:
    model = app.sessions_model
    return str(model.data(model.index(model.position_of(row), SERVICE), role) or "")


def asked(qtbot, app: App, service: str) -> TreatDialog:
    app.commands.run("treat")
    dialog = app.commands.dialog
    assert isinstance(dialog, TreatDialog)
    dialog.edit.clear()
    qtbot.keyClicks(dialog.edit, service)
    return dialog


def test_the_table_and_its_tooltips_tell_the_service(app: App) -> None:
    assert [cell(app, 0), cell(app, 1)] == ["netflix", ""]
    tip = cell(app, 0, Qt.ItemDataRole.ToolTipRole)
    assert "netflix · video" in tip
    assert "netflix.com" in tip


def test_the_tree_tells_how_it_is_known(app: App) -> None:
    analysis = app.capture.analysis
    assert analysis is not None
    nodes = {node.name: node for node in session_node(analysis.session(1), lambda _: 0).children}
    found = {node.name: node.text for node in nodes["session.service"].children}
    assert found == {"session.category": "video", "session.service_by": "by the host that is asked for",
                     "session.service_rule": "netflix.com", "session.service_confidence": "certain"}
    assert "session.service" not in {node.name for node in session_node(analysis.session(2), lambda _: 0).children}


def test_a_person_says_otherwise_and_it_is_kept(qtbot, app: App, tmp_path: Path) -> None:
    app.focus.select_sessions([2])
    dialog = asked(qtbot, app, "zoom")
    assert dialog.hint.text() == "Zoom"
    dialog.accept()
    assert cell(app, 1) == "zoom"
    analysis = app.capture.analysis
    assert analysis is not None
    assert analysis.filter("service == zoom").tolist() == [2]
    path = file_of(tmp_path / "notes", analysis.capture.path, ENDING)
    qtbot.waitUntil(lambda: path.exists() and read_kept(path) == {2: "zoom"})
    asked(qtbot, app, "").accept()
    assert cell(app, 1) == ""
    qtbot.waitUntil(lambda: read_kept(path) == {})


def test_what_is_no_service_cannot_be_said(qtbot, app: App) -> None:
    app.focus.select_sessions([1])
    dialog = asked(qtbot, app, "netflx")
    button = dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)
    assert not button.isEnabled()
    qtbot.keyClicks(dialog.edit, "")
    dialog.edit.setText("tor")
    assert button.isEnabled()
    dialog.reject()


def test_without_a_session_nothing_is_asked(app: App) -> None:
    app.focus.select_sessions([])
    app.commands.run("treat")
    assert not isinstance(app.commands.dialog, TreatDialog)


def test_what_was_kept_and_is_none_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "kept.json"
    path.write_text('{"sessions": {"1": "zoom", "x": "tor", "2": 7, "99999999999999": "tor"}}')
    assert read_kept(path) == {1: "zoom"}
