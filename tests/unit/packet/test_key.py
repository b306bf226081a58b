"""What makes two packets one session: ends, protocol, VLAN stack, tunnel, ICMP identifier; and what tunnels carry."""
from pathlib import Path

import pytest
from scapy.layers.inet import ICMP, IP, TCP, UDP, IPerror, UDPerror
from scapy.layers.inet6 import HAO, IPv6, IPv6ExtHdrDestOpt, IPv6ExtHdrRouting, IPv6ExtHdrSegmentRouting
from scapy.layers.l2 import ARP, Dot1AD, Dot1Q, Ether
from scapy.packet import Packet, Raw

from netloupe_engine.model import EndReason
from tests.unit.traffic import CLIENT, SERVER, Timed, analysed, echo, udp

ETHER = Ether(src="02:00:00:00:00:01", dst="02:00:00:00:00:02")
INNER = IP(src=CLIENT, dst=SERVER) / UDP(sport=40000, dport=9) / Raw(b"\xfe\xfe\xfe\xfe")
BACK = IP(src=SERVER, dst=CLIENT) / UDP(sport=9, dport=40000) / Raw(b"\xfe\xfe\xfe\xfe")


def frames(*packets: Packet) -> list[Timed]:
    return [(number / 10, packet) for number, packet in enumerate(packets)]


@pytest.mark.parametrize("handlers", [1, 2])
def test_both_directions_are_one_session(tmp_path: Path, handlers: int) -> None:
    analysis = analysed(tmp_path, frames(udp(), udp(1), udp(1), udp()), handlers=handlers)
    assert len(analysis.sessions) == 1
    session = analysis.session(1)
    assert (session.initiator, session.initiator_port) == (CLIENT, 40000)
    assert (session.responder, session.responder_port) == (SERVER, 9)
    assert session.packets == (2, 2)
    assert (session.protocol, session.family, session.vlan, session.parent) == ("udp", 4, (), 0)


@pytest.mark.parametrize("other", [
    udp(ports=(40001, 9)), udp(ports=(40000, 10)), udp(client="10.0.0.3"), udp(server="10.0.0.3"),
    ETHER / IP(src=CLIENT, dst=SERVER) / TCP(sport=40000, dport=9), ETHER / Dot1Q(vlan=5) / INNER,
    ETHER / IPv6(src="::ffff:10.0.0.1", dst="::ffff:10.0.0.2") / UDP(sport=40000, dport=9),
], ids=["client port", "server port", "client", "server", "protocol", "VLAN", "family"])
def test_whatever_differs_is_another_session(tmp_path: Path, other: Packet) -> None:
    assert len(analysed(tmp_path, frames(udp(), other)).sessions) == 2


def test_vlans_keep_equal_ends_apart(tmp_path: Path) -> None:
    analysis = analysed(tmp_path, frames(
        ETHER / Dot1Q(vlan=5) / INNER, ETHER / Dot1Q(vlan=6) / INNER, ETHER / Dot1AD(vlan=7) / Dot1Q(vlan=5) / INNER,
        ETHER / Dot1Q(vlan=5, prio=3) / BACK, ETHER / Dot1AD(vlan=7) / Dot1Q(vlan=5) / BACK))
    sessions = [analysis.session(number) for number in range(1, len(analysis.sessions) + 1)]
    assert [session.vlan for session in sessions] == [(5,), (6,), (7, 5)]
    assert [session.packets for session in sessions] == [(1, 1), (1, 0), (1, 1)]


def sixin4(outer: tuple[str, str], way: int, size: int = 0) -> Packet:
    ends = ("2001:db8::1", "2001:db8::2")[::-1 if way else 1]
    ports = (40000, 9)[::-1 if way else 1]
    source, target = outer[::-1 if way else 1]
    return (ETHER / IP(src=source, dst=target, proto=41) / IPv6(src=ends[0], dst=ends[1])
            / UDP(sport=ports[0], dport=ports[1]) / Raw(b"\xfe" * (4 + size)))


@pytest.mark.parametrize("handlers", [1, 2, 4])
def test_equal_ends_in_two_tunnels_are_two_sessions(tmp_path: Path, handlers: int) -> None:
    one, two = ("192.0.2.1", "192.0.2.2"), ("192.0.2.1", "192.0.2.9")
    packets = [sixin4(one, 0), sixin4(two, 0), sixin4(one, 1, 30), sixin4(two, 1), sixin4(one, 0)]
    analysis = analysed(tmp_path, frames(*packets), handlers=handlers)
    sessions = [analysis.session(number) for number in range(1, len(analysis.sessions) + 1)]
    assert [(session.protocol, session.parent) for session in sessions] == [
        ("ip", 0), ("udp", 1), ("ip", 0), ("udp", 3)]
    outer, inner, _, other = sessions
    assert (outer.packets, inner.packets, other.packets) == ((2, 1), (2, 1), (1, 1))
    assert (outer.inner_packets, outer.inner_bytes) == (inner.packets, inner.bytes)
    assert inner.bytes == (len(packets[0]) + len(packets[4]), len(packets[2]))
    assert (inner.initiator, inner.responder, inner.family) == ("2001:db8::1", "2001:db8::2", 6)
    assert (outer.initiator, outer.responder, outer.initiator_port) == ("192.0.2.1", "192.0.2.2", 0)


@pytest.mark.parametrize("handlers", [1, 3])
def test_a_tunnel_may_carry_other_tags_by_direction(tmp_path: Path, handlers: int) -> None:
    pair = ("192.0.2.1", "192.0.2.2")
    there, back = sixin4(pair, 0), sixin4(pair, 1)
    tagged = ETHER / Dot1Q(vlan=8) / there.payload
    analysis = analysed(tmp_path, frames(tagged, back, tagged, back), handlers=handlers)
    sessions = [analysis.session(number) for number in range(1, len(analysis.sessions) + 1)]
    assert [(session.protocol, session.packets, session.vlan) for session in sessions] == [
        ("ip", (2, 2), (8,)), ("udp", (2, 2), (8,))]


FAR = "2001:db8::50"
ROUTED = {
    "segment routing": IPv6ExtHdrSegmentRouting(addresses=[FAR, "2001:db8::99"], segleft=1, lastentry=1),
    "source route": IPv6ExtHdrRouting(type=0, addresses=["2001:db8::98", FAR], segleft=2),
    "mobile": IPv6ExtHdrRouting(type=2, addresses=[FAR], segleft=1),
}


@pytest.mark.parametrize("handlers", [1, 3])
@pytest.mark.parametrize("header", ROUTED.values(), ids=ROUTED)
def test_the_peer_is_the_final_destination(tmp_path: Path, header: Packet, handlers: int) -> None:
    # RFC 8200, section 8.1: the pseudo header has the final destination, whatever is visited on the way.
    there = ETHER / IPv6(src="2001:db8::a", dst="2001:db8::99") / header / UDP(sport=40000, dport=9) / Raw(b"\xfe" * 4)
    back = ETHER / IPv6(src=FAR, dst="2001:db8::a") / UDP(sport=9, dport=40000) / Raw(b"\xfe" * 4)
    analysis = analysed(tmp_path, frames(there, back), handlers=handlers)
    session = analysis.session(1)
    assert (len(analysis.sessions), session.responder, session.packets) == (1, FAR, (1, 1))


def test_a_mobile_node_is_known_by_its_home_address(tmp_path: Path) -> None:
    # RFC 6275, sections 6.3 and 11.3.1.
    home = IPv6ExtHdrDestOpt(options=[HAO(hoa="2001:db8::a")])
    there = ETHER / IPv6(src="2001:db8:1::7", dst=FAR) / home / UDP(sport=40000, dport=9) / Raw(b"\xfe" * 4)
    back = (ETHER / IPv6(src=FAR, dst="2001:db8:1::7") / IPv6ExtHdrRouting(type=2, addresses=["2001:db8::a"], segleft=1)
            / UDP(sport=9, dport=40000) / Raw(b"\xfe" * 4))
    session = analysed(tmp_path, frames(there, back)).session(1)
    assert (session.initiator, session.packets) == ("2001:db8::a", (1, 1))


def test_the_packets_of_a_tunnel_are_those_of_what_it_carries(tmp_path: Path) -> None:
    pair = ("192.0.2.1", "192.0.2.2")
    analysis = analysed(tmp_path, frames(sixin4(pair, 0), udp(), sixin4(pair, 1)))
    assert analysis.packets.column("session").tolist() == [2, 3, 2]
    assert analysis.packets_of([1]).tolist() == [1, 3]
    assert analysis.packets_of([2]).tolist() == [1, 3]
    assert analysis.packet(1).sessions == (1, 2)


def test_echoes_are_told_apart_by_their_identifier(tmp_path: Path) -> None:
    analysis = analysed(tmp_path, frames(echo(0, 1), echo(0, 2), echo(1, 2), echo(1, 1), echo(0, 1, 2), echo(1, 1, 2)))
    sessions = [analysis.session(number) for number in range(1, len(analysis.sessions) + 1)]
    assert [(session.protocol, session.packets, session.application) for session in sessions] == [
        ("icmp", (2, 2), "icmp"), ("icmp", (1, 1), "icmp")]
    assert sessions[0].initiator == CLIENT


def test_a_reply_seen_first_comes_from_the_responder(tmp_path: Path) -> None:
    session = analysed(tmp_path, frames(echo(1, 1), echo(0, 1, 2))).session(1)
    assert (session.initiator, session.packets) == (CLIENT, (1, 1))


def test_a_syn_ack_seen_first_comes_from_the_responder(tmp_path: Path) -> None:
    segment = ETHER / IP(src=SERVER, dst=CLIENT) / TCP(sport=9, dport=40000, flags="SA", seq=1, ack=1)
    session = analysed(tmp_path, frames(segment)).session(1)
    assert (session.initiator, session.initiator_port, session.packets) == (CLIENT, 40000, (0, 1))


def test_what_an_error_quotes_is_no_session(tmp_path: Path) -> None:
    error = (ETHER / IP(src=SERVER, dst=CLIENT) / ICMP(type=3, code=3) / IPerror(src=CLIENT, dst=SERVER)
             / UDPerror(sport=40000, dport=9))
    analysis = analysed(tmp_path, frames(udp(), error))
    assert [analysis.session(number).protocol for number in (1, 2)] == ["udp", "icmp"]
    assert analysis.session(1).packets == (1, 0)


def test_frames_without_ends_have_no_session(tmp_path: Path) -> None:
    analysis = analysed(tmp_path, frames(ETHER / ARP(psrc=CLIENT, pdst=SERVER), Ether(type=0x9999) / Raw(b"abc")))
    assert len(analysis.sessions) == 0
    assert analysis.packets.column("session").tolist() == [0, 0]
    assert [analysis.path_name(path) for path in analysis.packets.column("path").tolist()] == ["eth.arp", "eth.unknown"]


def test_a_session_with_itself_has_one_direction(tmp_path: Path) -> None:
    packet = ETHER / IP(src=CLIENT, dst=CLIENT) / UDP(sport=9, dport=9) / Raw(b"\xfe\xfe\xfe\xfe")
    session = analysed(tmp_path, frames(packet, packet)).session(1)
    assert (session.packets, session.end_reason) == ((2, 0), EndReason.CAPTURE_END)
