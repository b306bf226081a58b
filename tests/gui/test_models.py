"""The models of both tables: growing, sorting, keeping still, colours."""
import numpy as np
import pytest

from netloupe_gui.bridge.focus import Brush
from netloupe_gui.models.arrange import SortKey
from netloupe_gui.models.packets import PacketsModel
from netloupe_gui.models.sessions import SessionsModel
from tests.gui.fake import START_NS, FakeAnalysis


@pytest.fixture
def model(jobs, qtmodeltester) -> SessionsModel:
    return SessionsModel(jobs)


def settled(qtbot, model) -> None:
    qtbot.waitUntil(lambda: not model.is_arranging)


def column(model, key: str):
    return next(column for column in model.columns if column.key == key)


def texts(model, key: str) -> list[str]:
    at = model.columns.index(column(model, key))
    return [model.data(model.index(row, at)) for row in range(model.rowCount())]


def test_the_model_keeps_qts_rules(qtbot, model, qtmodeltester):
    analysis = FakeAnalysis(sessions=30, finished=False)
    model.set_analysis(analysis)
    qtmodeltester.check(model)
    analysis.advance(10)
    model.take(analysis.snapshot(0))
    model.set_sort((SortKey(column(model, "bytes_down"), True),))
    settled(qtbot, model)
    analysis.advance(30)
    model.take(analysis.snapshot(1))
    model.finish()
    settled(qtbot, model)
    assert model.rowCount() == 30


def test_rows_are_inserted_as_they_come(qtbot, model):
    analysis = FakeAnalysis(sessions=200_000, packets_each=1, finished=False)
    model.set_analysis(analysis)
    inserted = []
    model.rowsInserted.connect(lambda _parent, first, last: inserted.append((first, last)))
    for known in (10, 10, 70_000, 200_000):
        analysis.advance(known)
        model.take(analysis.snapshot(0))
    assert inserted == [(0, 9), (10, 69_999), (70_000, 199_999)]
    settled(qtbot, model)


def test_one_change_is_told_a_tick(qtbot, model):
    analysis = FakeAnalysis(sessions=100, finished=False)
    model.set_analysis(analysis)
    analysis.advance(100)
    model.take(analysis.snapshot(0))
    told = []
    model.dataChanged.connect(lambda first, last: told.append((first.row(), last.row())))
    snapshot = analysis.snapshot(0)
    snapshot.changed = np.array([3, 50, 61], np.uint32)
    model.take(snapshot)
    assert told == [(3, 61)]
    settled(qtbot, model)


def test_a_sorted_table_keeps_still_under_the_pointer(qtbot, model):
    analysis = FakeAnalysis(sessions=40, finished=False)
    model.set_analysis(analysis)
    analysis.advance(20)
    model.take(analysis.snapshot(0))
    model.set_sort((SortKey(column(model, "id"), True),))
    settled(qtbot, model)
    model.set_held(True)
    analysis.advance(40)
    model.take(analysis.snapshot(1))
    with qtbot.assertNotEmitted(model.order_changed, wait=900):
        pass
    assert model.rowCount() == 20
    with qtbot.waitSignal(model.order_changed) as told:
        model.set_held(False)
    assert told.args == [False]
    assert texts(model, "id")[:2] == ["40", "39"]


def test_what_the_person_asks_for_is_done_under_the_pointer(qtbot, model):
    analysis = FakeAnalysis(sessions=40)
    model.set_analysis(analysis)
    model.take(analysis.snapshot(0))
    model.set_held(True)
    with qtbot.waitSignal(model.order_changed) as told:
        model.set_filter("tls")
    assert told.args == [True]
    assert set(texts(model, "application")) == {"tls"}


def test_filter_and_brush_and_sort_together(qtbot, model):
    analysis = FakeAnalysis(sessions=40)
    model.set_analysis(analysis)
    model.take(analysis.snapshot(0))
    model.set_filter("tcp")
    model.set_time_brush(Brush(START_NS, START_NS + 1_000_000_000))
    model.set_sort((SortKey(column(model, "id"), True),))
    settled(qtbot, model)
    assert texts(model, "id") == [str(number) for number in range(21, 0, -1) if number % 4 != 3]
    assert model.position_of(20) == 0
    assert model.position_of(39) == -1
    model.set_sort(())
    model.set_filter("")
    model.set_time_brush(None)
    settled(qtbot, model)
    assert texts(model, "id") == [str(number) for number in range(1, 41)]


def test_ended_sessions_are_dimmed_while_others_go_on(qtbot, model):
    analysis = FakeAnalysis(sessions=4, finished=False)
    model.set_analysis(analysis)
    analysis.advance(4)
    model.take(analysis.snapshot(0))
    assert [model.cell(row, 0)[1] for row in range(4)] == ["muted", "", "", ""]
    model.finish()
    assert model.cell(0, 0)[1] == ""
    settled(qtbot, model)


def test_packets_of_the_selected_sessions_or_all(qtbot, jobs):
    analysis = FakeAnalysis(sessions=10, packets_each=4)
    model = PacketsModel(jobs)
    model.set_analysis(analysis)
    model.refresh()
    qtbot.waitUntil(lambda: model.rowCount() == 40)
    model.set_sessions((3, 1))
    qtbot.waitUntil(lambda: texts(model, "number") == ["1", "2", "3", "4", "9", "10", "11", "12"])
    assert texts(model, "delta")[4] == "+0.099250000"         # since the packet listed before, another session's
    assert texts(model, "state")[:3] == ["NEW", "", ""]
    assert texts(model, "way")[:2] == ["↑", "↓"]
    model.set_sessions(())
    qtbot.waitUntil(lambda: model.rowCount() == 40)
    settled(qtbot, model)


def test_the_listed_session_grows(qtbot, jobs):
    analysis = FakeAnalysis(sessions=10, packets_each=4, finished=False)
    analysis.advance(2)
    model = PacketsModel(jobs)
    model.set_analysis(analysis)
    model.refresh()
    qtbot.waitUntil(lambda: model.rowCount() == 8)
    analysis.advance(9)
    with qtbot.waitSignal(model.rowsInserted):
        model.refresh()
    assert model.rowCount() == 36
    settled(qtbot, model)


@pytest.mark.parametrize("is_sorted", [False, True])
def test_rows_are_found_where_they_stand(qtbot, model, is_sorted):
    analysis = FakeAnalysis(sessions=30)
    model.set_analysis(analysis)
    model.take(analysis.snapshot(0))
    model.set_sort((SortKey(column(model, "id"), True),) if is_sorted else ())
    settled(qtbot, model)
    rows = np.array([7, 3, 7, 900], np.uint32)
    assert model.positions_of(rows).tolist() == ([22, 26] if is_sorted else [3, 7])
    assert model.shown_of(np.array([3, 29, 30])).tolist() == [True, True, False]


def test_packets_of_some_sessions_stand_elsewhere_than_at_their_numbers(qtbot, jobs):
    analysis = FakeAnalysis(sessions=30, packets_each=4)
    packets = PacketsModel(jobs)
    packets.set_analysis(analysis)
    mine = np.asarray(analysis.packets_of([3, 5])) - np.uint32(1)
    packets.set_universe(mine.astype(np.uint32))
    settled(qtbot, packets)
    assert packets.positions_of(mine[[0, 2]]).tolist() == [0, 2]
    others = np.setdiff1d(np.arange(len(mine), dtype=np.uint32), mine)
    assert not packets.shown_of(others.astype(np.int64)).any()
