"""SCCP: a message, and one that came back (ITU-T Q.713)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.link.sccp import SCCP
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

MESSAGE = bytes.fromhex("090003050902420102420203616263")
BACK = bytes.fromhex("0a0103050902420102420203616263")
SAMPLES = [[(0, MESSAGE)], [(0, BACK)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("sccp"), SCCP, *pieces)


def test_a_message() -> None:
    fed = feed((0, MESSAGE))
    assert values(fed, "message_type") == [9]
    assert fed.findings == []


def test_one_that_came_back() -> None:
    fed = feed((0, BACK))
    assert values(fed, "message_type") == [10]
    assert values(fed, "returned") == [1]
    assert fed.findings == ["sccp.returned"]
