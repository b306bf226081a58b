"""HCI: what follows (Bluetooth Core, volume 4, part A)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.link.hci_h4 import HCI_H4
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

COMMAND = bytes.fromhex("01")
EVENT = bytes.fromhex("04")
SAMPLES = [[(0, COMMAND)], [(0, EVENT)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("hci_h4"), HCI_H4, *pieces)


def test_what_follows() -> None:
    fed = feed((0, COMMAND), (0, EVENT))
    assert values(fed, "type") == [1, 4]
    assert fed.findings == []
