"""`--filter`: what commands write of some sessions and packets alone."""
import csv
import io
import json
from pathlib import Path

import pytest

from netloupe_engine import analyze
from netloupe_engine.cli import main

SAMPLE = "resources/captures/sample.pcapng"


def ids(expression: str) -> list[int]:
    found: list[int] = analyze(SAMPLE).filter(expression).tolist()
    return found


def test_sessions_are_chosen(capsys: pytest.CaptureFixture[str]) -> None:
    expected = ids("tls and bytes > 2k")
    assert 0 < len(expected) < 20
    for form in ("json", "jsonl", "csv"):
        assert main(["analyze", SAMPLE, "--filter", "tls and bytes > 2k", "--format", form]) == 0
        out = capsys.readouterr().out
        found = [row["id"] for row in json.loads(out)["sessions"]] if form == "json" else \
            [json.loads(line)["id"] for line in out.splitlines()] if form == "jsonl" else \
            [int(row["id"]) for row in csv.DictReader(io.StringIO(out))]
        assert found == expected


def test_findings_are_those_of_the_sessions(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyze", SAMPLE, "--filter", "state is reset", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {row["session"] for row in found["findings"]} <= {row["id"] for row in found["sessions"]}
    assert found["findings"]


def test_the_table_says_how_many_of_how_many(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyze", SAMPLE, "--filter", "app == ntp"]) == 0
    assert f"{len(ids('app == ntp'))} sessions of 144" in capsys.readouterr().out


def test_parquet_is_chosen_too(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    out = tmp_path / "out.parquet"
    assert main(["analyze", SAMPLE, "--filter", "http", "--format", "parquet", "-o", str(out)]) == 0
    assert [row[0] for row in duckdb.sql(f"SELECT id FROM '{out}' ORDER BY id").fetchall()] == ids("http")


def test_packets_are_chosen(capsys: pytest.CaptureFixture[str]) -> None:
    expression = "packet where frame.length > 1000"
    assert main(["attributes", SAMPLE, "-e", "frame.number", "--filter", expression]) == 0
    found = [int(line) for line in capsys.readouterr().out.splitlines()[1:]]
    assert found == analyze(SAMPLE).filter_packets(expression).tolist()


def test_packets_are_exported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out.pcapng"
    assert main(["export", SAMPLE, "--filter", "dns", "-o", str(out)]) == 0
    assert len(analyze(out).packets) == len(analyze(SAMPLE).filter_packets("dns"))
    assert main(["export", SAMPLE, "--filter", "tcp and packet where frame.length > 1000", "-o", str(out)]) == 0
    assert min(analyze(out).packets.column("length")) > 1000
    assert main(["export", SAMPLE, "--filter", "ntp", "-o", str(tmp_path / "out.csv")]) == 0
    assert f"{len(ids('ntp'))} sessions written" in capsys.readouterr().err


def test_a_mistake_is_pointed_at(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyze", SAMPLE, "--filter", "app == htttp and bytes > 3"]) == 2
    err = capsys.readouterr().err
    assert "Did you mean http?" in err
    assert "  app == htttp and bytes > 3\n         ^^^^^" in err


def test_names_of_wireshark_are_translated_aloud(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyze", SAMPLE, "--filter", "tcp.flags.reset == 1", "--format", "csv"]) == 0
    assert "tcp.flags.reset is called tcp.flag_rst here" in capsys.readouterr().err


@pytest.mark.parametrize(("text", "marked"), [
    (" or ".join(f"id == {number}" for number in range(5000)), 60), ("rtt and " * 1000 + "bites > 3", 5),
    ("bites > 3" + " and rtt" * 1000, 5), ("app == \udcff", 1), ('info ~ "\udc80\udc81"', 2)])
def test_of_a_long_or_broken_filter_the_place_alone_is_shown(capsys: pytest.CaptureFixture[str], text: str,
                                                            marked: int) -> None:
    assert main(["stats", SAMPLE, "--by", "app", "--filter", text]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert max(map(len, lines)) < 220
    assert "mistake inside" not in "".join(lines)
    place, marks = lines[-2:]
    assert set(marks) == {" ", "^"}
    assert marks.count("^") >= marked
    assert len(marks) <= len(place)


@pytest.mark.parametrize("option", ["--by", "--show"])
@pytest.mark.parametrize("names", ["", ",", "app,", " "])
def test_a_name_that_is_missing_is_said(capsys: pytest.CaptureFixture[str], option: str, names: str) -> None:
    assert main(["stats", SAMPLE, option, names]) == 2
    assert "A name is missing" in capsys.readouterr().err
