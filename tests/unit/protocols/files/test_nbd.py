"""NBD: agreement and requests."""
import struct

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.files.nbd import NBD
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("nbd")

GREETING = b"NBDMAGICIHAVEOPT\0\3"
GO = b"IHAVEOPT" + struct.pack(">III", 7, 10, 4) + b"disk" + b"\0\0"
ACK = struct.pack(">QIII", 0x3E889045565A9, 7, 1, 0)
UNKNOWN = struct.pack(">QIII", 0x3E889045565A9, 7, 0x80000006, 4) + b"none"
READ = struct.pack(">IHHQQI", 0x25609513, 0, 0, 9, 4096, 512)
WRITE = struct.pack(">IHHQQI", 0x25609513, 0, 1, 10, 8192, 3) + b"abc"
DONE = struct.pack(">IIQ", 0x67446698, 5, 9)
SAMPLES = [[(1, GREETING), (0, b"\0\0\0\3"), (0, GO), (1, UNKNOWN), (0, GO), (1, ACK), (0, WRITE), (0, READ),
            (1, DONE), (1, bytes(512))],
           [(1, b"NBDMAGIC\x00\x00\x42\x02\x81\x86\x12\x53" + bytes(8 + 4 + 124)), (0, READ), (1, bytes(600))]]


def test_agreement_and_requests() -> None:
    fed = inspect.feed(TWIN, NBD, *SAMPLES[0])
    assert (values(fed, "export"), values(fed, "reply")) == (["disk", "disk"], [0x80000006, 1])
    assert (values(fed, "command"), values(fed, "offset"), values(fed, "error")) == ([1, 0], [8192, 4096], [5])
    assert fed.findings == ["nbd.refused", "nbd.error"]


def test_of_old() -> None:
    fed = inspect.feed(TWIN, NBD, *SAMPLES[1])
    assert (values(fed, "command"), fed.findings) == ([0], [])
    assert inspect.probe(TWIN, GREETING, 1) == "CERTAIN"
