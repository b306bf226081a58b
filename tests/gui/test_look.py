"""What a person sees at any text size, with the keyboard alone, and where they click."""
import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QToolButton, QWidget

from netloupe_gui.app import App
from netloupe_gui.theme.tokens import THEMES
from tests.gui.fake import FakeAnalysis

# Characters beyond ASCII that DejaVu Sans has, which comes with fontconfig. Whatever else is shown is a picture.
IN_COMMON_FONTS = set("²³⁴⁵µ·–—…“”←↑→↓↦■▲▴◁▷▼▽▾◆◇◌●⚠✎✓✗❄\u00a0\u2002−×")


@pytest.fixture
def whole(app: App, capture: FakeAnalysis, qtbot) -> App:
    """The window with everything in it."""
    app.focus.select_sessions((3,))
    qtbot.waitUntil(lambda: all(pane.view is not None for pane in app.late_panes.values()), timeout=20_000)
    qtbot.waitUntil(lambda: app.late_panes["throughput"].view.canvas is not None, timeout=20_000)
    qtbot.waitUntil(lambda: app.reader.packet is not None and app.reader.session is not None)
    return app


@pytest.fixture
def text_sizes(app: App) -> Iterator[None]:
    yield
    app.themes.set_text_size(0)


def sizes(app: App) -> dict[str, float]:
    """Text size of whatever shows text."""
    shown = [widget for widget in app.window.findChildren(QWidget)
             if isinstance(widget, QLabel | QLineEdit | QToolButton) and widget.isVisible()
             and (not callable(getattr(widget, "text", None)) or widget.text())]
    found = {f"{number} {type(widget).__name__} {widget.text()[:20]}": widget.font().pointSizeF()
             for number, widget in enumerate(shown)}
    views = {key: pane.view for key, pane in app.late_panes.items()}
    found["sessions"] = app.sessions_view.table.font().pointSizeF()
    found["packets' header"] = app.packets_view.table.horizontalHeader().font().pointSizeF()
    found["tree"] = views["attributes"].tree.font().pointSizeF()
    found["bytes"] = views["bytes"].area.viewport().font().pointSizeF()
    found["timeline"] = views["timeline"].lanes.viewport().font().pointSizeF()
    canvas = views["throughput"].canvas
    found["axes"] = canvas.getAxis("bottom").style["tickFont"].pointSizeF()
    found["menus"] = app.window.menuBar().font().pointSizeF()
    found["value inspector"] = views["bytes"].inspector.findChildren(QLabel)[-1].font().pointSizeF()
    return found


def test_a_larger_text_is_larger_everywhere(qtbot, whole: App, text_sizes: None):
    before = sizes(whole)
    whole.window.actions_by_id["text_larger"].trigger()
    whole.window.actions_by_id["text_larger"].trigger()
    qtbot.wait(20)
    after = sizes(whole)
    assert not [what for what, points in before.items() if what in after and after[what] <= points]
    assert len(before) > 30


def test_a_text_size_of_the_last_run_is_everywhere_too(qtbot, make_app, shelf, tmp_path: Path):
    (tmp_path / "settings.ini").write_text("[General]\ntext_size=4\n")
    app = make_app()
    try:
        points = QApplication.font().pointSizeF()
        small = [label.text() for label in app.window.findChildren(QLabel)
                 if label.isVisible() and label.text() and label.font().pointSizeF() < points]
        assert not small
    finally:
        app.themes.set_text_size(0)


def tab_through(qtbot, app: App) -> list[QWidget]:
    app.filter_bar.line.setFocus()
    stops: list[QWidget] = []
    for _ in range(60):
        now = QApplication.focusWidget()
        if now is None or now in stops:
            break
        stops.append(now)
        qtbot.keyClick(now, Qt.Key.Key_Tab)
    return stops


def test_tab_goes_through_all_panes_as_the_eye_does(qtbot, whole: App):
    stops = tab_through(qtbot, whole)
    views = {key: pane.view for key, pane in whole.late_panes.items()}
    wanted = [whole.filter_bar.line, views["throughput"].canvas, whole.sessions_view.table, views["timeline"].lanes,
              whole.packets_view.table, views["attributes"].tree, views["bytes"].area]
    assert [stop for stop in stops if stop in wanted] == wanted
    assert len(stops) >= 15
    assert all(stop.isVisible() for stop in stops)
    nameless = [stop for stop in stops if not stop.accessibleName() and not (hasattr(stop, "text") and stop.text())]
    assert not nameless


@pytest.mark.parametrize("theme", sorted(THEMES))
def test_whatever_has_the_keyboard_has_a_frame(qtbot, whole: App, theme: str):
    whole.commands.run(f"theme_{theme}")
    accent = QColor(THEMES[theme].accent)
    for stop in tab_through(qtbot, whole):
        stop.setFocus()
        qtbot.waitUntil(lambda stop=stop: is_framed(whole, stop, accent))


def is_framed(app: App, stop: QWidget, accent: QColor) -> bool:
    """Whether the upper edge of a widget is drawn in this colour."""
    frame = app.focus_frames.frame
    if frame is None:
        return False
    is_inside = frame.parentWidget() is stop
    shot = (stop if is_inside else app.window).grab().toImage()
    corner = QPoint(0, 0) if is_inside else stop.mapTo(app.window, QPoint(0, 0))
    ratio = shot.devicePixelRatio()
    edge = [shot.pixelColor(round((corner.x() + x) * ratio), round((corner.y() + 1) * ratio))
            for x in range(4, stop.width() - 4, max(1, stop.width() // 9))]
    return edge.count(accent) >= len(edge) - 1


def test_a_click_on_a_cell_half_in_sight_scrolls_nothing(qtbot, whole: App):
    whole.window.resize(1250, 900)
    table = whole.sessions_view.table
    qtbot.waitUntil(lambda: table.horizontalScrollBar().maximum() > 0)
    place = QPoint(table.viewport().width() - 2, table.rowHeight(0) * 2)
    assert table.indexAt(place).isValid()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert table.horizontalScrollBar().value() == 0
    qtbot.keyClick(table, Qt.Key.Key_Right)         # by keys one goes there
    tree = whole.late_panes["attributes"].view.tree
    tree.setColumnWidth(0, 400)
    index = tree.model().index(0, 1)
    tree.scrollTo(index)
    assert tree.horizontalScrollBar().value() == 0


def test_characters_are_such_as_fonts_have(root: Path):
    odd = set()
    for path in sorted((root / "gui" / "netloupe_gui").rglob("*.py")):
        if path.parent.name == "text":              # tables of what is never shown as it is
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                odd |= {(path.name, character) for character in node.value
                        if ord(character) > 127 and character not in IN_COMMON_FONTS}
    assert not odd
