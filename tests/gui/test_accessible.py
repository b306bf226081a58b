"""The window for who does not see it, or has no mouse: names, roles, keys, words for pictures, rest, contrast."""
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QDialog,
    QMenu,
    QTabWidget,
    QWidget,
)

from netloupe_gui.app import App
from netloupe_gui.theme.motion import is_reduced, reduce_motion
from netloupe_gui.theme.tokens import THEMES, Theme, contrast
from netloupe_gui.window.pane_round import panes_in_sight
from tests.gui.test_pseudo_language import DIALOGS

GRAPHIC = 3.0       # WCAG 2.2, 1.4.11
NAMES = ("throughput", "sessions", "statistics", "findings", "files", "lanes", "tcp", "ladder", "relations", "timeline",
         "packets", "stream", "attributes", "bytes", "compare")


@pytest.fixture
def aloud() -> Iterator[None]:
    """A screen reader is there."""
    QAccessible.setActive(True)
    yield
    QAccessible.setActive(False)


@pytest.fixture
def whole(aloud: None, on_capture, qtbot) -> App:
    """The window on the sample with every pane made, and a TCP session of many packets selected."""
    app = on_capture()
    qtbot.waitUntil(lambda: all(pane.view is not None for pane in app.late_panes.values()))
    qtbot.waitUntil(lambda: app.late_panes["throughput"].view.canvas is not None)
    tcp = next(row for row in range(144) if app.capture.analysis.session(row + 1).tcp is not None
               and sum(app.capture.analysis.session(row + 1).packets) > 8)
    app.focus.select_sessions((tcp + 1,))
    qtbot.waitUntil(lambda: app.reader.session is not None and app.reader.session.id == tcp + 1)
    return app


def nameless(top: QWidget) -> list[str]:
    """What takes the keyboard and has no name or no role."""
    found = []
    for widget in (top, *top.findChildren(QWidget)):
        if widget.focusPolicy() is Qt.FocusPolicy.NoFocus or not widget.isVisible() or widget.focusProxy() is not None \
                or widget.objectName().startswith("qt_"):
            continue
        told = QAccessible.queryAccessibleInterface(widget)
        name = told.text(QAccessible.Text.Name) if told is not None else ""
        label = widget.accessibleName() or name
        if not label or told is None or told.role() in (QAccessible.Role.NoRole,):
            place, parents = widget, []
            while place is not None and len(parents) < 5:
                parents.append(f"{type(place).__name__} {place.objectName()}".strip())
                place = place.parentWidget()
            found.append(" < ".join(parents))
    return found


@pytest.mark.parametrize("pane", NAMES)
def test_whatever_takes_the_keyboard_has_a_name_and_a_role(whole: App, qtbot, pane: str):
    whole.window.show_pane(pane)
    qtbot.wait(50)
    assert nameless(whole.window) == []


def test_the_welcome_page_has_names_too(app: App):
    assert nameless(app.window) == []


@pytest.mark.parametrize("action", DIALOGS)
def test_dialogs_have_names_too(whole: App, qtbot, action: str):
    whole.focus.select_packet(15)
    whole.focus.set_filter("tcp")
    whole.window.actions_by_id[action].trigger()
    qtbot.waitUntil(lambda: any(isinstance(one, QDialog) and one.isVisible() for one in QApplication.topLevelWidgets()))
    dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible())
    pages = dialog.findChildren(QTabWidget)
    try:
        for page in range(pages[0].count() if pages else 1):
            if pages:
                pages[0].setCurrentIndex(page)
            assert nameless(dialog) == []
    finally:
        dialog.close()


# Keys

def test_f6_goes_round_all_panes_that_are_seen_and_back(whole: App, qtbot):
    whole.window.actions_by_id["layout_inspect"].trigger()
    qtbot.waitUntil(lambda: len(panes_in_sight(whole.window)) >= 5)
    panes = panes_in_sight(whole.window)
    panes[0].setFocus()
    forward = whole.window.actions_by_id["next_pane"]
    back = whole.window.actions_by_id["previous_pane"]
    assert [key.toString() for key in (*forward.shortcuts(), *back.shortcuts())] == ["F6", "Shift+F6"]

    def holder() -> int:
        return next(at for at, pane in enumerate(panes) if pane is QApplication.focusWidget()
                    or pane.isAncestorOf(QApplication.focusWidget()))
    visited = []
    for _ in panes:
        visited.append(holder())
        forward.trigger()
    assert visited == list(range(len(panes)))
    assert holder() == 0
    back.trigger()
    assert holder() == len(panes) - 1


# What has a menu in a pane; the pictures without one have their keys alone.
MENUS = {"throughput": "canvas", "sessions": "table", "statistics": "picture", "findings": "table", "files": "table",
         "lanes": "area", "relations": "table", "packets": "table", "stream": "area", "attributes": "tree",
         "bytes": "area"}


@pytest.mark.parametrize("pane", MENUS)
def test_the_menu_key_opens_the_menu_of_a_pane(whole: App, qtbot, pane: str):
    whole.window.show_pane(pane)
    view = {"sessions": whole.sessions_view, "packets": whole.packets_view}.get(pane) or whole.late_panes[pane].view
    target = getattr(view, MENUS[pane])
    if pane == "relations":
        view.scope.setCurrentIndex(1)           # of the whole capture: this session has none
        view.scope.activated.emit(1)
    qtbot.waitUntil(target.isVisible)
    if isinstance(target, QAbstractItemView):
        qtbot.waitUntil(lambda: target.model().rowCount() > 0)
        target.setCurrentIndex(target.model().index(0, 0))
    target.setFocus()
    qtbot.wait(100)
    assert QApplication.focusWidget() is target
    inside = target.viewport() if isinstance(target, QAbstractScrollArea) else target
    cursor = target.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)     # where Qt has the key act
    place = (cursor or target.rect()).center()
    QApplication.sendEvent(inside, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place,
                                                     inside.mapToGlobal(place)))
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu), timeout=5000)
    menu = QApplication.activePopupWidget()
    assert [action for action in menu.actions() if action.isEnabled() and not action.isSeparator()]
    menu.close()


def test_arrows_read_the_throughput_bin_by_bin(whole: App, qtbot):
    view = whole.late_panes["throughput"].view
    whole.window.show_pane("throughput")
    canvas = view.canvas
    told = []
    for _ in range(3):
        qtbot.keyClick(canvas, Qt.Key.Key_Right)
        told.append(canvas.accessibleDescription())
    assert len(set(told)) == 3
    assert all("bit/s" in text and "Bits/s" in text for text in told)
    before = canvas.view_ns
    qtbot.keyClick(canvas, Qt.Key.Key_Home)
    at_start = canvas.accessibleDescription()
    qtbot.keyClick(canvas, Qt.Key.Key_Left)         # there is nothing before the first
    assert canvas.accessibleDescription() == at_start
    assert canvas.view_ns == before
    qtbot.keyClick(canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert canvas.view_ns != before                 # Shift pans, as it does with the mouse


def test_the_throughput_is_brushed_by_keys(whole: App, qtbot):
    canvas = whole.late_panes["throughput"].view.canvas
    whole.window.show_pane("throughput")
    qtbot.keyClick(canvas, Qt.Key.Key_Home)
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    for _ in range(5):
        qtbot.keyClick(canvas, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(canvas, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: whole.focus.brush is not None)
    capture = whole.capture.analysis.capture
    width = round(canvas.bin_s() * 1e9)
    assert abs(whole.focus.brush.start_ns - capture.start_ns) <= 1000
    assert abs(whole.focus.brush.end_ns - whole.focus.brush.start_ns - 50 * width) <= width
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: whole.focus.brush is None)


# Words for pictures

@pytest.mark.parametrize(("pane", "area"), [("timeline", "lanes"), ("tcp", "area"), ("ladder", "area"),
                                            ("lanes", "area")])
def test_a_picture_says_what_it_shows_and_where_the_keys_are(whole: App, qtbot, pane: str, area: str):
    whole.window.show_pane(pane)
    view = whole.late_panes[pane].view
    picture = getattr(view, area)
    qtbot.waitUntil(lambda: bool(picture.accessibleDescription()))
    assert picture.accessibleName()
    qtbot.wait(300)
    said = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right) if pane in ("timeline", "tcp") else (Qt.Key.Key_Down,) * 2:
        before = picture.accessibleDescription()
        qtbot.keyClick(picture, key)
        qtbot.waitUntil(lambda before=before: picture.accessibleDescription() != before)
        said.append(picture.accessibleDescription())
    assert len(set(said)) == 2
    assert all(("Session" if pane == "lanes" else "Packet") in text for text in said)
    told = QAccessible.queryAccessibleInterface(picture)
    assert told.text(QAccessible.Text.Description) == said[-1]


# Rest

def test_nothing_moves_where_rest_is_asked_for(make_app, tmp_path: Path):
    try:
        app = make_app()
        assert app.window.isAnimated()
        (tmp_path / "settings.ini").write_text("[General]\nless_motion=true\n")
        calm = make_app()
        assert is_reduced()
        assert not calm.window.isAnimated()
        part = calm.window.status.opening
        part.show_part("Opening", 0, 0, can_pause=False)
        assert part.isVisibleTo(calm.window)
        assert not part.bar.isVisibleTo(calm.window)     # one without an end runs to and fro
        part.show_part("Opening", 1, 2, can_pause=False)
        assert part.bar.isVisibleTo(calm.window)
    finally:
        reduce_motion(False)


# Contrast

@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_what_is_drawn_stands_out_from_what_it_is_drawn_on(theme: Theme):
    drawn = [*theme.series, *theme.states, theme.up, theme.down, theme.accent, theme.good, theme.warning, theme.error]
    pairs = [(colour, back) for colour in drawn for back in (theme.base, theme.alternate, theme.window)]
    assert {pair: round(contrast(*pair), 2) for pair in pairs if contrast(*pair) < GRAPHIC} == {}
