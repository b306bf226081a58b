"""sFlow: samples of packets, counters, and what only looks like them (sFlow Version 5, section 5)."""
import struct

import pytest

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.management.sflow import SFLOW
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("sflow")


def words(*numbers: int) -> bytes:
    return struct.pack(f"!{len(numbers)}I", *numbers)


def counted(kind: int, body: bytes) -> bytes:
    return words(kind, len(body)) + body


HEADER = bytes(range(64))
RAW = counted(1, words(1, 1518, 4, len(HEADER)) + HEADER)
SWITCH = counted(1001, words(10, 0, 20, 0))
FLOW = counted(1, words(5, 0x00000007, 512, 1024, 0, 7, 8, 2) + RAW + SWITCH)
INTERFACE = counted(1, words(7, 6) + struct.pack("!Q", 10**9) + words(1, 3) + struct.pack("!Q", 123456)
                    + words(*range(6)) + struct.pack("!Q", 654321) + words(*range(6)))
COUNTERS = counted(2, words(6, 0x00000007, 2) + INTERFACE + counted(1005, words(4) + b"eth7"))
OTHERS = counted(4300 << 12 | 1, bytes(8))
DATAGRAM = words(5, 1, 0x0A000001, 0, 77, 123456, 3) + FLOW + COUNTERS + OTHERS
SAMPLES = [[(0, DATAGRAM)]]


def test_samples_and_counters() -> None:
    fed = inspect.feed(TWIN, SFLOW, (0, DATAGRAM), datagram=True)
    assert fed.findings == []
    assert (values(fed, "agent"), values(fed, "sample_format")) == (["10.0.0.1"], [1, 2, 1])
    assert (values(fed, "rate"), values(fed, "frame_length"), values(fed, "source_vlan")) == ([512], [1518], [10])
    assert values(fed, "sampled_header") == [HEADER]
    assert (values(fed, "in_bytes"), values(fed, "out_bytes"), values(fed, "speed")) == ([123456], [654321], [10**9])
    assert (values(fed, "port_name"), values(fed, "sample_enterprise")) == (["eth7"], [0, 0, 4300])
    assert inspect.probe(TWIN, DATAGRAM, datagram=True) == "CERTAIN"


@pytest.mark.parametrize("data", [words(4, 1, 1, 0, 1, 1, 1), words(5, 3, 1, 0, 1, 1, 1), words(5, 1, 1, 0, 1, 1, 0),
                                  bytes(60)])
def test_lookalikes(data: bytes) -> None:
    assert inspect.probe(TWIN, data + bytes(40), datagram=True) == "REFUTED"
