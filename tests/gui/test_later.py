"""What takes long to read is read beside the GUI thread, the newest wish first."""
import threading

import pytest

from netloupe_engine.errors import UnknownNameError
from netloupe_gui.bridge import later
from netloupe_gui.bridge.jobs import Jobs
from netloupe_gui.bridge.later import Later, is_long
from tests.gui.fake import FakeAnalysis


def test_long_is_what_spans_many_packets(monkeypatch: pytest.MonkeyPatch):
    analysis = FakeAnalysis(sessions=10, packets_each=100)
    assert not is_long(analysis, (1, 2))
    assert not is_long(None, (1,))
    monkeypatch.setattr(later, "LONG_SPAN", 150)
    assert not is_long(analysis, (1,))
    assert is_long(analysis, (1, 2))
    assert not is_long(analysis, (0, 99))       # none that exist


def test_the_newest_question_is_answered(qtbot, jobs: Jobs):
    gate, answers = threading.Event(), []
    reader = Later(jobs)
    reader.arrived.connect(lambda key, answer: answers.append((key, answer)))

    def first() -> str:
        gate.wait(5)
        return "old"

    reader.ask(1, first)
    reader.ask(2, lambda: "skipped")
    reader.ask(3, lambda: "new")
    gate.set()
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == [(3, "new")]


def test_the_same_question_is_not_asked_without_pause(qtbot, jobs: Jobs):
    asked = []
    reader = Later(jobs)
    for number in range(5):
        reader.ask("same", lambda number=number: asked.append(number))
        qtbot.wait(30)
    assert asked == [0]
    qtbot.waitUntil(lambda: asked == [0, 4])    # the last state is seen in the end


def test_what_is_forgotten_is_not_told(qtbot, jobs: Jobs):
    answers = []
    reader = Later(jobs)
    reader.arrived.connect(lambda key, answer: answers.append(answer))
    reader.ask(1, lambda: 1)
    reader.forget()
    qtbot.wait(50)
    assert answers == []
    assert len(jobs) == 0

    def fail() -> None:
        raise UnknownNameError("there is no session 9")
    reader.ask(2, fail)                         # it is gone: nothing to show, nothing to say
    qtbot.wait(50)
    assert answers == []


def test_panes_show_long_sessions_all_the_same(qtbot, app, capture: FakeAnalysis, monkeypatch: pytest.MonkeyPatch):
    qtbot.waitUntil(lambda: all(pane.view is not None for pane in app.late_panes.values()), timeout=20_000)
    monkeypatch.setattr(later, "LONG_SPAN", 2)
    app.focus.select_sessions((3,))
    timeline, tree = app.late_panes["timeline"].view, app.late_panes["attributes"].view
    plot = app.late_panes["throughput"].view
    qtbot.waitUntil(lambda: [lane.session.id for lane in timeline.lanes.lanes] == [3])
    qtbot.waitUntil(lambda: tree._session is not None and tree._session.id == 3)
    qtbot.waitUntil(lambda: plot.series is not None and plot.series.selected is not None)
    assert plot.series.selected.sum() > 0
    app.focus.select_sessions((5,))
    qtbot.waitUntil(lambda: [lane.session.id for lane in timeline.lanes.lanes] == [5])
    qtbot.waitUntil(lambda: tree._session is not None and tree._session.id == 5)
