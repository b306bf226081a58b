"""IAX2: calls, registrations and media (RFC 5456)."""
import struct

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.registry import REGISTRY
from netloupe_engine.protocols.voice.iax2 import IAX2
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("iax2")


def frame(kind: int, subclass: int, body: bytes = b"", to: int = 0, sent: int = 0) -> bytes:
    return struct.pack(">HHIBBBB", 0x8000 | 7, to, 3, sent, 0, kind, subclass) + body


def element(kind: int, value: bytes) -> bytes:
    return bytes([kind, len(value)]) + value


NEW = frame(6, 1, element(11, b"\0\2") + element(1, b"1002") + element(2, b"1001") + element(9, b"\0\0\0\4"))
REGISTER = frame(6, 13, element(6, b"alice") + element(7, b"secret"))
HANGUP = frame(6, 5, element(42, b"\x11"), to=9, sent=4)
SAMPLES = [[(0, NEW), (1, frame(6, 7, to=7)), (0, frame(4, 4, to=9)), (0, b"\0\7\0\x28" + bytes(160)),
            (0, frame(2, 4, bytes(160), to=9)), (0, HANGUP)], [(0, REGISTER), (1, frame(6, 16, to=7))]]


def test_a_call() -> None:
    fed = inspect.feed(TWIN, IAX2, *SAMPLES[0], datagram=True)
    assert values(fed, "iax") + values(fed, "type") == [1, 7, 5, 6, 6, 4, 2, 6]
    assert values(fed, "called_number") + values(fed, "calling_number") == ["1002", "1001"]
    assert values(fed, "cause") + values(fed, "control") == [17, 4]
    assert [len(media) for media in values(fed, "media")] == [160, 160]
    assert fed.findings == []


def test_a_password_for_all_to_read() -> None:
    fed = inspect.feed(TWIN, IAX2, *SAMPLES[1], datagram=True)
    assert values(fed, "user_name") + values(fed, "password") == ["alice", "secret"]
    assert fed.findings == ["clear_text_credentials", "iax2.rejected"]


def test_lookalikes_are_refused() -> None:
    for data in (b"\x00" + NEW[1:], NEW[:11] + b"\x60" + NEW[12:], NEW[:-1], NEW[:8] + b"\x55" + NEW[9:]):
        assert inspect.probe(TWIN, data, datagram=True) == "REFUTED"
