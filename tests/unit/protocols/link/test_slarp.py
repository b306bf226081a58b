"""SLARP: is the line alive? Whose address is it? (RFC 1547, section 4.3.1)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.link.slarp import SLARP
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

ALIVE = bytes.fromhex("000000020000000700000006ffff00000000")
REPLY = bytes.fromhex("000000010a000001ffffff00ffff")
SAMPLES = [[(0, ALIVE)], [(0, REPLY)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("slarp"), SLARP, *pieces)


def test_is_it_alive() -> None:
    fed = feed((0, ALIVE))
    assert values(fed, "code") == [2]
    assert values(fed, "mine") == [7]
    assert values(fed, "yours") == [6]
    assert fed.findings == []


def test_an_address() -> None:
    fed = feed((0, REPLY))
    assert values(fed, "address") == ["10.0.0.1"]
    assert values(fed, "mask") == ["255.255.255.0"]
    assert fed.findings == []
