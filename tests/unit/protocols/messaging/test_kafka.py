"""Kafka: requests as its protocol guide lays them out, and the answer's number."""
import struct

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.messaging.kafka import KAFKA
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("kafka")


def request(api: int, version: int, body: bytes = b"", client: bytes = b"app") -> bytes:
    head = struct.pack(">hhih", api, version, 5, len(client)) + client
    return (len(head) + len(body)).to_bytes(4) + head + body


def string(data: bytes) -> bytes:
    return len(data).to_bytes(2) + data


TOPICS = (2).to_bytes(4) + string(b"orders") + string(b"bills")
PRODUCE = b"\xff\xff\0\1\0\0\x05\xdc" + (1).to_bytes(4) + string(b"orders") + bytes(20)
ANSWER = (12).to_bytes(4) + (5).to_bytes(4) + bytes(8)
SAMPLES = [[(0, request(18, 0)), (1, ANSWER), (0, request(3, 1, TOPICS)), (1, ANSWER), (0, request(0, 3, PRODUCE))],
           [(0, request(17, 1, string(b"PLAIN"))), (1, ANSWER), (0, request(11, 0, string(b"readers") + bytes(8)))]]


def test_what_is_asked() -> None:
    fed = inspect.feed(TWIN, KAFKA, *SAMPLES[0])
    assert (values(fed, "api"), values(fed, "topic")) == ([18, 3, 0], ["orders", "bills", "orders"])
    assert (values(fed, "client_id"), values(fed, "correlation")) == (["app"] * 3, [5] * 5)


def test_a_login_in_clear() -> None:
    fed = inspect.feed(TWIN, KAFKA, *SAMPLES[1])
    assert (values(fed, "mechanism"), values(fed, "group")) == (["PLAIN"], ["readers"])
    assert fed.findings == ["clear_text_credentials"]


def test_recognition() -> None:
    assert inspect.probe(TWIN, SAMPLES[0][0][1]) == "LIKELY"
    assert inspect.probe(TWIN, request(99, 0)) == inspect.probe(TWIN, request(3, 40)) == "REFUTED"
