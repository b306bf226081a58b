"""NAS of LTE: in clear, protected, and of sessions (3GPP TS 24.301)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.registry import REGISTRY
from netloupe_engine.protocols.signalling.nas_eps import NAS_EPS
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("nas_eps")
ATTACH = bytes.fromhex("07 41 71 08 0910101032547698 02e060")
COMMAND = bytes.fromhex("37 0a0b0c0d 00 07 5d 02 00 02e060")
CIPHERED = bytes.fromhex("27 0a0b0c0d 05 91a2b3c4d5")
SERVICE, REJECT, BEARER = bytes.fromhex("c7 05 abcd"), bytes.fromhex("07 44 0b"), bytes.fromhex("52 01 c1 01")
SAMPLES = [[(0, ATTACH), (1, COMMAND), (0, CIPHERED), (0, SERVICE), (1, REJECT), (1, BEARER)]]


def test_messages_by_name() -> None:
    fed = inspect.feed(TWIN, NAS_EPS, *SAMPLES[0], datagram=True)
    assert values(fed, "message") == [0x41, 0x5D, 0x44, 0xC1]
    assert values(fed, "security") == [0, 3, 0, 2, 12, 0, 5]
    assert values(fed, "identity") + values(fed, "cause") == [1, 11]
    assert fed.findings == ["nas_eps.rejected"]
