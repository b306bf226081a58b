"""SPICE: how a channel begins (SPICE protocol, section 3)."""
import struct

import pytest

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.registry import REGISTRY
from netloupe_engine.protocols.remote.spice import SPICE
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("spice")


def head(body: bytes) -> bytes:
    return b"REDQ" + struct.pack("<III", 2, 2, len(body)) + body


REQUEST = head(struct.pack("<IBBIII", 0, 1, 0, 1, 1, 18) + bytes(8))
ANSWER = head(struct.pack("<I", 0) + b"k" * 162 + struct.pack("<III", 1, 1, 178) + bytes(8))
REFUSED = head(struct.pack("<I", 7) + bytes(162) + struct.pack("<III", 0, 0, 178))
SAMPLES = [[(0, REQUEST), (1, ANSWER), (0, bytes(20)), (1, b"picture")], [(0, REQUEST), (1, REFUSED)]]


def test_channels() -> None:
    fed = inspect.feed(TWIN, SPICE, *SAMPLES[0], datagram=False)
    assert (values(fed, "channel"), values(fed, "major_version"), values(fed, "result")) == ([1], [2, 2], [0])
    assert fed.findings == []
    assert inspect.feed(TWIN, SPICE, *SAMPLES[1], datagram=False).findings == ["spice.refused"]
    assert inspect.probe(TWIN, REQUEST) == "CERTAIN"


@pytest.mark.parametrize("data", [b"REDR" + REQUEST[4:], bytes(40)])
def test_lookalikes(data: bytes) -> None:
    assert inspect.probe(TWIN, data) == "REFUTED"
