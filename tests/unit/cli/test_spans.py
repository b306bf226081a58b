"""`netloupe spans`."""
import csv
import io
import json
from pathlib import Path

import pytest

from netloupe_engine.cli import main
from tests.unit import traffic


def made(folder: Path) -> str:
    return str(traffic.capture(folder, traffic.conversation(
        [(0, b"GET /a HTTP/1.1\r\nHost: a.example\r\n\r\n"), (1, b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"),
         (0, b"GET /b HTTP/1.1\r\nHost: a.example\r\n\r\n")], step=0.1)))


def test_a_table_to_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["spans", made(tmp_path), "--session", "1"]) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert lines[0] == ["packet", "time", "protocol", "wait", "took", "what"]
    assert lines[1][2:] == ["→", "http", "100", "ms", "100", "ms", "GET", "/a", "→", "200", "OK"]
    assert lines[2][-5:] == ["GET", "/b", "→", "(no", "answer)"]
    assert lines[3] == ["2", "requests,", "1", "without", "an", "answer"]


def test_json_and_csv(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["spans", made(tmp_path), "--session", "1", "--format", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["netloupe"], document["session"]) == (1, 1)
    first, second = document["spans"]
    assert {name: first[name] for name in ("protocol", "side", "packet", "title", "answer", "answer_packet")} == {
        "protocol": "http", "side": "client", "packet": 4, "title": "GET /a", "answer": "200 OK", "answer_packet": 5}
    assert first["answer_time"] - first["time"] == pytest.approx(0.1, abs=1e-5)
    assert (second["answer"], second["answer_packet"], second["answer_time"]) == (None, None, None)
    assert main(["spans", made(tmp_path), "--session", "1", "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["title"] for row in rows] == ["GET /a", "GET /b"]
    assert rows[1]["answer_packet"] == ""


def test_a_session_that_is_not_there_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["spans", made(tmp_path), "--session", "9"]) == 2
    assert "there is no session 9; there are 1" in capsys.readouterr().err
