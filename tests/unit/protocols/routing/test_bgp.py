"""BGP: two routers meet, tell each other networks, and part (RFC 4271; OPEN as scapy writes it)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.registry import REGISTRY
from netloupe_engine.protocols.routing.bgp import BGP
from tests.unit.protocols.dialogue import values

OPEN = bytes.fromhex("ffffffffffffffffffffffffffffffff002d0104fde9005a01010101100206010400010001020641040002fde9")
ANSWER = bytes.fromhex("ffffffffffffffffffffffffffffffff002d0104fdea005a02020202100206010400010001020641040002fdea")
ALIVE = bytes.fromhex("ffffffffffffffffffffffffffffffff001304")
UPDATE = bytes.fromhex(
    "ffffffffffffffffffffffffffffffff0047020003100a0500264001010040020a02020000fde900030d404003040a000001"
    "80040400000064c00804fde9006418c0a8070f0a06")
UPDATE_6 = bytes.fromhex(
    "ffffffffffffffffffffffffffffffff0034020000001d800e1a0002011020010db800000000000000000000000100202001"
    "0db8")
REFRESH = bytes.fromhex("ffffffffffffffffffffffffffffffff00170500010001")
NOTIFICATION = bytes.fromhex("ffffffffffffffffffffffffffffffff0018030602627965")
NARROW = bytes.fromhex("ffffffffffffffffffffffffffffffff0024020000000b400101004002040201fde9080a")
SAMPLES = [
    [(0, OPEN), (1, ANSWER), (0, ALIVE), (0, UPDATE), (0, UPDATE_6), (1, REFRESH), (1, NOTIFICATION)],
    [(0, NARROW)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("bgp"), BGP, *pieces, datagram=False)


def test_who_they_are() -> None:
    fed = feed((0, OPEN), (1, ANSWER))
    assert values(fed, "type") == [1, 1]
    assert values(fed, "autonomous_system") == [65001, 65002]
    assert values(fed, "hold_time") == [90, 90]
    assert values(fed, "identifier") == ["1.1.1.1", "2.2.2.2"]
    assert values(fed, "capability") == [1, 65, 1, 65]
    assert values(fed, "wide_as") == [196073, 196074]
    assert values(fed, "family") == [1, 1]
    assert fed.findings == []


def test_a_route() -> None:
    fed = feed((0, OPEN), (1, ANSWER), (0, UPDATE))
    assert values(fed, "withdrawn") == ["10.5.0.0"]
    assert values(fed, "origin") == [0]
    assert values(fed, "as_path") == [65001, 200000]
    assert values(fed, "next_hop") == ["10.0.0.1"]
    assert values(fed, "exit_discriminator") == [100]
    assert values(fed, "community") == ["65001:100"]
    assert values(fed, "network") == ["192.168.7.0", "10.6.0.0"]
    assert fed.findings == []


def test_a_route_of_ipv6() -> None:
    fed = feed((0, UPDATE_6))
    assert values(fed, "next_hop_ipv6") == ["2001:db8::1"]
    assert values(fed, "network_ipv6") == ["2001:db8::"]
    assert values(fed, "prefix_length") == [32]
    assert fed.findings == []


def test_narrow_numbers_where_nothing_was_agreed_on() -> None:
    fed = feed((0, NARROW))
    assert values(fed, "as_path") == [65001]
    assert values(fed, "network") == ["10.0.0.0"]
    assert fed.findings == []


def test_an_end_with_its_reason() -> None:
    fed = feed((0, REFRESH), (1, NOTIFICATION))
    assert values(fed, "type") == [5, 3]
    assert values(fed, "error") == [6]
    assert values(fed, "reason") == [1538]
    assert values(fed, "error_data") == [b"bye"]
    assert fed.findings == ["bgp.notification"]
