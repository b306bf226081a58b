"""The compare pane, with real widgets and the real engine."""
import weakref
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt

from netloupe_engine import analyze
from netloupe_gui.app import App
from netloupe_gui.models.comparison import BYTES, ROUND_TRIP, SESSIONS, SHARES, VERDICT, WHAT
from netloupe_gui.views.comparison import ComparisonView
from tests.gui.conftest import SAMPLE


@pytest.fixture
def part(tmp_path: Path) -> Path:
    """The sample without DNS and half of the HTTP."""
    with analyze(SAMPLE) as found:
        ids = found.filter("not dns and not (http and client.port > 40000 and bytes < 2k)")
        found.export(ids.tolist(), tmp_path / "part.pcapng")
    return tmp_path / "part.pcapng"


@pytest.fixture
def pane(qtbot, window: App, part: Path) -> ComparisonView:
    """The pane, comparing the sample with its part."""
    window.opening.open_in_tabs([str(part)])
    qtbot.waitUntil(lambda: window.capture.path == str(part) and not window.capture.is_reading)
    qtbot.keyClick(window.window, Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: window.late_panes["compare"].view is not None)
    found = window.late_panes["compare"].view
    qtbot.waitUntil(lambda: found.model.rowCount() > 0)
    return found


def row_of(pane: ComparisonView, what: str) -> int:
    return next(row for row in range(pane.model.rowCount()) if pane.model.cell(row, WHAT) == what)


def click(qtbot, pane: ComparisonView, what: str, twice: bool = False) -> None:
    index = pane.model.index(row_of(pane, what), WHAT)
    pane.table.scrollTo(index)
    place: QPoint = pane.table.visualRect(index).center()
    qtbot.mouseClick(pane.table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    if twice:
        qtbot.mouseDClick(pane.table.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_rows_are_the_engines(window: App, pane: ComparisonView, part: Path):
    with analyze(SAMPLE) as before, analyze(part) as after:
        found = before.compare(after)
    shown = [(pane.model.verdict(row), pane.model.cell(row, WHAT)) for row in range(pane.model.rowCount())]
    assert shown == list(zip(map(str, found.verdicts), found.labels, strict=True))
    assert "1 gone" in pane.summary.text()
    row = row_of(pane, "dns")
    assert pane.model.cell(row, VERDICT) == "− gone"
    assert pane.model.cell(row, SESSIONS).endswith(" → 0")
    was, now = pane.model.index(row, BYTES).data(SHARES)
    assert (0 < was <= 1, now) == (True, 0)
    assert pane.model.index(row, WHAT).data(SHARES) is None
    assert pane.model.cell(row, ROUND_TRIP).endswith(" → –")
    assert pane.others.currentText() == "sample.pcapng"


def test_a_row_is_filtered_here_or_there(qtbot, window: App, pane: ComparisonView, part: Path):
    click(qtbot, pane, "tls", twice=True)
    assert window.focus.filter == "application == tls"
    qtbot.waitUntil(lambda: window.sessions_model.rowCount() == len(window.capture.analysis.filter("app == tls")))
    click(qtbot, pane, "dns")
    assert not pane.here.isEnabled()            # there are none here
    qtbot.mouseClick(pane.there, Qt.MouseButton.LeftButton)
    assert (window.capture.title, window.focus.filter) == ("sample.pcapng", "application == dns")
    qtbot.waitUntil(lambda: window.sessions_model.rowCount() == len(window.capture.analysis.filter("app == dns")))
    qtbot.waitUntil(lambda: pane.model.rowCount() > 0 and not window.comparing.is_busy)     # now the other way round
    assert pane.model.verdict(row_of(pane, "dns")) == "new"


def test_by_something_else(qtbot, window: App, pane: ComparisonView):
    pane.by.setCurrentIndex(pane.by.findData("server"))
    pane.by.activated.emit(pane.by.currentIndex())
    qtbot.waitUntil(lambda: pane.model.rowCount() > 0 and pane.model.found.by == ("server",))
    assert pane.model.condition(0).startswith("server == ")


def test_a_capture_that_is_closed_is_let_go_of(qtbot, window: App, pane: ComparisonView):
    other = weakref.ref(window.documents.documents[0].held.analysis)
    window.opening.close_tab(0)
    qtbot.waitUntil(lambda: other() is None)
    assert pane.model.rowCount() == 0
    assert "Nothing to compare with" in pane._hint.text()
    assert not pane.others.isEnabled()
