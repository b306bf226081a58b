"""MNDP: what a router tells of itself, and the question."""
import struct

import pytest

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.names.mndp import MNDP
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("mndp")


def entry(kind: int, value: bytes) -> bytes:
    return struct.pack("!HH", kind, len(value)) + value


TOLD = (b"\0\0\0\5" + entry(1, b"\x4c\x5e\x0c\1\2\3") + entry(5, b"router") + entry(7, b"6.48.6 (long-term)")
        + entry(8, b"MikroTik") + entry(10, struct.pack("<I", 86400)) + entry(12, b"RB750Gr3") + entry(16, b"ether1"))
SAMPLES = [[(0, TOLD)], [(0, bytes(4)), (1, TOLD)]]


def test_a_router() -> None:
    fed = inspect.feed(TWIN, MNDP, (0, TOLD), datagram=True)
    assert (values(fed, "mac"), values(fed, "identity")) == (["4c:5e:0c:01:02:03"], ["router"])
    assert (values(fed, "version"), values(fed, "uptime")) == (["6.48.6 (long-term)"], [86400])
    assert (values(fed, "board"), values(fed, "interface")) == (["RB750Gr3"], ["ether1"])


@pytest.mark.parametrize("data", [b"\0\0\0\5", TOLD[:4] + b"\0\2" + TOLD[6:], TOLD[:-1], bytes(20)])
def test_lookalikes(data: bytes) -> None:
    assert inspect.probe(TWIN, data, datagram=True) == "REFUTED"
