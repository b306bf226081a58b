"""`netloupe relations`."""
import csv
import io
import json
from pathlib import Path

import pytest

from netloupe_engine.cli import main
from tests.unit import traffic
from tests.unit.handler.test_expectations import answer


def made(folder: Path) -> str:
    talk = [(0, b"GET /a HTTP/1.1\r\nHost: a.example\r\n\r\n"), (1, b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")]
    return str(traffic.capture(folder, [
        (0.0, traffic.udp(1, answer("a.example", traffic.SERVER), ports=(50000, 53))),
        *traffic.conversation(talk, at=1.0), (3.0, traffic.udp(0, b"hello", client="10.6.6.6"))]))


def test_a_tree_to_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["relations", made(tmp_path)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(" 1 dns ")
    ends = f"{traffic.CLIENT}:40000 → {traffic.SERVER}:80"
    assert lines[1].startswith(f" └─ 2 http {ends} · named, packet 1: a.example is {traffic.SERVER} · ")
    assert lines[1].endswith("GET /a · a.example · 200 OK")
    assert lines[2:] == ["1 relation"]
    assert main(["relations", made(tmp_path), "--session", "2", "--limit", "1"]) == 0
    assert capsys.readouterr().out.splitlines()[1] == "1 line shown (--limit 0: all)"
    assert main(["relations", made(tmp_path), "--session", "3"]) == 0
    assert capsys.readouterr().out == "0 relations\n"


def test_json_and_csv(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["relations", made(tmp_path), "--session", "2", "--format", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["netloupe"], document["session"], document["left_out"]) == (1, 2, 0)
    why = f"a.example is {traffic.SERVER}"
    assert document["relations"] == [{"cause": 1, "effect": 2, "kind": "named", "packet": 1, "why": why}]
    assert main(["relations", made(tmp_path), "--format", "csv"]) == 0
    assert list(csv.DictReader(io.StringIO(capsys.readouterr().out))) == [
        {"cause": "1", "effect": "2", "kind": "named", "packet": "1", "why": why}]


def test_a_session_that_is_not_there_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["relations", made(tmp_path), "--session", "9"]) == 2
    assert "there is no session 9; there are 3" in capsys.readouterr().err
