"""The catalogues of translations: up to date, complete, and nothing lost on the way."""
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from netloupe_gui import text
from netloupe_gui.models.rates import Metric
from netloupe_gui.settings.language import LANGUAGES, language_of, use_language
from netloupe_gui.settings.resources import catalogue
from netloupe_gui.settings.store import SettingsStore
from netloupe_gui.window.actions import ACTIONS, MENUS

FOLDER = Path("gui/translations")
GERMAN = FOLDER / "netloupe_de.ts"

sys.path.insert(0, str(FOLDER))
from compile import Entry, catalogue_bytes, read_catalogue  # noqa: E402

sys.path.remove(str(FOLDER))

ENTRIES = read_catalogue(GERMAN)


@pytest.fixture
def german(qapp: QApplication) -> Iterator[QApplication]:
    """Texts made now are German."""
    use_language(qapp, "de")
    yield qapp
    use_language(qapp, "system")


def wrong(rule: str, of: "re.Pattern[str]") -> list[Entry]:
    """Entries whose translation has not what the source has of this."""
    del rule
    return [entry for entry in ENTRIES if Counter(of.findall(entry[1])) != Counter(of.findall(entry[2]))]


def test_the_catalogue_is_up_to_date(tmp_path: Path):
    shutil.copy(GERMAN, tmp_path)
    subprocess.run([sys.executable, FOLDER / "update.py", tmp_path], check=True)
    now, kept = ({entry[:2] for entry in read_catalogue(path)} for path in (tmp_path / GERMAN.name, GERMAN))
    assert (now - kept, kept - now) == (set(), set()), "run gui/translations/update.py, and translate what is new"


def test_everything_is_translated():
    assert len(ENTRIES) > 1400
    assert [source for _, source, translation in ENTRIES if not translation.strip()] == []


@pytest.mark.parametrize(("rule", "of"), [
    ("places", re.compile(r"\{[^}]*\}")), ("a key", re.compile(r"&(?=\w)")), ("dots", re.compile(r"…")),
    ("a colon at the end", re.compile(r":$")), ("file patterns", re.compile(r"\*\.[\w*{}]+|;;")),
    ("space at its ends", re.compile(r"^\s|\s$")), ("signs", re.compile(r"[↑↓→←▲▽◇✓✗●■◌❄▷·]")),
    ("attribute names", re.compile(r"\b[a-z]+\.[a-z_]+\b(?!\()")), ("RFCs", re.compile(r"RFC \d+")),
])
def test_a_translation_has_what_the_source_has_of(rule: str, of: "re.Pattern[str]"):
    assert wrong(rule, of) == []


def test_umlauts_are_umlauts():
    told = re.compile(r"\b(?:f(?:ue|u)r|(?:ue|u)ber|[oO]effnen|koenn\w*|waehl\w*|groess\w*|naechst\w*|laeng\w*)\b")
    assert [entry for entry in ENTRIES if told.search(entry[2])] == []
    assert sum(any(letter in "äöüÄÖÜß" for letter in entry[2]) for entry in ENTRIES) > 300


def keys_of(entries: tuple) -> Iterator[tuple[str, list[str]]]:
    """Each menu's texts, submenus too."""
    title, *inside = entries
    texts = {spec.id: spec.text for spec in ACTIONS}
    yield title, [texts[entry] if isinstance(entry, str) else entry[0] for entry in inside if entry is not None]
    for entry in inside:
        if isinstance(entry, tuple):
            yield from keys_of(entry)


def key_of(text: str) -> str:
    found = re.search(r"&(\w)", text)
    return found[1].lower() if found else ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_menu_has_a_key_once(qapp: QApplication, language: str):
    use_language(qapp, language)
    try:
        menus = [pair for title, entries in MENUS for pair in keys_of((title, *entries))]
        menus.append(("the bar", [title for title, _ in MENUS]))
        twice = {}
        for title, texts in menus:
            keys = Counter(key_of(QCoreApplication.translate("Actions", text)) for text in texts)
            keys.pop("", None)
            twice[title] = {key for key, times in keys.items() if times > 1}
        assert {title: keys for title, keys in twice.items() if keys} == {}
    finally:
        use_language(qapp, "system")


def test_qt_finds_every_text_in_the_compiled_catalogue(german: QApplication):
    assert Path(catalogue("netloupe_de")).is_file()
    different = [entry for entry in ENTRIES if QCoreApplication.translate(entry[0], entry[1]) != entry[2]]
    assert different == []
    assert QCoreApplication.translate("Actions", "nobody wrote this") == "nobody wrote this"


def test_qts_own_compiler_makes_a_catalogue_of_the_same_meaning(tmp_path: Path, qapp: QApplication):
    ours, theirs = QTranslator(), QTranslator()
    (tmp_path / "ours.qm").write_bytes(catalogue_bytes("de", ENTRIES))
    subprocess.run(["pyside6-lrelease", "-silent", GERMAN, "-qm", tmp_path / "theirs.qm"], check=True)
    assert ours.load(str(tmp_path / "ours.qm"))
    assert theirs.load(str(tmp_path / "theirs.qm"))
    assert ours.language() == "de"
    for context, source, translation in ENTRIES:
        assert ours.translate(context, source) == theirs.translate(context, source) == translation


def test_a_text_is_found_in_any_context_unless_it_has_several_translations(tmp_path: Path, qapp: QApplication):
    told = [("A", "one", "eins"), ("B", "Open", "Öffnen"), ("C", "Open", "Offen"), ("D", "left", "")]
    (tmp_path / "some.qm").write_bytes(catalogue_bytes("de", told))
    made = QTranslator()
    assert made.load(str(tmp_path / "some.qm"))
    assert (made.translate("A", "one"), made.translate("Z", "one")) == ("eins", "eins")
    assert (made.translate("B", "Open"), made.translate("C", "Open")) == ("Öffnen", "Offen")
    assert not made.translate("Z", "Open")
    assert not made.translate("D", "left")


def test_qts_own_dialogs_are_german_too(german: QApplication):
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen"


@pytest.mark.parametrize(("choice", "asked", "is_used"), [
    ("system", "de_AT.UTF-8", "de"), ("system", "fr_FR.UTF-8", "en"), ("system", "C.UTF-8", "en"),
    ("en", "de_DE.UTF-8", "en"), ("de", "C.UTF-8", "de")])
def test_the_system_is_asked_unless_a_language_was_chosen(monkeypatch, choice: str, asked: str, is_used: str):
    monkeypatch.setenv("LC_ALL", asked)
    assert language_of(choice) == is_used


def test_what_is_no_language_counts_as_the_systems(tmp_path: Path):
    (tmp_path / "settings.ini").write_text("[General]\nlanguage=klingon\n")
    assert SettingsStore(tmp_path / "settings.ini").text("language") == "system"


@pytest.mark.parametrize(("language", "count", "size", "rate", "duration", "exact"), [
    ("en", "1,234,567", "1.23 MB", "118k packets/s", "14.5 ms", "1,234 bytes (1.23 kB)"),
    ("de", "1.234.567", "1,23 MB", "118k Pakete/s", "14,5 ms", "1.234 Bytes (1,23 kB)")])
def test_numbers_are_written_as_the_language_does(qapp: QApplication, language: str, count: str, size: str, rate: str,
                                                  duration: str, exact: str):
    use_language(qapp, language)
    try:
        assert text.count(1_234_567) == count
        assert text.size(1_234_567) == size
        assert text.rate(118_000, Metric.PACKETS.unit) == rate
        assert text.duration(14_500_000) == duration
        assert text.size_exact(1234) == exact
        assert text.counted(1234, "{n} a.b", "{n} a.b, c") == f"{text.count(1234)} a.b, c"
        assert QLocale().toString(1234.5, "f", 1) == {"en": "1,234.5", "de": "1.234,5"}[language]
        assert text.duration_exact(1_500_000_000) == "1.500000000"         # for programs too
    finally:
        use_language(qapp, "system")
