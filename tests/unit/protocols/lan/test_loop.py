"""Ethernet's configuration test (Ethernet 2.0, section 8)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.lan.loop import LOOP
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

REPLY = bytes.fromhex("0000010000000000")
SAMPLES = [[(0, REPLY)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("loop"), LOOP, *pieces)


def test_a_reply() -> None:
    fed = feed((0, REPLY))
    assert values(fed, "skip") == [0]
    assert values(fed, "function") == [1]
    assert values(fed, "receipt") == [0]
    assert fed.findings == []
