"""ATA over Ethernet: a command for a disk, and a refusal (AoEr11, section 2)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.lan.aoe import AOE
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

READ = bytes.fromhex("1000000102000000000700000224e803000000000000")
REFUSAL = bytes.fromhex("1c0300010201000000070004010202110003616263")
SAMPLES = [[(0, READ)], [(0, REFUSAL)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("aoe"), AOE, *pieces)


def test_a_read() -> None:
    fed = feed((0, READ))
    assert values(fed, "shelf") == [1]
    assert values(fed, "slot") == [2]
    assert values(fed, "ata") == [36]
    assert values(fed, "sectors") == [2]
    assert values(fed, "lba") == [1000]
    assert values(fed, "tag") == [7]
    assert fed.findings == []


def test_a_refusal() -> None:
    fed = feed((0, REFUSAL))
    assert values(fed, "error") == [3]
    assert values(fed, "command") == [1]
    assert values(fed, "string") == [b"abc"]
    assert fed.findings == ["aoe.error"]
