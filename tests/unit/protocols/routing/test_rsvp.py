"""RSVP: a path of labels, and why there is none (RFC 2205, appendix A; RFC 3209, section 4)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.registry import REGISTRY
from netloupe_engine.protocols.routing.rsvp import RSVP
from tests.unit.protocols.dialogue import values

PATH = bytes.fromhex(
    "100100004000005000100107020202020000000501010101000c03010a000001000000000008050100007530000813010000"
    "08000010cf07070700057061746831000000000c0b070101010100000003")
ERROR = bytes.fromhex("100300004000002400100107020202020000000501010101000c06010a00000900180005")
SAMPLES = [[(0, PATH)], [(0, ERROR)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("rsvp"), RSVP, *pieces)


def test_a_path() -> None:
    fed = feed((0, PATH))
    assert values(fed, "message_type") == [1]
    assert values(fed, "destination") == ["2.2.2.2"]
    assert values(fed, "tunnel") == [5]
    assert values(fed, "extended_tunnel") == ["1.1.1.1"]
    assert values(fed, "hop") == ["10.0.0.1"]
    assert values(fed, "refresh") == [30000]
    assert values(fed, "name") == ["path1"]
    assert values(fed, "path") == [3]
    assert values(fed, "source") == ["1.1.1.1"]
    assert fed.findings == []


def test_an_error() -> None:
    fed = feed((0, ERROR))
    assert values(fed, "message_type") == [3]
    assert values(fed, "error") == [24]
    assert values(fed, "error_value") == [5]
    assert values(fed, "error_node") == ["10.0.0.9"]
    assert fed.findings == ["rsvp.error"]
