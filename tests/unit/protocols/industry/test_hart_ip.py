"""HART-IP: sessions, commands of devices and their answers."""
import struct

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.industry.hart_ip import HART_IP
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("hart_ip")


def message(kind: int, number: int, body: bytes = b"", sequence: int = 1) -> bytes:
    return struct.pack(">BBBBHH", 1, kind, number, 0, sequence, 8 + len(body)) + body


def token(delimiter: int, command: int, data: bytes = b"") -> bytes:
    return bytes([delimiter]) + bytes.fromhex("9726abcdef") + bytes([command, len(data)]) + data + b"\x55"


OPEN = message(0, 0, struct.pack(">BI", 1, 30000))
READ, ANSWER = message(0, 3, token(0x82, 3)), message(1, 3, token(0x86, 3, b"\0\x40" + bytes(8)))
SAMPLES = [[(0, OPEN), (1, message(1, 0, struct.pack(">BI", 1, 30000))), (0, READ), (1, ANSWER), (0, message(0, 2)),
            (0, message(0, 1))]]


def test_a_session() -> None:
    fed = inspect.feed(TWIN, HART_IP, *SAMPLES[0], datagram=False)
    assert values(fed, "message") == [0, 0, 3, 3, 2, 1]
    assert values(fed, "inactivity") + values(fed, "command") == [30000, 30000, 3, 3]
    assert values(fed, "address") + values(fed, "frame_type") == [0x9726ABCDEF, 0x9726ABCDEF, 2, 6]
    assert values(fed, "device_status") == [0x40]
    assert fed.findings == []


def test_orders_that_deserve_a_look() -> None:
    for command, kinds in ((42, ["hart_ip.restart"]), (35, ["hart_ip.write"]), (0, [])):
        fed = inspect.feed(TWIN, HART_IP, (0, message(0, 3, token(0x82, command))), datagram=True)
        assert fed.findings == kinds


def test_lookalikes_are_refused() -> None:
    for data in (b"\2" + OPEN[1:], b"\1\7" + OPEN[2:], OPEN[:2] + b"\x09" + OPEN[3:], OPEN[:6] + b"\0\4" + OPEN[8:]):
        assert inspect.probe(TWIN, data, datagram=True) == "REFUTED"
