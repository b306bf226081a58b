"""The guide for adding a protocol: what is printed there runs."""
import os
import re
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from netloupe_engine.protocols import define, inspect
from netloupe_engine.protocols.layout_twin import layout_twin
from netloupe_engine.protocols.registry import discover
from tests.unit.traffic import capture, conversation

GUIDE = Path(__file__).resolve().parents[3] / "docs" / "add-a-protocol.md"
TEXT = GUIDE.read_text()
BLOCKS = [textwrap.dedent(block) for block in re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "gale.py"
    made.write_text(BLOCKS[0])
    return made


def test_the_example_is_read_as_the_guide_says(file: Path) -> None:
    registry = discover(())
    registry.load_file(file)
    assert registry.problems == ()
    (gale,) = (protocol for protocol in registry.freeze().protocols if protocol.key == "gale")
    found: dict[str, object] = {"REGISTRY": registry}
    exec(BLOCKS[1].replace("from netloupe_engine.protocols.registry import REGISTRY\n", ""), found)
    found["test_a_station"](gale)
    twin = layout_twin(gale)
    for way, message in found["SAMPLES"][0]:
        assert inspect.probe(twin, message, way) == "LIKELY"
        for size in range(len(message)):
            fed = inspect.feed(twin, gale, (way, message[:size]), (way, message[size:]))
            assert "packet.malformed" not in fed.findings


def test_the_program_takes_the_file_when_it_starts(file: Path, tmp_path: Path) -> None:
    path = capture(tmp_path, conversation([(0, bytes.fromhex("6a1e018000000005 04") + b"roof")], ports=(40000, 7411)))
    done = subprocess.run([sys.executable, "-m", "netloupe_engine", "analyze", str(path), "--format", "json",
                           "--protocols", str(file)], capture_output=True, text=True, check=True,
                          env=os.environ | {"XDG_CONFIG_HOME": str(tmp_path)})
    assert '"application": "gale"' in done.stdout
    assert '"gale.station": ["roof"]' in done.stdout


def test_words_of_the_guide_are_words() -> None:
    table = TEXT[TEXT.index("| word |"):TEXT.index("Each word's docstring")]
    named = {name for cell in re.findall(r"^\| (.*?) \|", table, re.MULTILINE)
             for code in re.findall(r"`([^`]+)`", cell) for name in re.findall(r"^([a-z]\w+|[A-Z]\w+)", code)}
    assert len(named) > 40
    assert [name for name in named - {"ber", "netloupe_engine"} if not hasattr(define, name)] == []
