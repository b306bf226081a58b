"""DTP: a switch that would like a trunk."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.lan.dtp import DTP
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

WISH = bytes.fromhex("01000100086c616200000200050300030005a50004000a020000000001")
SAMPLES = [[(0, WISH)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("dtp"), DTP, *pieces)


def test_a_wish() -> None:
    fed = feed((0, WISH))
    assert values(fed, "domain") == ["lab"]
    assert values(fed, "status") == [3]
    assert values(fed, "trunk") == [0]
    assert values(fed, "neighbour") == ["02:00:00:00:00:01"]
    assert fed.findings == ["dtp.negotiable"]
