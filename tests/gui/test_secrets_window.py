"""Secrets of a capture in the window: chosen, dropped, kept, forgotten, gone."""
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog

from netloupe_gui.app import App
from tests.unit.protocols.application.test_tls_opening import frames_of, wire
from tests.unit.traffic import capture


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A capture of one HTTPS session; its secrets are in keys.log beside it."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return capture(tmp_path, frames_of(wire(tmp_path)))


def wait_for(qtbot, app: App, application: str) -> None:
    def is_there() -> bool:
        analysis = app.capture.analysis
        return (analysis is not None and not app.capture.is_reading and not app.capture.opening
                and len(analysis.sessions) == 1 and analysis.session(1).application == application)
    qtbot.waitUntil(is_there)


def drop(app: App, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    app.window.dropEvent(QDropEvent(QPointF(50, 50), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
                                    Qt.KeyboardModifier.NoModifier))


def test_a_key_log_is_chosen_kept_and_forgotten(qtbot, on_capture, made: Path, monkeypatch) -> None:
    app = on_capture(made, sessions=1)
    wait_for(qtbot, app, "tls")
    status = app.window.status
    assert status.secrets.isHidden()
    log = made.parent / "keys.log"
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(log)], ""))
    app.window.actions_by_id["choose_secrets"].trigger()
    wait_for(qtbot, app, "http")
    qtbot.waitUntil(lambda: status.secrets.isVisible())
    assert status.secrets.text() == "1 of 1 decrypted"
    kept = list((made.parent / "state").rglob("*.secrets.json"))
    assert len(kept) == 1
    secret = log.read_text().splitlines()[-1].split()[2]
    assert secret not in kept[0].read_text()            # where they are, not what they are
    app.commands.close_capture()
    app.commands.open_path(str(made))
    wait_for(qtbot, app, "http")
    app.window.actions_by_id["forget_secrets"].trigger()
    wait_for(qtbot, app, "tls")
    qtbot.waitUntil(lambda: status.secrets.isHidden())
    assert not kept[0].exists()


def test_a_key_log_is_dropped_alone_and_with_its_capture(qtbot, on_capture, made: Path) -> None:
    app = on_capture(made, sessions=1)
    wait_for(qtbot, app, "tls")
    drop(app, made.parent / "keys.log")
    wait_for(qtbot, app, "http")
    app.window.actions_by_id["forget_secrets"].trigger()
    wait_for(qtbot, app, "tls")
    app.commands.close_capture()
    drop(app, made.parent / "keys.log")                 # for no capture
    assert app.window.status.currentMessage() == "Secrets are for a capture: open it first."
    drop(app, made, made.parent / "keys.log")
    wait_for(qtbot, app, "http")


def test_a_key_log_that_is_gone_is_said_and_the_capture_opens(qtbot, on_capture, made: Path) -> None:
    app = on_capture(made, sessions=1)
    drop(app, made.parent / "keys.log")
    wait_for(qtbot, app, "http")
    app.commands.close_capture()
    (made.parent / "keys.log").unlink()
    app.commands.open_path(str(made))
    wait_for(qtbot, app, "tls")
    qtbot.waitUntil(lambda: "is not there any more" in app.window.status.currentMessage())


def test_a_list_of_garbage_is_none(qtbot, on_capture, made: Path) -> None:
    app = on_capture(made, sessions=1)
    drop(app, made.parent / "keys.log")
    wait_for(qtbot, app, "http")
    kept, = (made.parent / "state").rglob("*.secrets.json")
    for text in ("[]", '{"key_logs": 7}', '{"key_logs": [1, null, {}]}', "{", '{"key_logs": ["\\u0000"]}'):
        kept.write_text(text)
        app.commands.reload()
        wait_for(qtbot, app, "tls")
