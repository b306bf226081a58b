"""Commands to Bluetooth controllers (Bluetooth Core, volume 4, part E, section 7)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.link.bthci_cmd import BTHCI_CMD
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

RESET = bytes.fromhex("030c00")
SAMPLES = [[(0, RESET)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("bthci_cmd"), BTHCI_CMD, *pieces)


def test_a_reset() -> None:
    fed = feed((0, RESET))
    assert values(fed, "opcode") == [3075]
    assert values(fed, "length") == [0]
    assert fed.findings == []
