"""Sessions as text: every byte as a writer of objects would have it, whatever packets say."""
import json
import random
import re
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest

from netloupe_engine import Analysis, Settings, analyze
from netloupe_engine.errors import CaptureError
from tests.unit.export.oracle import lines_of_csv, lines_of_json
from tests.unit.traffic import Timed, capture, conversation

SAMPLE = Path("resources/captures/sample.pcapng")
SIGNS = [*" =+-@|%,;\"'\t\x1b\x7f\\aZ·é→😀", "\u202e", "\ufeff", "\u3000", "\uff1d", "\u2028"]
# RFC 3629, 4: each of these is no UTF-8, in a way of its own.
NO_UTF8 = [b"\x80", b"\xc0\xaf", b"\xc1\xbf", b"\xe0\x80\xaf", b"\xed\xa0\x80", b"\xf0\x80\x80\xaf",
           b"\xf4\x90\x80\x80", b"\xf5\x80\x80\x80", b"\xff", b"\xc3", b"\xe2\x82", b"\xf0\x9f\x98"]
EDGES = ["\u0080", "\u009b31m", "\u009f\u00a0", "\u07ff", "\u0800", "\ud7ff", "\ue000", "\uffff", "\U00010000",
         "\U0010ffff"]


def said(ports: tuple[int, int], payload: bytes) -> bytes:
    """A segment in the middle of a conversation. By hand: scapy takes a millisecond for each."""
    tcp = struct.pack("!HHLLBBHHH", *ports, 1001, 5001, 0x50, 0x18, 8192, 0, 0) + payload
    ip = struct.pack("!BBHHHBBH4B4B", 0x45, 0, 20 + len(tcp), 0, 0, 64, 6, 0, 10, 0, 0, 1, 10, 0, 0, 2)
    return bytes.fromhex("020000000002 020000000001 0800") + ip + tcp


def assert_as_the_oracle(analysis: Analysis) -> None:
    assert b"".join(analysis.written_sessions("jsonl")) == b"".join(lines_of_json(analysis))
    assert b"".join(analysis.written_sessions("csv")) == b"".join(lines_of_csv(analysis))


def hostile() -> Iterator[bytes]:
    """Words for a header line."""
    dice = random.Random(8)
    yield from (text.encode() for text in SIGNS + EDGES)
    yield from (b"host-" + odd + b".example" for odd in NO_UTF8)
    for length in (*range(1, 40), 295, 299, 300, 301, 400):
        yield "".join(dice.choices(SIGNS, k=length)).encode()
        yield bytes(dice.choices(range(1, 256), k=length)).replace(b"\r", b"").replace(b"\n", b"")
        yield b"x" * length


def test_what_packets_say_is_written_as_it_was_said(tmp_path: Path) -> None:
    frames: list[Timed] = []
    for at, word in enumerate(hostile()):
        asked = b"GET /%b HTTP/1.1\r\nHost: %b\r\nUser-Agent: %b\r\n\r\n" % (word.replace(b" ", b"_"), word, word)
        frames.append((float(at), said((2000 + at, 80), asked)))
    with analyze(capture(tmp_path, frames)) as analysis:
        assert len(analysis.sessions) > 150
        assert_as_the_oracle(analysis)
        for line in b"".join(analysis.written_sessions("jsonl")).splitlines():
            json.loads(line)
            assert not re.search("[\0-\x1f\x7f-\x9f]", line.decode())      # nothing that a terminal obeys


def test_the_sample_is_written_alike_by_any_number_of_handlers() -> None:
    texts = set()
    for handlers in (1, 3):
        with analyze(SAMPLE, handlers) as analysis:
            assert_as_the_oracle(analysis)
            texts.add((b"".join(analysis.written_sessions("json")), b"".join(analysis.written_sessions("csv"))))
    assert len(texts) == 1


def test_real_captures_are_written_as_objects_would_be(capture_files: list[Path]) -> None:
    for path in capture_files:
        try:
            with analyze(path) as analysis:
                assert_as_the_oracle(analysis)
        except CaptureError:
            continue


def test_chosen_sessions_come_in_the_order_asked_for() -> None:
    with analyze(SAMPLE) as analysis:
        lines = b"".join(analysis.written_sessions("jsonl")).splitlines()
        chosen = [len(lines), 1, 7, 7]
        assert b"".join(analysis.written_sessions("jsonl", chosen)).splitlines() == [lines[id - 1] for id in chosen]
        assert b"".join(analysis.written_sessions("csv", [], header=False)) == b""
        assert b"".join(analysis.written_sessions("json", [])) == b""


def test_findings_stand_with_their_sessions_up_to_their_share(tmp_path: Path) -> None:
    frames: list[Timed] = []
    for at in range(6):
        asked = b"GET / HTTP/1.1\r\nHost: a\r\nAuthorization: Basic YTpi\r\n\r\n"
        frames += conversation([(0, asked)], float(at), ports=(2000 + at, 80))
    with analyze(capture(tmp_path, frames), settings=Settings(findings_max=3)) as analysis:
        assert_as_the_oracle(analysis)
        rows = [json.loads(line) for line in b"".join(analysis.written_sessions("jsonl")).splitlines()]
        assert [len(row["findings"]) for row in rows] == [1, 1, 1, 0, 0, 0]


@pytest.mark.parametrize("form", ["json", "jsonl", "csv"])
def test_a_capture_without_sessions(tmp_path: Path, form: str) -> None:
    with analyze(capture(tmp_path, [])) as analysis:
        assert b"".join(analysis.written_sessions(form, header=False)) == b""       # type: ignore[arg-type]
