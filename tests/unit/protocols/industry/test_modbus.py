"""Modbus/TCP: examples of the Application Protocol Specification V1.1b3, exceptions, and look-alikes."""
from typing import Any

import pytest

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.industry.modbus import MODBUS
from netloupe_engine.protocols.registry import REGISTRY


def message(pdu: str, transaction: int = 1) -> bytes:
    data = bytes.fromhex(pdu)
    return transaction.to_bytes(2, "big") + b"\0\0" + (1 + len(data)).to_bytes(2, "big") + b"\x11" + data


# The requests and responses of sections 6.1 to 6.17.
SAMPLES = [
    [(0, message("01 0013 0013")), (1, message("01 03 cd6b05"))],
    [(0, message("03 006b 0003")), (1, message("03 06 022b 0000 0064"))],
    [(0, message("05 00ac ff00")), (1, message("05 00ac ff00"))],
    [(0, message("06 0001 0003")), (1, message("06 0001 0003"))],
    [(0, message("0f 0013 000a 02 cd01")), (1, message("0f 0013 000a"))],
    [(0, message("10 0001 0002 04 000a 0102")), (1, message("10 0001 0002"))],
    [(0, message("16 0004 00f2 0025")), (1, message("16 0004 00f2 0025"))],
    [(0, message("17 0003 0006 000e 0003 06 00ff 00ff 00ff")), (1, message("17 0c 00fe 0acd 0001 0003 000d 00ff"))],
    [(0, message("2b 0e 01 00")), (1, message("2b 0e 01 01 00 00 02 00 02 4162 01 01 43"))],
    [(0, message("01 04a1 0001")), (1, message("81 02"))],
    [(0, message("14 0e 06 0004 0001 0002 06 0003 0009 0002")), (1, message("14 0c 05 06 0dfe 0020 05 06 33cd 0040"))],
    [(0, message("15 0d 06 0004 0007 0003 06af 04be 100d")), (1, message("15 0d 06 0004 0007 0003 06af 04be 100d"))],
    [(0, message("18 04de")), (1, message("18 0006 0002 01b8 1284"))],
    [(0, message("0b")), (1, message("0b ffff 0108")), (0, message("0c")), (1, message("0c 08 0000 0108 0121 2000"))],
    [(0, message("5a 00 02")), (1, message("5a 00 fe 0102"))],
]
TWIN = REGISTRY.twin("modbus")


def values(sample: list[tuple[int, bytes]], name: str) -> list[Any]:
    return [item.value for item in inspect.feed(TWIN, MODBUS, *sample).attributes if item.name == name]


def test_registers() -> None:
    assert values(SAMPLES[1], "register") == [0x022B, 0, 0x64]
    assert values(SAMPLES[5], "register") == [0x0A, 0x0102]
    assert values(SAMPLES[7], "register") == [0xFF] * 3 + [0xFE, 0x0ACD, 1, 3, 0x0D, 0xFF]
    assert values(SAMPLES[1], "address") + values(SAMPLES[1], "quantity") == [0x6B, 3]


def test_coils_and_identification() -> None:
    assert values(SAMPLES[0], "coils") == [bytes.fromhex("cd6b05")]
    assert values(SAMPLES[8], "object_value") == ["Ab", "C"]


def test_an_exception_is_a_finding() -> None:
    assert inspect.feed(TWIN, MODBUS, *SAMPLES[9]).findings == ["modbus.exception"]
    assert values(SAMPLES[9], "function_code") == [1, 1]
    assert values(SAMPLES[9], "exception_code") == [2]


def test_files_queues_and_events() -> None:
    assert values(SAMPLES[10], "file") + values(SAMPLES[10], "record_number") == [4, 3, 1, 9]
    assert values(SAMPLES[10], "record_data") == [bytes.fromhex("0dfe0020"), bytes.fromhex("33cd0040")]
    assert values(SAMPLES[11], "record_data") == [bytes.fromhex("06af04be100d")] * 2
    assert values(SAMPLES[12], "register") == [0x01B8, 0x1284]
    assert values(SAMPLES[13], "event_count") + values(SAMPLES[13], "messages") == [0x108, 0x108, 0x121]


@pytest.mark.parametrize(("pdu", "kinds"), [
    ("05 00ac ff00", ["write"]), ("10 0001 0002 04 000a 0102", ["write"]), ("08 0001 0000", ["restart"]),
    ("08 0004 0000", ["silenced"]), ("5a 01 41 ff00", ["stopped"]), ("5a 01 40 ff00", ["control"]),
    ("5a 01 33 0001", ["program"]), ("03 006b 0003", [])])
def test_orders_that_deserve_a_look(pdu: str, kinds: list[str]) -> None:
    assert inspect.feed(TWIN, MODBUS, (0, message(pdu))).findings == [f"modbus.{kind}" for kind in kinds]


def test_a_count_that_contradicts_the_length_is_malformed() -> None:
    fed = inspect.feed(TWIN, MODBUS, *SAMPLES[1], (1, message("03 08 022b 0000 0064")))
    assert fed.findings == ["packet.malformed"]


@pytest.mark.parametrize("data", [b"\0\1\0\1\0\6\x11\3\0\0\0\1", b"\0\1\0\0\0\1\x11\3", b"GET / HTTP/1.1\r\n\r\n",
                                  b"\0\1\0\0\1\6\x11\3" + bytes(300)])
def test_lookalikes_are_refused(data: bytes) -> None:
    assert inspect.probe(TWIN, data) == "REFUTED"
