"""The statistics pane in the window: what it shows is the engine's, and every part of it filters."""
import csv
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from netloupe_engine import Analysis
from netloupe_engine.analysis import statistics_of
from netloupe_gui.app import App
from netloupe_gui.plots.statistics import NAME_ROLE, StatisticsView

SAMPLE = Path("resources/captures/sample.pcapng")
LEFT, CTRL, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def view(window: App, qtbot) -> StatisticsView:
    """The pane, brought to the front by a click on its tab."""
    tabs = window.window.middle.tabs
    qtbot.mouseClick(tabs, LEFT, pos=tabs.tabRect(1).center())
    qtbot.waitUntil(lambda: window.late_panes["statistics"].view is not None, timeout=20_000)
    found = window.late_panes["statistics"].view
    assert isinstance(found, StatisticsView)
    qtbot.waitUntil(lambda: found.found is not None)
    return found


def choose(qtbot, view: StatisticsView, name: str) -> None:
    """A click on a line of the list."""
    line = next(view.list.item(at) for at in range(view.list.count()) if view.list.item(at).data(NAME_ROLE) == name)
    view.list.scrollToItem(line)
    qtbot.mouseClick(view.list.viewport(), LEFT, pos=view.list.visualItemRect(line).center())
    qtbot.waitUntil(lambda: view.found is not None and view.found.kind.name == name)


def table(view: StatisticsView) -> list[tuple[str, ...]]:
    model = view.model
    return [tuple(str(model.index(row, at).data()) for at in range(model.columnCount()))
            for row in range(model.rowCount())]


def asked(window: App, view: StatisticsView) -> int:
    """How many sessions the pane counts."""
    return view.found.sessions if view.found is not None and not window.statistics.is_busy else -1


def test_all_that_have_data_are_listed(view: StatisticsView, known: Analysis):
    names = [view.list.item(at).data(NAME_ROLE) for at in range(view.list.count())]
    assert [name for name in names if name] == [kind.name for kind in statistics_of(known)]
    assert view.found is not None
    assert view.found.kind.name == "applications"
    assert view.list.currentItem().data(NAME_ROLE) == "applications"


def test_each_is_what_the_engine_says(qtbot, view: StatisticsView, known: Analysis):
    for kind in statistics_of(known):
        choose(qtbot, view, kind.name)
        expected = known.statistics(kind.name)
        assert view.found is not None
        assert list(view.found.rows()) == list(expected.rows())
        assert len(table(view)) == len(expected)
        assert view.picture.drawing is not None
        assert view.picture.isVisible()
        assert kind.says in view.picture.accessibleDescription()
        rows = {row for _, row in view.picture.drawing.parts}
        assert rows <= set(range(len(expected)))
        assert rows
    choose(qtbot, view, "hosts")
    assert table(view)[0][:4] == ("192.168.20.50", "105", "501 kB", "77.7 kB")


def test_a_click_on_a_bar_filters(qtbot, window: App, view: StatisticsView, known: Analysis):
    qtbot.mouseClick(view.picture, LEFT, NONE, view.picture.centre_of(view.found.labels.index("tls")))
    assert window.focus.filter == "app == tls"
    wanted = len(known.filter("app == tls"))
    qtbot.waitUntil(lambda: window.sessions_model.rowCount() == wanted)
    qtbot.waitUntil(lambda: asked(window, view) == wanted)
    assert view.found.labels == ("tls",)
    choose(qtbot, view, "tls.versions")
    qtbot.mouseClick(view.picture, LEFT, CTRL, view.picture.centre_of(0))
    assert window.focus.filter == 'app == tls and tls.version == "tls 1.2"'
    choose(qtbot, view, "services")
    qtbot.mouseClick(view.picture, LEFT, NONE, view.picture.centre_of(0))
    assert window.focus.filter == view.found.conditions[0]


def test_a_click_on_a_row_of_the_table_filters(qtbot, window: App, view: StatisticsView):
    choose(qtbot, view, "hierarchy")
    row = next(at for at, cells in enumerate(table(view)) if cells[1] == "eth.ip.udp")
    place = view.table.visualRect(view.model.index(row, 0)).center()
    qtbot.mouseClick(view.table.viewport(), LEFT, NONE, place)
    assert window.focus.filter == 'path == eth.ip.udp or path starts with "eth.ip.udp."'


def test_every_kind_of_picture_is_clicked(qtbot, window: App, view: StatisticsView):
    for name in ("throughput", "hierarchy", "packet-sizes", "pairs", "durations", "rtt.time", "tcp", "findings"):
        window.focus.set_filter("")
        qtbot.waitUntil(lambda: asked(window, view) == 144)
        choose(qtbot, view, name)
        rect, row = max(view.picture.drawing.parts, key=lambda part: part[0].width() * part[0].height())
        qtbot.mouseMove(view.picture, rect.center().toPoint())
        qtbot.mouseClick(view.picture, LEFT, NONE, rect.center().toPoint())
        assert window.focus.filter == view.found.conditions[row], name


def test_it_follows_filter_and_brush(qtbot, window: App, view: StatisticsView, known: Analysis):
    window.filter_bar.line.setFocus()
    QTest.keyClicks(window.filter_bar.line, "dns")
    QTest.keyClick(window.filter_bar.line, Qt.Key.Key_Return)
    assert view.list.hasFocus()             # back to where the person was
    ids = known.filter("dns")
    qtbot.waitUntil(lambda: asked(window, view) == len(ids))
    start = int(known.sessions.column("start_ns")[0])
    window.focus.set_brush(start, start + 30_000_000_000)
    expected = known.statistics("applications", ids, (start, start + 30_000_000_000))
    qtbot.waitUntil(lambda: asked(window, view) == expected.sessions)
    assert list(view.found.rows()) == list(expected.rows())
    window.focus.set_filter("app == nonsense_that_is_none or id == 1000")
    window.focus.set_filter("id == 1000")
    qtbot.waitUntil(lambda: asked(window, view) == 0)
    assert view._nothing.isVisible()
    window.focus.set_filter("")
    window.focus.clear_brush()
    qtbot.waitUntil(lambda: asked(window, view) == 144)
    assert view.picture.isVisible()


def test_nothing_is_counted_while_nobody_looks(qtbot, window: App, view: StatisticsView):
    tabs = window.window.middle.tabs
    qtbot.mouseClick(tabs, LEFT, pos=tabs.tabRect(0).center())
    answers: list[object] = []
    window.statistics.answered.connect(lambda _kinds, found: answers.append(found))
    window.focus.set_filter("tls")
    qtbot.waitUntil(lambda: window.sessions_model.rowCount() < 144)
    assert not window.statistics.is_busy
    assert answers == []
    qtbot.mouseClick(tabs, LEFT, pos=tabs.tabRect(1).center())
    qtbot.waitUntil(lambda: len(answers) == 1)


def test_keys_do_it_all(qtbot, window: App, view: StatisticsView):
    QTest.keyClick(window.window, Qt.Key.Key_1, CTRL)
    assert window.sessions_view.table.hasFocus()
    QTest.keyClick(window.window, Qt.Key.Key_7, CTRL)
    assert view.list.hasFocus()
    QTest.keyClick(view.list, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: view.found.kind.name == "services")
    view.picture.setFocus()
    QTest.keyClick(view.picture, Qt.Key.Key_Down)
    QTest.keyClick(view.picture, Qt.Key.Key_Down)
    assert view.picture.row == 1
    assert view.found.labels[1] in view.picture.accessibleDescription()
    QTest.keyClick(view.picture, Qt.Key.Key_Return)
    assert window.focus.filter == view.found.conditions[1]
    qtbot.waitUntil(lambda: asked(window, view) < 144)
    view.table.setFocus()
    view.table.setCurrentIndex(view.model.index(0, 0))
    QTest.keyClick(view.table, Qt.Key.Key_Return, CTRL)
    assert " and " in window.focus.filter


def test_the_menu_asks(qtbot, window: App, view: StatisticsView):
    view.picture.menu_asked.emit(view.found.labels.index("dns"), view.picture.mapToGlobal(QPoint(5, 5)))
    qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    exclude = next(action for action in menu.actions() if action.objectName() == "ask_exclude")
    exclude.trigger()
    menu.close()
    assert window.focus.filter == "not app == dns"


def test_the_table_is_sorted_by_its_head(qtbot, view: StatisticsView):
    header = view.table.horizontalHeader()
    sessions = view.found.names.index("sessions")
    place = QPoint(header.sectionViewportPosition(sessions) + 10, header.height() // 2)
    qtbot.mouseClick(header.viewport(), LEFT, pos=place)
    shown = [int(row[sessions]) for row in table(view)]
    assert shown == sorted(shown, reverse=True)
    assert view.found.labels[view.model.statistic_row(0)] == "dns"
    qtbot.mouseClick(header.viewport(), LEFT, pos=place)
    assert [int(row[sessions]) for row in table(view)] == shown[::-1]


def test_files_are_written(qtbot, tmp_path: Path, view: StatisticsView, known: Analysis):
    for name in ("hosts", "throughput", "hierarchy"):
        choose(qtbot, view, name)
        for suffix in ("png", "svg", "csv"):
            assert view.save(str(tmp_path / f"{name}.{suffix}"))
        image = QImage(str(tmp_path / f"{name}.png"))
        assert image.width() == 2 * view.picture.width()
        assert len({image.pixel(x, y) for x in range(0, image.width(), 9) for y in range(0, image.height(), 9)}) > 3
        assert ElementTree.parse(tmp_path / f"{name}.svg").getroot().tag.endswith("svg")
    with (tmp_path / "hosts.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["host"] for row in rows] == list(known.statistics("hosts").labels)
    assert rows[0]["filter"] == "either == 192.168.20.50"
    with (tmp_path / "throughput.csv").open(newline="") as file:
        lines = list(csv.reader(file))
    series = known.statistics("throughput").series
    assert lines[0][:2] == ["time", "http (bit/s)"]
    assert np.allclose([float(line[1]) for line in lines[1:]], series.values[0])
    told: list[str] = []
    view.failed.connect(lambda what, _why: told.append(what))
    assert not view.save(str(tmp_path / "no such" / "x.png"))
    assert len(told) == 1


def test_the_table_is_copied(view: StatisticsView):
    view.copy_table()
    lines = QApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[:2] == ["Application", "Sessions"]
    assert lines[1].split("\t")[:3] == ["http", "38", "473 kB"]
    assert len(lines) == 1 + len(view.found)


def test_long_tables_are_not_asked_for_all_they_have(view: StatisticsView, known: Analysis, monkeypatch):
    short = known.statistics("hosts")
    rows = np.arange(1000) % len(short)
    found = replace(short, conditions=tuple(short.conditions[row] for row in rows), columns=tuple(
        replace(column, values=tuple(column.values[row] for row in rows) if isinstance(column.values, tuple)
                else column.values[rows]) for column in short.columns))
    asked: list[object] = []
    data = view.model.data
    monkeypatch.setattr(view.model, "data", lambda index, role=0: asked.append(role) or data(index, role))
    view._source.answered.emit(view._kinds, found)
    assert view.model.rowCount() == 1000
    assert len(asked) < 3000


def test_without_a_capture_it_says_what_to_do(qtbot, window: App, view: StatisticsView):
    window.commands.close_capture()
    qtbot.waitUntil(lambda: window.capture.analysis is None)
    assert "Open a capture" in view._hint.text()
    assert view.found is None
    window.commands.open_path(str(SAMPLE))
    qtbot.waitUntil(lambda: view.found is not None and view.found.sessions == 144, timeout=20_000)
