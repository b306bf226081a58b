"""Finding in what hosts said: over segments, in whatever order they came, attributed to the packets they came in."""
import random
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netloupe_engine import Analysis, analyze
from netloupe_engine.model import Hit
from tests.unit import traffic

SAMPLE = "resources/captures/sample.pcapng"
SECRET = b"user=ada&password=opensesame&"


def streams(analysis: Analysis, text: str, kind: str = "text", **more: object) -> list[Hit]:
    return list(analysis.find(text, kind, "streams", **more))   # type: ignore[arg-type]


def segments(parts: list[tuple[int, bytes]], first: int = 1000) -> list[traffic.Timed]:
    """Parts of what a client says, each at its offset, in the order in which they come."""
    return [*traffic.opened(0, (40000, 80), first),
            *((1 + at / 100, traffic.tcp(0, "PA", (first + 1 + offset) % (1 << 32), 5001, part, ports=(40000, 80)))
              for at, (offset, part) in enumerate(parts))]


def test_a_match_over_segments_is_of_the_packet_it_begins_in(tmp_path: Path) -> None:
    found = traffic.analysed(tmp_path, segments([(0, SECRET[:14]), (14, SECRET[14:20]), (20, SECRET[20:])]))
    assert list(found.find("password=opensesame")) == []
    (hit,) = streams(found, "password=opensesame")
    assert (hit.packet, hit.session, hit.way, hit.size, hit.offset) == (4, 1, 0, 19, 9)
    assert found.packet_bytes(4)[hit.at:] == b"passw"
    assert (hit.before, hit.found, hit.after) == ("user=ada&", "password=opensesame", "&")


@pytest.mark.parametrize("first", [1000, (1 << 32) - 10])
@given(st.data())
def test_the_order_of_segments_does_not_matter(tmp_path_factory: pytest.TempPathFactory, first: int,
                                               data: st.DataObject) -> None:
    """Cut anywhere, doubled, out of order, with numbers that wrap."""
    cuts = sorted(data.draw(st.sets(st.integers(1, len(SECRET) - 1), min_size=1, max_size=5)))
    limits = [0, *cuts, len(SECRET)]
    parts = [(low, SECRET[low:high]) for low, high in pairwise(limits)]
    parts += data.draw(st.lists(st.sampled_from(parts), max_size=2))
    random.Random(data.draw(st.integers(0, 99))).shuffle(parts)
    found = traffic.analysed(tmp_path_factory.mktemp("s"), segments(parts, first))
    low = data.draw(st.integers(0, len(SECRET) - 1))
    word = SECRET[low:data.draw(st.integers(low + 1, len(SECRET)))]
    expected = [at for at in range(len(SECRET)) if SECRET.startswith(word, at)]
    hits = streams(found, word.hex(), "hex")
    assert [hit.offset for hit in hits] in (expected, expected[:1])     # those that overlap are one
    for hit in hits:
        part = found.packet_bytes(hit.packet)[hit.at:]
        assert part
        assert word.startswith(part[:len(word)])


def test_nothing_is_found_across_what_is_missing(tmp_path: Path) -> None:
    found = traffic.analysed(tmp_path, segments([(0, b"pass"), (5, b"word"), (9, b"word")]))
    assert streams(found, "password") == []
    assert [hit.offset for hit in streams(found, "word")] == [5, 9]


def test_directions_are_apart_and_datagrams_alone(tmp_path: Path) -> None:
    frames = [*traffic.conversation([(0, b"ask"), (1, b"ing"), (0, b"ing")]),
              (9.0, traffic.udp(0, b"ask")), (9.1, traffic.udp(0, b"ing"))]
    found = traffic.analysed(tmp_path, frames)
    assert [(hit.session, hit.way) for hit in streams(found, "asking")] == [(1, 0)]
    assert [(hit.session, hit.offset) for hit in streams(found, "ing") if hit.session == 2] == [(2, 3)]


def test_of_chosen_sessions(tmp_path: Path) -> None:
    found = traffic.analysed(tmp_path, [*traffic.conversation([(0, b"word")]),
                                        *traffic.conversation([(0, b"word")], 5, ports=(40001, 80))])
    import numpy as np
    assert {hit.session for hit in streams(found, "word")} == {1, 2}
    assert {hit.session for hit in streams(found, "word", ids=np.array([2], np.uint32))} == {2}


def test_a_long_stream_is_looked_through_in_pieces(tmp_path: Path) -> None:
    size, place = 1400, (1 << 20) - 700          # a word over the limit of two pieces
    said = bytearray(b"." * (3 << 20))
    said[place:place + 1400] = b"<" + b"x" * 1398 + b">"
    found = traffic.analysed(tmp_path, segments([(at, bytes(said[at:at + size])) for at in range(0, len(said), size)]))
    (hit,) = streams(found, "<x+>", "regex")
    assert (hit.offset, hit.size) == (place, 1400)


@pytest.mark.parametrize(("text", "kind"), [("example", "text"), ("[a-z]{5,40}", "regex"), ("00 ?? 00", "hex"),
                                            ("(?s)0.{300}", "regex"), ("^.", "regex")])
def test_the_size_of_the_pieces_is_nothing_one_sees(monkeypatch: pytest.MonkeyPatch, text: str, kind: str) -> None:
    with analyze(SAMPLE) as sample:
        expected = sorted((hit.packet, hit.at, hit.size, hit.offset) for hit in streams(sample, text, kind))
        monkeypatch.setattr("netloupe_engine.search.streams._ROOM", 5_000)
        monkeypatch.setattr("netloupe_engine.search.streams._KEPT", 600)
        monkeypatch.setattr("netloupe_engine.search.streams._PIECES", 50)
        found = sorted((hit.packet, hit.at, hit.size, hit.offset) for hit in streams(sample, text, kind))
        assert found == expected != []


def test_in_the_sample_what_packets_have_streams_have() -> None:
    with analyze(SAMPLE) as sample:
        for word in ("HTTP/1.1 404", "User-Agent", "SSH-2.0"):
            alone = {(hit.packet, hit.at) for hit in sample.find(word) if hit.session}
            assert alone
            assert {(hit.packet, hit.at) for hit in streams(sample, word)} == alone
