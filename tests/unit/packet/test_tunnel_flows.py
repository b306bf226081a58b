"""Flows in tunnels: whose they are, what they count, and what tells them apart."""
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from scapy.layers.inet import IP, TCP, UDP
from scapy.layers.inet6 import IPv6
from scapy.layers.l2 import GRE, Ether
from scapy.layers.ppp import PPP, PPPoE
from scapy.packet import Packet, Raw

from netloupe_engine import Analysis
from netloupe_engine.model import Decision
from tests.unit.traffic import CLIENT, SERVER, analysed, loose, tcp

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


def over_udp(way: int, port: int, payload: bytes) -> Packet:
    """The sender's port differs by direction."""
    return outer(way) / UDP(sport=50000 + way, dport=port) / Raw(payload)


def vxlan(inner: Packet, way: int, number: int) -> Packet:
    return over_udp(way, 4789, struct.pack("!II", 8 << 24, (77 + number) << 8) + bytes(ETHER / inner))


def vxlan_gpe(inner: Packet, way: int, number: int) -> Packet:
    return over_udp(way, 4790, struct.pack("!II", 0x0C000001, (77 + number) << 8) + bytes(inner))


def geneve(inner: Packet, way: int, number: int) -> Packet:
    return over_udp(way, 6081, struct.pack("!II", 0x6558, (77 + number) << 8) + bytes(ETHER / inner))


def other_ends(frame: Packet, number: int) -> Packet:
    """Tunnels without a number both directions share are told apart by their ends."""
    for end in ("src", "dst"):
        if frame[IP].getfieldval(end) == OUTER[1]:
            frame[IP].setfieldval(end, f"192.0.2.{8 + number}")
    return frame


def gtp(inner: Packet, way: int, number: int) -> Packet:
    """Each end chose its own tunnel endpoint."""
    payload = bytes(inner)
    return other_ends(over_udp(way, 2152, struct.pack("!BBHI", 0x30, 255, len(payload), 5 + way) + payload), number)


def l2tp(inner: Packet, way: int, number: int) -> Packet:
    header = struct.pack("!HHHH", 0x0002, 5 + way, 9 + way, 0xFF03)
    return other_ends(over_udp(way, 1701, header + b"\0\x21" + bytes(inner)), number)


def capwap(inner: Packet, way: int, number: int) -> Packet:
    return other_ends(over_udp(way, 5247, struct.pack("!II", 2 << 19 | 1 << 9, 0) + bytes(ETHER / inner)), number)


def tzsp(inner: Packet, way: int, number: int) -> Packet:
    return other_ends(over_udp(way, 37008, b"\1\0\0\1\1" + bytes(ETHER / inner)), number)


OVER_UDP: dict[str, tuple[Wrap, str]] = {
    "vxlan": (vxlan, "vxlan.eth.ip"), "vxlan gpe": (vxlan_gpe, "vxlan.ip"), "geneve": (geneve, "geneve.eth.ip"),
    "gtp": (gtp, "gtp.ip"), "l2tp": (l2tp, "l2tp.ppp.ip"), "capwap": (capwap, "capwap.eth.ip"),
    "tzsp": (tzsp, "tzsp.eth.ip")}
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
    return [wrap(loose(segment)[IP], way, number) for way, segment in segments]


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


@pytest.mark.parametrize("handlers", [1, 3])
@pytest.mark.parametrize("name", OVER_UDP)
def test_tunnels_over_udp(tmp_path: Path, name: str, handlers: int) -> None:
    wrap, path = OVER_UDP[name]
    mixed = [packet for pair in zip(talk(wrap, 0), talk(wrap, 1), strict=True) for packet in pair]
    analysis = analysed(tmp_path, [(at / 10, packet) for at, packet in enumerate(mixed)], handlers=handlers)
    found = list(analysis.each_session())
    own = name.partition(" ")[0]
    assert [(session.packets, session.payload_bytes, session.path, session.initiator) for session in found
            if session.protocol == "tcp"] == [((3, 2), (10, 20), f"eth.ip.udp.{path}.tcp.unknown", CLIENT)] * 2
    around = [session for session in found if session.protocol == "udp"]
    assert {(session.application, session.path, session.parent) for session in around} == {
        (own, f"eth.ip.udp.{own}", 0)}
    assert sum(sum(session.inner_packets) for session in around) == len(mixed)
    assert all(session.inner_packets == session.packets for session in around)
    assert all(analysis.session(session.parent) in around for session in found if session.protocol == "tcp")
    assert analysis.findings() == []


@pytest.mark.parametrize(("port", "payload"), [
    (4789, b"\x01" * 60), (6081, b"\xff" * 60), (2152, b"\x30\xff\xff\xff" + bytes(40)), (1701, b"\xfe" * 40),
    (3544, b"\x45" * 60), (4500, bytes(60)), (37008, b"\2" * 40), (5247, bytes(40)), (9899, b"\xfe" * 40)])
def test_what_has_no_clean_header_stays_udp(tmp_path: Path, port: int, payload: bytes) -> None:
    analysis = analysed(tmp_path, [(0, over_udp(0, port, payload)), (1, over_udp(0, port, payload[1:]))])
    (session,) = analysis.each_session()
    assert (session.protocol, session.application, session.packets) == ("udp", "", (2, 0))
    assert session.path == "eth.ip.udp.unknown"
    assert analysis.findings() == []


def test_ipsec_over_udp_is_named(tmp_path: Path) -> None:
    sealed = b"\1\2\3\4\0\0\0\1" + bytes(32)
    analysis = analysed(tmp_path, [(0, over_udp(0, 4500, sealed)), (1, outer(0, 50) / Raw(sealed))])
    assert [(session.protocol, session.application, session.path) for session in analysis.each_session()] == [
        ("udp", "udpencap", "eth.ip.udp.udpencap"), ("ip", "esp", "eth.ip.esp")]


def test_a_signed_packet_is_a_packet(tmp_path: Path) -> None:
    """The authentication header hides nothing."""
    segments = talk(lambda inner, way, _: ETHER / IP(src=inner.src, dst=inner.dst, proto=51) / Raw(
        bytes.fromhex("0604 0000 00001234 00000007") + bytes(12) + bytes(inner.payload)), 0)
    analysis = analysed(tmp_path, [(at / 10, packet) for at, packet in enumerate(segments)])
    assert [(session.protocol, session.packets, session.payload_bytes, session.path) for session in
            analysis.each_session()] == [("tcp", (3, 2), (10, 20), "eth.ip.ah.tcp.unknown")]


def test_teredo_is_known_by_the_packet_in_it(tmp_path: Path) -> None:
    inner = bytes(IPv6(src="2001:0:1::1", dst="2001:0:1::2") / UDP(sport=40000, dport=9) / Raw(b"\xfe" * 8))
    origin = bytes.fromhex("0000 63bf 3ffffdf6")
    analysis = analysed(tmp_path, [(0, over_udp(0, 3544, inner)), (1, over_udp(0, 3544, origin + inner))])
    assert [(session.application, session.packets, session.path) for session in analysis.each_session()] == [
        ("teredo", (2, 0), "eth.ip.udp.teredo"), ("", (2, 0), "eth.ip.udp.teredo.ipv6.udp.unknown")]


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
