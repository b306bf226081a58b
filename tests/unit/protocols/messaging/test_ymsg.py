"""YMSG: a message as captures have it."""
import struct

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.messaging.ymsg import YMSG
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("ymsg")

BODY = b"\xc0\x80".join([b"0", b"joe", b"1", b"joe", b"5", b"ann", b"14", b"hello", b""])
MESSAGE = b"YMSG" + struct.pack(">HHHHII", 16, 0, len(BODY), 6, 0x5A55AA55, 7) + BODY
SAMPLES = [[(0, MESSAGE), (1, b"YMSG" + struct.pack(">HHHHII", 16, 0, 0, 18, 1, 7))]]


def test_a_message() -> None:
    fed = inspect.feed(TWIN, YMSG, *SAMPLES[0])
    assert (values(fed, "service"), values(fed, "to"), values(fed, "message")) == ([6, 18], ["ann"], ["hello"])
    assert values(fed, "user") == ["joe", "joe"]
    assert inspect.probe(TWIN, MESSAGE) == "CERTAIN"
