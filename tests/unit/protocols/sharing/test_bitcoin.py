"""Bitcoin: the version message of its developer reference."""
import struct

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.registry import REGISTRY
from netloupe_engine.protocols.sharing.bitcoin import BITCOIN
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("bitcoin")


def message(command: bytes, body: bytes = b"") -> bytes:
    return b"\xf9\xbe\xb4\xd9" + command.ljust(12, b"\0") + struct.pack("<I4s", len(body), b"\x5d\xf6\xe0\xe2") + body


SAID = struct.pack("<iQ68x", 70015, 1) + b"\x0f/Satoshi:0.9.3/" + struct.pack("<i", 329167) + b"\1"
VERSION = message(b"version", SAID)
SAMPLES = [[(0, VERSION), (1, VERSION), (1, message(b"verack")), (0, message(b"ping", bytes(8)))]]


def test_nodes() -> None:
    fed = inspect.feed(TWIN, BITCOIN, *SAMPLES[0])
    assert values(fed, "command") == ["version", "version", "verack", "ping"]
    assert (values(fed, "agent"), values(fed, "height")) == (["/Satoshi:0.9.3/"] * 2, [329167] * 2)
    assert inspect.probe(TWIN, VERSION) == "CERTAIN"
    assert inspect.probe(TWIN, message(b"nonsense")) == "REFUTED"
