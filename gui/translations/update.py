"""Brings the catalogues up to date with the program: `python gui/translations/update.py [FOLDER]`.

New texts come in as unfinished, texts that are gone are dropped, translations stay. Texts of the engine that the window
shows come from `words`; all others are found by Qt's lupdate (`pyside6-lupdate`), which comes with PySide6.
"""
import ast
import inspect
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from netloupe_engine import analyze, reasons
from netloupe_engine.analysis import statistics_of
from netloupe_engine.capture.live import permission
from netloupe_engine.protocols.explanations import EXPLANATIONS
from netloupe_engine.protocols.findings import ENGINE
from netloupe_engine.protocols.registry import discover
from netloupe_engine.reasons.reason import METHODS, PHRASES
from netloupe_engine.rules.table import KINDS
from netloupe_engine.summaries.catalogue import _TABLE
from netloupe_engine.summaries.relations import RULES

HERE = Path(__file__).resolve().parent
WINDOW = HERE.parent / "netloupe_gui"
SAMPLE = HERE.parents[1] / "resources" / "captures" / "sample.pcapng"
# How texts are marked besides Qt's own names: `T` in tables, `_T` for a short `QCoreApplication.translate`.
ALIASES = ("-tr-function-alias", "QT_TRANSLATE_NOOP+=T", "-tr-function-alias", "translate+=_T")


_SENTENCES = {"say": 0, "sentence": 0, "_Rule": 1}      # calls in netloupe_engine.reasons, and which argument it is


def words() -> list[str]:
    """Texts of the engine that the window shows: findings and what they mean, statistics, relations, permissions."""
    found = [finding.text for finding in ENGINE]
    found += [text for protocol in discover().freeze().protocols for finding in protocol.findings
              for text in (finding.text, finding.meaning)]
    found += [text for kind in KINDS for text in (kind.text, kind.meaning)]
    found += [*EXPLANATIONS.values(), *RULES.values(), *_statistics(), *_reasons(), *_permissions()]
    return list(dict.fromkeys(filter(None, found)))


def _statistics() -> Iterator[str]:
    """Names and sentences of all; titles of columns as the sample has them, and those that the list says itself."""
    for entry in _TABLE:
        yield from (entry.kind.topic, entry.kind.title, entry.kind.says)
        yield getattr(entry.ask, "keywords", {}).get("title", "")
    with analyze(SAMPLE) as analysis:
        for kind in statistics_of(analysis):
            found = analysis.statistics(kind.name)
            yield from (one.title for one in (*found.columns, *found.facts))


def _reasons() -> Iterator[str]:
    """What the answers to Why? are made of."""
    yield from (*METHODS, *PHRASES)
    for path in sorted(Path(reasons.__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            name = getattr(node.func, "id", "") if isinstance(node, ast.Call) else ""
            if isinstance(node, ast.Call) and name in _SENTENCES:
                yield from (part.value for part in node.args[_SENTENCES[name]:][:1]
                            if isinstance(part, ast.Constant) and isinstance(part.value, str))


def _permissions() -> Iterator[str]:
    """Why one may or may not capture, where it is always the same sentence."""
    for node in ast.walk(ast.parse(inspect.getsource(permission))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Permission":
            yield from (part.value for part in node.args[2:3] if isinstance(part, ast.Constant))


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
