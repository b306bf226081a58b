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


@pytest.mark.parametrize(("key", "said"), [
    ("http", ["Looked for on tcp.port 80", "On other ports it is recognised by its first message."]),
    ("mqtt", ["Looked for on tcp.port 1883",
              "On other ports it is recognised by its first message, if that begins with 0x10."]),
    ("radius", ["Looked for on udp.port 1812",
                "On other ports it is not looked for: too little in its messages is its own."]),
    ("ip", ["Looked for on ethertype 2048"])])
def test_one_protocol_tells_how_it_is_recognised(key: str, said: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["protocols", key]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert all(line.startswith(start) for line, start in zip(lines[1:], said, strict=False))
    assert lines[1 + len(said)] == ""


def test_a_name_nobody_has_is_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["protocols", "htp"]) == 2
    said = capsys.readouterr()
    assert (said.out, len(said.err.splitlines())) == ("", 1)
    assert "'htp'" in said.err
