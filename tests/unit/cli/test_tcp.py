"""`netloupe tcp`."""
import csv
import io
import json
from pathlib import Path

import pytest

from netloupe_engine.cli import main
from netloupe_engine.streams.tcp_series import flag_letters
from tests.unit import traffic


def made(folder: Path) -> str:
    part = b"x" * 100
    frames = [*traffic.opened(0.0), (0.1, traffic.tcp(0, "PA", 1001, 5001, part)),
              (0.3, traffic.tcp(0, "PA", 1001, 5001, part)), (0.34, traffic.tcp(1, "A", 5001, 1101)),
              (0.4, traffic.udp(0))]
    return str(traffic.capture(folder, frames))


def test_a_table_to_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tcp", made(tmp_path), "--session", "1"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "session 1 · 10.0.0.1:40000 → 10.0.0.2:9 · 6 segments · windows not scaled"
    assert " ".join(lines[1].split()) == "packet time flags seq len ack window in flight rtt notes"
    assert lines[6].split() == ["5", "0.300000", "→", "PA", "1", "100", "1", "8192", "100", "retransmission"]
    assert main(["tcp", made(tmp_path), "--session", "1", "--limit", "2"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "2 of 6 are shown (--limit 0: all)"


def test_json_and_csv_say_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tcp", made(tmp_path), "--session", "1", "--format", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert {name: document[name] for name in ("netloupe", "session", "client", "server", "window_scaled")} == {
        "netloupe": 1, "session": 1, "client": "10.0.0.1:40000", "server": "10.0.0.2:9", "window_scaled": False}
    assert document["initial_sequence"] == [1000, 5000]
    assert document["segments"][1] == {
        "packet": 2, "time": pytest.approx(document["segments"][0]["time"] + 0.01), "side": "server",
        "flags": "SA", "sequence": 0, "size": 0, "ack": 1, "window": 8192, "in_flight": 1, "rtt": 0.01,
        "timed_packet": 1, "acked": 0, "sack": [], "notes": []}
    assert document["segments"][5]["rtt"] is None
    assert document["segments"][5]["acked"] == 100
    assert main(["tcp", made(tmp_path), "--session", "1", "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [int(row["sequence"]) for row in rows] == [segment["sequence"] for segment in document["segments"]]
    assert rows[4]["notes"] == "retransmission"


def test_what_is_no_session_of_tcp_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tcp", made(tmp_path), "--session", "2"]) == 2
    assert "session 2 is udp" in capsys.readouterr().err
    assert main(["tcp", made(tmp_path), "--session", "7"]) == 2
    assert "there is no session 7; there are 2" in capsys.readouterr().err


def test_flags_are_letters() -> None:
    assert [flag_letters(flags) for flags in (2, 18, 0, 255)] == ["S", "SA", "", "FSRPAUEC"]
