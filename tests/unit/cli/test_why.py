"""`netloupe why`."""
import csv
import io
import json
from pathlib import Path

import pytest

from netloupe_engine.cli import main
from tests.unit import traffic


def made(folder: Path) -> str:
    return str(traffic.capture(folder, traffic.conversation([(0, b"GET /a HTTP/1.1\r\nHost: a.example\r\n\r\n")])))


def test_sentences_to_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["why", made(tmp_path), "--session", "1"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("session 1 · eth.ip.tcp.http · 10.0.0.1:40000 → 10.0.0.2:80\napplication\n  http (")
    assert "\ndirection\n  10.0.0.1:40000 (opening, certain)\n" in text
    assert "    packet 2, bytes 46–47: flags SYN, ACK\n" in text
    assert max(map(len, text.splitlines())) <= 120


def test_json_and_csv(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["why", made(tmp_path), "--session", "1", "--about", "state", "--about", "application"]
    assert main([*command, "--format", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["netloupe"], document["session"]) == (1, 1)
    assert [reason["subject"] for reason in document["reasons"]] == ["http", "NEW", "ESTABLISHED", "ACTIVE", "CLOSING",
                                                                     "CLOSED"]
    opening = document["reasons"][2]
    assert opening["source"] == "RFC 9293, section 3.5"
    assert opening["evidence"][0] == {"packet": 1, "at": 46, "size": 2, "buffer": 0, "text": "flags SYN"}
    assert document["reasons"][1]["evidence"][0]["at"] is None
    assert main([*command, "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [(row["packet"], row["at"], row["text"]) for row in rows if row["subject"] == "ESTABLISHED"] == [
        ("1", "46", "flags SYN"), ("2", "46", "flags SYN, ACK"), ("3", "46", "flags ACK")]


def test_a_session_that_is_not_there_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["why", made(tmp_path), "--session", "9"]) == 2
    assert "there is no session 9; there are 1" in capsys.readouterr().err
    assert main(["why", made(tmp_path), "--session", "1", "--about", "weather"]) == 2
