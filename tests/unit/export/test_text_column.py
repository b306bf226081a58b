"""Columns of text: found and sorted as Python would."""
import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netloupe_engine.export.text_column import TextColumn


def column(texts: list[bytes]) -> TextColumn:
    ends = np.cumsum([0, *map(len, texts)], dtype=np.uint64)
    return TextColumn(ends.tobytes(), b"".join(texts))


@given(st.lists(st.binary(max_size=40)), st.binary(max_size=3))
def test_a_word_is_found_in_the_texts_that_have_it(texts: list[bytes], word: bytes) -> None:
    assert column(texts).find(word).tolist() == [word in text for text in texts]


@given(st.lists(st.text(alphabet="ab\0é", max_size=30).map(str.encode)))
def test_ranks_are_the_places_among_the_distinct_texts(texts: list[bytes]) -> None:
    order = {text: rank for rank, text in enumerate(sorted(set(texts)))}
    assert column(texts).ranks().tolist() == [order[text] for text in texts]


def test_many_texts_that_begin_alike() -> None:
    dice = random.Random(3)
    texts = [b"shop-%08d.example%b" % (dice.randrange(3_000), b"\0" * dice.randrange(3)) for _ in range(20_000)]
    order = {text: rank for rank, text in enumerate(sorted(set(texts)))}
    assert column(texts).ranks().tolist() == [order[text] for text in texts]


@pytest.mark.parametrize("kinds", [1, 2, 70_000])
def test_so_many_texts_that_two_threads_sort_them(kinds: int) -> None:
    dice = random.Random(4)
    texts = [b"" if dice.random() < 0.6 else b"GET /%d" % dice.randrange(kinds) for _ in range(140_000)]
    order = {text: rank for rank, text in enumerate(sorted(set(texts)))}
    assert column(texts).ranks().tolist() == [order[text] for text in texts]


@given(st.lists(st.binary(max_size=9), min_size=1), st.data())
def test_some_texts_are_lines_of_one(texts: list[bytes], data: st.DataObject) -> None:
    rows = data.draw(st.lists(st.integers(0, len(texts) - 1)))
    lines, ends = column(texts).lined(np.array(rows, np.int64))
    assert lines == b"".join(texts[row] + b"\n" for row in rows)
    assert ends.tolist() == [len(b"".join(texts[row] + b"\n" for row in rows[:at + 1])) for at in range(len(rows))]


@pytest.mark.parametrize("row", [3, -1])
def test_a_line_of_no_text_is_an_error(row: int) -> None:
    with pytest.raises(IndexError):
        column([b"a", b"b", b"c"]).lined(np.array([0, row]))


def test_texts_are_read_back() -> None:
    texts = column([b"one", b"", "zwölf".encode()])
    assert [len(texts), *texts] == [3, "one", "", "zwölf"]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=12), max_size=20))
def test_lower_case_is_that_of_every_script(texts: list[str]) -> None:
    lowered = column([text.encode() for text in texts]).lower()
    assert [lowered[row] for row in range(len(lowered))] == [text.lower() for text in texts]
