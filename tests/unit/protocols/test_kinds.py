"""Every protocol that has a port, played between hosts: cut by the capture at every byte, and read alike by any number
of handlers.

Conversations are `SAMPLES` of the tables' own tests, and those of compiled protocols below.
"""
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from netloupe_engine import Analysis, analyze
from tests.unit.capture.builders import NANOSECONDS, pcap
from tests.unit.capture.builders import Packet as Record
from tests.unit.protocols.application import test_websocket
from tests.unit.protocols.application.quic_packets import crypto, initial, long_packet
from tests.unit.protocols.application.tls_messages import client_hello, handshake
from tests.unit.protocols.test_tables import TABLES, samples
from tests.unit.traffic import FOREVER, START, tcp, udp

Conversation = Sequence[tuple[int, bytes]]
HELLO = handshake(1, client_hello([0x1301]))
GET, OK = b"GET /a HTTP/1.1\r\nHost: one.example\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi"
COMPILED: dict[str, tuple[int, bool, Conversation]] = {
    "dns": (53, True, [(0, bytes.fromhex("1234 0100 0001 0000 0000 0000 07 6578616d706c65 03 6e6574 00 0001 0001"))]),
    "http": (80, False, [(0, GET), (1, OK)]),
    "websocket": (80, False, [(0, test_websocket.REQUEST), (1, test_websocket.ANSWER % test_websocket.CHOSEN),
                              (0, test_websocket.frame(test_websocket.CONNECT)),
                              (1, test_websocket.frame(test_websocket.CONNACK, masked=False))]),
    "tls": (443, False, [(0, b"\x16\3\1" + len(HELLO).to_bytes(2, "big") + HELLO)]),
    "quic": (443, True, [(0, initial(crypto(HELLO), b"first-id", b"first-id", b"client-1")),
                         (1, initial(b"\1", b"first-id", b"client-1", b"server-1", server=True)),
                         (1, long_packet(2, bytes(30), b"client-1", b"server-1")), (0, b"\x41server-1" + bytes(40))]),
}


def port_of(key: str) -> tuple[int, bool] | None:
    """A port of the protocol's, and whether it is one of datagrams; None: others carry it."""
    for space, datagrams in (("udp.port", True), ("tcp.port", False)):
        ports: Any = TABLES[key].rides_on.get(space, ())
        ports = ports if isinstance(ports, tuple) else (ports,)
        if ports and (TABLES[key].framing is None or TABLES[key].datagrams) == datagrams:
            return int(ports[0]), datagrams
    return None


# Behind bytes that are lost, these may take the middle of a message for the beginning of one, and call it malformed.
LOST = ("iscsi", "pgsql", "zookeeper")
BEHIND_A_GAP = pytest.mark.xfail(reason="what a message of theirs begins with also stands in one", strict=True)
PLAYED = [key for key in TABLES if port_of(key) is not None] + list(COMPILED)


def conversations(key: str) -> list[tuple[int, bool, Conversation]]:
    if key in COMPILED:
        return [COMPILED[key]]
    port, datagrams = port_of(key) or (0, True)
    return [(port, datagrams, conversation) for conversation in samples(key)]


def frames(conversation: Conversation, port: int, datagrams: bool, **hosts: str) -> list[bytes]:
    ports = (40000, port)
    if datagrams:
        return [udp(way, message, ports=ports, **hosts) for way, message in conversation]
    sent = [1001, 5001]
    made = [tcp(0, "S", 1000, ports=ports, **hosts), tcp(1, "SA", 5000, 1001, ports=ports, **hosts),
            tcp(0, "A", 1001, 5001, ports=ports, **hosts)]
    for way, message in conversation:
        made.append(tcp(way, "PA", sent[way], sent[1 - way], message, ports=ports, **hosts))
        sent[way] += len(message)
    return made


def written(folder: Path, records: Sequence[tuple[bytes, int]]) -> Path:
    """A capture of packets, of which so many bytes were captured."""
    path = folder / "made.pcap"
    path.write_bytes(pcap((Record(data[:size], START + at * 10**7, len(data)) for at, (data, size)
                           in enumerate(records)), magic=NANOSECONDS))
    return path


def shown(analysis: Analysis) -> list[Any]:
    return [[(session.id, session.path, session.application, tuple(session.packets),
              [(value.name, value.value, value.packet) for value in session.attributes])
             for session in analysis.each_session()],
            [(found.kind, found.session, found.packet) for found in analysis.findings()]]


@pytest.mark.parametrize("key", PLAYED)
def test_any_number_of_handlers_reads_the_same(tmp_path: Path, key: str) -> None:
    """Conversations of several pairs of hosts at the same time."""
    played = [frames(conversation, port, datagrams, client=f"10.{pair}.0.1", server=f"10.0.{pair}.2")
              for pair in range(5) for port, datagrams, conversation in conversations(key)]
    records = []
    for turn in range(max(map(len, played))):
        records += [packets[turn] for packets in played if turn < len(packets)]
    path = written(tmp_path, [(data, len(data)) for data in records])
    one = shown(analyze(path, 1, FOREVER))
    assert any(key in session[1].split(".") for session in one[0])
    for handlers in (2, 3):
        assert shown(analyze(path, handlers, FOREVER)) == one


@pytest.mark.parametrize("key", [pytest.param(key, marks=BEHIND_A_GAP if key in LOST else ()) for key in PLAYED])
def test_cut_by_the_capture_at_every_byte(tmp_path: Path, key: str) -> None:
    """Bytes that were not captured are nobody's fault, and every packet counts."""
    records = []
    for number, (port, datagrams, conversation) in enumerate(conversations(key)):
        longest = max(len(message) for _, message in conversation)
        for size in range(min(longest, 300)):
            hosts = {"client": f"10.{number}.{size >> 8}.{size & 255}", "server": "192.168.0.1"}
            for data in frames(conversation, port, datagrams, **hosts):
                records.append((data, min(len(data), (42 if datagrams else 54) + size)))
    analysis = analyze(written(tmp_path, records), 1, FOREVER)
    assert sum(sum(session.packets) for session in analysis.each_session()) == len(records)
    assert {found.kind for found in analysis.findings()}.isdisjoint({"packet.malformed", "packet.odd"})
