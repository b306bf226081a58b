"""ISO network layers are told by their first byte (ISO/IEC TR 9577)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.lan.osi import OSI
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

ISIS = bytes.fromhex("83")
CLNP = bytes.fromhex("81")
SAMPLES = [[(0, ISIS)], [(0, CLNP)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("osi"), OSI, *pieces)


def test_which_one() -> None:
    fed = feed((0, ISIS), (0, CLNP))
    assert values(fed, "identifier") == [131, 129]
    assert fed.findings == []
