"""IPv6: scapy's packets, chains of extension headers, jumbograms (RFC 2675), lengths that lie."""
import struct

import pytest
from scapy.layers.inet6 import (
    HAO,
    ICMPv6EchoRequest,
    IPv6,
    IPv6ExtHdrDestOpt,
    IPv6ExtHdrFragment,
    IPv6ExtHdrHopByHop,
    IPv6ExtHdrRouting,
    IPv6ExtHdrSegmentRouting,
    Jumbo,
    RouterAlert,
)
from scapy.layers.ipsec import AH

from netloupe_engine.model import Note
from tests.unit.protocols.layer import load

LAYER = load("network.ipv6")
UDP = b"\x00\x35\x00\x35\x00\x08\x00\x00"


def packet(next_header: int, payload: bytes, length: int | None = None) -> bytes:
    """An IPv6 header before `payload`."""
    return (struct.pack("!IHBB", 6 << 28, len(payload) if length is None else length, next_header, 64)
            + bytes(15) + b"\1" + bytes(15) + b"\2" + payload)


def test_a_header() -> None:
    data = bytes(IPv6(src="2001:db8::1", dst="ff02::fb", tc=0xBA, fl=0xABCDE, hlim=255, nh=17) / UDP)
    assert LAYER.child(data + bytes(5)) == ("ip.protocol", 17)
    assert LAYER.classify(data + bytes(5))["extent"] == 48
    assert LAYER.shown(data) == {
        "version": 6, "traffic_class": 0xBA, "dscp": 46, "ecn": 2, "flow_label": 0xABCDE, "payload_length": 8,
        "next_header": 17, "hop_limit": 255, "source": "2001:db8::1", "destination": "ff02::fb", "protocol": 17}
    facts = LAYER.facts(data)
    assert (facts["family"], facts["protocol"], facts["network_length"]) == (6, 17, 8)
    assert facts["source"] == bytes.fromhex("20010db8000000000000000000000001")


def test_a_chain_of_extension_headers() -> None:
    data = bytes(
        IPv6(src="::1", dst="::2") / IPv6ExtHdrHopByHop(options=[RouterAlert(value=0)])
        / IPv6ExtHdrRouting(addresses=["2001:db8::5", "2001:db8::6"], segleft=1)
        / IPv6ExtHdrDestOpt(options=[HAO(hoa="2001:db8::9")]) / ICMPv6EchoRequest(id=1))
    assert LAYER.child(data) == ("ip.protocol", 58)
    stated = LAYER.classify(data)
    assert stated["header"] == 40 + 8 + 40 + 24
    assert (stated["facts"]["protocol"], stated["facts"]["network_length"]) == (58, 8)
    assert LAYER.values(data, "extension_type", "extension_count", "protocol") == [0, 43, 60, 58, 3]
    assert LAYER.values(data, "option_router_alert", "option_home_address") == [0, "2001:db8::9"]
    assert LAYER.values(data, "routing_type", "routing_segments_left", "routing_address") == [
        0, 1, "2001:db8::5", "2001:db8::6"]


def test_segment_routing() -> None:
    data = bytes(IPv6() / IPv6ExtHdrSegmentRouting(addresses=["2001:db8::a", "2001:db8::b"], segleft=1) / UDP)
    assert LAYER.values(data, "routing_type", "routing_address") == [4, "2001:db8::a", "2001:db8::b"]


def test_authentication_header() -> None:
    data = bytes(IPv6(dst="::2") / AH(nh=17, spi=0x1234, seq=9, icv=b"0123456789ab", payloadlen=4) / UDP)
    assert LAYER.child(data) == ("ip.protocol", 17)
    assert LAYER.values(data, "ah_spi", "ah_sequence", "ah_check") == [0x1234, 9, b"0123456789ab"]


@pytest.mark.parametrize(("offset", "more", "verdict"), [(0, 1, "FRAGMENT"), (181, 0, "FRAGMENT"), (0, 0, "NEXT")])
def test_fragments_but_not_atomic_ones(offset: int, more: int, verdict: str) -> None:
    data = bytes(IPv6(dst="::2") / IPv6ExtHdrFragment(offset=offset, m=more, id=0xCAFEF00D, nh=17) / UDP)
    stated = LAYER.classify(data)
    assert (stated["verdict"], stated["key"], stated["header"]) == (verdict, 17, 48)
    assert LAYER.values(data, "fragment_offset", "fragment_more", "fragment_id") == [offset * 8, more, 0xCAFEF00D]
    facts = stated["facts"]
    assert (facts["protocol"], facts["network_length"]) == (17, 8)
    if verdict == "FRAGMENT":
        assert (facts["fragment_id"], facts["fragment_at"], facts["fragment_more"]) == (0xCAFEF00D, offset * 8, more)


def test_an_inner_packet_does_not_inherit_the_outer_fragment() -> None:
    facts = LAYER.facts(packet(17, UDP))
    assert (facts["fragment_id"], facts["fragment_at"], facts["fragment_more"]) == (0, 0, 0)


def test_jumbograms_say_their_length_in_an_option() -> None:
    data = bytes(IPv6(plen=0) / IPv6ExtHdrHopByHop(options=[Jumbo(jumboplen=70_000)])) + bytes(70_000 - 8)
    data = data[:6] + b"\0" + data[7:40] + b"\x11" + data[41:]
    stated = LAYER.classify(data + bytes(100))
    assert (stated["verdict"], stated["extent"]) == ("NEXT", 40 + 70_000)
    assert stated["facts"]["network_length"] == 70_000 - 8
    assert LAYER.values(data, "option_jumbo_length") == [70_000]


def test_length_zero_without_that_option_means_everything_there_is() -> None:
    stated = LAYER.classify(packet(6, bytes(3000), length=0))
    assert (stated["extent"], stated["facts"]["network_length"]) == (3040, 3000)


def test_no_next_header_ends_the_packet() -> None:
    assert LAYER.verdict(packet(59, b"")) == ("FINAL", Note.NONE)
    assert LAYER.verdict(packet(60, b"\x3b\0\1\4\0\0\0\0")) == ("FINAL", Note.NONE)


def test_a_length_beyond_the_bytes_is_kept_in_the_facts() -> None:
    stated = LAYER.classify(packet(17, UDP, length=1000))
    assert (stated["verdict"], stated["extent"], stated["note"]) == ("NEXT", 1040, Note.TRUNCATED)
    assert stated["facts"]["network_length"] == 1000


@pytest.mark.parametrize(("data", "note"), [
    (packet(17, UDP)[:39], Note.TRUNCATED), (b"\x45" + bytes(39), Note.BAD_VALUE),
    (packet(0, b"\x11\0\1\4"), Note.BAD_LENGTH), (packet(0, b"\x11\1\1\4\0\0\0\0"), Note.BAD_LENGTH),
    (packet(0, b"\x11\1\1\4\0\0\0\0", length=16), Note.TRUNCATED),
    (packet(44, b"\x11\0\0"), Note.BAD_LENGTH)])
def test_headers_that_cannot_be_trusted(data: bytes, note: Note) -> None:
    assert LAYER.verdict(data) == ("MALFORMED", note)


@pytest.mark.parametrize(("count", "verdict"), [(16, ("NEXT", Note.NONE)), (17, ("MALFORMED", Note.DEPTH_LIMIT))])
def test_no_more_than_sixteen_extension_headers(count: int, verdict: tuple[str, Note]) -> None:
    chain = b"\x3c\0\1\4\0\0\0\0" * (count - 1) + b"\x11\0\1\4\0\0\0\0"
    assert LAYER.verdict(packet(60, chain + UDP)) == verdict


@pytest.mark.parametrize("options", [b"\x05\x09\0\0\0\0", b"\1\2\0\0\x05\1"])
def test_impossible_options_are_noted(options: bytes) -> None:
    data = packet(0, b"\x11\0" + options + UDP)
    assert LAYER.verdict(data)[0] == "NEXT"
    assert LAYER.notes(data) == {Note.BAD_OPTION}
