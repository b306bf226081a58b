"""Opening, polling, freezing and closing a capture."""
import pytest

from netloupe_engine.model import Damage
from netloupe_gui.bridge.capture import CaptureController
from tests.gui.conftest import Shelf
from tests.gui.fake import FakeAnalysis


@pytest.fixture
def controller(qapp, shelf: Shelf):
    made = CaptureController(shelf.open)
    yield made
    made.close()


def test_rows_come_with_the_poll_and_the_end_is_told_once(qtbot, controller, shelf):
    analysis = shelf.put("a", FakeAnalysis(sessions=10, finished=False))
    shown, ends = [], []
    controller.rows_changed.connect(lambda snapshot: shown.append(snapshot.sessions))
    controller.reading_finished.connect(ends.append)
    assert controller.open("a")
    assert analysis.started
    assert controller.is_reading
    analysis.advance(4)
    qtbot.waitUntil(lambda: shown[-1:] == [4])
    analysis.advance(10, finished=True)
    qtbot.waitUntil(lambda: len(ends) == 1)
    assert shown[-1] == 10
    assert not controller.is_reading


def test_a_file_that_is_no_capture_leaves_the_open_one(qtbot, controller, shelf):
    shelf.put("a", FakeAnalysis())
    controller.open("a")
    with qtbot.waitSignal(controller.open_failed) as told:
        assert not controller.open("b")
    assert told.args == ["b", "it is not a capture: the first bytes are 'PK'"]
    assert controller.path == "a"


def test_everybody_lets_go_before_a_capture_is_closed(controller, shelf):
    first, second = shelf.put("a", FakeAnalysis()), shelf.put("b", FakeAnalysis())
    controller.open("a")
    seen = []
    controller.analysis_changed.connect(lambda analysis: seen.append((analysis, first.closed)))
    controller.open("b")
    assert seen == [(second, False)]
    assert first.closed
    assert not second.closed
    controller.close()
    assert second.closed
    assert controller.path == ""


def test_a_frozen_view_counts_what_it_holds_back(qtbot, controller, shelf):
    analysis = shelf.put("a", FakeAnalysis(sessions=10, finished=False))
    controller.open("a")
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
    controller.open("a")
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
