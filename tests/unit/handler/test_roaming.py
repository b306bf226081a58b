"""QUIC connections that go on from another port: told by their connection ids (RFC 9000 section 9)."""
from collections.abc import Sequence
from pathlib import Path

import pytest
from scapy.packet import Packet

from netloupe_engine import Analysis
from tests.unit.protocols.application.quic_packets import crypto, initial, long_packet
from tests.unit.protocols.application.tls_messages import client_hello, handshake
from tests.unit.traffic import FOREVER, analysed, udp

HELLO = handshake(1, client_hello([0x1301]))
FIRST_ID, SERVERS, CLIENTS = b"first-id", b"server-1", b"client-1"


def sent(way: int, payload: bytes, port: int = 50000, **given: str) -> Packet:
    return udp(way, payload, ports=(port, 443), **given)


def short(dcid: bytes) -> bytes:
    return b"\x41" + dcid + bytes(range(40, 80))


def opening(clients: bytes = b"", servers: bytes = SERVERS, first: bytes = FIRST_ID, port: int = 50000) -> list[Packet]:
    return [sent(0, initial(crypto(HELLO), first, first, clients), port),
            sent(1, initial(b"\x01", first, clients, servers, server=True), port),
            sent(1, long_packet(2, bytes(30), clients, servers), port),
            sent(0, short(servers), port), sent(1, short(clients), port)]


def played(folder: Path, packets: Sequence[Packet], handlers: int = 1) -> Analysis:
    return analysed(folder, [(at / 10, packet) for at, packet in enumerate(packets)], FOREVER, handlers)


def counts(analysis: Analysis) -> list[tuple[int, ...]]:
    return [tuple(session.packets) for session in analysis.each_session()]


@pytest.mark.parametrize("handlers", [1, 3])
@pytest.mark.parametrize("clients", [b"", CLIENTS])
def test_a_connection_is_one_session_from_whatever_port(tmp_path: Path, clients: bytes, handlers: int) -> None:
    """Also what the server sends to the new port, where the client's id has no bytes."""
    moved = [sent(0, short(SERVERS), 50001), sent(1, short(clients), 50001), sent(0, short(SERVERS), 50001)]
    analysis = played(tmp_path, [*opening(clients), *moved], handlers)
    assert counts(analysis) == [(4, 4)]
    session = analysis.session(1)
    assert (session.initiator_port, session.path) == (50000, "eth.ip.udp.quic.tls")
    assert [(found.kind, found.packet) for found in analysis.findings()] == [("quic.moved", 6)]


def test_whoever_of_its_hosts_speaks_first_from_there(tmp_path: Path) -> None:
    """The client's id tells as well as the server's, whatever the order of the ports is."""
    analysis = played(tmp_path, [*opening(CLIENTS), sent(1, short(CLIENTS), 200), sent(0, short(SERVERS), 200)])
    assert counts(analysis) == [(3, 4)]


@pytest.mark.parametrize("stranger", [
    sent(0, short(b"server-2"), 50001), sent(0, b"\x41", 50001), sent(0, b"", 50001),
    sent(0, short(SERVERS), 50001, client="10.0.0.9"), sent(0, short(SERVERS), 50001, server="10.0.0.9"),
    udp(0, short(SERVERS), ports=(50001, 444))])
def test_others_are_others(tmp_path: Path, stranger: Packet) -> None:
    """Another id, none, other hosts, another port of the server."""
    analysis = played(tmp_path, [*opening(), stranger])
    assert counts(analysis) == [(2, 3), (1, 0)]


def test_short_ids_meet_by_chance(tmp_path: Path) -> None:
    analysis = played(tmp_path, [*opening(servers=b"1234567"), sent(0, short(b"1234567"), 50001)])
    assert counts(analysis) == [(2, 3), (1, 0)]


def test_a_new_connection_from_the_new_port_is_a_new_session(tmp_path: Path) -> None:
    again = opening(servers=b"server-2", first=b"first-id-2", port=50001)
    analysis = played(tmp_path, [*opening(), sent(0, short(SERVERS), 50001), *again])
    assert counts(analysis) == [(3, 3), (2, 3)]


def test_what_a_flood_of_ids_says_is_not_learnt(tmp_path: Path) -> None:
    """Only a connection's first packets name ids: nobody fills the table."""
    flood = [sent(1, long_packet(2, bytes(30), b"", b"flood-%03d" % at)) for at in range(50)]
    analysis = played(tmp_path, [*opening(), *flood, sent(0, short(b"flood-049"), 50001)])
    assert counts(analysis) == [(2, 53), (1, 0)]


def test_its_packets_are_looked_at_like_others(tmp_path: Path) -> None:
    analysis = played(tmp_path, [*opening(), sent(0, short(SERVERS), 50001)])
    assert analysis.packet(6).path == "eth.ip.udp.quic"
