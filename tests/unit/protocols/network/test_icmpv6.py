"""ICMPv6: errors, neighbour discovery with its options, multicast listeners, as scapy builds them."""
import struct
from typing import Any

import pytest
from scapy.layers import inet6
from scapy.layers.inet import IP, TCP

from netloupe_engine.model import Note
from tests.unit.protocols.layer import load

LAYER = load("network.icmpv6")


def message(packet: Any) -> bytes:
    """The ICMPv6 message alone: scapy wants an IPv6 header to compute the checksum."""
    return bytes(inet6.IPv6(src="fe80::1", dst="ff02::1") / packet)[40:]


@pytest.mark.parametrize(("kind", "is_response"), [(128, 0), (129, 1), (160, 0), (161, 1)])
def test_requests_and_replies_share_an_identifier(kind: int, is_response: int) -> None:
    facts = LAYER.facts(struct.pack("!BBHHH", kind, 0, 0, 0xABCD, 7))
    assert (facts["identifier"], facts["is_response"]) == (0xABCD, is_response)


def test_an_echo() -> None:
    shown = LAYER.shown(message(inet6.ICMPv6EchoReply(id=3, seq=9, data=b"hello")))
    assert (shown["type"], shown["identifier"], shown["sequence"], shown["data"]) == (129, 3, 9, b"hello")


@pytest.mark.parametrize("error", [
    inet6.ICMPv6DestUnreach(code=4), inet6.ICMPv6PacketTooBig(mtu=1280), inet6.ICMPv6TimeExceeded(),
    inet6.ICMPv6ParamProblem(ptr=40)])
def test_errors_quote_the_packet_they_are_about(error: Any) -> None:
    quoted = (inet6.IPv6(src="2001:db8::1", dst="2001:db8::2") / inet6.IPv6ExtHdrDestOpt()
              / TCP(sport=40000, dport=443, seq=99))
    data = message(error / quoted)
    assert LAYER.facts(data)["identifier"] == 0
    names = ("quoted_source", "quoted_destination", "quoted_protocol", "quoted_source_port", "quoted_destination_port",
             "quoted_sequence")
    assert LAYER.values(data, *names) == ["2001:db8::1", "2001:db8::2", 6, 40000, 443, 99]


def test_a_quoted_packet_of_the_other_version_has_no_addresses() -> None:
    data = message(inet6.ICMPv6TimeExceeded() / IP(src="192.0.2.1", dst="192.0.2.2") / TCP())
    assert LAYER.values(data, "quoted") == [None]
    assert not LAYER.values(data, "quoted_source", "quoted_destination", "quoted_protocol")


def test_what_each_error_adds() -> None:
    assert LAYER.values(message(inet6.ICMPv6PacketTooBig(mtu=1280)), "mtu") == [1280]
    assert LAYER.values(message(inet6.ICMPv6ParamProblem(ptr=40)), "pointer") == [40]


def test_a_router_advertisement() -> None:
    data = message(
        inet6.ICMPv6ND_RA(chlim=64, M=1, O=0, prf=3, routerlifetime=1800, reachabletime=5, retranstimer=6)
        / inet6.ICMPv6NDOptSrcLLAddr(lladdr="00:11:22:33:44:55") / inet6.ICMPv6NDOptMTU(mtu=1492)
        / inet6.ICMPv6NDOptPrefixInfo(prefix="2001:db8:7::", L=1, A=0, validlifetime=7, preferredlifetime=8)
        / inet6.ICMPv6NDOptRouteInfo(prefix="2001:db8:9::", plen=48, rtlifetime=9, prf=1)
        / inet6.ICMPv6NDOptRDNSS(dns=["2001:db8::53", "2001:db8::54"], lifetime=10)
        / inet6.ICMPv6NDOptDNSSL(searchlist=["example.com", "corp.example.com"], lifetime=11))
    shown = LAYER.shown(data)
    assert (shown["hop_limit"], shown["flag_managed"], shown["flag_other"]) == (64, True, False)
    assert (shown["router_lifetime"], shown["reachable_time"], shown["retransmit_time"]) == (1800, 5, 6)
    assert LAYER.values(data, "preference") == [3, 1]
    assert (shown["link_address"], shown["mtu"]) == ("00:11:22:33:44:55", 1492)
    assert LAYER.values(data, "prefix", "prefix_length") == [64, "2001:db8:7::", 48, "2001:db8:9::"]
    assert (shown["flag_on_link"], shown["flag_autonomous"], shown["preferred_lifetime"]) == (True, False, 8)
    assert LAYER.values(data, "dns_server") == ["2001:db8::53", "2001:db8::54"]
    assert LAYER.values(data, "search_domain") == ["example.com", "corp.example.com"]
    assert LAYER.values(data, "lifetime") == [7, 9, 10, 11]
    assert LAYER.notes(data) == set()


def test_neighbour_discovery() -> None:
    option = inet6.ICMPv6NDOptDstLLAddr(lladdr="02:00:00:00:00:09")
    shown = LAYER.shown(message(inet6.ICMPv6ND_NA(R=1, S=0, O=1, tgt="fe80::9") / option))
    assert (shown["flag_router"], shown["flag_solicited"], shown["flag_override"]) == (True, False, True)
    assert (shown["target"], shown["option_type"], shown["link_address"]) == ("fe80::9", 2, "02:00:00:00:00:09")
    assert LAYER.values(message(inet6.ICMPv6ND_NS(tgt="fe80::7")), "target") == ["fe80::7"]
    assert LAYER.values(message(inet6.ICMPv6ND_RS() / option), "link_address") == ["02:00:00:00:00:09"]


def test_a_redirect_quotes_the_packet() -> None:
    quoted = bytes(inet6.IPv6(src="2001:db8::1", dst="2001:db8::2") / TCP(sport=1, dport=2))
    data = message(inet6.ICMPv6ND_Redirect(tgt="fe80::2", dst="2001:db8::2")
                   / inet6.ICMPv6NDOptRedirectedHdr(pkt=quoted))
    assert LAYER.values(data, "target", "redirected", "quoted_destination_port") == ["fe80::2", "2001:db8::2", 2]


def test_multicast_listeners() -> None:
    first = message(inet6.ICMPv6MLQuery(mrd=1000, mladdr="ff02::9"))
    assert LAYER.values(first, "max_response_time", "group", "robustness") == [1000, "ff02::9"]
    query = message(inet6.ICMPv6MLQuery2(mrd=0x8000, mladdr="ff02::9", S=1, QRV=2, QQIC=0x80, sources=["2001:db8::1"]))
    assert LAYER.values(query, "max_response_time", "query_interval") == [0x1000 << 3, 16 << 3]    # RFC 3810, 5.1.3
    assert LAYER.values(query, "suppress", "robustness", "source") == [True, 2, "2001:db8::1"]
    report = message(inet6.ICMPv6MLReport2(records=[
        inet6.ICMPv6MLDMultAddrRec(rtype=4, dst="ff02::fb"),
        inet6.ICMPv6MLDMultAddrRec(rtype=5, dst="ff02::9", sources=["2001:db8::1"])]))
    assert LAYER.values(report, "record_type", "group", "source") == [4, "ff02::fb", 5, "ff02::9", "2001:db8::1"]
    assert LAYER.notes(report) == set()
    assert LAYER.values(message(inet6.ICMPv6MLDone(mladdr="ff02::9")), "group") == ["ff02::9"]


@pytest.mark.parametrize(("data", "note"), [
    (struct.pack("!BBHI", 133, 0, 0, 0) + b"\1\0" + bytes(6), Note.BAD_OPTION),
    (struct.pack("!BBHI", 133, 0, 0, 0) + b"\1\2" + bytes(6), Note.BAD_OPTION),
    (struct.pack("!BBHI", 135, 0, 0, 0) + bytes(15), Note.TRUNCATED),
    (struct.pack("!BBHHH", 143, 0, 0, 0, 2) + bytes(20), Note.BAD_LENGTH),
    (struct.pack("!BBHI", 134, 0, 0, 0) + bytes(8) + b"\x1f\2" + bytes(6) + b"\x3fa" + bytes(6), Note.BAD_OPTION)])
def test_what_does_not_fit_is_noted(data: bytes, note: Note) -> None:
    assert LAYER.verdict(data)[0] == "FINAL"
    assert LAYER.notes(data) == {note}


@pytest.mark.parametrize("size", range(8))
def test_a_cut_header_is_malformed(size: int) -> None:
    assert LAYER.verdict(bytes(size)) == ("MALFORMED", Note.TRUNCATED)
