"""What was said, in its order: overtaken, repeated, contradicting, lost and cut segments."""
from pathlib import Path

import pytest

from netloupe_engine.streams.chunk import StreamChunk
from tests.unit import traffic
from tests.unit.capture.builders import NANOSECONDS, Packet, pcap

PORTS = (40000, 80)


def said(folder: Path, frames: list[traffic.Timed]) -> list[StreamChunk]:
    return list(traffic.analysed(folder, frames).stream(1).chunks())


def client(parts: list[tuple[int, bytes]], first: int = 1000, opened: bool = True) -> list[traffic.Timed]:
    """Parts of what a client says, each at its offset, in the order in which they come."""
    return [*(traffic.opened(0, PORTS, first) if opened else ()),
            *((1 + at / 100, traffic.tcp(0, "PA", (first + 1 + offset) % (1 << 32), 5001, part, ports=PORTS))
              for at, (offset, part) in enumerate(parts))]


def brief(chunks: list[StreamChunk]) -> list[tuple[str, int, int, bytes | int]]:
    return [(chunk.kind, chunk.packet, chunk.offset, chunk.data or chunk.size) for chunk in chunks]


def test_both_sides_in_the_order_of_the_conversation(tmp_path: Path) -> None:
    chunks = said(tmp_path, traffic.conversation([(0, b"ask"), (1, b"answer"), (0, b"again"), (1, b"bye")]))
    assert [(chunk.way, chunk.packet, chunk.offset, chunk.data) for chunk in chunks] == [
        (0, 4, 0, b"ask"), (1, 5, 0, b"answer"), (0, 6, 3, b"again"), (1, 7, 6, b"bye")]


@pytest.mark.parametrize("first", [1000, (1 << 32) - 5])
def test_what_overtook_waits_for_what_comes_before_it(tmp_path: Path, first: int) -> None:
    chunks = said(tmp_path, client([(4, b"word"), (8, b"!"), (0, b"pass")], first))
    assert brief(chunks) == [("data", 6, 0, b"pass"), ("data", 4, 4, b"word"), ("data", 5, 8, b"!")]


def test_what_came_first_stands_and_what_comes_again_is_marked(tmp_path: Path) -> None:
    chunks = said(tmp_path, client([(2, b"CDE"), (0, b"abcdefgh"), (0, b"abcd")]))
    assert brief(chunks) == [("data", 5, 0, b"ab"), ("data", 4, 2, b"CDE"), ("data", 5, 5, b"fgh"),
                             ("retransmission", 5, 0, 3), ("retransmission", 6, 0, 4)]


def test_what_is_lost_is_a_gap(tmp_path: Path) -> None:
    chunks = said(tmp_path, client([(3, b"def"), (9, b"j")]))
    assert brief(chunks) == [("gap", 4, 0, 3), ("data", 4, 3, b"def"), ("gap", 5, 6, 3), ("data", 5, 9, b"j")]


def test_a_stream_that_was_joined_late_begins_with_what_is_there(tmp_path: Path) -> None:
    chunks = said(tmp_path, client([(103, b"def"), (100, b"abc")], opened=False))
    assert brief(chunks) == [("data", 2, 0, b"abc"), ("data", 1, 3, b"def")]


def test_a_fin_shows_what_is_missing_at_the_end(tmp_path: Path) -> None:
    frames = [*client([(0, b"abc")]), (2.0, traffic.tcp(0, "FA", 1001 + 10, 5001, ports=PORTS))]
    assert brief(said(tmp_path, frames)) == [("data", 4, 0, b"abc"), ("gap", 5, 3, 7)]


def test_a_probe_of_an_idle_connection_says_nothing(tmp_path: Path) -> None:
    """RFC 9293, section 3.8.4: its one byte is before the next one that is expected, here before the first."""
    chunks = said(tmp_path, client([(-1, b"\0"), (0, b"abc"), (2, b"\0")]))
    assert [(chunk.kind, chunk.data) for chunk in chunks] == [
        ("retransmission", b""), ("data", b"abc"), ("retransmission", b"")]


def test_the_words_of_a_reset_are_no_part_of_the_stream(tmp_path: Path) -> None:
    frames = [*client([(0, b"abc")]), (2.0, traffic.tcp(0, "RA", 1004, 5001, b"go away", ports=PORTS))]
    assert brief(said(tmp_path, frames)) == [("data", 4, 0, b"abc")]


def test_what_the_capture_cut_off_is_a_gap(tmp_path: Path) -> None:
    frames = [*client([(0, b"abcdefgh"), (8, b"ijk")]), (3.0, traffic.udp(0, b"datagram", ports=(1, 2)))]
    records = [Packet(bytes(frame)[:58 if number == 3 else 46 if number == 5 else None],
                      traffic.START + round(seconds * traffic.SECOND), length=len(bytes(frame)))
               for number, (seconds, frame) in enumerate(frames)]
    path = tmp_path / "cut.pcap"
    path.write_bytes(pcap(records, magic=NANOSECONDS))
    from netloupe_engine import analyze
    found = analyze(path)
    assert brief(list(found.stream(1).chunks())) == [("data", 4, 0, b"abcd"), ("gap", 5, 4, 4), ("data", 5, 8, b"ijk")]
    assert brief(list(found.stream(2).chunks())) == [("datagram", 6, 0, b"data"), ("gap", 6, 4, 4)]


def test_a_fin_that_lies_before_the_beginning_says_nothing(tmp_path: Path) -> None:
    frames = [*traffic.opened(0, PORTS), (1.0, traffic.tcp(0, "FA", 990, 5001, ports=PORTS)),
              (1.1, traffic.tcp(0, "FA", 991, 5001, ports=PORTS)), (1.2, traffic.tcp(0, "PA", 1001, 5001, b"abc",
                                                                                     ports=PORTS))]
    assert brief(said(tmp_path, frames)) == [("data", 6, 0, b"abc")]
