"""Ids of very many sessions are read as a tuple is."""
import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from netloupe_gui.bridge.focus import Focus
from netloupe_gui.bridge.ids import FEW, Ids, ascending, ids_of
from netloupe_gui.models.arrange import SortKey

MANY = np.arange(5, FEW + 50, dtype=np.uint32)


@pytest.fixture
def ids() -> Ids:
    found = ids_of(MANY)
    assert isinstance(found, Ids)
    return found


def test_few_are_a_tuple() -> None:
    assert ids_of(np.array([3, 1], np.uint32)) == (3, 1)


def test_many_read_as_a_tuple_does(ids: Ids) -> None:
    same = tuple(MANY.tolist())
    assert len(ids) == len(same)
    assert ids == same
    assert same == ids
    assert hash(ids) == hash(ids_of(MANY.copy()))
    assert tuple(ids) == same
    assert ids[:3] == same[:3]
    assert ids[-1] == same[-1]
    assert type(ids[0]) is int
    assert 7 in ids
    assert 4 not in ids
    assert ids != same[:-1]
    assert ids != ids_of(MANY[::-1].copy())
    assert np.array(ids, np.int64).tolist() == list(same)


def test_the_focus_keeps_them_and_hears_of_others(ids: Ids, qtbot) -> None:
    focus = Focus()
    heard = []
    focus.sessions_selected.connect(heard.append)
    focus.select_sessions(ids)
    focus.select_sessions(ids_of(MANY.copy()))
    assert heard == [ids]
    assert focus.sessions is ids
    focus.select_sessions([1, 2])
    assert focus.sessions == (1, 2)


def test_each_once_in_order() -> None:
    assert ascending(np.array([5, 1, 5, 3, 1], np.uint32)).tolist() == [1, 3, 5]
    assert ascending(np.zeros(0, np.uint32)).tolist() == []


def test_all_sessions_can_be_selected(window) -> None:
    table = window.sessions_view.table
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    count = len(window.capture.analysis.sessions)
    assert sorted(window.focus.sessions) == list(range(1, count + 1))
    assert window.focus.sessions[0] == window.sessions_model.row_at(table.currentIndex().row()) + 1


def test_what_was_picked_in_the_table_is_not_selected_again_and_survives_a_sort(window, qtbot, monkeypatch) -> None:
    """To select a million rows takes a while, and they are selected already."""
    table, again = window.sessions_view.table, []
    select_rows = table.select_rows
    monkeypatch.setattr(table, "select_rows", lambda *args, **more: again.append(args) or select_rows(*args, **more))
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_End)
    table.setCurrentIndex(window.sessions_model.index(3, 0))
    again.clear()
    QTest.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert not again
    current = window.focus.sessions[0]
    assert current == window.sessions_model.row_at(3) + 1
    column = next(column for column in window.sessions_model.columns if column.key == "bytes_down")
    window.sessions_model.set_sort((SortKey(column, descending=True),))
    qtbot.waitUntil(lambda: not window.sessions_model.is_arranging)
    assert len(table.selectionModel().selectedRows()) == len(window.capture.analysis.sessions)
    assert window.sessions_model.row_at(table.currentIndex().row()) + 1 == current
