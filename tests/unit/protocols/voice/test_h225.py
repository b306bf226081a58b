"""H.225.0: terminals at their gatekeeper, and what calls carry."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.registry import REGISTRY
from netloupe_engine.protocols.voice.h225 import H225
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("h225")
ASK = bytes.fromhex("00 0000 06 06 0008914a 0004 0000 00 0a000005 06b7 10 40")
REGISTER = bytes.fromhex("0e 8000 06 06 0008914a 0004 8000 01 00 0a000005 06b8")
SAMPLES = [[(0, ASK), (0, REGISTER), (0, bytes.fromhex("05 20a8 06 06 0008914a 0004 0140"))]]


def test_messages_by_name() -> None:
    fed = inspect.feed(TWIN, H225, *SAMPLES[0], datagram=True)
    assert values(fed, "message") + values(fed, "discriminator") == [0, 3, 5]


def test_lookalikes_are_refused() -> None:
    assert inspect.probe(TWIN, ASK, datagram=True) == "LIKELY"
    assert inspect.probe(TWIN, ASK.replace(b"\x91", b"\x92"), datagram=True) == "REFUTED"
