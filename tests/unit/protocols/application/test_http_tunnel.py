"""What comes behind a CONNECT and behind a 101 is another protocol's (RFC 9110 sections 7.8 and 9.3.6)."""
from pathlib import Path

import pytest

from netloupe_engine import Analysis
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.application import _http
from netloupe_engine.protocols.application.http import HTTP
from netloupe_engine.protocols.define import key_of_text
from tests.unit.traffic import analysed, conversation

CONNECT = b"CONNECT inner.example:8080 HTTP/1.1\r\nHost: inner.example:8080\r\n\r\n"
GET = b"GET /inner HTTP/1.1\r\nHost: inner.example\r\n\r\n"
YES = b"HTTP/1.1 200 Connection established\r\n\r\n"
NO = b"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"
OK = b"HTTP/1.1 204 No Content\r\n\r\n"


def said(folder: Path, *messages: tuple[int, bytes]) -> Analysis:
    return analysed(folder, conversation(messages, ports=(40000, 3128)))


def values(analysis: Analysis, name: str) -> list[tuple[int, object]]:
    return [(value.packet, value.value) for value in analysis.session_attributes(1) if value.name == name]


def test_what_a_tunnel_carries_is_read_too(tmp_path: Path) -> None:
    analysis = said(tmp_path, (0, CONNECT), (1, YES), (0, GET), (1, OK))
    assert values(analysis, "http.method") == [(4, "CONNECT"), (6, "GET")]
    assert values(analysis, "http.status_code") == [(5, 200), (7, 204)]
    assert (analysis.session(1).path, analysis.packet(6).path) == ("eth.ip.tcp.http.http",) * 2
    assert not list(analysis.findings())


@pytest.mark.parametrize("pieces", [(CONNECT + GET,), (CONNECT, GET), (CONNECT[:20], CONNECT[20:] + GET[:9], GET[9:])])
def test_what_a_client_says_before_the_answer_waits_for_it(tmp_path: Path, pieces: tuple[bytes, ...]) -> None:
    analysis = said(tmp_path, *((0, piece) for piece in pieces), (1, YES + OK))
    assert [value for _, value in values(analysis, "http.uri")] == ["inner.example:8080", "/inner"]
    assert analysis.session(1).path == "eth.ip.tcp.http.http"


@pytest.mark.parametrize("early", [False, True])
def test_a_refused_tunnel_is_none(tmp_path: Path, early: bool) -> None:
    order = [(0, CONNECT), (0, GET), (1, NO)] if early else [(0, CONNECT), (1, NO), (0, GET)]
    analysis = said(tmp_path, *order, (1, OK))
    assert [value for _, value in values(analysis, "http.method")] == ["CONNECT", "GET"]
    assert analysis.session(1).path == "eth.ip.tcp.http"


def test_a_tunnel_whose_answer_was_not_captured_is_believed_in_the_end(tmp_path: Path) -> None:
    analysis = said(tmp_path, (0, CONNECT), (0, GET))
    assert [value for _, value in values(analysis, "http.method")] == ["CONNECT", "GET"]


def test_what_a_tunnel_carries_may_be_unknown(tmp_path: Path) -> None:
    analysis = said(tmp_path, (0, CONNECT), (1, YES), *[(0, b"\xfe\xfd\xfc" * 2000)] * 3)
    session = analysis.session(1)
    assert (session.path, session.application) == ("eth.ip.tcp.http.unknown", "http")
    assert not list(analysis.findings())


def test_tunnels_in_tunnels_end_somewhere(tmp_path: Path) -> None:
    analysis = said(tmp_path, *[(0, CONNECT), (1, YES)] * 12)
    assert analysis.session(1).path == "eth.ip.tcp" + ".http" * 8
    assert [row.kind for row in analysis.findings()] == ["limit.layers"]


@pytest.mark.parametrize("name", [b"websocket", b"WebSocket", b"websocket, other/2"])
def test_the_protocol_of_an_upgrade_is_named_by_the_first_of_the_answer(name: bytes) -> None:
    answer = b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: " + name + b"\r\nConnection: Upgrade\r\n\r\n"
    fed = inspect.feed(_http.TWIN, HTTP, (0, GET), (1, answer + b"\x81\x02hi"))
    assert fed.asked == [("switch", "http.upgrade", key_of_text("websocket"), 3)]
    assert fed.answers == [len(GET), len(answer)]


def test_the_port_that_was_asked_for_hints_at_what_is_behind_it() -> None:
    fed = inspect.feed(_http.TWIN, HTTP, (0, CONNECT), (1, YES))
    assert fed.asked == [("switch", "probe", 8080, 3)]
