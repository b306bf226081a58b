"""GLBP: a hello."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.registry import REGISTRY
from netloupe_engine.protocols.routing.glbp import GLBP
from tests.unit.protocols.dialogue import values

HELLO = bytes.fromhex("0100000a000002000000000a011c00200064000000000bb80000271002583840000001040a0000f9")
SAMPLES = [[(0, HELLO)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("glbp"), GLBP, *pieces)


def test_a_hello() -> None:
    fed = feed((0, HELLO))
    assert values(fed, "group") == [10]
    assert values(fed, "owner") == ["02:00:00:00:00:0a"]
    assert values(fed, "state") == [32]
    assert values(fed, "priority") == [100]
    assert values(fed, "hello_interval") == [3000]
    assert values(fed, "hold_interval") == [10000]
    assert values(fed, "virtual_address") == ["10.0.0.249"]
    assert fed.findings == []
