"""MongoDB: messages of today and of old, with documents that the bson specification prints."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.databases.mongo import MONGO
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("mongo")
# bsonspec.org: {"hello": "world"}, and {"BSON": ["awesome", 5.05, 1986]}
HELLO = bytes.fromhex("16000000 02 68656c6c6f00 06000000 776f726c6400 00")
AWESOME = (b"1\0\0\0\4BSON\0&\0\0\0\0020\0\x08\0\0\0awesome\0\0011\x00333333\x14@\0202\0\xc2\7\0\0\0\0")


def document(*elements: bytes) -> bytes:
    body = b"".join(elements) + b"\0"
    return (len(body) + 4).to_bytes(4, "little") + body


def text(name: bytes, value: bytes) -> bytes:
    return b"\2" + name + b"\0" + (len(value) + 1).to_bytes(4, "little") + value + b"\0"


def message(operation: int, body: bytes, request: int = 1, answers: int = 0) -> bytes:
    return b"".join(number.to_bytes(4, "little") for number in (16 + len(body), request, answers, operation)) + body


FIND = message(2013, bytes(5) + document(text(b"find", b"users"), b"\3filter\0" + HELLO, text(b"$db", b"shop")))
FOUND = message(2013, bytes(5) + document(b"\1ok\0" + bytes(6) + b"\xf0\x3f"), 2, 1)
REFUSED = message(2013, bytes(5) + document(b"\1ok\0" + bytes(8), text(b"errmsg", b"Authentication failed."),
                                            b"\x10code\0\x12\0\0\0"), 2, 1)
PLAIN = message(2013, bytes(5) + document(b"\x10saslStart\0\1\0\0\0", text(b"mechanism", b"PLAIN"),
                                          b"\5payload\0\4\0\0\0\0\0a\0b", text(b"$db", b"$external")))
INSERT = message(2013, bytes(5) + document(text(b"insert", b"users"), text(b"$db", b"shop")) + b"\1"
                 + (4 + 10 + len(AWESOME)).to_bytes(4, "little") + b"documents\0" + AWESOME)
OLD = message(2004, bytes(4) + b"admin.$cmd\0" + bytes(4) + b"\xff\xff\xff\xff" + document(b"\x10isMaster\0\1\0\0\0"))
OLD_REPLY = message(1, bytes(4) + bytes(8) + bytes(4) + b"\1\0\0\0" + HELLO, 2, 1)
SAMPLES = [[(0, FIND), (1, FOUND), (0, INSERT), (1, FOUND)], [(0, PLAIN), (1, REFUSED)], [(0, OLD), (1, OLD_REPLY)]]


def test_commands() -> None:
    fed = inspect.feed(TWIN, MONGO, *SAMPLES[0])
    assert (values(fed, "command"), values(fed, "collection"), values(fed, "database")) == (
        ["find", "insert"], ["users", "users"], ["shop", "shop"])
    assert (values(fed, "list"), values(fed, "text")) == (["documents"], ["world", "awesome"])
    assert values(fed, "double") == [1.0, 5.05, 1.0]
    assert 1986 in values(fed, "integer")


def test_a_password_in_clear_and_a_refusal() -> None:
    fed = inspect.feed(TWIN, MONGO, *SAMPLES[1])
    assert fed.findings == ["clear_text_credentials", "mongo.error", "mongo.login_failed"]
    assert (values(fed, "error_code"), values(fed, "message")) == ([18], ["Authentication failed."])


def test_old_messages() -> None:
    fed = inspect.feed(TWIN, MONGO, *SAMPLES[2])
    assert (values(fed, "namespace"), values(fed, "command"), values(fed, "returned")) == (
        ["admin.$cmd"], ["isMaster"], [1])


def test_recognition() -> None:
    assert inspect.probe(TWIN, FIND) == inspect.probe(TWIN, OLD) == "CERTAIN"
    assert inspect.probe(TWIN, FIND[:12] + b"\xde\7\0\0" + FIND[16:]) == "REFUTED"
    assert inspect.probe(TWIN, FIND[:21] + b"\4" + FIND[22:]) == "REFUTED"
