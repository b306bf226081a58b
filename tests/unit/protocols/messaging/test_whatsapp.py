"""WhatsApp: the prologue of a connection."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.messaging.whatsapp import WHATSAPP
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("whatsapp")

HELLO = b"WA\6\3\0\0\x24\x12\x22\x0a\x20" + bytes(range(32))
SAMPLES = [[(0, HELLO), (1, bytes(range(200)))]]


def test_only_the_prologue_is_read() -> None:
    fed = inspect.feed(TWIN, WHATSAPP, *SAMPLES[0])
    assert (values(fed, "version"), fed.findings) == ([6], [])
    assert inspect.probe(TWIN, HELLO) == "CERTAIN"
    assert inspect.probe(TWIN, HELLO[:7] + b"\x0a" + HELLO[8:]) == "REFUTED"
