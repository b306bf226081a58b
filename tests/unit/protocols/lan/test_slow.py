"""Slow protocols are told by their first byte (IEEE 802.3, annex 57A)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.lan.slow import SLOW
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

LACP = bytes.fromhex("01")
OAM = bytes.fromhex("03")
SAMPLES = [[(0, LACP)], [(0, OAM)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("slow"), SLOW, *pieces)


def test_which_one() -> None:
    fed = feed((0, LACP), (0, OAM))
    assert values(fed, "subtype") == [1, 3]
    assert fed.findings == []
