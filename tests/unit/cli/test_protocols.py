"""`netloupe protocols`: the list, and one protocol's attributes."""
import pytest

from netloupe_engine import known_protocols
from netloupe_engine.cli import main


def test_every_protocol_is_listed_with_where_it_is_found(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["protocols"]) == 0
    lines = capsys.readouterr().out.splitlines()
    rows = {line.split()[0]: line for line in lines[1:] if line.strip()}
    assert {protocol.key for protocol in known_protocols()} <= rows.keys()
    assert "tcp.port 80" in rows["http"]
    assert "RFC 9293" in rows["tcp"]


def test_one_protocol_tells_its_attributes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["protocols", "ip"]) == 0
    said = capsys.readouterr().out
    assert "RFC 791" in said
    ttl, = (line for line in said.splitlines() if line.startswith("ip.ttl "))
    assert "unsigned" in ttl
    flags, = (line for line in said.splitlines() if line.startswith("ip.protocol "))
    assert "enumeration" in flags


def test_a_name_nobody_has_is_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["protocols", "htp"]) == 2
    said = capsys.readouterr()
    assert (said.out, len(said.err.splitlines())) == ("", 1)
    assert "'htp'" in said.err
