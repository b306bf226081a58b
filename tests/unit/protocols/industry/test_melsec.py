"""MELSEC: requests and answers of frames 3E and 4E."""
import pytest

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.industry.melsec import MELSEC
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("melsec")


def request(command: str) -> bytes:
    body = b"\x10\0" + bytes.fromhex(command)
    return bytes.fromhex("5000 00 ff ff03 00") + len(body).to_bytes(2, "little") + body


READ = request("0104 0000 640000 a8 0200")              # D100 and D101
ANSWER = bytes.fromhex("d000 00 ff ff03 00 0600 0000 34127856")
NUMBERED = bytes.fromhex("5400 3412 0000 00 ff ff03 00 0600 1000 0101 0000")
SAMPLES = [[(0, READ), (1, ANSWER), (0, NUMBERED)]]


def test_registers_are_read() -> None:
    fed = inspect.feed(TWIN, MELSEC, *SAMPLES[0], datagram=False)
    assert values(fed, "command") == [0x0401, 0x0101]
    assert values(fed, "device") + values(fed, "address") + values(fed, "count") == [0xA8, 100, 2]
    assert values(fed, "answer") + values(fed, "serial") == [bytes.fromhex("34127856"), 0x1234]
    assert fed.findings == []


@pytest.mark.parametrize(("data", "kinds"), [
    (request("0210 0000 0100"), ["stopped"]), (request("0610 0000 0100"), ["restart"]),
    (request("0114 0000 640000 a8 0100 3412"), ["write"]), (request("0110 0000 0100 00"), ["control"]),
    (request("2918 0000 00"), ["program"]), (bytes.fromhex("d000 00 ff ff03 00 0200 59c0"), ["error"])])
def test_orders_that_deserve_a_look(data: bytes, kinds: list[str]) -> None:
    fed = inspect.feed(TWIN, MELSEC, (0, READ), (0, data), datagram=True)
    assert fed.findings == [f"melsec.{kind}" for kind in kinds]


def test_lookalikes_are_refused() -> None:
    for data in (b"\x51" + READ[1:], READ[:4] + b"\0\0" + READ[6:], READ[:11] + b"\x77\x77" + READ[13:]):
        assert inspect.probe(TWIN, data, datagram=True) == "REFUTED"
