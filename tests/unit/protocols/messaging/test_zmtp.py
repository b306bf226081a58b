"""ZeroMQ: greeting, handshake and messages of ZMTP 3 (RFC 23 of ZeroMQ)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.messaging.zmtp import ZMTP
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("zmtp")


def greeting(mechanism: bytes) -> bytes:
    return b"\xff" + bytes(8) + b"\x7f\3\1" + mechanism.ljust(20, b"\0") + bytes(32)


def frame(body: bytes, flags: int = 0) -> bytes:
    return bytes([flags, len(body)]) + body


READY = frame(b"\5READY\x0bSocket-Type\0\0\0\6DEALER\x08Identity\0\0\0\3me1", 4)
HELLO = frame(b"\5HELLO\3joe\6secret", 4)
LARGE = b"\2" + (3000).to_bytes(8) + bytes(3000)
SAMPLES = [[(0, greeting(b"NULL")), (1, greeting(b"NULL")), (0, READY), (1, READY), (0, frame(b"hi", 1) + LARGE)],
           [(0, greeting(b"PLAIN")), (1, greeting(b"PLAIN")), (0, HELLO), (1, frame(b"\5ERROR\x0aNot welcom", 4))]]


def test_what_sockets_are() -> None:
    fed = inspect.feed(TWIN, ZMTP, *SAMPLES[0])
    assert (values(fed, "socket_type"), values(fed, "identity")) == (["DEALER"] * 2, ["me1"] * 2)
    assert (values(fed, "short_size"), values(fed, "size")) == ([len(READY) - 2] * 2 + [2], [3000])


def test_a_login_in_clear() -> None:
    fed = inspect.feed(TWIN, ZMTP, *SAMPLES[1])
    assert (values(fed, "user"), values(fed, "reason")) == (["joe"], ["Not welcom"])
    assert fed.findings == ["clear_text_credentials", "zmtp.refused"]


def test_recognition() -> None:
    assert inspect.probe(TWIN, greeting(b"NULL")) == "CERTAIN"
    assert inspect.probe(TWIN, b"\xff" + bytes(8) + b"\x7e" + bytes(54)) == "REFUTED"
