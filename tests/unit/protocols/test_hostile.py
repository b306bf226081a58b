"""Every layer against cut, bent and random bytes: it answers, within the bytes, and says what is wrong.

The workbench lays the bytes before a page that cannot be read and checks the invariants of `classify`, so reaching the
end of a test is most of it.
"""
import struct
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scapy.layers import dot11, inet, inet6, l2

from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.layer import Layer, load

OUTER = inet6.IPv6(src="::1", dst="::2")
CHAIN = (OUTER / inet6.IPv6ExtHdrHopByHop(options=[inet6.RouterAlert()])
         / inet6.IPv6ExtHdrRouting(addresses=["::3"]) / inet6.IPv6ExtHdrFragment(offset=1, id=7) / bytes(16))
ADVERTISEMENT = (OUTER / inet6.ICMPv6ND_RA() / inet6.ICMPv6NDOptPrefixInfo() / inet6.ICMPv6NDOptMTU()
                 / inet6.ICMPv6NDOptRDNSS(dns=["::5"]) / inet6.ICMPv6NDOptRouteInfo(plen=48)
                 / inet6.ICMPv6NDOptDNSSL(searchlist=["example.com"]))
SAMPLES: dict[str, list[Any]] = {
    "link.eth": [
        l2.Ether(dst="ff:ff:ff:ff:ff:ff", src="02:00:00:00:00:01") / bytes(46),
        l2.Dot3(dst="ff:ff:ff:ff:ff:ff", src="02:00:00:00:00:01", len=3) / bytes(46)],
    "link.vlan": [l2.Dot1Q(vlan=1) / bytes(8), l2.Dot1Q(type=4) / bytes(8)],
    "link.llc": [l2.LLC(dsap=0xAA, ssap=0xAA, ctrl=3) / l2.SNAP() / b"x", bytes([0xF0, 0xF0, 2, 4, 5])],
    "link.sll": [l2.CookedLinux(lladdrlen=6) / bytes(4)], "link.sll2": [l2.CookedLinuxV2(lladdrlen=6) / bytes(4)],
    "link.null": [b"\2\0\0\0E"], "link.raw": [b"E"], "link.arp": [l2.ARP(psrc="10.0.0.1", pdst="10.0.0.2")],
    "network.ip": [
        inet.IP(dst="10.0.0.2", options=[inet.IPOption_RR(routers=["10.0.0.1"]), inet.IPOption_Timestamp(flg=1)])
        / bytes(8)],
    "network.ipv6": [CHAIN], "network.ipv6_extension": [bytes.fromhex("3c00010400000000 1100010400000000")],
    "network.icmp": [inet.ICMP(type=3) / inet.IP(src="10.0.0.1", dst="10.0.0.2") / inet.TCP(),
                     inet.ICMP(type=14, ts_ori=1, ts_rx=2, ts_tx=3),
                     bytes.fromhex("0900000002020708 0a000001 00000000 0a000002 00000000")],
    "network.icmpv6": [bytes(ADVERTISEMENT)[40:], bytes(OUTER / inet6.ICMPv6TimeExceeded() / CHAIN)[40:],
                       bytes(OUTER / inet6.ICMPv6MLReport2(records=[
                           inet6.ICMPv6MLDMultAddrRec(sources=["::9"])]))[40:]],
    "network.igmp": [bytes.fromhex("2200000000000001 01000001ef010203 0a000001"),
                     bytes.fromhex("118000000000000002400001")],
    "transport.tcp": [
        inet.TCP(flags="S", options=[("MSS", 1460), ("SAckOK", b""), ("Timestamp", (1, 2)), ("WScale", 7)]),
        inet.TCP(options=[("NOP", None), ("SAck", (1, 2, 3, 4)), (30, b"\0\x81")]) / b"x"],
    "transport.udp": [inet.UDP() / b"x"], "transport.udplite": [bytes.fromhex("9c400009 0008 0000 61")],
    "transport.dccp": [bytes.fromhex("9c400009 05000000 0100 000000000001 50444c00"),
                       bytes.fromhex("9c400009 06000000 0f00 000000000002 0000000000000001 02000000")],
    "transport.sctp": [
        bytes.fromhex("9c408e3c 00000000 00000000 0100001c 0000000a 00010000 00010001 00000001 0005 0008 0a000001"),
        bytes.fromhex("9c408e3c 0000000b 00000000 03000018 00000005 00001000 0001 0001 0002 0003 00000004"
                      "00030013 00000001 00000000 00000012 616263 00 0600000c 000c 0008 61626364")],
    "link.radiotap": [dot11.RadioTap(present="TSFT+Flags+Rate+Channel", Flags="FCS") / bytes(8)],
    "link.wlan": [
        dot11.Dot11(type=0, subtype=8) / dot11.Dot11Beacon() / dot11.Dot11Elt(ID="SSID", info=b"lab"),
        dot11.Dot11(type=2, subtype=8, FCfield=3) / b"\x85\0" / bytes(20)],
    "link.prism": [struct.pack("<II16s", 0x44, 24, b"wlan0")], "link.wlancap": [struct.pack("!II", 0x80211001, 16) * 2],
    "link.ppi": [struct.pack("<BBHI", 0, 0, 8, 105)],
    "tunnel.gre": [
        l2.GRE(chksum_present=1, key_present=1, seqnum_present=1) / b"x",
        l2.GRE(routing_present=1) / l2.GRErouting(SRE_len=4, routing_info=b"abcd") / bytes(4),
        l2.GRE_PPTP(seqnum_present=1, acknum_present=1) / b"abc"],
    "tunnel.erspan": [bytes.fromhex("1005001100000003"), bytes.fromhex("20050011 00000063 00080053") + bytes(8)],
    "tunnel.mpls": [bytes.fromhex("0001003c 0001113c 45"), bytes.fromhex("0001013c") + bytes(20)],
    "tunnel.pppoe": [bytes.fromhex("11070000000c 0101000161 01020003616263"), bytes.fromhex("110000110004 00210000")],
    "tunnel.ppp": [b"\xff\x03\x00\x21x", b"\x21x", b"\x0f\0\x08\0x"],
    "tunnel.vxlan": [bytes.fromhex("88080011 00004d00"), bytes.fromhex("0c000001 00004d00")],
    "tunnel.geneve": [bytes.fromhex("02006558 00004d00 01028001 61626364 6162")],
    "tunnel.gtp": [bytes.fromhex("34ff0009 00000005 00000085 01100900 45"),
                   bytes.fromhex("32010004 00000000 00010000")],
    "tunnel.teredo": [bytes.fromhex("00010203 6d65 616263 0000000000000009 00 0000 63bf 3ffffdf6")
                      + bytes(inet6.IPv6() / b"x")],
    "tunnel.l2tp": [bytes.fromhex("4a02 0016 0005 0006 0001 0002 0002 0000 0021 61626364"),
                    bytes.fromhex("c802 001d 0000 0000 0000 0000 8008 0000 0000 0001 8009 0000 0007 6c6163"),
                    bytes.fromhex("0003 0000 0000004d") + bytes(l2.Ether() / b"abcd")],
    "tunnel.udpencap": [b"\1\2\3\4" + bytes(28), b"\xff"], "tunnel.esp": [bytes(16)],
    "tunnel.ah": [bytes.fromhex("0604 0000 00001234 00000007") + bytes(12)],
    "tunnel.capwap": [bytes.fromhex("00104200 00000000 0000000d 04")],
    "tunnel.nsh": [bytes.fromhex("0fc3 01 01 00002a05 00000001")],
    "tunnel.tzsp": [b"\1\0\0\1\x0a\1\xd0\0\1x"],
    "tunnel.lcp": [bytes.fromhex("01010012 010405d4 050600001234 0702 0802"), bytes.fromhex("09010008 00001234")],
    "tunnel.pap": [b"\1\1\0\x0b\2me\3abc"], "tunnel.chap": [b"\1\1\0\x0b\4abcdme"],
}
SAMPLES |= {f"tunnel.{key}": SAMPLES["tunnel.lcp"] for key in ("ipcp", "ipv6cp", "ccp")}
PAIRS = [(path, bytes(sample)) for path, samples in SAMPLES.items() for sample in samples]
# What the layer further out would have said: an extension header is told its kind.
GIVEN = {"network.ipv6_extension": {"protocol": 60}}


def survive(layer: Layer, path: str, data: bytes, **more: Any) -> None:
    given_facts = GIVEN.get(path, {}) | more
    layer.classify(data, **given_facts)
    for attribute in layer.attributes(data, **given_facts):
        assert 0 <= attribute.at <= attribute.at + attribute.size <= len(data)


def test_no_layer_is_left_out() -> None:
    below = {protocol.key for protocol in REGISTRY.freeze().protocols if 2 <= protocol.layer <= 5 and protocol.twin}
    assert {path.split(".")[1] for path in SAMPLES} >= below - {"unknown", "frame"}


@pytest.mark.parametrize(("path", "data"), PAIRS)
def test_cut_at_every_byte(path: str, data: bytes) -> None:
    layer = load(path)
    smallest = layer.protocol.header or 1
    for size in range(len(data)):
        survive(layer, path, data[:size], network_length=len(data))
        if size < smallest:
            assert layer.verdict(data[:size], **GIVEN.get(path, {}))[0] == "MALFORMED"


@pytest.mark.parametrize(("path", "data"), PAIRS)
def test_every_byte_replaced(path: str, data: bytes) -> None:
    layer = load(path)
    for at in range(min(len(data), 96)):
        for value in (0x00, 0x01, 0x7F, 0xFF, data[at] ^ 0x40):
            survive(layer, path, data[:at] + bytes([value]) + data[at + 1:])


@pytest.mark.parametrize("path", SAMPLES)
@given(data=st.binary(max_size=300), head=st.integers(0, 40))
def test_random_bytes_behind_a_good_beginning(path: str, data: bytes, head: int) -> None:
    sample = bytes(SAMPLES[path][0])
    survive(load(path), path, sample[:head] + data)
