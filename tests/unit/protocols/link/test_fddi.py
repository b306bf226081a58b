"""FDDI: a frame with LLC, and one of its management (ISO 9314-2, section 7)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.link.fddi import FDDI
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

LLC = bytes.fromhex("50020000000002020000000001aaaa030000000800450000370001000040")
MANAGEMENT = bytes.fromhex("4102000000000202000000000100000000000000000000")
SAMPLES = [[(0, LLC)], [(0, MANAGEMENT)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("fddi"), FDDI, *pieces)


def test_a_frame() -> None:
    fed = feed((0, LLC), (0, MANAGEMENT))
    assert values(fed, "frame_control") == [80, 65]
    assert values(fed, "source") == ["02:00:00:00:00:01", "02:00:00:00:00:01"]
    assert values(fed, "destination") == ["02:00:00:00:00:02", "02:00:00:00:00:02"]
    assert fed.findings == []
