"""SOME/IP: calls and their answers, several in a datagram."""
import struct

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.industry.someip import SOMEIP
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("someip")


def message(service: int, method: int, kind: int, payload: bytes = b"", code: int = 0) -> bytes:
    return struct.pack(">HHIHHBBBB", service, method, 8 + len(payload), 1, 2, 1, 1, kind, code) + payload


CALL, ANSWER = message(0x1234, 0x21, 0, b"\1\2"), message(0x1234, 0x21, 0x80, b"\3")
SAMPLES = [[(0, CALL), (1, ANSWER), (1, message(0x1234, 0x8001, 2) + message(0x1234, 0x8002, 2, b"x"))]]


def test_calls_and_notifications() -> None:
    fed = inspect.feed(TWIN, SOMEIP, *SAMPLES[0], datagram=True)
    assert values(fed, "service") == [0x1234] * 4
    assert values(fed, "method") + values(fed, "type") == [0x21, 0x21, 0x8001, 0x8002, 0, 0x80, 2, 2]
    assert values(fed, "payload") == [b"\1\2", b"\3", b"x"]


def test_an_error() -> None:
    fed = inspect.feed(TWIN, SOMEIP, (1, message(0x1234, 0x21, 0x81, code=3)), datagram=True)
    assert (values(fed, "return_code"), fed.findings) == ([3], ["someip.error"])


def test_lookalikes_are_refused() -> None:
    for data in (CALL[:12] + b"\2" + CALL[13:], CALL[:14] + b"\x33" + CALL[15:], CALL[:-1]):
        assert inspect.probe(TWIN, data, datagram=True) == "REFUTED"
