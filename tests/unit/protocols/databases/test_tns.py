"""Oracle TNS: a connection, its acceptance and refusal, laid out as tshark reads them."""
import struct

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.databases.tns import TNS
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("tns")
WANTED = (b"(DESCRIPTION=(CONNECT_DATA=(SERVICE_NAME=orcl)(CID=(PROGRAM=sqlplus)(HOST=pc)(USER=joe)))"
          b"(ADDRESS=(PROTOCOL=TCP)(HOST=192.0.2.1)(PORT=1521)))")


def packet(kind: int, body: bytes, *, long: bool = False) -> bytes:
    size = len(body) + 8
    return (struct.pack(">IBBH", size, kind, 0, 0) if long else struct.pack(">HHBBH", size, 0, kind, 0, 0)) + body


CONNECT = packet(1, struct.pack(">HHHHHHHHHHIBB", 313, 300, 0x41, 8192, 32767, 0x7F08, 0, 1, len(WANTED), 58, 0, 1, 1)
                 + bytes(24) + WANTED)
OLD, NEW = (packet(2, struct.pack(">HHHHHHH", version, 0x41, 8192, 32767, 1, 0, 32) + bytes(10)) for version in (313,
                                                                                                                 318))
REFUSED = packet(4, b"\4\0\0\x2b" + b"(DESCRIPTION=(ERR=12514)(VSNNUM=318767104))")
SNS, CALL = b"\0\0\xde\xad\xbe\xef" + bytes(20), b"\0\0\3\x76" + bytes(8)
DENIED = b"\0\0\4\1" + bytes(20) + b"ORA-01017: invalid username/password; logon denied\n"
SAMPLES = [[(0, CONNECT), (1, OLD), (0, packet(6, SNS)), (0, packet(6, CALL)), (1, packet(6, DENIED))],
           [(0, CONNECT), (1, NEW), (0, packet(6, SNS, long=True)), (1, packet(6, DENIED, long=True))],
           [(0, CONNECT), (1, REFUSED)]]


def test_connections() -> None:
    for conversation in SAMPLES[:2]:
        fed = inspect.feed(TWIN, TNS, *conversation)
        assert (values(fed, "service"), values(fed, "program"), values(fed, "user")) == (["orcl"], ["sqlplus"], ["joe"])
        assert (values(fed, "error_code"), values(fed, "negotiation")) == ([1017], [0xDEADBEEF])
        assert fed.findings == ["tns.login_failed"]


def test_a_refusal() -> None:
    fed = inspect.feed(TWIN, TNS, *SAMPLES[2])
    assert (values(fed, "error_code"), fed.findings) == ([12514], ["tns.error", "tns.refused"])


def test_recognition() -> None:
    assert inspect.probe(TWIN, CONNECT) == "CERTAIN"
    assert inspect.probe(TWIN, CONNECT[:2] + b"\1" + CONNECT[3:]) == "REFUTED"
