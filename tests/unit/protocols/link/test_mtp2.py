"""SS7, level 2: filling, status, a message (ITU-T Q.703, section 2)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.link.mtp2 import MTP2
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

FILL = bytes.fromhex("818200")
STATUS = bytes.fromhex("81820101")
MESSAGE = bytes.fromhex("81823f8301800030090003050902420102420203616263")
SAMPLES = [[(0, FILL)], [(0, STATUS)], [(0, MESSAGE)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("mtp2"), MTP2, *pieces)


def test_units() -> None:
    fed = feed((0, FILL), (0, STATUS), (0, MESSAGE))
    assert values(fed, "length") == [0, 1, 63]
    assert values(fed, "status") == [1]
    assert values(fed, "backward") == [1, 1, 1]
    assert values(fed, "forward") == [2, 2, 2]
    assert fed.findings == []
