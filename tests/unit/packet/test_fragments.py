"""Reassembly of fragments: any order and overlap against a model, contradictions, limits, time."""
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netloupe_engine.model import Note
from tests.unit.packet.fragment_trial import FragmentTrial

SECOND = 1_000_000_000
DATA = bytes(range(256)) * 12


def pieces(data: bytes, size: int) -> list[tuple[int, bool, bytes]]:
    """`data` in fragments of `size` bytes."""
    return [(at, at + size < len(data), data[at:at + size]) for at in range(0, len(data), size)]


@given(size=st.integers(1, 1500), step=st.integers(1, 30), seed=st.integers(0, 2**32))
def test_any_order_gives_the_datagram(size: int, step: int, seed: int) -> None:
    table = FragmentTrial()
    fragments = pieces(DATA[:size], step * 8 if size > 100 else 8)[:100]
    whole = b"".join(data for _, _, data in fragments)
    at, _, data = fragments[-1]
    fragments[-1] = at, False, data
    order = list(range(len(fragments)))
    random.Random(seed).shuffle(order)
    for number in order[:-1]:
        assert table.add(*fragments[number], packet=number) == (None, Note.NONE, 0, ())
    assert table.add(*fragments[order[-1]], packet=order[-1]) == (whole, Note.NONE, Note.NONE, tuple(order))
    assert (table.waiting, table.held_bytes) == (0, 0)


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 8), st.booleans()), min_size=1, max_size=100))
def test_the_first_of_overlapping_bytes_is_kept(fragments: list[tuple[int, int, bool]]) -> None:
    """Against a model that notes each byte; some fragments lie about their bytes."""
    table = FragmentTrial()
    end = 21 * 8 + 5
    have: list[int | None] = [None] * end
    for number, (place, words, honest) in enumerate(fragments):
        at = place * 8
        upto = min(end, at + words * 8)
        data = bytes(byte if honest else byte ^ 0x55 for byte in DATA[at:upto])
        before = have[at:upto]
        repeated = before == list(data)
        have[at:upto] = [new if old is None else old for old, new in zip(before, data, strict=True)]
        whole, note, _, _ = table.add(at, upto != end, data, packet=number)
        overlaps = any(byte is not None for byte in before)
        assert note == (Note.FRAGMENT_OVERLAP if overlaps and not repeated else Note.NONE)
        if None not in have:
            assert whole == bytes(byte for byte in have if byte is not None)
            assert table.held_bytes == 0
            return
        assert whole is None


def test_the_note_of_one_fragment_stays_with_the_datagram() -> None:
    table = FragmentTrial()
    table.add(0, True, b"A" * 16)
    assert table.add(8, True, b"B" * 16)[1] == Note.FRAGMENT_OVERLAP
    assert table.add(24, False, b"C") == (b"A" * 16 + b"B" * 8 + b"C", Note.NONE, Note.FRAGMENT_OVERLAP, (0, 0, 0))


@pytest.mark.parametrize("other", [
    {"id": 2}, {"source": b"\x0a\0\0\3"}, {"target": b"\x0a\0\0\3"}, {"protocol": 6}, {"vlan": 1},
    {"source": b"\x0a\0\0\1" + bytes(12), "target": b"\x0a\0\0\2" + bytes(12)}])
def test_datagrams_are_told_apart(other: dict[str, object]) -> None:
    table = FragmentTrial()
    table.add(0, True, b"A" * 8)
    assert table.add(8, False, b"B", **other)[0] is None        # type: ignore[arg-type]
    assert table.waiting == 2
    assert table.add(8, False, b"C")[0] == b"A" * 8 + b"C"


@pytest.mark.parametrize(("first", "second"), [
    ((8, False, b"A"), (16, False, b"B")),              # two ends
    ((16, True, b"A" * 8), (8, False, b"B"))])          # an end before what is there
def test_fragments_that_disagree_about_the_end_are_dropped(
        first: tuple[int, bool, bytes], second: tuple[int, bool, bytes]) -> None:
    table = FragmentTrial()
    assert table.add(*first)[1] == Note.NONE
    assert table.add(*second)[1] == Note.BAD_LENGTH
    assert (table.waiting, table.held_bytes) == (0, 0)


def test_what_runs_past_the_known_end_is_cut() -> None:
    table = FragmentTrial()
    table.add(8, False, b"AB")
    datagram, note = table.add(0, True, bytes(16))[:2]
    assert datagram == bytes(8) + b"AB"
    assert note == Note.FRAGMENT_OVERLAP


def test_nothing_grows_beyond_the_largest_datagram() -> None:
    table = FragmentTrial()
    table.add(0, True, bytes(8))
    assert table.add(65528, False, bytes(8))[1] == Note.BAD_LENGTH      # the "ping of death"
    assert table.waiting == 0
    table.add(0, True, bytes(65520))
    assert table.add(65520, False, bytes(15))[0] == bytes(65535)


@pytest.mark.parametrize(("more", "data", "missing", "note"), [
    (True, b"", 0, Note.BAD_LENGTH), (False, b"", 0, Note.BAD_LENGTH), (True, bytes(7), 0, Note.BAD_LENGTH),
    (True, bytes(8), 8, Note.TRUNCATED)])
def test_fragments_of_no_use_are_noted(more: bool, data: bytes, missing: int, note: Note) -> None:
    table = FragmentTrial()
    assert table.add(0, more, data, missing=missing) == (None, note, 0, ())
    assert table.waiting == 0


def test_bytes_behind_the_last_eight_are_cut_where_more_follows() -> None:
    table = FragmentTrial()
    assert table.add(0, True, b"A" * 11)[1] == Note.BAD_LENGTH
    assert table.add(8, False, b"B")[0] == b"A" * 8 + b"B"


def test_no_more_than_128_fragments() -> None:
    table = FragmentTrial()
    for number in range(128):
        assert table.add(number * 16, True, bytes(8))[1] == Note.NONE
    assert table.add(4096, True, bytes(8))[1] == Note.FRAGMENT_LIMIT
    assert (table.waiting, table.held_bytes) == (0, 0)


def test_datagrams_wait_thirty_seconds_of_packet_time() -> None:
    table = FragmentTrial()
    table.add(0, True, b"A" * 8, now_ns=SECOND)
    assert table.add(8, False, b"B", now_ns=31 * SECOND)[0] is not None
    table.add(0, True, b"A" * 8, now_ns=SECOND)
    assert table.add(8, False, b"B", now_ns=31 * SECOND + 1)[0] is None
    assert table.waiting == 1                                           # the late one began anew


def test_a_clock_set_back_by_years_does_not_keep_datagrams_for_years() -> None:
    table = FragmentTrial()
    for number in range(100):
        table.add(0, True, b"A" * 8, id=number, now_ns=10**18)
    for number in range(100):
        table.add(0, True, b"A" * 8, id=1000 + number, now_ns=0)
    assert table.waiting == 100


def test_the_oldest_makes_room_when_there_are_too_many() -> None:
    table = FragmentTrial(64 << 20)
    notes = [table.add(0, True, b"A" * 8, id=number)[1] for number in range(257)]
    assert notes == [Note.NONE] * 256 + [Note.FRAGMENT_LIMIT]
    assert table.waiting == 256
    assert table.add(8, False, b"B", id=256)[0] == b"A" * 8 + b"B"
    assert table.add(8, False, b"B", id=0)[0] is None


def test_bytes_are_bounded() -> None:
    table = FragmentTrial(100_000)
    table.add(60_000, True, bytes(8), id=1)
    assert table.add(60_000, True, bytes(8), id=2)[1] == Note.FRAGMENT_LIMIT
    assert table.waiting == 1
    assert table.held_bytes <= 100_000
    assert FragmentTrial(1000).add(0, True, bytes(8)) == (None, Note.FRAGMENT_LIMIT, 0, ())
