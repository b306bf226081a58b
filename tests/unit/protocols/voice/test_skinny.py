"""Skinny: a telephone registers, calls, and says where its media is to come to."""
import struct
from pathlib import Path

from netloupe_engine import analyze
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.registry import REGISTRY
from netloupe_engine.protocols.voice.skinny import SKINNY
from tests.unit.protocols.dialogue import values
from tests.unit.traffic import FOREVER, capture, opened, tcp, udp

TWIN = REGISTRY.twin("skinny")


def message(kind: int, body: bytes = b"", version: int = 0) -> bytes:
    return struct.pack("<III", 4 + len(body), version, kind) + body


REGISTER = message(1, b"SEP001122334455\0" + struct.pack("<II4sI", 0, 1, bytes([10, 0, 0, 1]), 7) + bytes(16))
RINGING = message(0x111, struct.pack("<III", 4, 1, 99))
INFO = message(0x8F, b"Alice".ljust(40, b"\0") + b"1001".ljust(24, b"\0") + b"Bob".ljust(40, b"\0")
               + b"1002".ljust(24, b"\0") + struct.pack("<II", 1, 99))
CHANNEL = message(0x22, struct.pack("<I4sI", 0, bytes([10, 0, 0, 1]), 24576) + bytes(4))
MEDIA = message(0x8A, struct.pack("<III", 1, 2, 0) + bytes([10, 0, 0, 9]) + bytes(12)
                + struct.pack("<III", 16500, 20, 4), version=17)
SAMPLES = [[(0, REGISTER), (1, message(0x81, struct.pack("<I", 30))), (1, RINGING), (1, INFO), (0, CHANNEL), (1, MEDIA),
            (0, message(0)), (1, message(0x100)), (1, message(0x9D, b"No such device".ljust(33, b"\0")))]]


def test_a_call() -> None:
    fed = inspect.feed(TWIN, SKINNY, *SAMPLES[0], datagram=False)
    assert [text.rstrip("\0") for text in values(fed, "device")] == ["SEP001122334455"]
    assert values(fed, "message")[:4] + values(fed, "call_state") == [1, 0x81, 0x111, 0x8F, 4]
    assert [text.rstrip("\0") for text in values(fed, "called_name") + values(fed, "called_number")] == ["Bob", "1002"]
    assert values(fed, "port") + values(fed, "codec") == [24576, 16500, 4]
    assert fed.findings == ["skinny.rejected"]


def test_its_media_is_known(tmp_path: Path) -> None:
    speech = bytes.fromhex("80000001 00000010 deadbeef") + bytes(20)
    path = capture(tmp_path, [*opened(0, (40000, 2000)), (1, tcp(0, "PA", 1001, 5001, CHANNEL, ports=(40000, 2000))),
                              (2, udp(1, speech, ports=(24576, 16500)))])
    assert {session.application for session in analyze(path, 1, FOREVER).each_session()} == {"skinny", "rtp"}


def test_lookalikes_are_refused() -> None:
    for data in (REGISTER[:4] + b"\1" + REGISTER[5:], REGISTER[:8] + b"\xff\xff" + REGISTER[10:], b"\2" + bytes(40)):
        assert inspect.probe(TWIN, data) == "REFUTED"
