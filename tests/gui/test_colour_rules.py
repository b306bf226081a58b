"""Colour rules, by mouse and keyboard: from a menu to the painted row, their dialog, their legend, the next start."""
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu

from netloupe_engine import Analysis
from netloupe_gui.app import App
from netloupe_gui.bridge.colour_rules import RULES_MAX, ColourRule, ColourRules
from netloupe_gui.bridge.colouring import colours_of
from netloupe_gui.dialogs.colours import ColourRulesDialog
from netloupe_gui.settings.store import SettingsStore
from netloupe_gui.theme.tokens import RULE_COLOURS


def ground(app: App, position: int) -> str:
    """The colour that a row is painted on, at the right end of its first cell, where no text is."""
    table = app.sessions_view.table
    table.selectionModel().clear()
    table.scrollTo(app.sessions_model.index(position, 0))
    rect = table.visualRect(app.sessions_model.index(position, 0))
    picture = table.viewport().grab().toImage()
    ratio = picture.devicePixelRatio()
    return str(picture.pixelColor(QPoint(round((rect.right() - 1) * ratio), round((rect.top() + 1) * ratio))).name())


def colour(app: App, name: str) -> str:
    return QColor(app.themes.theme.rules[RULE_COLOURS.index(name)]).name()


def coloured(app: App, number: int) -> list[int]:
    """The sessions that the rule of this number has coloured."""
    return (np.flatnonzero(np.frombuffer(app.colouring.colours.by_row, np.uint8) == number) + 1).tolist()


def dialog_of(app: App) -> ColourRulesDialog:
    app.window.actions_by_id["ask_colours"].trigger()
    dialog = app.asking_commands.dialog
    assert isinstance(dialog, ColourRulesDialog)
    return dialog


def menu_of(app: App, position: int, key: str) -> QMenu:
    table = app.sessions_view.table
    column = next(at for at, one in enumerate(app.sessions_model.columns) if one.key == key)
    table.scrollTo(app.sessions_model.index(position, column))
    table.customContextMenuRequested.emit(table.visualRect(app.sessions_model.index(position, column)).center())
    return next(menu for menu in table.findChildren(QMenu) if menu.isVisible())


def test_colour_these_in_a_menu_colours_the_rows(qtbot, on_capture: Callable[..., App], known: Analysis) -> None:
    app = on_capture()
    dns = known.filter("app == dns").tolist()
    plain = ground(app, dns[0] - 1)
    menu = menu_of(app, dns[0] - 1, "application")
    next(action for action in menu.actions() if action.objectName() == "ask_colour").trigger()
    menu.close()
    qtbot.waitUntil(lambda: coloured(app, 1) == dns)
    [rule] = app.rules.rules
    assert rule == ColourRule("app == dns", "app == dns", "yellow")
    assert plain != ground(app, dns[0] - 1) == colour(app, "yellow")
    other = next(id for id in range(1, 145) if id not in dns)
    assert ground(app, other - 1) != colour(app, "yellow")
    tip = app.sessions_model.data(app.sessions_model.index(dns[0] - 1, 4), Qt.ItemDataRole.ToolTipRole)
    assert "Coloured by the rule “app == dns”" in tip
    app.focus.set_filter("app == dns")          # rows move, their colours with them
    qtbot.waitUntil(lambda: app.sessions_model.rowCount() == len(dns))
    assert ground(app, 0) == colour(app, "yellow")


def test_colours_follow_the_theme(qtbot, on_capture: Callable[..., App], known: Analysis) -> None:
    app = on_capture()
    app.rules.colour("app == dns")
    qtbot.waitUntil(lambda: bool(coloured(app, 1)))
    seen = set()
    for theme in ("light", "dark", "contrast"):
        app.themes.apply(theme)
        qtbot.waitUntil(lambda: ground(app, coloured(app, 1)[0] - 1) == colour(app, "yellow"))
        seen.add(colour(app, "yellow"))
    assert len(seen) == 3


def test_the_first_rule_that_holds_wins_and_rules_move(qtbot, on_capture: Callable[..., App], known: Analysis) -> None:
    app = on_capture()
    app.rules.append(ColourRule("dns", "app == dns", "green"))
    app.rules.append(ColourRule("udp", "transport == udp", "red"))
    dns, udp = known.filter("app == dns").tolist(), known.filter("transport == udp").tolist()
    qtbot.waitUntil(lambda: coloured(app, 1) == dns)
    assert coloured(app, 2) == [id for id in udp if id not in dns]
    dialog = dialog_of(app)
    assert [dialog.rows.topLevelItem(at).text(0) for at in (0, 1)] == ["dns", "udp"]
    assert not dialog.up.isEnabled()
    QTest.mouseClick(dialog.down, Qt.MouseButton.LeftButton)
    assert [rule.name for rule in app.rules.rules] == ["udp", "dns"]
    qtbot.waitUntil(lambda: coloured(app, 1) == udp)
    assert coloured(app, 2) == [id for id in dns if id not in udp]
    qtbot.waitUntil(lambda: dialog.rows.topLevelItem(0).text(2) == f"{len(udp)} sessions")
    QTest.mouseClick(dialog.up, Qt.MouseButton.LeftButton)
    dialog.rows.topLevelItem(0).setCheckState(0, Qt.CheckState.Unchecked)
    qtbot.waitUntil(lambda: coloured(app, 1) == [] and coloured(app, 2) == udp)
    assert dialog.rows.topLevelItem(0).text(2) == "off"


def test_a_rule_is_added_written_and_removed(qtbot, on_capture: Callable[..., App], known: Analysis) -> None:
    app = on_capture()
    dialog = dialog_of(app)
    assert not dialog.expression.isEnabled()
    QTest.mouseClick(dialog.add, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(dialog.expression, "bites > 3")
    qtbot.waitUntil(lambda: "bytes" in dialog.verdict.text())        # the reason, and the nearest name
    assert dialog.verdict.kind == "error"
    assert dialog.isVisible()
    dialog.expression.selectAll()
    qtbot.keyClicks(dialog.expression, "bytes > 3k")
    qtbot.keyClick(dialog.expression, Qt.Key.Key_Return)
    found = known.filter("bytes > 3k").tolist()
    qtbot.waitUntil(lambda: coloured(app, 1) == found)
    qtbot.waitUntil(lambda: dialog.verdict.text() == f"✓ Colours {len(found)} sessions")
    assert dialog.rows.topLevelItem(0).text(0) == "bytes > 3k"      # until somebody gives it a name
    dialog.colour.setCurrentIndex(RULE_COLOURS.index("violet"))
    dialog.name.selectAll()
    qtbot.keyClicks(dialog.name, "big")
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    assert app.rules.rules == (ColourRule("big", "bytes > 3k", "violet"),)
    qtbot.waitUntil(lambda: ground(app, found[0] - 1) == colour(app, "violet"))
    qtbot.keyClick(dialog.expression, Qt.Key.Key_Escape)
    assert dialog.expression.text() == "bytes > 3k"
    assert not dialog.isVisible()
    dialog = dialog_of(app)
    QTest.mouseClick(dialog.remove, Qt.MouseButton.LeftButton)
    assert app.rules.rules == ()
    assert not app.sessions_model.has_grounds


def test_what_is_typed_belongs_to_the_rule_it_was_typed_for(qtbot, on_capture: Callable[..., App]) -> None:
    app = on_capture()
    for expression in ("app == dns", "app == tls"):
        app.rules.append(ColourRule(expression, expression, "red"))
    dialog = dialog_of(app)
    dialog.expression.selectAll()
    qtbot.keyClicks(dialog.expression, "rtt")
    dialog.rows.setCurrentItem(dialog.rows.topLevelItem(1))         # before the pause has passed
    assert [rule.expression for rule in app.rules.rules] == ["rtt", "app == tls"]
    assert dialog.expression.text() == "app == tls"


def test_sessions_in_groups_have_their_colours(qtbot, on_capture: Callable[..., App], known: Analysis) -> None:
    app = on_capture()
    app.rules.append(ColourRule("names", "app == dns", "teal"))
    app.sessions_view.set_by(("app",))
    model = app.groups_model
    qtbot.waitUntil(lambda: model.rowCount() > 0 and bool(coloured(app, 1)))
    row = next(row for row in range(model.rowCount()) if model.label(row) == "dns")
    model.set_open(row, True)
    qtbot.waitUntil(lambda: not model.is_group(row + 1))
    assert (model.ground(row), model.ground(row + 1)) == (-1, RULE_COLOURS.index("teal"))
    table = app.sessions_view.groups
    table.scrollTo(model.index(row + 1, 0))
    rect = table.visualRect(model.index(row + 1, 0))
    seen = table.viewport().grab().toImage().pixelColor(rect.left() + 1, rect.top() + 1).name()
    assert seen == colour(app, "teal")
    assert "the rule “names”" in model.data(model.index(row + 1, 0), Qt.ItemDataRole.ToolTipRole)


def test_the_legend_names_the_colours_and_puts_rules_off_and_on(qtbot, on_capture: Callable[..., App]) -> None:
    app = on_capture()
    app.rules.append(ColourRule("names", "app == dns", "teal"))
    qtbot.waitUntil(lambda: bool(coloured(app, 1)))
    menu = app.legend.menu()
    menu.aboutToShow.emit()
    [entry, _line, edit] = menu.actions()
    assert entry.text() == f"names\t{len(coloured(app, 1))}"
    entry.trigger()
    qtbot.waitUntil(lambda: coloured(app, 1) == [])
    menu.aboutToShow.emit()
    assert menu.actions()[0].text() == "names\toff"
    assert edit is app.window.actions_by_id["ask_colours"]


def test_rules_stay_for_the_next_start(qtbot, on_capture: Callable[..., App], known: Analysis) -> None:
    app = on_capture()
    rules = (ColourRule("a, b; c", 'info contains "a, b"', "grey", False), ColourRule("dns", "app == dns", "pink"))
    for rule in rules:
        app.rules.append(rule)
    app.close_unasked()
    again = on_capture()
    assert again.rules.rules == rules
    qtbot.waitUntil(lambda: coloured(again, 2) == known.filter("app == dns").tolist())


@pytest.mark.parametrize("garbage", [
    "colour_rules=@ByteArray(\\0\\1\\2)", "colour_rules=7", "colour_rules=on\\nred\\nno filter",
    "colour_rules=on\\nplaid\\nname\\napp == dns, \\n\\n\\n, maybe\\nred\\nname\\nrtt, on",
    "colour_rules=\"" + "x" * 200_000 + "\""])
def test_garbage_in_the_settings_is_no_rule(tmp_path: Path, garbage: str) -> None:
    path = tmp_path / "settings.ini"
    path.write_text(f"[General]\n{garbage}\n")
    rules = ColourRules(SettingsStore(path))
    assert rules.rules == ()
    rules.colour("rtt")
    assert ColourRules(SettingsStore(path)).rules == (ColourRule("rtt", "rtt", "yellow"),)


def test_what_is_good_among_garbage_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "settings.ini"
    store = SettingsStore(path)
    store.set("colour_rules", ["on\nred\nfirst\x1b[31m\nrtt", "on\nplaid\nsecond\nrtt", "off\nblue\nthird\napp == dns"])
    store.save()
    assert ColourRules(SettingsStore(path)).rules == (
        ColourRule("first\\x1b[31m", "rtt", "red"), ColourRule("third", "app == dns", "blue", False))


def test_new_rules_have_colours_that_no_other_has_and_the_same_is_no_second_one(tmp_path: Path) -> None:
    rules = ColourRules(SettingsStore(tmp_path / "settings.ini"))
    for number in range(len(RULE_COLOURS)):
        rules.colour(f"packets == {number}")
    assert {rule.colour for rule in rules.rules} == set(RULE_COLOURS)
    rules.set_on(len(RULE_COLOURS) - 1, False)
    rules.colour("packets == 0")
    assert rules[0] == ColourRule("packets == 0", "packets == 0", RULE_COLOURS[0])
    assert len(rules.rules) == len(RULE_COLOURS)
    for number in range(RULES_MAX):
        rules.colour(f"bytes == {number}")
    assert len(rules.rules) == RULES_MAX
    assert rules.colour("one too many") is None


def test_a_rule_that_is_no_filter_colours_nothing_and_stops_no_other(known: Analysis) -> None:
    rules = (ColourRule("wrong", "bites > 3", "red"), ColourRule("empty", "", "red"),
             ColourRule("dns", "app == dns", "red"), ColourRule("off and wrong", "(", "red", False))
    found = colours_of(known, rules, bool)
    assert np.flatnonzero(np.frombuffer(found.by_row, np.uint8) == 3).size == len(known.filter("app == dns"))
    assert "bites" in found.verdicts[0].problem
    assert not found.verdicts[1].problem
    assert found.verdicts[3].problem
