"""RTP and RTCP: packets made by hand after RFC 3550 section 5 and 6."""
import struct
from typing import Any

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.registry import REGISTRY
from netloupe_engine.protocols.voice.rtcp import RTCP
from netloupe_engine.protocols.voice.rtp import RTP
from netloupe_engine.protocols.voice.sdp import SDP
from tests.unit.protocols.voice.test_sip import BODY

PACKET = bytes.fromhex("92e0000100000010deadbeef00000001 00000002 bede0001 10ff0000".replace(" ", "")) + b"media"
REPORT = (struct.pack("!BBHI", 0x81, 200, 12, 0xDEADBEEF) + struct.pack("!QIII", 0x83AA7E8000000000, 160, 10, 1600)
          + struct.pack("!IIIIII", 0xCAFE, 64 << 24 | 3, 70000, 12, 0, 0)
          + struct.pack("!BBHI", 0x81, 202, 3, 0xDEADBEEF) + b"\1\3a@b\0\0\0" [:8]
          + struct.pack("!BBHI", 0x81, 203, 1, 0xDEADBEEF))


def values(table: Any, data: bytes, name: str) -> list[Any]:
    return [item.value for item in inspect.feed(REGISTRY.twin(table.key), table, (0, data), datagram=True).attributes
            if item.name == name]


def test_header_with_sources_and_extension() -> None:
    expected = {"version": [2], "csrc_count": [2], "marker": [True], "payload_type": [96], "sequence": [1],
                "timestamp": [16], "ssrc": [0xDEADBEEF], "csrc": [1, 2], "extension_profile": [0xBEDE],
                "extension_data": [bytes.fromhex("10ff0000")], "payload": [b"media"], "payload_size": [5]}
    assert {name: values(RTP, PACKET, name) for name in expected} == expected


def test_compound_report() -> None:
    expected = {"type": [200, 202, 203], "ntp_time": [0], "packets_sent": [10], "lost": [3], "fraction_lost": [64],
                "jitter": [12], "item": [1, 0], "description": ["a@b"]}
    assert {name: values(RTCP, REPORT, name) for name in expected} == expected


def test_media_are_described() -> None:
    assert values(SDP, BODY, "media_type") == ["audio"]
    assert values(SDP, BODY, "port") == ["49170"]
    assert values(SDP, BODY, "address") == ["192.0.2.1"]
