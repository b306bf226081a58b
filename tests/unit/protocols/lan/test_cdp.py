"""CDP: a router as scapy describes it."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.lan.cdp import CDP
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

ROUTER = bytes.fromhex(
    "02b4c88400010006523100020011000000010101cc00040a000003000300094661302f3100040008000000290005000a494f"
    "532031350006000e636973636f2032393131000900076c6162000a0006000c000b000501")
SAMPLES = [[(0, ROUTER)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("cdp"), CDP, *pieces)


def test_a_router() -> None:
    fed = feed((0, ROUTER))
    assert values(fed, "version") == [2]
    assert values(fed, "device") == ["R1"]
    assert values(fed, "address") == ["10.0.0.3"]
    assert values(fed, "port") == ["Fa0/1"]
    assert values(fed, "capabilities") == [41]
    assert values(fed, "software") == ["IOS 15"]
    assert values(fed, "platform") == ["cisco 2911"]
    assert values(fed, "vtp_domain") == ["lab"]
    assert values(fed, "native_vlan") == [12]
    assert values(fed, "duplex") == [1]
    assert fed.findings == []
