"""DCCP and UDP-Lite: headers as RFC 4340 section 5 and RFC 3828 section 3.1 draw them."""
import struct

import pytest

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.transport import _lite
from netloupe_engine.protocols.transport.dccp import DCCP
from netloupe_engine.protocols.transport.udplite import UDPLITE

REQUEST = struct.pack("!HHBBHBB", 5001, 5002, 5, 0, 0xABCD, 0x01, 0) + b"\0\0\0\0\0\7" + b"SERV"
DATA = struct.pack("!HHBBHB", 5001, 5002, 3, 0, 0, 4) + b"\0\0\x09" + b"data"
RESET = struct.pack("!HHBBHBB", 5002, 5001, 7, 0, 0, 0x0F, 0) + bytes(5) + b"\x0a" + bytes(7) + b"\7" + b"\7\0\0\0"


def said(twin: object, table: object, data: bytes) -> dict[str, object]:
    return {item.name: item.value for item in inspect.dissect(twin, table, data, network_length=len(data))}


def test_dccp() -> None:
    stated = inspect.classify(_lite.TWIN["dccp"], REQUEST, network_length=len(REQUEST))
    assert (stated["header"], stated["facts"]["ports"]) == (20, (5001, 5002))
    told = said(_lite.TWIN["dccp"], DCCP, REQUEST)
    assert (told["type"], told["sequence"], told["service"]) == (0, 7, int.from_bytes(b"SERV", "big"))
    told = said(_lite.TWIN["dccp"], DCCP, DATA)
    assert (told["type"], told["sequence"], "acknowledged" in told) == (2, 9, False)
    told = said(_lite.TWIN["dccp"], DCCP, RESET)
    assert (told["type"], told["sequence"], told["acknowledged"], told["reset_code"]) == (7, 10, 7, 7)


def test_udplite() -> None:
    data = struct.pack("!HHHH", 5001, 5002, 8, 0x1234) + b"voice"
    stated = inspect.classify(_lite.TWIN["udplite"], data, network_length=len(data))
    assert (stated["facts"]["ports"], stated["facts"]["payload_length"]) == ((5001, 5002), 5)
    assert said(_lite.TWIN["udplite"], UDPLITE, data)["coverage"] == 8


@pytest.mark.parametrize(("key", "data"), [
    ("udplite", struct.pack("!HHHH", 1, 2, 7, 0)), ("udplite", bytes(7)), ("udplite", struct.pack("!HHHH", 1, 2, 9, 0)),
    ("dccp", REQUEST[:4] + b"\2" + REQUEST[5:]), ("dccp", REQUEST[:4] + b"\x20" + REQUEST[5:]), ("dccp", bytes(11))])
def test_malformed(key: str, data: bytes) -> None:
    assert inspect.classify(_lite.TWIN[key], data, network_length=len(data))["verdict"] == "MALFORMED"
