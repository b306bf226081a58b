"""Presets of the panes: one key each, each as the person left it, over the sample capture and the real engine."""
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from netloupe_gui.app import App
from netloupe_gui.widgets.toggle import Toggle

Key = Qt.Key


def seen(app: App) -> set[str]:
    """Which panes and pages of the middle are on the screen."""
    pages = {"sessions": app.sessions_view, **{key: app.late_panes[key] for key in
                                               ("statistics", "findings", "files", "lanes", "tcp")}}
    return {key for key, widget in {**pages, **app.panes}.items() if widget.isVisible()}


@pytest.fixture
def press(qtbot) -> Callable[[App, Qt.Key], None]:
    def press(app: App, key: Qt.Key) -> None:
        qtbot.keyClick(app.window, key)
        qtbot.wait(60)
    return press


def test_one_key_shows_what_a_preset_is_for(qtbot, window: App, press):
    window.focus.select_sessions((64,))
    press(window, Key.Key_F2)
    qtbot.waitUntil(lambda: seen(window) == {"sessions", "throughput", "statistics", "lanes"})
    table = window.sessions_view.table
    assert table.viewport().height() // table.rowHeight(0) >= 8
    assert window.late_panes["lanes"].width() > 400
    qtbot.waitUntil(lambda: window.late_panes["statistics"].view is not None)
    press(window, Key.Key_F3)
    qtbot.waitUntil(lambda: seen(window) == {"sessions", "throughput", "timeline", "packets", "attributes", "bytes"})
    press(window, Key.Key_F4)
    qtbot.waitUntil(lambda: seen(window) == {"sessions", "throughput", "timeline", "lanes"})
    assert window.late_panes["throughput"].height() > 40        # not folded: rates are what one looks at
    assert [action.isChecked() for action in (window.window.actions_by_id[f"layout_{name}"] for name in
                                              ("overview", "inspect", "live"))] == [False, False, True]


def test_the_switch_at_the_menus_says_and_changes_it(qtbot, window: App):
    switch = window.window.menuBar().cornerWidget()
    assert isinstance(switch, QWidget)
    assert switch.isVisible()
    buttons = {button.text(): button for button in switch.findChildren(Toggle)}
    assert [text for text, button in buttons.items() if button.isChecked()] == ["Inspect"]
    qtbot.mouseClick(buttons["Overview"], Qt.MouseButton.LeftButton)
    assert [text for text, button in buttons.items() if button.isChecked()] == ["Overview"]
    qtbot.mouseClick(buttons["Overview"], Qt.MouseButton.LeftButton)
    assert buttons["Overview"].isChecked()                      # one is always down
    assert "F2" in buttons["Overview"].toolTip()
    assert "statistics" in seen(window)
    window.commands.run("close_capture")
    qtbot.waitUntil(lambda: not switch.isVisible())


def test_each_preset_is_as_it_was_left_also_after_a_restart(qtbot, on_capture, press):
    first = on_capture()
    first.window.actions_by_id["pane_tcp"].trigger()
    first.panes["bytes"].close()
    press(first, Key.Key_F2)
    assert first.window.middle.key == "sessions"
    first.panes["throughput"].close()
    first.window.actions_by_id["pane_findings"].trigger()
    press(first, Key.Key_F3)
    assert first.window.middle.key == "tcp"
    assert "bytes" not in seen(first)
    assert "throughput" in seen(first)
    press(first, Key.Key_F2)
    qtbot.waitUntil(lambda: seen(first) == {"findings", "statistics", "lanes"})
    first.window.close()
    second = on_capture()
    assert second.window.arrangement.preset == "overview"
    qtbot.waitUntil(lambda: seen(second) == {"findings", "statistics", "lanes"})
    second.window.actions_by_id["reset_layout"].trigger()
    qtbot.waitUntil(lambda: seen(second) == {"sessions", "throughput", "statistics", "lanes"})
    press(second, Key.Key_F3)
    assert "bytes" not in seen(second)                          # only the preset that is shown was reset


def test_panes_that_were_moved_stay_moved_in_their_preset_only(qtbot, on_capture, press):
    first = on_capture()
    first.focus.select_sessions((64,))
    qtbot.wait(60)
    first.window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, first.panes["packets"])
    qtbot.wait(20)
    left = Qt.DockWidgetArea.LeftDockWidgetArea
    for key, area in ((Key.Key_F4, Qt.DockWidgetArea.BottomDockWidgetArea), (Key.Key_F3, left)):
        press(first, key)
        assert first.window.dockWidgetArea(first.panes["packets"]) is area
    first.window.close()
    second = on_capture()
    assert second.window.dockWidgetArea(second.panes["packets"]) is left


def test_lines_between_pages_that_stand_together_are_kept(qtbot, on_capture, press):
    first = on_capture()
    press(first, Key.Key_F2)
    middle = first.window.middle
    split = middle._split
    line = split.handle(1)
    before = middle.front_height()
    qtbot.mousePress(line, Qt.MouseButton.LeftButton, pos=QPoint(5, 2))
    qtbot.mouseMove(line, QPoint(5, 62))
    qtbot.mouseRelease(line, Qt.MouseButton.LeftButton, pos=QPoint(5, 62))
    drawn = middle.front_height()
    assert drawn > before + 30
    press(first, Key.Key_F3)
    press(first, Key.Key_F2)
    assert middle.front_height() == pytest.approx(drawn, abs=4)
    first.window.close()
    second = on_capture()
    assert second.window.middle.front_height() == pytest.approx(drawn, abs=4)


def test_a_low_window_has_tabs_instead(qtbot, window: App, press):
    press(window, Key.Key_F2)
    window.window.resize(1000, 480)
    qtbot.waitUntil(lambda: seen(window) == {"sessions", "throughput"})
    tabs = window.window.middle.tabs
    assert all(tabs.isTabVisible(at) for at in range(tabs.count()))
    window.window.actions_by_id["pane_lanes"].trigger()
    qtbot.waitUntil(lambda: "lanes" in seen(window) and "sessions" not in seen(window))
    window.window.resize(1000, 800)
    qtbot.waitUntil(lambda: seen(window) == {"sessions", "throughput", "statistics", "lanes"})
    qtbot.wait(150)                                             # and it stays so
    qtbot.waitUntil(lambda: seen(window) == {"sessions", "throughput", "statistics", "lanes"})
    qtbot.waitUntil(window.late_panes["lanes"].view.area.isVisible)     # they have been read
    window.window.actions_by_id["pane_lanes"].trigger()         # what is in sight has the keyboard
    assert window.late_panes["lanes"].isAncestorOf(window.window.focusWidget())


def test_folded_throughput_is_one_line_that_brushes(qtbot, window: App, press):
    press(window, Key.Key_F2)
    plot = window.late_panes["throughput"].view
    qtbot.waitUntil(lambda: plot.line.isVisible() and plot.series is not None)
    capture = window.capture.analysis.capture
    assert plot.series.start_ns <= capture.start_ns
    assert plot.series.end_ns >= capture.end_ns
    width, middle = plot.line.width(), plot.line.height() // 2
    qtbot.mousePress(plot.line, Qt.MouseButton.LeftButton, pos=QPoint(0, middle))
    qtbot.mouseMove(plot.line, QPoint(width // 2, middle))
    qtbot.mouseRelease(plot.line, Qt.MouseButton.LeftButton, pos=QPoint(width // 2, middle))
    brush = window.focus.brush
    assert brush is not None
    length = capture.end_ns - capture.start_ns
    assert brush.start_ns == pytest.approx(capture.start_ns, abs=length / 100)
    assert brush.end_ns == pytest.approx(capture.start_ns + length / 2, abs=length / 50)
    qtbot.waitUntil(lambda: 0 < window.sessions_model.rowCount() < 144)
    qtbot.mouseDClick(plot.line, Qt.MouseButton.LeftButton, pos=QPoint(5, middle))
    qtbot.waitUntil(lambda: window.sessions_model.rowCount() == 144)
    press(window, Key.Key_F4)
    assert not plot.line.isVisible()
