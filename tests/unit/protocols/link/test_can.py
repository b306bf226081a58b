"""CAN: identifiers of 11 and 29 bits, and an error (tcpdump.org, LINKTYPE_CAN_SOCKETCAN)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.link.can import CAN
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

SHORT = bytes.fromhex("0000012303000000616263")
LONG = bytes.fromhex("98765432080000003132333435363738")
ERROR = bytes.fromhex("20000004080000000000000000000000")
SAMPLES = [[(0, SHORT)], [(0, LONG)], [(0, ERROR)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("can"), CAN, *pieces)


def test_frames() -> None:
    fed = feed((0, SHORT), (0, LONG))
    assert values(fed, "identifier") == [291, 410407986]
    assert values(fed, "extended") == [0, 1]
    assert values(fed, "data") == [b"abc", b"12345678"]
    assert fed.findings == []


def test_an_error() -> None:
    fed = feed((0, ERROR))
    assert values(fed, "error") == [1]
    assert fed.findings == ["can.error_frame"]
