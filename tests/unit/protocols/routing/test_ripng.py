"""RIPng: a network as scapy writes it (RFC 2080)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.registry import REGISTRY
from netloupe_engine.protocols.routing.ripng import RIPNG
from tests.unit.protocols.dialogue import values

NETWORK = bytes.fromhex("0201000020010db800000000000000000000000000002002")
SAMPLES = [[(0, NETWORK)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("ripng"), RIPNG, *pieces)


def test_a_network() -> None:
    fed = feed((0, NETWORK))
    assert values(fed, "command") == [2]
    assert values(fed, "network") == ["2001:db8::"]
    assert values(fed, "prefix_length") == [32]
    assert values(fed, "metric") == [2]
    assert fed.findings == []
