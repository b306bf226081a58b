"""Mobile IPv6: a host registers, and is refused (RFC 6275, section 6.1)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.registry import REGISTRY
from netloupe_engine.protocols.routing.mipv6 import MIPV6
from tests.unit.protocols.dialogue import values

UPDATE = bytes.fromhex("3b03050000000007c000003c0100031020010db8000000000000000000000009")
REFUSAL = bytes.fromhex("3b010600000081000007000001020000")
SAMPLES = [[(0, UPDATE)], [(0, REFUSAL)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("mipv6"), MIPV6, *pieces)


def test_an_update() -> None:
    fed = feed((0, UPDATE))
    assert values(fed, "type") == [5]
    assert values(fed, "sequence") == [7]
    assert values(fed, "flags") == [49152]
    assert values(fed, "lifetime") == [60]
    assert values(fed, "care_of_address") == ["2001:db8::9"]
    assert fed.findings == []


def test_a_refusal() -> None:
    fed = feed((0, REFUSAL))
    assert values(fed, "type") == [6]
    assert values(fed, "status") == [129]
    assert fed.findings == ["mipv6.refused"]
