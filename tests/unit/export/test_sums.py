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
    names = "bytes_up", "packets_down", "findings", "state"
    found = table.totals(names, ("start_ns",), ("end_ns",), rows, entries, 7)
    assert found["sessions"].tolist() == np.bincount(entries, minlength=7).tolist()
    for name in names:
        expected = [0] * 7
        values = table.column(name) if rows is None else table.column(name)[rows]
        for value, entry in zip(values.tolist(), entries.tolist(), strict=True):
            expected[entry] += value
        assert found[name].tolist() == expected
    for name, best in (("start_ns", min), ("end_ns", max)):
        times = defaultdict(list)
        for value, entry in zip((table.column(name) if rows is None else table.column(name)[rows]).tolist(),
                                entries.tolist(), strict=True):
            times[entry].append(value)
        told = found[name].tolist()
        assert {entry: told[entry] for entry in times} == {entry: best(of) for entry, of in times.items()}


@pytest.mark.parametrize(("rows", "entries"), [([0, 1], [0, 2]), ([0, 1], [-1, 0]), ([0], [0, 1])])
def test_a_group_that_is_none_is_an_error(sample: Analysis, rows: list[int], entries: list[int]) -> None:
    with pytest.raises(IndexError):
        sample.sessions.totals(("bytes_up",), (), ("end_ns",), np.array(rows), np.array(entries), 2)


def test_what_is_no_column_of_numbers_or_times_is_an_error(sample: Analysis) -> None:
    entries = np.zeros(len(sample.sessions), np.int64)
    for wrong in ((("colour",), (), ()), (("initiator",), (), ()), (("start_ns",), (), ()), ((), ("bytes_up",), ()),
                  ((), (), ("colour",))):
        with pytest.raises(KeyError):
            sample.sessions.totals(*wrong, None, entries, 1)


def test_a_row_that_is_not_there_adds_nothing(sample: Analysis) -> None:
    rows = np.array([0, len(sample.sessions) + 5, -1])
    found = sample.sessions.totals(("bytes_up",), (), (), rows, np.zeros(3, np.int64), 1)
    assert found["bytes_up"] == sample.sessions.cell("bytes_up", 0)
