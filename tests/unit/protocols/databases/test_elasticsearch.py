"""Elasticsearch: messages between nodes."""
import struct

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.databases.elasticsearch import ELASTICSEARCH
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("elasticsearch")


def message(status: int, body: bytes = bytes(20)) -> bytes:
    data = struct.pack(">QBI", 7, status, 7170099) + body
    return b"ES" + len(data).to_bytes(4) + data


SAMPLES = [[(0, message(8)), (1, message(3)), (0, b"ES\0\0\0\0")]]


def test_messages() -> None:
    fed = inspect.feed(TWIN, ELASTICSEARCH, *SAMPLES[0])
    assert (values(fed, "version"), values(fed, "request_id"), fed.findings) == ([7170099] * 2, [7, 7],
                                                                                 ["elasticsearch.error"])
    assert inspect.probe(TWIN, message(8)) == "CERTAIN"
