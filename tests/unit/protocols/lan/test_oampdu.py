"""Ethernet OAM: information, and a link's last word (IEEE 802.3, section 57.4)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.lan.oampdu import OAMPDU
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

INFORMATION = bytes.fromhex("0050000110010000000005ee0200000000000000")
GASP = bytes.fromhex("00020000")
SAMPLES = [[(0, INFORMATION)], [(0, GASP)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("oampdu"), OAMPDU, *pieces)


def test_information() -> None:
    fed = feed((0, INFORMATION))
    assert values(fed, "flags") == [80]
    assert values(fed, "code") == [0]
    assert values(fed, "tlv_type") == [1, 0]
    assert fed.findings == []


def test_a_link_that_goes() -> None:
    fed = feed((0, GASP))
    assert values(fed, "flags") == [2]
    assert fed.findings == ["oampdu.fault"]
