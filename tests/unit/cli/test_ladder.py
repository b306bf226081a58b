"""`netloupe ladder`."""
import csv
import io
import json
from pathlib import Path

import pytest

from netloupe_engine.cli import main
from netloupe_engine.streams import ladder
from tests.unit import traffic

TALK = [(0, b"GET /a HTTP/1.1\r\nHost: a.example\r\n\r\n"), (1, b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")]


def made(folder: Path) -> str:
    return str(traffic.capture(folder, [*traffic.conversation(TALK, step=0.1), (3.0, traffic.udp(0, b"hello"))]))


def test_names_instead_of_addresses(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hosts = tmp_path / "hosts"
    hosts.write_text(f"{traffic.CLIENT} desk.example\n")
    command = ["ladder", made(tmp_path), "--session", "1", "--messages", "--names", "--hosts", str(hosts)]
    try:
        assert main(command) == 0
        lines = [line.split() for line in capsys.readouterr().out.splitlines()]
        assert (lines[1][4], lines[1][6]) == ("desk.example", traffic.SERVER)
        assert main([*command, "--format", "json"]) == 0
        document = json.loads(capsys.readouterr().out)
        assert dict(zip(document["hosts"], document["names"], strict=True))[traffic.CLIENT] == "desk.example"
    finally:
        main(["ladder", made(tmp_path), "--session", "1"])      # without the file


def test_a_table_to_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ladder", made(tmp_path), "--session", "1", "--messages"]) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert lines[0] == ["packet", "time", "pause", "session", "from", "to", "size", "what", "notes"]
    client, server = lines[1][4], lines[1][6]
    assert lines[1][5] == "→"
    assert lines[1][-3:] == ["HTTP", "GET", "/a"]
    assert [lines[2][4], lines[2][6]] == [server, client]
    assert lines[2][1:3] == ["0.100000", "+0.100000"]
    assert lines[3] == ["2", "messages", "between", "2", "hosts"]


def test_json_and_csv_say_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = made(tmp_path)
    assert main(["ladder", path, "--by", "endpoint", "--format", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["netloupe"], document["by"], document["of"]) == (1, "endpoint", "packets")
    arrows = document["arrows"]
    assert {arrow["session"] for arrow in arrows} == {1, 2}
    assert {arrow["from"] for arrow in arrows} <= set(document["hosts"])
    assert main(["ladder", path, "--by", "endpoint", "--format", "csv"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [(row["packet"], row["from"], row["to"], row["label"]) for row in rows] == [
        (str(arrow["packet"]), arrow["from"], arrow["to"], arrow["label"]) for arrow in arrows]


def test_sessions_of_a_filter_and_by_number(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = made(tmp_path)

    def sessions(*options: str) -> set[str]:
        assert main(["ladder", path, "--format", "csv", *options]) == 0
        return {row["session"] for row in csv.DictReader(io.StringIO(capsys.readouterr().out))}

    assert sessions("--filter", "udp") == {"2"}
    assert sessions("--session", "1", "--session", "2") == {"1", "2"}
    assert sessions("--session", "1", "--filter", "udp") == set()


def test_what_is_left_out_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str],
                                  monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ladder, "ARROWS_MAX", 2)
    monkeypatch.setattr(ladder, "HOSTS_MAX", 1)
    assert main(["ladder", made(tmp_path)]) == 0
    said = capsys.readouterr()
    assert "more are left out: the first 2 are told" in said.err
    assert "2 more have no column of their own: they are 'other hosts'" in said.err
    assert said.out.splitlines()[-1] == "2 packets between 2 hosts"


def test_a_session_that_is_not_there_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ladder", made(tmp_path), "--session", "9"]) == 2
    assert "there is no session 9; there are 2" in capsys.readouterr().err
