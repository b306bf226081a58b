"""Where the panes are, how large, and that they stay so: driven as a person would."""
import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtWidgets import QWidget

from netloupe_gui.app import App
from tests.gui.conftest import Shelf, show_file
from tests.gui.fake import FakeAnalysis


def wait_for_panes(qtbot, app: App) -> None:
    """They have the sizes that they get a moment after something changed."""
    qtbot.wait(20)
    qtbot.waitUntil(lambda: not app.window.arrangement._soon.isActive())


def draw_line_above(qtbot, app: App, key: str, pixels: int) -> None:
    """Drag the line above a pane up or down, as a person does."""
    line = QPoint(300, app.panes[key].geometry().top() - 3)
    qtbot.mousePress(app.window, Qt.MouseButton.LeftButton, pos=line)
    for part in (0.1, 0.5, 1.0):
        qtbot.mouseMove(app.window, line + QPoint(0, round(pixels * part)))
        wait_for_panes(qtbot, app)
    qtbot.mouseRelease(app.window, Qt.MouseButton.LeftButton, pos=line + QPoint(0, pixels))
    wait_for_panes(qtbot, app)


def test_drawn_sizes_are_parts_of_the_window_and_are_kept(qtbot, make_app, shelf: Shelf):
    shelf.put("/x/a.pcap", FakeAnalysis())
    first = make_app()
    show_file(qtbot, first, "/x/a.pcap")
    first.focus.select_sessions((3,))
    wait_for_panes(qtbot, first)
    before = first.sessions_view.height()
    draw_line_above(qtbot, first, "timeline", -60)
    drawn = first.sessions_view.height()
    assert drawn == pytest.approx(before - 60, abs=8)
    first.window.resize(1500, 1425)
    wait_for_panes(qtbot, first)
    assert first.sessions_view.height() == pytest.approx(drawn * 1.5, abs=3)
    first.window.resize(1500, 950)
    first.window.close()
    second = make_app()
    show_file(qtbot, second, "/x/a.pcap")
    second.focus.select_sessions((3,))
    wait_for_panes(qtbot, second)
    assert second.sessions_view.height() == pytest.approx(drawn, abs=2)


def test_no_line_makes_a_pane_useless(qtbot, app: App, capture: FakeAnalysis):
    app.focus.select_sessions((3,))
    wait_for_panes(qtbot, app)
    draw_line_above(qtbot, app, "timeline", -700)
    table = app.sessions_view.table
    assert table.viewport().height() // table.rowHeight(0) >= 8
    draw_line_above(qtbot, app, "timeline", 700)
    assert app.packets_view.table.viewport().height() // table.rowHeight(0) >= 3
    assert app.panes["timeline"].height() > 90


def sizes(app: App) -> dict[str, tuple[int, int]]:
    return {key: pane.size().toTuple() for key, pane in app.panes.items()}


def sizes_at_rest(qtbot, app: App) -> dict[str, tuple[int, int]]:
    """The sizes of the panes, once they are the same for a moment: room is made in several turns of the event loop."""
    before = sizes(app)
    while True:
        qtbot.wait(200)
        if sizes(app) == before:
            return before
        before = sizes(app)


def test_a_maximised_window_comes_back_as_it_was(qtbot, make_app, shelf: Shelf):
    shelf.put("/x/a.pcap", FakeAnalysis())
    first = make_app()
    first.window.showMaximized()
    show_file(qtbot, first, "/x/a.pcap")
    first.focus.select_sessions((3,))
    wait_for_panes(qtbot, first)
    was = sizes_at_rest(qtbot, first)
    first.window.close()
    second = make_app(size=None)
    assert second.window.isMaximized()
    show_file(qtbot, second, "/x/a.pcap")
    second.focus.select_sessions((3,))
    wait_for_panes(qtbot, second)
    qtbot.waitUntil(lambda: sizes(second) == was)


def test_a_narrow_window_has_tabs_and_a_wide_one_none(qtbot, app: App, capture: FakeAnalysis):
    app.window.resize(1000, 900)
    row = [app.panes[key] for key in ("packets", "attributes", "bytes")]
    qtbot.waitUntil(lambda: [pane.is_in_front for pane in row] == [True, False, False])
    app.window.actions_by_id["pane_bytes"].trigger()
    qtbot.waitUntil(lambda: [pane.is_in_front for pane in row] == [False, False, True])
    app.window.resize(1500, 950)
    qtbot.waitUntil(lambda: all(pane.is_in_front for pane in row))
    app.panes["attributes"].close()
    wait_for_panes(qtbot, app)
    assert row[0].width() + row[2].width() > 1480           # the others share what it leaves


def test_throughput_folds_to_its_title(qtbot, app: App, capture: FakeAnalysis):
    pane = app.panes["throughput"]
    before, rows = pane.height(), app.sessions_view.height()
    qtbot.mouseClick(pane.strip.fold, Qt.MouseButton.LeftButton)
    wait_for_panes(qtbot, app)
    assert pane.height() < 40 < before
    qtbot.keyClick(app.window, Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)       # go to throughput
    wait_for_panes(qtbot, app)
    assert (pane.height(), app.sessions_view.height()) == (before, rows)


def test_in_a_low_window_what_has_the_keyboard_has_the_room(qtbot, app: App, capture: FakeAnalysis):
    app.focus.select_sessions((3,))
    app.window.resize(560, 360)
    table = app.sessions_view.table

    def rows_of() -> int:
        return table.viewport().height() // table.verticalHeader().defaultSectionSize()

    app.window.show_pane("sessions")
    qtbot.waitUntil(lambda: rows_of() >= 6)
    rows = rows_of()
    app.window.show_pane("attributes")
    tree = app.late_panes["attributes"].view.tree
    qtbot.waitUntil(lambda: tree.viewport().height() > 60 and 2 <= rows_of() < rows)
    app.window.show_pane("sessions")
    qtbot.waitUntil(lambda: rows_of() == rows)
    assert app.panes["throughput"].isHidden()
    app.window.resize(1300, 900)
    qtbot.waitUntil(lambda: app.panes["throughput"].isVisible() and rows_of() >= 8)
    assert app.sessions_view._footer.isVisible()


class Painted(QObject):
    """Counts how often a widget was painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.times = 0
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.times += event.type() is QEvent.Type.Paint
        return False


def test_panes_that_change_places_are_drawn_once_when_all_stand(qtbot, app: App, capture: FakeAnalysis):
    app.focus.select_sessions((3,))
    wait_for_panes(qtbot, app)
    rows = Painted(app.sessions_view.table.viewport())
    app.window.resize(1000, 950)            # tabs instead of panes side by side
    app.sessions_view.table.viewport().repaint()
    assert rows.times == 0                  # not with those panes that have their places already
    qtbot.waitUntil(lambda: rows.times > 0)
    wait_for_panes(qtbot, app)
    assert app.window.updatesEnabled()
