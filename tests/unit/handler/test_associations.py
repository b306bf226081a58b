"""SCTP associations: their states, several addresses, tags that do not fit."""
import struct
from collections.abc import Sequence
from pathlib import Path

import pytest
from scapy.layers.inet import IP, UDP
from scapy.layers.l2 import Ether
from scapy.layers.sctp import SCTP
from scapy.packet import Packet, Raw
from scapy.utils import RawPcapReader

from netloupe_engine import Analysis
from tests.unit.traffic import CLIENT, SERVER, analysed

ETHER = Ether(src="02:00:00:00:00:01", dst="02:00:00:00:00:02")
ENDS = (CLIENT, SERVER)
OTHERS = ("10.1.0.1", "10.1.0.2")
PORTS = (40000, 36412)
TAGS = (0xB, 0xA)               # of packets of each direction: the receiver's


def chunk(kind: int, flags: int = 0, content: bytes = b"") -> bytes:
    return struct.pack("!BBH", kind, flags, 4 + len(content)) + content + bytes(-len(content) % 4)


def data(text: bytes, payload: int = 18) -> bytes:
    return chunk(0, 3, struct.pack("!IHHI", 1, 0, 0, payload) + text)


def sent(way: int, *chunks: bytes, tag: int | None = None, ends: Sequence[str] = ENDS) -> Packet:
    header = SCTP(sport=PORTS[way], dport=PORTS[1 - way], tag=TAGS[way] if tag is None else tag)
    return ETHER / IP(src=ends[way], dst=ends[1 - way], proto=132) / Raw(bytes(header) + b"".join(chunks))


OPENING = [sent(0, chunk(1, 0, struct.pack("!IIHHI", 0xA, 9, 1, 1, 1)), tag=0),
           sent(1, chunk(2, 0, struct.pack("!IIHHI", 0xB, 9, 1, 1, 1))), sent(0, chunk(10, 0, b"cook")),
           sent(1, chunk(11))]


def played(folder: Path, packets: Sequence[Packet], handlers: int = 1) -> Analysis:
    return analysed(folder, [(at / 10, packet) for at, packet in enumerate(packets)], handlers=handlers)


def story(analysis: Analysis, number: int = 1) -> list[tuple[str, int]]:
    return [(state.state.name, state.packet) for state in analysis.session(number).states]


def test_an_association_from_opening_to_shutdown(tmp_path: Path) -> None:
    analysis = played(tmp_path, [*OPENING, sent(0, data(b"hello")), sent(1, chunk(3, 0, bytes(12)) + data(b"world!")),
                                 sent(0, chunk(7, 0, bytes(4))), sent(1, chunk(8)), sent(0, chunk(14))])
    session = analysis.session(1)
    assert story(analysis) == [("NEW", 1), ("ESTABLISHED", 4), ("ACTIVE", 5), ("CLOSING", 7), ("CLOSED", 9)]
    assert (session.end_reason.name, session.payload_bytes) == ("GRACEFUL", (5, 6))
    assert (session.initiator, session.application, session.path) == (CLIENT, "s1ap", "eth.ip.sctp.s1ap")
    assert analysis.findings() == []


def test_data_that_comes_with_the_cookie_counts_once_it_is_accepted(tmp_path: Path) -> None:
    analysis = played(tmp_path, [*OPENING[:2], sent(0, chunk(10, 0, b"cook"), data(b"early")), OPENING[3]])
    assert story(analysis) == [("NEW", 1), ("ESTABLISHED", 4), ("ACTIVE", 4)]


def test_an_abort_closes_and_is_found(tmp_path: Path) -> None:
    analysis = played(tmp_path, [*OPENING, sent(0, data(b"x")), sent(1, chunk(6))])
    assert story(analysis)[-2:] == [("CLOSING", 6), ("CLOSED", 6)]
    assert analysis.session(1).end_reason.name == "RESET"
    assert [(found.kind, found.packet) for found in analysis.findings()] == [("sctp.abort", 6)]


@pytest.mark.parametrize("ending", [chunk(6), chunk(7, 0, bytes(4)), chunk(14)])
def test_what_carries_another_tag_changes_nothing(tmp_path: Path, ending: bytes) -> None:
    analysis = played(tmp_path, [*OPENING, sent(0, ending, tag=0x666), sent(0, data(b"x"))])
    assert story(analysis) == [("NEW", 1), ("ESTABLISHED", 4), ("ACTIVE", 6)]
    assert [(found.kind, found.packet) for found in analysis.findings()] == [("sctp.discarded", 5)]
    assert analysis.session(1).packets == (4, 2)


def test_an_abort_may_reflect_the_senders_tag(tmp_path: Path) -> None:
    analysis = played(tmp_path, [*OPENING, sent(1, chunk(6, 1), tag=TAGS[0])])
    assert analysis.session(1).state.name == "CLOSED"


def test_a_capture_that_begins_in_the_middle(tmp_path: Path) -> None:
    analysis = played(tmp_path, [sent(1, data(b"x")), sent(0, chunk(3, 0, bytes(12))), sent(1, data(b"x"))])
    assert story(analysis) == [("NEW", 1), ("ESTABLISHED", 2), ("ACTIVE", 2)]


def test_a_new_association_of_the_same_ends(tmp_path: Path) -> None:
    analysis = played(tmp_path, [*OPENING, sent(0, chunk(6)), *OPENING])
    assert [session.packets for session in analysis.each_session()] == [(3, 2), (2, 2)]


@pytest.mark.parametrize("handlers", [1, 3])
def test_several_addresses_are_one_association(tmp_path: Path, handlers: int) -> None:
    """A second address pair, and a packet that crosses over."""
    beat = chunk(4, 0, struct.pack("!HH4s", 1, 8, b"info"))
    crossed = (CLIENT, OTHERS[1])
    other = sent(0, data(b"x"), tag=0x999, ends=("10.7.0.1", "10.7.0.2"))
    analysis = played(tmp_path, [*OPENING, other, sent(0, beat, ends=OTHERS), sent(1, data(b"answer"), ends=OTHERS),
                                 sent(0, data(b"hello"), ends=crossed), sent(1, data(b"x"))], handlers)
    assert [(session.packets, session.payload_bytes) for session in analysis.each_session()] == [
        ((4, 4), (5, 7)), ((1, 0), (1, 0))]


def test_payloads_are_named_by_their_protocol(tmp_path: Path) -> None:
    names = {3: "m3ua", 18: "s1ap", 46: "diameter", 60: "ngap", 0: "", 4242: ""}
    for payload, name in names.items():
        session = played(tmp_path, [*OPENING, sent(0, data(b"\xfe\xfe", payload))]).session(1)
        assert session.application == name


def test_in_udp_it_is_a_session_of_its_own(tmp_path: Path) -> None:
    packets = [ETHER / IP(src=packet[IP].src, dst=packet[IP].dst) / UDP(sport=9899, dport=9899)
               / Raw(bytes(packet[IP].payload)) for packet in [*OPENING, sent(0, data(b"hello"))]]
    analysis = played(tmp_path, packets)
    assert [(session.protocol, session.parent, session.application, session.packets) for session in
            analysis.each_session()] == [("udp", 0, "sctp", (3, 2)), ("sctp", 1, "s1ap", (3, 2))]
    assert story(analysis, 2)[-1][0] == "ACTIVE"
    assert analysis.session(2).path == "eth.ip.udp.sctp.s1ap"


def test_what_was_recognised_stays_so_when_data_is_lost(tmp_path: Path, captures: Path) -> None:
    """Without its 50th packet, the rest of a response is nobody's message."""
    with RawPcapReader(str(captures / "sctp_www.pcap")) as reader:
        packets = [packet for number, (packet, _) in enumerate(reader, 1) if number != 50]
    for session in analysed(tmp_path, [(at / 100, packet) for at, packet in enumerate(packets)]).each_session():
        assert (session.application, session.confidence.name) in {("http", "CERTAIN"), ("", "NONE")}
