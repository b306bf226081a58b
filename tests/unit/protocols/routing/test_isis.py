"""IS-IS: neighbours and their map as scapy writes them."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.registry import REGISTRY
from netloupe_engine.protocols.routing.isis import ISIS
from tests.unit.protocols.dialogue import values

HELLO = bytes.fromhex("1b01000f01000002192168001001001e002a01192168001001010104034900018101cc84040a000001")
MAP = bytes.fromhex(
    "1b010014010000004104af1921680010010000000000012161038902723187070000000a100a01160b192168001002000000"
    "0a00ec0a00000005002020010db8")
KNOWN = bytes.fromhex(
    "210100180100000033192168001001000000000000000000ffffffffffffffff091004b01921680010010000000000030000")
SAMPLES = [[(0, HELLO)], [(0, MAP)], [(0, KNOWN)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("isis"), ISIS, *pieces)


def test_a_hello() -> None:
    fed = feed((0, HELLO))
    assert values(fed, "type") == [15]
    assert values(fed, "system") == [b"\x19!h\x00\x10\x01"]
    assert values(fed, "area") == [b"I\x00\x01"]
    assert values(fed, "protocol") == [204]
    assert values(fed, "address") == ["10.0.0.1"]
    assert fed.findings == []


def test_a_map() -> None:
    fed = feed((0, MAP))
    assert values(fed, "type") == [20]
    assert values(fed, "part") == [b"\x19!h\x00\x10\x01\x00\x00"]
    assert values(fed, "name") == ["r1"]
    assert values(fed, "network") == ["10.1.0.0"]
    assert values(fed, "network_ipv6") == ["2001:db8::"]
    assert values(fed, "metric") == [10, 5]
    assert values(fed, "neighbour") == [b"\x19!h\x00\x10\x02\x00"]
    assert values(fed, "neighbour_metric") == [10]
    assert fed.findings == []


def test_what_is_known() -> None:
    fed = feed((0, KNOWN))
    assert values(fed, "type") == [24]
    assert values(fed, "known_part") == [b"\x19!h\x00\x10\x01\x00\x00"]
    assert values(fed, "known_sequence") == [3]
    assert fed.findings == []
