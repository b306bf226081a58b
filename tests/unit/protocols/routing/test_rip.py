"""RIP: networks, and a password, as scapy writes them (RFC 2453)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.registry import REGISTRY
from netloupe_engine.protocols.routing.rip import RIP
from tests.unit.protocols.dialogue import values

NETWORKS = bytes.fromhex("02020000000200000a020000ffff00000000000000000003000200000a030000ffff00000000000000000010")
PASSWORD = bytes.fromhex("02020000ffff0002726970776f7264000000000000000000000200000a020000ffff00000000000000000003")
SAMPLES = [[(0, NETWORKS)], [(0, PASSWORD)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("rip"), RIP, *pieces)


def test_networks() -> None:
    fed = feed((0, NETWORKS))
    assert values(fed, "command") == [2]
    assert values(fed, "version") == [2]
    assert values(fed, "network") == ["10.2.0.0", "10.3.0.0"]
    assert values(fed, "mask") == ["255.255.0.0", "255.255.0.0"]
    assert values(fed, "metric") == [3, 16]
    assert fed.findings == []


def test_a_password() -> None:
    fed = feed((0, PASSWORD))
    assert values(fed, "authentication") == [2]
    assert values(fed, "password") == ["ripword"]
    assert values(fed, "network") == ["10.2.0.0"]
    assert fed.findings == ["clear_text_credentials"]
