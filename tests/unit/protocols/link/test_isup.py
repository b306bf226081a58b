"""ISUP: a call begins (ITU-T Q.763)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.link.isup import ISUP
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

CALL = bytes.fromhex("0100010060000a")
SAMPLES = [[(0, CALL)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("isup"), ISUP, *pieces)


def test_a_call() -> None:
    fed = feed((0, CALL))
    assert values(fed, "circuit") == [1]
    assert values(fed, "message_type") == [1]
    assert fed.findings == []
