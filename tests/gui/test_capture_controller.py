"""Opening, polling, freezing and closing a capture."""
import threading
from functools import partial
from weakref import finalize

import pytest
from PySide6.QtCore import QTimer

from netloupe_engine.model import Damage
from netloupe_gui.bridge.capture import CaptureController
from netloupe_gui.bridge.jobs import Job, Jobs
from netloupe_gui.bridge.later import CallJob
from tests.gui.conftest import Shelf
from tests.gui.fake import FakeAnalysis


@pytest.fixture
def controller(qapp, shelf: Shelf, jobs: Jobs):
    made = CaptureController(shelf.open, jobs)
    yield made
    made.close()


def show(qtbot, controller: CaptureController, path: str) -> None:
    with qtbot.waitSignal(controller.opened):
        controller.open(path)


def test_rows_come_with_the_poll_and_the_end_is_told_once(qtbot, controller, shelf):
    analysis = shelf.put("a", FakeAnalysis(sessions=10, finished=False))
    shown, ends = [], []
    controller.rows_changed.connect(lambda snapshot: shown.append(snapshot.sessions))
    controller.reading_finished.connect(ends.append)
    show(qtbot, controller, "a")
    assert analysis.started
    assert controller.is_reading
    analysis.advance(4)
    qtbot.waitUntil(lambda: shown[-1:] == [4])
    analysis.advance(10, finished=True)
    qtbot.waitUntil(lambda: len(ends) == 1)
    assert shown[-1] == 10
    assert not controller.is_reading


def test_the_memory_of_a_capture_is_given_back_beside_the_event_loop(qtbot, controller, shelf):
    """A job of somebody who does not want to know any more has it last."""
    freed = []
    analysis = FakeAnalysis()
    finalize(analysis, lambda: freed.append(threading.current_thread()))
    shelf.put("a", analysis)
    show(qtbot, controller, "a")
    gate = threading.Event()
    slow = CallJob("", partial(lambda held, gate: gate.wait(20), analysis, gate))
    controller._jobs.start(slow)
    controller._jobs.abandon(slow)
    del slow, analysis
    shelf.captures.clear()
    shelf.opened.clear()
    controller.close()
    gate.set()
    qtbot.waitUntil(lambda: bool(freed))
    assert freed[0] is not threading.main_thread()


def test_a_file_that_is_no_capture_leaves_the_open_one(qtbot, controller, shelf):
    shelf.put("a", FakeAnalysis())
    show(qtbot, controller, "a")
    with qtbot.waitSignal(controller.open_failed) as told:
        controller.open("b")
    assert told.args == ["b", "it is not a capture: the first bytes are 'PK'"]
    assert controller.path == "a"


def test_everybody_lets_go_before_a_capture_is_closed(qtbot, controller, shelf):
    first, second = shelf.put("a", FakeAnalysis()), shelf.put("b", FakeAnalysis())
    show(qtbot, controller, "a")
    seen = []
    controller.analysis_changed.connect(lambda analysis: seen.append((analysis, first.closed)))
    show(qtbot, controller, "b")
    assert seen == [(second, False)]
    qtbot.waitUntil(lambda: first.closed)
    assert not second.closed
    controller.close()
    qtbot.waitUntil(lambda: second.closed)
    assert controller.path == ""


def test_a_frozen_view_counts_what_it_holds_back(qtbot, controller, shelf):
    analysis = shelf.put("a", FakeAnalysis(sessions=10, finished=False))
    show(qtbot, controller, "a")
    analysis.advance(4)
    with qtbot.waitSignal(controller.rows_changed):
        pass
    controller.set_frozen(True)
    analysis.advance(9)
    with qtbot.assertNotEmitted(controller.rows_changed), \
            qtbot.waitSignal(controller.held_back_changed, check_params_cb=lambda fresh, changed: fresh == 5):
        pass
    with qtbot.waitSignal(controller.rows_changed) as told:
        controller.set_frozen(False)
    assert told.args[0].sessions == 9


def test_pause_resume_and_cancel_reach_the_analysis(qtbot, controller, shelf):
    analysis = shelf.put("a", FakeAnalysis(finished=False))
    show(qtbot, controller, "a")
    controller.set_paused(True)
    assert analysis.paused
    controller.set_paused(False)
    assert not analysis.paused
    with qtbot.waitSignal(controller.reading_finished) as told:
        controller.cancel()
    assert told.args[0].cancelled
    assert controller.analysis is analysis      # what was read stays


def test_damage_is_told_at_the_end(qtbot, controller, shelf):
    damage = Damage(at=4711, packet=12, reason="a record of 4 GB")
    shelf.put("a", FakeAnalysis(damage=damage))
    with qtbot.waitSignal(controller.capture_damaged) as told:
        controller.open("a")
    assert told.args == [damage]


# what takes long is waited for beside the event loop

@pytest.fixture
def slow(shelf: Shelf):
    """A capture whose opening waits for this event."""
    shelf.put("slow", FakeAnalysis(sessions=3))
    gate = shelf.gates["slow"] = threading.Event()
    yield gate
    gate.set()


def test_the_event_loop_turns_while_a_file_opens(qtbot, controller, shelf, slow):
    show(qtbot, controller, shelf.put("a", FakeAnalysis()).path)
    turns = []
    timer = QTimer(interval=1)
    timer.timeout.connect(lambda: turns.append(1))
    timer.start()
    controller.open("slow")
    assert controller.opening == "slow"
    qtbot.waitUntil(lambda: len(turns) > 5)
    assert controller.path == "a"               # what is shown stays until the other is there
    slow.set()
    qtbot.waitUntil(lambda: controller.path == "slow")
    assert controller.opening == ""


def test_a_second_file_takes_the_place_of_one_that_still_opens(qtbot, controller, shelf, slow):
    shelf.put("a", FakeAnalysis())
    controller.open("slow")
    qtbot.waitUntil(lambda: shelf.waiting == ["slow"])
    show(qtbot, controller, "a")
    qtbot.waitUntil(lambda: shelf.captures["slow"].closed)      # it came too late, and holds nothing
    assert controller.path == "a"
    assert not shelf.captures["a"].closed


def test_one_need_not_wait_for_a_file(qtbot, controller, shelf, slow):
    controller.open("slow")
    qtbot.waitUntil(lambda: shelf.waiting == ["slow"])
    told = []
    controller.opening_changed.connect(told.append)
    controller.stop_opening()
    assert told == [""]
    qtbot.waitUntil(lambda: shelf.captures["slow"].closed)
    assert controller.analysis is None


def test_closing_waits_for_what_panes_still_read_and_the_event_loop_turns_meanwhile(qtbot, controller, shelf, jobs):
    class Reader(Job):
        def work(self) -> None:
            gate.wait(20)
            seen.append(analysis.closed)

    gate, seen = threading.Event(), []
    analysis = shelf.put("a", FakeAnalysis())
    show(qtbot, controller, "a")
    reader = Reader()
    jobs.start(reader)
    jobs.abandon(reader)
    controller.close()
    assert controller.analysis is None
    qtbot.wait(30)
    assert not analysis.closed
    gate.set()
    qtbot.waitUntil(lambda: analysis.closed)
    assert seen == [False]


def test_the_event_loop_turns_while_reading_is_stopped(qtbot, controller, shelf):
    analysis = shelf.put("a", FakeAnalysis(sessions=10, finished=False))
    gate, stop = threading.Event(), analysis.cancel

    def halt(_timeout: float) -> bool:
        analysis.cancelled = True
        gate.wait(20)
        stop()
        return True

    analysis.halt = halt
    show(qtbot, controller, "a")
    controller.cancel()
    with qtbot.waitSignal(controller.progress_changed, check_params_cb=lambda progress: progress.cancelled):
        pass                                    # polled on
    assert controller.is_reading
    controller.cancel()                         # once is enough
    with qtbot.waitSignal(controller.reading_finished):
        gate.set()
