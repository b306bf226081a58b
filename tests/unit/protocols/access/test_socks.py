"""SOCKS: messages of RFC 1928 and RFC 1929, versions 4 and 4a, what is carried behind them, and look-alikes."""
from pathlib import Path
from typing import Any

import pytest

from netloupe_engine import Analysis
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.access.socks import SOCKS
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values
from tests.unit.traffic import analysed, conversation

TWIN = REGISTRY.twin("socks")
NAME = b"\x03\x0bexample.net"
GREETING, NO_LOGIN = b"\x05\x01\x00", b"\x05\x00"
CONNECT = b"\x05\x01\x00" + NAME + b"\x00\x50"
DONE = b"\x05\x00\x00\x01\xc0\x00\x02\x07\x12\x34"
FIVE = [(0, GREETING), (1, NO_LOGIN), (0, CONNECT), (1, DONE)]
LOGIN = [(0, b"\x05\x02\x00\x02"), (1, b"\x05\x02"), (0, b"\x01\x03joe\x06secret"), (1, b"\x01\x00"),
         (0, b"\x05\x01\x00\x04" + bytes(15) + b"\x01\x01\xbb"), (1, b"\x05\x05\x00\x01" + bytes(6))]
FOUR = [(0, b"\x04\x01\x00\x50\xc6\x33\x64\x07joe\x00"), (1, b"\x00\x5a\x00\x50\xc6\x33\x64\x07")]
FOUR_A = [(0, b"\x04\x01\x00\x50\x00\x00\x00\x01joe\x00example.net\x00"), (1, b"\x00\x5b" + bytes(6))]
BIND = [(0, GREETING), (1, NO_LOGIN), (0, b"\x05\x02\x00\x01\xc6\x33\x64\x07\x00\x14"), (1, DONE),
        (1, b"\x05\x00\x00\x01\xc6\x33\x64\x07\x00\x14")]
TOKENS = [(0, b"\x05\x01\x01"), (1, b"\x05\x01"), (0, b"\x01\x01\x00\x03abc"), (1, b"\x01\x01\x00\x01d"),
          (0, CONNECT), (1, DONE)]
SAMPLES = [FIVE, LOGIN, FOUR, FOUR_A, BIND, TOKENS]
GET, OK = b"GET / HTTP/1.1\r\nHost: example.net\r\n\r\n", b"HTTP/1.1 204 No Content\r\n\r\n"


def read(conversation: list[tuple[int, bytes]]) -> inspect.Fed:
    return inspect.feed(TWIN, SOCKS, *conversation)


def said(folder: Path, *messages: tuple[int, bytes], port: int = 1080) -> Analysis:
    return analysed(folder, conversation(messages, ports=(40000, port)))


@pytest.mark.parametrize(("messages", "expected", "findings"), [
    (FIVE, {"destination_name": ["example.net"], "destination_port": [80], "command": [1], "method": [0],
            "bound_ipv4": ["192.0.2.7"], "bound_port": [0x1234], "reply": [0]}, []),
    (LOGIN, {"offered_method": [0, 2], "user_name": ["joe"], "password": ["secret"], "login_status": [0],
             "destination_ipv6": ["::1"], "destination_port": [443], "reply": [5]},
     ["clear_text_credentials", "socks.refused"]),
    (FOUR, {"destination_ipv4": ["198.51.100.7"], "destination_port": [80], "user": ["joe"], "reply": [90]}, []),
    (FOUR_A, {"destination_host": ["example.net"], "reply": [91]}, ["socks.refused"]),
    (TOKENS, {"token": [b"abc", b"d"], "destination_name": ["example.net"]}, [])])
def test_messages(messages: list[tuple[int, bytes]], expected: dict[str, list[Any]], findings: list[str]) -> None:
    fed = read(messages)
    assert {name: values(fed, name) for name in expected} == expected
    assert fed.findings == findings


def test_a_wrong_password_is_a_finding() -> None:
    assert read([*LOGIN[:3], (1, b"\x01\x01")]).findings == ["clear_text_credentials", "socks.login_failed"]


def test_behind_the_reply_everything_is_whose_it_is(tmp_path: Path) -> None:
    analysis = said(tmp_path, *FIVE, (0, GET), (1, OK))
    session = analysis.session(1)
    assert (session.path, session.application) == ("eth.ip.tcp.socks.http", "http")
    assert [analysis.packet(number).path for number in (4, 7, 8, 9)] == [
        "eth.ip.tcp.socks", "eth.ip.tcp.socks", "eth.ip.tcp.socks.http", "eth.ip.tcp.socks.http"]


def test_only_the_second_reply_to_a_bind_connects() -> None:
    assert len(read(BIND[:-1]).asked) == 0
    assert [asked[0] for asked in read(BIND).asked] == ["switch"]


@pytest.mark.parametrize("messages", [FIVE, FOUR])
@pytest.mark.parametrize("port", [1080, 4000])
def test_nobody_has_to_wait_for_anybody(tmp_path: Path, messages: list[tuple[int, bytes]], port: int) -> None:
    """The client says everything at once, and the reply comes with the answer. Version 5 is known on any port."""
    ours = b"".join(data for way, data in messages if way == 0)
    theirs = b"".join(data for way, data in messages if way == 1)
    analysis = said(tmp_path, (0, ours + GET), (1, theirs + OK), port=port)
    if port == 1080 or messages == FIVE:
        assert analysis.session(1).path == "eth.ip.tcp.socks.http"
        assert not list(analysis.findings())


def test_what_is_refused_carries_nothing(tmp_path: Path) -> None:
    assert said(tmp_path, *FIVE[:-1], (1, b"\x05\x02\x00\x01" + bytes(6))).session(1).path == "eth.ip.tcp.socks"


@pytest.mark.parametrize(("data", "guess"), [
    (GREETING, "CERTAIN"), (LOGIN[0][1], "CERTAIN"), (FOUR[0][1], "LIKELY"), (FOUR_A[0][1], "CERTAIN"),
    (b"\x05\x00", "REFUTED"), (b"\x05", "NEED_MORE_BYTES"), (b"\x05\x03\x00", "NEED_MORE_BYTES"),
    (b"\x04\x03" + bytes(8), "REFUTED"), (b"\x05\x01\x00hello", "REFUTED"), (b"\x05\x01\x77", "LIKELY"),
    (b"\x04\x01" + b"x" * 2000, "REFUTED"), (b"\x05\x00\x0b\x03\x10\x00\x00\x00" + bytes(64), "REFUTED")])
def test_recognition(data: bytes, guess: str) -> None:
    assert inspect.probe(TWIN, data) == guess
