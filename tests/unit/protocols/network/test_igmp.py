"""IGMP: messages of the three versions, laid out by hand as RFC 1112, 2236 and 3376 draw them."""
import struct
from ipaddress import IPv4Address

import pytest
from scapy.utils import checksum

from netloupe_engine.model import Note
from tests.unit.protocols.layer import load

LAYER = load("network.igmp")


def address(text: str) -> bytes:
    return IPv4Address(text).packed


def message(kind: int, code: int, rest: bytes) -> bytes:
    without = struct.pack("!BBH", kind, code, 0) + rest
    return struct.pack("!BBH", kind, code, checksum(without)) + rest


@pytest.mark.parametrize(("kind", "version"), [(0x12, 1), (0x16, 2), (0x17, 2)])
def test_reports_name_a_group(kind: int, version: int) -> None:
    report = message(kind, 0, address("239.1.2.3"))
    shown = LAYER.shown(report)
    assert (shown["version"], shown["group"], shown["checksum_status"]) == (version, "239.1.2.3", 0)
    assert LAYER.verdict(report) == ("FINAL", Note.NONE)


def test_queries_of_all_versions() -> None:
    assert LAYER.values(message(0x11, 0, bytes(4)), "version", "max_response_time") == [1]
    second = LAYER.shown(message(0x11, 100, bytes(4)))
    assert (second["version"], second["max_response_time"], second["group"]) == (2, 10_000, "0.0.0.0")
    third = message(0x11, 0x80, address("239.1.2.3") + struct.pack("!BBH", 8 | 2, 125, 2)
                    + address("10.0.0.1") + address("10.0.0.2"))
    shown = LAYER.shown(third)
    assert (shown["version"], shown["max_response_time"]) == (3, 12_800)        # (0 | 16) << 3, RFC 3376, 4.1.1
    assert (shown["suppress"], shown["robustness"], shown["query_interval"]) == (True, 2, 125)
    assert LAYER.values(third, "source") == ["10.0.0.1", "10.0.0.2"]


def test_group_records() -> None:
    report = message(0x22, 0, struct.pack("!HH", 0, 2)
                     + struct.pack("!BBH", 4, 0, 0) + address("239.1.1.1")
                     + struct.pack("!BBH", 1, 0, 1) + address("232.2.2.2") + address("10.0.0.9"))
    assert LAYER.values(report, "version", "record_type", "record_group", "source") == [
        3, 4, "239.1.1.1", 1, "232.2.2.2", "10.0.0.9"]
    assert LAYER.notes(report) == set()
    assert LAYER.notes(report[:-4]) == {Note.BAD_LENGTH}


@pytest.mark.parametrize("size", range(8))
def test_a_cut_header_is_malformed(size: int) -> None:
    assert LAYER.verdict(bytes(size)) == ("MALFORMED", Note.TRUNCATED)
