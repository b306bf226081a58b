"""What was said inside TLS as a stream: files and long bodies in it, and what is missing."""
import hashlib
from pathlib import Path

from netloupe_engine import Analysis
from tests.unit.protocols.application.test_tls_opening import (
    BODY,
    REQUEST,
    WORDS,
    Messages,
    bodies,
    frames_of,
    opened,
    settings,
    wire,
)
from tests.unit.traffic import analysed

LARGE = bytes(range(251)) * 2000        # twice what a parser keeps of a body


def with_a_loss(folder: Path, said: Messages) -> Analysis:
    """A segment in the middle of the first answer is not there."""
    answers = [at for at, (way, data) in enumerate(said) if way == 1 and len(data) == 1400]
    frames = frames_of(said)
    del frames[3 + answers[len(answers) // 4]]
    return analysed(folder, frames, settings(folder))


def test_both_sides_in_the_order_of_the_conversation(tmp_path: Path) -> None:
    with opened(tmp_path, wire(tmp_path)) as analysis:
        chunks = list(analysis.inside(1).chunks())
        assert {chunk.kind for chunk in chunks} == {"data"}
        for way in (0, 1):
            said = b"".join(data for side, data in WORDS if side == way)
            mine = [chunk for chunk in chunks if chunk.way == way]
            assert b"".join(chunk.data for chunk in mine) == said
            assert [chunk.offset for chunk in mine][-1] + mine[-1].size == len(said)
            assert list(analysis.inside(1).chunks("server" if way else "client")) == mine
        assert [chunk.packet for chunk in chunks] == sorted(chunk.packet for chunk in chunks)


def test_files_are_found_and_saved(tmp_path: Path) -> None:
    said = wire(tmp_path)
    with opened(tmp_path, said) as analysis:
        found = list(analysis.files())
        assert [(file.name, file.size, file.missing, file.sha256) for file in found] == [
            (name, len(BODY), (), hashlib.sha256(BODY).hexdigest()) for name in ("secret", "again")]
        assert found[0].origin == "https://secret.example.test/secret"
        saved, = analysis.save_files(found[:1], tmp_path / "out")
        assert Path(saved.path).read_bytes() == BODY
    with analysed(tmp_path, frames_of(said)) as analysis:
        assert not list(analysis.files())


def test_what_a_lost_segment_took_is_missing(tmp_path: Path) -> None:
    with with_a_loss(tmp_path, wire(tmp_path)) as analysis:
        first, second = analysis.files()
        assert first.missing
        lost = sum(end - begin for begin, end in first.missing)
        assert first.size == len(BODY)
        assert (second.size, second.missing) == (len(BODY), ())
        gaps = [chunk for chunk in analysis.inside(1).chunks() if chunk.kind == "gap"]
        assert sum(chunk.size for chunk in gaps) == lost
        assert any("bytes are missing" in message.title for message in analysis.messages(1, "decrypted"))


def test_long_bodies_are_completed_from_what_was_decrypted(tmp_path: Path) -> None:
    answer = b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(LARGE) + LARGE
    with opened(tmp_path, wire(tmp_path, [(0, REQUEST), (1, answer)])) as analysis:
        assert bodies(analysis) == [LARGE]
