"""X11: how a program connects, in both orders of bytes (X Window System Protocol, section 8)."""
import struct

import pytest

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.registry import REGISTRY
from netloupe_engine.protocols.remote.x11 import X11
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("x11")
COOKIE = b"MIT-MAGIC-COOKIE-1"


def request(order: str, name: bytes = COOKIE, data: bytes = b"c" * 16) -> bytes:
    return ((b"B" if order == ">" else b"l") + b"\0" + struct.pack(f"{order}HHHHH", 11, 0, len(name), len(data), 0)
            + name + bytes(-len(name) % 4) + data + bytes(-len(data) % 4))


def accepted(order: str) -> bytes:
    vendor = b"The X.Org Foundation"
    body = (struct.pack(f"{order}IIIIHH", 12101004, 0x200000, 0x1FFFFF, 256, len(vendor), 0xFFFF) + bytes([1, 7])
            + bytes(10) + vendor + bytes(40))
    return b"\1\0" + struct.pack(f"{order}HHH", 11, 0, len(body) // 4) + body


REFUSED = b"\0\x08" + struct.pack("<HHH", 11, 0, 2) + b"no entry"
SAMPLES = [[(0, request("<")), (1, accepted("<")), (0, b"\x01\0\2\0" + bytes(4)), (1, bytes(32))],
           [(0, request(">")), (1, accepted(">"))], [(0, request("<", b"", b"")), (1, REFUSED)]]


def test_programs_connect() -> None:
    for order in (0, 1):
        fed = inspect.feed(TWIN, X11, *SAMPLES[order], datagram=False)
        assert (values(fed, "authorization"), values(fed, "status")) == (["MIT-MAGIC-COOKIE-1"], [1])
        assert (values(fed, "vendor"), values(fed, "release")) == (["The X.Org Foundation"], [12101004])
        assert fed.findings == []
    fed = inspect.feed(TWIN, X11, *SAMPLES[2], datagram=False)
    assert (values(fed, "reason"), fed.findings) == (["no entry"], ["x11.open", "x11.refused"])


@pytest.mark.parametrize("data", [b"b" + request(">")[1:], b"l\0\x0c" + request("<")[3:], bytes(20)])
def test_lookalikes(data: bytes) -> None:
    assert inspect.probe(TWIN, data) == "REFUTED"
