"""The ladder pane, driven with mouse, wheel and keys on real captures."""
import csv
import io
from pathlib import Path
from time import thread_time

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QPixmap, QWheelEvent
from PySide6.QtWidgets import QApplication, QFileDialog
from scapy.layers.inet import IP, UDP
from scapy.layers.l2 import Ether

from netloupe_gui.app import App
from netloupe_gui.bridge.ladder import FoundLadder, Question, Scope
from netloupe_gui.models.ladder_layout import layout_of, row_of
from netloupe_gui.plots.ladder import LadderView
from netloupe_gui.plots.ladder_area import LadderArea
from netloupe_gui.plots.ladder_paint import Times, time_text
from netloupe_gui.theme.palette import theme_of
from tests.gui.conftest import expose
from tests.unit import traffic

LEFT = Qt.MouseButton.LeftButton
GET = b"GET /a HTTP/1.1\r\nHost: a.example\r\n\r\n"
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"


def made(folder: Path) -> Path:
    """Session 1 asks and is answered, a part of it is sent twice, and falls silent for a minute; session 2 is of other
    hosts."""
    frames = list(traffic.conversation([(0, GET), (1, OK)] * 20))[:-3]
    part = traffic.tcp(0, "PA", 1001 + 20 * len(GET), 5001 + 20 * len(OK), b"x" * 50, ports=(40000, 80))
    frames += [(1.0, part), (1.5, part), (61.0, traffic.tcp(1, "R", 5001 + 20 * len(OK), ports=(40000, 80)))]
    other = Ether() / IP(src="10.9.0.1", dst="10.9.0.2") / UDP(sport=1, dport=2) / b"hello"
    return traffic.capture(folder, [*frames, (62.0, other)])


@pytest.fixture
def app(on_capture, tmp_path: Path) -> App:
    return on_capture(made(tmp_path), sessions=2)


@pytest.fixture
def view(app: App, qtbot) -> LadderView:
    app.focus.select_sessions((1,))
    app.commands.run("pane_ladder")
    qtbot.waitUntil(lambda: app.late_panes["ladder"].view is not None
                    and app.late_panes["ladder"].view.ladder is not None)
    found = app.late_panes["ladder"].view
    qtbot.waitUntil(found.area.isVisible)
    return found


def until_read(view: LadderView, app: App, qtbot, **question: object) -> None:
    qtbot.waitUntil(lambda: not app.ladder.is_busy and view._found is not None
                    and all(getattr(view._found.question, name) == value for name, value in question.items()))


def choose(box, key: str) -> None:
    box.setCurrentIndex(box.findData(key))


def test_the_tab_shows_the_sessions_in_focus(view: LadderView, app: App, qtbot) -> None:
    assert view.facts.text().startswith("46 packets   1 session   2 hosts")
    app.focus.select_sessions((1, 2))
    qtbot.waitUntil(lambda: view.facts.text().startswith("47 packets   2 sessions   4 hosts"))
    choose(view.scope, Scope.SESSION)
    qtbot.waitUntil(lambda: view.facts.text().startswith("46 packets   1 session"))
    app.focus.select_sessions(())
    choose(view.scope, Scope.SELECTED)
    qtbot.waitUntil(lambda: view.hint.isVisible())
    assert view.hint.text().startswith("No session selected")
    choose(view.scope, Scope.SHOWN)
    qtbot.waitUntil(lambda: view.facts.text().startswith("47 packets   2 sessions   4 hosts"))
    app.filter_bar.show_filter("udp")
    qtbot.waitUntil(lambda: view.facts.text().startswith("1 packet   1 session   2 hosts"))


def test_a_brush_leaves_what_is_in_it(view: LadderView, app: App, qtbot) -> None:
    end = int(view.ladder.times_ns[-1])
    app.focus.set_brush(end - 10**9, end + 10**9)
    qtbot.waitUntil(lambda: view.facts.text().startswith("1 packet "))
    app.focus.clear_brush()
    qtbot.waitUntil(lambda: view.facts.text().startswith("46 packets"))


def test_a_click_on_an_arrow_selects_its_packet_and_back(view: LadderView, app: App, qtbot) -> None:
    area = view.area
    qtbot.mouseClick(area.viewport(), LEFT, pos=area.place_of(3))
    assert app.focus.packet == 4
    app.focus.select_packet(46)
    assert area.selected == 45
    assert 45 in area.rows_in_sight()
    assert "reset" in area.accessibleDescription()
    choose(view.scope, Scope.SHOWN)
    until_read(view, app, qtbot, scope=Scope.SHOWN)
    qtbot.mouseClick(area.viewport(), LEFT, pos=area.place_of(46))
    assert app.focus.packet == 47
    assert tuple(app.focus.sessions) == (2,)
    assert len(view.ladder) == 47


def test_keys_walk_and_zoom(view: LadderView, app: App, qtbot) -> None:
    area = view.area
    area.setFocus()
    app.focus.select_packet(4)
    for key, packet in ((Qt.Key.Key_Down, 5), (Qt.Key.Key_Up, 4), (Qt.Key.Key_End, 46), (Qt.Key.Key_Home, 1)):
        qtbot.keyClick(area, key)
        assert app.focus.packet == packet
    before = area.row_height
    qtbot.keyClick(area, Qt.Key.Key_Plus)
    assert area.row_height == pytest.approx(before / 0.8)
    qtbot.keyClick(area, Qt.Key.Key_0)
    assert area.row_height == before


def wheel(area: LadderArea, place: QPoint, notches: int, keys=Qt.KeyboardModifier.NoModifier) -> None:
    spot = QPointF(place)
    event = QWheelEvent(spot, area.viewport().mapToGlobal(spot), QPoint(), QPoint(0, 120 * notches),
                        Qt.MouseButton.NoButton, keys, Qt.ScrollPhase.NoScrollPhase, False)
    QApplication.sendEvent(area.viewport(), event)


def test_the_wheel_scrolls_and_with_ctrl_zooms_at_the_pointer(view: LadderView) -> None:
    area = view.area
    area.verticalScrollBar().setValue(0)
    wheel(area, area.place_of(2), -1)
    assert area.verticalScrollBar().value() > 0
    row = area.rows_in_sight().start + 4
    place, height = area.place_of(row), area.row_height
    wheel(area, place, 2, Qt.KeyboardModifier.ControlModifier)
    assert area.row_height == pytest.approx(height / 0.64)
    assert area.row_at(QPointF(area.place_of(row))) == row
    assert abs(area.place_of(row).y() - place.y()) < area.row_height
    for _ in range(40):
        wheel(area, place, -1, Qt.KeyboardModifier.ControlModifier)
    assert area.row_height == 3.0
    area.grab()


def test_what_is_pointed_at_is_explained(view: LadderView, qtbot) -> None:
    told = []
    view.area.explain.connect(told.append)
    view.area.verticalScrollBar().setValue(0)
    qtbot.waitUntil(lambda: 3 in view.area.labels)
    qtbot.mouseMove(view.area.viewport(), view.area.place_of(3))
    assert told == [3]
    lines = view.explanation(3).split("\n")
    assert lines[0] == "Packet 4, session 1"
    assert " → " in lines[1]
    assert lines[2] == "GET /a · a.example"
    assert view.explanation(44).split("\n")[-1] == "retransmission"


def test_bad_arrows_are_red_and_long_pauses_have_a_band(view: LadderView, app: App, qtbot) -> None:
    area, theme = view.area, theme_of(view.palette())
    assert view._found.gaps.tolist() == [45]
    app.focus.select_packet(1)
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    picture = area.viewport().grab().toImage()
    place = area.place_of(44)
    colours = {picture.pixelColor(place.x(), y).name() for y in range(place.y(), place.y() + 14)}
    assert theme.error in colours
    above = area.place_of(45).y() - round(area.row_height / 2 + (area.fontMetrics().height() + 8) / 2)
    assert picture.pixelColor(picture.width() - 9, above).name() == QColor(theme.alternate).name()


def test_messages_instead_of_packets(view: LadderView, app: App, qtbot) -> None:
    view.messages.click()
    until_read(view, app, qtbot, messages=True)
    assert view.facts.text().startswith("40 messages   1 session")
    qtbot.waitUntil(lambda: 0 in view.area.labels)
    assert view.area.labels[0] == "HTTP GET /a"
    app.focus.select_sessions((2,))
    qtbot.waitUntil(lambda: view.hint.isVisible() and view.hint.text().startswith("No messages"))


def test_columns_and_times_are_chosen(view: LadderView, app: App, qtbot) -> None:
    choose(view.by, "endpoint")
    until_read(view, app, qtbot, by="endpoint")
    assert all(":" in host for host in view.ladder.hosts)
    for kind, text in (("relative", "61.000000"), ("delta", "+59.500000")):
        choose(view.times, kind)
        assert Times(kind) is view.area.scene().times
        assert time_text(view.ladder, 45, Times(kind)) == text


def test_pictures_and_all_arrows_are_saved(view: LadderView, tmp_path: Path, qtbot, monkeypatch) -> None:
    told, failed = [], []
    view.told.connect(told.append)
    view.failed.connect(lambda *why: failed.append(why))
    assert view.save(str(tmp_path / "l.png"))
    assert QPixmap(str(tmp_path / "l.png")).width() == 2 * view.area.viewport().width()
    assert view.save(str(tmp_path / "l.svg"))
    assert view.ladder.hosts[0] in (tmp_path / "l.svg").read_text()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_given: (str(tmp_path / "l.csv"), ""))
    view.save_button.menu().actions()[2].trigger()
    qtbot.waitUntil(lambda: len(told) == 3)
    rows = list(csv.DictReader(io.StringIO((tmp_path / "l.csv").read_text())))
    assert len(rows) == 46
    assert rows[3]["label"] == "GET /a · a.example"
    assert view.save(str(tmp_path / "nowhere" / "l.csv"))
    qtbot.waitUntil(lambda: len(failed) == 1)
    assert not view.save(str(tmp_path / "nowhere" / "l.png"))
    assert len(failed) == 2


def test_without_a_capture_nothing_is_shown_and_nothing_goes_on(view: LadderView, app: App, qtbot,
                                                                 tmp_path: Path) -> None:
    assert view.save(str(tmp_path / "l.csv"))
    app.commands.run("close_capture")
    qtbot.waitUntil(lambda: app.capture.analysis is None)
    assert view.ladder is None
    assert view.hint.text().startswith("No session selected")


class Many:
    """A hundred thousand arrows between fifty hosts."""

    def __init__(self, rows: int = 100_000) -> None:
        rng = np.random.default_rng(1)
        self.hosts = tuple(f"10.0.0.{at}" for at in range(50))
        self.others, self.left_out, self.unread, self.has_messages = 0, 0, 0, False
        self.packets = np.arange(1, rows + 1)
        self.times_ns = np.cumsum(rng.integers(1, 10**6, rows))
        self.sessions = rng.integers(1, 500, rows)
        self.ways, self.sources, self.targets = (rng.integers(0, most, rows) for most in (2, 50, 50))
        self.sizes = self.notes = np.zeros(rows, np.int64)
        self.severities = self.notes - 1
        self.findings: dict[int, tuple[str, ...]] = {}

    def __len__(self) -> int:
        return len(self.packets)

    def notes_of(self, row: int) -> tuple[str, ...]:
        return ()

    def gravity_of(self, row: int) -> None:
        return None


def test_a_hundred_thousand_arrows_scroll_within_a_frame(qtbot) -> None:
    ladder = Many()
    area = expose(qtbot, LadderArea(), 1500, 1000)
    labels = {row: f"seq {row}" * 4 for row in range(100_000)}
    began = thread_time()
    area.show_ladder(FoundLadder(Question(), ladder, 500, np.array([100, 50_000])))
    shown = thread_time() - began
    area.take_labels(labels)
    for height in (None, 3.0):
        area._row_height = height
        area._lay_out()
        spans = []
        for at in range(0, 100_000, 9_000):
            began = thread_time()
            area.verticalScrollBar().setValue(round(area.layout_shown.top(at)))
            area.viewport().grab()
            spans.append(thread_time() - began)
        print("paint of a step, ms:", round(sorted(spans)[len(spans) // 2] * 1000, 1))
        assert sorted(spans)[len(spans) // 2] < 0.05
    assert shown < 0.05


def test_rows_and_heights_belong_together() -> None:
    layout = layout_of(Many(1000), np.array([10, 500]), 800, 20, 30, 100, 50)
    assert layout.height == 1000 * 20 + 60
    for row in range(1000):
        assert layout.row_at(layout.top(row)) == row
        assert layout.row_at(layout.top(row) + 19.9) == row
    assert layout.row_at(layout.top(10) - 5) == 10          # the band belongs to what comes behind it
    assert layout.row_at(-1) == layout.row_at(layout.height) == -1
    assert layout.rows_in(0, 100) == range(6)
    assert layout.rows_in(layout.height - 40, 500) == range(998, 1000)
    assert [layout.host_at(layout.x(host)) for host in range(50)] == list(range(50))


def test_of_arrows_at_one_packet_the_one_that_was_chosen_stays() -> None:
    ladder = Many(5)
    ladder.packets = np.array([3, 5, 5, 8, 9])
    assert [row_of(ladder, 5), row_of(ladder, 5, 2), row_of(ladder, 5, 3), row_of(ladder, 6)] == [1, 2, 1, -1]
