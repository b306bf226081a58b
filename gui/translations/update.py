"""Brings the catalogues up to date with the program: `python gui/translations/update.py [FOLDER]`.

New texts come in as unfinished, texts that are gone are dropped, translations stay. Texts of the engine that the window
shows come from `words`; all others are found by Qt's lupdate (`pyside6-lupdate`), which comes with PySide6.
"""
import subprocess
import sys
import tempfile
from pathlib import Path

from netloupe_engine.protocols.explanations import EXPLANATIONS
from netloupe_engine.protocols.findings import ENGINE
from netloupe_engine.protocols.registry import discover

HERE = Path(__file__).resolve().parent
WINDOW = HERE.parent / "netloupe_gui"
# How texts are marked besides Qt's own names: `T` in tables, `_T` for a short `QCoreApplication.translate`.
ALIASES = ("-tr-function-alias", "QT_TRANSLATE_NOOP+=T", "-tr-function-alias", "translate+=_T")


def words() -> list[str]:
    """Texts of the engine that the window shows: sentences of findings, and what they mean."""
    own = discover().freeze().protocols
    found = [finding.text for finding in ENGINE]
    found += [text for protocol in own for finding in protocol.findings for text in (finding.text, finding.meaning)]
    return list(dict.fromkeys(text for text in (*found, *EXPLANATIONS.values()) if text))


def update(folder: Path) -> None:
    """Bring the .ts files of a folder up to date."""
    with tempfile.TemporaryDirectory() as scratch:
        engine = Path(scratch) / "engine.py"
        engine.write_text("".join(f"T('Engine', {text!r})\n" for text in words()), "utf-8")
        sources = [*sorted(WINDOW.rglob("*.py")), engine]
        subprocess.run(["pyside6-lupdate", *ALIASES, "-no-obsolete", "-locations", "none", "-silent",
                        "-source-language", "en", *map(str, sources), "-ts", *map(str, sorted(folder.glob("*.ts")))],
                       check=True)


if __name__ == "__main__":
    update(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
