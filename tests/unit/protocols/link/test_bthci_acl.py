"""Data of Bluetooth connections (Bluetooth Core, volume 4, part E, section 5.4.2)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.link.bthci_acl import BTHCI_ACL
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

DATA = bytes.fromhex("01200700030004000a0100")
SAMPLES = [[(0, DATA)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("bthci_acl"), BTHCI_ACL, *pieces)


def test_data() -> None:
    fed = feed((0, DATA))
    assert values(fed, "handle") == [1]
    assert values(fed, "boundary") == [2]
    assert values(fed, "length") == [7]
    assert fed.findings == []
