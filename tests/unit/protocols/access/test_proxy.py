"""PROXY protocol: the specification's examples, options, what comes behind it, and look-alikes."""
from pathlib import Path
from typing import Any

import pytest

from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.access.proxy import PROXY, SIGNATURE
from netloupe_engine.protocols.registry import REGISTRY
from tests.unit.protocols.dialogue import values
from tests.unit.traffic import analysed, conversation, unruled

TWIN = REGISTRY.twin("proxy")
# Section 2.1
LINE = b"PROXY TCP4 192.168.0.1 192.168.0.11 56324 443\r\n"
LONG = b"PROXY TCP6 2001:db8::1 2001:db8::2 65535 25\r\n"
UNKNOWN = b"PROXY UNKNOWN ffff::1 ffff::2 65535 65535\r\n"


def option(kind: int, value: bytes) -> bytes:
    return bytes([kind]) + len(value).to_bytes(2, "big") + value


def header(command: int, family: int, body: bytes) -> bytes:
    return SIGNATURE + bytes([0x20 | command, family]) + len(body).to_bytes(2, "big") + body


TLS = option(0x20, b"\x01\0\0\0\0" + option(0x21, b"TLSv1.3") + option(0x22, b"joe"))
TWO = header(1, 0x11, bytes([192, 0, 2, 1, 198, 51, 100, 7]) + b"\xdc\x04\x00\x50" + option(1, b"h2")
             + option(2, b"example.net") + TLS + option(4, bytes(3)))
SIX = header(1, 0x21, bytes(15) + b"\1" + bytes(15) + b"\2" + b"\xdc\x04\x01\xbb")
LOCAL = header(0, 0, b"")
UNIX = header(1, 0x31, b"/run/a".ljust(108, b"\0") + b"/run/b".ljust(108, b"\0"))
SAMPLES = [[(0, LINE)], [(0, LONG)], [(0, UNKNOWN)], [(0, TWO)], [(0, SIX)], [(0, LOCAL)], [(0, UNIX)]]
GET, OK = b"GET / HTTP/1.1\r\nHost: example.net\r\n\r\n", b"HTTP/1.1 204 No Content\r\n\r\n"


@pytest.mark.parametrize(("data", "expected"), [
    (LINE, {"version": [1], "source": ["192.168.0.1"], "source_ipv4": ["192.168.0.1"], "destination": ["192.168.0.11"],
            "destination_ipv4": ["192.168.0.11"], "source_port": [56324], "destination_port": [443]}),
    (LONG, {"source": ["2001:db8::1"], "destination": ["2001:db8::2"], "destination_port": [25]}),
    (UNKNOWN, {"version": [1], "source": []}),
    (TWO, {"version": [2], "command": [1], "source_ipv4": ["192.0.2.1"], "destination_ipv4": ["198.51.100.7"],
           "source_port": [56324], "destination_port": [80], "alpn": ["h2"], "authority": ["example.net"],
           "tls_version": ["TLSv1.3"], "tls_common_name": ["joe"], "tls_verify": [0]}),
    (SIX, {"source_ipv6": ["::1"], "destination_ipv6": ["::2"], "destination_port": [443]}),
    (UNIX, {"source_path": ["/run/a"], "destination_path": ["/run/b"]}),
    (LOCAL, {"command": [0], "length": [0]})])
def test_headers(data: bytes, expected: dict[str, list[Any]]) -> None:
    fed = inspect.feed(TWIN, PROXY, (0, data))
    assert {name: values(fed, name) for name in expected} == expected
    assert [asked[0] for asked in fed.asked] == ["switch"]


@pytest.mark.parametrize("data", [LINE, LONG, UNKNOWN, TWO, SIX, LOCAL])
@pytest.mark.parametrize("apart", [False, True])
def test_what_comes_behind_it_is_read(tmp_path: Path, data: bytes, apart: bool) -> None:
    first = [(0, data), (0, GET)] if apart else [(0, data + GET)]
    analysis = analysed(tmp_path, conversation([*first, (1, OK)], ports=(40000, 8443)))
    session = analysis.session(1)
    assert (session.path, session.application) == ("eth.ip.tcp.proxy.http", "http")
    kept = {value.name: value.text for value in analysis.session_attributes(1)}
    assert kept["http.uri"] == "/"
    assert kept["http.status_code"].startswith("204")
    assert not unruled(analysis)


def test_who_speaks_first_behind_it_does_not_matter(tmp_path: Path) -> None:
    """The port that the header names hints at a server that greets."""
    said = [(0, LONG), (1, b"220 ready\r\n"), (0, b"NOOP\r\n")]
    analysis = analysed(tmp_path, conversation(said, ports=(40000, 9025)))
    assert analysis.session(1).path == "eth.ip.tcp.proxy.smtp"


@pytest.mark.parametrize(("data", "guess"), [
    (LINE, "CERTAIN"), (TWO, "CERTAIN"), (LINE[:20], "NEED_MORE_BYTES"), (SIGNATURE[:7], "NEED_MORE_BYTES"),
    (b"PROXY TCP5 1.2.3.4 1.2.3.4 1 2\r\n", "REFUTED"), (b"PROXY TCP4 1.2.3 1.2.3.4 1 2\r\n", "REFUTED"),
    (b"PROXY TCP4 1.2.3.4 1.2.3.4 x y\r\n", "REFUTED"), (b"PROXIES\r\n" * 9, "REFUTED"),
    (SIGNATURE + b"\x11\x11\0\0", "REFUTED"), (b"\r\n\r\nGET / HTTP/1.1\r\n\r\n", "REFUTED")])
def test_recognition(data: bytes, guess: str) -> None:
    assert inspect.probe(TWIN, data) == guess
