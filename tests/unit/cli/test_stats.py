"""`netloupe stats`: groups to read and as data."""
import csv
import io
import json

import pytest

from netloupe_engine import analyze
from netloupe_engine.cli import main

SAMPLE = "resources/captures/sample.pcapng"


def test_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stats", SAMPLE, "--by", "app, server", "--limit", "3"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split()[:3] == ["app", "server", "sessions"]
    assert lines[-1].startswith("144 sessions in ")
    assert lines[-1].endswith("groups, 3 shown (--limit 0: all)")
    assert len(lines) == 1 + 3 + 2


def test_what_sessions_have_not_reads_as_in_filters(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stats", SAMPLE, "--by", "app,name", "--limit", "0"]) == 0
    rows = [line.split()[:2] for line in capsys.readouterr().out.splitlines()]
    assert ["unknown", "–"] in rows
    assert main(["stats", SAMPLE, "--by", "app", "--filter", "app == unknown", "--format", "json"]) == 0
    assert [row["key"] for row in json.loads(capsys.readouterr().out)["groups"]] == [[None]]


@pytest.mark.parametrize("sort", ["sessions", "packets", "bytes", "findings"])
def test_data_in_an_order(capsys: pytest.CaptureFixture[str], sort: str) -> None:
    assert main(["stats", SAMPLE, "--by", "app", "--sort", sort, "--format", "json"]) == 0
    groups = json.loads(capsys.readouterr().out)["groups"]
    amounts = [sum(row[sort]) if isinstance(row[sort], list) else row[sort] for row in groups]
    assert amounts == sorted(amounts, reverse=True)
    assert sum(row["sessions"] for row in groups) == 144
    assert main(["stats", SAMPLE, "--by", "app", "--sort", sort, "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [row["app"] or None for row in rows] == [row["key"][0] for row in groups]
    assert [int(row["bytes_up"]) for row in rows] == [row["bytes"][0] for row in groups]


def test_of_a_filter(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stats", SAMPLE, "--by", "http.host", "--filter", "http", "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert sum(int(row["sessions"]) for row in rows) == len(analyze(SAMPLE).filter("http"))


@pytest.mark.parametrize(("words", "said"), [
    (["--by", "appp"], "Did you mean app?"), (["--by", "app,,server"], "A name is missing"),
    (["--by", "app", "--sort", "luck"], "expected one of sessions"),
    (["--by", "ip.ttl"], "is of packets"), (["--by", "app", "--show", "rtt"], "--by already"),
    (["--show", "aplications"], "Did you mean applications?"),
    (["--show", "rtt,hosts", "--format", "csv"], "one table"),
])
def test_what_is_wrong_is_said(capsys: pytest.CaptureFixture[str], words: list[str], said: str) -> None:
    assert main(["stats", SAMPLE, *words]) == 2
    assert said in capsys.readouterr().err
