"""LLDP: a switch as scapy describes it, and a VLAN of IEEE 802.1's extension."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.lan.lldp import LLDP
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

SWITCH = bytes.fromhex(
    "02070402000000000104090567652d302f302f31060200780a037377310c0841207377697463680e0400140004100c05010a"
    "000009020000000700fe060080c20100640000")
SAMPLES = [[(0, SWITCH)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("lldp"), LLDP, *pieces)


def test_a_switch() -> None:
    fed = feed((0, SWITCH))
    assert values(fed, "chassis_mac") == ["02:00:00:00:00:01"]
    assert values(fed, "port") == ["ge-0/0/1"]
    assert values(fed, "time_to_live") == [120]
    assert values(fed, "system_name") == ["sw1"]
    assert values(fed, "capabilities") == [20]
    assert values(fed, "enabled") == [4]
    assert values(fed, "address") == ["10.0.0.9"]
    assert values(fed, "port_vlan") == [100]
    assert values(fed, "tlv_type") == [1, 2, 3, 5, 6, 7, 8, 127, 0]
    assert fed.findings == []


def test_a_statement_longer_than_the_frame_is_malformed() -> None:
    assert feed((0, SWITCH[:-2] + b"\xfe\xff")).findings == ["packet.malformed"]
