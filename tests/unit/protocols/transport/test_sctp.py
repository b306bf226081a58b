"""SCTP's chunks, made by scapy or laid out by hand as RFC 9260 draws them."""
import struct

import pytest
from scapy.layers.sctp import (
    SCTP as SCAPY_SCTP,
)
from scapy.layers.sctp import (
    SCTPChunkAbort,
    SCTPChunkData,
    SCTPChunkInit,
    SCTPChunkParamIPv4Addr,
    SCTPChunkParamIPv6Addr,
    SCTPChunkSACK,
    SCTPChunkShutdown,
)
from scapy.packet import Packet

from netloupe_engine.model import Note
from tests.unit.protocols.layer import load

SCTP = load("transport.sctp")
DATA = 128


def packet(*chunks: Packet | bytes, tag: int = 0x1234) -> bytes:
    return bytes(SCAPY_SCTP(sport=2905, dport=2906, tag=tag)) + b"".join(map(bytes, chunks))


def chunk(kind: int, flags: int, content: bytes) -> bytes:
    return struct.pack("!BBH", kind, flags, 4 + len(content)) + content + bytes(-len(content) % 4)


def test_data_says_whose_it_is() -> None:
    data = packet(SCTPChunkData(reserved=0, unordered=1, beginning=1, ending=1, tsn=7, stream_id=3, stream_seq=9,
                                proto_id=18, data=b"abcde"))
    assert SCTP.verdict(data) == ("FINAL", Note.NONE)
    facts = SCTP.facts(data)
    assert (facts["ports"], facts["seq"], facts["ack"], facts["payload_length"]) == ((2905, 2906), 0x1234, 18, 5)
    assert (facts["tcp_flags"], facts["protocol"]) == (DATA, 132)
    shown = SCTP.shown(data)
    assert [shown[name] for name in ("tsn", "stream", "stream_sequence", "payload_protocol", "data_length")] == [
        7, 3, 9, 18, 5]
    assert (shown["flag_unordered"], shown["flag_beginning"], shown["flag_ending"]) == (True, True, True)


def test_several_chunks_in_one_packet() -> None:
    bundled = packet(SCTPChunkSACK(cumul_tsn_ack=5, a_rwnd=1000, gap_ack_list=["2:3"], dup_tsn_list=[4]),
                     chunk(0, 3, struct.pack("!IHHI", 1, 0, 0, 3) + b"abc"),
                     chunk(64, 3, struct.pack("!IHHII", 2, 0, 0, 0, 46) + b"abcd"))
    assert SCTP.values(bundled, "chunk_type") == [3, 0, 64]
    assert SCTP.values(bundled, "cumulative_tsn", "window", "gap_start", "gap_end", "duplicate_tsn") == [
        5, 1000, 2, 3, 4]
    assert SCTP.values(bundled, "payload_protocol") == [3, 46]
    assert SCTP.facts(bundled)["payload_length"] == 7


def test_openings_name_all_addresses() -> None:
    opening = packet(SCTPChunkInit(init_tag=99, a_rwnd=65536, n_out_streams=10, n_in_streams=20, init_tsn=5, params=[
        SCTPChunkParamIPv4Addr(addr="192.0.2.9"), SCTPChunkParamIPv6Addr(addr="2001:db8::9")]), tag=0)
    assert (SCTP.facts(opening)["ack"], SCTP.facts(opening)["tcp_flags"]) == (99, 1)
    shown = SCTP.shown(opening)
    assert (shown["initiate_tag"], shown["outbound_streams"], shown["inbound_streams"], shown["initial_tsn"]) == (
        99, 10, 20, 5)
    assert (shown["address"], shown["address6"]) == ("192.0.2.9", "2001:db8::9")
    answer = packet(chunk(2, 0, struct.pack("!IIHHI", 77, 1000, 1, 1, 1) + struct.pack("!HH4s", 7, 8, b"cook")))
    assert (SCTP.facts(answer)["ack"], SCTP.facts(answer)["is_response"]) == (77, 1)
    assert SCTP.values(answer, "parameter_type", "data") == [7, b"cook"]


@pytest.mark.parametrize(("kind", "bit"), [
    (1, 1), (2, 2), (10, 4), (11, 8), (7, 16), (8, 16), (14, 32), (6, 64), (0, 128), (64, 128), (3, 0), (4, 0),
    (193, 0)])
def test_what_changes_an_association(kind: int, bit: int) -> None:
    assert SCTP.facts(packet(chunk(kind, 0, bytes(24))))["tcp_flags"] == bit


def test_other_chunks() -> None:
    assert SCTP.shown(packet(SCTPChunkShutdown(cumul_tsn_ack=9)))["cumulative_tsn"] == 9
    assert SCTP.shown(packet(chunk(192, 0, struct.pack("!IHH", 8, 1, 1))))["cumulative_tsn"] == 8
    assert SCTP.shown(packet(SCTPChunkAbort(error_causes=struct.pack("!HH", 12, 4))))["cause"] == 12
    asconf = packet(chunk(193, 0, struct.pack("!IHH4B", 1, 5, 8, 10, 0, 0, 9)))
    assert SCTP.shown(asconf)["address"] == "10.0.0.9"
    assert SCTP.shown(packet(chunk(15, 0, b"hmac")))["data"] == b"hmac"
    beat = packet(chunk(4, 0, struct.pack("!HH4s", 1, 8, b"info")))
    assert SCTP.values(beat, "parameter_type", "data") == [1, b"info"]


@pytest.mark.parametrize("broken", [b"\0\3\0\3", b"\0\3\0\xff" + bytes(20), b"\1\0\0\0"])
def test_lengths_that_contradict_the_packet_are_noted(broken: bytes) -> None:
    assert SCTP.verdict(packet(broken)) == ("FINAL", Note.BAD_LENGTH)


def test_in_udp_only_what_is_clean() -> None:
    inside = {"source": bytes(4), "target": bytes(4), "protocol": 17}
    assert SCTP.verdict(packet(chunk(4, 0, b"info")), **inside) == ("FINAL", Note.NONE)
    for other in (packet(b"\x30\0\0\4"), packet(b"\4\0\0\xff"), bytes(16), packet()):
        assert SCTP.verdict(other, **inside)[0] == "NOT_MINE"
    assert SCTP.verdict(b"\0" * 11) == ("MALFORMED", Note.TRUNCATED)
