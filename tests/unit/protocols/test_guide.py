"""The guide for adding a protocol: what is printed there runs."""
import dataclasses
import os
import re
import subprocess
import sys
import textwrap
from pathlib import Path
from types import ModuleType

import pytest

from netloupe_engine.layouts import ber, expressions, fields, framing, words
from netloupe_engine.layouts.expressions import Expression
from netloupe_engine.layouts.fields import Type
from netloupe_engine.protocols import define, inspect
from netloupe_engine.protocols.define import Field, Protocol
from netloupe_engine.protocols.layout_twin import layout_twin
from netloupe_engine.protocols.registry import discover
from tests.unit.traffic import capture, conversation

GUIDE = Path(__file__).resolve().parents[3] / "docs" / "add-a-protocol.md"
TEXT = GUIDE.read_text()
BLOCKS = [textwrap.dedent(block) for block in re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)]
EXAMPLES = {named[1]: block for block in BLOCKS if (named := re.search(r'^    key="(\w+)"', block, re.MULTILINE))}
(TEST,) = (block for block in BLOCKS if "def test_a_station" in block)
(ASKED,) = (block for block in BLOCKS if block not in (TEST, *EXAMPLES.values()))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return written(tmp_path, "gale")


def written(folder: Path, key: str) -> Path:
    made = folder / f"{key}.py"
    made.write_text(EXAMPLES[key])
    return made


def loaded(folder: Path, key: str) -> Protocol:
    registry = discover(())
    registry.load_file(written(folder, key))
    assert registry.problems == ()
    return next(protocol for protocol in registry.freeze().protocols if protocol.key == key)


def test_the_example_is_read_as_the_guide_says(file: Path) -> None:
    registry = discover(())
    registry.load_file(file)
    assert registry.problems == ()
    (gale,) = (protocol for protocol in registry.freeze().protocols if protocol.key == "gale")
    found: dict[str, object] = {}
    exec(TEST[TEST.index("HELLO ="):TEST.index("def ")], found)
    twin = layout_twin(gale)
    for way, message in found["SAMPLES"][0]:
        assert inspect.probe(twin, message, way) == "LIKELY"
        for size in range(len(message)):
            fed = inspect.feed(twin, gale, (way, message[:size]), (way, message[size:]))
            assert "packet.malformed" not in fed.findings


def test_the_test_of_the_guide_runs_as_it_stands(tmp_path: Path) -> None:
    """With both files where the guide says, as it says to run it."""
    folder = tmp_path / "engine" / "netloupe_engine" / "protocols" / "industry"
    folder.mkdir(parents=True)
    written(folder, "gale")
    test = tmp_path / "tests" / "unit" / "protocols" / "industry" / "test_gale.py"
    test.parent.mkdir(parents=True)
    test.write_text(TEST)
    # The folder of the program itself is not written to: that of this test is one more of the package.
    (tmp_path / "conftest.py").write_text(textwrap.dedent(f"""
        from netloupe_engine.protocols import industry, registry
        industry.__path__.append({str(folder)!r})
        registry.REGISTRY = registry.discover()
    """))
    done = subprocess.run([sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", str(tmp_path),
                           str(test)], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 passed" in done.stdout


def test_a_file_is_asked_why_it_is_not_mine(capsys: pytest.CaptureFixture[str]) -> None:
    exec(EXAMPLES["gale"] + ASKED, {})
    likely, answers, attributes = capsys.readouterr().out.splitlines()
    assert likely == "LIKELY"
    assert answers == "[13] []"
    assert "('station', 'roof', " in attributes


def test_the_program_takes_the_file_when_it_starts(file: Path, tmp_path: Path) -> None:
    path = capture(tmp_path, conversation([(0, bytes.fromhex("6a1e018000000005 04") + b"roof")], ports=(40000, 7411)))
    done = subprocess.run([sys.executable, "-m", "netloupe_engine", "analyze", str(path), "--format", "json",
                           "--protocols", str(file)], capture_output=True, text=True, check=True,
                          env=os.environ | {"XDG_CONFIG_HOME": str(tmp_path)})
    assert '"application": "gale"' in done.stdout
    assert '"gale.station": ["roof"]' in done.stdout


LINES = {
    "quay": [(0, b"MOOR Aurora 3\r\n"), (1, b"200 go ahead\r\n"), (0, b"LOG\r\n"), (1, b"300 go ahead\r\n"),
             (0, b"MOOR is a word of the log\r\nall lamps lit\r\n.\r\nMOOR Boreas 7\r\n"),
             (1, b"500 no such berth\r\n"),
             (0, b"BYE\r\n")],
    "gull": [(0, b"CARRY north\r\nTo: tower\r\nSize: 5\r\nLamp: green\r\n\r\nhelloRETURN south\r\nTo: quay\r\n\r\n")],
}
VALUES = {
    "quay": [("command", "MOOR"), ("ship", "Aurora"), ("berth", 3), ("code", 200), ("answer", "go ahead"),
             ("command", "LOG"), ("code", 300), ("answer", "go ahead"), ("entry", "MOOR is a word of the log"),
             ("entry", "all lamps lit"), ("command", "MOOR"), ("ship", "Boreas"), ("berth", 7), ("code", 500),
             ("answer", "no such berth"), ("command", "BYE")],
    "gull": [("verb", "CARRY"), ("place", "north"), ("to", "tower"), ("size", 5), ("header", "Lamp: green"),
             ("body", "hello"), ("verb", "RETURN"), ("place", "south"), ("to", "quay"), ("body", "")],
}
FOUND = {"quay": ["quay.refused"], "gull": []}


@pytest.mark.parametrize("key", LINES)
def test_the_examples_of_lines_are_read_as_the_guide_says(tmp_path: Path, key: str) -> None:
    protocol = loaded(tmp_path, key)
    twin = layout_twin(protocol)
    fed = inspect.feed(twin, protocol, *LINES[key])
    assert [(item.name, item.value) for item in fed.attributes] == VALUES[key]
    assert fed.findings == FOUND[key]
    assert inspect.probe(twin, LINES[key][0][1], 0) == "LIKELY"
    assert inspect.probe(twin, b"GET / HTTP/1.1\r\n\r\n", 0) == "REFUTED"


@pytest.mark.parametrize(("key", "port", "said"), [("quay", 7412, '"quay.ship": ["Aurora", "Boreas"]'),
                                                   ("gull", 7413, '"gull.to": ["tower", "quay"]')])
def test_the_program_takes_the_examples_of_lines(tmp_path: Path, key: str, port: int, said: str) -> None:
    path = capture(tmp_path, conversation(LINES[key], ports=(40000, port)))
    done = subprocess.run([sys.executable, "-m", "netloupe_engine", "analyze", str(path), "--format", "json",
                           "--protocols", str(written(tmp_path, key))], capture_output=True, text=True, check=True,
                          env=os.environ | {"XDG_CONFIG_HOME": str(tmp_path)})
    assert f'"application": "{key}"' in done.stdout
    assert said in done.stdout


def test_words_of_the_guide_are_words() -> None:
    table = TEXT[TEXT.index("| word |"):TEXT.index("Each word's docstring")]
    named = {name for cell in re.findall(r"^\| (.*?) \|", table, re.MULTILINE)
             for code in re.findall(r"`([^`]+)`", cell) for name in re.findall(r"^([a-z]\w+|[A-Z]\w+)", code)}
    assert len(named) > 100
    assert [name for name in named - {"ber", "netloupe_engine"} if not hasattr(define, name)] == []


# What the words are made of, and nobody writes.
INSIDE = {"Kind", "Type", "Names", "Word", "Ref", "Words", "Key", "Condition", "Expression", "Frame", "Operand",
          "expression", "key_of_text", "text_key", "TEXT_KINDS", "ADDED_KINDS", "KEEP", "KEPT_OTHERWISE", "KEEP_MOST",
          "KEEP_LIMIT", "MOST", "BIT_STRING", "ENUMERATED", "INTEGER", "NULL", "OCTET_STRING", "OID", "SEQUENCE", "SET",
          "SIGNED"}


@pytest.mark.parametrize("module", [words, fields, expressions, framing, ber], ids=lambda module: str(module.__name__))
def test_words_are_words_of_the_guide(module: ModuleType) -> None:
    plain = Type | Expression | int | tuple
    mine = {name for name, made in vars(module).items() if not name.startswith("_") and name not in INSIDE
            and (getattr(made, "__module__", "") == module.__name__ or isinstance(made, plain))}
    assert [name for name in mine if not re.search(rf"\b{name}\b", TEXT)] == []


@pytest.mark.parametrize("made", [Field, Protocol])
def test_what_is_said_of_them_is_in_the_guide(made: type) -> None:
    table = TEXT[TEXT.index("| of a `Field`"):TEXT.index("## The words")]
    told = {field.name for field in dataclasses.fields(made) if field.init} - {"name", "type"}
    assert [name for name in told if f"`{name}`" not in table] == []
