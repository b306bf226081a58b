"""`netloupe find`."""
import json

import pytest

from netloupe_engine import analyze
from netloupe_engine.cli import main

SAMPLE = "resources/captures/sample.pcapng"


def test_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["find", SAMPLE, "user-agent: curl", "--filter", "http"]) == 0
    out, err = capsys.readouterr()
    lines = out.splitlines()
    assert lines[0].split() == ["packet", "session", "way", "offset", "size", "found"]
    assert all("[User-Agent: curl]/" in line for line in lines[1:])
    assert f"{len(lines) - 1} places" in err


@pytest.mark.parametrize("more", [[], ["--streams"]])
def test_lines_of_json(capsys: pytest.CaptureFixture[str], more: list[str]) -> None:
    assert main(["find", SAMPLE, "HTTP/1.1 4[0-9]{2}", "--regex", "--format", "jsonl", *more]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(rows) == 4
    analysis = analyze(SAMPLE)
    for row in rows:
        assert analysis.packet_bytes(row["packet"])[row["at"]:].startswith(row["found"].encode())
        assert row["way"] == "down"
    assert main(["find", SAMPLE, "48 54 54 50 ?? 31", "--hex", "--limit", "3", "--case", "--format", "jsonl"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 3


@pytest.mark.parametrize(("words", "said"), [
    (["(", "--regex"], "missing )"), (["4z", "--hex"], "two hexadecimal digits"), ([""], "nothing to find"),
    (["47", "--hex", "--regex"], "either"), (["x", "--filter", "appp == 1"], "Did you mean app?"),
])
def test_what_is_wrong_is_said(capsys: pytest.CaptureFixture[str], words: list[str], said: str) -> None:
    assert main(["find", SAMPLE, *words]) == 2
    assert said in capsys.readouterr().err
