"""`netloupe stats --show`: statistics to read and as data."""
import csv
import io
import json

import pytest

from netloupe_engine import analyze
from netloupe_engine.analysis import statistics_of
from netloupe_engine.cli import main

SAMPLE = "resources/captures/sample.pcapng"


def test_what_there_is_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stats", SAMPLE]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[1:]] == [kind.name for kind in statistics_of(analyze(SAMPLE))]
    assert any("http: 473 kB" in line for line in lines)


def test_tables_to_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stats", SAMPLE, "--show", "applications, hierarchy", "--limit", "3"]) == 0
    out = capsys.readouterr().out
    assert "Who and what: Applications (applications)." in out
    assert "79.5 %" in out
    assert "\n    tcp " in out                # as deep as it is in the tree
    assert "144 sessions, 7 more rows" in out


def test_a_topic_is_all_of_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stats", SAMPLE, "--show", "dns", "--format", "json"]) == 0
    names = [found["name"] for found in json.loads(capsys.readouterr().out)["statistics"]]
    assert names == ["dns.names", "dns.codes", "dns.types", "dns.response"]
    assert main(["stats", SAMPLE, "--show", "findings", "--format", "json"]) == 0
    names = [found["name"] for found in json.loads(capsys.readouterr().out)["statistics"]]
    assert names == ["findings", "findings.severity"]


def test_json_has_all_of_every_statistic(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stats", SAMPLE, "--show", "all", "--format", "json", "--filter", "tls"]) == 0
    document = json.loads(capsys.readouterr().out)
    analysis = analyze(SAMPLE)
    ids = analysis.filter("tls")
    assert len(document["statistics"]) == len(statistics_of(analysis))
    for shown in document["statistics"]:
        found = analysis.statistics(shown["name"], ids)
        assert [row["filter"] for row in shown["rows"]] == list(found.conditions)
        assert [row["sessions"] for row in shown["rows"]] == list(found.column("sessions").values)
        assert ("series" in shown) == (found.series is not None)
        assert ("parents" in shown) == bool(found.parents)


def test_csv_is_one_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stats", SAMPLE, "--show", "hosts", "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert rows[0]["host"] == "192.168.20.50"
    assert (rows[0]["bytes_sent"], rows[0]["filter"]) == ("77669", "either == 192.168.20.50")


def test_one_that_has_no_data_is_an_empty_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stats", SAMPLE, "--show", "voice.codecs"]) == 0
    assert "144 sessions" in capsys.readouterr().out
