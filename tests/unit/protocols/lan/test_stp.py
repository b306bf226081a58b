"""Spanning trees: of one, rapid, of several, and the notice of a change (scapy; IEEE 802.1D-2004, section 9.3)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.lan.stp import STP
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

CONFIGURATION = bytes.fromhex("0000000001800102000000000100000013800502000000000280010100140002000f00")
RAPID = bytes.fromhex("000002023c1000020000000001000007d0800002000000000280020100140002000f0000")
MULTIPLE = bytes.fromhex(
    "000003027c100002000000000100000000000000000000000000000100140002000f0000005000726567696f6e3100000000"
    "000000000000000000000000000000000000000000000700000000000000000000000000000000000007d080000200000000"
    "02137c800102000000000300004e20808013")
CHANGE = bytes.fromhex("00000080")
VLAN = bytes.fromhex("0000000000806402000000000100000000000000000000000000000100140002000f00000000020064")
SAMPLES = [[(0, CONFIGURATION)], [(0, RAPID)], [(0, MULTIPLE)], [(0, CHANGE)], [(0, VLAN)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("stp"), STP, *pieces)


def test_a_root_and_the_way_to_it() -> None:
    fed = feed((0, CONFIGURATION))
    assert values(fed, "version") == [0]
    assert values(fed, "root") == ["02:00:00:00:00:01"]
    assert values(fed, "root_priority") == [32768]
    assert values(fed, "root_extension") == [1]
    assert values(fed, "root_cost") == [19]
    assert values(fed, "bridge") == ["02:00:00:00:00:02"]
    assert values(fed, "port") == [32769]
    assert values(fed, "message_age") == [1.0]
    assert values(fed, "maximum_age") == [20.0]
    assert values(fed, "hello_time") == [2.0]
    assert values(fed, "forward_delay") == [15.0]
    assert fed.findings == ["stp.topology_change"]


def test_a_rapid_one_says_what_its_port_is() -> None:
    fed = feed((0, RAPID))
    assert values(fed, "version") == [2]
    assert values(fed, "role") == [3]
    assert values(fed, "learning") == [True]
    assert values(fed, "forwarding") == [True]
    assert values(fed, "proposal") == [False]
    assert fed.findings == []


def test_several_trees_of_a_region() -> None:
    fed = feed((0, MULTIPLE))
    assert values(fed, "region") == ["region1"]
    assert values(fed, "revision") == [7]
    assert values(fed, "internal_cost") == [2000]
    assert values(fed, "hops") == [19]
    assert values(fed, "regional_root") == ["02:00:00:00:00:03"]
    assert values(fed, "regional_root_extension") == [1]
    assert values(fed, "tree_cost") == [20000]
    assert values(fed, "tree_hops") == [19]
    assert fed.findings == []


def test_a_change() -> None:
    fed = feed((0, CHANGE))
    assert values(fed, "type") == [128]
    assert values(fed, "root") == []
    assert fed.findings == ["stp.topology_change"]


def test_of_a_vlan() -> None:
    fed = feed((0, VLAN))
    assert values(fed, "root_extension") == [100]
    assert fed.findings == []
