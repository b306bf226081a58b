"""Apple's packet tap: interface and program (tcpdump.org, LINKTYPE_PKTAP)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.link.pktap import PKTAP
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

ETHERNET = bytes.fromhex(
    "6c0000000100000001000000656e3000000000000000000000000000000000000000000002000000020000000e0000000000"
    "00004d0000006375726c00000000000000000000000000000000000000000600000000000000000000000000000000000000"
    "000000000000000002000000000202000000000108004500003700010000401166b30a0000010a00000213880035002379ea"
    "0000010000010000000000000161076578616d706c650000010001")
RAW = bytes.fromhex(
    "6c000000010000000c000000656e3000000000000000000000000000000000000000000002000000020000000e0000000000"
    "00004d0000006375726c00000000000000000000000000000000000000000600000000000000000000000000000000000000"
    "00000000000000004500003700010000401166b30a0000010a00000213880035002379ea0000010000010000000000000161"
    "076578616d706c650000010001")
SAMPLES = [[(0, ETHERNET)], [(0, RAW)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("pktap"), PKTAP, *pieces)


def test_who_sent_it() -> None:
    fed = feed((0, ETHERNET), (0, RAW))
    assert values(fed, "link") == [1, 12]
    assert values(fed, "interface") == ["en0", "en0"]
    assert values(fed, "program") == ["curl", "curl"]
    assert values(fed, "pid") == [77, 77]
    assert fed.findings == []
