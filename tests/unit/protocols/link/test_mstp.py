"""BACnet MS/TP: a token, and a message (ASHRAE 135-2020, clause 9)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.link.mstp import MSTP
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TOKEN = bytes.fromhex("55ff0005040000c9")
MESSAGE = bytes.fromhex("55ff06ff040008110120ffff00ff10080000")
SAMPLES = [[(0, TOKEN)], [(0, MESSAGE)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("mstp"), MSTP, *pieces)


def test_a_token_and_a_message() -> None:
    fed = feed((0, TOKEN), (0, MESSAGE))
    assert values(fed, "frame_type") == [0, 6]
    assert values(fed, "target") == [5, 255]
    assert values(fed, "source") == [4, 4]
    assert values(fed, "length") == [0, 8]
    assert fed.findings == []
