"""Attributes of Bluetooth devices (Bluetooth Core, volume 3, part F, section 3.4)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.link.btatt import BTATT
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

READ = bytes.fromhex("0a0100")
REFUSED = bytes.fromhex("010a03000a")
SAMPLES = [[(0, READ)], [(0, REFUSED)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("btatt"), BTATT, *pieces)


def test_a_read() -> None:
    fed = feed((0, READ))
    assert values(fed, "opcode") == [10]
    assert values(fed, "handle") == [1]
    assert fed.findings == []


def test_a_refusal() -> None:
    fed = feed((0, REFUSED))
    assert values(fed, "request") == [10]
    assert values(fed, "handle") == [3]
    assert values(fed, "error") == [10]
    assert fed.findings == ["btatt.error"]
