"""RDP over UDP: how it opens ([MS-RDPEUDP] section 4.1)."""
import struct

import pytest

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.registry import REGISTRY
from netloupe_engine.protocols.remote.rdpudp import RDPUDP
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("rdpudp")
SYN = struct.pack("!IHHIHH", 0xFFFFFFFF, 64, 0x1001, 0x8D3A0000, 1232, 1232) + bytes(1216)
ANSWER = struct.pack("!IHHIHH", 0x8D3A0000, 64, 0x1005, 0x11223344, 1232, 1232) + bytes(1216)
SAMPLES = [[(0, SYN), (1, ANSWER)]]


def test_how_it_opens() -> None:
    fed = inspect.feed(TWIN, RDPUDP, *SAMPLES[0], datagram=True)
    assert (values(fed, "initial_sequence"), values(fed, "upstream_mtu")) == ([0x8D3A0000, 0x11223344], [1232, 1232])
    assert inspect.probe(TWIN, SYN, datagram=True) == "CERTAIN"


@pytest.mark.parametrize("data", [b"\xff" * 100, SYN[:12] + b"\4\0\4\0" + SYN[16:], bytes(40)])
def test_lookalikes(data: bytes) -> None:
    assert inspect.probe(TWIN, data, datagram=True) == "REFUTED"
