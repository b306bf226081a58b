"""MMS: a variable is read and written, a program stopped; over TCP with all that is around it."""
from pathlib import Path

import pytest

from netloupe_engine import analyze
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.industry.mms import MMS
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values
from tests.unit.protocols.industry.test_goose import element
from tests.unit.traffic import FOREVER, capture, opened, tcp

TWIN = REGISTRY.twin("mms")
NAME = element(0xA0, element(0xA1, element(0x1A, b"IED1LD0") + element(0x1A, b"LLN0$ST$Mod")))
READ = element(0xA0, b"\2\1\7" + element(0xA4, element(0xA1, element(0xA0, element(0x30, NAME)))))
ANSWER = element(0xA1, b"\2\1\7" + element(0xA4, element(0xA1, b"\x85\1\1")))
WRITE = element(0xA0, b"\2\1\x08" + element(0xA5, element(0xA0, element(0x30, NAME)) + element(0xA0, b"\x83\1\1")))
STOP = element(0xA0, b"\2\1\x09" + b"\xbf" + element(0x29, element(0x80, b"main")))
SAMPLES = [[(0, READ), (1, ANSWER), (0, WRITE), (0, STOP)]]


def on_the_wire(data: bytes) -> bytes:
    """A message of an association that is there, down to TPKT."""
    inner = b"\1\0\1\0" + element(0x61, element(0x30, b"\2\1\3" + element(0xA0, data)))
    return b"\3\0" + (7 + len(inner)).to_bytes(2, "big") + b"\2\xf0\x80" + inner


def test_a_variable_is_read() -> None:
    fed = inspect.feed(TWIN, MMS, (0, READ), (1, ANSWER), datagram=True)
    assert values(fed, "pdu") + values(fed, "service") + values(fed, "invoke_id") == [0xA0, 0xA1, 4, 4, 7, 7]
    assert values(fed, "domain") + values(fed, "item") == ["IED1LD0", "LLN0$ST$Mod"]
    assert fed.findings == []


@pytest.mark.parametrize(("data", "kinds"), [
    (WRITE, ["write"]), (STOP, ["stopped"]), (element(0xA0, b"\2\1\x09\xbf" + element(0x4C, b"\x19\0")), ["program"]),
    (element(0xA2, b"\x80\1\7"), ["error"])])
def test_orders_that_deserve_a_look(data: bytes, kinds: list[str]) -> None:
    assert inspect.feed(TWIN, MMS, (0, data), datagram=True).findings == [f"mms.{kind}" for kind in kinds]


def test_over_tcp(tmp_path: Path) -> None:
    path = capture(tmp_path, [*opened(0, (40000, 102)), (1, tcp(0, "PA", 1001, 5001, on_the_wire(READ),
                                                                ports=(40000, 102)))])
    (session,) = analyze(path, 1, FOREVER).each_session()
    assert session.path == "eth.ip.tcp.tpkt.cotp.ses.pres.mms"
    assert session.application == "mms"
