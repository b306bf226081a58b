"""IPv4: a header of a real capture, scapy's packets, lengths that lie, options that lie."""
import struct

import pytest
from scapy.layers.inet import (
    ICMP,
    IP,
    IPOption_LSRR,
    IPOption_NOP,
    IPOption_Router_Alert,
    IPOption_RR,
    IPOption_Timestamp,
)

from netloupe_engine.model import Note
from tests.unit.protocols.layer import load

LAYER = load("network.ip")
# A UDP packet's header; its checksum is worked out step by step in many textbooks (and on Wikipedia).
EXAMPLE = bytes.fromhex("4500 0073 0000 4000 4011 b861 c0a8 0001 c0a8 00c7")


def header(total: int = 40, first: int = 0x45, fragment: int = 0, protocol: int = 6, options: bytes = b"") -> bytes:
    addresses = b"\x0a\0\0\1\x0a\0\0\2"
    return struct.pack("!BBHHHBBH", first, 0, total, 7, fragment, 64, protocol, 0) + addresses + options


def test_a_header() -> None:
    packet = EXAMPLE + bytes(0x73 - 20)
    assert LAYER.child(packet) == ("ip.protocol", 17)
    shown = LAYER.shown(packet)
    assert shown == {
        "version": 4, "header_length": 20, "tos": 0, "dscp": 0, "ecn": 0, "total_length": 115, "id": 0,
        "flag_reserved": False, "flag_df": True, "flag_mf": False, "fragment_offset": 0, "ttl": 64, "protocol": 17,
        "checksum": 0xB861, "checksum_status": 0, "source": "192.168.0.1", "destination": "192.168.0.199"}


def test_facts() -> None:
    packet = IP(src="10.1.2.3", dst="10.4.5.6", ttl=3, id=0xBEEF) / ICMP() / b"hello"
    facts = LAYER.facts(bytes(packet) + bytes(9))
    assert (facts["family"], facts["source"], facts["target"]) == (4, b"\x0a\1\2\3", b"\x0a\4\5\6")
    assert (facts["protocol"], facts["network_length"]) == (1, 8 + 5)
    assert LAYER.classify(bytes(packet) + bytes(9))["extent"] == 20 + 8 + 5


def test_traffic_class() -> None:
    shown = LAYER.shown(bytes(IP(tos=46 << 2 | 3)))
    assert (shown["tos"], shown["dscp"], shown["ecn"]) == (0xBB, 46, 3)


def test_one_changed_bit_breaks_the_checksum() -> None:
    assert LAYER.values(EXAMPLE[:8] + b"\x3f" + EXAMPLE[9:], "checksum_status") == [1]


@pytest.mark.parametrize(("flags", "offset", "verdict"), [
    ("MF", 0, "FRAGMENT"), ("MF", 185, "FRAGMENT"), (0, 185, "FRAGMENT"), ("DF", 0, "NEXT"), (0, 0, "NEXT")])
def test_fragments(flags: str | int, offset: int, verdict: str) -> None:
    stated = LAYER.classify(bytes(IP(flags=flags, frag=offset, id=0x1234) / bytes(16)))
    assert stated["verdict"] == verdict
    facts = stated["facts"]
    assert (facts["fragment_id"], facts["fragment_at"], facts["fragment_more"]) == (0x1234, offset * 8, flags == "MF")


def test_length_zero_means_everything_there_is() -> None:
    stated = LAYER.classify(header(total=0) + bytes(3000))
    assert (stated["verdict"], stated["extent"], stated["note"]) == ("NEXT", 3020, Note.NONE)
    assert stated["facts"]["network_length"] == 3000


def test_a_length_beyond_the_bytes_is_kept_in_the_facts() -> None:
    stated = LAYER.classify(header(total=1500) + bytes(60))
    assert (stated["verdict"], stated["extent"], stated["note"]) == ("NEXT", 1500, Note.TRUNCATED)
    assert stated["facts"]["network_length"] == 1480


@pytest.mark.parametrize(("packet", "note"), [
    (header(first=0x55), Note.BAD_VALUE), (header(first=0x44), Note.BAD_LENGTH), (header(total=19), Note.BAD_LENGTH),
    (header(first=0x46), Note.TRUNCATED), (header()[:19], Note.TRUNCATED), (b"", Note.TRUNCATED)])
def test_headers_that_cannot_be_trusted(packet: bytes, note: Note) -> None:
    assert LAYER.verdict(packet) == ("MALFORMED", note)


def test_options() -> None:
    packet = bytes(IP(options=[
        IPOption_RR(routers=["10.0.0.1", "10.0.0.2"]), IPOption_NOP(), IPOption_LSRR(routers=["10.9.9.9"]),
        IPOption_Router_Alert()]))
    assert LAYER.classify(packet)["note"] == Note.NONE
    assert LAYER.values(packet, "option_type") == [7, 1, 131, 148, 0]
    assert LAYER.values(packet, "option_address") == ["10.0.0.1", "10.0.0.2", "10.9.9.9"]
    assert LAYER.values(packet, "option_value") == [0]
    depths = {attribute.name: attribute.depth for attribute in LAYER.attributes(packet)}
    assert (depths["options"], depths["option"], depths["option_type"]) == (0, 1, 2)


def test_times_with_and_without_addresses() -> None:
    both = bytes(IP(options=[IPOption_Timestamp(flg=1, internet_address="10.0.0.7", timestamp=1234, oflw=2)]))
    assert LAYER.values(both, "option_address", "option_time") == ["10.0.0.7", 1234]
    assert LAYER.values(both, "option_overflow") == [2]
    alone = header(first=0x48, options=b"\x44\x0c\x05\x00" + struct.pack("!II", 11, 22))
    assert LAYER.values(alone, "option_address", "option_time") == [11, 22]


@pytest.mark.parametrize("options", [b"\x07\0\0\0", b"\x07\x01\0\0", b"\x07\x05\0\0", b"\x01\x01\x01\x07"])
def test_impossible_options_end_the_list(options: bytes) -> None:
    packet = header(first=0x46, options=options) + bytes(16)
    assert LAYER.verdict(packet) == ("NEXT", Note.BAD_OPTION)
    assert Note.BAD_OPTION in LAYER.notes(packet)
