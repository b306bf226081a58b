"""What of a capture's time is worth showing, and how times of several days read."""
from datetime import UTC
from types import SimpleNamespace

import numpy as np
import pytest

from netloupe_gui.models.span import DAY_NS, CaptureSpan, Span, span_of
from netloupe_gui.text import clock, dates_and_zone, moments, time_ticks
from tests.gui.conftest import Shelf, show_file
from tests.gui.fake import START_NS, FakeAnalysis

S = 10**9


def times(*more: int) -> np.ndarray:
    return np.concatenate([START_NS + np.arange(100) * S, np.array(more, np.int64)])


@pytest.mark.parametrize("wrong", [0, START_NS + 365 * DAY_NS, -START_NS])
def test_one_wrong_time_stamp_does_not_count(wrong: int):
    assert span_of(times(wrong)) == Span(START_NS, START_NS + 99 * S, 1)


def test_a_long_silence_is_no_mistake():
    later = [START_NS + 3 * DAY_NS + number * S for number in range(20)]
    assert span_of(times(*later)) == Span(START_NS, later[-1])
    assert span_of(times(START_NS + 3600 * S)) == Span(START_NS, START_NS + 3600 * S)
    assert span_of(np.array([0, START_NS])) == Span(0, START_NS)        # of two nobody knows which


def test_a_growing_capture_is_looked_at_again_only_when_it_has_grown():
    looks = []
    known = times(0)
    packets = SimpleNamespace(column=lambda *_args: looks.append(1) or known, __len__=lambda: 101)
    analysis = SimpleNamespace(packets=type("Packets", (), {"column": packets.column, "__len__": lambda _: 101})())
    capture = SimpleNamespace(start_ns=0, end_ns=START_NS + 99 * S)
    span = CaptureSpan()
    assert span.of(analysis, capture) == span.of(analysis, capture) == Span(START_NS, START_NS + 99 * S, 1)
    assert looks == [1]
    assert span.of(analysis, SimpleNamespace(start_ns=None, end_ns=None)) is None


def test_labels_of_several_days_have_dates():
    noon = 1_706_702_400 * S                                # 2024-01-31 12:00 UTC
    labels = [label for _moment, label in time_ticks(noon, noon + 36 * 3600 * S, 80, UTC)]
    assert "02-01 00:00:00" in labels
    assert all(label[:3] in ("01-", "02-") for label in labels)
    assert time_ticks(noon, noon + 3600 * S, 60, UTC)[0][1] == "12:00:00"
    assert dates_and_zone(noon, noon + DAY_NS, UTC) == "2024-01-31 to 2024-02-01, UTC"
    assert dates_and_zone(noon, noon + S, UTC) == "2024-01-31, UTC"
    assert moments(noon, noon + S, 0, UTC) == "2024-01-31 12:00:00 – 12:00:01"
    assert moments(noon, noon + DAY_NS, 0, UTC) == "2024-01-31 12:00:00 – 2024-02-01 12:00:00"


def starts(app) -> list[str]:
    at = next(at for at, column in enumerate(app.sessions_model.columns) if column.key == "start")
    return [app.sessions_model.data(app.sessions_model.index(row, at)) for row in range(app.sessions_model.rowCount())]


def test_a_capture_of_several_days_says_which_in_the_table(qtbot, app, shelf: Shelf):
    analysis = FakeAnalysis(sessions=30)
    for name in ("start_ns", "end_ns"):
        analysis.sessions._columns[name] += np.arange(30) * 3600 * S
    analysis.packets._columns["time_ns"] += np.arange(180) // 6 * 3600 * S
    shelf.put("/x/days.pcap", analysis)
    show_file(qtbot, app, "/x/days.pcap")
    qtbot.waitUntil(lambda: app.sessions_model.rowCount() == 30)
    assert all(text.startswith("2023-11-1") and len(text) == 23 for text in starts(app))
    app.focus.set_filter("2023-11-16")
    qtbot.waitUntil(lambda: 0 < app.sessions_model.rowCount() < 30)


def test_one_wrong_time_stamp_stretches_neither_plot_nor_table(qtbot, app, shelf: Shelf):
    analysis = FakeAnalysis(sessions=30)
    analysis.packets._columns["time_ns"][7] = 0
    shelf.put("/x/zero.pcap", analysis)
    show_file(qtbot, app, "/x/zero.pcap")
    qtbot.waitUntil(lambda: app.late_panes["throughput"].view is not None
                    and app.late_panes["throughput"].view.series is not None, timeout=20_000)
    plot = app.late_panes["throughput"].view
    assert plot.canvas.view_ns[0] >= START_NS - S
    assert "1 packet of another time is left out" in plot._line.text()
    qtbot.waitUntil(lambda: bool(starts(app)), timeout=20_000)
    assert starts(app)[0] == clock(analysis.sessions.cell("start_ns", 0))
    app.focus.select_sessions((2,))                          # the session of that packet
    late = app.late_panes["timeline"]
    qtbot.waitUntil(lambda: late.view is not None and bool(late.view.lanes.lanes), timeout=20_000)
    assert late.view.lanes.scale.start_ns > START_NS - S


def test_an_empty_capture_promises_nothing(qtbot, app, shelf: Shelf):
    shelf.put("/x/empty.pcap", FakeAnalysis(sessions=0))
    show_file(qtbot, app, "/x/empty.pcap")
    qtbot.waitUntil(lambda: not app.capture.is_reading and not app.sessions_model.is_arranging)
    assert "No sessions\n" in app.sessions_view._hint.text()
    assert "as packets are read" not in app.sessions_view._hint.text()
