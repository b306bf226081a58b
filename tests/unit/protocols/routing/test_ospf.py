"""OSPF: routers and their map as scapy writes them, versions 2 and 3 (RFC 2328, RFC 5340)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.registry import REGISTRY
from netloupe_engine.protocols.routing.ospf import OSPF
from tests.unit.protocols.dialogue import values

HELLO = bytes.fromhex(
    "020100300101010100000000e49000017365637265740000ffffff00000a0001000000280a0000010a00000202020202")
DESCRIPTION = bytes.fromhex(
    "020200340101010100000001714c0000000000000000000005dc000700000063000a00010101010101010101800000010000"
    "0024")
REQUEST = bytes.fromhex("020300240101010100000000f3cd00000000000000000000000000010202020202020202")
UPDATE = bytes.fromhex(
    "020400840101010100000000f7730000000000000000000000000003000100010101010101010101800000019f9800240000"
    "00010a010000ffff00000300000a000100020a00000101010101800000017bc50020ffffff00010101010202020200010005"
    "0a090000010101018000000139f00024ffff0000000000140000000000000000")
SEEN = bytes.fromhex("0205002c01010101000000006f9600000000000000000000000100050a090000010101018000000100000024")
HELLO_3 = bytes.fromhex("030100280101010100000000f59100000000000001000000000a0028010101010000000002020202")
UPDATE_3 = bytes.fromhex("0304002c0101010100000000bcfc000000000001000120010000000001010101800000019da3001800000000")
SAMPLES = [
    [(0, HELLO)],
    [(0, DESCRIPTION)],
    [(0, REQUEST)],
    [(0, UPDATE)],
    [(0, SEEN)],
    [(0, HELLO_3)],
    [(0, UPDATE_3)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("ospf"), OSPF, *pieces)


def test_a_hello_with_a_password() -> None:
    fed = feed((0, HELLO))
    assert values(fed, "type") == [1]
    assert values(fed, "router") == ["1.1.1.1"]
    assert values(fed, "area") == ["0.0.0.0"]
    assert values(fed, "network_mask") == ["255.255.255.0"]
    assert values(fed, "designated_router") == ["10.0.0.1"]
    assert values(fed, "backup_router") == ["10.0.0.2"]
    assert values(fed, "neighbour") == ["2.2.2.2"]
    assert values(fed, "password") == ["secret"]
    assert fed.findings == ["clear_text_credentials"]


def test_a_description() -> None:
    fed = feed((0, DESCRIPTION))
    assert values(fed, "area") == ["0.0.0.1"]
    assert values(fed, "mtu") == [1500]
    assert values(fed, "init") == [True]
    assert values(fed, "description_sequence") == [99]
    assert values(fed, "lsa_type") == [1]
    assert values(fed, "age") == [10]
    assert fed.findings == []


def test_a_request() -> None:
    fed = feed((0, REQUEST))
    assert values(fed, "requested_type") == [1]
    assert values(fed, "link_state") == ["2.2.2.2"]
    assert fed.findings == []


def test_a_map() -> None:
    fed = feed((0, UPDATE))
    assert values(fed, "lsa_count") == [3]
    assert values(fed, "lsa_type") == [1, 2, 5]
    assert values(fed, "link_id") == ["10.1.0.0"]
    assert values(fed, "link_data") == ["255.255.0.0"]
    assert values(fed, "link_metric") == [10]
    assert values(fed, "attached_router") == ["1.1.1.1", "2.2.2.2"]
    assert values(fed, "metric") == [20]
    assert values(fed, "external_metric") == [False]
    assert fed.findings == []


def test_what_was_seen() -> None:
    fed = feed((0, SEEN))
    assert values(fed, "lsa_type") == [5]
    assert values(fed, "link_state") == ["10.9.0.0"]
    assert fed.findings == []


def test_version_3() -> None:
    fed = feed((0, HELLO_3), (0, UPDATE_3))
    assert values(fed, "version") == [3, 3]
    assert values(fed, "designated_router") == ["1.1.1.1"]
    assert values(fed, "neighbour") == ["2.2.2.2"]
    assert values(fed, "lsa_type") == [8193]
    assert fed.findings == []
