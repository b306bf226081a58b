"""Babel: a router and a route (RFC 8966, section 4)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.registry import REGISTRY
from netloupe_engine.protocols.routing.babel import BABEL
from tests.unit.protocols.dialogue import values

ROUTE = bytes.fromhex("2a020028060a0000524f5554455230310406000000010190080e010018000190000100600a01020001020000")
SAMPLES = [[(0, ROUTE)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("babel"), BABEL, *pieces)


def test_a_route() -> None:
    fed = feed((0, ROUTE))
    assert values(fed, "tlv_type") == [6, 4, 8, 1]
    assert values(fed, "router") == [b"ROUTER01"]
    assert values(fed, "prefix_length") == [24]
    assert values(fed, "metric") == [96]
    assert values(fed, "prefix") == [b"\n\x01\x02\x00"]
    assert fed.findings == []
