"""EtherCAT frames."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.industry.ecatf import ECATF
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

SAMPLES = [[(0, bytes.fromhex("0e10") + bytes(14))]]


def test_a_frame() -> None:
    fed = inspect.feed(REGISTRY.twin("ecatf"), ECATF, *SAMPLES[0], datagram=True)
    assert values(fed, "length") + values(fed, "type") == [14, 1]
