"""PAgP: both ends of a link."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.lan.pagp import PAGP
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

LINK = bytes.fromhex(
    "0105020000000001028000000001000000020000000102000000000202800000000300000004000000010002000100075357"
    "31000200094661302f31")
SAMPLES = [[(0, LINK)]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(REGISTRY.twin("pagp"), PAGP, *pieces)


def test_both_ends() -> None:
    fed = feed((0, LINK))
    assert values(fed, "device") == ["02:00:00:00:00:01"]
    assert values(fed, "partner") == ["02:00:00:00:00:02"]
    assert values(fed, "port") == [1]
    assert values(fed, "partner_port") == [3]
    assert values(fed, "device_name") == ["SW1"]
    assert values(fed, "port_name") == ["Fa0/1"]
    assert fed.findings == []
