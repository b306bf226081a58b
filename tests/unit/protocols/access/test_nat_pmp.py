"""NAT-PMP: questions and answers as RFC 6886 section 3 draws them."""
import struct

import pytest

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.access.nat_pmp import NAT_PMP
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("nat_pmp")
ADDRESS = b"\0\0"
ADDRESS_ANSWER = struct.pack("!BBHI4B", 0, 128, 0, 4711, 192, 0, 2, 1)
MAP = struct.pack("!BBHHHI", 0, 2, 0, 8080, 80, 7200)
MAP_ANSWER = struct.pack("!BBHIHHI", 0, 130, 0, 4712, 8080, 8081, 3600)
REFUSED = struct.pack("!BBHIHHI", 0, 130, 2, 4712, 8080, 0, 0)
SAMPLES = [[(0, MAP), (1, MAP_ANSWER), (0, ADDRESS), (1, ADDRESS_ANSWER)]]


def test_ports() -> None:
    fed = inspect.feed(TWIN, NAT_PMP, *SAMPLES[0], (0, MAP), (1, REFUSED), datagram=True)
    assert values(fed, "operation") == [2, 2, 0, 0, 2, 2]
    assert (values(fed, "external_port"), values(fed, "external_address")) == ([80, 8081, 80, 0], ["192.0.2.1"])
    assert fed.findings == ["nat_pmp.refused"]


@pytest.mark.parametrize("data", [MAP[:-1], MAP + b"\0", b"\1" + MAP[1:], b"\0\3" + MAP[2:], bytes(40)])
def test_lookalikes(data: bytes) -> None:
    assert inspect.probe(TWIN, data, datagram=True) == "REFUTED"
