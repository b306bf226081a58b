"""Values to be offered: read as far as somebody looks, found like a plain look through all would find them."""
import threading
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from netloupe_engine.errors import CancelledError
from netloupe_engine.summaries.occurring import Occurring, Value, commonest

LETTERS = st.text("abA\"\n\t ", max_size=5)


def plainly(values: list[Value], typed: str, most: int) -> list[Value]:
    """The same one by one."""
    def apart(text: str) -> str:
        return text.lower().replace("\n", " ").replace("\t", " ")
    typed = apart(typed)
    texts = [(apart(value.written.lower().lstrip('"')), apart(value.said)) for value in values]
    begin = [at for at, both in enumerate(texts) if any(text.startswith(typed) for text in both)]
    inside = [at for at, both in enumerate(texts) if any(typed in text for text in both) and at not in begin]
    return [values[at] for at in (begin + inside)[:most]]


@given(st.lists(st.builds(Value, LETTERS, LETTERS, st.integers(1, 9)), max_size=30), LETTERS, st.integers(1, 40))
def test_what_is_typed_is_found(values: list[Value], typed: str, most: int) -> None:
    assert Occurring(values).like(typed, most, lambda: None) == plainly(values, typed, most)


class Counting(Iterator[Value]):
    """Values that count how many were made."""

    def __init__(self, count: int) -> None:
        self.made, self._count = 0, count

    def __next__(self) -> Value:
        if self.made == self._count:
            raise StopIteration
        self.made += 1
        return Value(f"10.0.{self.made >> 8}.{self.made & 255}", "", 1)


def test_no_more_is_read_than_is_looked_at() -> None:
    source = Counting(60_000)
    found = Occurring(source)
    assert [value.written for value in found.first(60)][:2] == ["10.0.0.1", "10.0.0.2"]
    assert source.made <= 100
    found.like("10", 60, lambda: None)
    assert source.made <= 100
    assert found.like("10.0.200.9", 60, lambda: None)[0].written == "10.0.200.9"
    assert source.made == 60_000
    assert found.like("nothing", 60, lambda: None) == []


def test_a_look_through_all_can_be_called_off() -> None:
    source, looks = Counting(60_000), 0

    def check() -> None:
        nonlocal looks
        looks += 1
        if looks > 3:
            raise CancelledError("another key")
    found = Occurring(source)
    with pytest.raises(CancelledError):
        found.like("nothing", 60, check)
    assert source.made < 6_000
    assert found.like("10.0.200.9", 60, lambda: None)[0].written == "10.0.200.9"


def test_threads_read_each_value_once() -> None:
    found = Occurring(Counting(20_000))
    answers: list[list[Value]] = []
    threads = [threading.Thread(target=lambda: answers.append(found.like("10.0.70", 500, lambda: None)))
               for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 4
    assert all(answer == answers[0] for answer in answers)
    assert len(found.first(1 << 20)) == 20_000


@given(st.lists(st.integers(0, 6), max_size=60), st.integers(1, 70))
def test_the_commonest(numbers: list[int], most: int) -> None:
    counts = np.array(numbers, np.int64)
    expected = sorted((at for at in range(len(numbers)) if numbers[at]), key=lambda at: (-numbers[at], at))[:most]
    assert commonest(counts, most).tolist() == expected
