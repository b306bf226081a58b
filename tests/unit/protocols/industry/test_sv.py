"""Sampled values: a frame of a merging unit (IEC 61850-9-2)."""
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.industry.sv import SV
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values
from tests.unit.protocols.industry.test_goose import element

UNIT = element(0x30, element(0x80, b"MU01") + element(0x82, b"\x01\x90") + element(0x83, b"\0\0\0\1")
               + element(0x85, b"\2") + element(0x87, bytes(64)))
BODY = element(0x60, element(0x80, b"\1") + element(0xA2, UNIT))
FRAME = bytes.fromhex("4000") + (8 + len(BODY)).to_bytes(2, "big") + b"\x80\0\0\0" + BODY
SAMPLES = [[(0, FRAME)]]


def test_a_sample() -> None:
    fed = inspect.feed(REGISTRY.twin("sv"), SV, *SAMPLES[0], datagram=True)
    assert values(fed, "id") + values(fed, "sample") + values(fed, "synchronised") == ["MU01", 400, 2]
    assert values(fed, "simulated") == [1]
