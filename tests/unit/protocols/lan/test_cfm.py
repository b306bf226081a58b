"""Connectivity fault management: a check, and an echo (IEEE 802.1Q, section 21)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.lan.cfm import CFM
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

CHECK = bytes.fromhex(
    "a001844600000009001104057376633031000000000000000000000000000000000000000000000000000000000000000000"
    "00000000000000000000000000000000000000000000000000")
ECHO = bytes.fromhex("a0030004000000090300047465737400")
SAMPLES = [[(0, CHECK)], [(0, ECHO)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("cfm"), CFM, *pieces)


def test_a_check() -> None:
    fed = feed((0, CHECK))
    assert values(fed, "level") == [5]
    assert values(fed, "opcode") == [1]
    assert values(fed, "endpoint") == [17]
    assert values(fed, "sequence") == [9]
    assert values(fed, "interval") == [4]
    assert fed.findings == ["cfm.remote_defect"]


def test_an_echo() -> None:
    fed = feed((0, ECHO))
    assert values(fed, "opcode") == [3]
    assert values(fed, "transaction") == [9]
    assert values(fed, "tlv_type") == [3, 0]
    assert values(fed, "data") == [b"test"]
    assert fed.findings == []
