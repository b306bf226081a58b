"""The filter language in the window, with the real engine: what is shown, and what is said of a filter that is none."""
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from netloupe_engine import Analysis
from netloupe_gui.app import App
from netloupe_gui.theme.palette import theme_of
from netloupe_gui.widgets.notice import ERROR, PLAIN
from tests.gui.conftest import SAMPLE, shown_ids
from tests.gui.test_window import type_filter


@pytest.mark.parametrize("text", ["app == tls and bytes > 2k", "packet where ip.ttl < 64", "state is reset or quic"])
def test_sessions_that_it_holds_for_are_shown(qtbot, window: App, known: Analysis, text: str):
    type_filter(qtbot, window, text)
    expected = known.filter(text).tolist()
    assert shown_ids(window) == expected != []
    assert window.filter_bar.hits.text() == f"{len(expected)} of 144 sessions"
    assert not window.filter_bar.problem.isVisible()


def test_what_is_wrong_is_said_and_marked_and_nothing_else_happens(qtbot, window: App, known: Analysis):
    type_filter(qtbot, window, "app == http")
    before = shown_ids(window)
    window.filter_bar.line.clear()
    type_filter(qtbot, window, "app == http and bites > 3")
    bar = window.filter_bar
    qtbot.waitUntil(bar.problem.isVisible)
    assert "There is no field bites. Did you mean bytes?" in bar.problem.text()
    assert bar.problem.palette().color(bar.problem.foregroundRole()).name() == theme_of(bar.palette()).error
    assert not bar.hits.isVisible()
    assert shown_ids(window) in (before, list(range(1, 145)))
    assert bar.line.selectedText() == "bites"
    assert bar.line.hasFocus()


def test_what_the_list_could_still_finish_is_no_mistake_until_it_is_entered(qtbot, window: App, known: Analysis):
    bar = window.filter_bar
    bar.line.setFocus()
    qtbot.keyClicks(bar.line, "server == 192")
    qtbot.waitUntil(lambda: bar.problem.isVisible() and bar.line.popup.isVisible())
    qtbot.waitUntil(lambda: bar.problem.kind == PLAIN)
    assert bar.problem.text().startswith("… ")
    qtbot.keyClick(bar.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bar.problem.kind == ERROR)
    assert bar.problem.text().startswith("✗ ")
    assert bar.line.selectedText() == "192"
    bar.line.end(False)
    qtbot.keyClicks(bar.line, ".999")           # which nothing begins with
    qtbot.waitUntil(lambda: not bar.line.popup.isVisible() and bar.problem.isVisible())
    qtbot.waitUntil(lambda: bar.problem.kind == ERROR)


def test_typing_on_takes_the_complaint_away(qtbot, window: App, known: Analysis):
    type_filter(qtbot, window, "app ==")
    bar = window.filter_bar
    qtbot.waitUntil(bar.problem.isVisible)
    bar.line.setFocus()
    bar.line.end(False)
    qtbot.keyClicks(bar.line, " dns")
    qtbot.keyClick(bar.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown_ids(window) == known.filter("app == dns").tolist())
    assert not bar.problem.isVisible()
    assert bar.hits.isVisible()


def test_words_are_still_words(qtbot, window: App):
    type_filter(qtbot, window, "dns 192.168.20.1")
    assert 0 < window.sessions_model.rowCount() < 144
    assert not window.filter_bar.problem.isVisible()


@pytest.mark.parametrize("name", ["rtt", "http.host", "marked", "tls", "DNS"])
def test_a_name_alone_asks_for_what_has_it(qtbot, window: App, known: Analysis, name: str):
    window.remarks.mark_sessions((3, 7))
    type_filter(qtbot, window, name)
    having = [3, 7] if name == "marked" else known.filter(name).tolist()
    assert 0 < len(having) < 144
    qtbot.waitUntil(lambda: shown_ids(window) == having)
    button = window.filter_bar.reading
    assert ("a protocol" in button.text()) == (name in ("tls", "DNS"))
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)             # the word instead
    assert window.filter_bar.line.text() == f'"{name}"'
    found = known.filter(f'"{name}"').tolist()
    qtbot.waitUntil(lambda: shown_ids(window) == found)
    assert "a word" in button.text()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert window.filter_bar.line.text() == name
    qtbot.waitUntil(lambda: shown_ids(window) == having)


def test_words_that_are_no_names_have_one_reading(qtbot, window: App):
    for text in ("example", "tls example", "192.168.20.1", "app == tls", '"example"'):
        window.filter_bar.show_filter(text)
        assert not window.filter_bar.reading.isVisible()


def test_an_attribute_that_there_is_not_is_said(qtbot, window: App):
    type_filter(qtbot, window, "http.hots")
    qtbot.waitUntil(window.filter_bar.problem.isVisible)
    assert "http.host" in window.filter_bar.problem.text()


def test_a_filter_that_is_too_long_is_not_cut_but_said(qtbot, window: App):
    line = window.filter_bar.line
    text = " or ".join(f"id == {number}" for number in range(900))
    line.setFocus()
    line.insert(text)                                       # as it comes from the clipboard
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(window.filter_bar.problem.isVisible)
    assert "10,000 characters" in window.filter_bar.problem.text()
    assert line.text() == text


def test_a_file_that_was_changed_is_no_mistake_of_ours(qtbot, window: App, known: Analysis, tmp_path: Path):
    path = tmp_path / "changes.pcapng"
    path.write_bytes(SAMPLE.read_bytes())
    window.commands.open_path(str(path))
    qtbot.waitUntil(lambda: window.capture.path == str(path) and not window.capture.is_reading, timeout=20_000)
    qtbot.waitUntil(lambda: window.sessions_model.rowCount() == 144)
    with path.open("r+b") as file:
        file.truncate(3_000)
    type_filter(qtbot, window, 'frame.bytes contains "GET"')
    qtbot.waitUntil(window.filter_bar.problem.isVisible)
    assert "was changed" in window.filter_bar.problem.text()
    type_filter(qtbot, window, "app == tls")
    qtbot.waitUntil(lambda: shown_ids(window) == known.filter("app == tls").tolist())
