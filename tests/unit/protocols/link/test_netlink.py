"""Netlink: links, routes, addresses, neighbours and refusals, in both byte orders (RFC 3549; rtnetlink(7))."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.link.netlink import NETLINK
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

LINK = bytes.fromhex(
    "0004033800000000000000000000000000000048001000000000000100000000000000010000000200011043000000000009"
    "0003657468300000000000080004000005dc000a000160e3272f2b1300000005001006000000")
LITTLE = bytes.fromhex(
    "0004033800000000000000000000000048000000100000000100000000000000000001000200000043100100000000000900"
    "0300657468300000000008000400dc0500000a00010060e3272f2b1300000500100006000000")
ROUTE = bytes.fromhex(
    "000703380000000000000000000000003400000018000506010000000000000002180000fe04000100000000080001000a01"
    "0200080005000a0000090800040002000000")
REFUSAL = bytes.fromhex(
    "0004033800000000000000000000000024000000020000000100000000000000efffffff3400000018000506010000000000"
    "0000")
TWO = bytes.fromhex(
    "000403380000000000000000000000002c0000001400000001000000000000000a4080000200000014000100fe8000000000"
    "0000000000000000000a300000001c0000000100000000000000020000000200000002000001080001000a0000090a000200"
    "0200000000090000")
GENERIC = bytes.fromhex("00040338000000000000000000000010140000001b000000010000000000000001000000")
SAMPLES = [[(0, LINK)], [(0, LITTLE)], [(0, ROUTE)], [(0, REFUSAL)], [(0, TWO)], [(0, GENERIC)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("netlink"), NETLINK, *pieces)


def test_an_interface() -> None:
    fed = feed((0, LINK))
    assert values(fed, "family") == [0]
    assert values(fed, "message_type") == [16]
    assert values(fed, "interface_name") == ["eth0"]
    assert values(fed, "mtu") == [1500]
    assert values(fed, "address_mac") == ["60:e3:27:2f:2b:13"]
    assert values(fed, "state") == [6]
    assert values(fed, "interface") == [2]
    assert fed.findings == []


def test_an_interface_in_the_other_byte_order() -> None:
    fed = feed((0, LITTLE))
    assert values(fed, "family") == [0]
    assert values(fed, "message_type") == [16]
    assert values(fed, "interface_name") == ["eth0"]
    assert values(fed, "mtu") == [1500]
    assert values(fed, "address_mac") == ["60:e3:27:2f:2b:13"]
    assert values(fed, "state") == [6]
    assert values(fed, "interface") == [2]
    assert fed.findings == []


def test_a_route() -> None:
    fed = feed((0, ROUTE))
    assert values(fed, "message_type") == [24]
    assert values(fed, "target") == ["10.1.2.0"]
    assert values(fed, "gateway") == ["10.0.0.9"]
    assert values(fed, "target_length") == [24]
    assert values(fed, "interface") == [2]
    assert fed.findings == []


def test_a_refusal() -> None:
    fed = feed((0, REFUSAL))
    assert values(fed, "message_type") == [2]
    assert values(fed, "error") == [-17]
    assert fed.findings == ["netlink.error"]


def test_several_messages() -> None:
    fed = feed((0, TWO))
    assert values(fed, "message_type") == [20, 28]
    assert values(fed, "address_ipv6") == ["fe80::a"]
    assert values(fed, "target") == ["10.0.0.9"]
    assert values(fed, "neighbour_mac") == ["02:00:00:00:00:09"]
    assert fed.findings == []


def test_others() -> None:
    fed = feed((0, GENERIC))
    assert values(fed, "family") == [16]
    assert values(fed, "message_type") == []
    assert values(fed, "other_type") == [27]
    assert values(fed, "content") == [b"\x01\x00\x00\x00"]
    assert fed.findings == []
