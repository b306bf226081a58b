"""ES-IS: a router says who it is (ISO 9542)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.lan.esis import ESIS
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

HELLO = bytes.fromhex("11010004001e000006192168001001")
SAMPLES = [[(0, HELLO)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("esis"), ESIS, *pieces)


def test_a_router() -> None:
    fed = feed((0, HELLO))
    assert values(fed, "type") == [4]
    assert values(fed, "hold_time") == [30]
    assert values(fed, "router") == [b"\x19!h\x00\x10\x01"]
    assert fed.findings == []
