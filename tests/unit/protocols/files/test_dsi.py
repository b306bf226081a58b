"""DSI: what carries AFP."""
import struct

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.files.dsi import DSI
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("dsi")


def message(command: int, body: bytes = b"", answer: int = 0, code: int = 0) -> bytes:
    return struct.pack(">BBHIII", answer, command, 1, code, len(body), 0) + body


LOGIN = b"\x12\6AFP3.4\x10Cleartxt Passwrd\3joe\0secret"
SAMPLES = [[(0, message(4, b"\1\4\0\0\4\0")), (1, message(4, b"\0\4\0\0\0\x80", 1)), (0, message(2, LOGIN)),
            (1, message(2, b"", 1))]]


def test_what_is_carried() -> None:
    fed = inspect.feed(TWIN, DSI, *SAMPLES[0])
    assert (values(fed, "command"), values(fed, "answer")) == ([4, 4, 2, 2], [0, 1, 0, 1])
    assert [request[0] for request in fed.asked] == ["carry"]
