"""Events of Bluetooth controllers (Bluetooth Core, volume 4, part E, section 7.7)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.link.bthci_evt import BTHCI_EVT
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

DONE = bytes.fromhex("0e0401030c00")
REFUSED = bytes.fromhex("0603050100")
SAMPLES = [[(0, DONE)], [(0, REFUSED)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("bthci_evt"), BTHCI_EVT, *pieces)


def test_a_command_is_done() -> None:
    fed = feed((0, DONE))
    assert values(fed, "code") == [14]
    assert values(fed, "opcode") == [3075]
    assert values(fed, "result") == [b"\x00"]
    assert fed.findings == []


def test_a_device_that_fails_to_prove_who_it_is() -> None:
    fed = feed((0, REFUSED))
    assert values(fed, "code") == [6]
    assert values(fed, "status") == [5]
    assert values(fed, "handle") == [1]
    assert fed.findings == ["bthci_evt.authentication_failed"]
