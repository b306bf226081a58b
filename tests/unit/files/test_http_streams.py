"""Files in HTTP/2 and HTTP/3: bodies of streams that take turns, held within a limit."""
import gzip
import hashlib
from pathlib import Path

import pytest

from netloupe_engine import Analysis, Settings, analyze
from netloupe_engine.files import http_streams
from tests.unit import traffic
from tests.unit.streams.test_multiplexed import Talk

CAPTURES = Path(__file__).parents[1] / "protocols" / "application" / "captures"
BODIES = {1: b"one " * 4000, 3: b"three " * 3000, 5: b"five " * 2000}


def in_turns(folder: Path) -> Analysis:
    """Three files at once, in pieces that take turns; the last one compressed."""
    talk = Talk()
    for stream in BODIES:
        talk.ask(stream, f"/files/{stream}.txt?x=1")
        talk.answer(stream, content_type="text/plain", **({"content_encoding": "gzip"} if stream == 5 else {}))
    sent = {stream: gzip.compress(body) if stream == 5 else body for stream, body in BODIES.items()}
    for at in range(0, 20000, 1000):
        for stream, data in sent.items():
            if data[at:at + 1000]:
                talk.body(1, stream, data[at:at + 1000], at + 1000 >= len(data))
    return traffic.analysed(folder, traffic.conversation(talk.said))


@pytest.mark.parametrize(("held", "again"), [(64 << 20, 32), (9000, 32)])
def test_files_that_take_turns_are_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, held: int,
                                         again: int) -> None:
    """Also where not all of it may be held: then the session is read again for the longest."""
    monkeypatch.setattr(http_streams, "HELD_MAX", held)
    monkeypatch.setattr(http_streams, "AGAIN_MAX", again)
    with in_turns(tmp_path) as analysis:
        found = {file.name: file for file in analysis.files()}
        assert {name: (file.sha256, file.is_whole, file.protocol) for name, file in found.items()} == {
            f"{stream}.txt": (hashlib.sha256(body).hexdigest(), True, "http2") for stream, body in BODIES.items()}
        assert found["5.txt"].note == "decompressed (gzip)"
        assert found["1.txt"].origin == "http://h.test/files/1.txt?x=1"
        saved = [Path(file.path) for file in analysis.save_files(found.values(), tmp_path / "out")]
        assert {path.name: path.read_bytes() for path in saved} == {
            f"{stream}.txt": body for stream, body in BODIES.items()}


def test_what_is_too_much_to_hold_or_read_again_is_cut_and_says_so(
        tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_streams, "HELD_MAX", 9000)
    monkeypatch.setattr(http_streams, "AGAIN_MAX", 0)
    with in_turns(tmp_path) as analysis:
        found = list(analysis.files())
        assert not all(file.is_whole for file in found)
        assert all(file.is_whole or "at once" in file.note for file in found)


def test_what_was_not_sent_to_its_end(tmp_path: Path) -> None:
    talk = Talk()
    for stream in (1, 3):
        talk.ask(stream, f"/{stream}")
        talk.answer(stream)
        talk.body(1, stream, b"begun")
    talk.ends[1].reset_stream(1)
    talk.carry()
    with traffic.analysed(tmp_path, traffic.conversation(talk.said)) as analysis:
        found = [(file.name, file.size, file.is_whole) for file in analysis.files()]
        assert found == [("1", 5, False), ("3", 5, False)]


def test_files_within_quic() -> None:
    given = Settings(key_logs=(str(CAPTURES / "http3.keys"),))
    with analyze(str(CAPTURES / "http3.pcap"), settings=given) as analysis:
        assert [(file.name, file.way, file.protocol, file.kind) for file in analysis.files()] == [
            ("names", 0, "http3", "application/json"), ("numbers.json", 1, "http3", "application/json"),
            ("picture.png", 1, "http3", "image/png"), ("names", 1, "http3", "text/plain"),
            ("numbers.json", 1, "http3", "application/json"), ("nowhere", 1, "http3", "text/plain")]
