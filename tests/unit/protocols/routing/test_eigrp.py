"""EIGRP: a hello and a route as scapy writes them (RFC 7868, section 6)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.registry import REGISTRY
from netloupe_engine.protocols.routing.eigrp import EIGRP
from tests.unit.protocols.dialogue import values

HELLO = bytes.fromhex("0205e96c000000000000000000000000000000640001000c010001000000000f000400080f020300")
UPDATE = bytes.fromhex(
    "02016ba7000000000000000500000000000000640102001c000000000001f400000001000005dc00ff00000018c0a807")
SAMPLES = [[(0, HELLO)], [(0, UPDATE)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("eigrp"), EIGRP, *pieces)


def test_a_hello() -> None:
    fed = feed((0, HELLO))
    assert values(fed, "opcode") == [5]
    assert values(fed, "autonomous_system") == [100]
    assert values(fed, "hold_time") == [15]
    assert values(fed, "ios_major") == [15]
    assert values(fed, "eigrp_major") == [3]
    assert fed.findings == []


def test_a_route() -> None:
    fed = feed((0, UPDATE))
    assert values(fed, "opcode") == [1]
    assert values(fed, "sequence") == [5]
    assert values(fed, "prefix_length") == [24]
    assert values(fed, "network") == ["192.168.7.0"]
    assert fed.findings == []
