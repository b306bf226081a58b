"""RTCP: a compound packet made by hand after RFC 3550 section 6."""
import struct
from typing import Any

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.registry import REGISTRY
from netloupe_engine.protocols.voice.rtcp import RTCP
from tests.unit.protocols.dialogue import values

REPORT = (struct.pack("!BBHI", 0x81, 200, 12, 0xDEADBEEF) + struct.pack("!QIII", 0x83AA7E8000000000, 160, 10, 1600)
          + struct.pack("!IIIIII", 0xCAFE, 64 << 24 | 3, 70000, 12, 0, 0)
          + struct.pack("!BBHI", 0x81, 202, 3, 0xDEADBEEF) + b"\1\3a@b\0\0\0" [:8]
          + struct.pack("!BBHI", 0x81, 203, 1, 0xDEADBEEF))
SAMPLES = [[(0, REPORT)]]


def test_compound_report() -> None:
    fed = inspect.feed(REGISTRY.twin("rtcp"), RTCP, (0, REPORT))
    expected: dict[str, list[Any]] = {
        "type": [200, 202, 203], "ntp_time": [0], "packets_sent": [10], "lost": [3], "fraction_lost": [64],
        "jitter": [12], "item": [1, 0], "description": ["a@b"]}
    assert {name: values(fed, name) for name in expected} == expected
