"""Packets of Linux' firewall log, in both byte orders (tcpdump.org, LINKTYPE_NFLOG)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.link.nflog import NFLOG
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

DROPPED = bytes.fromhex(
    "0200000508000100080001000a000a0044524f5020000000080004000000000208000b00000003e83b000900450000370001"
    "0000401166b30a0000010a00000213880035002379ea0000010000010000000000000161076578616d706c65000001000100")
SIX = bytes.fromhex(
    "0a0000050800010086dd01004f000900600000000023114020010db800000000000000000000000120010db8000000000000"
    "00000000000213880035002332780000010000010000000000000161076578616d706c65000001000100")
BIG = bytes.fromhex("0200000100080001080003000009000a494e3a2000000000")
SAMPLES = [[(0, DROPPED)], [(0, SIX)], [(0, BIG)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("nflog"), NFLOG, *pieces)


def test_a_packet_and_why() -> None:
    fed = feed((0, DROPPED))
    assert values(fed, "family") == [2]
    assert values(fed, "group") == [5]
    assert values(fed, "hook") == [1]
    assert values(fed, "prefix") == ["DROP "]
    assert values(fed, "interface_in") == [2]
    assert values(fed, "user") == [1000]
    assert values(fed, "option_type") == [1, 10, 4, 11, 9]
    assert fed.findings == []


def test_ipv6() -> None:
    fed = feed((0, SIX))
    assert values(fed, "family") == [10]
    assert values(fed, "ethertype") == [34525]
    assert fed.findings == []


def test_the_other_byte_order() -> None:
    fed = feed((0, BIG))
    assert values(fed, "hook") == [3]
    assert values(fed, "prefix") == ["IN: "]
    assert fed.findings == []
