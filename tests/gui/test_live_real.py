"""The window and the real engine on the loopback device; needs the right to capture there."""
import os
import signal
import socket
import threading
from contextlib import ExitStack
from pathlib import Path

import psutil
import pytest
from PySide6.QtWidgets import QFileDialog

from netloupe_engine import listening
from netloupe_engine.analysis import Analysis
from netloupe_engine.model import CaptureOptions, Readiness
from netloupe_gui.app import App, open_analysis
from netloupe_gui.bridge.live import Activity
from netloupe_gui.bridge.plan import CapturePlan
from netloupe_gui.settings.resources import sample_captures
from tests.gui.live_fake import FakeDoor

pytestmark = [
    pytest.mark.root, pytest.mark.usefixtures("system_as_it_is"),
    pytest.mark.skipif(listening.permission("lo").readiness is not Readiness.READY, reason="nobody may capture here"),
]

PORT = 47_113


@pytest.fixture
def door(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """The real engine, with a folder of its own for captures without a name."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    return lambda: listening


@pytest.fixture
def shelf():
    class Files:
        open = staticmethod(open_analysis)
    return Files()


def talk(count: int) -> None:
    """So many conversations of four datagrams on loopback. All clients are there to the end: the system may give the
    port of one that has gone to the next, and the two would be one session."""
    with ExitStack() as stack:
        server = stack.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
        server.bind(("127.0.0.1", PORT))
        for number in range(count):
            client = stack.enter_context(socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
            for part in range(2):
                client.sendto(b"question %d.%d" % (number, part), ("127.0.0.1", PORT))
                data, address = server.recvfrom(100)
                server.sendto(b"answer to " + data, address)
                client.recvfrom(200)


def begin(qtbot, app: App, capture_filter: str = f"udp port {PORT}") -> None:
    app.live_commands.start_plan(CapturePlan(CaptureOptions(("lo",), capture_filter, process_names=False)))
    qtbot.waitUntil(lambda: app.live.activity is Activity.RUNNING, timeout=15_000)


def captured(qtbot, app: App, packets: int) -> None:
    qtbot.waitUntil(lambda: app.capture.analysis is not None and len(app.capture.analysis.packets) == packets,
                    timeout=10_000)


def helpers() -> list[psutil.Process]:
    return [child for child in psutil.Process().children(recursive=True) if "netloupe-capture" in child.name()]


def test_from_the_first_packet_to_the_saved_file(qtbot, app: App, door: FakeDoor, tmp_path: Path,
                                                  monkeypatch: pytest.MonkeyPatch):
    begin(qtbot, app)
    thread = threading.Thread(target=talk, args=(20,))
    thread.start()
    captured(qtbot, app, 80)
    thread.join()
    qtbot.waitUntil(lambda: app.sessions_model.rowCount() == 20)
    app.focus.select_sessions((7,))
    qtbot.waitUntil(lambda: app.packets_model.rowCount() == 4)
    assert app.window.status.live.drops.text() == "0 dropped"
    app.window.actions_by_id["capture_stop"].trigger()
    qtbot.waitUntil(lambda: app.live.activity is Activity.STOPPED and not app.capture.is_reading, timeout=10_000)

    app.window.actions_by_id["capture_go_on"].trigger()
    qtbot.waitUntil(lambda: app.live.activity is Activity.RUNNING, timeout=10_000)
    talk(5)
    captured(qtbot, app, 100)
    assert app.focus.sessions == (7,)
    app.window.actions_by_id["capture_stop"].trigger()
    qtbot.waitUntil(lambda: app.live.activity is Activity.STOPPED and not app.capture.is_reading, timeout=10_000)

    path = tmp_path / "kept.pcapng"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args, **kwargs: (str(path), ""))
    app.window.actions_by_id["capture_save"].trigger()
    qtbot.waitUntil(lambda: not app.live.is_saving and path.exists(), timeout=10_000)
    with Analysis(path) as again:
        again.run()
        assert len(again.packets) == 100
        assert len(again.sessions) == len(app.capture.analysis.sessions)
    assert app.window.close()                   # it is saved: nothing is asked
    app.jobs.close()
    assert not list((tmp_path / "state").rglob("*.pcapng"))


def test_a_killed_helper_costs_nothing_that_was_captured(qtbot, app: App, door: FakeDoor):
    begin(qtbot, app)
    talk(5)
    captured(qtbot, app, 20)
    for helper in helpers():
        os.kill(helper.pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: app.live.activity is Activity.FAILED, timeout=10_000)
    assert app.window.banner.problem.title == "Capturing stopped"
    assert len(app.capture.analysis.packets) == 20
    app.window.banner.action_button.click()
    qtbot.waitUntil(lambda: app.live.activity is Activity.RUNNING, timeout=10_000)
    talk(1)
    captured(qtbot, app, 24)


def test_a_wrong_filter_is_told_in_the_words_of_libpcap(qtbot, app: App, door: FakeDoor):
    app.live_commands.start_plan(CapturePlan(CaptureOptions(("lo",), "tcpp")))
    qtbot.waitUntil(lambda: app.window.banner.problem is not None, timeout=10_000)
    assert "syntax error" in app.window.banner.problem.body
    assert app.welcome.isVisible()


def test_a_pipe_is_shown_as_it_is_written(qtbot, app: App, door: FakeDoor, tmp_path: Path):
    pipe = tmp_path / "packets"
    os.mkfifo(pipe)
    data = next(path for path in sample_captures() if path.suffix == ".pcapng").read_bytes()
    app.live_commands.pipe()
    dialog = app.live_commands.dialog
    dialog.stream.path.setText(str(pipe))
    dialog.start.click()
    writer = threading.Thread(target=pipe.write_bytes, args=(data,))
    writer.start()
    qtbot.waitUntil(lambda: app.capture.analysis is not None and len(app.capture.analysis.packets) > 1000,
                    timeout=15_000)
    writer.join()
    assert app.live.activity is Activity.RUNNING            # another program may write to the same pipe
    app.window.actions_by_id["capture_stop"].trigger()
    qtbot.waitUntil(lambda: app.live.activity is Activity.STOPPED and not app.capture.is_reading, timeout=10_000)
    assert app.window.windowTitle().startswith(str(pipe)[:8])       # a long path has no end
    assert app.window.windowTitle().endswith(" (stopped) — Netloupe")
    assert app.live.is_unsaved
