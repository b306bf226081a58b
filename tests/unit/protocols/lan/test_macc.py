"""Ethernet's flow control (IEEE 802.3, annex 31B)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.lan.macc import MACC
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

PAUSE = bytes.fromhex("0001ffff00000000")
PRIORITIES = bytes.fromhex("010100010005000000000000000000000000000000000000")
SAMPLES = [[(0, PAUSE)], [(0, PRIORITIES)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("macc"), MACC, *pieces)


def test_pauses() -> None:
    fed = feed((0, PAUSE), (0, PRIORITIES))
    assert values(fed, "opcode") == [1, 257]
    assert values(fed, "time") == [65535]
    assert values(fed, "priorities") == [1]
    assert values(fed, "priority_time") == [5, 0, 0, 0, 0, 0, 0, 0]
    assert fed.findings == []
