"""Contents of HTTP messages: chunks joined, gzip and deflate undone (RFC 9110 section 8.4.1), and what is hostile."""
import gzip
import zlib
from pathlib import Path
from random import Random
from typing import Any

import pytest

from netloupe_engine import Analysis
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.application import _http
from netloupe_engine.protocols.application.http import HTTP
from tests.unit.traffic import analysed, conversation

GET = b"GET / HTTP/1.1\r\nHost: one.example\r\n\r\n"
TEXT = b"<html>" + b"hello, world. " * 400 + b"</html>"
NOISE = Random(1951).randbytes(9000)


def raw_deflate(data: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


CODINGS = {"": bytes, "gzip": gzip.compress, "x-gzip": gzip.compress, "deflate": zlib.compress, "Deflate": raw_deflate}


def response(body: bytes, coding: str = "", chunk: int = 0, *, sized: bool = True) -> bytes:
    head = b"HTTP/1.1 200 OK\r\n" + (b"Content-Encoding: %s\r\n" % coding.encode() if coding else b"")
    if chunk:
        parts = [body[at:at + chunk] for at in range(0, len(body), chunk)]
        return head + b"Transfer-Encoding: chunked\r\n\r\n" + b"".join(
            b"%x\r\n%s\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"
    return head + (b"Content-Length: %d\r\n" % len(body) if sized else b"") + b"\r\n" + body


def read(*pieces: tuple[int, bytes | int]) -> inspect.Fed:
    return inspect.feed(_http.TWIN, HTTP, *pieces)


def values(fed: inspect.Fed, name: str) -> list[Any]:
    return [item.value for item in fed.attributes if item.name == name]


@pytest.mark.parametrize("piece", [1, 100, 1 << 20])
@pytest.mark.parametrize("chunk", [0, 1, 700])
@pytest.mark.parametrize("coding", CODINGS)
def test_contents(coding: str, chunk: int, piece: int) -> None:
    content = TEXT if piece > 1 else TEXT[:300]
    body = CODINGS[coding](content)
    data = response(body, coding, chunk)
    fed = read((0, GET), *((1, data[at:at + piece]) for at in range(0, len(data), piece)))
    assert values(fed, "body") == [content]
    assert values(fed, "content_size") == [len(content)]
    assert values(fed, "body_size") == [0, len(body)] or values(fed, "body_size") == [len(body)]
    assert not fed.findings


def test_several_messages_one_behind_the_other() -> None:
    data = response(gzip.compress(b"one"), "gzip") + response(b"two") + response(zlib.compress(b"three"), "deflate", 4)
    fed = read((0, GET * 3), (1, data))
    assert values(fed, "body") == [b"one", b"two", b"three"]


def test_a_request_may_have_one_too() -> None:
    body = gzip.compress(b'{"key": 1}')
    fed = read((0, b"POST / HTTP/1.1\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(body) + body))
    assert values(fed, "body") == [b'{"key": 1}']


def test_until_the_connection_closes_it_comes_in_pieces() -> None:
    data = response(gzip.compress(NOISE), "gzip", sized=False)
    fed = read((0, GET), *((1, data[at:at + 2000]) for at in range(0, len(data), 2000)))
    assert b"".join(values(fed, "body")) == NOISE


def test_codings_that_are_not_undone_are_left_as_they_are() -> None:
    fed = read((0, GET), (1, response(b"\x8b\3\x80zstd or br\3", "br", 5)))
    assert (values(fed, "body"), values(fed, "content_size")) == ([b"\x8b\3\x80zstd or br\3"], [])


@pytest.mark.parametrize("body", [b"no gzip at all", gzip.compress(TEXT)[:40] + b"broken" * 9, b"\x1f\x8b"],
                         ids=["none", "broken", "short"])
def test_what_is_broken_gives_what_it_gave_before(body: bytes) -> None:
    fed = read((0, GET), (1, response(body, "gzip") + response(b"next")))
    assert values(fed, "body")[-1] == b"next"
    assert values(fed, "status_code") == [200, 200]


def test_what_grows_too_much_is_left_out() -> None:
    """A few bytes that become many: what is kept is bounded, and so is what is unpacked at all."""
    bomb = gzip.compress(bytes(50_000_000))
    fed = read((0, GET), *((1, data) for data in (response(bomb, "gzip") + response(b"next"),)))
    contents = values(fed, "body")
    assert len(contents[0]) <= 200_000
    assert contents[-1] == b"next"
    assert values(fed, "content_size") == [4]


def test_lost_bytes_leave_no_content() -> None:
    data = response(b"x" * 5000) + response(b"next")
    fed = read((0, GET * 2), (1, data[:1000]), (1, 2000), (1, data[3000:]))
    assert values(fed, "body") == [b"next"]
    assert values(fed, "body_size") == [5000, 4]


def said(folder: Path, data: bytes, piece: int = 500) -> Analysis:
    messages = [(0, GET), *((1, data[at:at + piece]) for at in range(0, len(data), piece))]
    return analysed(folder, conversation(messages, ports=(40000, 80)))


def test_a_packet_shows_the_whole_content_that_ends_in_it(tmp_path: Path) -> None:
    analysis = said(tmp_path, response(gzip.compress(NOISE), "gzip", 333))
    last = len(analysis.packets) - 3
    packet = analysis.packet(last)
    assert [(made.name, made.data) for made in packet.derived] == [("http.body", NOISE)]
    assert not analysis.packet(last - 1).derived
    assert "http.body" not in {value.name for value in analysis.session_attributes(1)}
    assert not list(analysis.findings())
