"""HTTP/2: what the h2 library sends, the vectors of RFC 7541, and broken frames."""
import random
from pathlib import Path
from typing import Any

import pytest
from h2.config import H2Configuration
from h2.connection import H2Connection
from h2.settings import SettingCodes
from hpack import Encoder

from netloupe_engine.model import Note
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.application import _hpack, _http2
from netloupe_engine.protocols.application.http2 import HTTP2
from tests.unit import traffic

PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
REQUEST = [(":method", "POST"), (":path", "/things?a=1"), (":authority", "example.com"), (":scheme", "https"),
           ("user-agent", "tests"), ("content-type", "application/grpc")]


def feed(*pieces: tuple[int, bytes | int]) -> Any:
    return inspect.feed(_http2.TWIN, HTTP2, *pieces)


def values(fed: Any, name: str) -> list[Any]:
    return [attribute.value for attribute in fed.attributes if attribute.name == name]


def frame(kind: int, payload: bytes, flags: int = 0, stream: int = 0) -> bytes:
    return len(payload).to_bytes(3) + bytes([kind, flags]) + stream.to_bytes(4) + payload


def conversation() -> list[tuple[int, bytes]]:
    """Three requests and their answers."""
    client, server = H2Connection(), H2Connection(H2Configuration(client_side=False))
    said = []

    def pass_on(way: int) -> None:
        of, to = (client, server) if way == 0 else (server, client)
        data = of.data_to_send()
        if data:
            said.append((way, data))
            to.receive_data(data)

    client.initiate_connection()
    server.initiate_connection()
    client.update_settings({SettingCodes.HEADER_TABLE_SIZE: 8192})
    pass_on(0)
    pass_on(1)
    for stream in (1, 3, 5):
        client.send_headers(stream, REQUEST)
        client.send_data(stream, bytes(3000), end_stream=True, pad_length=9 if stream == 3 else None)
        pass_on(0)
        server.send_headers(stream, [(":status", "201"), ("server", "h2"), ("content-type", f"text/{stream}")])
        server.send_data(stream, b"done", end_stream=True)
        pass_on(1)
        pass_on(0)
    client.ping(b"12345678")
    pass_on(0)
    pass_on(1)
    server.close_connection(error_code=11, additional_data=b"calm down")
    pass_on(1)
    return said


@pytest.mark.parametrize("step", [1, 7, 100, 10**6])
def test_requests_and_answers_however_they_are_cut(step: int) -> None:
    pieces = [(way, data[at:at + step]) for way, data in conversation() for at in range(0, len(data), step)]
    fed = feed(*pieces)
    assert values(fed, "preface") == [PREFACE.decode()]
    assert values(fed, "method") == ["POST"] * 3
    assert values(fed, "path") == ["/things?a=1"] * 3
    assert values(fed, "authority") == ["example.com"] * 3
    assert values(fed, "user_agent") == ["tests"] * 3
    assert values(fed, "status_code") == [201] * 3
    assert values(fed, "content_type") == [
        value for stream in (1, 3, 5) for value in ("application/grpc", f"text/{stream}")]
    assert values(fed, "error_code") == [11]
    assert values(fed, "debug_data") == ["calm down"]
    assert fed.findings == ["http2.connection_error"]
    assert not {attribute.note for attribute in fed.attributes} - {Note.NONE}
    if step > 10000:
        assert sum(len(part) for part in values(fed, "data")) == 3 * 3004


def test_a_connection_that_began_as_http_1_is_read_behind_its_upgrade(tmp_path: Path) -> None:
    """RFC 7540, section 3.2: the request of HTTP/1.1 is stream 1; its answer, and all that follows, is HTTP/2."""
    client, server = H2Connection(), H2Connection(H2Configuration(client_side=False))
    settings = client.initiate_upgrade_connection()
    server.initiate_upgrade_connection(settings)
    server.send_headers(1, [(":status", "204"), ("server", "upgraded")], end_stream=True)
    said = [(0, b"GET /first HTTP/1.1\r\nHost: a.example\r\nConnection: Upgrade, HTTP2-Settings\r\n"
                b"Upgrade: h2c\r\nHTTP2-Settings: " + (settings or b"") + b"\r\n\r\n"),
            (1, b"HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n"
                + server.data_to_send()),
            (0, client.data_to_send())]
    client.receive_data(said[1][1].partition(b"\r\n\r\n")[2])
    client.send_headers(3, [(":method", "GET"), (":path", "/second"), (":authority", "a.example"), (":scheme", "http")],
                        end_stream=True)
    said.append((0, client.data_to_send()))
    with traffic.analysed(tmp_path, traffic.conversation(said)) as analysis:
        session = analysis.session(1)
        told = [(value.name, value.value) for value in analysis.session_attributes(1)]
    assert session.path == "eth.ip.tcp.http.http2"
    assert session.findings == ()
    assert {("http.uri", "/first"), ("http.status_code", 101), ("http2.path", "/second"),
            ("http2.status_code", 204)} <= set(told)


def test_probe() -> None:
    def probe(data: bytes, cut: bool = False) -> str:
        return inspect.probe(_http2.TWIN, data, cut=cut)

    assert probe(PREFACE) == "CERTAIN"
    assert probe(PREFACE[:20]) == "NEED_MORE_BYTES"
    assert probe(PREFACE[:20], cut=True) == "LIKELY"
    assert probe(frame(4, bytes.fromhex("000300000064"))) == "LIKELY"
    for other in (b"PRI * HTTP/1.1\r\n\r\n", frame(4, bytes(5)), frame(4, bytes(6), stream=1), frame(0, b"x"),
                  b"GET / "):
        assert probe(other) == "REFUTED"


def test_block_over_continuation_frames() -> None:
    block = Encoder().encode([(":method", "GET"), (":path", "/" + "x" * 400)], huffman=False)
    cut = frame(1, block[:100], stream=1) + frame(9, block[100:200], stream=1) + frame(9, block[200:], 4, stream=1)
    fed = feed((0, PREFACE + cut))
    assert values(fed, "path") == ["/" + "x" * 400]
    assert values(fed, "type") == [1, 9, 9]


def test_padded_block_with_priority() -> None:
    block = Encoder().encode([(":method", "GET")])
    fed = feed((0, PREFACE + frame(1, b"\4" + bytes.fromhex("8000000710") + block + bytes(4), 0x2C, 1)))
    assert values(fed, "method") == ["GET"]
    assert values(fed, "pad_length") == [4]
    assert values(fed, "dependency") == [7]
    assert values(fed, "weight") == [17]


def test_basic_credentials_in_clear() -> None:
    block = Encoder().encode([(":method", "GET"), ("authorization", "Basic dTpw")])
    assert feed((0, PREFACE + frame(1, block, 4, 1))).findings == ["clear_text_credentials"]


def test_a_lost_body_loses_nothing_but_itself() -> None:
    said = frame(4, b"") + frame(0, bytes(10000), stream=1)
    fed = feed((1, said[:200]), (1, 5000), (1, said[5200:] + frame(7, bytes(8))))
    assert values(fed, "type") == [4, 0, 7]


def test_broken_compression_is_told_once_and_frames_go_on() -> None:
    fed = feed((0, PREFACE + frame(1, b"\xff\xff\xff\xff\xff", 4, 1) + frame(1, b"\x82", 4, 3) + frame(6, bytes(8))))
    assert fed.findings == ["http2.header_compression"]
    assert values(fed, "type") == [1, 1, 6]
    assert values(fed, "method") == []


def test_flood_of_empty_continuations_is_left() -> None:
    flood = frame(1, b"", stream=1) + frame(9, b"", stream=1) * 5000
    fed = feed(*[(0, part) for part in (PREFACE, flood, frame(9, b"\x82", 4, stream=1))])
    assert fed.findings == ["http2.header_compression"]


def test_tables_of_the_rfc() -> None:
    """RFC 7541 appendix C.4 and C.6: Huffman coded requests, and responses that evict."""
    requests = [bytes.fromhex(text) for text in (
        "828684418cf1e3c2e5f23a6ba0ab90f4ff", "828684be5886a8eb10649cbf",
        "828785bf408825a849e95ba97d7f8925a849e95bb8e8b4bf")]
    assert _hpack.decode(*requests)[2] == [
        (b":method", b"GET"), (b":scheme", b"https"), (b":path", b"/index.html"), (b":authority", b"www.example.com"),
        (b"custom-key", b"custom-value")]


def test_any_encoder_is_understood() -> None:
    seed = random.Random(5)
    for _ in range(100):
        encoder, blocks, wanted = Encoder(), [], []
        names = [bytes(seed.choices(b"abcdefgh-", k=seed.randint(1, 20))) for _ in range(10)]
        for _ in range(seed.randint(1, 40)):
            if seed.random() < .1:
                encoder.header_table_size = seed.choice([0, 100, 500, 4096])
            fields = [(seed.choice(names), seed.randbytes(seed.choice([0, 5, 40, 300])))
                      for _ in range(seed.randint(1, 12))]
            blocks.append(encoder.encode(fields, huffman=seed.random() < .7))
            wanted.append(fields)
        assert _hpack.decode(*blocks) == wanted


@pytest.mark.parametrize("block", [
    "80", "c6", "3fe21f", "410f", "0085ffffffff", "00 81 ff 00", "ffffffffffffff7f"], ids=lambda text: text)
def test_broken_blocks_are_refused(block: str) -> None:
    assert _hpack.decode(bytes.fromhex(block)) == [None]


def test_random_bytes_are_survived() -> None:
    seed = random.Random(2)
    said = b"".join(data for way, data in conversation() if way == 0)
    for _ in range(200):
        broken = bytearray(said[:seed.randrange(1, len(said))])
        for _ in range(seed.randrange(1, 6)):
            broken[seed.randrange(len(broken))] = seed.randrange(256)
        feed((0, bytes(broken)), (1, bytes(broken)))
        _hpack.decode(*(seed.randbytes(seed.randrange(60)) for _ in range(4)))
