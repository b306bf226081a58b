"""VTP: which VLANs there are."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.lan.vtp import VTP
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

SUMMARY = bytes.fromhex(
    "010101036c61620000000000000000000000000000000000000000000000000000000000000000070a000009393330333031"
    "30303030303000000000000000000000000000000000")
SUBSET = bytes.fromhex(
    "010201036c616200000000000000000000000000000000000000000000000000000000000000000714000107000105dc0001"
    "86a164656661756c7400")
SAMPLES = [[(0, SUMMARY)], [(0, SUBSET)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("vtp"), VTP, *pieces)


def test_a_summary() -> None:
    fed = feed((0, SUMMARY))
    assert values(fed, "code") == [1]
    assert values(fed, "domain") == ["lab"]
    assert values(fed, "revision") == [7]
    assert values(fed, "updater") == ["10.0.0.9"]
    assert values(fed, "time") == ["930301000000"]
    assert fed.findings == []


def test_a_vlan() -> None:
    fed = feed((0, SUBSET))
    assert values(fed, "code") == [2]
    assert values(fed, "vlan_number") == [1]
    assert values(fed, "vlan_name") == ["default"]
    assert values(fed, "mtu") == [1500]
    assert fed.findings == []
