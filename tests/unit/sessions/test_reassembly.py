"""Streams put together from segments: what the listener hears, in which order, and what memory it costs."""
from collections.abc import Callable, Iterator
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.sessions.rehearsal import StreamMemory, StreamProbe

FIRST = 1000


@pytest.fixture
def memory() -> Iterator[StreamMemory]:
    """All that is borrowed from it must have come back when the test ends."""
    pool = StreamMemory(stream_bytes_max=8192)
    yield pool
    assert (pool.bytes, pool.live) == (0, 0)


def listening(memory: StreamMemory, appetite: Callable[[bytes], int] | None = None, first: int = FIRST) -> StreamProbe:
    """A stream whose SYN was seen: its first byte has the number `first`."""
    stream = StreamProbe(memory, appetite=appetite)
    stream.push((first - 1) % 2**32, syn=True)
    return stream


def lines(data: bytes) -> int:
    """A listener that takes whole lines."""
    return data.rfind(b"\n") + 1


def test_bytes_in_order_are_lent_not_copied(memory: StreamMemory) -> None:
    stream = listening(memory)
    assert stream.push(FIRST, b"GET / ") == set()
    assert stream.push(FIRST + 6, b"HTTP/1.1") == set()
    assert (stream.heard, stream.borrowed, memory.live) == ([b"GET / ", b"HTTP/1.1"], 2, 0)


def test_data_on_the_syn_counts_from_the_byte_behind_it(memory: StreamMemory) -> None:
    stream = StreamProbe(memory)
    stream.push(FIRST - 1, b"fast", syn=True)
    stream.push(FIRST + 4, b" open")
    assert stream.heard == [b"fast", b" open"]


def test_what_the_listener_leaves_comes_again_with_more_behind_it(memory: StreamMemory) -> None:
    stream = listening(memory, lines)
    for at, data in ((0, b"one\ntw"), (6, b"o"), (7, b"\nthree\n")):
        stream.push(FIRST + at, data)
    assert stream.heard == [b"one\n", b"two\nthree\n"]


def test_a_late_segment_fills_its_hole(memory: StreamMemory) -> None:
    stream = listening(memory)
    assert stream.push(FIRST + 3, b"def") == {"waits"}
    assert stream.heard == []
    stream.push(FIRST, b"abc")
    assert stream.heard == [b"abc", b"def"]


def test_retransmissions_are_heard_once(memory: StreamMemory) -> None:
    stream = listening(memory)
    stream.push(FIRST, b"abc")
    assert stream.push(FIRST, b"abc") == {"old"}
    assert stream.push(FIRST + 1, b"bcde") == {"old"}
    assert stream.heard == [b"abc", b"de"]


def test_the_beginning_of_a_message_waits_in_little_memory(memory: StreamMemory) -> None:
    stream = listening(memory, lines)
    stream.push(FIRST, b"no end")
    assert 6 <= memory.bytes <= 128
    stream.push(FIRST + 6, b"x" * 1000 + b"\n")
    assert memory.bytes == 0


def test_of_overlapping_bytes_the_first_count(memory: StreamMemory) -> None:
    stream = listening(memory)
    stream.push(FIRST + 2, b"cd")
    stream.push(FIRST + 6, b"gh")
    stream.push(FIRST + 1, b"BCDEFGHI")
    stream.push(FIRST, b"aXXXXXXXXX")
    assert b"".join(stream.heard) == b"aBcdEFghIX"


def test_a_hole_the_peer_acknowledged_is_a_gap(memory: StreamMemory) -> None:
    stream = listening(memory)
    stream.push(FIRST, b"abc")
    stream.push(FIRST + 10, b"xyz")
    stream.push(FIRST + 20, b"end")
    assert stream.ack(FIRST + 3) == set()
    assert stream.ack(FIRST + 13) == {"gap"}
    assert stream.heard == [b"abc", 7, b"xyz"]
    stream.flush()
    assert stream.heard[3:] == [7, b"end"]


def test_an_acknowledgement_before_its_data_loses_nothing(memory: StreamMemory) -> None:
    stream = listening(memory)
    stream.ack(FIRST + 6)
    stream.push(FIRST, b"abc")
    stream.push(FIRST + 3, b"def")
    assert stream.heard == [b"abc", b"def"]


def test_a_segment_behind_an_acknowledged_hole_is_heard_at_once(memory: StreamMemory) -> None:
    stream = listening(memory)
    stream.ack(FIRST + 4)
    assert stream.push(FIRST + 4, b"next") == {"waits", "gap"}
    assert stream.heard == [4, b"next"]


def test_a_message_cut_by_a_gap_is_part_of_it(memory: StreamMemory) -> None:
    stream = listening(memory, lines)
    stream.push(FIRST, b"half a li")
    stream.push(FIRST + 20, b"whole\n")
    stream.flush()
    assert stream.heard == [20, b"whole\n"]


def test_bytes_cut_by_the_capture_are_a_gap(memory: StreamMemory) -> None:
    stream = listening(memory)
    stream.push(FIRST + 10, b"later", length=8)
    assert stream.push(FIRST, b"early", length=10) == {"gap"}
    stream.push(FIRST + 18, b"!")
    assert stream.heard == [b"early", 5, b"later", 3, b"!"]


def test_a_stream_begun_in_the_middle_starts_with_its_first_segment(memory: StreamMemory) -> None:
    stream = StreamProbe(memory)
    stream.push(77, b"abc")
    stream.push(70, b"before!")
    stream.push(80, b"def")
    assert stream.heard == [b"abc", b"def"]


def test_numbers_wrap(memory: StreamMemory) -> None:
    stream = listening(memory, first=2**32 - 2)
    stream.push(2, b"ef")
    stream.push(2**32 - 2, b"abcd")
    assert b"".join(stream.heard) == b"abcdef"


def test_a_segment_further_than_any_window_is_ignored(memory: StreamMemory) -> None:
    stream = listening(memory)
    assert stream.push(FIRST + 2**30 + 1, b"stray") == {"far"}
    assert stream.push(FIRST, b"", length=2**31) == {"far"}
    stream.push(FIRST, b"abc")
    assert stream.heard == [b"abc"]


def test_a_hole_is_given_up_when_too_much_waits_behind_it(memory: StreamMemory) -> None:
    stream = listening(memory)
    notes: set[str] = set()
    for i in range(1, 20):
        notes |= stream.push(FIRST + 1000 * i, b"." * 1000)
        assert memory.bytes <= 8192
    assert notes == {"waits", "limit", "gap"}
    assert stream.heard[0] == 1000
    assert sum(map(len, stream.heard[1:])) == 19_000


def test_tiny_segments_are_bounded_too(memory: StreamMemory) -> None:
    stream = listening(memory)
    for i in range(1, 1000):
        stream.push(FIRST + 2 * i, b".")
        assert memory.live <= 8192 // 256
    stream.flush()
    assert sum(1 if isinstance(part, bytes) else part for part in stream.heard) == 1999


def test_a_message_longer_than_the_limit_is_given_up(memory: StreamMemory) -> None:
    stream = listening(memory, lines)
    notes: set[str] = set()
    for i in range(12):
        notes |= stream.push(FIRST + 1000 * i, b"." * 1000)
        assert memory.bytes <= 8192
    stream.push(FIRST + 12_000, b"\n")
    stream.free()
    assert notes == {"limit", "gap"}
    assert stream.heard[0] == 9000


def test_the_limit_of_a_handler_holds_over_all_its_streams() -> None:
    memory = StreamMemory(bytes_max=2000)
    one, other = listening(memory), listening(memory)
    one.push(FIRST + 10, b"." * 1500)
    assert other.push(FIRST + 10, b"." * 1500) == {"limit", "gap"}
    assert other.heard == [10, b"." * 1500]
    one.free()
    assert (memory.bytes, memory.live) == (0, 0)


def test_who_stops_listening_hears_nothing_more(memory: StreamMemory) -> None:
    stream = listening(memory, lambda data: -1)
    stream.push(FIRST + 5, b"later")
    stream.push(FIRST, b"early")
    stream.push(FIRST + 10, b"more")
    stream.ack(FIRST + 100)
    stream.flush()
    assert (stream.heard, stream.listened, memory.live) == ([], False, 0)


def test_stopping_gives_everything_back(memory: StreamMemory) -> None:
    stream = listening(memory, lines)
    stream.push(FIRST, b"kept")
    stream.push(FIRST + 10, b"waiting")
    assert memory.live == 2
    stream.stop()
    assert (memory.live, stream.listened) == (0, False)


def test_a_freed_stream_is_as_new(memory: StreamMemory) -> None:
    stream = listening(memory)
    stream.stop()
    stream.free()
    stream.push(5, b"again")
    assert (stream.heard, stream.listened) == ([b"again"], True)


@st.composite
def segments(draw: st.DrawFn) -> tuple[bytes, int, list[tuple[int, int]]]:
    """A string, the number of its first byte, and segments [at, end) that cover it, shuffled, repeated, overlapping."""
    data = draw(st.binary(min_size=1, max_size=200))
    cuts = sorted(draw(st.sets(st.integers(1, len(data)), max_size=12)) | {0, len(data)})
    covering = list(pairwise(cuts))
    ends = st.integers(0, len(data))
    extra = draw(st.lists(st.tuples(ends, ends).map(lambda pair: (min(pair), max(pair))), max_size=8))
    return data, draw(st.sampled_from([FIRST, 2**32 - 1, 2**32 - 60])), draw(st.permutations(covering + extra))


@given(case=segments(), appetite=st.sampled_from([None, lines, lambda data: len(data) // 2]))
def test_any_segmentation_is_heard_as_the_string(case: tuple[bytes, int, list[tuple[int, int]]],
                                                 appetite: Callable[[bytes], int] | None) -> None:
    data, first, pieces = case
    memory = StreamMemory()
    stream = listening(memory, appetite, first)
    for at, end in pieces:
        stream.push((first + at) % 2**32, data[at:end])
    heard = b"".join(stream.heard)
    assert data.startswith(heard)
    assert appetite is not None or heard == data
    assert appetite is not lines or heard == data[:lines(data)]
    stream.free()
    assert (memory.bytes, memory.live) == (0, 0)


@given(case=segments(), choice=st.randoms(use_true_random=False), memory_bytes=st.sampled_from([1 << 18, 700, 300]))
def test_heard_and_lost_bytes_add_up(case: tuple[bytes, int, list[tuple[int, int]]], choice: Random,
                                     memory_bytes: int) -> None:
    data, first, pieces = case
    memory = StreamMemory(stream_bytes_max=memory_bytes)
    stream = listening(memory, None, first)
    reached = 0
    for at, end in pieces:
        if choice.random() < 0.3:
            continue
        captured = choice.choice([end, at + (end - at) // 2])
        stream.push((first + at) % 2**32, data[at:captured], length=end - at)
        reached = max(reached, end if end > at else 0)
        if choice.random() < 0.2:
            stream.ack((first + choice.randrange(len(data))) % 2**32)
    stream.flush()
    position = 0
    for part in stream.heard:
        if isinstance(part, bytes):
            assert data[position:position + len(part)] == part
        position += len(part) if isinstance(part, bytes) else part
    assert position == reached
    stream.free()
    assert (memory.bytes, memory.live) == (0, 0)


def test_what_nothing_will_continue_is_given_a_last_time(memory: StreamMemory) -> None:
    """Behind it bytes are lost, the capture cut the segment, or the session ends: then the listener can take a part."""
    stream = listening(memory, lines)
    stream.push(FIRST, b"one\ntw")
    assert (stream.heard, stream.cut) == ([b"one\n"], [])
    stream.push(FIRST + 16, b"next\nmo")
    stream.ack(FIRST + 16)
    assert stream.cut == [b"tw"]
    assert stream.heard == [b"one\n", 12, b"next\n"]            # those it did not take count with the lost ones
    stream.push(FIRST + 23, b"re", length=5)
    assert stream.cut == [b"tw", b"more"]
    stream.push(FIRST + 28, b"end")
    assert stream.flush() == set()
    assert stream.cut == [b"tw", b"more", b"end"]
    assert stream.heard == [b"one\n", 12, b"next\n", 7]


def test_a_part_of_the_last_bytes_can_be_taken(memory: StreamMemory) -> None:
    stream = listening(memory, lambda data: 0 if len(data) < 8 else 8)
    stream.push(FIRST, b"abcd")
    stream.push(FIRST + 4, b"efghij", length=10)
    assert (stream.cut, stream.heard) == ([b"abcdefghij"], [b"abcdefgh", 6])
