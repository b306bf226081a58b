"""AMQP: methods of 0-9-1 and performatives of 1.0, as their specifications lay them out."""
import struct

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.messaging.amqp import AMQP
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("amqp")

BEGINNING = b"AMQP\0\0\x09\1"


def method(number: int, body: bytes = b"") -> bytes:
    data = struct.pack(">HH", *divmod(number, 1000)) + body
    return struct.pack(">BHI", 1, 0, len(data)) + data + b"\xce"


def short(text: bytes) -> bytes:
    return bytes([len(text)]) + text


def performative(code: int, fields: bytes, kind: int = 0) -> bytes:
    body = b"\0S" + bytes([code, 0xC0, len(fields) + 1, 1]) + fields
    return struct.pack(">IBBH", 8 + len(body), 2, kind, 0) + body


START = method(10010, b"\0\x09" + bytes(4) + b"\0\0\0\5PLAIN" + b"\0\0\0\5en_US")
LOGIN = method(10011, bytes(4) + short(b"PLAIN") + b"\0\0\0\x0c\0guest\0guest" + short(b"en_US"))
DENIED = method(10050, (403).to_bytes(2) + short(b"ACCESS_REFUSED") + bytes(4))
PUBLISH = method(60040, bytes(2) + short(b"news") + short(b"eu.de") + b"\0")
HEADER = struct.pack(">BHIHHQH", 2, 1, 14, 60, 0, 5, 0) + b"\xce"
BODY = struct.pack(">BHI", 3, 1, 5) + b"hello\xce"
OLD = [(0, BEGINNING), (1, START), (0, LOGIN), (0, method(10040, short(b"/") + b"\0\0")),
       (0, method(50010, bytes(2) + short(b"jobs") + b"\0" + bytes(4))), (0, PUBLISH + HEADER + BODY), (1, DENIED)]
SASL = [(0, b"AMQP\3\1\0\0"), (1, b"AMQP\3\1\0\0"),
        (0, performative(0x41, b"\xa3\5PLAIN\xa0\6\0a\0b\0c", 1)), (1, performative(0x44, b"P\1", 1))]
NEW = [(0, b"AMQP\0\1\0\0"), (1, b"AMQP\0\1\0\0"), (0, performative(0x10, b"\xa1\3app"))]
SAMPLES = [OLD, SASL, NEW]


def test_methods() -> None:
    fed = inspect.feed(TWIN, AMQP, *OLD)
    assert values(fed, "method") == [10010, 10011, 10040, 50010, 60040, 10050]
    assert (values(fed, "exchange"), values(fed, "routing_key"), values(fed, "queue")) == (["news"], ["eu.de"],
                                                                                           ["jobs"])
    assert (values(fed, "virtual_host"), values(fed, "body_size"), values(fed, "reply_code")) == (["/"], [5], [403])
    assert fed.findings == ["clear_text_credentials", "amqp.login_failed"]


def test_performatives() -> None:
    fed = inspect.feed(TWIN, AMQP, *SASL)
    assert (values(fed, "performative"), values(fed, "mechanism"), values(fed, "outcome")) == ([0x41, 0x44], ["PLAIN"],
                                                                                               [1])
    assert fed.findings == ["clear_text_credentials", "amqp.login_failed"]
    assert values(inspect.feed(TWIN, AMQP, *NEW), "container") == ["app"]


def test_recognition() -> None:
    assert inspect.probe(TWIN, BEGINNING) == "CERTAIN"
    assert inspect.probe(TWIN, b"AMQP\0\0\5\1") == "REFUTED"
