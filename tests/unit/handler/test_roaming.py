"""QUIC connections that go on from other addresses or ports: told by their connection ids (RFC 9000 section 9)."""
import dataclasses
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from scapy.layers.inet import IP, UDP
from scapy.layers.l2 import Dot1Q, Ether
from scapy.layers.vxlan import VXLAN
from scapy.packet import Packet

from netloupe_engine import Analysis
from netloupe_engine.model import Settings
from tests.unit import traffic
from tests.unit.protocols.application.quic_packets import crypto, initial, long_packet
from tests.unit.protocols.application.tls_messages import client_hello, handshake
from tests.unit.traffic import FOREVER, analysed, loose

HELLO = handshake(1, client_hello([0x1301]))
FIRST_ID, SERVERS, CLIENTS = b"first-id", b"server-1", b"client-1"
ELSEWHERE = "10.0.0.77"
EVERYWHERE = ["10.0.0.1", ELSEWHERE, "192.168.7.7", "172.16.0.9"]
HANDLERS = [1, 2, 3, 7]


def udp(way: int, payload: bytes, **given: Any) -> Packet:
    return loose(traffic.udp(way, payload, **given))


def sent(way: int, payload: bytes, port: int = 50000, **given: str) -> Packet:
    return udp(way, payload, ports=(port, 443), **given)


def short(dcid: bytes) -> bytes:
    return b"\x41" + dcid + bytes(range(40, 80))


def opening(clients: bytes = b"", servers: bytes = SERVERS, first: bytes = FIRST_ID, port: int = 50000,
            **given: str) -> list[Packet]:
    return [sent(0, initial(crypto(HELLO), first, first, clients), port, **given),
            sent(1, initial(b"\x01", first, clients, servers, server=True), port, **given),
            sent(1, long_packet(2, bytes(30), clients, servers), port, **given),
            sent(0, short(servers), port, **given), sent(1, short(clients), port, **given)]


def played(folder: Path, packets: Sequence[Packet], handlers: int = 1, settings: Settings = FOREVER) -> Analysis:
    return analysed(folder, [(at / 10, packet) for at, packet in enumerate(packets)], settings, handlers)


def counts(analysis: Analysis) -> list[tuple[int, ...]]:
    return [tuple(session.packets) for session in analysis.each_session()]


def moves(analysis: Analysis) -> list[tuple[str, int, int | None]]:
    return [(found.kind, found.packet, found.session) for found in traffic.unruled(analysis)]


def attributes(analysis: Analysis, session: int) -> dict[str, list[object]]:
    found: dict[str, list[object]] = {}
    for value in analysis.session(session).attributes:
        found.setdefault(value.name, []).append(value.value)
    return found


@pytest.mark.parametrize("handlers", HANDLERS)
@pytest.mark.parametrize("clients", [b"", CLIENTS])
@pytest.mark.parametrize("client", ["10.0.0.1", *EVERYWHERE[1:]])
def test_a_connection_is_one_session_from_wherever(tmp_path: Path, clients: bytes, client: str, handlers: int) -> None:
    """Also what the server sends there, where the client's id has no bytes."""
    moved = [sent(0, short(SERVERS), 50001, client=client), sent(1, short(clients), 50001, client=client),
             sent(0, short(SERVERS), 50001, client=client)]
    analysis = played(tmp_path, [*opening(clients), *moved], handlers)
    assert counts(analysis) == [(4, 4)]
    session = analysis.session(1)
    assert (session.initiator, session.initiator_port, session.path) == ("10.0.0.1", 50000, "eth.ip.udp.quic.tls")
    assert moves(analysis) == [("quic.moved", 6, 1)]
    assert attributes(analysis, 1)["quic.path_count"] == [2]


@pytest.mark.parametrize("handlers", HANDLERS)
def test_it_may_move_again_and_come_back(tmp_path: Path, handlers: int) -> None:
    there = [sent(0, short(SERVERS), 40000 + at, client=client) for at, client in enumerate(EVERYWHERE[1:])]
    back = [sent(0, short(SERVERS)), sent(1, short(CLIENTS))]
    analysis = played(tmp_path, [*opening(CLIENTS), *there, *back, *there], handlers)
    assert counts(analysis) == [(9, 4)]
    assert [packet for _, packet, _ in moves(analysis)] == [6, 7, 8]
    assert attributes(analysis, 1)["quic.path_count"] == [4]


@pytest.mark.parametrize("client", ["10.0.0.1", ELSEWHERE])
@pytest.mark.parametrize("port", [200, 60000])
def test_the_server_follows_its_client(tmp_path: Path, client: str, port: int) -> None:
    """Whatever the order of the ends is, and the id by which it addresses the client."""
    moved = [sent(0, short(SERVERS), port, client=client), sent(1, short(b"client-2"), port, client=client)]
    analysis = played(tmp_path, [*opening(CLIENTS), *moved], 3)
    assert counts(analysis) == [(3, 4)]


@pytest.mark.parametrize("handlers", [1, 3])
@pytest.mark.parametrize("client", ["10.0.0.1", ELSEWHERE])
def test_a_server_does_not_go_first(tmp_path: Path, client: str, handlers: int) -> None:
    """It sends to nobody who has not sent from there (RFC 9000 section 9): what begins so is another's."""
    analysis = played(tmp_path, [*opening(CLIENTS), sent(1, short(CLIENTS), 50001, client=client)], handlers)
    assert sorted(counts(analysis)) in ([(0, 1), (2, 3)], [(1, 0), (2, 3)])
    assert moves(analysis) == []


def test_a_client_that_moves_while_it_shakes_hands(tmp_path: Path) -> None:
    """An address translator may forget a binding at any time."""
    first, *others = opening(CLIENTS)
    moved = [sent(0, long_packet(2, bytes(30), SERVERS, CLIENTS), 50001, client=ELSEWHERE),
             sent(1, long_packet(2, bytes(30), CLIENTS, SERVERS), 50001, client=ELSEWHERE)]
    analysis = played(tmp_path, [first, others[0], *moved], 3)
    assert counts(analysis) == [(2, 2)]


@pytest.mark.parametrize("handlers", [1, 3])
@pytest.mark.parametrize("stranger", [
    sent(0, short(b"server-2"), 50001), sent(0, b"\x41", 50001), sent(0, b"", 50001),
    sent(0, short(b"server-2"), 50001, client=ELSEWHERE), sent(0, b"\x41", 50001, client=ELSEWHERE),
    sent(0, short(SERVERS), 50001, server="10.0.0.9"), udp(0, short(SERVERS), ports=(50001, 444)),
    sent(0, short(SERVERS), 50001, client=ELSEWHERE, server="10.0.0.9"),
    udp(0, short(SERVERS), ports=(50001, 444), client=ELSEWHERE),
    sent(1, short(SERVERS), 50001, client=ELSEWHERE), sent(0, short(FIRST_ID), 50001, client=ELSEWHERE),
    sent(0, b"\x01" + short(SERVERS)[1:], 50001), sent(0, b"\x01" + short(SERVERS)[1:], 50001, client=ELSEWHERE)])
def test_others_are_others(tmp_path: Path, stranger: Packet, handlers: int) -> None:
    """Another id, none, another server, another port of it, an id of the wrong side, one the client made up, no QUIC
    by its first byte."""
    analysis = played(tmp_path, [*opening(), stranger], handlers)
    assert sorted(counts(analysis)) == [(1, 0), (2, 3)] or sorted(counts(analysis)) == [(0, 1), (2, 3)]


@pytest.mark.parametrize("size", [0, 1, 3])
def test_short_ids_meet_by_chance(tmp_path: Path, size: int) -> None:
    servers = SERVERS[:size]
    analysis = played(tmp_path, [*opening(servers=servers), sent(0, short(servers), 50001, client=ELSEWHERE)])
    assert counts(analysis) == [(2, 3), (1, 0)]


@pytest.mark.parametrize("size", [4, 20])
def test_ids_of_all_other_sizes_tell(tmp_path: Path, size: int) -> None:
    servers = bytes(range(65, 65 + size))
    analysis = played(tmp_path, [*opening(servers=servers), sent(0, short(servers), 50001, client=ELSEWHERE)], 3)
    assert counts(analysis) == [(3, 3)]


@pytest.mark.parametrize("handlers", [1, 3])
def test_who_takes_anothers_id_takes_nothing_from_it(tmp_path: Path, handlers: int) -> None:
    """A connection goes on between its own ends whatever ids are said elsewhere, and its id stays its own."""
    thief = opening(clients=CLIENTS, servers=SERVERS, first=b"first-no2", port=41000, client=ELSEWHERE)
    moved = [sent(0, short(SERVERS), 50001, client="172.16.0.9"), sent(1, short(CLIENTS), 50001, client="172.16.0.9")]
    analysis = played(tmp_path, [*opening(CLIENTS), *thief, *opening(CLIENTS)[3:], *thief[3:], *moved], handlers)
    assert counts(analysis) == [(4, 5), (3, 4)]


@pytest.mark.parametrize("client", ["10.0.0.1", ELSEWHERE])
@pytest.mark.parametrize("handlers", [1, 3])
def test_a_new_connection_from_the_new_place_is_a_new_session(tmp_path: Path, client: str, handlers: int) -> None:
    again = opening(servers=b"server-2", first=b"first-id-2", port=50001, client=client)
    analysis = played(tmp_path, [*opening(), sent(0, short(SERVERS), 50001, client=client), *again], handlers)
    assert counts(analysis) == [(3, 3), (2, 3)]


def test_what_a_flood_of_ids_says_is_not_learnt(tmp_path: Path) -> None:
    """Only a connection's first packets name ids: nobody fills the table."""
    flood = [sent(1, long_packet(2, bytes(30), b"", b"flood-%03d" % at)) for at in range(50)]
    analysis = played(tmp_path, [*opening(), *flood, sent(0, short(b"flood-049"), 50001)])
    assert counts(analysis) == [(2, 53), (1, 0)]


@pytest.mark.parametrize("handlers", [1, 3])
@pytest.mark.parametrize("late", [0, 1])
@pytest.mark.parametrize("named", [
    [(b"victim-1", b"victim-1")], [(b"whatever", b"mine-own"), (b"mine-own", b"victim-1")],
    [(b"mine-own", b"other%03d" % at) for at in range(5)] + [(b"mine-own", b"victim-1")]])
def test_who_is_sent_back_what_it_says_names_nothing(tmp_path: Path, named: list[tuple[bytes, bytes]], late: int,
                                                     handlers: int) -> None:
    """A server that echoes long headers, soon or late, has no id of its own; others that it is addressed by go on."""
    said = [initial(crypto(HELLO), FIRST_ID, dcid, scid) for dcid, scid in named]
    echoed = [sent(way, payload, 7000, client="10.66.0.1") for payload in said for way in (0, 1)]
    echoed.sort(key=lambda packet: packet[UDP].sport == 443) if late else None
    theirs = [sent(0, b"\x41victim-1" + bytes(range(40)), 50001), sent(0, b"\x41victim-1" + bytes(range(40)), 50002)]
    analysis = played(tmp_path, [*echoed, *theirs], handlers)
    assert counts(analysis) == [(len(said), len(said)), (1, 0), (1, 0)]
    assert moves(analysis) == []


@pytest.mark.parametrize("handlers", [1, 3])
def test_who_comes_from_everywhere_is_not_followed_for_ever(tmp_path: Path, handlers: int) -> None:
    spoofed = [sent(0, short(SERVERS), 1000 + at, client=f"10.9.{at}.1") for at in range(80)]
    analysis = played(tmp_path, [*opening(), *spoofed, sent(0, short(SERVERS))], handlers)
    assert counts(analysis)[0] == (2 + 63 + 1, 3)
    assert len(counts(analysis)) == 1 + 80 - 63
    assert attributes(analysis, 1)["quic.path_count"] == [64]


@pytest.mark.parametrize("handlers", [1, 3])
def test_a_connection_ends_with_its_session(tmp_path: Path, handlers: int) -> None:
    late = (400.0, sent(0, short(SERVERS), 50001, client=ELSEWHERE))
    packets = [(at / 10, packet) for at, packet in enumerate(opening())]
    analysis = analysed(tmp_path, [*packets, late], Settings(), handlers)
    assert counts(analysis) == [(2, 3), (1, 0)]
    assert analysis.session(2).initiator == ELSEWHERE


@pytest.mark.parametrize("handlers", [1, 3])
def test_no_session_is_opened_between_ends_that_were_left(tmp_path: Path, handlers: int) -> None:
    """Where its session had to give way to others', what goes on is a session of the ends there are."""
    others = [udp(0, b"zzz", ports=(1000 + at, 9), client=f"10.9.0.{at + 1}", server="10.8.0.1") for at in range(50)]
    moved = [sent(0, short(SERVERS), 50001, client=ELSEWHERE), sent(1, short(CLIENTS), 50001, client=ELSEWHERE)]
    given = dataclasses.replace(FOREVER, active_sessions_max=4)
    analysis = played(tmp_path, [*opening(CLIENTS), *others, *moved], handlers, given)
    *_, last = analysis.each_session()
    assert (last.initiator, last.initiator_port, tuple(last.packets)) == (ELSEWHERE, 50001, (1, 1))
    assert "quic.moved" not in [kind for kind, _, _ in moves(analysis)]


@pytest.mark.parametrize("handlers", [1, 3])
def test_where_it_goes_on_in_a_tunnel(tmp_path: Path, handlers: int) -> None:
    """Between other ends inside one tunnel; what is in another tunnel is another's."""
    def inside(packet: Packet, number: int) -> Packet:
        outer = Ether() / IP(src="10.1.0.1", dst="10.1.0.2") / UDP(sport=5000, dport=4789)
        return outer / VXLAN(vni=number, flags=8) / packet
    moved = sent(0, short(SERVERS), 50001, client=ELSEWHERE)
    packets = [inside(packet, 5) for packet in [*opening(), moved]]
    analysis = played(tmp_path, [*packets, inside(moved, 6)], handlers)
    inner = [session for session in analysis.each_session() if session.path.count("udp") == 2]
    assert [tuple(session.packets) for session in inner] == [(3, 3), (1, 0)]


@pytest.mark.parametrize("handlers", [1, 3])
def test_whatever_vlan_each_direction_is_in(tmp_path: Path, handlers: int) -> None:
    def tagged(packet: Packet) -> Packet:
        vlan = 10 if packet[UDP].dport == 443 else 20
        return Ether(src=packet.src, dst=packet.dst) / Dot1Q(vlan=vlan) / packet[IP]
    moved = [sent(0, short(SERVERS), 50001, client=ELSEWHERE), sent(1, short(CLIENTS), 50001, client=ELSEWHERE)]
    analysis = played(tmp_path, [tagged(packet) for packet in [*opening(CLIENTS), *moved]], handlers)
    assert counts(analysis) == [(3, 4)]


def in_vlan(number: int, packets: Sequence[Packet]) -> list[Packet]:
    return [Ether(src=packet.src, dst=packet.dst) / Dot1Q(vlan=number) / packet[IP] for packet in packets]


@pytest.mark.parametrize("handlers", HANDLERS)
@pytest.mark.parametrize("servers", [b"server-2", SERVERS])
@pytest.mark.parametrize("moving", [10, 20])
@pytest.mark.parametrize("together", [False, True])
def test_each_vlan_has_its_own(tmp_path: Path, servers: bytes, moving: int, together: bool, handlers: int) -> None:
    """Equal ends in two VLANs are two connections, even if their servers choose equal ids."""
    ids = {10: SERVERS, 20: servers}
    first, second = (in_vlan(number, opening(servers=ids[number])) for number in (10, 20))
    both = [packet for pair in zip(first, second, strict=True) for packet in pair] if together else [*first, *second]
    moved = in_vlan(moving, [sent(0, short(ids[moving]), 50001, client=ELSEWHERE),
                             sent(1, short(b""), 50001, client=ELSEWHERE)])
    analysis = played(tmp_path, [*both, *moved], handlers)
    found = {tuple(session.vlan): tuple(session.packets) for session in analysis.each_session()}
    assert found == {(10,): (3, 4) if moving == 10 else (2, 3), (20,): (3, 4) if moving == 20 else (2, 3)}


@pytest.mark.parametrize("handlers", [1, 3])
def test_vlans_that_turn_out_to_be_two_networks(tmp_path: Path, handlers: int) -> None:
    """One seemed to have what the other lacked, and then both have both: nobody's datagram goes to the other's."""
    first, second = in_vlan(10, opening()), in_vlan(20, opening(servers=b"server-2"))
    mixed = [first[0], *second[1:3], *first[1:], second[0], *second[3:]]
    moved = in_vlan(20, [sent(0, short(b"server-2"), 50001, client=ELSEWHERE)])
    analysis = played(tmp_path, [*mixed, *moved], handlers)
    assert all(len(session.vlan) == 1 for session in analysis.each_session())
    assert analysis.session(analysis.packets.column("session")[-1]).vlan == (20,)


@pytest.mark.parametrize("other", range(1, 9))
def test_what_is_a_server_in_one_tunnel_is_none_in_others(tmp_path: Path, other: int) -> None:
    """Whichever handler has which tunnels."""
    def inside(packet: Packet, hosts: str, number: int) -> Packet:
        return (Ether() / IP(src=f"{hosts}.{other}", dst=f"{hosts}.100") / UDP(sport=5000, dport=4789)
                / VXLAN(vni=number, flags=8) / packet)
    ends = {"client": "10.2.0.1", "server": "10.2.0.2"}
    amid = [udp(1, short(CLIENTS), ports=(50000, 7777), **ends), udp(0, short(SERVERS), ports=(50000, 7777), **ends),
            udp(1, long_packet(2, bytes(30), CLIENTS, SERVERS), ports=(50000, 7777), **ends),
            udp(0, short(SERVERS), ports=(60000, 7777), client="10.2.0.77", server="10.2.0.2")]
    begun = udp(0, initial(crypto(HELLO), FIRST_ID, FIRST_ID, CLIENTS), ports=(50000, 7777))
    packets = [inside(begun, "192.168.1", 5), *(inside(packet, "192.168.2", 6) for packet in amid)]
    found = [counts(played(tmp_path, packets, handlers)) for handlers in HANDLERS]
    assert all(each == found[0] for each in found)


PHONES = [f"10.3.{at}.7" for at in range(6)]


def datagram(source: str, destination: str, ports: tuple[int, int], payload: bytes) -> Packet:
    return udp(0, payload, ports=ports, client=source, server=destination)


def forged(payload: bytes, port: int) -> Packet:
    """A stranger's first packet to this port, by which it names an id that others' datagrams have by chance."""
    first = initial(crypto(HELLO), b"whatever", b"whatever", payload[1:9])
    return datagram("10.66.0.1", "10.0.0.2", (7000, port), first)


def tunnelled(tunnel: int, size: int) -> bytes:
    """A T-PDU of GTP-U (3GPP TS 29.281)."""
    inner = bytes(IP(src="172.16.0.1", dst="172.16.0.2") / UDP(sport=1111, dport=2222) / bytes(size))
    return b"\x30\xff" + len(inner).to_bytes(2, "big") + tunnel.to_bytes(4, "big") + inner


@pytest.mark.parametrize("handlers", HANDLERS)
@pytest.mark.parametrize(("port", "payload"), [
    (5060, b"INVITE sip:u@10.3.0.7 SIP/2.0\r\nCSeq: 1 INVITE\r\n\r\n"), (9999, b"ANYTHING AT ALL"),
    (2152, tunnelled(7, 300)), (4789, bytes(8) + bytes(Ether() / IP(dst="10.9.9.9")))])
def test_who_names_what_others_are_sent_gets_nothing_of_it(tmp_path: Path, port: int, payload: bytes,
                                                           handlers: int) -> None:
    theirs = [datagram("10.0.0.2", phone, (port, port), payload) for phone in PHONES * 2]
    backs = [datagram(phone, "10.0.0.2", (port, port), payload) for phone in PHONES]
    without = played(tmp_path, [*theirs, *backs], handlers)
    alone = [(session.initiator, tuple(session.packets), session.path) for session in without.each_session()]
    attacked = played(tmp_path, [forged(payload, port), *theirs, *backs], handlers)
    found = [(session.initiator, tuple(session.packets), session.path) for session in attacked.each_session()]
    assert found[0][:2] == ("10.66.0.1", (1, 0))
    assert found[1:] == alone
    assert moves(attacked) == moves(without)


@pytest.mark.parametrize("handlers", [1, 3])
@pytest.mark.parametrize("port", [2152, 4789])
def test_a_tunnel_does_not_roam(tmp_path: Path, port: int, handlers: int) -> None:
    """Also if its end seems to have answered in QUIC: what it carries would change its tunnel."""
    def ported(packet: Packet) -> Packet:
        made = packet.copy()
        for end in ("sport", "dport"):
            if getattr(made[UDP], end) == 443:
                setattr(made[UDP], end, port)
        del made[UDP].chksum
        return made
    packets = [ported(packet) for packet in [*opening(CLIENTS), sent(0, short(SERVERS), 50001, client=ELSEWHERE)]]
    assert counts(played(tmp_path, packets, handlers)) == [(2, 3), (1, 0)]


def test_its_packets_are_looked_at_like_others(tmp_path: Path) -> None:
    for client in ("10.0.0.1", ELSEWHERE):
        analysis = played(tmp_path, [*opening(), sent(0, short(SERVERS), 50001, client=client)])
        packet = analysis.packet(6)
        assert (packet.path, packet.session) == ("eth.ip.udp.quic", 1)
        assert any(node.name == "quic" for node in packet.nodes)


def confusion(seed: int) -> list[Packet]:
    """Connections that move, begin anew, share ids and ends, in fragments and cut headers, in any order."""
    chance = random.Random(seed)
    ids = [b"server-1", b"server-2", b"abcd", b"client-1", b""]
    made: list[Packet] = []
    for _ in range(200):
        ends = {"client": chance.choice(EVERYWHERE), "server": chance.choice(["10.0.0.2", "10.0.0.3"])}
        port, servers, clients = chance.choice([200, 50000, 50001]), chance.choice(ids), chance.choice(ids)
        kind = chance.randrange(6)
        if kind == 0:
            made += opening(clients, servers, b"first-%02d" % chance.randrange(99), port, **ends)[:chance.randint(1, 5)]
        elif kind < 4:
            way = chance.randrange(2)
            made.append(sent(way, short(clients if way else servers), port, **ends))
        else:
            packet = sent(0, short(servers), port, **ends)
            if kind == 4:
                packet[IP].flags = "MF"
                made.append(packet)
                packet = sent(0, short(servers), port, **ends)
                packet[IP].frag = 6
            else:
                packet[UDP].len = chance.choice([4, 30, 49, 90])
            made.append(packet)
    return made


@pytest.mark.parametrize("seed", range(6))
def test_everything_is_the_same_for_any_number_of_handlers(tmp_path: Path, seed: int) -> None:
    packets = confusion(seed)
    found = []
    for handlers in HANDLERS:
        analysis = played(tmp_path, packets, handlers)
        found.append(([(session.id, session.initiator, session.initiator_port, tuple(session.packets), session.path,
                        attributes(analysis, session.id)) for session in analysis.each_session()], moves(analysis),
                      list(analysis.packets.column("session"))))
    assert all(other == found[0] for other in found[1:])
    assert any(kind == "quic.moved" for kind, _, _ in found[0][1])
