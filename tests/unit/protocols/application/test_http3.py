"""HTTP/3 in streams that aioquic said over loopback (captures/make_http3.py), and QPACK by the examples of RFC 9204."""
import gzip
import json
import random
from pathlib import Path

import pytest

from netloupe_engine import Analysis, Settings, analyze
from netloupe_engine.protocols.application import _qpack
from netloupe_engine.streams.chunk import StreamMessage
from tests.unit.traffic import Timed, analysed

FOLDER = Path(__file__).parent / "captures"
CAPTURE = FOLDER / "http3.pcap"
GIVEN = Settings(key_logs=(str(FOLDER / "http3.keys"),))
CLIENT, SERVER = 0, 1


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return analyze(str(CAPTURE), settings=GIVEN)


def told(analysis: Analysis, name: str) -> list[object]:
    return [value.value for value in analysis.session(1).attributes if value.name == name]


def frames() -> list[Timed]:
    """The capture's frames, as bytes."""
    data, at, found = CAPTURE.read_bytes(), 24, []
    while at < len(data):
        size = int.from_bytes(data[at + 8:at + 12], "little")
        found.append((len(found) / 100, data[at + 16:at + 16 + size]))
        at += 16 + size
    return found


# ------------------------------------------------------------ what was said
def test_requests_and_answers_with_their_bodies(analysis: Analysis) -> None:
    found = list(analysis.messages(1, "http"))
    assert [(one.stream, one.way, one.title) for one in found] == [
        (0, CLIENT, "GET /numbers.json HTTP/3"), (4, CLIENT, "GET /picture.png HTTP/3"),
        (8, CLIENT, "POST /names HTTP/3"), (0, SERVER, "HTTP/3 200"), (4, SERVER, "HTTP/3 200"),
        (8, SERVER, "HTTP/3 201"), (12, CLIENT, "GET /numbers.json HTTP/3"), (12, SERVER, "HTTP/3 200"),
        (16, CLIENT, "GET /nowhere HTTP/3"), (16, SERVER, "HTTP/3 404")]
    by = {(one.stream, one.way): one for one in found}
    numbers = json.dumps({"numbers": list(range(400)), "title": "from a to z"}).encode()
    assert by[0, SERVER].body == by[12, SERVER].body == numbers
    assert by[0, SERVER].kind == "json"
    assert by[4, SERVER].kind == "image/png"
    assert by[4, SERVER].body.endswith(b"IEND\xaeB`\x82")
    assert (by[8, CLIENT].body, by[8, SERVER].text) == (b'{"name": "value"}', "thanks for 17")
    assert all(one.note == "" for one in found)


def test_what_refers_to_the_dynamic_table_reads_like_the_first_time(analysis: Analysis) -> None:
    asked = [one.fields for one in analysis.messages(1, "http") if one.way == CLIENT]
    assert set(asked) == {(("host", "secret.example.test"), ("user-agent", "a test's client"),
                           ("x-kept", "in the dynamic table"))}


def test_the_session_says_what_it_is(analysis: Analysis) -> None:
    session = analysis.session(1)
    assert (session.application, session.path) == ("http3", "eth.ip.udp.quic.http3")
    assert told(analysis, "http3.method") == ["GET", "GET", "POST", "GET", "GET"]
    assert told(analysis, "http3.status_code") == [200, 200, 201, 200, 404]
    assert analysis.filter("http3.path contains picture and http3.status_code == 404").tolist() == [1]
    assert analysis.layers(1) == ("http", "decrypted")


def test_each_stream_is_told_by_itself(analysis: Analysis) -> None:
    said: dict[tuple[int | None, int], bytes] = {}
    for one in analysis.messages(1, "decrypted"):
        said[one.stream, one.way] = said.get((one.stream, one.way), b"") + one.body
    assert said[8, CLIENT].endswith(b'{"name": "value"}')
    assert said[0, SERVER].endswith(gzip.compress(json.dumps({"numbers": list(range(400)), "title": "from a to z"}
                                                             ).encode(), mtime=0))
    assert {stream for stream, way in said if way == CLIENT} == {0, 2, 4, 6, 8, 10, 12, 16}
    chunks = [chunk for chunk in analysis.inside(1).chunks("client") if chunk.stream == 8]
    assert b"".join(chunk.data for chunk in chunks) == said[8, CLIENT]


def test_without_secrets_it_says_why(tmp_path: Path) -> None:
    closed = analyze(str(CAPTURE))
    assert closed.layers(1) == ("tls",)
    assert not list(closed.messages(1, "http"))
    assert closed.closed_because(1) == "no secret was given"
    (tmp_path / "other.log").write_text("CLIENT_RANDOM " + "00" * 32 + " " + "11" * 48)
    other = analyze(str(CAPTURE), settings=Settings(key_logs=(str(tmp_path / "other.log"),)))
    assert other.closed_because(1) == "no secret was given"


# ------------------------------------------------------------ losses and disorder
def titles(analysis: Analysis) -> set[tuple[int | None, str]]:
    return {(one.stream, one.title) for one in analysis.messages(1, "http")}


def test_datagrams_out_of_order_say_the_same(tmp_path: Path, analysis: Analysis) -> None:
    given = frames()
    for at in range(9, len(given) - 1, 2):              # behind the handshake
        given[at], given[at + 1] = (given[at][0], given[at + 1][1]), (given[at + 1][0], given[at][1])
    other = analysed(tmp_path, given, GIVEN)
    assert titles(other) == titles(analysis)
    bodies = [sorted((one.stream, one.way, one.body) for one in found.messages(1, "http"))      # type: ignore[type-var]
              for found in (other, analysis)]
    assert bodies[0] == bodies[1]


@pytest.mark.parametrize("lost", range(7, 25))
def test_a_lost_datagram_costs_no_more_than_what_was_in_it(tmp_path: Path, analysis: Analysis, lost: int) -> None:
    given = frames()
    del given[lost]
    found = analysed(tmp_path, given, GIVEN)
    messages = list(found.messages(1, "http"))
    whole = {(one.stream, one.way): one for one in analysis.messages(1, "http")}
    assert len(messages) >= 3
    for one in messages:
        before = whole[one.stream, one.way]
        assert one.title == before.title
        assert one.body == before.body or one.is_cut or not one.body or _is_begin(one, before)


def _is_begin(one: StreamMessage, before: StreamMessage) -> bool:
    return before.body.startswith(one.body[:20])


def test_noise_does_no_harm(tmp_path: Path) -> None:
    dice = random.Random(9)
    for _ in range(30):
        given = [(at, bytes(byte ^ (dice.randrange(256) if dice.random() < 0.0005 else 0) for byte in frame))
                 for at, frame in frames() if dice.random() < 0.95]
        found = analysed(tmp_path, given, GIVEN)
        for session in range(1, len(found.sessions) + 1):
            list(found.messages(session, "http"))
            list(found.messages(session, "decrypted"))


# ------------------------------------------------------------ QPACK, RFC 9204 appendix B
PREFIX = "section"
ENCODER = "encoder"


def test_the_examples_of_the_rfc() -> None:
    found = _qpack.decode(
        (PREFIX, bytes.fromhex("0000510b2f696e6465782e68746d6c")),                                      # B.1
        (ENCODER, bytes.fromhex("3fbd01c00f7777772e6578616d706c652e636f6dc10c2f73616d706c652f70617468")),   # B.2
        (PREFIX, bytes.fromhex("03811011")),
        (ENCODER, bytes.fromhex("4a637573746f6d2d6b65790c637573746f6d2d76616c7565")),                      # B.3
        (ENCODER, bytes.fromhex("02")),                                                                   # B.4
        (PREFIX, bytes.fromhex("050080c181")),
        (ENCODER, bytes.fromhex("810d637573746f6d2d76616c756532")),                                        # B.5
        capacity=220)
    assert found == [
        [(b":path", b"/index.html")],
        [(b":authority", b"www.example.com"), (b":path", b"/sample/path")],
        [(b":authority", b"www.example.com"), (b":path", b"/"), (b"custom-key", b"custom-value")]]


def test_a_section_waits_for_its_entries_and_instructions_may_come_in_pieces() -> None:
    instructions = bytes.fromhex("3fbd01c00f7777772e6578616d706c652e636f6dc10c2f73616d706c652f70617468")
    parts = [(ENCODER, instructions[at:at + 1]) for at in range(len(instructions))]
    found = _qpack.decode((PREFIX, bytes.fromhex("03811011")), *parts[:-1], (PREFIX, bytes.fromhex("03811011")),  # type: ignore[arg-type]
                          parts[-1], (PREFIX, bytes.fromhex("03811011")), capacity=220)                          # type: ignore[arg-type]
    assert found == ["waits", "waits", [(b":authority", b"www.example.com"), (b":path", b"/sample/path")]]


@pytest.mark.parametrize("section", [
    "", "00", "0000ff", "0000ff24", "00008000", "000080", "0001", "0080d1", "ff0000", "0000510bff", "000027ff"])
def test_broken_sections_are_refused(section: str) -> None:
    found, = _qpack.decode((PREFIX, bytes.fromhex(section)), capacity=220)
    assert found is None or section in ("0001",)


def test_a_bomb_ends_where_the_room_does() -> None:
    """An entry of 4,000 bytes, and a section of a few hundred bytes that asks for it again and again."""
    value = b"x" * 4000
    entry = b"\x3f\xe1\x1f" + b"\x4a" + b"custom-key" + b"\x7f" + bytes([(len(value) - 127) & 127 | 128,
                                                                        (len(value) - 127) >> 7]) + value
    section = b"\x02\x00" + b"\x80" * 250
    found = _qpack.decode((ENCODER, entry), (PREFIX, section), (PREFIX, b"\x02\x00\x80"), capacity=4096)
    assert found == [None, [(b"custom-key", value)]]


def test_random_bytes_end() -> None:
    dice = random.Random(3)
    for _ in range(3000):
        parts = [(dice.choice((PREFIX, ENCODER)), dice.randbytes(dice.randrange(40))) for _ in range(4)]
        _qpack.decode(*parts, capacity=dice.choice((0, 220, 65536)))       # type: ignore[arg-type]
