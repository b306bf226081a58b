"""`netloupe protocols --coverage`: what of a capture has no name."""
import csv
import json
from pathlib import Path

import pytest

from netloupe_engine.cli import main
from tests.unit.traffic import Timed, capture, conversation, udp


def mixed(folder: Path) -> Path:
    """Two sessions that begin alike, one more at another port, one that has a name, one in which nothing is said."""
    frames: list[Timed] = [
        *((at, udp(way, b"\xc3\x28zzzz\1\2\3" if way == 0 else b"\xfe\xfd", ports=(40000 + at, 7777)))
          for at in range(2) for way in range(2)),
        (2, udp(0, b"\xc3\x28yyyy", ports=(40000, 7778))),
        *conversation([(0, b"GET / HTTP/1.1\r\nHost: a.example\r\n\r\n"), (1, b"HTTP/1.1 204 No Content\r\n\r\n")],
                      at=3, ports=(40000, 80)),
        *conversation([], at=4, ports=(40001, 81))]
    return capture(folder, frames)


def test_what_has_no_name_is_told_by_port_and_first_bytes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(mixed(tmp_path))
    assert main(["protocols", "--coverage", path, "--format", "json"], window=False) == 0
    told = json.loads(capsys.readouterr().out)
    assert [told[name] for name in ("sessions", "unknown_sessions", "both_ways", "unknown_both_ways")] == [4, 3, 3, 2]
    assert [(row["transport"], row["port"], row["client"], row["server"], row["sessions"], row["example"])
            for row in told["unknown"]] == [("udp", 7777, "c3287a7a7a7a0102", "fefd", 2, 1),
                                            ("udp", 7778, "c32879797979", "", 1, 3)]
    assert sum(row["bytes"] for row in told["unknown"]) == told["unknown_bytes"]
    assert told["unknown"][0]["share"] == pytest.approx(told["unknown"][0]["bytes"] / told["bytes"], abs=1e-6)
    assert main(["protocols", "--coverage", path, "--format", "csv"], window=False) == 0
    rows = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    assert [row["client"] for row in rows] == ["c3287a7a7a7a0102", "c32879797979"]
    assert main(["protocols", "--coverage", path, "--limit", "1"], window=False) == 0
    out = capsys.readouterr().out
    assert "c3287a7a7a7a0102" in out
    assert "1 of 2 rows" in out
    assert "3 of 4 sessions of TCP and UDP" in out


def test_a_service_of_one_s_own_is_a_name_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, own = str(mixed(tmp_path)), tmp_path / "own.toml"
    own.write_text('category = "mine"\n[[service]]\nname = "zed"\npayload = ["udp c3 28 7a ?? 7a 7a 01"]\n')
    try:
        assert main(["protocols", "--coverage", path, "--format", "json", "--services", str(own)], window=False) == 0
        assert json.loads(capsys.readouterr().out)["unknown_both_ways"] == 0
        assert main(["stats", path, "--by", "service,service_by", "--format", "json"], window=False) == 0
        assert [group["key"] for group in json.loads(capsys.readouterr().out)["groups"] if group["key"][0]] == [
            ["zed", "payload"]]
    finally:
        _forget(own)


def _forget(own: Path) -> None:
    from netloupe_engine.classify.services.book import BOOK
    BOOK.forget([str(own)])


def test_captures_are_wanted_and_one_protocol_at_a_time(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["protocols", "--coverage"], window=False) == 2
    assert "captures are missing" in capsys.readouterr().err
    assert main(["protocols", "dns", "tls"], window=False) == 2
    assert "one protocol at a time" in capsys.readouterr().err
    assert main(["protocols", "--coverage", str(tmp_path / "none.pcap")], window=False) == 2


def test_what_a_person_says_counts(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(mixed(tmp_path))
    assert main(["stats", path, "--by", "service", "--treat", "4=zoom", "--treat", "1=tor", "--format", "json"],
                window=False) == 0
    keys = {group["key"][0] for group in json.loads(capsys.readouterr().out)["groups"]}
    assert keys == {"zoom", "tor", None}
    assert main(["stats", path, "--by", "service", "--treat", "zoom"], window=False) == 2
    assert "no session with a service" in capsys.readouterr().err
    assert main(["stats", path, "--by", "service", "--treat", "1=zoooom"], window=False) == 2
    assert "is zoom meant" in capsys.readouterr().err
