"""HIP: the first two packets of an exchange (RFC 7401, section 5)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.registry import REGISTRY
from netloupe_engine.protocols.routing.hip import HIP
from tests.unit.protocols.dialogue import values

FIRST = bytes.fromhex("3b040111000000002001001000000000000000000000000100000000000000000000000000000000")
SECOND = bytes.fromhex(
    "3b0602110000000020010010000000000000000000000001200100100000000000000000000000020101000c000000000000"
    "000000000000")
SAMPLES = [[(0, FIRST)], [(0, SECOND)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("hip"), HIP, *pieces)


def test_an_exchange() -> None:
    fed = feed((0, FIRST), (1, SECOND))
    assert values(fed, "type") == [1, 2]
    assert values(fed, "sender") == ["2001:10::1", "2001:10::1"]
    assert values(fed, "receiver") == ["::", "2001:10::2"]
    assert values(fed, "parameter_type") == [257]
    assert values(fed, "parameter_length") == [12]
    assert fed.findings == []
