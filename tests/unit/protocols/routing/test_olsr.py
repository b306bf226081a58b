"""OLSR: who hears whom (RFC 3626, section 9)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.registry import REGISTRY
from netloupe_engine.protocols.routing.olsr import OLSR
from tests.unit.protocols.dialogue import values

TOPOLOGY = bytes.fromhex("001c0005028600180a000001ff000007000300000a0000020a000003")
SAMPLES = [[(0, TOPOLOGY)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("olsr"), OLSR, *pieces)


def test_a_topology() -> None:
    fed = feed((0, TOPOLOGY))
    assert values(fed, "message_type") == [2]
    assert values(fed, "originator") == ["10.0.0.1"]
    assert values(fed, "neighbour") == ["10.0.0.2", "10.0.0.3"]
    assert fed.findings == []
