"""VRRP: versions 2 and 3 as scapy writes them, a password, and who gives up."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.registry import REGISTRY
from netloupe_engine.protocols.routing.vrrp import VRRP
from tests.unit.protocols.dialogue import values

VERSION_2 = bytes.fromhex("2107640101018b230a0000fe7061737300000000")
VERSION_3 = bytes.fromhex("310800020064ce040a0000fd0a0000fc")
SIX = bytes.fromhex("3109640100646de8fe800000000000000000000000000009")
SAMPLES = [[(0, VERSION_2)], [(0, VERSION_3)], [(0, SIX)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("vrrp"), VRRP, *pieces)


def test_version_2() -> None:
    fed = feed((0, VERSION_2))
    assert values(fed, "version") == [2]
    assert values(fed, "virtual_router") == [7]
    assert values(fed, "priority") == [100]
    assert values(fed, "address") == ["10.0.0.254"]
    assert values(fed, "password") == ["pass"]
    assert fed.findings == ["clear_text_credentials"]


def test_version_3() -> None:
    fed = feed((0, VERSION_3))
    assert values(fed, "version") == [3]
    assert values(fed, "address") == ["10.0.0.253", "10.0.0.252"]
    assert values(fed, "interval_3") == [100]
    assert fed.findings == ["vrrp.resigned"]


def test_version_3_of_ipv6() -> None:
    fed = feed((0, SIX))
    assert values(fed, "virtual_router") == [9]
    assert values(fed, "address_ipv6") == ["fe80::9"]
    assert values(fed, "address") == []
    assert fed.findings == []
