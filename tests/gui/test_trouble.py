"""What goes wrong around a window ends calmly: it is said once, and everything else goes on."""
import os
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, Qt

from netloupe_gui.app import App
from netloupe_gui.bridge.export import ExportOrder
from netloupe_gui.settings.store import SettingsStore
from tests.gui.conftest import SAMPLE, Shelf, show_file
from tests.gui.fake import FakeAnalysis
from tests.unit.traffic import capture as written
from tests.unit.traffic import udp


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """A capture of 200 sessions of one packet."""
    return written(tmp_path, [(0.01 * n, udp(ports=(40000 + n, 9))) for n in range(200)], "many.pcap")


def shows(app: App, sessions: int) -> bool:
    return not app.capture.is_reading and app.sessions_model.rowCount() == sessions


def test_a_file_that_is_deleted_while_it_is_open_can_be_read_on(qtbot, on_capture: Callable[..., App], many: Path):
    app = on_capture(many, sessions=200)
    many.unlink()
    app.focus.select_sessions((150,))
    qtbot.waitUntil(lambda: app.packets_model.rowCount() == 1 and app.focus.packet == 150)
    assert app.capture.analysis.packet(150).path == "eth.ip.udp.unknown"
    assert app.window.banner.problem is None
    app.commands.reload()                       # what is shown stays
    qtbot.waitUntil(lambda: app.window.banner.problem is not None)
    assert "does not exist" in app.window.banner.problem.body
    assert shows(app, 200)


def test_a_file_that_grows_while_it_is_open_shows_what_was_there(qtbot, on_capture: Callable[..., App], many: Path):
    app = on_capture(many, sessions=200)
    record = many.read_bytes()[24:]
    with many.open("ab") as file:
        file.write(record[:len(record) // 4])
    app.focus.select_sessions((150,))
    qtbot.waitUntil(lambda: app.focus.packet == 150)
    assert app.capture.analysis.packet_bytes(150)
    assert shows(app, 200)
    app.commands.reload()
    qtbot.waitUntil(lambda: app.capture.analysis is not None and len(app.capture.analysis.packets) == 250)


def test_a_file_that_is_overwritten_while_it_is_open_is_told_and_not_shown(qtbot, on_capture: Callable[..., App],
                                                                           many: Path):
    app = on_capture(many, sessions=200)
    content = many.read_bytes()
    with many.open("r+b") as file:              # the same file, other bytes
        file.write(content[:24] + bytes(len(content) - 24))
    os.utime(many, ns=(1, 1))
    app.focus.select_sessions((150,))
    app.focus.select_packet(150)
    tree = app.late_panes["attributes"]
    qtbot.waitUntil(lambda: tree.view is not None, timeout=20_000)
    qtbot.waitUntil(lambda: "changed" in app.capture.analysis.packet_info(150))
    assert shows(app, 200)
    many.write_bytes(content)
    app.commands.reload()
    qtbot.waitUntil(lambda: app.capture.analysis.packet_info(150).startswith("4"))


def test_a_disk_that_is_full_is_told_and_the_next_export_works(qtbot, on_capture: Callable[..., App], tmp_path: Path):
    app = on_capture()
    everything = tuple(range(1, 145))
    with qtbot.waitSignal(app.exporter.export_failed) as told:
        app.exporter.start(ExportOrder(everything, "/dev/full"))
    assert "No space left" in told.args[1]
    assert app.window.banner.problem is not None
    assert "full could not be written" in app.window.banner.problem.title
    with qtbot.waitSignal(app.exporter.export_finished):
        app.exporter.start(ExportOrder(everything, str(tmp_path / "out.pcapng")))
    assert (tmp_path / "out.pcapng").stat().st_size > 100_000
    assert shows(app, 144)


def test_a_hundred_rapid_selections_end_with_the_last(qtbot, on_capture: Callable[..., App]):
    app = on_capture()
    table = app.sessions_view.table
    table.setFocus()
    qtbot.keyClick(table, Qt.Key.Key_Home)
    for _ in range(100):
        qtbot.keyClick(table, Qt.Key.Key_Down)
    id = int(app.sessions_model.rows_at(100, 100)[0]) + 1
    assert tuple(app.focus.sessions) == (id,)
    facts = app.capture.analysis.session(id)
    assert app.focus.packet == facts.first_packet
    qtbot.waitUntil(lambda: app.packets_model.rowCount() == sum(facts.packets))
    tree = app.late_panes["attributes"]
    qtbot.waitUntil(lambda: tree.view is not None and tree.view.tree.model().index(0, 0).data() == f"Session {id}",
                    timeout=20_000)
    qtbot.waitUntil(lambda: len(app.jobs) == 0)


def test_the_same_file_opened_twice_is_shown_once(qtbot, on_capture: Callable[..., App]):
    app = on_capture()
    first = app.capture.analysis
    app.commands.open_path(str(SAMPLE))
    app.commands.open_path(str(SAMPLE))
    qtbot.waitUntil(lambda: app.capture.analysis is not first and shows(app, 144) and not app.capture.opening)
    assert app.capture.path == str(SAMPLE)


def test_closing_while_a_file_is_read_ends_at_once(qtbot, app: App, shelf: Shelf):
    slow = shelf.put("/made/up/slow.pcap", FakeAnalysis(sessions=40, finished=False))
    show_file(qtbot, app, "/made/up/slow.pcap")
    slow.advance(10)
    app.window.close()
    qtbot.waitUntil(lambda: slow.closed)
    assert not app.window.isVisible()


def test_a_window_whose_monitor_is_gone_comes_back_where_it_can_be_seen(qtbot, make_app: Callable[..., App],
                                                                        tmp_path: Path):
    app = make_app()
    app.window.close()
    store = SettingsStore(tmp_path / "settings.ini")
    kept = bytearray(store.state("geometry").data())
    # QWidget::saveGeometry: magic, version, then the frame and the normal geometry as four numbers each, the screen's
    # number, two flags, the screen's width, and the geometry once more.
    magic, major, minor = struct.unpack_from(">IHH", kept)
    assert (magic, major, minor) == (0x1D9D0CB, 3, 0)
    far = struct.pack(">iiii", 20_000, 15_000, 21_000, 15_700)
    kept[8:24], kept[24:40] = far, far
    kept[40:44] = struct.pack(">i", 3)          # the fourth screen
    kept[-16:] = far
    store.set("geometry", QByteArray(bytes(kept)))
    store.save()
    again = make_app(size=None)
    place = again.window.frameGeometry()
    seen = again.window.screen().availableGeometry()
    both = seen.intersected(place)
    assert both.width() * both.height() > 0.9 * place.width() * place.height() > 0
