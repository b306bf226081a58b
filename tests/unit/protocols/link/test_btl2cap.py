"""Channels of Bluetooth (Bluetooth Core, volume 3, part A, section 3.1)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.link.btl2cap import BTL2CAP
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

ATTRIBUTES = bytes.fromhex("030004000a0100")
SAMPLES = [[(0, ATTRIBUTES)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("btl2cap"), BTL2CAP, *pieces)


def test_a_channel() -> None:
    fed = feed((0, ATTRIBUTES))
    assert values(fed, "length") == [3]
    assert values(fed, "channel") == [4]
    assert fed.findings == []
