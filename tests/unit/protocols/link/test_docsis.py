"""DOCSIS: a packet, and a frame of its own (MULPI, section 6.2)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.link.docsis import DOCSIS
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

PACKET = bytes.fromhex(
    "00000045123402000000000202000000000108004500003700010000401166b30a0000010a00000213880035002379ea0000"
    "010000010000000000000161076578616d706c650000010001")
OWN = bytes.fromhex("c200001400000000000000000000000000000000000000000000")
SAMPLES = [[(0, PACKET)], [(0, OWN)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("docsis"), DOCSIS, *pieces)


def test_frames() -> None:
    fed = feed((0, PACKET), (0, OWN))
    assert values(fed, "frame_type") == [0, 3]
    assert fed.findings == []
