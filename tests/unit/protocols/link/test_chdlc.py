"""Cisco HDLC: IPv4, and the direction that some captures add (RFC 1547, section 4.3.1)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.link.chdlc import CHDLC
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

FRAME = bytes.fromhex("0f0008004500003700010000401166b30a0000010a000002")
SENT = bytes.fromhex("010f0008004500003700010000401166b30a0000010a000002")
SAMPLES = [[(0, FRAME)], [(0, SENT)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("chdlc"), CHDLC, *pieces)


def test_a_frame() -> None:
    fed = feed((0, FRAME))
    assert values(fed, "address") == [15]
    assert values(fed, "protocol") == [2048]
    assert values(fed, "direction") == []
    assert fed.findings == []


def test_its_direction() -> None:
    fed = feed((0, SENT))
    assert values(fed, "direction") == [1]
    assert values(fed, "protocol") == [2048]
    assert fed.findings == []
