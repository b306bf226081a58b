"""Frame relay: what it carries, by NLPID, SNAP or EtherType (RFC 2427)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.link.fr import FR
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

NLPID = bytes.fromhex("184103cc4500003700010000401166b30a0000010a000002")
SNAP = bytes.fromhex("184103008000000008004500003700010000401166b30a0000010a000002")
CISCO = bytes.fromhex("184108004500003700010000401166b30a0000010a000002")
BRIDGED = bytes.fromhex("18410300800080c2000702000000000202000000000108004500003700010000401166b30a000001")
SAMPLES = [[(0, NLPID)], [(0, SNAP)], [(0, CISCO)], [(0, BRIDGED)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("fr"), FR, *pieces)


def test_by_nlpid() -> None:
    fed = feed((0, NLPID))
    assert values(fed, "dlci") == [100]
    assert values(fed, "nlpid") == [204]
    assert values(fed, "ends") == [True]
    assert fed.findings == []


def test_by_snap() -> None:
    fed = feed((0, SNAP))
    assert values(fed, "dlci") == [100]
    assert values(fed, "oui") == [0]
    assert values(fed, "pid") == [2048]
    assert fed.findings == []


def test_as_cisco_does() -> None:
    fed = feed((0, CISCO))
    assert values(fed, "dlci") == [100]
    assert values(fed, "type") == [2048]
    assert fed.findings == []


def test_an_ethernet_frame() -> None:
    fed = feed((0, BRIDGED))
    assert values(fed, "oui") == [32962]
    assert values(fed, "pid") == [7]
    assert fed.findings == []
