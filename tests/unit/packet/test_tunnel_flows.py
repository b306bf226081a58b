"""Flows in tunnels: whose they are, what they count, and what tells them apart."""
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from scapy.layers.inet import IP, TCP, UDP
from scapy.layers.l2 import GRE, Ether
from scapy.layers.ppp import PPP, PPPoE
from scapy.packet import Packet, Raw

from netloupe_engine import Analysis
from netloupe_engine.model import Decision
from tests.unit.traffic import CLIENT, SERVER, analysed, tcp

ETHER = Ether(src="02:00:00:00:00:01", dst="02:00:00:00:00:02")
Wrap = Callable[[Packet, int, int], Packet]     # inner packet, direction, tunnel number 0 or 1 -> frame
OUTER = ("192.0.2.1", "192.0.2.2")


def outer(way: int, protocol: int | None = None) -> Packet:
    return ETHER / IP(src=OUTER[way], dst=OUTER[1 - way], **({} if protocol is None else {"proto": protocol}))


def gre(inner: Packet, way: int, number: int) -> Packet:
    return outer(way) / GRE(key_present=1, key=7 + number) / inner


def nvgre(inner: Packet, way: int, number: int) -> Packet:
    """The flow's number differs by direction."""
    return outer(way) / GRE(key_present=1, key=(0x5000 + number) << 8 | way, proto=0x6558) / ETHER / inner


def erspan(inner: Packet, way: int, number: int) -> Packet:
    header = struct.pack("!HHI", 0x1005, 17 + number, 3)
    return outer(way) / GRE(seqnum_present=1, sequence_number=way, proto=0x88BE) / Raw(header + bytes(ETHER / inner))


def ip_in_ip(inner: Packet, way: int, number: int) -> Packet:
    ends = (OUTER[0], f"192.0.2.{8 + number}")
    return ETHER / IP(src=ends[way], dst=ends[1 - way]) / inner


def etherip(inner: Packet, way: int, number: int) -> Packet:
    ends = (OUTER[0], f"192.0.2.{8 + number}")
    return ETHER / IP(src=ends[way], dst=ends[1 - way], proto=97) / Raw(b"\x30\0" + bytes(ETHER / inner))


def pppoe(inner: Packet, way: int, number: int) -> Packet:
    return ETHER / PPPoE(sessionid=5 + number) / PPP() / inner


TUNNELS: dict[str, tuple[Wrap, str]] = {
    "gre": (gre, "eth.ip.gre.ip"), "nvgre": (nvgre, "eth.ip.gre.eth.ip"),
    "erspan": (erspan, "eth.ip.gre.erspan.eth.ip"),
    "ip in ip": (ip_in_ip, "eth.ip.ip"), "etherip": (etherip, "eth.ip.etherip.eth.ip"),
    "pppoe": (pppoe, "eth.pppoe.ppp.ip")}
# The session around those inside, what it is called, and how many there are for two tunnels.
AROUND = {"gre": ("gre", 1), "nvgre": ("gre", 1), "erspan": ("gre", 1), "ip in ip": ("", 2),
          "etherip": ("etherip", 2), "pppoe": ("", 0)}


def talk(wrap: Wrap, number: int) -> list[Packet]:
    """The same connection in every tunnel: handshake, a request, an answer."""
    segments = ((0, tcp(0, "S", 1000)), (1, tcp(1, "SA", 5000, 1001)), (0, tcp(0, "A", 1001, 5001)),
                (0, tcp(0, "PA", 1001, 5001, b"\xfe" * 10)), (1, tcp(1, "PA", 5001, 1011, b"\xfe" * 20)))
    return [wrap(segment[IP], way, number) for way, segment in segments]


def inside(analysis: Analysis) -> list[int]:
    return [session.id for session in analysis.each_session() if session.protocol == "tcp"]


@pytest.mark.parametrize("handlers", [1, 2])
@pytest.mark.parametrize("name", TUNNELS)
def test_equal_flows_of_two_tunnels_are_kept_apart_and_directions_together(tmp_path: Path, name: str,
                                                                          handlers: int) -> None:
    wrap, path = TUNNELS[name]
    mixed = [packet for pair in zip(talk(wrap, 0), talk(wrap, 1), strict=True) for packet in pair]
    analysis = analysed(tmp_path, [(at / 10, packet) for at, packet in enumerate(mixed)], handlers=handlers)
    application, count = AROUND[name]
    assert len(inside(analysis)) == 2
    assert len(analysis.sessions) == 2 + count
    for number in inside(analysis):
        session = analysis.session(number)
        assert (session.packets, session.payload_bytes, session.state.name) == ((3, 2), (10, 20), "ACTIVE")
        assert (session.initiator, session.responder) == (CLIENT, SERVER)
        assert session.path == f"{path}.tcp.unknown"
        assert (session.parent != 0) == (count > 0)
        if session.parent:
            around = analysis.session(session.parent)
            assert (around.protocol, around.application) == ("ip", application)
            assert around.packets == ((6, 4) if count == 1 else (3, 2))
            assert (around.inner_packets, around.inner_bytes) == (around.packets, around.bytes)
    assert analysis.findings() == []


def test_who_carries_what_is_decided_by_the_protocol(tmp_path: Path) -> None:
    session = analysed(tmp_path, [(0, packet) for packet in talk(gre, 0)]).session(1)
    assert (session.application, session.decided_by, session.path) == ("gre", Decision.PROTOCOL, "eth.ip.gre")


def test_the_packets_of_a_call_through_pptp_are_one_session(tmp_path: Path) -> None:
    """Version 1: each direction has a call number of its own, PPP is compressed."""
    def pptp(inner: Packet, way: int, _: int) -> Packet:
        payload = b"\x21" + bytes(inner)
        return outer(way, 47) / Raw(struct.pack("!HHHHI", 0x3001, 0x880B, len(payload), 10 + way, 1) + payload)

    analysis = analysed(tmp_path, [(at / 10, packet) for at, packet in enumerate(talk(pptp, 0))])
    assert [(session.protocol, session.parent, session.packets) for session in analysis.each_session()] == [
        ("ip", 0, (3, 2)), ("tcp", 1, (3, 2))]
    assert analysis.session(2).path == "eth.ip.gre.ppp.ip.tcp.unknown"


def test_a_password_in_the_clear_is_found(tmp_path: Path) -> None:
    login = ETHER / PPPoE(sessionid=5) / Raw(b"\xc0\x23\1\1\0\x0b\2me\3abc")
    analysis = analysed(tmp_path, [(0, login)])
    (found,) = analysis.findings()
    assert (found.kind, found.packet, found.session) == ("clear_text_credentials", 1, 0)
    assert found.severity.name == "WARNING"
    tree = analysis.packet(1).nodes
    assert [node.name for node in tree] == ["frame", "eth", "pppoe", "ppp", "pap"]


def test_labels_differ_by_direction_and_tell_nothing_apart(tmp_path: Path) -> None:
    def labelled(inner: Packet, way: int, _: int) -> Packet:
        return Ether(type=0x8847) / Raw(struct.pack("!II", (16 + way) << 12 | 60, (99 + way) << 12 | 0x13C)) / inner

    def pseudowire(inner: Packet, way: int, _: int) -> Packet:
        label = struct.pack("!II", (16 + way) << 12 | 0x13C, 5 + way)
        return Ether(type=0x8847) / Raw(label + bytes(ETHER / inner))

    for wrap, path in ((labelled, "eth.mpls.ip"), (pseudowire, "eth.mpls.pwethcw.eth.ip")):
        analysis = analysed(tmp_path, [(at / 10, packet) for at, packet in enumerate(talk(wrap, 0))])
        assert [(session.protocol, session.packets) for session in analysis.each_session()] == [("tcp", (3, 2))]
        assert analysis.session(1).path == f"{path}.tcp.unknown"


def test_a_tunnel_that_carries_nothing_known_is_a_session_all_the_same(tmp_path: Path) -> None:
    frame = outer(0) / GRE(proto=0x1234) / Raw(b"abcd")
    analysis = analysed(tmp_path, [(0, frame), (1, outer(1) / UDP(sport=1, dport=2) / Raw(b"x")),
                                   (2, outer(0) / TCP(flags="S"))])
    assert (analysis.session(1).application, analysis.session(1).path) == ("gre", "eth.ip.gre")
    assert len(analysis.sessions) == 3
