"""Asking by pointing: what a cell or a line of the tree says becomes the filter."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from netloupe_engine import Analysis
from netloupe_gui.app import App
from netloupe_gui.widgets.table import Table
from tests.gui.conftest import shown_ids


def cell(table: Table, position: int, key: str) -> QRect:
    column = next(at for at, one in enumerate(table.model().columns) if one.key == key)
    index = table.model().index(position, column)
    table.scrollTo(index)
    return table.visualRect(index)


def menu_at(qtbot, widget: QWidget, place: QPoint) -> QMenu:
    """The menu that a click with the right button opens there."""
    widget.customContextMenuRequested.emit(place)
    found: list[QMenu] = []

    def there() -> bool:
        menu = QApplication.activePopupWidget()
        found[:] = [menu] if isinstance(menu, QMenu) else []
        return bool(found)
    qtbot.waitUntil(there)
    return found[0]


def choose(qtbot, menu: QMenu, name: str) -> None:
    """Click an action."""
    action = next(action for action in menu.actions() if action.objectName() == name)
    assert action.isEnabled()
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())


def ask(qtbot, app: App, position: int, key: str, name: str) -> None:
    table = app.sessions_view.table
    choose(qtbot, menu_at(qtbot, table, cell(table, position, key).center()), name)


def test_only_then_or_then_exclude(qtbot, window: App, known: Analysis) -> None:
    first = next(row for row in range(144) if window.sessions_model.source.protocol_name(
        known.sessions.cell("application", row)) == "tls")
    ask(qtbot, window, first, "application", "ask_only")
    assert window.filter_bar.line.text() == "app == tls"
    qtbot.waitUntil(lambda: shown_ids(window) == known.filter("app == tls").tolist())
    server = known.values_of("server", shown_ids(window)[0])[0]
    ask(qtbot, window, 0, "server", "ask_exclude")
    assert window.filter_bar.line.text() == f"app == tls and not server == {server}"
    expected = known.filter("app == tls and not server == " + str(server)).tolist()
    qtbot.waitUntil(lambda: shown_ids(window) == expected)
    ask(qtbot, window, 0, "id", "ask_or")
    assert window.filter_bar.line.text().endswith(f" or id == {expected[0]}")


def test_several_selected_rows_are_asked_together(qtbot, window: App, known: Analysis) -> None:
    table = window.sessions_view.table
    for position in (0, 1, 2):
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier,
                         cell(table, position, "id").center())
    choose(qtbot, menu_at(qtbot, table, cell(table, 2, "id").center()), "ask_only")
    qtbot.waitUntil(lambda: shown_ids(window) == [1, 2, 3])
    assert window.filter_bar.line.text() == "id in {3, 1, 2}"


def test_prepared_it_waits_to_be_finished(qtbot, window: App, known: Analysis) -> None:
    ask(qtbot, window, 0, "bytes_both", "ask_prepare")
    line = window.filter_bar.line
    assert line.hasFocus()
    assert line.selectedText() == line.text() == known.condition("bytes", *known.values_of("bytes", 1))
    assert window.sessions_model.rowCount() == 144
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown_ids(window) == known.filter(line.text()).tolist())


def test_a_filter_that_is_none_is_replaced(qtbot, window: App, known: Analysis) -> None:
    window.filter_bar.line.setFocus()
    qtbot.keyClicks(window.filter_bar.line, "bites > 3")
    qtbot.waitUntil(window.filter_bar.problem.isVisible)
    menu = menu_at(qtbot, window.sessions_view.table, cell(window.sessions_view.table, 0, "server").center())
    assert not next(action for action in menu.actions() if action.objectName() == "ask_and").isEnabled()
    choose(qtbot, menu, "ask_exclude")
    expected = f"not server == {known.values_of('server', 1)[0]}"
    qtbot.waitUntil(lambda: shown_ids(window) == known.filter(expected).tolist())
    assert window.filter_bar.line.text() == expected


@pytest.mark.parametrize("key", ["id", "start", "duration", "state", "application", "path", "client", "server", "info",
                                 "packets_both", "bytes_both", "rate", "rtt", "retransmissions", "findings"])
def test_every_column_asks_for_what_it_shows(window: App, known: Analysis, key: str) -> None:
    column = next(at for at, one in enumerate(window.sessions_model.columns) if one.key == key)
    for row in range(0, 144, 7):
        conditions = window.sessions_model.conditions([row], column)
        assert conditions, key
        assert all(row + 1 in known.filter(condition) for condition in conditions), conditions


def test_columns_of_attributes_ask_too(window: App, known: Analysis) -> None:
    window.sessions_view.table.columns.add("http.host")
    session = known.filter("http.host")[0]
    (condition,) = window.sessions_model.conditions([session - 1], len(window.sessions_model.columns) - 1)
    assert condition.startswith("http.host == ")
    assert session in known.filter(condition)


def test_packets_ask(qtbot, window: App, known: Analysis) -> None:
    qtbot.waitUntil(lambda: window.packets_model.rowCount() > 100)
    table = window.packets_view.table
    for key in ("number", "length", "protocol"):
        choose(qtbot, menu_at(qtbot, table, cell(table, 0, key).center()), "ask_only")
        owner = known.packets.cell("session", int(window.packets_model.rows_at(0, 0)[0]))
        text = window.filter_bar.line.text()
        qtbot.waitUntil(lambda text=text: shown_ids(window) == known.filter(text).tolist())
        assert owner in shown_ids(window)
        window.filter_bar.clear_all()
        qtbot.waitUntil(lambda: window.sessions_model.rowCount() == 144 and window.packets_model.rowCount() > 500)


def test_lines_of_the_tree_ask(qtbot, window: App, known: Analysis) -> None:
    session = known.filter("http.host and client in 0.0.0.0/0 and path starts with eth.ip.tcp")[0]
    window.focus.select_sessions((int(session),))
    qtbot.waitUntil(lambda: window.late_panes["attributes"].view is not None
                    and window.late_panes["attributes"].view.tree.model().rowCount() > 3, timeout=20_000)
    view = window.late_panes["attributes"].view
    index = view.tree.model().index_of("ip/ip.ttl")
    view.tree.setExpanded(index.parent(), True)
    view.tree.setCurrentIndex(index)
    view.tree.scrollTo(index)
    choose(qtbot, menu_at(qtbot, view.tree, view.tree.visualRect(index).center()), "ask_only")
    assert window.filter_bar.line.text().startswith("ip.ttl == ")
    qtbot.waitUntil(lambda: session in shown_ids(window) and len(shown_ids(window)) < 144)


def test_what_is_kept_of_a_session_asks(qtbot, window: App, known: Analysis) -> None:
    session = int(known.filter("http.host")[0])
    window.focus.select_sessions((session,))
    qtbot.waitUntil(lambda: window.late_panes["attributes"].view is not None
                    and window.late_panes["attributes"].view.tree.model().rowCount() > 3, timeout=20_000)
    view = window.late_panes["attributes"].view
    model = view.tree.model()
    for path, start in (("session/session.application", "app == http"), ("session/session.initiator", "client == "),
                        ("session/session.http/session.http.host", "http.host == ")):
        index = model.index_of(path)
        if not index.isValid():
            continue
        view.tree.setCurrentIndex(index)
        conditions = view.conditions()
        assert conditions[0].startswith(start)
        assert session in known.filter(conditions[0])


def test_the_legend_of_selected_sessions_asks_for_them(qtbot, window: App) -> None:
    window.focus.select_sessions((5, 6))
    plot = window.late_panes["throughput"].view
    qtbot.waitUntil(lambda: plot.series is not None and plot._mine.isVisible(), timeout=30_000)
    choose(qtbot, menu_at(qtbot, plot._mine, QPoint(3, 3)), "ask_only")
    qtbot.waitUntil(lambda: shown_ids(window) == [5, 6])
