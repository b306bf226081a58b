"""IP over Fibre Channel (RFC 4338)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.link.ipfc import IPFC
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

FRAME = bytes.fromhex("10000000000000011000000000000002aaaa03")
SAMPLES = [[(0, FRAME)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("ipfc"), IPFC, *pieces)


def test_ports() -> None:
    fed = feed((0, FRAME))
    assert values(fed, "destination") == [b"\x10\x00\x00\x00\x00\x00\x00\x01"]
    assert values(fed, "source") == [b"\x10\x00\x00\x00\x00\x00\x00\x02"]
    assert fed.findings == []
