"""Layers of a stream: HTTP's messages with bodies as what they are, TLS's records."""
import gzip
import zlib
from pathlib import Path

import pytest
import zstandard

from netloupe_engine import Analysis, analyze
from netloupe_engine.errors import CancelledError, UnknownNameError
from netloupe_engine.streams.chunk import StreamMessage
from tests.unit import traffic

GET = b"GET /%d HTTP/1.1\r\nHost: x\r\nX-A: 1\r\n\r\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(300)


def answer(body: bytes, *headers: bytes) -> bytes:
    return b"\r\n".join([b"HTTP/1.1 200 OK", *headers, b"Content-Length: %d" % len(body), b"", body])


def http(folder: Path, said: list[tuple[int, bytes]]) -> list[StreamMessage]:
    return list(traffic.analysed(folder, traffic.conversation(said)).messages(1, "http"))


def in_pieces(data: bytes, size: int = 100) -> list[tuple[int, bytes]]:
    return [(1, data[at:at + size]) for at in range(0, len(data), size)]


@pytest.mark.parametrize(("body", "coding"), [
    (gzip.compress, b"gzip"), (zlib.compress, b"deflate"), (zstandard.compress, b"zstd"), (bytes, b"identity")])
def test_bodies_are_decompressed_and_indented(tmp_path: Path, body: object, coding: bytes) -> None:
    data = b'{"items":[' + b",".join(b"%d" % at for at in range(300)) + b"]}"
    sent = answer(body(data), b"Content-Type: application/json", b"Content-Encoding: " + coding)    # type: ignore[operator]
    asked, answered = http(tmp_path, [(0, GET % 1), *in_pieces(sent)])
    assert (asked.title, asked.way, asked.packet, asked.body) == ("GET /1 HTTP/1.1", 0, 4, b"")
    assert asked.fields == (("Host", "x"), ("X-A", "1"))
    assert (answered.title, answered.way) == ("HTTP/1.1 200 OK", 1)
    assert answered.packet == 5 + (sent.index(b"\r\n\r\n") + 3) // 100     # where its head ends
    assert (answered.body, answered.kind, answered.note) == (data, "json", "")
    assert answered.text.startswith('{\n  "items": [\n    0,\n    1,')


def test_chunks_are_joined_and_images_are_images(tmp_path: Path) -> None:
    chunked = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n%x\r\n%b\r\n8\r\n%b\r\n0\r\n\r\n" % (
        len(PNG) - 8, PNG[:-8], PNG[-8:])
    found = http(tmp_path, [(0, GET % 1), *in_pieces(chunked, 77)])[1]
    assert (found.body, found.kind, found.text) == (PNG, "image/png", "")


def test_messages_come_in_the_order_in_which_they_began(tmp_path: Path) -> None:
    said = [(0, GET % 1 + GET % 2), (1, b"HTTP/1.1 100 Continue\r\n\r\n" + answer(b"one")), (1, answer(b"two")),
            (0, GET % 3)]
    found = http(tmp_path, said)
    assert [(one.title.split()[1], one.body) for one in found] == [
        ("/1", b""), ("/2", b""), ("100", b""), ("200", b"one"), ("200", b"two"), ("/3", b"")]


def test_what_is_not_whole_says_so(tmp_path: Path) -> None:
    cut = http(tmp_path, [(0, GET % 1), (1, answer(b"x" * 500)[:300])])[1]
    assert cut.note.startswith("the body is not whole")
    (_, bare) = http(tmp_path, [(0, b"HEAD / HTTP/1.1\r\nHost: x\r\n\r\n"), (1, answer(b"x" * 500)[:-500])])
    assert bare.note == ""
    long = http(tmp_path, [(0, GET % 1), *in_pieces(answer(b"y" * 1_100_000), 1400)])[1]
    assert "not whole" in long.note
    damaged = http(tmp_path, [(0, GET % 1), (1, answer(b"nonsense", b"Content-Encoding: zstd"))])[1]
    assert (damaged.body, damaged.note) == (b"nonsense", "what should be zstd is damaged")


@pytest.fixture(scope="module")
def sample() -> Analysis:
    return analyze("resources/captures/sample.pcapng")


def test_records_of_tls(sample: Analysis) -> None:
    session = int(sample.filter("app == tls")[0])
    records = list(sample.messages(session, "tls"))
    assert records[0].title == "handshake (22) · TLS 1.0 (0x0301) · 512 bytes"
    assert ("server name", "www.example.test") in records[0].fields
    # each record is a header of five bytes and what it says (RFC 8446, section 5.1)
    for way, side in enumerate(("client", "server")):
        sizes = [int(one.title.split()[-2]) + 5 for one in records if one.way == way]
        assert sum(sizes) == sample.stream(session).size(side)      # type: ignore[arg-type]


def test_a_session_that_has_not_the_layer_is_not_read_once_more(sample: Analysis,
                                                                monkeypatch: pytest.MonkeyPatch) -> None:
    ids = [id for id in range(1, len(sample.sessions) + 1) if "http" not in sample.layers(id)]
    monkeypatch.setattr("netloupe_engine.streams.messages.Pipeline", None)
    assert len(ids) > 10
    assert [found for id in ids for found in sample.messages(id, "http")] == []


def test_other_sessions_and_layers(sample: Analysis) -> None:
    dns = int(sample.filter("app == dns")[0])
    assert list(sample.messages(dns, "http")) == []
    for session, layer in ((dns, "dns"), (0, "http"), (10_000, "http")):
        with pytest.raises(UnknownNameError):
            next(sample.messages(session, layer))
    with pytest.raises(CancelledError):
        next(sample.messages(int(sample.filter("app == http")[0]), "http", lambda: True))
