"""Chips, undo, filters entered lately and filters with a name, by mouse and keyboard."""
from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QInputDialog, QMenu

from netloupe_engine import Analysis
from netloupe_gui.app import App
from netloupe_gui.dialogs.filters import FiltersDialog
from tests.gui.conftest import shown_ids


def enter(qtbot, app: App, text: str) -> None:
    line = app.filter_bar.line
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, text)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: app.focus.filter == text)


def entries(menu: QMenu) -> list[str]:
    menu.aboutToShow.emit()
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def test_each_term_is_a_chip_that_can_be_taken_away(qtbot, on_capture: Callable[..., App], known: Analysis) -> None:
    app = on_capture()
    enter(qtbot, app, "app == tls and bytes > 2k and rtt")
    chips = app.filter_bar.chips
    assert [chip.text() for chip in chips.chips] == ["app == tls", "bytes > 2k", "rtt"]
    assert all(chip.isVisible() for chip in chips.chips)
    QTest.mouseClick(chips.chips[1], Qt.MouseButton.LeftButton)
    assert app.filter_bar.line.text() == "app == tls and rtt"
    qtbot.waitUntil(lambda: shown_ids(app) == known.filter("app == tls and rtt").tolist())
    QTest.mouseClick(chips.chips[0], Qt.MouseButton.LeftButton)
    assert app.filter_bar.line.text() == "rtt"
    assert not chips.isVisible()


def test_chips_without_room_are_in_a_menu(qtbot, on_capture: Callable[..., App]) -> None:
    app = on_capture()
    app.window.resize(760, 700)
    enter(qtbot, app, "app == tls and bytes > 200 and packets > 2 and duration > 1ms and server.port == 443")
    chips = app.filter_bar.chips
    qtbot.waitUntil(chips.more.isVisible)
    hidden = [chip for chip in chips.chips if not chip.isVisible()]
    action = chips.more.menu().actions()[-1]
    assert len(hidden) == len(chips.more.menu().actions())
    action.trigger()
    assert app.filter_bar.line.text() == "app == tls and bytes > 200 and packets > 2 and duration > 1ms"


def test_hundreds_of_terms_are_few_buttons(qtbot, on_capture: Callable[..., App]) -> None:
    app = on_capture()
    app.filter_bar.show_filter(" and ".join(f"bytes > {number}" for number in range(700)))
    chips = app.filter_bar.chips
    qtbot.waitUntil(chips.more.isVisible)
    assert len(chips.chips) < 30
    shown = sum(chip.isVisible() for chip in chips.chips)
    assert chips.more.text() == f"+{700 - shown}"
    actions = chips.more.menu().actions()
    assert f"bytes > {shown}" in actions[0].text()
    assert len(actions) <= 200
    actions[0].trigger()
    assert f"bytes > {shown} " not in app.focus.filter
    assert app.focus.filter.count(" and ") == 698


def test_undo_and_redo_of_filter_and_brush(qtbot, on_capture: Callable[..., App]) -> None:
    app = on_capture()
    undo = app.filter_bar.undo
    assert not undo.isEnabled()
    enter(qtbot, app, "app == tls")
    enter(qtbot, app, "app == dns")
    capture = app.capture.analysis.capture
    app.focus.set_brush(capture.start_ns, capture.start_ns + 10**9)
    QTest.mouseClick(undo, Qt.MouseButton.LeftButton)
    assert app.focus.brush is None
    assert app.focus.filter == "app == dns"
    app.sessions_view.table.setFocus()
    qtbot.keyClick(app.sessions_view.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert app.filter_bar.line.text() == "app == tls"
    qtbot.keyClick(app.sessions_view.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert app.filter_bar.line.text() == ""
    assert not undo.isEnabled()
    for text in ("app == tls", "app == dns", "app == dns"):
        qtbot.keyClick(app.sessions_view.table, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
        assert app.filter_bar.line.text() == text
    assert app.focus.brush is not None


def test_what_is_typed_is_one_step(qtbot, on_capture: Callable[..., App]) -> None:
    app = on_capture()
    line = app.filter_bar.line
    line.setFocus()
    for part in ("app == ", "tls", " and rtt"):
        qtbot.keyClicks(line, part)
        text = line.text().strip()
        qtbot.waitUntil(lambda text=text: app.focus.filter == text)
    app.commands.run("ask_undo")
    assert app.focus.filter == ""


def test_what_was_entered_lately_is_kept(qtbot, on_capture: Callable[..., App]) -> None:
    app = on_capture()
    for text in ("app == tls", "bytes > 2k", "app == tls"):
        enter(qtbot, app, text)
    assert app.kept.lately == ["app == tls", "bytes > 2k"]
    app.close_unasked()
    again = on_capture()
    menu = again.filter_bar.kept.menu()
    assert entries(menu)[-3:] == ["app == tls", "bytes > 2k", "Forget what was entered lately"]
    next(action for action in menu.actions() if action.text() == "bytes > 2k").trigger()
    assert again.filter_bar.line.text() == "bytes > 2k"
    assert again.focus.filter == "bytes > 2k"


def test_a_filter_that_is_none_is_not_kept(qtbot, on_capture: Callable[..., App]) -> None:
    app = on_capture()
    app.filter_bar.line.setFocus()
    qtbot.keyClicks(app.filter_bar.line, "bites > 3")
    qtbot.waitUntil(app.filter_bar.problem.isVisible)
    qtbot.keyClick(app.filter_bar.line, Qt.Key.Key_Return)
    assert app.kept.lately == []


def test_a_filter_gets_a_name_is_shown_renamed_and_deleted(qtbot, on_capture: Callable[..., App]) -> None:
    app = on_capture()
    enter(qtbot, app, 'app == http and info contains "a, b"')
    qtbot.keyClick(app.window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    dialog = app.asking_commands.dialog
    assert isinstance(dialog, QInputDialog)
    dialog.setTextValue("slow\npages")
    dialog.accept()
    assert app.kept.named == {"slow pages": 'app == http and info contains "a, b"'}
    app.filter_bar.clear_all()
    app.close_unasked()
    again = on_capture()
    menu = again.filter_bar.kept.menu()
    assert "slow pages" in entries(menu)
    next(action for action in menu.actions() if action.text() == "slow pages").trigger()
    assert again.focus.filter == 'app == http and info contains "a, b"'
    again.commands.run("ask_filters")
    dialog = again.asking_commands.dialog
    assert isinstance(dialog, FiltersDialog)
    dialog.rows.topLevelItem(0).setText(0, "pages")
    assert again.kept.named == {"pages": 'app == http and info contains "a, b"'}
    QTest.mouseClick(dialog.delete, Qt.MouseButton.LeftButton)
    assert again.kept.named == {}
    assert not dialog.show_it.isEnabled()


def test_a_value_is_asked_for_from_the_menu_bar(qtbot, on_capture: Callable[..., App]) -> None:
    app = on_capture()
    table = app.sessions_view.table
    table.setFocus()
    column = next(at for at, one in enumerate(app.sessions_model.columns) if one.key == "application")
    table.setCurrentIndex(app.sessions_model.index(0, column))
    app.window.actions_by_id["ask_only"].trigger()
    assert app.focus.filter.startswith("app == ")


def test_down_in_an_empty_line_shows_earlier_filters(qtbot, on_capture: Callable[..., App]) -> None:
    app = on_capture()
    asked: list[bool] = []
    app.filter_bar.line.history_asked.connect(lambda: asked.append(True))
    app.filter_bar.line.history_asked.disconnect(app.filter_bar.kept.showMenu)      # it would wait for a choice
    app.filter_bar.line.setFocus()
    qtbot.keyClick(app.filter_bar.line, Qt.Key.Key_Down)
    assert asked


def test_names_that_somebody_else_wrote_are_safe_to_show(qtbot, on_capture: Callable[..., App]) -> None:
    app = on_capture()
    app.kept._store.set("filters_named", ['a\u202eb\x1b\nname contains "\u202ex"', "\n\n", "x" * 500 + "\nrtt", "none"])
    app.kept._store.set("filters_lately", ["name contains \u2067\x07"])
    assert next(iter(app.kept.named)) == "a\\u202eb\\x1b"
    assert len(app.kept.named) == 2
    assert all(len(name) <= 60 for name in app.kept.named)
    menu = app.filter_bar.kept.menu()
    shown = entries(menu) + [action.toolTip() for action in menu.actions()]
    app.commands.run("ask_filters")
    dialog = app.asking_commands.dialog
    shown += [dialog.rows.topLevelItem(row).text(column) for row in range(2) for column in range(2)]
    shown += [dialog.rows.topLevelItem(row).toolTip(1) for row in range(2)]
    assert not [text for text in shown if set(text) & set("\u202e\u2067\x1b\x07")]
    dialog.rows.topLevelItem(0).setText(0, "good")
    assert app.kept.named["good"] == 'name contains "\u202ex"'
    dialog.reject()
    app.filter_bar.show_filter('name contains "\u202ex" and rtt')
    assert app.filter_bar.chips.chips[0].text() == 'name contains "\\u202ex"'


FULL = "app == tls and bytes > 2k and rtt > 1ms and server.port == 443 and packets > 2 and not client in 10.0.0.0/8"


@pytest.mark.parametrize("size", [(1024, 700), (1024, 550), (1500, 900)])
@pytest.mark.parametrize("text", [FULL, "bytes >> 8 and " + FULL, "tls"])
def test_the_line_keeps_its_room(qtbot, on_capture: Callable[..., App], size: tuple[int, int], text: str) -> None:
    app = on_capture(size=size)
    bar = app.filter_bar
    start_ns = app.capture.analysis.capture.start_ns
    app.focus.set_brush(start_ns, start_ns + 3 * 10**9)
    bar.show_filter(text)
    digit = bar.line.fontMetrics().horizontalAdvance("0")
    qtbot.waitUntil(lambda: not app.sessions_model.is_arranging and bar.line.width() >= 38 * digit)
    parts = [bar.line, bar.reading, bar.chips, bar.brush_chip, bar.problem, bar.hits, bar.undo, bar.group]
    seen = [part.geometry() for part in parts if part.isVisible()]
    assert all(left.right() < right.left() for left, right in pairwise(seen))
    assert seen[-1].right() < bar.width()
    assert "3 s" in bar.brush_chip.text()
    if text == FULL:
        number = 6 - sum(chip.isVisible() for chip in bar.chips.chips)
        assert len(bar.chips.more.menu().actions()) == number
