"""KNX telegrams: a light is switched, a value is asked for, a device restarts."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.industry.cemi import CEMI
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("cemi")
WRITE, READ, RESTART = (bytes.fromhex(data) for data in ("2900bce0 1103 0a01 01 0081", "1100bce0 1103 0a01 01 0000",
                                                         "1100b060 1103 1105 01 0380"))
SAMPLES = [[(0, WRITE), (0, READ), (0, RESTART)]]


def test_telegrams() -> None:
    fed = inspect.feed(TWIN, CEMI, *SAMPLES[0], datagram=True)
    assert values(fed, "message") + values(fed, "application") == [0x29, 0x11, 0x11, 2, 0, 14]
    assert values(fed, "destination") + values(fed, "group") == [0x0A01, 0x0A01, 0x1105, True, True, False]
    assert values(fed, "small_value") == [1, 0, 0]
    assert fed.findings == ["cemi.control", "cemi.restart"]
