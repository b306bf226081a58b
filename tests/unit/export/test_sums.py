"""Columns added up by group, as Python adds up the values of each session."""
from collections import defaultdict
from collections.abc import Iterator

import numpy as np
import pytest

from netloupe_engine import Analysis, analyze

_RANDOM = np.random.default_rng(3)


@pytest.fixture
def sample() -> Iterator[Analysis]:
    with analyze("resources/captures/sample.pcapng") as analysis:
        yield analysis


@pytest.mark.parametrize("repeated", [False, True])
def test_sums_and_bounds_are_those_of_the_values(sample: Analysis, repeated: bool) -> None:
    table = sample.sessions
    rows = _RANDOM.integers(0, len(table), 5000) if repeated else None      # more than are read in one go
    entries = _RANDOM.integers(0, 7, 5000 if repeated else len(table))
    for name in ("bytes_up", "packets_down", "findings", "state"):
        expected = [0] * 7
        values = table.column(name) if rows is None else table.column(name)[rows]
        for value, entry in zip(values.tolist(), entries.tolist(), strict=True):
            expected[entry] += value
        assert table.sums(name, rows, entries, 7).tolist() == expected
    times = defaultdict(list)
    for value, entry in zip((table.column("start_ns") if rows is None else table.column("start_ns")[rows]).tolist(),
                            entries.tolist(), strict=True):
        times[entry].append(value)
    for is_greatest, best in ((False, min), (True, max)):
        found = table.bounds("start_ns", rows, entries, 7, is_greatest).tolist()
        assert {entry: found[entry] for entry in times} == {entry: best(of) for entry, of in times.items()}


@pytest.mark.parametrize(("rows", "entries"), [([0, 1], [0, 2]), ([0, 1], [-1, 0]), ([0], [0, 1])])
def test_a_group_that_is_none_is_an_error(sample: Analysis, rows: list[int], entries: list[int]) -> None:
    with pytest.raises(IndexError):
        sample.sessions.sums("bytes_up", np.array(rows), np.array(entries), 2)
    with pytest.raises(IndexError):
        sample.sessions.bounds("end_ns", np.array(rows), np.array(entries), 2, True)


def test_what_is_no_column_of_numbers_or_times_is_an_error(sample: Analysis) -> None:
    entries = np.zeros(len(sample.sessions), np.int64)
    with pytest.raises(KeyError):
        sample.sessions.sums("colour", None, entries, 1)
    with pytest.raises(KeyError):
        sample.sessions.bounds("bytes_up", None, entries, 1, True)


def test_a_row_that_is_not_there_adds_nothing(sample: Analysis) -> None:
    rows = np.array([0, len(sample.sessions) + 5, -1])
    assert sample.sessions.sums("bytes_up", rows, np.zeros(3, np.int64), 1) == sample.sessions.cell("bytes_up", 0)
