"""Datagrams that SOCKS proxies pass on (RFC 1928 section 7): announced, taken apart, and read by whose they are."""
from pathlib import Path

import pytest

from netloupe_engine import Analysis
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.access.socks_udp import SOCKS_UDP
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values
from tests.unit.traffic import Timed, analysed, conversation, udp

TWIN = REGISTRY.twin("socks_udp")
QUERY = bytes.fromhex("1234 0100 0001 0000 0000 0000 07 6578616d706c65 03 6e6574 00 0001 0001")      # example.net?
OTHER = QUERY.replace(b"example", b"another")
V4, V6, NAME = b"\1\xc0\0\2\x35\0\x35", b"\4" + bytes(15) + b"\1\0\x35", b"\3\x0aresolver.x\0\x35"
SAMPLES = [[(0, b"\0\0\0" + V4 + QUERY), (1, b"\0\0\0" + NAME + QUERY), (0, b"\0\0\0" + V6 + QUERY)],
           [(0, b"\0\0\1" + V4 + QUERY[:9]), (0, b"\0\0\x82" + V4 + QUERY[9:])]]
ASSOCIATE = [(0, b"\5\1\0"), (1, b"\5\0"), (0, b"\5\3\0\1" + bytes(6)), (1, b"\5\0\0\1\x0a\0\0\2\x12\x34")]


def said(folder: Path, *datagrams: tuple[int, bytes], port: int = 0x1234, handlers: int = 1) -> Analysis:
    frames: list[Timed] = conversation(ASSOCIATE, ports=(40000, 1080))[:-3]     # its end would end the association
    frames += [(1 + at / 10, udp(way, data, ports=(50000, port))) for at, (way, data) in enumerate(datagrams)]
    return analysed(folder, frames, handlers=handlers)


def test_fields() -> None:
    fed = inspect.feed(TWIN, SOCKS_UDP, *SAMPLES[0], datagram=True)
    assert [values(fed, name) for name in ("ipv4", "name", "ipv6", "port")] == [
        ["192.0.2.53"], ["resolver.x"], ["::1"], [53, 53, 53]]
    assert fed.asked == [("carry", "probe", 53, None, QUERY)] * 3


@pytest.mark.parametrize("handlers", [1, 3])
def test_the_reply_announces_them_and_what_they_carry_is_read(tmp_path: Path, handlers: int) -> None:
    analysis = said(tmp_path, *SAMPLES[0], handlers=handlers)
    session = analysis.session(2)
    assert (session.path, session.application) == ("eth.ip.udp.socks_udp.dns", "dns")
    assert [(relation.to, relation.kind, relation.why) for relation in session.relations] == [
        (1, "announced_by", "SOCKS UDP association")]
    assert any(value.name == "dns.query_name" and value.value == "example.net" for value in session.attributes)


def part(number: int, content: bytes) -> tuple[int, bytes]:
    return 0, b"\0\0" + bytes([number]) + V4 + content


@pytest.mark.parametrize("parts", [
    [part(1, QUERY[:9]), part(0x82, QUERY[9:])], [part(2, QUERY[:9]), part(0x83, QUERY[9:])], [part(0x82, QUERY)],
    [part(1, QUERY[:9]), part(1, OTHER[:9]), part(0x82, OTHER[9:])], [part(0x80, QUERY)], [part(1, QUERY)]])
def test_parts_are_shown_but_not_read(tmp_path: Path, parts: list[tuple[int, bytes]]) -> None:
    """Some may be lost or out of order: who does not join them drops them."""
    analysis = said(tmp_path, *parts)
    session = analysis.session(2)
    assert (session.path, analysis.capture.malformed_packets) == ("eth.ip.udp.socks_udp", 0)
    assert not any(value.name.startswith("dns") for value in session.attributes)
    assert {found.kind for found in analysis.findings()} == {"socks_udp.parts"}
    packet = analysis.packet(len(analysis.packets))
    assert packet.data.endswith(parts[-1][1])
    assert not packet.derived


def test_a_whole_datagram_among_parts_is_read(tmp_path: Path) -> None:
    analysis = said(tmp_path, part(1, OTHER[:9]), part(0, QUERY), part(0x82, OTHER[9:]))
    assert [value.value for value in analysis.session(2).attributes if value.name == "dns.query_name"] == [
        "example.net"]


def test_others_are_others(tmp_path: Path) -> None:
    """Another port, or what is no such datagram."""
    for folder, (port, data) in enumerate(((0x1235, SAMPLES[0][0][1]), (0x1234, b"\1" + SAMPLES[0][0][1]))):
        (tmp_path / str(folder)).mkdir()
        assert "socks_udp" not in said(tmp_path / str(folder), (0, data), port=port).session(2).path


def test_lookalikes_are_refused() -> None:
    for data in (b"\0\0\0\2abcdefgh", b"\0\1" + SAMPLES[0][0][1][2:], b"\1\0" + SAMPLES[0][0][1][2:],
                 b"\0\0\0\3\x0aabc"):
        assert inspect.probe(TWIN, data, datagram=True) == "REFUTED"


def test_their_bytes_alone_are_no_reason(tmp_path: Path) -> None:
    analysis = analysed(tmp_path, [(0.1, udp(0, SAMPLES[0][0][1], ports=(50000, 0x1234)))])
    assert analysis.session(1).path == "eth.ip.udp.unknown"
