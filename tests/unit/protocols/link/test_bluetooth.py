"""Bluetooth between host and controller: the direction that some captures add (tcpdump.org)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.link.bluetooth import BLUETOOTH
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TO_HOST = bytes.fromhex("00000001040e0401030c00")
SAMPLES = [[(0, TO_HOST)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("bluetooth"), BLUETOOTH, *pieces)


def test_the_direction() -> None:
    fed = feed((0, TO_HOST))
    assert values(fed, "direction") == [1]
    assert fed.findings == []
