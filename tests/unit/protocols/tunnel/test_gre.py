"""GRE and what rides on it: headers made by scapy, or laid out by hand as the RFCs draw them."""
import struct

import pytest
from scapy.contrib.erspan import ERSPAN_II
from scapy.layers.inet import IP
from scapy.layers.l2 import GRE as SCAPY_GRE
from scapy.layers.l2 import GRE_PPTP, Ether, GRErouting

from netloupe_engine.model import Note
from tests.unit.protocols.layer import load

GRE = load("tunnel.gre")
ERSPAN = load("tunnel.erspan")
INNER = IP(src="10.0.0.1", dst="10.0.0.2") / b"x"


def test_every_flag_has_its_field() -> None:
    header = bytes(SCAPY_GRE(chksum_present=1, key_present=1, seqnum_present=1, key=7, sequence_number=9) / INNER)
    assert GRE.child(header) == ("ethertype", 0x0800)
    assert GRE.classify(header)["header"] == 16
    shown = GRE.shown(header)
    assert (shown["flag_checksum"], shown["flag_key"], shown["flag_sequence"]) == (True, True, True)
    assert (shown["key"], shown["sequence"], shown["checksum_status"]) == (7, 9, 0)
    assert GRE.facts(header)["identifier"] == 7
    assert GRE.shown(header[:-1] + b"y")["checksum_status"] == 1


def test_a_header_without_flags_is_four_bytes() -> None:
    header = bytes(SCAPY_GRE() / INNER)
    assert (GRE.classify(header)["header"], GRE.facts(header)["identifier"]) == (4, 0)


def test_a_source_route_is_skipped_and_shown() -> None:
    header = bytes(SCAPY_GRE(routing_present=1, offset=0, chksum=0)
                   / GRErouting(address_family=0x0800, SRE_offset=0, SRE_len=4, routing_info=bytes([10, 0, 0, 9]))
                   / GRErouting(address_family=0, SRE_offset=0, SRE_len=0) / b"payload")
    assert GRE.classify(header)["header"] == 4 + 4 + 8 + 4
    assert GRE.values(header, "route_family", "route_data") == [0x0800, bytes([10, 0, 0, 9])]


def test_the_call_of_pptp_is_no_identity() -> None:
    header = bytes(GRE_PPTP(seqnum_present=1, acknum_present=1, call_id=5, sequence_number=3, ack_number=2)
                   / b"\xff\x03\x00\x21abcd")
    assert GRE.child(header) == ("ethertype", 0x880B)
    assert GRE.facts(header)["identifier"] == 0
    shown = GRE.shown(header)
    assert (shown["version"], shown["call"], shown["payload_length"]) == (1, 5, 8)
    assert (shown["sequence"], shown["acknowledgement"]) == (3, 2)


@pytest.mark.parametrize(("key", "identifier", "network"), [
    (0x00500007, 0x005000, 0x005000), (0x00500008, 0x005000, 0x005000), (0x77, 0x77, None)])
def test_nvgre_networks_are_the_identity_and_their_flows_are_not(
        key: int, identifier: int, network: int | None) -> None:
    header = bytes(SCAPY_GRE(key_present=1, key=key, proto=0x6558) / Ether() / INNER)
    assert GRE.facts(header)["identifier"] == identifier
    assert GRE.shown(header).get("network") == network


def test_erspan_of_three_types() -> None:
    mirrored = bytes(Ether(src="02:00:00:00:00:01", dst="02:00:00:00:00:02") / INNER)
    assert GRE.child(bytes(SCAPY_GRE(proto=0x88BE)) + mirrored) == ("ethertype", 0x6558)
    assert GRE.child(bytes(SCAPY_GRE(proto=0x88BE, seqnum_present=1, sequence_number=1))
                     + mirrored) == ("gre.erspan", 2)
    assert GRE.child(bytes(SCAPY_GRE(proto=0x22EB, seqnum_present=1, sequence_number=1))
                     + mirrored) == ("gre.erspan", 3)
    second = bytes(ERSPAN_II(vlan=5, session_id=17, index=3)) + mirrored
    assert ERSPAN.child(second) == ("ethertype", 0x6558)
    shown = ERSPAN.shown(second)
    assert (shown["version"], shown["vlan"], shown["session"], shown["index"]) == (1, 5, 17, 3)
    # Type III, draft-foschiano-erspan-03 section 4.3: session 17, hardware 5, egress, 100 ns, platform field follows
    third = struct.pack("!HHIHH", 0x2005, 17, 99, 8, 5 << 4 | 1 << 3 | 1 << 1 | 1) + bytes(8) + mirrored
    assert (ERSPAN.classify(third)["header"], ERSPAN.facts(third)["identifier"]) == (20, 17)
    shown = ERSPAN.shown(third)
    assert (shown["timestamp"], shown["hardware"], shown["direction"], shown["granularity"]) == (99, 5, 1, 1)


@pytest.mark.parametrize(("header", "note"), [
    (b"", Note.TRUNCATED), (b"\x20\x00\x08\x00\x00", Note.TRUNCATED), (b"\0\x05\x08\0rest", Note.BAD_VALUE),
    (b"\x40\0\x08\0\0\0\0\0" + b"\0\1\0\4" * 3, Note.TRUNCATED)])
def test_broken_headers_are_malformed(header: bytes, note: Note) -> None:
    assert GRE.verdict(header) == ("MALFORMED", note)
