"""EAP: identities, methods, refusals, as scapy writes them."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.lan.eap import EAP
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

ASK = bytes.fromhex("0101000501")
ALICE = bytes.fromhex("0201000a01616c696365")
MD5 = bytes.fromhex("01020016041000000000000000000000000000000000")
TLS = bytes.fromhex("010300060d20")
FAILURE = bytes.fromhex("04030004")
SAMPLES = [[(0, ASK)], [(0, ALICE)], [(0, MD5)], [(0, TLS)], [(0, FAILURE)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("eap"), EAP, *pieces)


def test_an_identity() -> None:
    fed = feed((0, ASK), (1, ALICE))
    assert values(fed, "code") == [1, 2]
    assert values(fed, "identity") == ["", "alice"]
    assert fed.findings == []


def test_a_weak_method() -> None:
    fed = feed((0, MD5))
    assert values(fed, "method") == [4]
    assert values(fed, "challenge") == [b"\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00"]
    assert fed.findings == ["eap.weak_method"]


def test_tls() -> None:
    fed = feed((0, TLS))
    assert values(fed, "method") == [13]
    assert values(fed, "flag_start") == [True]
    assert fed.findings == []


def test_a_refusal() -> None:
    fed = feed((0, FAILURE))
    assert values(fed, "code") == [4]
    assert values(fed, "method") == []
    assert fed.findings == ["eap.refused"]
