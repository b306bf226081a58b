"""Any attribute as a column of the sessions table, with the real engine: chosen, sorted, searched, kept, removed."""
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from netloupe_engine import Analysis, analyze
from netloupe_gui.models.sessions import SessionsModel
from netloupe_gui.widgets.table import Table
from tests.gui.test_table import click_header, column, section, settle

SAMPLE = Path("resources/captures/sample.pcapng")


@pytest.fixture
def analysis() -> Iterator[Analysis]:
    with analyze(SAMPLE) as found:
        yield found


@pytest.fixture
def make(qtbot, jobs, analysis: Analysis):
    def make_table() -> Table:
        table = Table(SessionsModel(jobs))
        qtbot.addWidget(table)
        table.columns_changed.connect(table.model().set_searched)
        table.resize(1400, 400)
        table.show()
        qtbot.waitExposed(table)
        table.model().set_analysis(analysis)
        table.model().take(analysis.snapshot(0))
        settle(qtbot, table)
        return table
    return make_table


def header_menu(qtbot, table: Table) -> QMenu:
    table.horizontalHeader().customContextMenuRequested.emit(QPoint(20, 5))
    return next(menu for menu in table.findChildren(QMenu) if menu.isVisible())


def add(qtbot, table: Table, name: str) -> None:
    """Choose an attribute in the header's menu."""
    menu = header_menu(qtbot, table)
    every = next(action.menu() for action in menu.actions() if action.text() == "Add attribute")
    group = next(action.menu() for action in every.actions() if action.text() == name.partition(".")[0])
    next(action for action in group.actions() if action.text() == name).trigger()
    menu.close()
    settle(qtbot, table)


def said(analysis: Analysis, name: str) -> list[str]:
    """By session: the different values."""
    return [", ".join(dict.fromkeys(value.text for value in session.attributes if value.name == name))
            for session in analysis.each_session()]


def test_an_attribute_becomes_a_column_and_is_searched_and_sorted(qtbot, make, analysis: Analysis):
    table = make()
    assert all(column.key != "http.host" for column in table.model().columns)
    add(qtbot, table, "http.host")
    assert not table.isColumnHidden(section(table, "http.host"))
    hosts = said(analysis, "http.host")
    assert column(table, "http.host") == hosts
    assert len(set(hosts)) > 1
    click_header(qtbot, table, "http.host")
    assert column(table, "http.host") == sorted(hosts)
    click_header(qtbot, table, "http.host")
    assert column(table, "http.host") == sorted(hosts, reverse=True)
    table.columns.show(section(table, "info"), False)       # which says hosts too
    table.model().set_filter("www.example.test")
    settle(qtbot, table)
    shown = column(table, "http.host")
    assert shown
    assert all("www.example.test" in text for text in shown)


def test_numbers_sort_as_numbers_and_times_as_times(qtbot, make, analysis: Analysis):
    table = make()
    for name in ("http.status_code", "tls.certificate_not_after"):
        add(qtbot, table, name)
        first = {session.id: next((value.value for value in session.attributes if value.name == name), None)
                 for session in analysis.each_session()}
        click_header(qtbot, table, name)
        order = [first[row + 1] for row in table.model().rows_at(0, table.model().rowCount() - 1).tolist()]
        known = [value for value in order if value is not None]
        assert known == sorted(known)
        assert order[-len(known):] == known         # sessions without come first


def test_columns_are_kept_and_a_state_of_others_is_ignored(qtbot, make):
    table = make()
    add(qtbot, table, "dns.query_name")
    add(qtbot, table, "http.host")
    table.horizontalHeader().moveSection(table.horizontalHeader().visualIndex(section(table, "http.host")), 1)
    state = table.header_state()
    other = make()
    other.restore_header_state(state)
    assert other.model().columns[other.horizontalHeader().logicalIndex(1)].key == "http.host"
    assert not other.isColumnHidden(section(other, "dns.query_name"))
    assert column(other, "http.host") == column(table, "http.host")
    state.replace(b"http.host", b"nobody.knows")        # of a protocol that is not there any more
    other.restore_header_state(state)
    assert set(column(other, "nobody.knows")) == {""}
    click_header(qtbot, other, "nobody.knows")
    state.replace(b"nobody.knows", b"No Name")
    other.restore_header_state(state)
    assert not other.model().added


def test_a_column_that_is_switched_off_is_gone_and_sorts_no_more(qtbot, make):
    table = make()
    add(qtbot, table, "http.host")
    count = table.model().columnCount()
    click_header(qtbot, table, "http.host")
    menu = header_menu(qtbot, table)
    next(action for action in menu.actions() if action.text() == "http.host").trigger()
    menu.close()
    settle(qtbot, table)
    assert table.model().columnCount() == count - 1
    assert not table.model().sort_keys
    assert "http.host" in table.model().addable
    add(qtbot, table, "http.host")
    table.reset_columns()
    assert not table.model().added
    assert table.model().headerData(0, Qt.Orientation.Horizontal) == "#"
