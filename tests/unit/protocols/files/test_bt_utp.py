"""uTP: how a connection opens (BEP 29)."""
import struct

import pytest

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.files.bt_utp import BT_UTP
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("bt_utp")


def packet(kind: int, delay: int, sequence: int, acknowledged: int, body: bytes = b"", extension: int = 0) -> bytes:
    return struct.pack("!BBHIIIHH", kind << 4 | 1, extension, 4711, 0x12345678, delay, 65536, sequence,
                       acknowledged) + body


OPEN = packet(4, 0, 1, 0)
STATE = packet(2, 1000, 100, 1, b"\0\4\0\0\0\1", extension=1)
DATA = packet(0, 900, 2, 100, b"\x13BitTorrent protocol")
SAMPLES = [[(0, OPEN), (1, STATE), (0, DATA)], [(0, packet(4, 0, 1, 0, b"\0\x08" + bytes(8), extension=2))]]


def test_a_connection() -> None:
    fed = inspect.feed(TWIN, BT_UTP, *SAMPLES[0], datagram=True)
    assert (values(fed, "type"), values(fed, "sequence")) == ([4, 2, 0], [1, 100, 2])
    assert (values(fed, "option_value"), values(fed, "data")) == ([b"\0\0\0\1"], [b"\x13BitTorrent protocol"])
    assert inspect.probe(TWIN, OPEN, datagram=True) == "CERTAIN"


@pytest.mark.parametrize("data", [DATA, packet(4, 1, 1, 0), packet(4, 0, 2, 0), b"\x42" + OPEN[1:], bytes(20)])
def test_lookalikes(data: bytes) -> None:
    assert inspect.probe(TWIN, data, datagram=True) == "REFUTED"
