"""EtherNet/IP: sessions, identities of devices and the items around CIP."""
import struct

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.industry.enip import ENIP
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("enip")


def message(command: int, data: bytes = b"", status: int = 0, session: int = 0x12345678) -> bytes:
    return struct.pack("<HHII8sI", command, len(data), session, status, b"context!", 0) + data


def items(*pairs: tuple[int, bytes]) -> bytes:
    return struct.pack("<H", len(pairs)) + b"".join(struct.pack("<HH", kind, len(data)) + data for kind, data in pairs)


IDENTITY = items((0x0C, struct.pack("<H", 1) + struct.pack(">HH4s8x", 2, 44818, bytes([10, 40, 1, 10]))
                  + struct.pack("<HHHBBHI", 1, 12, 89, 1, 2, 0, 0xCAFEBABE) + b"\x0b1756-EN2T/B\x03"))
SERVICES = items((0x100, struct.pack("<HH16s", 1, 0x20, b"Communications")))
REGISTER = message(0x65, b"\1\0\0\0", session=0)
REQUEST = message(0x6F, bytes(6) + items((0, b""), (0xB2, bytes.fromhex("0e03200124013001"))))
CONNECTED = message(0x70, bytes(6) + items((0xA1, b"\1\0\0\x80"), (0xB1, bytes.fromhex("0100 0e03200124013001"))))
SAMPLES = [[(0, REGISTER), (1, message(0x65, b"\1\0\0\0")), (0, message(0x63)), (1, message(0x63, IDENTITY)),
            (0, message(4)), (1, message(4, SERVICES)), (0, REQUEST), (0, CONNECTED), (0, message(0x66))]]


def feed(*pieces: tuple[int, bytes]) -> inspect.Fed:
    return inspect.feed(TWIN, ENIP, *pieces, datagram=False)


def test_a_session_and_who_answers() -> None:
    fed = feed(*SAMPLES[0])
    assert values(fed, "command") == [0x65, 0x65, 0x63, 0x63, 4, 4, 0x6F, 0x70, 0x66]
    assert values(fed, "session_handle")[:2] == [0, 0x12345678]
    assert values(fed, "product") + values(fed, "serial_number") == ["1756-EN2T/B", 0xCAFEBABE]
    assert values(fed, "vendor") + values(fed, "device_type") + values(fed, "port") == [1, 12, 44818]
    assert values(fed, "service_name")[0].rstrip("\0") == "Communications"
    assert values(fed, "connection_id") + values(fed, "connection_sequence") == [0x80000001, 1]
    assert fed.findings == []


def test_what_a_device_refuses() -> None:
    assert feed((0, REGISTER), (1, message(0x65, status=0x69))).findings == ["enip.error"]


def test_in_datagrams_too() -> None:
    assert values(inspect.feed(TWIN, ENIP, (0, message(0x63)), datagram=True), "command") == [0x63]


def test_lookalikes_are_refused() -> None:
    for data in (b"\x67" + REGISTER[1:], REGISTER[:8] + b"\7" + REGISTER[9:], REGISTER[:20] + b"\1" + REGISTER[21:]):
        assert inspect.probe(TWIN, data) == "REFUTED"
