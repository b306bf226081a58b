"""The stream pane: follow, read, find, click, page, save; with real widgets and the real engine."""
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QMessageBox

from netloupe_engine import Analysis
from netloupe_engine.streams.chunk import StreamChunk
from netloupe_gui.app import App
from netloupe_gui.bridge.focus import ByteRange, Focus
from netloupe_gui.bridge.focus_reader import FocusReader
from netloupe_gui.bridge.jobs import Jobs
from netloupe_gui.bridge.stream import StreamSource
from netloupe_gui.models.stream_images import image_of
from netloupe_gui.models.stream_lines import lines_of, message_lines
from netloupe_gui.views.stream import StreamView
from tests.gui.conftest import expose
from tests.unit import traffic

LEFT = Qt.MouseButton.LeftButton
KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier


def chunk(way: int, data: bytes, packet: int = 1, kind: str = "data", offset: int = 0, size: int = 0) -> StreamChunk:
    return StreamChunk(kind, way, packet, 0, 54, 0, len(data) or size, offset, data)    # type: ignore[arg-type]


# ---- lines


def test_lines_go_on_over_packets_and_say_whose_bytes_they_are() -> None:
    lines = lines_of([chunk(0, b"GET / HT"), chunk(0, b"TP/1.0\r\nHost: x\r\n", 2), chunk(1, b"200\n", 3)], "text", 80)
    assert [(line.way, line.text, line.begins) for line in lines] == [
        (0, "GET / HTTP/1.0", True), (0, "Host: x", False), (1, "200", True)]
    assert [(part.chunk, part.at, part.size, part.column) for part in lines[0].parts] == [(0, 0, 8, 0), (1, 0, 8, 8)]
    assert [(part.chunk, part.at, part.size) for part in lines[1].parts] == [(1, 8, 9)]


@pytest.mark.parametrize("form", ["text", "raw", "hex"])
@pytest.mark.parametrize("data", [b"a" * 1000, "é漢字\t".encode() * 50, bytes(range(256)) * 3, b"\r\n\r\n\n\r", b"x\r"])
def test_every_byte_is_in_one_line_and_none_is_too_wide(form: str, data: bytes) -> None:
    chunks = [chunk(0, data[at:at + 7], at) for at in range(0, len(data), 7)]
    lines = lines_of(chunks, form, 40)      # type: ignore[arg-type]
    told = [(part.chunk, part.at + at) for line in lines for part in line.parts for at in range(part.size)]
    assert told == [(which, at) for which, one in enumerate(chunks) for at in range(len(one.data))]
    if form != "hex":
        assert all(len(line.text) <= 40 for line in lines)
    assert all(line.text.isprintable() for line in lines)


def test_what_could_move_other_text_is_an_escape() -> None:
    (line,) = lines_of([chunk(1, "\x1b[31m \u202e \xff".encode("latin-1", "ignore") + "\u202e".encode() + b"\xff")],
                       "text", 80)
    assert line.text == r"\x1b[31m  \xff\u202e\xff"


def test_gaps_and_repetitions_stand_alone() -> None:
    lines = lines_of([chunk(0, b"ab"), chunk(0, b"", 2, "gap", size=9), chunk(0, b"cd", 2),
                      chunk(0, b"", 3, "retransmission", size=2)], "text", 80)
    assert [(line.kind, line.text, line.parts[0].size) for line in lines] == [
        ("data", "ab", 2), ("gap", "", 9), ("data", "cd", 2), ("retransmission", "", 2)]


# ---- the pane


def follow(qtbot, app: App, session: int) -> StreamView:
    """Select a session and follow it by its key."""
    app.focus.select_sessions((session,))
    app.window.activateWindow()
    qtbot.keyClick(app.window, Qt.Key.Key_T, KEYS)
    qtbot.waitUntil(lambda: app.late_panes["stream"].view is not None)
    view: StreamView = app.late_panes["stream"].view
    qtbot.waitUntil(view.isVisible)
    settle(qtbot, app, session)
    return view


def settle(qtbot, app: App, session: int) -> None:
    """The page of a session is there, laid out for the room there is."""
    def is_there() -> bool:
        page, view = app.stream.page, app.late_panes["stream"].view
        return (page is not None and page.question.session == session and not app.stream.is_busy
                and page.question.columns == view.area.columns and view.area.lines is page.lines)
    qtbot.waitUntil(is_there)


def texts(view: StreamView) -> list[str]:
    return [view.area.text_of(line) for line in view.area.lines]


def http_session(known: Analysis) -> int:
    return int(known.filter("app == http and bytes > 2k")[0])


def test_without_a_selection_it_says_what_to_do(qtbot, window: App) -> None:
    qtbot.keyClick(window.window, Qt.Key.Key_9, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.late_panes["stream"].view is not None and window.late_panes["stream"].isVisible())
    view = window.late_panes["stream"].view
    qtbot.waitUntil(view.hint.isVisible)
    assert "Select a session" in view.hint.text()
    assert not view.tools.isEnabled()


def test_a_session_is_followed_found_in_clicked_and_saved(qtbot, window: App, known: Analysis, tmp_path: Path,
                                                          monkeypatch: pytest.MonkeyPatch) -> None:
    """Open, select, follow, search, click, packet and bytes follow, save."""
    app, session = window, http_session(known)
    view, stream = follow(qtbot, app, session), known.stream(session)
    assert texts(view)[0].startswith("GET / HTTP/1.1")
    assert {line.way for line in view.area.lines} == {0, 1}
    assert view.summary.text().startswith(f"Session {session} · client 348 B · server 3.33 kB")

    # find: the place, its packet and its bytes come into focus
    qtbot.keyClicks(view.line, "content-type: text/html")
    qtbot.waitUntil(lambda: view.hits.text().startswith("1 of"))
    (hit, *others) = [hit for hit in known.find("content-type: text/html", where="streams", ids=known.filter(
        f"id == {session}")) if hit.session == session]
    assert (app.focus.packet, app.focus.bytes) == (hit.packet, ByteRange(hit.at, hit.size))
    qtbot.keyClick(view.line, Qt.Key.Key_Return)
    assert view.hits.text() == f"{1 + (len(others) > 0)} of {1 + len(others)}"

    # a click selects the packet and the bytes of the line
    at = texts(view).index("User-Agent: curl/7.88.1")
    line = view.area.lines[at]
    view.area.verticalScrollBar().setValue(max(0, at - 1))
    place = view.area.line_rect(at).center().toPoint()
    qtbot.mouseClick(view.area.viewport(), LEFT, pos=QPoint(150, place.y()))
    said = app.stream.page.chunks[line.parts[0].chunk]
    assert app.focus.packet == said.packet
    qtbot.waitUntil(lambda: app.reader.packet is not None and app.reader.packet.number == said.packet)
    chosen = app.focus.bytes
    assert known.packet_bytes(said.packet)[chosen.at:chosen.at + chosen.size] == b"User-Agent: curl/7.88.1\r\n"
    qtbot.waitUntil(lambda: app.late_panes["bytes"].view.area.selection == (chosen.at, chosen.size))
    qtbot.keyClick(view.area, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "User-Agent: curl/7.88.1"

    # a packet selected elsewhere comes into sight
    last = max(part.packet for part in stream.page(0) if part.data)
    app.focus.select_packet(last)
    first_line = view.area.line_of(last)
    assert view.area.top <= first_line < view.area.top + view.area.verticalScrollBar().pageStep()

    # saved: a file for each side
    target = tmp_path / "said.bin"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(target), ""))
    with qtbot.waitSignal(view.told) as told:
        qtbot.mouseClick(view.save_button, LEFT)
    assert told.args == ["3.68 kB written to said-client.bin, said-server.bin"]
    for side in ("client", "server"):
        data = b"".join(part.data for part in stream.chunks(side))      # type: ignore[arg-type]
        assert (tmp_path / f"said-{side}.bin").read_bytes() == data


def test_one_side_and_other_forms(qtbot, window: App, known: Analysis) -> None:
    session = http_session(known)
    view = follow(qtbot, window, session)
    view.side.setFocus()
    qtbot.keyClick(view.side, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: window.stream.page.question.side == "client" and not window.stream.is_busy)
    assert {line.way for line in view.area.lines} == {0}
    qtbot.keyClick(view.form, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: window.stream.page.question.form == "hex" and not window.stream.is_busy)
    assert texts(view)[0] == "00000000  47 45 54 20 2f 20 48 54  54 50 2f 31 2e 31 0d 0a  GET / HTTP/1.1.."
    qtbot.keyClick(view.form, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: window.stream.page.question.form == "raw" and not window.stream.is_busy)
    assert texts(view)[0].startswith("GET / HTTP/1.1..Host: www")


def test_selecting_another_session_follows_that_one(qtbot, window: App, known: Analysis) -> None:
    first, second = known.filter("app == http")[:2].tolist()
    view = follow(qtbot, window, first)
    window.focus.select_sessions((second,))
    settle(qtbot, window, second)
    assert f"Session {second} " in view.summary.text()
    silent = known.filter("payload_bytes == 0")
    if len(silent):
        window.focus.select_sessions((int(silent[0]),))
        qtbot.waitUntil(lambda: "Nothing was said" in view.hint.text() and view.hint.isVisible())
    window.focus.select_packet(0)
    window.focus.select_sessions(())
    qtbot.waitUntil(lambda: "No session selected" in view.hint.text())


def test_the_menu_of_a_row_follows_its_session(qtbot, window: App, known: Analysis) -> None:
    session, table = http_session(known), window.sessions_view.table
    row = window.sessions_model.rows_at(0, 143).tolist().index(session - 1)
    table.scrollTo(window.sessions_model.index(row, 0))
    place = table.visualRect(window.sessions_model.index(row, 4)).center()
    qtbot.mouseClick(table.viewport(), LEFT, pos=place)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, table.viewport().mapToGlobal(place))
    QApplication.sendEvent(table.viewport(), event)
    menu = next(menu for menu in table.findChildren(QMenu) if menu.isVisible())
    assert window.window.actions_by_id["follow_stream"] in menu.actions()
    window.window.actions_by_id["follow_stream"].trigger()
    menu.close()
    qtbot.waitUntil(lambda: window.late_panes["stream"].isVisible())
    settle(qtbot, window, session)


@pytest.fixture
def long(qtbot, make_real: Callable[[Path], App], tmp_path: Path) -> App:
    """The window on a conversation of 3,000 messages, some of it lost."""
    said = [(at % 2, b"message %05d " % at * 40) for at in range(3_000)]
    frames = traffic.conversation(said)
    del frames[1000]
    return make_real(traffic.capture(tmp_path, frames))


@pytest.fixture
def make_real(qtbot, qapp, tmp_path: Path):
    """Makes the window on any capture."""
    from netloupe_engine.analysis import open_capture
    from tests.gui.live_fake import FakeDoor
    made: list[App] = []

    def make(capture: Path) -> App:
        app = App(qapp, tmp_path / "settings.ini", tmp_path / "window.log",
                  lambda path, cancelled=bool: open_capture(path, cancelled=cancelled), FakeDoor())
        made.append(app)
        app.window.resize(1500, 900)
        app.window.show()
        qtbot.waitExposed(app.window)
        app.commands.open_path(str(capture))
        qtbot.waitUntil(lambda: app.sessions_model.rowCount() > 0 and not app.capture.is_reading)
        return app
    yield make
    for app in made:
        app.dispose()


def test_a_long_one_is_read_page_by_page(qtbot, long: App) -> None:
    view = follow(qtbot, long, 1)
    page = long.stream.page
    assert page.pages > 5
    assert view.page.isVisible()
    assert any(line.kind == "gap" for line in view.area.lines) == any(part.kind == "gap" for part in page.chunks)
    qtbot.mouseClick(view.after, LEFT)
    qtbot.waitUntil(lambda: long.stream.page.number == 1 and not long.stream.is_busy)
    assert view.page.value() == 2
    # a packet of another page brings it
    there = long.capture.analysis.stream(1).page_of(2_900)
    assert there > 1
    long.focus.select_packet(2_900)
    qtbot.waitUntil(lambda: long.stream.page.number == there and not long.stream.is_busy)
    assert view.area.line_of(2_900) >= view.area.top
    # and so does what is found
    view.line.setText("message 00100 ")
    qtbot.waitUntil(lambda: long.stream.page.number == 0 and view.hits.text().startswith("1 of 40"))
    # at its end the next one comes by the keyboard
    qtbot.keyClick(view.area, Qt.Key.Key_End)
    qtbot.keyClick(view.area, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: long.stream.page.number == 1)


def test_what_is_lost_is_told(qtbot, make_real: Callable[[Path], App], tmp_path: Path) -> None:
    frames = [*traffic.opened(0), (1.0, traffic.tcp(0, "PA", 1001, 5001, b"abc")),
              (1.1, traffic.tcp(0, "PA", 1007, 5001, b"ghi")), (1.2, traffic.tcp(0, "PA", 1007, 5001, b"ghi"))]
    app = make_real(traffic.capture(tmp_path, frames))
    view = follow(qtbot, app, 1)
    assert texts(view) == ["abc", "3 bytes missing from the capture", "ghi", "3 bytes sent again"]
    assert "3 B missing" in view.summary.text()


def test_what_is_found_is_shown_where_it_stands_though_the_beginning_is_lost(
        qtbot, make_real: Callable[[Path], App], tmp_path: Path) -> None:
    frames = [*traffic.opened(0), (1.0, traffic.tcp(0, "PA", 1101, 5001, b"one\ntwo\nthree\n"))]
    app = make_real(traffic.capture(tmp_path, frames))
    view = follow(qtbot, app, 1)
    qtbot.keyClicks(view.line, "THREE")
    qtbot.waitUntil(lambda: view.hits.text() == "1 of 1")
    assert texts(view)[view.area.selected[0]] == "three"
    assert app.focus.packet == 4


def test_files_that_were_not_named_are_not_replaced_unasked(qtbot, window: App, known: Analysis, tmp_path: Path,
                                                            monkeypatch: pytest.MonkeyPatch) -> None:
    view = follow(qtbot, window, http_session(known))
    (tmp_path / "x-server.bin").write_bytes(b"mine")
    asked: list[str] = []

    def answer(box: QMessageBox) -> QMessageBox.StandardButton:
        asked.append(box.text())
        return QMessageBox.StandardButton.No
    monkeypatch.setattr(QMessageBox, "exec", answer)
    view.save_to(str(tmp_path / "x.bin"))
    assert "x-server.bin" in asked[0]
    assert (tmp_path / "x-server.bin").read_bytes() == b"mine"
    with qtbot.waitSignal(view.failed):
        view.save_to("/dev/null/x.bin")


def test_lines_are_selected_by_dragging(qtbot, window: App, known: Analysis) -> None:
    view = follow(qtbot, window, http_session(known))
    area = view.area
    area.verticalScrollBar().setValue(0)
    first, third = (area.line_rect(at).center().toPoint() for at in (0, 2))
    qtbot.mousePress(area.viewport(), LEFT, pos=first)
    from PySide6.QtGui import QMouseEvent
    move = QMouseEvent(QEvent.Type.MouseMove, QPointF(third), area.viewport().mapToGlobal(QPointF(third)), LEFT, LEFT,
                       Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(area.viewport(), move)
    qtbot.mouseRelease(area.viewport(), LEFT, pos=third)
    assert area.selected == (0, 2)
    assert area.selected_text().splitlines()[0] == "GET / HTTP/1.1"


# ---- layers


def png(width: int = 60, height: int = 40) -> bytes:
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice
    from PySide6.QtGui import QColor, QImage
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#d98200"))
    made = QByteArray()
    buffer = QBuffer(made)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")       # type: ignore[call-overload]
    return made.data()


def answer(body: bytes, media: bytes) -> bytes:
    return b"\r\n".join([b"HTTP/1.1 200 OK", b"Content-Type: " + media, b"Content-Length: %d" % len(body), b"", body])


@pytest.mark.no_qt_log
def test_images_are_read_within_limits() -> None:
    whole = png()
    found = image_of(whole, "image/png")
    assert found is not None
    assert (found.width(), found.height()) == (60, 40)
    large = image_of(png(2000, 1000), "image/png")
    assert large is not None
    assert (large.width(), large.height()) == (640, 320)
    assert image_of(whole[:50], "image/png") is None
    assert image_of(whole, "image/jpeg") is None
    assert image_of(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml") is None
    header = b"IHDR" + (60_000).to_bytes(4, "big") * 2 + whole[24:29]           # it says that it is huge
    huge = whole[:12] + header + zlib.crc32(header).to_bytes(4, "big") + whole[33:]
    assert image_of(huge, "image/png") is None


def test_messages_of_http_with_their_bodies(qtbot, make_real: Callable[[Path], App], tmp_path: Path) -> None:
    get = b"GET /%s HTTP/1.1\r\nHost: x\r\n\r\n"
    app = make_real(traffic.capture(tmp_path, traffic.conversation([
        (0, get % b"a"), (1, answer(b'{"a":[1,2]}', b"application/json")), (0, get % b"b"),
        (1, answer(png(), b"image/png"))])))
    view = follow(qtbot, app, 1)
    assert view.layer.isVisible()
    qtbot.keyClick(view.layer, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: app.stream.page.question.layer == "http" and not app.stream.is_busy)
    said = texts(view)
    assert said[:2] == ["GET /a HTTP/1.1", "Host: x"]
    assert said[said.index("{"):][:6] == ["{", '  "a": [', "    1,", "    2", "  ]", "}"]
    assert sum(line.image is not None for line in view.area.lines) == 10
    assert not view.form.isVisible()
    # the image is painted, line by line
    view.area.verticalScrollBar().setValue(view.area.verticalScrollBar().maximum())
    first = next(at for at, line in enumerate(view.area.lines) if line.image is not None)
    view.area.show_line(first)
    view.area.verticalScrollBar().setValue(first)
    shot = view.area.viewport().grab().toImage()
    scale = shot.devicePixelRatio()
    colours = {shot.pixelColor(round(x * scale), round(10 * scale)).name() for x in range(60, 160)}
    assert "#d98200" in colours
    # found in, and the packet of what is clicked is selected
    view.line.setText("image/png")
    qtbot.waitUntil(lambda: view.hits.text().startswith("1 of"))
    at = view.area.selected[0]
    place = view.area.line_rect(at).center().toPoint()
    qtbot.mouseClick(view.area.viewport(), LEFT, pos=place)
    assert (app.focus.packet, app.focus.bytes) == (7, None)
    # and bytes again
    view.line.clear()
    qtbot.keyClick(view.layer, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: app.stream.page.question.layer == "bytes" and not app.stream.is_busy)
    assert view.form.isVisible()


def test_records_of_tls_and_sessions_without_layers(qtbot, window: App, known: Analysis) -> None:
    tls, dns = int(known.filter("app == tls")[0]), int(known.filter("app == dns")[0])
    view = follow(qtbot, window, tls)
    assert [view.layer.itemText(at) for at in range(view.layer.count())] == ["Bytes", "TLS"]
    qtbot.keyClick(view.layer, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: window.stream.page.question.layer == "tls" and not window.stream.is_busy)
    assert texts(view)[0].startswith("handshake (22)")
    window.focus.select_sessions((dns,))
    settle(qtbot, window, dns)
    assert not view.layer.isVisible()
    assert view.area.lines[0].kind == "datagram"


# ---- live


def test_a_live_session_is_followed_as_it_goes_on(qtbot, jobs: Jobs, tmp_path: Path) -> None:
    from tests.unit.capture.builders import NANOSECONDS, Packet, pcap_header, pcap_record
    from tests.unit.living import living

    def records(frames: list[traffic.Timed]) -> bytes:
        return b"".join(pcap_record(Packet(bytes(frame), traffic.START + round(at * traffic.SECOND)), tick_ns=1)
                        for at, frame in frames)

    with living(tmp_path) as live:
        frames = [*traffic.opened(0), (1.0, traffic.tcp(0, "PA", 1001, 5001, b"first\n"))]
        live.recorder.begin(pcap_header(magic=NANOSECONDS) + records(frames))
        live.reach(4)
        focus = Focus()
        reader = FocusReader(focus)
        source = StreamSource(focus, reader, jobs, lines_of, message_lines)
        view = expose(qtbot, StreamView(focus, source), 600, 300)
        reader.set_analysis(live.analysis)
        source.set_analysis(live.analysis)
        focus.select_sessions((1,))
        qtbot.waitUntil(lambda: texts(view) == ["first"])
        live.write(records([(2.0, traffic.tcp(0, "PA", 1007, 5001, b"second\n"))]), 5)
        view.refresh()
        qtbot.waitUntil(lambda: texts(view) == ["first", "second"])
        # more than there is room for: the end stays in sight
        more = [(3.0 + at / 10, traffic.tcp(0, "PA", 1014 + 5 * at, 5001, b"line\n")) for at in range(40)]
        live.write(records(more), 45)
        view.refresh()
        qtbot.waitUntil(lambda: len(view.area.lines) == 42 and view.area.is_at_end)
        # who has scrolled back is left alone
        view.area.verticalScrollBar().setValue(3)
        live.write(records([(9.0, traffic.tcp(0, "PA", 1214, 5001, b"last\n"))]), 46)
        view.refresh()
        qtbot.waitUntil(lambda: len(view.area.lines) == 43)
        assert view.area.top == 3
        source.set_analysis(None)
        view.set_analysis(None)
        jobs.stop()
