"""HTTP/2's streams as messages, against the h2 library that said them; gRPC."""
import gzip
import zlib
from pathlib import Path

import brotli
import pytest
import zstandard
from h2.config import H2Configuration
from h2.connection import H2Connection

from netloupe_engine.streams import http_messages
from netloupe_engine.streams.chunk import StreamMessage
from netloupe_engine.streams.grpc import calls_of, messages_of
from tests.unit import traffic

Said = list[tuple[int, bytes]]
BODY = b'{"items": [' + b", ".join(b"%d" % at for at in range(4000)) + b"]}"


class Talk:
    """Client and server of h2, and what they sent, in segments."""

    def __init__(self) -> None:
        self.ends = H2Connection(), H2Connection(H2Configuration(client_side=False))
        self.said: Said = []
        for end in self.ends:
            end.initiate_connection()
        self.carry()

    def carry(self) -> None:
        for way in (0, 1, 0):
            if data := self.ends[way].data_to_send():
                self.ends[1 - way].receive_data(data)
                self.said += [(way, data[at:at + 700]) for at in range(0, len(data), 700)]

    def ask(self, stream: int, path: str, **fields: str) -> None:
        self.ends[0].send_headers(stream, [(":method", "GET"), (":path", path), (":scheme", "http"),
                                           (":authority", "h.test"), *((name.replace("_", "-"), value)
                                                                       for name, value in fields.items())], True)
        self.carry()

    def answer(self, stream: int, **fields: str) -> None:
        self.ends[1].send_headers(stream, [(":status", "200"), *((name.replace("_", "-"), value)
                                                                 for name, value in fields.items())])
        self.carry()

    def body(self, way: int, stream: int, data: bytes, is_last: bool = False, padding: int | None = None) -> None:
        self.ends[way].send_data(stream, data, is_last, padding)
        self.carry()


def messages(folder: Path, said: Said) -> list[StreamMessage]:
    return list(traffic.analysed(folder, traffic.conversation(said)).messages(1, "http"))


@pytest.mark.parametrize(("pack", "coding"), [
    (gzip.compress, "gzip"), (zlib.compress, "deflate"), (zstandard.compress, "zstd"), (brotli.compress, "br"),
    (bytes, "identity"), (lambda data: gzip.compress(brotli.compress(data)), "br, gzip")])
def test_bodies_are_joined_and_decompressed(tmp_path: Path, pack: object, coding: str) -> None:
    talk, sent = Talk(), pack(BODY)         # type: ignore[operator]
    talk.ask(1, "/items")
    talk.answer(1, content_type="application/json", content_encoding=coding)
    for at in range(0, len(sent), 9000):
        talk.body(1, 1, sent[at:at + 9000], at + 9000 >= len(sent), padding=77 if at == 0 else None)
    asked, answered = messages(tmp_path, talk.said)
    assert (asked.title, asked.stream, asked.fields) == ("GET /items HTTP/2", 1, (("host", "h.test"),))
    assert (answered.title, answered.stream, answered.way) == ("HTTP/2 200", 1, 1)
    assert (answered.body, answered.kind, answered.note) == (BODY, "json", "")
    assert answered.text.startswith('{\n  "items": [\n    0,')


def test_streams_that_take_turns_are_put_together(tmp_path: Path) -> None:
    talk = Talk()
    for stream in (1, 3, 5):
        talk.ask(stream, f"/{stream}")
    for stream in (5, 1, 3):
        talk.answer(stream, content_type="text/plain")
    for part in range(4):
        for stream in (3, 1, 5):
            talk.body(1, stream, b"%d:%d " % (stream, part) * 100, part == 3)
    found = messages(tmp_path, talk.said)
    assert [(one.stream, one.way) for one in found] == [(1, 0), (3, 0), (5, 0), (5, 1), (1, 1), (3, 1)]
    for one in found[3:]:
        assert one.body == b"".join(b"%d:%d " % (one.stream, part) * 100 for part in range(4))


def test_a_lost_segment_is_said_to_be(tmp_path: Path) -> None:
    talk = Talk()
    talk.ask(1, "/long")
    talk.answer(1, content_type="text/plain")
    talk.body(1, 1, b"0123456789" * 1200, True)
    frames = traffic.conversation(talk.said)
    del frames[-8]
    answered = list(traffic.analysed(tmp_path, frames).messages(1, "http"))[1]
    assert answered.is_cut
    assert answered.note
    assert (b"0123456789" * 1200).startswith(answered.body)


def test_a_stream_that_is_reset_and_one_that_is_not_over(tmp_path: Path) -> None:
    talk = Talk()
    talk.ask(1, "/a")
    talk.ask(3, "/b")
    talk.answer(1)
    talk.answer(3)
    talk.body(1, 1, b"half of it")
    talk.ends[1].reset_stream(1)
    talk.body(1, 3, b"and so on")
    found = messages(tmp_path, talk.said)
    assert [(one.stream, one.way, one.body, bool(one.note)) for one in found] == [
        (1, 0, b"", False), (3, 0, b"", False), (1, 1, b"half of it", True), (3, 1, b"and so on", True)]


def test_trailers_and_calls_of_grpc(tmp_path: Path) -> None:
    talk = Talk()
    client = talk.ends[0]
    client.send_headers(1, [(":method", "POST"), (":path", "/library.Shelves/ListBooks"), (":scheme", "http"),
                            (":authority", "h.test"), ("content-type", "application/grpc+proto")])
    talk.body(0, 1, b"\0\0\0\0\x03abc", True)
    talk.answer(1, content_type="application/grpc")
    talk.body(1, 1, b"\0\0\0\0\x02xy\x01\0\0\0\x01z")
    talk.ends[1].send_headers(1, [("grpc-status", "5"), ("grpc-message", "no such shelf")], True)
    talk.carry()
    analysis = traffic.analysed(tmp_path, traffic.conversation(talk.said))
    asked, answered = analysis.messages(1, "http")
    assert (asked.body, asked.note) == (b"\0\0\0\0\x03abc", "1 message of gRPC: 3 bytes")
    assert answered.note == "2 messages of gRPC: 2, 1 compressed bytes"
    assert answered.fields[-2:] == (("grpc-status", "5"), ("grpc-message", "no such shelf"))
    told = {value.name: value.text for value in analysis.session(1).attributes}
    assert told["http2.grpc_service"] == "library.Shelves"
    assert told["http2.grpc_method"] == "ListBooks"
    assert told["http2.grpc_status"] == "5 NOT_FOUND" or "NOT_FOUND" in told["http2.grpc_status"]
    assert told["http2.grpc_message"] == "no such shelf"


def test_what_is_kept_of_bodies_has_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_messages, "BODIES_MAX", 5000)
    talk = Talk()
    for stream in (1, 3):
        talk.ask(stream, "/")
        talk.answer(stream)
    for _ in range(3):
        for stream in (1, 3):
            talk.body(1, stream, b"x" * 2000)
    found = [one for one in messages(tmp_path, talk.said) if one.way == 1]
    assert sum(len(one.body) for one in found) == 5000
    assert all(one.is_cut and "6,000 bytes, is too long" in one.note for one in found)


def test_lengths_of_grpc_that_lie() -> None:
    assert messages_of(b"\0\xff\xff\xff\xffabc") == [(False, b"abc")]
    assert messages_of(b"\0\0\0") == []
    assert calls_of(b"\0\0\0\0\0" * 10) == "10 messages of gRPC: 0, 0, 0, 0, 0, 0, 0, 0 and 2 more bytes"
