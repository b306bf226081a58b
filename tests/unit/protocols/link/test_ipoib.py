"""IP over InfiniBand, with its route header and without (RFC 4391)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.link.ipoib import IPOIB
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

PLAIN = bytes.fromhex("080000004500003700010000401166b30a0000010a000002")
ROUTED = bytes.fromhex("0000000000000000000000000000000000000000000000000000000000000000000000000000000086dd0000")
SAMPLES = [[(0, PLAIN)], [(0, ROUTED)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("ipoib"), IPOIB, *pieces)


def test_what_it_carries() -> None:
    fed = feed((0, PLAIN), (0, ROUTED))
    assert values(fed, "type") == [2048, 34525]
    assert values(fed, "route") == [
        b"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"]
    assert fed.findings == []
