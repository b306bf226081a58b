"""The real window over the real engine, from opening a file to reading back what was exported from it."""
import hashlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage
from PySide6.QtWidgets import QFileDialog

from netloupe_engine.analysis import Analysis, analyze
from netloupe_gui.app import App, open_analysis, render
from netloupe_gui.bridge.focus import ByteRange
from netloupe_gui.dialogs.export import ExportDialog

LEFT = Qt.MouseButton.LeftButton
LOADED_MS = 60_000


@pytest.fixture
def app(qtbot, qapp, tmp_path: Path, garbage_of_the_window: None) -> Iterator[App]:
    made = App(qapp, tmp_path / "settings.ini", tmp_path / "window.log", open_analysis)
    made.window.resize(1600, 1000)
    made.window.show()
    qtbot.waitExposed(made.window)
    yield made
    made.dispose()


def opened(qtbot, app: App, path: Path) -> bool:
    """Whether the file could be opened; then it is read to its end."""
    app.commands.open_path(str(path))
    qtbot.waitUntil(lambda: not app.capture.opening and not app.capture.is_reading, timeout=LOADED_MS)
    return app.capture.path == str(path)


def load(qtbot, app: App, path: Path) -> Analysis:
    assert opened(qtbot, app, path)
    settle(qtbot, app)
    analysis = app.capture.analysis
    assert analysis is not None
    return analysis


def settle(qtbot, app: App) -> None:
    qtbot.waitUntil(lambda: not app.sessions_model.is_arranging and len(app.jobs) == 0, timeout=LOADED_MS)


def biggest_tcp(analysis: Analysis) -> int:
    sizes = analysis.sessions.column("bytes_up") + analysis.sessions.column("bytes_down")
    sizes[analysis.sessions.column("ip_protocol") != 6] = 0
    return int(sizes.argmax()) + 1


def click_session(qtbot, app: App, session: int, modifier=Qt.KeyboardModifier.NoModifier) -> None:
    table = app.sessions_view.table
    index = app.sessions_model.index(app.sessions_model.position_of(session - 1), 0)
    table.scrollTo(index)
    qtbot.mouseClick(table.viewport(), LEFT, modifier, table.visualRect(index).center())


def find(model, name: str, parent: QModelIndex = QModelIndex()) -> QModelIndex:  # noqa: B008
    """The first line of the tree, from the top down, that reads so."""
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        if index.data() == name:
            return index
        inner = find(model, name, index)
        if inner.isValid():
            return inner
    return QModelIndex()


def test_from_a_session_to_its_bytes_and_back(qtbot, app: App, sample: Path):
    analysis = load(qtbot, app, sample)
    assert app.sessions_model.rowCount() == len(analysis.sessions) > 50

    session = biggest_tcp(analysis)
    click_session(qtbot, app, session)
    facts = analysis.session(session)
    assert app.focus.packet == facts.first_packet
    qtbot.waitUntil(lambda: app.packets_model.rowCount() == sum(facts.packets))
    shown = [app.packets_model.row_at(row) + 1 for row in range(app.packets_model.rowCount())]
    assert shown == analysis.packets_of([session]).tolist()

    qtbot.waitUntil(lambda: all(pane.view is not None for pane in app.late_panes.values()))
    tree = app.late_panes["attributes"].view.tree
    area = app.late_panes["bytes"].view.area
    qtbot.waitUntil(lambda: find(tree.model(), "source port").isValid())        # it is read beside the window
    qtbot.waitUntil(lambda: len(area._data) == len(analysis.packet_bytes(app.focus.packet)))    # perhaps a turn later
    port = find(tree.model(), "source port")
    tree.scrollTo(port)
    qtbot.mouseClick(tree.viewport(), LEFT, pos=tree.visualRect(port).center())
    chosen = app.focus.bytes
    assert chosen is not None
    assert chosen.size == 2
    value = int.from_bytes(analysis.packet_bytes(app.focus.packet)[chosen.at:chosen.at + 2], "big")
    assert value == facts.initiator_port

    qtbot.mouseClick(area.viewport(), LEFT, pos=area.cell(chosen.at + 2).center().toPoint())
    assert app.focus.bytes == ByteRange(chosen.at + 2, 1)
    assert tree.currentIndex().data() == "destination port"


def test_the_timeline_selects_packets(qtbot, app: App, sample: Path):
    analysis = load(qtbot, app, sample)
    click_session(qtbot, app, biggest_tcp(analysis))
    qtbot.waitUntil(lambda: app.late_panes["timeline"].view is not None)
    lanes = app.late_panes["timeline"].view.lanes
    qtbot.waitUntil(lambda: lanes.isVisible())
    established = analysis.session(app.focus.sessions[0]).states[1]
    place = QPoint(round(lanes.scale.x(established.time_ns)), lanes.lane_boxes(0).ticks.center().y() - 6)
    qtbot.mouseClick(lanes.viewport(), LEFT, pos=place)
    assert app.focus.packet != analysis.session(app.focus.sessions[0]).first_packet
    packet = analysis.packet(app.focus.packet)
    assert packet.session == app.focus.sessions[0]


def test_a_brush_on_the_throughput_leaves_the_sessions_of_that_time(qtbot, app: App, sample: Path):
    analysis = load(qtbot, app, sample)
    plot_pane = app.late_panes["throughput"]
    qtbot.waitUntil(lambda: plot_pane.view is not None and plot_pane.view.series is not None, timeout=20_000)
    canvas = plot_pane.view.canvas
    info = analysis.capture
    span = info.end_ns - info.start_ns
    first, last = (QPoint(round(canvas.x_of(info.start_ns + span * part // 10)),
                          round(canvas.plot_rect().center().y())) for part in (2, 4))
    qtbot.mousePress(canvas.viewport(), LEFT, pos=first)
    for part in (0.3, 0.7, 1.0):
        qtbot.mouseMove(canvas.viewport(), first + (last - first) * part)
    qtbot.mouseRelease(canvas.viewport(), LEFT, pos=last)
    brush = app.focus.brush
    assert brush is not None
    settle(qtbot, app)
    starts, ends = analysis.sessions.column("start_ns"), analysis.sessions.column("end_ns")
    expected = np.flatnonzero((starts <= brush.end_ns) & (ends >= brush.start_ns))
    assert app.sessions_view.shown_rows.tolist() == expected.tolist()
    assert 0 < len(expected) < len(starts)
    assert app.filter_bar.hits.text() == f"{len(expected)} of {len(starts)} sessions"


@pytest.mark.parametrize("suffix", ["pcapng", "pcap"])
def test_what_is_exported_reads_back_the_same(qtbot, app: App, sample: Path, tmp_path: Path, suffix: str):
    analysis = load(qtbot, app, sample)
    chosen = [biggest_tcp(analysis), 3, 5]
    click_session(qtbot, app, chosen[0])
    for session in chosen[1:]:
        click_session(qtbot, app, session, Qt.KeyboardModifier.ControlModifier)
    assert set(app.focus.sessions) == set(chosen)
    qtbot.keyClick(app.sessions_view.table, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    dialog = app.commands.dialog
    assert isinstance(dialog, ExportDialog)
    dialog.format.setCurrentIndex(0 if suffix == "pcapng" else 1)
    target = tmp_path / f"out.{suffix}"
    dialog.path.setText(str(target))
    with qtbot.waitSignal(app.exporter.export_finished, timeout=LOADED_MS) as told:
        qtbot.mouseClick(dialog.save, LEFT)
    numbers = analysis.packets_of(chosen)
    assert told.args == [str(target), len(numbers)]

    times = analysis.packets.column("time_ns")[numbers - 1]
    originals = [analysis.packet_bytes(int(number)) for number in numbers]
    facts = sorted((analysis.session(session) for session in chosen), key=lambda session: session.first_packet)
    again = load(qtbot, app, target)
    assert app.window.windowTitle().startswith(f"out.{suffix}")
    assert app.sessions_model.rowCount() == len(chosen)
    assert [again.packet_bytes(number) for number in range(1, len(numbers) + 1)] == originals
    coarse = 1 if suffix == "pcapng" else 1000
    assert (again.packets.column("time_ns") // coarse == times // coarse).all()
    for before, after in zip(facts, (again.session(number) for number in (1, 2, 3)), strict=True):
        assert (after.initiator, after.initiator_port, after.responder, after.responder_port) == (
            before.initiator, before.initiator_port, before.responder, before.responder_port)
        assert (after.packets, after.bytes, after.path, after.state) == (
            before.packets, before.bytes, before.path, before.state)


def test_from_a_drop_to_a_file_that_is_exported_read_again_and_compared(qtbot, app: App, sample: Path, tmp_path: Path,
                                                                        monkeypatch: pytest.MonkeyPatch):
    """The whole way: drop, select, timeline, tree and bytes, follow, save a file, export, open again, compare."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(sample))])
    app.window.dropEvent(QDropEvent(QPointF(90, 90), Qt.DropAction.CopyAction, data, LEFT,
                                    Qt.KeyboardModifier.NoModifier))
    qtbot.waitUntil(lambda: app.capture.path == str(sample) and not app.capture.is_reading, timeout=LOADED_MS)
    settle(qtbot, app)
    analysis = app.capture.analysis
    assert analysis is not None
    carved = next(file for file in analysis.files() if file.is_whole and file.size > 1000 and file.protocol == "http")
    click_session(qtbot, app, carved.session)
    qtbot.waitUntil(lambda: all(pane.view is not None for pane in app.late_panes.values()), timeout=LOADED_MS)

    lanes = app.late_panes["timeline"].view.lanes
    qtbot.waitUntil(lambda: lanes.isVisible() and lanes.isVisibleTo(app.window))
    first = app.focus.packet
    established = analysis.session(carved.session).states[1]
    qtbot.mouseClick(lanes.viewport(), LEFT, pos=QPoint(round(lanes.scale.x(established.time_ns)),
                                                        lanes.lane_boxes(0).ticks.center().y() - 6))
    assert app.focus.packet != first

    tree, area = app.late_panes["attributes"].view.tree, app.late_panes["bytes"].view.area
    qtbot.waitUntil(lambda: find(tree.model(), "source port").isValid()
                    and len(area._data) == len(analysis.packet_bytes(app.focus.packet)))
    port = find(tree.model(), "source port")
    tree.scrollTo(port)
    qtbot.mouseClick(tree.viewport(), LEFT, pos=tree.visualRect(port).center())
    assert app.focus.bytes is not None
    assert app.focus.bytes.size == 2

    app.window.actions_by_id["follow_stream"].trigger()
    stream = app.late_panes["stream"].view
    qtbot.waitUntil(lambda: stream.isVisible() and not app.stream.is_busy)

    app.window.actions_by_id["pane_files"].trigger()
    files = app.late_panes["files"].view
    qtbot.waitUntil(lambda: files.isVisible() and files.model.rowCount() > 0 and not app.files.is_busy,
                    timeout=LOADED_MS)
    row = next(row for row in range(files.model.rowCount()) if files.model.file(row) == carved)
    files.table.scrollTo(files.model.index(row, 0))
    place = files.table.visualRect(files.model.index(row, 0)).center()
    qtbot.mouseClick(files.table.viewport(), LEFT, pos=place)
    saved = tmp_path / "saved"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args, **kwargs: (str(saved), ""))
    files.save()
    qtbot.waitUntil(lambda: saved.exists() and saved.stat().st_size == carved.size, timeout=LOADED_MS)
    assert hashlib.sha256(saved.read_bytes()).hexdigest() == carved.sha256

    app.window.actions_by_id["pane_sessions"].trigger()
    app.window.actions_by_id["export_sessions"].trigger()
    dialog = app.commands.dialog
    assert isinstance(dialog, ExportDialog)
    target = tmp_path / "out.pcapng"
    dialog.path.setText(str(target))
    with qtbot.waitSignal(app.exporter.export_finished, timeout=LOADED_MS):
        qtbot.mouseClick(dialog.save, LEFT)
    before = analysis.session(carved.session)

    app.opening.open_in_tabs([str(target)])
    qtbot.waitUntil(lambda: app.capture.path == str(target) and not app.capture.is_reading, timeout=LOADED_MS)
    settle(qtbot, app)
    again = app.capture.analysis
    assert again is not None
    assert app.documents.titles == [sample.name, "out.pcapng"]
    after = again.session(1)
    assert (after.initiator, after.packets, after.bytes, after.state, after.path) == (
        before.initiator, before.packets, before.bytes, before.state, before.path)
    assert carved.sha256 in [file.sha256 for file in again.files()]
    compared = analysis.compare(again, "server", f"server == {before.responder} and app == http")
    assert [str(verdict) for verdict in compared.verdicts][:1] in (["same"], ["faster"], ["slower"])
    assert "new" not in map(str, analysis.compare(again, "client,client.port,server").verdicts)


def test_the_table_shows_what_the_engine_says(qtbot, app: App, sample: Path):
    load(qtbot, app, sample)
    model = app.sessions_model
    with analyze(sample) as plain:
        for key, column in (("packets_up", "packets_up"), ("findings", "findings")):
            at = next(at for at, each in enumerate(model.columns) if each.key == key)
            texts = [model.data(model.index(row, at)) for row in range(model.rowCount())]
            assert [int(text.replace(",", "") or 0) for text in texts] == plain.sessions.column(column).tolist()


def test_every_foreign_capture_opens_or_says_why_not(qtbot, app: App, capture_files: list[Path]):
    for path in capture_files:
        if not opened(qtbot, app, path):
            assert app.window.banner.problem.title == f"{path.name} could not be opened"
            continue
        settle(qtbot, app)
        analysis = app.capture.analysis
        assert app.sessions_model.rowCount() == len(analysis.sessions)
        assert app.packets_model.rowCount() == len(analysis.packets)
        if analysis.capture.damage is not None:
            assert app.window.banner.problem is not None
        if len(analysis.sessions):
            app.focus.select_sessions((len(analysis.sessions),))
            settle(qtbot, app)


def test_a_picture_of_the_window_needs_no_display(qapp, sample: Path, tmp_path: Path):
    picture = tmp_path / "window.png"
    render([sample], picture, (1200, 800))
    image = QImage(str(picture))
    assert (image.width(), image.height()) == (1200, 800)
    colours = {image.pixelColor(x, y).name() for x in range(0, 1200, 7) for y in range(0, 800, 7)}
    assert len(colours) > 20
