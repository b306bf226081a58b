"""Omron FINS: in datagrams and behind the header of its connections."""
import pytest

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.industry.omron import OMRON
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values

TWIN = REGISTRY.twin("omron")
ASK, ANSWER = bytes.fromhex("80 00 02 00 0a 00 00 14 00 07"), bytes.fromhex("c0 00 02 00 14 00 00 0a 00 07")
READ = ASK + bytes.fromhex("0101 82 0064 00 0002")
VALUES = ANSWER + bytes.fromhex("0101 0000 1234 5678")


def framed(command: int, body: bytes) -> bytes:
    return b"FINS" + (8 + len(body)).to_bytes(4, "big") + command.to_bytes(4, "big") + bytes(4) + body


SAMPLES = [[(0, framed(0, bytes(4))), (1, framed(1, b"\0\0\0\x14\0\0\0\x0a")), (0, framed(2, READ)),
            (1, framed(2, VALUES))]]


def test_a_connection() -> None:
    fed = inspect.feed(TWIN, OMRON, *SAMPLES[0], datagram=False)
    assert values(fed, "tcp_command") + values(fed, "node") == [0, 1, 2, 2, 0, 20, 10]
    assert values(fed, "command") + values(fed, "area") + values(fed, "address") == [0x101, 0x101, 0x82, 100]
    assert values(fed, "data") == [bytes.fromhex("12345678")]


@pytest.mark.parametrize(("command", "kinds"), [
    ("0402", ["stopped"]), ("0401 ffff04", ["control"]), ("0102 82 0064 00 0001 0000", ["write"]),
    ("0307 ffff", ["program"]), ("0501", [])])
def test_orders_that_deserve_a_look(command: str, kinds: list[str]) -> None:
    fed = inspect.feed(TWIN, OMRON, (0, ASK + bytes.fromhex(command)), datagram=True)
    assert fed.findings == [f"omron.{kind}" for kind in kinds]


def test_what_a_controller_refuses() -> None:
    fed = inspect.feed(TWIN, OMRON, (1, ANSWER + bytes.fromhex("0102 2108")), datagram=True)
    assert (values(fed, "end_code"), fed.findings) == ([0x2108], ["omron.error"])


def test_lookalikes_are_refused() -> None:
    for data in (b"\x82" + READ[1:], READ[:10] + b"\x77\x77", READ[:1] + b"\1" + READ[2:]):
        assert inspect.probe(TWIN, data, datagram=True) == "REFUTED"
