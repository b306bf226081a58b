"""PIM: neighbours, groups that are wanted, and what is registered (RFC 7761, section 4.9; hello as scapy writes it)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.registry import REGISTRY
from netloupe_engine.protocols.routing.pim import PIM
from tests.unit.protocols.dialogue import values

HELLO = bytes.fromhex("2000cd2900010002006900130004000000070014000400001234")
JOIN = bytes.fromhex("2300d0da01000a000009000100d201000020ef01010100010000010004200a000005")
REGISTER = bytes.fromhex(
    "21000000000000004500002800010000401180bd0a000005ef010101138813890014b46c73747265616d206461746121")
SAMPLES = [[(0, HELLO)], [(0, JOIN)], [(0, REGISTER)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("pim"), PIM, *pieces)


def test_a_hello() -> None:
    fed = feed((0, HELLO))
    assert values(fed, "type") == [0]
    assert values(fed, "hello_hold_time") == [105]
    assert values(fed, "priority") == [7]
    assert values(fed, "generation") == [4660]
    assert fed.findings == []


def test_a_join() -> None:
    fed = feed((0, JOIN))
    assert values(fed, "upstream") == ["10.0.0.9"]
    assert values(fed, "group") == ["239.1.1.1"]
    assert values(fed, "source") == ["10.0.0.5"]
    assert values(fed, "source_flags") == [4]
    assert values(fed, "joins") == [1]
    assert values(fed, "prunes") == [0]
    assert values(fed, "hold_time") == [210]
    assert fed.findings == []


def test_a_register() -> None:
    fed = feed((0, REGISTER))
    assert values(fed, "type") == [1]
    assert values(fed, "register_flags") == [0]
    assert fed.findings == []
