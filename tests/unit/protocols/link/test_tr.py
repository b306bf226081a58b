"""Token ring: with and without a route (ISO/IEC 8802-5)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.link.tr import TR
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

PLAIN = bytes.fromhex("1040020000000002020000000001aaaa0300000008004500003700010000")
ROUTED = bytes.fromhex("1040020000000002820000000001063000110020aaaa0300000008004500003700010000401166b3")
SAMPLES = [[(0, PLAIN)], [(0, ROUTED)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("tr"), TR, *pieces)


def test_a_frame() -> None:
    fed = feed((0, PLAIN))
    assert values(fed, "source") == ["02:00:00:00:00:01"]
    assert values(fed, "frame_type") == [1]
    assert values(fed, "route") == []
    assert fed.findings == []


def test_a_route() -> None:
    fed = feed((0, ROUTED))
    assert values(fed, "source") == ["82:00:00:00:00:01"]
    assert values(fed, "route_length") == [6]
    assert values(fed, "route") == [b"0\x00\x11\x00 "]
    assert fed.findings == []
