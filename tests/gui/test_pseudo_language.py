"""The whole window in a language that nobody speaks: every text was given to translation, and longer texts fit.

Not looked at: cells of tables and trees (what a capture says), and sentences of errors, which the engine makes.
"""
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QHeaderView,
    QLabel,
    QListView,
    QPushButton,
    QTabBar,
    QTableView,
    QTabWidget,
    QWidget,
)

from netloupe_gui.app import App
from netloupe_gui.settings.language import LANGUAGES, use_language
from netloupe_gui.window.actions import ACTIONS
from tests.gui.pseudo import cut, english, everything, install, pseudo, texts_of

# English by intent, beyond what `pseudo.STAYS` knows.
MEANT = {
    "System:",              # a fact of bug reports, which are in English
    "The capture helper may open interfaces.", "wlan0",     # the made-up engine's
}
# Examples of the filter language and of commands.
EXAMPLES = ("app == tls and bytes > 10k", "tcp port 443 and not host", "mkfifo", "tcpdump")
DIALOGS = ("preferences", "capture_options", "export_sessions", "go_to_packet", "note", "ask_save", "ask_filters",
           "ask_colours", "command_palette", "shortcut_sheet", "about")


@pytest.fixture
def spoken(monkeypatch, qapp: QApplication, tmp_path: Path) -> Iterator[None]:
    """The window speaks it."""
    made = []
    monkeypatch.setattr("netloupe_gui.app.use_language",
                        lambda application, choice: made.append(install(application, tmp_path)))
    yield
    for translator in made:
        qapp.removeTranslator(translator)


@pytest.fixture
def whole(spoken: None, on_capture, qtbot) -> App:
    """The window on the sample, with every pane made and something selected."""
    app = on_capture()
    app.focus.select_sessions((8,))
    qtbot.waitUntil(lambda: all(pane.view is not None for pane in app.late_panes.values()))
    qtbot.waitUntil(lambda: app.late_panes["throughput"].view.canvas is not None)
    qtbot.waitUntil(lambda: app.reader.session is not None)
    return app


def untranslated(widgets: list[QWidget]) -> str:
    found = set()
    for widget in widgets:
        for what, text in texts_of(widget):
            rest = text
            for example in EXAMPLES:
                rest = rest.replace(example, "")
            if english(rest) and text not in MEANT:
                found.add(f"{type(widget).__name__} {widget.objectName()}: {what}: {text[:90]!r} {english(rest)[:4]}")
    return "\n".join(sorted(found))


def test_the_language_itself():
    assert pseudo("&Open {n} files…") == "[&Ópéń {n} fíléš…······]"
    assert english(pseudo("Open the capture now")) == []
    assert english("Open now") == ["Open"]
    assert english("Öffnen tls.server_name ESTABLISHED /tmp/capture.pcapng") == []


def test_what_is_cut_is_found(qtbot):
    button = QPushButton("a long word")
    qtbot.addWidget(button)
    button.setFixedWidth(20)
    button.show()
    assert len(cut([button])) == 1
    button.setFixedWidth(400)
    assert cut([button]) == []


def test_every_text_of_the_window_was_given_to_translation(whole: App, qtbot):
    for preset in ("layout_overview", "layout_live", "layout_inspect"):
        whole.window.actions_by_id[preset].trigger()
        qtbot.wait(200)
        assert untranslated(everything(whole.window)) == ""


def test_every_text_of_the_empty_window_was_given_to_translation(spoken: None, make_app):
    assert untranslated(everything(make_app().window)) == ""


def test_every_empty_pane_was_given_to_translation(whole: App, qtbot):
    whole.focus.select_sessions(())
    whole.commands.close_capture()
    qtbot.wait(500)
    assert untranslated(everything(whole.window)) == ""


@pytest.mark.parametrize("action", DIALOGS)
def test_every_text_of_a_dialog_was_given_to_translation(whole: App, qtbot, action: str):
    whole.focus.select_packet(15)
    whole.focus.set_filter("dns")
    before = set(QApplication.topLevelWidgets())
    whole.window.actions_by_id[action].trigger()
    qtbot.waitUntil(lambda: bool(open_dialogs()), timeout=5000)
    dialog = open_dialogs()[0]
    try:
        assert untranslated(everything(dialog)) == ""
        if action in ("command_palette", "shortcut_sheet"):
            assert list(rows_of(dialog)) == []
        pages = dialog.findChildren(QTabWidget)
        for page in range(pages[0].count() if pages else 1):
            if pages:
                pages[0].setCurrentIndex(page)
            qtbot.wait(20)
            assert cut(everything(dialog)) == []
    finally:
        dialog.close()
        for widget in set(QApplication.topLevelWidgets()) - before:
            widget.close()


def rows_of(dialog: QWidget) -> Iterator[str]:
    """Commands that are English."""
    for view in (*dialog.findChildren(QListView), *dialog.findChildren(QTableView)):
        model = view.model()
        for row in range(min(model.rowCount(), 300)):
            text = str(model.index(row, 0).data() or "")
            if english(text):
                yield text


def cut_in_presets(app: App, qtbot) -> dict[str, list[str]]:
    found = {}
    for preset in ("layout_overview", "layout_live", "layout_inspect"):
        app.window.actions_by_id[preset].trigger()
        qtbot.wait(300)
        found[preset] = cut(everything(app.window))
    return {preset: texts for preset, texts in found.items() if texts}


def test_longer_texts_fit_at_first(whole: App, qtbot):
    assert cut_in_presets(whole, qtbot) == {}


@pytest.mark.parametrize("size", [(1280, 800), (1024, 700)])
@pytest.mark.parametrize("language", LANGUAGES)
def test_real_languages_fit_in_small_windows(qapp, tmp_path: Path, on_capture, qtbot, language: str,
                                             size: tuple[int, int]):
    (tmp_path / "settings.ini").write_text(f"[General]\nlanguage={language}\n")
    app = on_capture(size=size)
    app.focus.select_sessions((8,))
    qtbot.waitUntil(lambda: all(pane.view is not None for pane in app.late_panes.values()))
    qtbot.waitUntil(lambda: app.reader.session is not None)
    try:
        assert cut_in_presets(app, qtbot) == {}
    finally:
        use_language(qapp, "system")


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_are_read_in_full(qapp, tmp_path: Path, on_capture, qtbot, language: str):
    (tmp_path / "settings.ini").write_text(f"[General]\nlanguage={language}\n")
    app = on_capture()
    app.focus.select_sessions((60,))
    qtbot.waitUntil(lambda: all(pane.view is not None for pane in app.late_panes.values()))
    short, seen = set(), 0
    try:
        for pane in (*app.window.middle.keys, "packets", "attributes"):
            app.window.show_pane(pane)
            qtbot.wait(200)
            for header in app.window.findChildren(QHeaderView):
                if header.orientation() is not Qt.Orientation.Horizontal or not header.isVisible():
                    continue
                for section in range(header.count()):
                    title = str(header.model().headerData(section, Qt.Orientation.Horizontal) or "")
                    wide = header.fontMetrics().horizontalAdvance(title) + 8
                    seen += 1
                    if not header.isSectionHidden(section) and wide > header.sectionSize(section):
                        short.add((pane, title, wide, header.sectionSize(section)))
        assert short == set()
        assert seen > 100
    finally:
        use_language(qapp, "system")


def keys_twice(dialog: QWidget) -> set[str]:
    """Letters that several things of a dialog are reached by, of those that are seen."""
    seen = [widget.text() for widget in dialog.findChildren(QAbstractButton) if widget.isVisible()]
    seen += [label.text() for label in dialog.findChildren(QLabel) if label.isVisible() and label.buddy() is not None]
    seen += [bar.tabText(at) for bar in dialog.findChildren(QTabBar) if bar.isVisible() for at in range(bar.count())]
    letters = Counter(found[1].lower() for text in seen if (found := re.search(r"&([^& ])", text)))
    return {letter for letter, times in letters.items() if times > 1}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_dialog_has_a_key_once(qapp, tmp_path: Path, on_capture, qtbot, language: str):
    (tmp_path / "settings.ini").write_text(f"[General]\nlanguage={language}\n")
    app = on_capture()
    app.focus.select_packet(15)
    app.focus.set_filter("dns")
    twice = {}
    try:
        for action in DIALOGS:
            app.window.actions_by_id[action].trigger()
            qtbot.waitUntil(lambda: bool(open_dialogs()), timeout=5000)
            dialog = open_dialogs()[0]
            pages = dialog.findChildren(QTabWidget)
            for page in range(pages[0].count() if pages else 1):
                if pages:
                    pages[0].setCurrentIndex(page)
                twice[action, page] = keys_twice(dialog)
            dialog.close()
            qtbot.waitUntil(lambda: not open_dialogs())
        assert {place: letters for place, letters in twice.items() if letters} == {}
    finally:
        use_language(qapp, "system")


def open_dialogs() -> list[QDialog]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, QDialog) and one.isVisible()]


def test_every_command_is_in_that_language(whole: App):
    actions = whole.window.actions_by_id
    assert [spec.id for spec in ACTIONS if english(actions[spec.id].text())] == []
