"""MSDP: a source that is active (RFC 3618, section 12)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.registry import REGISTRY
from netloupe_engine.protocols.routing.msdp import MSDP
from tests.unit.protocols.dialogue import values

ALIVE = bytes.fromhex("040003")
SOURCE = bytes.fromhex("010014010a00000900000020ef0101010a000005")
SAMPLES = [[(0, ALIVE), (1, SOURCE)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("msdp"), MSDP, *pieces, datagram=False)


def test_a_source() -> None:
    fed = feed((0, ALIVE), (1, SOURCE))
    assert values(fed, "type") == [4, 1]
    assert values(fed, "rendezvous_point") == ["10.0.0.9"]
    assert values(fed, "group") == ["239.1.1.1"]
    assert values(fed, "source") == ["10.0.0.5"]
    assert fed.findings == []
