"""ICMP: messages of RFC 792 and its successors as scapy builds them."""
import struct

import pytest
from scapy.layers.inet import ICMP, IP, TCP, UDP

from netloupe_engine.model import Note
from tests.unit.protocols.layer import load

LAYER = load("network.icmp")


@pytest.mark.parametrize(("kind", "is_response"), [
    (8, 0), (0, 1), (13, 0), (14, 1), (15, 0), (16, 1), (17, 0), (18, 1)])
def test_requests_and_replies_share_an_identifier(kind: int, is_response: int) -> None:
    stated = LAYER.classify(bytes(ICMP(type=kind, id=0xABCD, seq=7)) + b"abc")
    assert (stated["verdict"], stated["header"]) == ("FINAL", 8)
    facts = stated["facts"]
    assert (facts["identifier"], facts["is_response"]) == (0xABCD, is_response)


def test_an_echo() -> None:
    message = bytes(ICMP(type=8, id=3, seq=9) / b"hello")
    shown = LAYER.shown(message)
    assert (shown["type"], shown["code"], shown["message"]) == (8, 0, 0x0800)
    assert (shown["identifier"], shown["sequence"], shown["data"]) == (3, 9, b"hello")
    assert shown["checksum_status"] == 0
    assert LAYER.values(message[:-1] + b"x", "checksum_status") == [1]
    assert LAYER.facts(message)["payload_length"] == 5


@pytest.mark.parametrize("kind", [3, 4, 5, 11, 12])
def test_errors_quote_the_packet_they_are_about(kind: int) -> None:
    quoted = IP(src="10.0.0.1", dst="192.0.2.7") / TCP(sport=40000, dport=443, seq=99)
    message = bytes(ICMP(type=kind) / bytes(quoted)[:28])
    assert LAYER.facts(message)["identifier"] == 0
    names = ("quoted_source", "quoted_destination", "quoted_protocol", "quoted_source_port", "quoted_destination_port",
             "quoted_sequence")
    assert LAYER.values(message, *names) == ["10.0.0.1", "192.0.2.7", 6, 40000, 443, 99]


def test_what_each_error_adds() -> None:
    quoted = IP() / UDP(sport=1, dport=2)
    assert LAYER.shown(bytes(ICMP(type=5, code=1, gw="10.0.0.254") / quoted))["gateway"] == "10.0.0.254"
    assert LAYER.shown(bytes(ICMP(type=12, ptr=21) / quoted))["pointer"] == 21
    assert LAYER.shown(bytes(ICMP(type=3, code=4, nexthopmtu=1400) / quoted))["next_hop_mtu"] == 1400
    assert "next_hop_mtu" not in LAYER.shown(bytes(ICMP(type=3, code=3) / quoted))


def test_a_quoted_echo_and_a_quoted_fragment() -> None:
    echo = bytes(ICMP(type=11) / IP() / ICMP(type=8, id=77))
    assert LAYER.values(echo, "quoted_identifier", "quoted_source_port") == [77]
    fragment = bytes(ICMP(type=11, code=1) / IP(frag=100, proto=17) / bytes(8))
    assert LAYER.values(fragment, "quoted_protocol", "quoted_source_port") == [17]


def test_times_masks_and_routers() -> None:
    times = bytes(ICMP(type=14, ts_ori=1, ts_rx=2, ts_tx=3))
    assert LAYER.values(times, "originate_time", "receive_time", "transmit_time") == [1, 2, 3]
    assert LAYER.values(bytes(ICMP(type=18, addr_mask="255.255.255.0")), "address_mask") == ["255.255.255.0"]
    routers = struct.pack("!BBHBBH", 9, 0, 0, 2, 2, 1800) + b"\x0a\0\0\1" + bytes(4) + b"\x0a\0\0\2" + bytes(4)
    assert LAYER.values(routers, "router_lifetime", "router") == [1800, "10.0.0.1", "10.0.0.2"]
    entries_of_no_size = struct.pack("!BBHBBH", 9, 0, 0, 255, 0, 1800) + bytes(64)
    assert LAYER.values(entries_of_no_size, "router") == []


@pytest.mark.parametrize("size", range(8))
def test_a_cut_header_is_malformed(size: int) -> None:
    assert LAYER.verdict(bytes(size)) == ("MALFORMED", Note.TRUNCATED)
