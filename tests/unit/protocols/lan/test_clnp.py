"""CLNP: a datagram, in parts and whole (ISO/IEC 8473-1)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.lan.clnp import CLNP
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

PART = bytes.fromhex(
    "2101409c003c000008490001000000000208490001000000000100010000003c05e0000000010000000000000000000000")
WHOLE = bytes.fromhex("1b01401c003c000008490001000000000208490001000000000100000000000000000000")
SAMPLES = [[(0, PART)], [(0, WHOLE)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("clnp"), CLNP, *pieces)


def test_addresses() -> None:
    fed = feed((0, PART), (0, WHOLE))
    assert values(fed, "type") == [28, 28]
    assert values(fed, "source") == [b"I\x00\x01\x00\x00\x00\x00\x01", b"I\x00\x01\x00\x00\x00\x00\x01"]
    assert values(fed, "destination") == [b"I\x00\x01\x00\x00\x00\x00\x02", b"I\x00\x01\x00\x00\x00\x00\x02"]
    assert values(fed, "offset") == [0]
    assert values(fed, "total_length") == [60]
    assert fed.findings == []
