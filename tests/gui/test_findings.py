"""The findings pane, with real widgets and the real engine."""
import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from netloupe_engine.analysis import explanation, known_findings
from netloupe_engine.model import FindingRow, Severity
from netloupe_engine.summaries.findings import FindingTable
from netloupe_gui.app import App
from netloupe_gui.bridge.acknowledged import read_kept, write_kept
from netloupe_gui.bridge.findings import FindingGroup, FoundFindings
from netloupe_gui.models.findings import COUNT, FINDING, FindingsModel
from netloupe_gui.views.findings import FindingsView


@pytest.fixture
def app(on_capture, tmp_path, monkeypatch: pytest.MonkeyPatch) -> App:
    monkeypatch.setattr("netloupe_gui.settings.paths.notes_folder", lambda: tmp_path / "notes")
    return on_capture()


@pytest.fixture
def pane(app: App, qtbot) -> FindingsView:
    """The pane, seen and filled."""
    app.commands.run("pane_findings")
    qtbot.waitUntil(lambda: app.late_panes["findings"].view is not None)
    found = app.late_panes["findings"].view
    qtbot.waitUntil(lambda: found.model.rowCount() > 0)
    return found


def rows_of(pane: FindingsView, kind: str) -> list[int]:
    """The rows of findings of a kind."""
    return [row for row in range(pane.model.rowCount()) if pane.model.finding(row) >= 0
            and pane.model.kind(row) == kind]


def middle_of(pane: FindingsView, row: int) -> QPoint:
    return pane.table.visualRect(pane.model.index(row, FINDING)).center()


def test_everything_is_there_in_groups_by_severity(app: App, pane: FindingsView) -> None:
    model, listed = pane.model, app.capture.analysis.findings()
    singles = [row for row in range(model.rowCount()) if model.finding(row) >= 0]
    assert len(singles) == len(listed)
    groups = [row for row in range(model.rowCount()) if model.finding(row) < 0]
    severities = [model.severity(row) for row in groups]
    assert severities == sorted(severities, reverse=True)
    assert model.cell(groups[0], FINDING).startswith("Warning · tcp.refused")
    assert model.cell(groups[0], COUNT) == str(sum(row.kind == "tcp.refused" for row in listed))
    assert pane.summary.text().startswith("14 warnings · 5 notes")


def test_a_click_goes_to_session_and_packet_and_says_what_it_means(app: App, pane: FindingsView) -> None:
    row = rows_of(pane, "tcp.reset")[1]
    QTest.mouseClick(pane.table.viewport(), Qt.MouseButton.LeftButton, pos=middle_of(pane, row))
    wanted = [one for one in app.capture.analysis.findings() if one.kind == "tcp.reset"][1]
    assert app.focus.sessions == (wanted.session,)
    assert app.focus.packet == wanted.packet
    assert explanation("tcp.reset") in pane.meaning.text()


def test_by_keyboard_alone(app: App, pane: FindingsView) -> None:
    table, model = pane.table, pane.model
    assert app.window.focusWidget() is table
    QTest.keyClick(table, Qt.Key.Key_Home)
    before = model.rowCount()
    QTest.keyClick(table, Qt.Key.Key_Left)
    assert model.rowCount() == before - 5
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert model.rowCount() == before
    QTest.keyClick(table, Qt.Key.Key_Down)
    first = next(one for one in app.capture.analysis.findings() if one.kind == "tcp.refused")
    assert (app.focus.sessions, app.focus.packet) == ((first.session,), first.packet)
    QTest.keyClick(table, Qt.Key.Key_Left)
    assert table.currentIndex().row() == 0
    assert app.focus.packet == first.packet


def test_the_arrow_closes_and_opens(pane: FindingsView) -> None:
    before, rect = pane.model.rowCount(), pane.table.visualRect(pane.model.index(0, FINDING))
    arrow = QPoint(rect.left() + 10, rect.center().y())
    QTest.mouseClick(pane.table.viewport(), Qt.MouseButton.LeftButton, pos=arrow)
    assert pane.model.rowCount() == before - 5
    QTest.mouseClick(pane.table.viewport(), Qt.MouseButton.LeftButton, pos=arrow)
    assert pane.model.rowCount() == before


def test_by_host_a_finding_is_both_ends(app: App, pane: FindingsView, qtbot) -> None:
    pane.by.setFocus()
    QTest.keyClick(pane.by, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: pane.model.found.by == "host")
    counts = {group.name: len(group.rows) for group in pane.model.found.groups}
    analysis = app.capture.analysis
    assert counts["192.168.20.13"] == sum("192.168.20.13" in (
        analysis.session(one.session).initiator, analysis.session(one.session).responder)
        for one in analysis.findings())
    pane.table.selectRow(0)
    assert next(iter(counts)) in pane.meaning.text()


def test_filter_and_brush_leave_some(app: App, pane: FindingsView, qtbot) -> None:
    app.focus.set_filter("app == dns")
    qtbot.waitUntil(lambda: pane.summary.text().startswith("2 notes"))
    app.focus.set_filter("")
    qtbot.waitUntil(lambda: pane.summary.text().startswith("14 warnings · 5 notes"))
    first = app.capture.analysis.findings()[0]
    time_ns = app.capture.analysis.packet(first.packet).time_ns
    app.focus.set_brush(time_ns - 1000, time_ns + 1000)
    qtbot.waitUntil(lambda: pane.summary.text().startswith("1 note"))
    app.focus.clear_brush()
    app.focus.set_filter("bytes > 100G")
    qtbot.waitUntil(lambda: pane.model.rowCount() == 0)
    assert not pane.table.isVisible()
    assert not pane.meaning.isVisible()
    assert "No findings" in pane._hint.text()


def test_the_menu_asks_by_the_finding(app: App, pane: FindingsView) -> None:
    row = rows_of(pane, "tls.old_version")[0]
    conditions = pane.conditions(row)
    assert conditions[0].replace('"', "") == "finding == tls.old_version"
    assert conditions[1] == "severity == warning"
    wanted = app.capture.analysis.filter("finding == 'tls.old_version'").tolist()
    assert len(conditions) == 5
    for condition in conditions:
        assert set(wanted) <= set(app.capture.analysis.filter(condition).tolist())
    pane.table.customContextMenuRequested.emit(middle_of(pane, row))
    menu = next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, QMenu)
                and widget.isVisible())
    next(action for action in menu.actions() if action.objectName() == "ask_only").trigger()
    menu.close()
    assert app.focus.filter == conditions[0]


def test_nothing_is_read_while_nobody_looks(app: App, pane: FindingsView, qtbot) -> None:
    app.commands.run("pane_sessions")
    before = pane.model.found
    app.focus.set_filter("app == dns")
    qtbot.waitUntil(lambda: app.sessions_model.rowCount() < len(app.capture.analysis.sessions))
    qtbot.wait(100)
    assert pane.model.found is before
    app.commands.run("pane_findings")
    qtbot.waitUntil(lambda: pane.model.found is not before)


def test_the_status_bar_counts_by_severity_and_leads_there(app: App, qtbot) -> None:
    buttons = app.window.status.findings.buttons
    qtbot.waitUntil(lambda: buttons[Severity.WARNING].text() == "14 warnings")
    assert buttons[Severity.NOTE].text() == "5 notes"
    assert not buttons[Severity.ERROR].isVisible()
    for severity, by in ((Severity.NOTE, "kind"), (Severity.WARNING, "kind"), (Severity.NOTE, "host")):
        app.findings.set_by(by)
        QTest.mouseClick(buttons[severity], Qt.MouseButton.LeftButton)
        assert app.window.middle.key == "findings"
        view = app.late_panes["findings"].view
        qtbot.waitUntil(lambda view=view, severity=severity: view.table.currentIndex().isValid()
                        and view.model.severity(view.table.currentIndex().row()) is severity)
        assert view.table.hasFocus()


def test_what_the_status_bar_leads_to_is_shown_though_acknowledged(app: App, pane: FindingsView, qtbot) -> None:
    for kind in [pane.model.kind(row) for row in range(pane.model.rowCount())
                 if pane.model.is_group(row) and pane.model.severity(row) is Severity.NOTE]:
        app.acknowledged.set_kind(kind, True)
    assert not pane.model.has(Severity.NOTE)
    QTest.mouseClick(app.window.status.findings.buttons[Severity.NOTE], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: pane.model.severity(max(0, pane.table.currentIndex().row())) is Severity.NOTE)
    assert pane.shows_seen.isChecked()


def test_the_selected_one_stays_selected_when_more_come(app: App, pane: FindingsView, qtbot) -> None:
    row = rows_of(pane, "tcp.zero_window")[0]
    pane.table.selectRow(row)
    before, place = pane.model.found, pane.model.place(row)
    app.findings.refresh()
    qtbot.waitUntil(lambda: pane.model.found is not before)
    assert pane.model.place(pane.table.currentIndex().row()) == place


def test_what_is_acknowledged_goes_and_stays_away(app: App, pane: FindingsView, on_capture, qtbot) -> None:
    table, model, total = pane.table, pane.model, pane.model.rowCount()
    first, second = rows_of(pane, "tcp.refused")[:2]
    wanted = model.place(second)
    table.selectRow(first)
    QTest.keyClick(table, Qt.Key.Key_A)
    assert model.rowCount() == total - 1
    assert model.place(table.currentIndex().row()) == wanted        # the next one, and everything goes with it
    assert app.focus.packet == wanted[2]
    table.selectRow(model.parent_row(rows_of(pane, "tcp.reset")[0]))
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert rows_of(pane, "tcp.reset") == []
    assert "4 acknowledged" in pane.summary.text()
    QTest.mouseClick(pane.shows_seen, Qt.MouseButton.LeftButton)
    assert model.rowCount() == total
    assert model.is_seen(first)
    assert not model.is_seen(second)
    qtbot.waitUntil(lambda: not len(app.jobs))
    other = on_capture()
    other.commands.run("pane_findings")
    qtbot.waitUntil(lambda: other.late_panes["findings"].view is not None)
    again = other.late_panes["findings"].view
    qtbot.waitUntil(lambda: again.model.rowCount() == total - 5)
    assert other.acknowledged.kinds == {"tcp.reset"}
    other.acknowledged.set_kind("tcp.reset", False)
    assert again.model.rowCount() == total - 1


# the model alone

def many(count: int) -> FoundFindings:
    known = known_findings()
    numbers, none = np.arange(count, dtype=np.uint32), np.zeros(count, np.uint32)
    table = FindingTable((known["tcp.reset"],), ("reset",), ("", "::1"), none, none, numbers + 1, numbers + 1,
                         numbers.astype(np.int64), none + 1, none + 1, ("",), none,
                         (FindingRow(Severity.WARNING, "tcp.reset", 1, 1, "reset"),), none)
    return FoundFindings("kind", table, (FindingGroup("tcp.reset", Severity.WARNING, np.arange(count)),))


def test_what_was_kept_is_read_with_distrust(tmp_path) -> None:
    path = tmp_path / "some.findings.json"
    kept = frozenset({"tcp.reset"}), frozenset({("dns.error", 7, 3)})
    write_kept(path, kept)
    assert read_kept(path) == kept
    for broken in ("", "[]", '{"kinds": 3, "findings": {}}', '{"kinds": [1], "findings": [["a", -1, 2], ["b"], 3]}'):
        path.write_text(broken)
        assert read_kept(path) == (frozenset(), frozenset())


def test_a_hundred_thousand_rows_are_none_an_object(qtbot) -> None:
    model = FindingsModel()
    model.show(many(100_000))
    assert model.rowCount() == 1            # so many are opened when a person says so
    model.set_open(0, True)
    assert model.rowCount() == 100_001
    assert model.place(77_777) == ("tcp.reset", "tcp.reset", 77_777, 77_777)
    assert model.row_of(model.place(77_777)) == 77_777
    assert model.parent_row(77_777) == 0
    model.set_open(77_777, False)
    assert model.rowCount() == 1
