"""One table of session columns: the row that the build makes of it, and what others take from it."""
import re
from pathlib import Path

import numpy as np
import pytest

from netloupe_engine.sessions.columns import COLUMNS, DTYPES, TCP_COUNTERS
from tests.unit.traffic import analysed, conversation


def test_wide_columns_come_first_so_that_a_row_has_no_padding() -> None:
    alignment = [min(np.dtype(kind).itemsize, 8) if kind[0] != "V" else 1 for kind in DTYPES.values()]
    assert alignment == sorted(alignment, reverse=True)


def test_a_row_takes_what_its_columns_take() -> None:
    # Memory a session: at most 400 bytes, of which this is what lasts.
    assert sum(np.dtype(kind).itemsize for kind in DTYPES.values()) <= 280


def test_names_are_unique_and_said() -> None:
    assert len(DTYPES) == sum(len(column.names) for column in COLUMNS)
    assert all(column.says and re.fullmatch(r"[a-z_]+", column.name) for column in COLUMNS)


def test_the_store_has_these_columns(tmp_path: Path) -> None:
    sessions = analysed(tmp_path, conversation([(0, b"a")])).sessions
    for name, kind in DTYPES.items():
        assert sessions.column(name).dtype == np.dtype(kind), name


@pytest.mark.parametrize("name", TCP_COUNTERS)
def test_told_counters_are_facts_of_a_session(name: str, tmp_path: Path) -> None:
    tcp = analysed(tmp_path, conversation([(0, b"a")])).session(1).tcp
    assert getattr(tcp, name) == (0, 0)
