"""DoIP: vehicles say who they are, testers come in."""
import struct

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.industry.doip import DOIP
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("doip")


def message(kind: int, body: bytes = b"") -> bytes:
    return struct.pack(">BBHI", 2, 0xFD, kind, len(body)) + body


VIN = b"WVWZZZ1KZ6W000001"
ANNOUNCEMENT = message(4, VIN + b"\x10\x10" + bytes(range(12)) + b"\0")
ACTIVATE, ACTIVATED = message(5, b"\x0e\x80\0" + bytes(4)), message(6, b"\x0e\x80\x10\x10\x10" + bytes(4))
DIAGNOSTIC = message(0x8001, b"\x0e\x80\x10\x10\x22\xf1\x90")
SAMPLES = [[(0, ACTIVATE), (1, ACTIVATED), (0, DIAGNOSTIC), (1, message(0x8002, b"\x10\x10\x0e\x80\0")),
            (0, message(1)), (1, ANNOUNCEMENT)]]


def test_a_tester_comes_in() -> None:
    fed = inspect.feed(TWIN, DOIP, *SAMPLES[0], datagram=False)
    assert values(fed, "type") == [5, 6, 0x8001, 0x8002, 1, 4]
    assert values(fed, "activation") + values(fed, "vin") == [0x10, VIN.decode()]
    assert values(fed, "source")[0] == 0x0E80
    assert fed.findings == []


def test_who_is_refused() -> None:
    fed = inspect.feed(TWIN, DOIP, (0, ACTIVATE), (1, message(6, b"\x0e\x80\x10\x10\0" + bytes(4))),
                       (1, message(0x8003, b"\x10\x10\x0e\x80\3")), (1, message(0, b"\1")), datagram=False)
    assert fed.findings == ["doip.error"] * 3


def test_lookalikes_are_refused() -> None:
    for data in (b"\2\xfe" + ACTIVATE[2:], ACTIVATE[:2] + b"\x77\x77" + ACTIVATE[4:]):
        assert inspect.probe(TWIN, data) == "REFUTED"
