"""ACSE: an association is asked for and refused."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.industry.acse import ACSE
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values
from tests.unit.protocols.industry.test_goose import element

TWIN = REGISTRY.twin("acse")
INNER = element(0xBE, element(0x28, b"\2\1\3" + element(0xA0, element(0xA8, b"\x80\2\x7d\0"))))
ASK = element(0x60, bytes.fromhex("a107060528ca220203") + INNER)
REFUSED = element(0x61, bytes.fromhex("a107060528ca220203 a203020101"))
SAMPLES = [[(0, ASK), (1, REFUSED)]]


def test_an_association() -> None:
    fed = inspect.feed(TWIN, ACSE, *SAMPLES[0], datagram=True)
    assert values(fed, "pdu") + values(fed, "application") == [0x60, 0x61, "1.0.9506.2.3", "1.0.9506.2.3"]
    assert (values(fed, "result"), fed.findings) == ([1], ["acse.error"])
