"""`netloupe findings`."""
import csv
import json
from collections import Counter

import pytest

from netloupe_engine import analyze
from netloupe_engine.analysis import explanation, known_findings
from netloupe_engine.cli import main

SAMPLE = "resources/captures/sample.pcapng"


@pytest.fixture(scope="module")
def analysis():
    with analyze(SAMPLE) as found:
        yield found


def lines(capsys: pytest.CaptureFixture[str], *words: str) -> list[dict]:
    assert main(["findings", SAMPLE, *words, "--format", "jsonl"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_every_finding_with_its_packet_time_and_ends(analysis, capsys: pytest.CaptureFixture[str]) -> None:
    found = lines(capsys)
    assert [(row["severity"], row["kind"], row["session"], row["packet"], row["text"]) for row in found] == [
        (row.severity.name.lower(), row.kind, row.session, row.packet, row.text) for row in analysis.findings()]
    for row in found:
        session = analysis.session(row["session"])
        assert (row["client"], row["server"]) == (session.initiator, session.responder)
        assert abs(row["time"] - analysis.packet(row["packet"]).time_ns / 1e9) < 1e-5


def test_some_of_them(analysis, capsys: pytest.CaptureFixture[str]) -> None:
    assert {row["severity"] for row in lines(capsys, "--severity", "warning")} == {"warning"}
    assert {row["kind"] for row in lines(capsys, "--kind", "tcp.reset,dns")} == {"tcp.reset", "dns.error"}
    assert {row["kind"] for row in lines(capsys, "--kind", "tcp")} == {
        "tcp.reset", "tcp.refused", "tcp.stalled", "tcp.zero_window"}
    assert {row["server"] for row in lines(capsys, "--host", "192.168.20.13")} == {"192.168.20.13"}
    assert len(lines(capsys, "--host", "fd00::/8")) == 5
    ids = set(analysis.filter("app == tls").tolist())
    wanted = [row.packet for row in analysis.findings() if row.session in ids]
    assert [row["packet"] for row in lines(capsys, "--filter", "app == tls")] == wanted != []
    both = lines(capsys, "--filter", "app == tls or app == dns", "--host", "192.168.20.1")
    assert {row["kind"] for row in both} == {"dns.error"}
    assert lines(capsys, "--severity", "error") == []


@pytest.mark.parametrize(("by", "key"), [("kind", lambda row, _: {row.kind}),
                                         ("severity", lambda row, _: {row.severity.name.lower()}),
                                         ("host", lambda _, session: {session.initiator, session.responder})])
def test_groups_count_findings_and_sessions(analysis, capsys: pytest.CaptureFixture[str], by: str, key) -> None:
    counts, sessions = Counter(), {}
    for row in analysis.findings():
        for name in key(row, analysis.session(row.session)):
            counts[name] += 1
            sessions.setdefault(name, set()).add(row.session)
    found = lines(capsys, "--by", by)
    assert {row[by]: (row["findings"], row["sessions"]) for row in found} == {
        name: (count, len(sessions[name])) for name, count in counts.items()}
    severities = [("note", "warning", "error").index(row["severity"]) for row in found]
    assert severities == sorted(severities, reverse=True)


def test_a_table_a_document_and_csv(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["findings", SAMPLE, "--limit", "3"]) == 0
    out, err = capsys.readouterr()
    assert out.splitlines()[0].split() == ["severity", "kind", "time", "packet", "session", "client", "server", "text"]
    assert len(out.splitlines()) == 4
    assert "19 findings: 14 warnings, 5 notes" in err
    assert main(["findings", SAMPLE, "--format", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["netloupe"] == 1
    assert len(document["findings"]) == 19
    assert main(["findings", SAMPLE, "--by", "kind", "--format", "csv"]) == 0
    rows = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    assert rows[0] == {"severity": "warning", "kind": "tcp.refused", "findings": "5", "sessions": "5",
                       "first_packet": "335"}


def test_kinds_are_listed_and_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["findings", "--kinds", "--format", "json"]) == 0
    kinds = {row["kind"]: row for row in json.loads(capsys.readouterr().out)["kinds"]}
    assert set(kinds) == set(known_findings())
    assert kinds["tcp.reset"]["meaning"] == explanation("tcp.reset") != ""
    assert main(["findings", "--kinds"]) == 0
    out = capsys.readouterr().out
    assert "tls.old_version (warning)\n" in out
    assert "RFC 8996" in " ".join(out.split())


@pytest.mark.parametrize(("words", "said"), [
    ([SAMPLE, "--kind", "tcp.rest"], "there is no kind of finding 'tcp.rest'"),
    ([SAMPLE, "--host", "somewhere"], "no IPv4 or IPv6 address"), ([], "a capture file is missing"),
    ([SAMPLE, "--filter", "appp == 1"], "Did you mean app?"),
    ([SAMPLE, "--filter", "app ==", "--host", "::1"], "--filter"),
])
def test_what_is_wrong_is_said(capsys: pytest.CaptureFixture[str], words: list[str], said: str) -> None:
    assert main(["findings", *words]) == 2
    assert said in capsys.readouterr().err
