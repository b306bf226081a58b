"""EAP over LAN: the start, and the four messages of Wi-Fi's handshake (IEEE 802.11-2020, section 12.7.6)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.lan.eapol import EAPOL
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

START = bytes.fromhex("01010000")
FIRST = bytes.fromhex(
    "0203007502008a001000000000000000014e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e00"
    "00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000016dd"
    "14000fac0400000000000000000000000000000000")
SECOND = bytes.fromhex(
    "0203007502010a001000000000000000014e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e00"
    "000000000000000000000000000000000000000000000000000000000000004d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d0016dd"
    "14000fac0400000000000000000000000000000000")
THIRD = bytes.fromhex(
    "020300750213ca001000000000000000014e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e00"
    "000000000000000000000000000000000000000000000000000000000000004d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d0016dd"
    "14000fac0400000000000000000000000000000000")
FOURTH = bytes.fromhex(
    "0203007502030a001000000000000000014e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e4e00"
    "000000000000000000000000000000000000000000000000000000000000004d4d4d4d4d4d4d4d4d4d4d4d4d4d4d4d0016dd"
    "14000fac0400000000000000000000000000000000")
SAMPLES = [[(0, START)], [(0, FIRST)], [(0, SECOND)], [(0, THIRD)], [(0, FOURTH)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("eapol"), EAPOL, *pieces)


def test_a_start() -> None:
    fed = feed((0, START))
    assert values(fed, "type") == [1]
    assert values(fed, "length") == [0]
    assert fed.findings == []


def test_four_messages() -> None:
    fed = feed((0, FIRST), (1, SECOND), (0, THIRD), (1, FOURTH))
    assert values(fed, "handshake_message") == [1, 2, 3, 4]
    assert values(fed, "install") == [False, False, True, False]
    assert values(fed, "key_length") == [16, 16, 16, 16]
    assert values(fed, "replay_counter") == [1, 1, 1, 1]
    assert fed.findings == []
