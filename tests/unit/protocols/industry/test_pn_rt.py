"""PROFINET: cyclic data with what their sender says of them."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.industry.pn_rt import PN_RT
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

CYCLIC = bytes.fromhex("8000") + bytes(40) + bytes.fromhex("1234 35 00")
SAMPLES = [[(0, CYCLIC)]]


def test_cyclic_data() -> None:
    fed = inspect.feed(REGISTRY.twin("pn_rt"), PN_RT, *SAMPLES[0], datagram=True)
    assert values(fed, "frame_id") + values(fed, "cycle") + values(fed, "data_status") == [0x8000, 0x1234, 0x35]
