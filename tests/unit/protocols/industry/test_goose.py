"""GOOSE: an event as a device of a substation tells it (IEC 61850-8-1, annex A)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.industry.goose import GOOSE
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values


def element(tag: int, value: bytes) -> bytes:
    return bytes([tag, len(value)]) + value


BODY = element(0x61, element(0x80, b"IED1LLN0$GO$trip") + element(0x81, b"\x07\xd0") + element(0x82, b"IED1LLN0$set")
               + element(0x83, b"trip") + element(0x84, bytes.fromhex("6553f100 800000 0a")) + element(0x85, b"\x05")
               + element(0x86, b"\x00") + element(0x87, b"\0") + element(0x88, b"\1") + element(0x89, b"\0")
               + element(0x8A, b"\1") + element(0xAB, b"\x83\x01\xff"))
EVENT = bytes.fromhex("0001") + (8 + len(BODY)).to_bytes(2, "big") + bytes(4) + BODY
SAMPLES = [[(0, EVENT)]]


def test_an_event() -> None:
    fed = inspect.feed(REGISTRY.twin("goose"), GOOSE, *SAMPLES[0], datagram=True)
    assert values(fed, "control_block") + values(fed, "time_to_live") == ["IED1LLN0$GO$trip", 2000]
    assert values(fed, "state_number") + values(fed, "sequence") + values(fed, "app_id") == [5, 0, 1]
    assert values(fed, "data") == [b"\x83\x01\xff"]
    assert fed.findings == []
