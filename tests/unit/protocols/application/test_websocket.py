"""WebSocket: the examples of RFC 6455 sections 1.3 and 5.7, what is carried in it, and what is broken."""
import zlib
from pathlib import Path
from random import Random
from typing import Any

import pytest

from netloupe_engine import Analysis
from netloupe_engine.model import Note
from netloupe_engine.protocols import inspect
from netloupe_engine.protocols.application import _websocket
from netloupe_engine.protocols.application.websocket import WEBSOCKET
from tests.unit.traffic import analysed, conversation

REQUEST = (b"GET /chat HTTP/1.1\r\nHost: server.example.com\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
           b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: mqtt, chat\r\n"
           b"Sec-WebSocket-Version: 13\r\n\r\n")
ANSWER = (b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
          b"Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n%s\r\n")
CHOSEN = b"Sec-WebSocket-Protocol: mqtt\r\n"
KEY = bytes.fromhex("37fa213d")
# RFC 6455 section 5.7
HELLO, MASKED = b"\x81\x05Hello", bytes.fromhex("8185 37fa213d 7f9f4d5158")
PARTS = b"\x01\x03Hel" + b"\x80\x02lo"
HELLO_SMALL = bytes.fromhex("c1 07 f248cdc9c90700")                 # RFC 7692 section 7.2.3.1
PING, PONG = b"\x89\x05Hello", bytes.fromhex("8a85 37fa213d 7f9f4d5158")
CONNECT = bytes.fromhex("1010 0004 4d515454 04 02 003c 0004") + b"loupe"[:4]
CONNACK = b"\x20\x02\0\0"
PUBLISH = b"\x30\x0c\0\x05a/b/cHello"


def frame(content: bytes, opcode: int = 2, masked: bool = True, first: int = 0x80) -> bytes:
    size = len(content)
    length = bytes([size]) if size < 126 else b"\x7e" + size.to_bytes(2, "big") if size < 1 << 16 else (
        b"\x7f" + size.to_bytes(8, "big"))
    if not masked:
        return bytes([first | opcode]) + length + content
    return (bytes([first | opcode, length[0] | 0x80]) + length[1:] + KEY
            + bytes(byte ^ KEY[at % 4] for at, byte in enumerate(content)))


def read(*pieces: tuple[int, bytes | int]) -> inspect.Fed:
    return inspect.feed(_websocket.TWIN, WEBSOCKET, *pieces)


def values(fed: inspect.Fed, name: str) -> list[Any]:
    return [item.value for item in fed.attributes if item.name == name]


def said(folder: Path, *messages: tuple[int, bytes], chosen: bytes = b"") -> Analysis:
    return analysed(folder, conversation([(0, REQUEST), (1, ANSWER % chosen), *messages], ports=(40000, 80)))


@pytest.mark.parametrize(("data", "expected"), [
    (HELLO, {"opcode": [1], "fin": [True], "masked": [False], "payload_length": [5], "text": ["Hello"]}),
    (MASKED, {"opcode": [1], "masked": [True], "masking_key": [KEY], "text": ["Hello"]}),
    (PARTS, {"opcode": [1, 0], "fin": [False, True], "text": ["Hel", "lo"]}),
    (PING, {"opcode": [9], "payload": [b"Hello"]}), (PONG, {"opcode": [10], "payload": [b"Hello"]}),
    (frame(bytes(256)), {"payload_length": [256], "payload": [bytes(256)]}),
    (frame(bytes(65535)), {"payload_length": [65535], "payload": [bytes(65535)]}),
    (frame(b"\x03\xe8bye", 8), {"close_code": [1000], "close_reason": ["bye"]}),
    (frame(b"", 8), {"opcode": [8], "close_code": []}),
    (HELLO_SMALL, {"compressed": [True], "text": ["Hello"], "payload": [HELLO_SMALL[2:]]})])
def test_frames(data: bytes, expected: dict[str, list[Any]]) -> None:
    fed = read((0, data))
    assert {name: values(fed, name) for name in expected} == expected
    assert fed.answers == [len(data)]


@pytest.mark.parametrize("data", [PARTS + PING + MASKED + frame(bytes(300)), frame(b"a" * 200, 1) + PONG])
def test_pieces_change_nothing(data: bytes) -> None:
    whole = [(item.name, item.value) for item in read((0, data)).attributes]
    for cut in range(1, len(data)):
        fed = read((0, data[:cut]), (0, data[cut:]))
        assert [(item.name, item.value) for item in fed.attributes] == whole


def test_what_is_too_long_to_keep_is_passed_over() -> None:
    data = frame(bytes(70_000)) + MASKED
    fed = read(*((0, data[at:at + 1400]) for at in range(0, len(data), 1400)))
    assert (values(fed, "payload_length"), values(fed, "text")) == ([70_000, 5], ["Hello"])
    assert values(read((0, data[:100]), (0, 69_000), (0, data[69_100:])), "text") == ["Hello"]


@pytest.mark.parametrize("data", [b"\x83\0", b"\x8b\0", b"\x89\x7e\0\xff", b"\x09\0", b"\x82\x7f" + b"\xff" * 8,
                                  b"HTTP/1.1"])
def test_what_no_frame_is(data: bytes) -> None:
    assert read((0, data)).answers == ["GIVE_UP"]


# RFC 7692 sections 7.2.3.1 to 7.2.3.6
@pytest.mark.parametrize(("data", "expected"), [
    (HELLO_SMALL, ["Hello"]), (bytes.fromhex("41 03 f248cd 80 04 c9c90700"), ["H", "ello"]),
    (HELLO_SMALL + bytes.fromhex("c1 05 f200110000"), ["Hello", "Hello"]),       # refers to the message before
    (HELLO_SMALL * 2, ["Hello", "Hello"]),                                      # does not
    (bytes.fromhex("c1 0b 000500faff48656c6c6f00"), ["Hello"]),                 # not compressed
    (bytes.fromhex("c1 08 f348cdc9c9070000") + HELLO_SMALL, ["Hello", "Hello"]),     # a last block
    (bytes.fromhex("c1 0d f248050000 00ffff cac9c90700"), ["Hello"]),           # two blocks
    (bytes.fromhex("41 06 f248cdc9c907 80 01 00") + HELLO_SMALL, ["Hello", "Hello"]),
    (bytes.fromhex("41 07 f248cdc9c90700 80 00") + HELLO_SMALL, ["Hello", "Hello"]),     # its end alone
    (bytes.fromhex("c1 01 00") + HELLO_SMALL, ["Hello"])])                      # nothing
def test_compressed_messages(data: bytes, expected: list[str]) -> None:
    fed = read((0, data))
    assert "".join(values(fed, "text")) == "".join(expected)
    assert not any(item.note for item in fed.attributes)
    for cut in range(1, len(data)):
        pieces = read((0, data[:cut]), (0, data[cut:]))
        assert "".join(values(pieces, "text")) == "".join(expected)


def deflated(*messages: bytes) -> list[bytes]:
    """As a sender that remembers sends them."""
    packer = zlib.compressobj(wbits=-15)
    return [(packer.compress(message) + packer.flush(zlib.Z_SYNC_FLUSH))[:-4] for message in messages]


def test_compressed_messages_are_the_subprotocols_and_have_bytes_of_their_own(tmp_path: Path) -> None:
    connect, *publish = deflated(CONNECT, PUBLISH, PUBLISH)
    (connack,) = deflated(CONNACK)
    analysis = said(tmp_path, (0, frame(connect, first=0xC0)), (1, frame(connack, masked=False, first=0xC0)),
                    *[(0, frame(message, first=0xC0)) for message in publish], chosen=CHOSEN)
    session = analysis.session(1)
    assert (session.path, session.application) == ("eth.ip.tcp.http.websocket.mqtt", "mqtt")
    assert [value.value for value in session.attributes if value.name == "mqtt.topic"][:1] == ["a/b/c"]
    packet = analysis.packet(9)
    assert {buffer.name: buffer.data for buffer in packet.derived} == {
        "websocket.unmasked": publish[1], "websocket.inflated": PUBLISH}


def test_behind_a_message_that_was_not_read_those_that_refer_to_it_are_not(tmp_path: Path) -> None:
    """No byte is made up, and nobody is blamed; what refers to nothing is read."""
    long, second = deflated(random_text := bytes(Random(7692).randbytes(70_000)), random_text[-40:])
    data = frame(long, first=0xC0) + frame(second, 1, first=0xC0) + frame(deflated(b"Hello")[0], 1, first=0xC0)
    fed = read(*((0, data[at:at + 1400]) for at in range(0, len(data), 1400)))
    assert values(fed, "text") == ["Hello"]
    assert {Note(item.note) for item in fed.attributes if item.note} <= {Note.BUFFER_LIMIT}


def test_what_a_few_bytes_become_is_bounded() -> None:
    bomb, after = deflated(bytes(30_000_000), b"Hello")
    assert len(bomb) < 1 << 16
    fed = read((0, frame(bomb, 1, first=0xC0) + frame(after, 1, first=0xC0) + MASKED))
    assert values(fed, "text") == ["Hello", "Hello"]
    assert values(fed, "inflated") == []


@pytest.mark.parametrize(("count", "kinds"), [(20, []), (100, ["limit.message"])])
def test_what_many_small_messages_become_is_bounded(tmp_path: Path, count: int, kinds: list[str]) -> None:
    """Messages of 50 bytes for 32,000 cost what a large one does."""
    small = frame(deflated(b"a" * 32_000)[0], 1, first=0xC0)
    analysis = said(tmp_path, *((0, small) for _ in range(count)))
    assert [found.kind for found in analysis.findings()] == kinds


def test_what_is_no_compressed_message_is_odd(tmp_path: Path) -> None:
    analysis = said(tmp_path, (0, frame(b"\xff\xff\xff", 1, first=0xC0)), (0, MASKED))
    assert [found.kind for found in analysis.findings()] == ["packet.malformed"]
    assert analysis.session(1).path == "eth.ip.tcp.http.websocket"


def test_random_bytes_are_survived() -> None:
    random = Random(6455)
    for _ in range(500):
        data = bytearray(MASKED + PARTS + frame(b"\x03\xe8", 8))
        for _ in range(random.randrange(4)):
            data[random.randrange(len(data))] = random.randrange(256)
        read((0, bytes(data)), (1, random.randbytes(40)))


def test_a_subprotocol_is_read_by_its_name(tmp_path: Path) -> None:
    """MQTT's packets need not keep to frames (MQTT 5.0 section 6.0)."""
    client = frame(CONNECT[:9]) + frame(CONNECT[9:]) + frame(PUBLISH)
    analysis = said(tmp_path, (0, client), (1, frame(CONNACK, masked=False)), chosen=CHOSEN)
    session = analysis.session(1)
    assert (session.path, session.application) == ("eth.ip.tcp.http.websocket.mqtt", "mqtt")
    kept = {value.name: value.value for value in analysis.session_attributes(1)}
    assert (kept["mqtt.client_id"], kept["mqtt.topic"], kept["http.websocket_protocol"]) == ("loup", "a/b/c", "mqtt")
    packet = analysis.packet(6)
    assert packet.path == "eth.ip.tcp.http.websocket.mqtt"
    assert [(made.name, made.data) for made in packet.derived] == [("websocket.unmasked", CONNECT + PUBLISH)]
    topic = next(node for top in packet.nodes for node in top.children if node.name == "mqtt.topic")
    assert packet.buffers[topic.buffer].data[topic.at:topic.at + topic.size] == b"a/b/c"
    assert not [row for row in analysis.findings() if row.kind != "clear_text_credentials"]


def test_many_frames_in_one_packet_need_one_buffer(tmp_path: Path) -> None:
    analysis = said(tmp_path, (0, frame(CONNECT) + b"".join(frame(PUBLISH) for _ in range(40))), chosen=CHOSEN)
    packet = analysis.packet(6)
    assert [made.data for made in packet.derived] == [CONNECT + PUBLISH * 40]
    assert not list(analysis.findings())


def test_without_a_subprotocol_it_is_recognised(tmp_path: Path) -> None:
    assert said(tmp_path, (0, frame(CONNECT)), (1, frame(CONNACK, masked=False))).session(1).application == "mqtt"


def test_what_nobody_knows_is_websocket(tmp_path: Path) -> None:
    session = said(tmp_path, (0, frame(b'{"say": "hello"}', 1)), (1, HELLO)).session(1)
    assert (session.path, session.application) == ("eth.ip.tcp.http.websocket", "websocket")


def test_a_broken_frame_is_a_finding_of_its_packet(tmp_path: Path) -> None:
    analysis = said(tmp_path, (0, MASKED), (0, b"\x83\x03abc"))
    assert [(row.kind, row.packet) for row in analysis.findings()] == [("packet.malformed", 7)]
    assert analysis.session(1).path == "eth.ip.tcp.http.websocket"


def test_frames_that_come_with_the_answer(tmp_path: Path) -> None:
    messages = [(0, REQUEST), (1, ANSWER % b"" + HELLO), (0, MASKED)]
    analysis = analysed(tmp_path, conversation(messages, ports=(40000, 80)))
    assert analysis.session(1).path == "eth.ip.tcp.http.websocket"
    assert not list(analysis.findings())
