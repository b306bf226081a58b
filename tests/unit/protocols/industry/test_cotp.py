"""COTP: connection requests and data (ITU-T X.224 section 13)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.industry.cotp import COTP
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

REQUEST = bytes.fromhex("11 e0 0000 0001 00 c0010a c1020100 c2020102")
DATA = bytes.fromhex("02 f0 80 32010000")
SAMPLES = [[(0, REQUEST), (1, bytes.fromhex("06 d0 0001 0002 00")), (0, DATA)]]
TWIN = REGISTRY.twin("cotp")


def test_connection_request() -> None:
    fed = inspect.feed(TWIN, COTP, (0, REQUEST))
    assert values(fed, "pdu") + values(fed, "source_tsap") + values(fed, "target_tsap") == [0xE0, b"\1\0", b"\1\2"]
    assert values(fed, "tpdu_size") == [10]


def test_data_is_carried() -> None:
    fed = inspect.feed(TWIN, COTP, (0, DATA))
    assert fed.asked == [("carry", "probe", 0, None, bytes.fromhex("32010000"))]
    assert values(fed, "last") == [True]
