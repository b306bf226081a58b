"""Cassandra: frames after the CQL binary protocol's specification."""
import struct

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.databases.cql import CQL
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("cql")


def frame(operation: int, body: bytes = b"", *, answer: bool = False, stream: int = 0) -> bytes:
    return struct.pack(">BBhBI", 0x84 if answer else 4, 0, stream, operation, len(body)) + body


def string(value: bytes) -> bytes:
    return len(value).to_bytes(2) + value


STARTUP = frame(1, b"\0\1" + string(b"CQL_VERSION") + string(b"3.0.0"))
QUERY = frame(7, (35).to_bytes(4) + b"SELECT * FROM system.local WHERE k=1" [:35] + b"\0\1\0", stream=1)
TALK = [(0, frame(5)), (1, frame(6, b"\0\1" + string(b"COMPRESSION") + b"\0\1" + string(b"lz4"), answer=True)),
        (0, STARTUP), (1, frame(3, string(b"org.apache.cassandra.auth.PasswordAuthenticator"), answer=True)),
        (0, frame(0x0F, (9).to_bytes(4) + b"\0joe\0pass")),
        (1, frame(0, (0x100).to_bytes(4) + string(b"Bad credentials"), answer=True)),
        (0, QUERY), (1, frame(8, (3).to_bytes(4) + string(b"shop"), answer=True, stream=1))]
SAMPLES = [TALK, [(0, STARTUP), (1, frame(2, answer=True))]]


def test_a_conversation() -> None:
    fed = inspect.feed(TWIN, CQL, *TALK)
    assert values(fed, "operation") == [5, 6, 1, 3, 15, 0, 7, 8]
    assert (values(fed, "query"), values(fed, "keyspace")) == (["SELECT * FROM system.local WHERE k="], ["shop"])
    assert (values(fed, "error_code"), values(fed, "message")) == ([0x100], ["Bad credentials"])
    assert fed.findings == ["clear_text_credentials", "cql.login_failed"]


def test_recognition() -> None:
    assert inspect.probe(TWIN, STARTUP) == "LIKELY"
    assert {inspect.probe(TWIN, data) for data in (b"\7" + STARTUP[1:],
                                                   STARTUP[:4] + b"\4" + STARTUP[5:])} == {"REFUTED"}
