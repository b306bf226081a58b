"""SS7, level 3: from point to point (ITU-T Q.704)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.link.mtp3 import MTP3
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

MESSAGE = bytes.fromhex("8301800030090003050902420102420203616263")
SAMPLES = [[(0, MESSAGE)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("mtp3"), MTP3, *pieces)


def test_points() -> None:
    fed = feed((0, MESSAGE))
    assert values(fed, "network") == [2]
    assert values(fed, "service") == [3]
    assert values(fed, "target") == [1]
    assert values(fed, "source") == [2]
    assert values(fed, "link") == [3]
    assert fed.findings == []
