"""BFD: a path that is up, and one that went down, as scapy writes them (RFC 5880)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.registry import REGISTRY
from netloupe_engine.protocols.routing.bfd import BFD
from tests.unit.protocols.dialogue import values

UP = bytes.fromhex("20c0031800000001000000023b9aca003b9aca003b9aca00")
DOWN = bytes.fromhex("2140031800000001000000023b9aca003b9aca003b9aca00")
SAMPLES = [[(0, UP)], [(0, DOWN)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("bfd"), BFD, *pieces)


def test_a_path_that_is_up() -> None:
    fed = feed((0, UP))
    assert values(fed, "state") == [3]
    assert values(fed, "mine") == [1]
    assert values(fed, "yours") == [2]
    assert values(fed, "diagnostic") == [0]
    assert fed.findings == []


def test_one_that_went_down() -> None:
    fed = feed((0, DOWN))
    assert values(fed, "state") == [1]
    assert values(fed, "diagnostic") == [1]
    assert fed.findings == ["bfd.down"]
