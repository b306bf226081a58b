"""HSRP: version 1 as scapy writes it, and version 2 (RFC 2281; Cisco)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.registry import REGISTRY
from netloupe_engine.protocols.routing.hsrp import HSRP
from tests.unit.protocols.dialogue import values

VERSION_1 = bytes.fromhex("000010030a6e0300636973636f0000000a0000fb")
VERSION_2 = bytes.fromhex(
    "01280200060400070200000000010000006e00000bb8000027100a0000fa0000000000000000000000000308636973636f00"
    "0000")
SAMPLES = [[(0, VERSION_1)], [(0, VERSION_2)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("hsrp"), HSRP, *pieces)


def test_version_1() -> None:
    fed = feed((0, VERSION_1))
    assert values(fed, "kind") == [0]
    assert values(fed, "state") == [16]
    assert values(fed, "priority") == [110]
    assert values(fed, "group") == [3]
    assert values(fed, "virtual_address") == ["10.0.0.251"]
    assert fed.findings == ["clear_text_credentials"]


def test_version_2() -> None:
    fed = feed((0, VERSION_2))
    assert values(fed, "opcode") == [0]
    assert values(fed, "state_2") == [6]
    assert values(fed, "group_2") == [7]
    assert values(fed, "priority_2") == [110]
    assert values(fed, "hello_ms") == [3000]
    assert values(fed, "virtual_address") == ["10.0.0.250"]
    assert values(fed, "password") == ["cisco"]
    assert fed.findings == ["clear_text_credentials"]
