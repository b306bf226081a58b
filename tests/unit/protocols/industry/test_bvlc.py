"""BACnet/IP's virtual link: tables of broadcasts, foreign devices, and what carries BACnet."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.industry.bvlc import BVLC
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("bvlc")
WHO_IS = bytes.fromhex("810b 000c 0120ffff00ff 1008")
REGISTER = bytes.fromhex("8105 0006 003c")
TABLE = bytes.fromhex("8103 000e c0a80001 bac0 ffffffff")
FORWARDED = bytes.fromhex("8104 0012 0a000005 bac0 0120ffff00ff 1008")
REFUSED = bytes.fromhex("8100 0006 0030")
SAMPLES = [[(0, WHO_IS), (0, REGISTER), (1, REFUSED), (1, TABLE), (1, FORWARDED)]]


def test_what_the_link_says() -> None:
    fed = inspect.feed(TWIN, BVLC, *SAMPLES[0], datagram=True)
    assert values(fed, "function") == [11, 5, 0, 3, 4]
    assert values(fed, "lifetime") + values(fed, "result") == [60, 0x30]
    assert values(fed, "port") == [47808, 47808]
    assert fed.findings == ["bvlc.error"]


def test_lookalikes_are_refused() -> None:
    for data in (b"\x82" + WHO_IS[1:], WHO_IS + b"\0", WHO_IS[:1] + b"\x0d" + WHO_IS[2:]):
        assert inspect.probe(TWIN, data, datagram=True) == "REFUTED"
