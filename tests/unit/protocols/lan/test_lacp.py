"""LACP: both ends of a link as scapy writes them."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.lan.lacp import LACP
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

LINK = bytes.fromhex(
    "01011400000200000000010011000000033d0000000214000002000000000900000000000400000000031000000000000000"
    "0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000"
    "000000000000000000")
SAMPLES = [[(0, LINK)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("lacp"), LACP, *pieces)


def test_both_ends() -> None:
    fed = feed((0, LINK))
    assert values(fed, "actor_system") == ["02:00:00:00:00:01"]
    assert values(fed, "actor_port") == [3]
    assert values(fed, "actor_key") == [17]
    assert values(fed, "actor_active") == [True]
    assert values(fed, "actor_in_sync") == [True]
    assert values(fed, "actor_expired") == [False]
    assert values(fed, "partner_system") == ["02:00:00:00:00:09"]
    assert values(fed, "partner_port") == [4]
    assert fed.findings == []
