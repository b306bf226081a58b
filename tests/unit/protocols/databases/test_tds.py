"""SQL Server: the messages that [MS-TDS] section 4 prints, and a refusal."""
import struct

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.databases.tds import TDS
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("tds")
# 4.1 Pre-Login Request
GREETING = bytes.fromhex("12 01 00 2F 00 00 01 00 00 00 1A 00 06 01 00 20 00 01 02 00 21 00 01 03 00 22 00 04 04 00 26"
                         "00 01 FF 09 00 00 00 00 00 01 00 B8 0D 00 00 01")
# 4.2 Login Request
LOGIN = bytes.fromhex("""
 10 01 00 90 00 00 01 00 88 00 00 00 02 00 09 72 00 10 00 00 00 00 00 07 00 01 00 00 00 00 00 00 E0 03 00 00 E0 01 00 00
 09 04 00 00 5E 00 08 00 6E 00 02 00 72 00 00 00 72 00 07 00 80 00 00 00 80 00 00 00 80 00 04 00 88 00 00 00 88 00 00 00
 00 50 8B E2 B7 8F 88 00 00 00 88 00 00 00 88 00 00 00 00 00 00 00 73 00 6B 00 6F 00 73 00 74 00 6F 00 76 00 31 00 73 00
 61 00 4F 00 53 00 51 00 4C 00 2D 00 33 00 32 00 4F 00 44 00 42 00 43 00""".replace("\n", ""))
# 4.6 SQL Batch Client Request
BATCH = bytes.fromhex("""01 01 00 5C 00 00 01 00 16 00 00 00 12 00 00 00 02 00 00 00 00 00 00 00 00 00 01 00 00 00
 0A 00 73 00 65 00 6C 00 65 00 63 00 74 00 20 00 27 00 66 00 6F 00 6F 00 27 00 20 00 61 00 73 00 20 00 27 00 62 00 61 00
 72 00 27 00 0A 00 20 00 20 00 20 00 20 00 20 00 20 00 20 00 20 00""".replace("\n", ""))


def wide(text: str) -> bytes:
    return text.encode("utf-16-le")


def packet(kind: int, body: bytes) -> bytes:
    return struct.pack(">BBHHBB", kind, 1, 8 + len(body), 51, 1, 0) + body


REASON = "Login failed for user 'sa'."
ERROR = struct.pack("<IBBH", 18456, 1, 14, len(REASON)) + wide(REASON) + b"\3" + wide("SQL") + b"\0" + bytes(4)
REFUSED = packet(4, b"\xaa" + len(ERROR).to_bytes(2, "little") + ERROR + b"\xfd\2\0\0\0" + bytes(8))
NEW, OLD = wide("shop"), wide("master")
WELCOME = packet(4, b"\xe3" + (len(NEW) + len(OLD) + 3).to_bytes(2, "little") + b"\1\4" + NEW + b"\6" + OLD
                 + b"\xfd" + bytes(12))
CALL = packet(3, BATCH[8:30] + b"\xff\xff\x0a\0" + bytes(10))
ANSWER = packet(4, GREETING[8:])
SAMPLES = [[(0, GREETING), (1, ANSWER), (0, LOGIN), (1, REFUSED)],
           [(0, GREETING), (1, ANSWER), (0, LOGIN), (1, WELCOME),
                                                                   (0, BATCH), (0, CALL)]]


def test_a_refused_login() -> None:
    fed = inspect.feed(TWIN, TDS, *SAMPLES[0])
    found = {name: values(fed, name) for name in ("host", "user", "program", "library", "error_code", "message",
                                                  "encryption")}
    assert found == {"host": ["skostov1"], "user": ["sa"], "program": ["OSQL-32"], "library": ["ODBC"],
                     "error_code": [18456], "message": [REASON], "encryption": [1, 1]}
    assert fed.findings == ["tds.login_failed"]


def test_what_is_asked() -> None:
    fed = inspect.feed(TWIN, TDS, *SAMPLES[1])
    assert values(fed, "query") == ["\nselect 'foo' as 'bar'\n        "]
    assert (values(fed, "new_value"), values(fed, "procedure_number")) == (["shop"], [10])


def test_a_password_that_is_only_hidden() -> None:
    body = bytearray(LOGIN[8:])
    body[46:48] = b"\1\0"
    assert "clear_text_credentials" in inspect.feed(TWIN, TDS, (0, packet(16, bytes(body)))).findings


def test_tls_in_greetings_and_then_without_them() -> None:
    required = packet(4, bytes.fromhex("01 00 06 00 01 FF 03"))
    hello, end = b"\x16\3\1\0\5\1\0\0\1\0", b"\x14\3\3\0\1\1\x16\3\3\0\4abcd"
    fed = inspect.feed(TWIN, TDS, (0, GREETING), (1, packet(18, required[8:])), (0, packet(18, hello)),
                       (1, packet(18, end)), (0, b"\x17\3\3\0\3abc"), (1, b"\x17\3\3\0\3def"))
    assert (fed.findings, values(fed, "type")) == ([], [18, 18, 18, 18])
    assert [request[0] for request in fed.asked] == ["carry"] * 4


def test_recognition() -> None:
    assert inspect.probe(TWIN, GREETING) == "LIKELY"
    assert {inspect.probe(TWIN, data) for data in (b"\x13" + GREETING[1:],
                                                   GREETING[:7] + b"\1" + GREETING[8:])} == {"REFUTED"}
