"""Completing a filter by mouse and keyboard, with the real engine."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from netloupe_engine import Analysis
from netloupe_gui.app import App
from netloupe_gui.widgets.filter_line import FilterLine
from tests.gui.conftest import shown_ids


@pytest.fixture
def window(qtbot, window: App) -> App:
    """The window on the sample, with the keyboard in the filter line."""
    qtbot.keyClick(window.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(window.filter_bar.line.hasFocus)
    return window


def rows(line: FilterLine) -> list[tuple[str, str, str]]:
    found = line.popup.rows
    items = [found.topLevelItem(at) for at in range(found.topLevelItemCount())]
    return [(item.text(0), item.text(1), item.text(2)) for item in items]


def type_until(qtbot, line: FilterLine, text: str, first: str) -> None:
    """Type, and wait until this is offered first."""
    qtbot.keyClicks(line, text)
    qtbot.waitUntil(lambda: line.popup.isVisible() and rows(line)[0][0] == first, timeout=20_000)


def test_a_filter_made_by_tab_alone(qtbot, window: App, known: Analysis) -> None:
    line = window.filter_bar.line
    type_until(qtbot, line, "serv", "server")
    assert rows(line)[0][1] == "address of who was called"
    qtbot.keyClick(line, Qt.Key.Key_Tab)
    assert line.text() == "server "
    qtbot.waitUntil(lambda: line.popup.isVisible() and rows(line)[0][0] == "==")
    qtbot.keyClick(line, Qt.Key.Key_Tab)
    commonest, sessions = next((item.text, item.sessions) for item in known.completions("server == ", 10).items)
    qtbot.waitUntil(lambda: line.popup.isVisible() and rows(line)[0] == (commonest, "", str(sessions)))
    qtbot.keyClick(line, Qt.Key.Key_Tab)
    assert line.text() == f"server == {commonest} "
    qtbot.waitUntil(lambda: window.sessions_model.rowCount() == sessions)      # seen while typing
    assert window.filter_bar.hits.text() == f"{sessions} of 144 sessions"
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert not line.popup.isVisible()
    assert window.sessions_view.table.hasFocus()
    assert shown_ids(window) == known.filter(f"server == {commonest}").tolist()


def test_arrows_and_enter_choose_and_enter_alone_applies(qtbot, window: App) -> None:
    line = window.filter_bar.line
    type_until(qtbot, line, "app == ", "dns")
    third = rows(line)[2][0]
    for _ in range(3):
        qtbot.keyClick(line, Qt.Key.Key_Down)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert line.text() == f"app == {third} "
    assert line.hasFocus()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert not line.hasFocus()


def test_up_from_the_first_goes_back_to_the_line(qtbot, window: App) -> None:
    line = window.filter_bar.line
    type_until(qtbot, line, "app == ", "dns")
    qtbot.keyClick(line, Qt.Key.Key_Down)
    assert line.popup.current == 0
    qtbot.keyClick(line, Qt.Key.Key_Up)
    assert line.popup.current == -1
    qtbot.keyClick(line, Qt.Key.Key_Up)
    assert line.popup.current == len(rows(line)) - 1


def test_escape_closes_then_clears_then_leaves(qtbot, window: App) -> None:
    line = window.filter_bar.line
    type_until(qtbot, line, "app == d", "dns")
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert not line.popup.isVisible()
    assert line.text() == "app == d"
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert line.text() == ""
    qtbot.keyClick(line, Qt.Key.Key_Escape)
    assert window.sessions_view.table.hasFocus()


def test_a_click_chooses(qtbot, window: App) -> None:
    line = window.filter_bar.line
    type_until(qtbot, line, "http.ho", "http.host")
    tree = line.popup.rows
    QTest.mouseClick(tree.viewport(), Qt.MouseButton.LeftButton, pos=tree.visualItemRect(tree.topLevelItem(0)).center())
    assert line.text() == "http.host "


def test_values_are_written_in_quotes_where_they_need_them(qtbot, window: App, known: Analysis) -> None:
    line = window.filter_bar.line
    type_until(qtbot, line, "ended == cap", '"capture end"')
    qtbot.keyClick(line, Qt.Key.Key_Tab)
    assert line.text() == 'ended == "capture end" '
    qtbot.waitUntil(lambda: shown_ids(window) == known.filter("ended == 'capture end'").tolist())


def test_inside_a_filter_only_the_word_is_replaced(qtbot, window: App) -> None:
    line = window.filter_bar.line
    qtbot.keyClicks(line, "app == tl and rtt")
    line.setCursorPosition(9)
    line.complete()
    qtbot.waitUntil(lambda: line.popup.isVisible() and rows(line)[0][0] == "tls")
    qtbot.keyClick(line, Qt.Key.Key_Tab)
    assert line.text() == "app == tls and rtt"


def test_words_are_not_disturbed(qtbot, window: App) -> None:
    line = window.filter_bar.line
    qtbot.keyClicks(line, "archive.bin")
    qtbot.waitUntil(lambda: 0 < window.sessions_model.rowCount() < 144)
    assert not line.popup.isVisible()


def test_a_menu_or_another_pane_takes_the_list_away(qtbot, window: App) -> None:
    line = window.filter_bar.line
    type_until(qtbot, line, "app == ", "dns")
    window.sessions_view.table.setFocus()
    assert not line.popup.isVisible()


def test_a_list_that_becomes_shorter_has_no_empty_room(qtbot, window: App) -> None:
    popup = window.filter_bar.line.popup
    heights = []
    for count in (3, 40, 3):
        popup.offer([(f"10.0.0.{number}", "", number) for number in range(count)], "Tab completes")
        qtbot.waitUntil(popup.isVisible)
        heights.append(popup.height())
        assert popup.hint.geometry().top() - popup.rows.geometry().bottom() <= 2
        assert popup.height() - popup.hint.geometry().bottom() <= 3
    assert heights[0] == heights[2] < heights[1]


def test_values_counted_so_far_say_so_and_are_counted_on(qtbot, window: App, known: Analysis,
                                                         monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("netloupe_engine.summaries.completion.FIRST", 50)
    monkeypatch.setattr("netloupe_engine.summaries.completion.Completer.prepare", lambda *_: None)
    line, shown = window.filter_bar.line, []
    offer = line.popup.offer

    def noted(offered: list[tuple[str, str, int]], hint: str) -> None:
        shown.append((hint, [sessions for _, _, sessions in offered]))
        offer(offered, hint)
    monkeypatch.setattr(line.popup, "offer", noted)
    whole = [item.sessions for item in known.completions("server == ", 10).items]
    qtbot.keyClicks(line, "server == ")
    qtbot.waitUntil(lambda: bool(shown) and shown[-1][1] == whole, timeout=20_000)
    so_far = [(hint, sessions) for hint, sessions in shown if hint.startswith("so far in the first 50 sessions")]
    assert so_far
    assert sum(so_far[0][1]) == 50
    assert shown[-1][0].startswith("Tab completes")


def test_what_was_chosen_stays_chosen_when_more_is_known(qtbot, window: App) -> None:
    popup = window.filter_bar.line.popup
    popup.offer([("a", "", 3), ("b", "", 2), ("c", "", 1)], "")
    qtbot.keyClick(window.filter_bar.line, Qt.Key.Key_Down)
    qtbot.keyClick(window.filter_bar.line, Qt.Key.Key_Down)
    assert popup.current == 1
    popup.offer([("b", "", 9), ("a", "", 8), ("d", "", 7)], "")
    assert popup.current == 0
    popup.offer([("d", "", 9)], "")
    assert popup.current == -1
