"""Solaris' IPNET: from zone to zone (tcpdump.org, LINKTYPE_IPNET)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.link.ipnet import IPNET
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

PACKET = bytes.fromhex(
    "0102000100000037000000030000000000000000000000014500003700010000401166b30a0000010a000002138800350023"
    "79ea0000010000010000000000000161076578616d706c650000010001")
SAMPLES = [[(0, PACKET)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("ipnet"), IPNET, *pieces)


def test_zones() -> None:
    fed = feed((0, PACKET))
    assert values(fed, "family") == [2]
    assert values(fed, "interface") == [3]
    assert values(fed, "source_zone") == [0]
    assert values(fed, "target_zone") == [1]
    assert fed.findings == []
