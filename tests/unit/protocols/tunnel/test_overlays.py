"""Tunnels over UDP: headers made by scapy or laid out by hand as the RFCs draw them, and look-alikes."""
import struct
from ipaddress import IPv4Address

import pytest
from scapy.contrib.geneve import GENEVE as SCAPY_GENEVE
from scapy.contrib.geneve import GeneveOptions
from scapy.contrib.gtp import GTP_U_Header, GTPEchoRequest, GTPHeader, GTPPDUSessionContainer
from scapy.layers.inet import IP
from scapy.layers.inet6 import IPv6
from scapy.layers.l2 import Ether
from scapy.layers.vxlan import VXLAN as SCAPY_VXLAN

from netloupe_engine.model import Note
from tests.unit.protocols.layer import Layer, load

VXLAN, GENEVE, GTP, TEREDO, TZSP, CAPWAP, NSH = (
    load(f"tunnel.{key}") for key in ("vxlan", "geneve", "gtp", "teredo", "tzsp", "capwap", "nsh"))
FRAME = bytes(Ether(src="02:00:00:00:00:01", dst="02:00:00:00:00:02") / IP() / b"x")
PACKET = bytes(IP() / b"x")


def refused(layer: Layer, data: bytes) -> bool:
    """Would a datagram of these bytes stay with UDP?"""
    verdict, note = layer.verdict(data)
    return verdict in ("NOT_MINE", "MALFORMED") or note not in (Note.NONE,)


def test_vxlan_in_three_dresses() -> None:
    plain = bytes(SCAPY_VXLAN(vni=77, flags=8)) + FRAME
    assert (VXLAN.child(plain), VXLAN.facts(plain)["identifier"]) == (("vxlan.next", 3), 77)
    assert VXLAN.shown(plain)["network"] == 77
    policy = bytes.fromhex("8808 0011 00004d00") + FRAME
    assert (VXLAN.shown(policy)["policy"], VXLAN.shown(policy)["policy_applied"]) == (17, 1)
    assert VXLAN.child(policy) == ("vxlan.next", 3)
    generic = bytes.fromhex("0c000001 00004d00") + PACKET
    assert (VXLAN.child(generic), VXLAN.shown(generic)["next_protocol"]) == (("vxlan.next", 1), 1)


@pytest.mark.parametrize("header", [
    "00000000 00004d00", "08000001 00004d00", "08000000 00004d01", "48000000 00004d00", "8c000001 00004d00",
    "08000000 00"])
def test_what_only_looks_like_vxlan(header: str) -> None:
    assert refused(VXLAN, bytes.fromhex(header) + (FRAME if len(header) > 16 else b""))


def test_geneve_with_options() -> None:
    header = bytes(SCAPY_GENEVE(vni=77, proto=0x6558, critical=1, options=[
        GeneveOptions(classid=0x0102, type=0x80, data=b"abcd"), GeneveOptions(classid=0x0104, type=2)])) + FRAME
    assert (GENEVE.child(header), GENEVE.facts(header)["identifier"]) == (("ethertype", 0x6558), 77)
    assert GENEVE.classify(header)["header"] == 8 + 8 + 4
    assert GENEVE.values(header, "option_class", "option_critical", "option_type", "option_length", "option_data") == [
        0x0102, 1, 0, 4, b"abcd", 0x0104, 0, 2, 0]
    assert GENEVE.shown(header)["flag_critical"] is True


def test_a_chain_of_services_is_skipped() -> None:
    header = bytes.fromhex("0fc3 01 01 00002a05 00000001") + PACKET
    assert (NSH.child(header), NSH.classify(header)["header"]) == (("vxlan.next", 1), 12)
    shown = NSH.shown(header)
    assert (shown["path"], shown["index"], shown["ttl"], shown["metadata"]) == (42, 5, 63, bytes.fromhex("00000001"))
    assert NSH.verdict(bytes.fromhex("0fc1 01 01 00002a05")) == ("MALFORMED", Note.BAD_LENGTH)


@pytest.mark.parametrize("header", [
    "40006558 00004d00", "00016558 00004d00", "00000004 00004d00", "00006558 00004d01", "01006558 00004d00 0102801f"])
def test_what_only_looks_like_geneve(header: str) -> None:
    assert refused(GENEVE, bytes.fromhex(header) + (FRAME if len(header) < 20 else b""))


def test_users_packets_in_gtp() -> None:
    packet = bytes(GTP_U_Header(teid=5) / IP() / b"x")
    assert (GTP.child(packet), GTP.facts(packet)["identifier"]) == (("gtp.version", 4), 0)
    assert GTP.shown(packet)["teid"] == 5
    six = bytes(GTP_U_Header(teid=5, S=1, seq=9) / IPv6())
    assert (GTP.child(six), GTP.shown(six)["sequence"]) == (("gtp.version", 6), 9)
    extended = bytes(GTP_U_Header(teid=5) / GTPPDUSessionContainer(type=1, QFI=9) / IP() / b"x")
    assert (GTP.classify(extended)["header"], GTP.child(extended)) == (16, ("gtp.version", 4))
    assert GTP.values(extended, "extension_type", "pdu_type", "qfi") == [0x85, 1, 9]


def test_other_messages_of_gtp_carry_nothing() -> None:
    echo = bytes(GTPHeader(teid=0, S=1, seq=1, gtp_type=1) / GTPEchoRequest())
    assert GTP.verdict(echo) == ("FINAL", Note.NONE)
    assert GTP.shown(echo)["message"] == 1
    version_2 = struct.pack("!BBHII", 0x48, 32, 8, 0x1234, 7 << 8)
    assert refused(GTP, version_2)


@pytest.mark.parametrize("data", [
    "20ff0000 00000005", "38ff0000 00000005", "30ff0009 00000005 45", "30010002 00000000 010203",
    "34ff0008 00000005 00000085 00010900", "34ff0008 00000005 00000085 ff010900"])
def test_what_only_looks_like_gtp(data: str) -> None:
    assert refused(GTP, bytes.fromhex(data))


def test_teredo_with_authentication_and_origin() -> None:
    inner = bytes(IPv6(src="2001::1", dst="2001::2") / b"payload")
    assert TEREDO.child(inner) == ("ethertype", 0x86DD)
    assert TEREDO.classify(inner)["header"] == 0
    origin = struct.pack("!HHI", 0, 40000 ^ 0xFFFF, int(IPv4Address("192.0.2.9")) ^ 0xFFFFFFFF)
    secured = b"\0\1\2\3" + b"me" + b"abc" + bytes(7) + b"\x09" + b"\0" + origin + inner
    assert TEREDO.classify(secured)["header"] == 13 + 5 + 8
    shown = TEREDO.shown(secured)
    assert (shown["client"], shown["authentication"], shown["nonce"]) == (b"me", b"abc", 9)
    assert (shown["origin_port"], shown["origin_address"]) == (40000, "192.0.2.9")


@pytest.mark.parametrize("data", [PACKET, b"\0\0" + bytes(60), b"\x60\0\0\0\xff\0" + bytes(60), b"\x60\0"])
def test_what_only_looks_like_teredo(data: bytes) -> None:
    assert refused(TEREDO, data)


def test_frames_sent_by_sniffers_and_access_points() -> None:
    sniffed = b"\1\0\0\1" + b"\x0a\1\xd0\0\x12\1\6\1" + FRAME
    assert (TZSP.child(sniffed), TZSP.classify(sniffed)["header"]) == (("tzsp.encapsulation", 1), 12)
    assert TZSP.values(sniffed, "tag_type", "tag_data") == [0x0A, b"\xd0", 0, 0x12, b"\6", 1]
    assert refused(TZSP, b"\1\0\0\1\x0a\xff")
    assert refused(TZSP, b"\2\0\0\1\1")
    header = struct.pack("!II", 2 << 19 | 1 << 14 | 1 << 9, 0)
    assert refused(CAPWAP, header + FRAME), "not the port of data"
    assert CAPWAP.shown(header + struct.pack("!IBHB", 13, 4, 0, 0))["message"] == 13
    assert CAPWAP.verdict(b"\1\0\0\0\x17\xfe\xff") == ("FINAL", Note.NONE)
    assert refused(CAPWAP, b"\0\0\0\0" + FRAME)
    assert refused(CAPWAP, struct.pack("!II", 2 << 19 | 1, 0))


@pytest.mark.parametrize(("word", "rest", "is_one"), [
    (2 << 19, "00000000 00000001 07 0008 00 0014000101", True),
    (2 << 19, "00000000 00000001 07 0005 00 0014000101", True),
    (2 << 19, "00000000 00000001 07 0009 00 0014000101", False),
    (2 << 19, "00000000 00000001 07 0004 00 0014000101", False),
    (2 << 19, "00000000 00000001 07 0008 01 0014000101", False),
    (2 << 19, "00000000 0033fb01 07 0003 00", True), (2 << 19, "00000000 0000001b 07 0003 00", False),
    (2 << 19, "00000003 00000001 07 0003 00", False), (3 << 19, "00000000 00000001 07 0003 00", False),
    (4 << 19 | 0x10, "00000000 06 020000000001 00 00000001 07 0003 00", True),
    (3 << 19 | 0x10, "00000000 06 020000000001 00 00000001 07 0003 00", False)])
def test_control_messages_of_access_points(word: int, rest: str, is_one: bool) -> None:
    """The header is as long as what there is in it (RFC 5415 section 4.3), and so is the message (section 4.5.1)."""
    assert refused(CAPWAP, struct.pack("!I", word) + bytes.fromhex(rest)) != is_one
