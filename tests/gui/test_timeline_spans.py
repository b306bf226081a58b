"""Requests and answers in the session timeline, driven with the mouse on real captures."""
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from netloupe_gui.app import App
from netloupe_gui.models.exchanges import ROWS_MAX, exchanges_of
from netloupe_gui.views.timeline import TimelineView
from tests.unit import traffic

LEFT = Qt.MouseButton.LeftButton


def request(path: str) -> bytes:
    return f"GET {path} HTTP/1.1\r\nHost: a.example\r\n\r\n".encode()


def made(folder: Path) -> Path:
    """Two requests, the second without an answer; and another session that asks nothing."""
    frames = traffic.conversation([(0, request("/first")), (1, b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"),
                                   (0, request("/second"))], step=1.0)
    return traffic.capture(folder, [*frames, (9.0, traffic.udp(0, b"hello"))])


@pytest.fixture
def app(on_capture, tmp_path: Path) -> App:
    return on_capture(made(tmp_path), sessions=2)


@pytest.fixture
def view(app: App, qtbot) -> TimelineView:
    app.focus.select_sessions((1,))
    qtbot.waitUntil(lambda: app.late_panes["timeline"].view is not None)
    found = app.late_panes["timeline"].view
    qtbot.waitUntil(lambda: found.lanes.exchanges is not None and found.lanes.isVisible())
    return found


def middle(view: TimelineView, at: int) -> QPoint:
    found, lanes = view.lanes.exchanges, view.lanes
    box = lanes.lane_boxes(0).spans
    moment = (int(found.begins[at]) + int(found.ends[at])) // 2
    return QPoint(round(lanes.scale.x(moment)), box.top() + box.height() // 2 // max(1, found.rows))


def test_the_title_counts_requests_and_those_without_an_answer(view: TimelineView) -> None:
    assert "2 requests" in view._title.text()
    assert "1 without an answer" in view._title.text()
    assert "2 requests" in view.lanes.accessibleDescription()


def test_a_click_on_a_request_selects_its_packet(view: TimelineView, app: App, qtbot) -> None:
    assert view.lanes.lane_boxes(0).spans.height() > 0
    for at, packet in ((0, 4), (1, 6)):
        qtbot.mouseClick(view.lanes.viewport(), LEFT, pos=middle(view, at))
        assert app.focus.packet == packet


def test_a_request_is_explained(view: TimelineView, qtbot, monkeypatch) -> None:
    told = []
    monkeypatch.setattr(view.lanes, "show_explanation", told.append)
    qtbot.mouseMove(view.lanes.viewport(), middle(view, 0))
    assert told[0].split("\n")[0] == "HTTP  ↑ GET /first"
    assert "answer: 200 OK" in told[0]
    assert "first byte after 1 s" in told[0]
    qtbot.mouseMove(view.lanes.viewport(), middle(view, 1))
    assert "no answer in the capture" in told[-1]


def test_what_is_drawn_goes_with_the_session(view: TimelineView, app: App, qtbot) -> None:
    app.focus.select_sessions((2,))
    qtbot.waitUntil(lambda: [lane.session.id for lane in view.lanes.lanes] == [2])
    assert view.lanes.exchanges is None or not len(view.lanes.exchanges)
    qtbot.waitUntil(lambda: view.lanes.exchanges is not None)
    assert view.lanes.lane_boxes(0).spans.height() == 0
    assert "request" not in view._title.text()
    app.focus.select_sessions((1, 2))
    app.focus.select_sessions((1,))
    qtbot.waitUntil(lambda: view.lanes.exchanges is not None and len(view.lanes.exchanges) == 2)


def test_spans_at_the_same_time_stand_below_each_other(tmp_path: Path) -> None:
    frames = traffic.conversation([(0, request("/a") + request("/b") + request("/c") + request("/d")),
                                   *((1, b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok") for _ in range(4))])
    found = exchanges_of(traffic.analysed(tmp_path, frames).spans(1))
    assert found.levels.tolist() == [0, 1, 2, 0]
    assert found.rows == ROWS_MAX
    assert found.within(int(found.begins[0]), int(found.ends[3])).tolist() == [0, 1, 2, 3]
    assert found.within(int(found.ends[1]) + 1, int(found.ends[3])).tolist() == [2, 3]
    assert found.at(int(found.begins[1]) + 1, 10, 1, 3) == 1
    assert found.at(int(found.ends[3]) + 1_000_000_000, 10, 0, 3) == -1
    assert found.line(0).startswith("GET /a → 200 OK · ")
    assert np.all(found.answers <= found.ends)


def test_very_many_requests_are_painted_in_bounded_time(view: TimelineView, tmp_path: Path) -> None:
    spans = view.lanes.exchanges.spans * 20_000
    view.lanes.set_exchanges(exchanges_of(spans))
    assert not view.lanes.grab().isNull()
