"""IEC 60870-5 data: values with quality and time, and commands."""
import pytest

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.industry.iec60870_asdu import IEC60870_ASDU
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("iec60870_asdu")
TWO = bytes.fromhex("0102 0300 0100 010000 01 050000 80")
SEQUENCE = bytes.fromhex("0d82 1400 0a00 640000 0000803f 00 000000c0 10")
TIMED = bytes.fromhex("1e01 0300 0100 010000 01 e803 1e 0c 1c 0b 1a")
COMMAND = bytes.fromhex("2d01 0600 0100 881300 81")
REFUSED = bytes.fromhex("2d01 4700 0100 881300 81")
SAMPLES = [[(1, TWO), (1, SEQUENCE), (1, TIMED), (0, COMMAND), (1, REFUSED)]]


def feed(*data: bytes) -> inspect.Fed:
    return inspect.feed(TWIN, IEC60870_ASDU, *((0, message) for message in data), datagram=True)


def test_points_with_addresses_of_their_own() -> None:
    fed = feed(TWO)
    assert values(fed, "object_address") + values(fed, "single") == [1, 5, 1, 0]
    assert values(fed, "invalid") == [0, 1]
    assert values(fed, "cause") + values(fed, "common_address") == [3, 1]


def test_a_sequence_has_one_address() -> None:
    fed = feed(SEQUENCE)
    assert values(fed, "object_address") + values(fed, "value") == [100, 1.0, -2.0]
    assert values(fed, "blocked") == [0, 1]


def test_a_point_with_time() -> None:
    fed = feed(TIMED)
    assert [values(fed, name)[0] for name in ("year", "month", "day", "hour", "minute", "millisecond")] == [
        26, 11, 28, 12, 30, 1000]


@pytest.mark.parametrize(("data", "kinds"), [
    (COMMAND, ["control"]), (REFUSED, ["error"]), (bytes.fromhex("6901 0600 0100 000000 01"), ["restart"]),
    (bytes.fromhex("6e01 0600 0100 010000 0000 00"), ["write"]), (TWO, [])])
def test_orders_that_deserve_a_look(data: bytes, kinds: list[str]) -> None:
    assert feed(data).findings == [f"iec60870_asdu.{kind}" for kind in kinds]
