"""Sessions grouped in the window, by mouse and keyboard, with the real engine."""
import csv
from collections import Counter

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from netloupe_engine import Analysis
from netloupe_gui.app import App
from netloupe_gui.models.asked import grouped_by
from netloupe_gui.models.grouped import BYTES, FINDINGS, LABEL, PACKETS, SESSIONS
from netloupe_gui.views import groups
from netloupe_gui.widgets import copying
from tests.gui.conftest import shown_ids
from tests.gui.test_asking import choose, menu_at
from tests.gui.test_window import type_filter


def offered(app: App, titles: tuple[str, ...]) -> QAction | None:
    """What stands in the button's menu under these titles, if it does by now."""
    menu, found = app.filter_bar.group.menu(), None
    menu.aboutToShow.emit()
    for title in titles:
        found = next((action for action in menu.actions() if action.text() == title), None) if menu else None
        menu = found.menu() if found else None
    return found


def group(qtbot, app: App, *titles: str) -> None:
    """Choose from the button's menu, which has attributes a moment after the capture was read, and wait for the
    groups."""
    qtbot.waitUntil(lambda: offered(app, titles) is not None)
    offered(app, titles).trigger()
    qtbot.waitUntil(lambda: app.groups_model.rowCount() > 0 and app.groups_model._job is None)


def labels(app: App) -> list[str]:
    return [app.groups_model.label(row) for row in range(app.groups_model.rowCount())]


def row_of(app: App, label: str) -> int:
    return labels(app).index(label)


def by_app(analysis: Analysis, of: range | list[int] = range(1, 145)) -> Counter[str]:
    return Counter(str(analysis.values_of("app", id)[0] or "unknown") for id in of)


def test_groups_with_their_totals(qtbot, window: App, known: Analysis) -> None:
    group(qtbot, window, "Application")
    model = window.groups_model
    assert window.sessions_view.groups.isVisible()
    assert not window.sessions_view.table.isVisible()
    assert {model.label(row): model.number(row, SESSIONS) for row in range(model.rowCount())} == by_app(known)
    sizes = [model.number(row, BYTES) for row in range(model.rowCount())]
    assert sizes == sorted(sizes, reverse=True)
    columns = known.sessions
    assert sum(sizes) == int(columns.column("bytes_up").sum() + columns.column("bytes_down").sum())
    assert sum(model.number(row, PACKETS) for row in range(model.rowCount())) == int(
        columns.column("packets_up").sum() + columns.column("packets_down").sum())
    assert sum(model.number(row, FINDINGS) for row in range(model.rowCount())) == int(columns.column("findings").sum())
    assert f"{len(by_app(known))} groups" in window.sessions_view._footer.text()


def test_two_levels_open_to_sessions(qtbot, window: App, known: Analysis) -> None:
    group(qtbot, window, "Application")
    group(qtbot, window, "Then by", "Server")
    assert window.groups_model.by == ("app", "server")
    table, model = window.sessions_view.groups, window.groups_model
    row = row_of(window, "tls")
    before = model.rowCount()
    rect = table.visualRect(model.index(row, LABEL))
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(rect.left() + 10, rect.center().y()))
    qtbot.waitUntil(lambda: model.rowCount() > before)
    servers = Counter(known.values_of("server", id)[0] for id in known.filter("app == tls").tolist())
    inside = range(row + 1, row + 1 + len(servers))
    assert {model.label(at): model.number(at, SESSIONS) for at in inside} == servers
    assert all(model.depth(at) == 1 for at in inside)
    table.setFocus()
    table.selectRow(row + 1)
    server = model.label(row + 1)
    expected = known.filter(f"app == tls and server == {server}").tolist()
    assert sorted(window.focus.sessions) == expected
    before = model.rowCount()
    qtbot.keyClick(table, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: model.rowCount() == before + len(expected))
    assert {int(model.ids(at)[0]) for at in range(row + 2, row + 2 + len(expected))} == set(expected)
    assert not model.is_group(row + 2)
    table.selectRow(row + 2)
    assert window.focus.sessions == (int(model.ids(row + 2)[0]),)
    qtbot.keyClick(table, Qt.Key.Key_Left)
    assert table.currentIndex().row() == row + 1
    qtbot.keyClick(table, Qt.Key.Key_Left)
    assert model.rowCount() == before


def test_a_group_is_asked_for(qtbot, window: App, known: Analysis) -> None:
    group(qtbot, window, "Application")
    table = window.sessions_view.groups
    rect = table.visualRect(window.groups_model.index(row_of(window, "dns"), LABEL))
    choose(qtbot, menu_at(qtbot, table, rect.center()), "ask_only")
    assert window.filter_bar.line.text() == "app == dns"
    qtbot.waitUntil(lambda: shown_ids(window) == known.filter("app == dns").tolist() and labels(window) == ["dns"])


def test_groups_follow_the_filter_and_stay_open(qtbot, window: App, known: Analysis) -> None:
    group(qtbot, window, "Application")
    model = window.groups_model
    model.set_open(row_of(window, "http"), True)
    everything = by_app(known)
    qtbot.waitUntil(lambda: model.rowCount() == len(everything) + everything["http"])
    type_filter(qtbot, window, "app in {http, tls} and bytes > 2k")
    left = by_app(known, known.filter("app in {http, tls} and bytes > 2k").tolist())
    qtbot.waitUntil(lambda: model.rowCount() == len(left) + left["http"])
    assert model.number(row_of(window, "http"), SESSIONS) == left["http"]


def test_sorted_by_a_click_on_a_heading(qtbot, window: App) -> None:
    group(qtbot, window, "Server")
    table, model = window.sessions_view.groups, window.groups_model
    header = table.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(SESSIONS) + 20, header.height() // 2)
    for is_descending in (True, False):
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
        qtbot.waitUntil(lambda: model._job is None)
        counts = [model.number(row, SESSIONS) for row in range(model.rowCount())]
        assert counts == sorted(counts, reverse=is_descending)


def test_not_grouped_again(qtbot, window: App) -> None:
    group(qtbot, window, "Application")
    window.commands.run("ask_ungroup")
    assert window.sessions_view.table.isVisible()
    assert window.filter_bar.group.text() == "Group"


def test_by_any_attribute(qtbot, window: App, known: Analysis) -> None:
    group(qtbot, window, "Attribute", "http", "http.host")
    hosts = {value for id in range(1, 145) for value in known.values_of("http.host", id)}
    assert set(labels(window)) == {"none" if host is None else host for host in hosts}


def test_a_column_is_grouped_by_from_its_header(qtbot, window: App, known: Analysis) -> None:
    table = window.sessions_view.table
    table.setFocus()
    for key, name in (("application", "app"), ("server", "server")):
        column = next(at for at, one in enumerate(window.sessions_model.columns) if one.key == key)
        header = table.horizontalHeader()
        header.customContextMenuRequested.emit(QPoint(header.sectionViewportPosition(column) + 5, 5))
        menu = next(menu for menu in table.findChildren(QMenu) if menu.isVisible())
        widths = [table.columnWidth(at) for at in range(3)]
        chosen = menu.actions()[0]
        menu.close()
        chosen.trigger()
        qtbot.waitUntil(lambda: window.groups_model.rowCount() > 0 and window.groups_model._job is None)
        assert window.groups_model.by == (name,)
        assert window.sessions_view.groups.isVisible()
        assert sum(window.groups_model.number(row, SESSIONS) for row in range(window.groups_model.rowCount())) == 144
        # Columns grow by themselves with the longest texts seen so far: by a digit, at any moment.
        assert all(0 <= table.columnWidth(at) - width < 12 for at, width in enumerate(widths))
        window.commands.run("ask_ungroup")


def test_no_two_sessions_have_the_same_number(window: App) -> None:
    table = window.sessions_view.table
    table.horizontalHeader().customContextMenuRequested.emit(QPoint(5, 5))
    menu = next(menu for menu in table.findChildren(QMenu) if menu.isVisible())
    assert "Group by this column" not in [action.text() for action in menu.actions()]
    menu.close()


def test_every_column_can_be_grouped_by(window: App, known: Analysis) -> None:
    for column in window.sessions_model.columns:
        name = grouped_by(column.key)
        assert name or column.key == "id"
        assert not name or len(known.group_by(name))


def test_what_is_opened_while_groups_are_made_anew_stays_open(qtbot, window: App) -> None:
    group(qtbot, window, "Application")
    model = window.groups_model
    for is_late in (False, True):
        row = row_of(window, "tls")
        assert not model.is_open(row)
        if is_late:
            model.set_open(row, True)
            model.refresh()
        else:
            model.refresh()
            model.set_open(row, True)
        qtbot.waitUntil(lambda: model._job is None and not model._opening)
        row = row_of(window, "tls")
        assert model.is_open(row)
        model.refresh()
        model.set_open(row, False)
        qtbot.waitUntil(lambda: model._job is None)
        assert not model.is_open(row_of(window, "tls"))


def test_the_header_says_by_what_groups_are_sorted(qtbot, window: App) -> None:
    group(qtbot, window, "Application")
    table, model = window.sessions_view.groups, window.groups_model

    def titles() -> list[str]:
        return [str(model.headerData(column, Qt.Orientation.Horizontal)) for column in range(model.columnCount())]
    assert titles() == ["Group", "Sessions", "Packets", "Bytes ▾", "Findings", "Start", "Span"]
    table.horizontalHeader().sectionClicked.emit(BYTES)
    assert titles()[BYTES] == "Bytes ▴"
    table.horizontalHeader().sectionClicked.emit(SESSIONS)
    assert titles()[:4] == ["Group", "Sessions ▾", "Packets", "Bytes"]
    qtbot.waitUntil(lambda: model._job is None)
    counts = [model.number(row, SESSIONS) for row in range(model.rowCount())]
    assert counts == sorted(counts, reverse=True)


def test_groups_are_copied_while_the_window_goes_on(qtbot, window: App, known: Analysis, monkeypatch) -> None:
    group(qtbot, window, "Application")
    table, model = window.sessions_view.groups, window.groups_model
    before = {model.label(row): model.number(row, BYTES) for row in range(model.rowCount())}
    QGuiApplication.clipboard().setText("before")
    monkeypatch.setattr(copying, "TURN_S", 0.0)
    table.setFocus()
    table.selectAll()
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "before"           # not all of it is there yet
    model.set_open(0, True)                                         # what is copied are the rows that were selected
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() != "before")
    rows = list(csv.DictReader(QGuiApplication.clipboard().text().splitlines()))
    assert {row["Group"]: int(row["Bytes"]) for row in rows} == before


def test_headers_ask_nothing_of_groups_that_are_all_selected(qtbot, window: App, known: Analysis, monkeypatch) -> None:
    table, model, asked = window.sessions_view.groups, window.groups_model, []
    window.filter_bar.group.by_chosen.emit(("id",))
    qtbot.waitUntil(lambda: model.rowCount() == 144)
    table.setFocus()
    table.selectAll()
    count = type(model).rowCount
    monkeypatch.setattr(type(model), "rowCount", lambda self, *parent: asked.append(1) or count(self, *parent))
    table.horizontalHeader().viewport().repaint()
    assert len(asked) < 20


def test_all_groups_selected_are_all_their_sessions(qtbot, window: App, known: Analysis, monkeypatch) -> None:
    group(qtbot, window, "Application")
    table, model = window.sessions_view.groups, window.groups_model
    model.set_open(row_of(window, "tls"), True)
    qtbot.waitUntil(lambda: model.rowCount() > len(by_app(known)))
    table.setFocus()
    table.selectAll()
    assert sorted(window.focus.sessions) == list(range(1, 145))
    table.clearSelection()
    window.focus.select_sessions((3,))
    monkeypatch.setattr(groups, "SELECTED_MAX", 100)                # more than that are asked for by the menu
    table.selectAll()
    assert tuple(window.focus.sessions) == (3,)
