"""802.15.4: data, an acknowledgement, a command (IEEE 802.15.4-2020, section 7)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.link.wpan import WPAN
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

DATA = bytes.fromhex("618807aa1a000034127061796c6f6164")
SEEN = bytes.fromhex("020007")
COMMAND = bytes.fromhex("63c808ffffffff080706050403020107")
SAMPLES = [[(0, DATA)], [(0, SEEN)], [(0, COMMAND)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("wpan"), WPAN, *pieces)


def test_data() -> None:
    fed = feed((0, DATA))
    assert values(fed, "frame_type") == [1]
    assert values(fed, "sequence") == [7]
    assert values(fed, "network") == [6826]
    assert values(fed, "target") == [0]
    assert values(fed, "source") == [4660]
    assert values(fed, "content") == [b"payload"]
    assert fed.findings == []


def test_seen() -> None:
    fed = feed((0, SEEN))
    assert values(fed, "frame_type") == [2]
    assert values(fed, "network") == []
    assert fed.findings == []


def test_a_command() -> None:
    fed = feed((0, COMMAND))
    assert values(fed, "frame_type") == [3]
    assert values(fed, "command") == [7]
    assert values(fed, "source_extended") == [72623859790382856]
    assert fed.findings == []
