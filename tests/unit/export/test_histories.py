"""Changes of state of many sessions at once, against what is said of each."""
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from netloupe_engine import Analysis, analyze


@pytest.fixture
def analysis(sample: Path) -> Iterator[Analysis]:
    with analyze(sample) as found:
        yield found


def test_they_are_those_of_each_session(analysis: Analysis) -> None:
    rows = np.arange(len(analysis.sessions), dtype=np.uint32)[::-1]
    found = analysis.sessions.histories(rows)
    begin = 0
    for row, end in zip(rows.tolist(), found.ends.tolist(), strict=True):
        states = analysis.session(row + 1).states
        assert found.states[begin:end].tolist() == [change.state for change in states]
        assert found.times_ns[begin:end].tolist() == [change.time_ns for change in states]
        begin = end
    assert begin == len(found.states) == len(found.times_ns) > 2 * len(rows)


def test_of_no_session_there_is_none(analysis: Analysis) -> None:
    found = analysis.sessions.histories(np.zeros(0, np.uint32))
    assert len(found.ends) == len(found.states) == len(found.times_ns) == 0


def test_a_row_that_is_not_there(analysis: Analysis) -> None:
    with pytest.raises(IndexError):
        analysis.sessions.histories(np.array([0, len(analysis.sessions)], np.uint32))
