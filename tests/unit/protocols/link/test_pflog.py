"""Packets of OpenBSD's firewall log (net/if_pflog.h)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.link.pflog import PFLOG
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

DROPPED = bytes.fromhex(
    "3d020100656d30000000000000000000000000000000000000000000000000000000000000000007ffffffff000000000000"
    "00000000000000000000000000004500003700010000401166b30a0000010a000002138800350023")
SAMPLES = [[(0, DROPPED)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("pflog"), PFLOG, *pieces)


def test_a_packet_and_why() -> None:
    fed = feed((0, DROPPED))
    assert values(fed, "family") == [2]
    assert values(fed, "action") == [1]
    assert values(fed, "interface") == ["em0"]
    assert values(fed, "rule") == [7]
    assert values(fed, "subrule") == [-1]
    assert fed.findings == []
