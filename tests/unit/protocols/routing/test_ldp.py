"""LDP: routers greet each other, and tell labels (RFC 5036, section 3)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.registry import REGISTRY
from netloupe_engine.protocols.routing.ldp import LDP
from tests.unit.protocols.dialogue import values

HELLO = bytes.fromhex("0001001e010101010000010000140000000104000004000f00000401000401010101")
BEGIN = bytes.fromhex("0001002001010101000002000016000000010500000e000100b400001000020202020000")
MAPPING = bytes.fromhex("00010021010101010000040000170000000101000007020001180a01020200000400000011")
END = bytes.fromhex("0001001c01010101000000010012000000010300000a8000000a000000000000")
SAMPLES = [[(0, BEGIN), (1, MAPPING), (1, END)], [(0, HELLO)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("ldp"), LDP, *pieces, datagram=False)


def test_a_greeting() -> None:
    fed = feed((0, HELLO))
    assert values(fed, "message_type") == [256]
    assert values(fed, "hello_hold_time") == [15]
    assert values(fed, "transport_address") == ["1.1.1.1"]
    assert values(fed, "router") == ["1.1.1.1"]
    assert fed.findings == []


def test_a_label() -> None:
    fed = feed((0, BEGIN), (1, MAPPING))
    assert values(fed, "message_type") == [512, 1024]
    assert values(fed, "keepalive_time") == [180]
    assert values(fed, "receiver") == ["2.2.2.2"]
    assert values(fed, "network") == ["10.1.2.0"]
    assert values(fed, "label") == [17]
    assert fed.findings == []


def test_an_end() -> None:
    fed = feed((0, BEGIN), (1, END))
    assert values(fed, "fatal") == [1]
    assert values(fed, "status") == [10]
    assert fed.findings == ["ldp.fatal"]
