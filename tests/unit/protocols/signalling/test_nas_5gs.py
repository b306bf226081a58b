"""NAS of 5G: in clear, protected, and of sessions (3GPP TS 24.501)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.registry import REGISTRY
from netloupe_engine.protocols.signalling.nas_5gs import NAS_5GS
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("nas_5gs")
REGISTER = bytes.fromhex("7e 00 41 79 000d 01 02f8390000000000000000f1 2e04f0f0f0f0")
COMMAND = bytes.fromhex("7e 03 0a0b0c0d 00 7e 00 5d 02 00 04f0f0f0f0 e1")
CIPHERED = bytes.fromhex("7e 02 0a0b0c0d 05 91a2b3c4d5")
REJECT, SESSION = bytes.fromhex("7e 00 44 0b"), bytes.fromhex("2e 05 01 c1 ffff 91")
SAMPLES = [[(0, REGISTER), (1, COMMAND), (0, CIPHERED), (1, REJECT), (0, SESSION)]]


def test_messages_by_name() -> None:
    fed = inspect.feed(TWIN, NAS_5GS, *SAMPLES[0], datagram=True)
    assert values(fed, "message") == [0x41, 0x5D, 0x44, 0xC1]
    assert values(fed, "security") == [0, 3, 0, 2, 0]
    assert values(fed, "identity") + values(fed, "cause") == [1, 11]
    assert values(fed, "session") == [5]
    assert fed.findings == ["nas_5gs.rejected"]
