"""UDLD: who hears whom (RFC 5171)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.lan.udld import UDLD
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

PROBE = bytes.fromhex(
    "2100000000010008464f5831000200094769302f3100030015000000010004464f583200054769302f32000400050f000700"
    "0800000003")
SAMPLES = [[(0, PROBE)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("udld"), UDLD, *pieces)


def test_a_probe() -> None:
    fed = feed((0, PROBE))
    assert values(fed, "opcode") == [1]
    assert values(fed, "device") == ["FOX1"]
    assert values(fed, "port") == ["Gi0/1"]
    assert values(fed, "neighbour") == ["FOX2"]
    assert values(fed, "neighbour_port") == ["Gi0/2"]
    assert values(fed, "interval") == [15]
    assert values(fed, "sequence") == [3]
    assert fed.findings == []
