"""ERF: records of capture cards (Endace EDM11-01)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.link.erf import ERF
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

ETHERNET = bytes.fromhex(
    "0000000000f153650204005700000049000002000000000202000000000108004500003700010000401166b30a0000010a00"
    "000213880035002379ea0000010000010000000000000161076578616d706c650000010001")
EXTENDED = bytes.fromhex(
    "0000000000f153658204005f0000004703000000000000000000020000000002020000000001080045000037000100004011"
    "66b30a0000010a00000213880035002379ea0000010000010000000000000161076578616d706c650000010001")
IPV4 = bytes.fromhex(
    "0000000000f1536516040047000000374500003700010000401166b30a0000010a00000213880035002379ea000001000001"
    "0000000000000161076578616d706c650000010001")
SAMPLES = [[(0, ETHERNET)], [(0, EXTENDED)], [(0, IPV4)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("erf"), ERF, *pieces)


def test_records() -> None:
    fed = feed((0, ETHERNET), (0, EXTENDED), (0, IPV4))
    assert values(fed, "type") == [2, 2, 22]
    assert values(fed, "extended") == [0, 1, 0]
    assert values(fed, "extension") == [3]
    assert fed.findings == []
