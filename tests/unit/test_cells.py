"""CSV that a spreadsheet will not take for formulas (RFC 4180; what CWE-1236 lists)."""
import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netloupe_engine.cells import csv_cell, csv_line


@pytest.mark.parametrize("text", [
    "=1+1", "+1", "-1", "@SUM(A1)", "|cmd", "%0A=1", "  =1+1", "\ufeff=1+1", "\u200b=1", "\t=1", "\r=1", "\n=1",
    "\uff1d1+1", "\uff0b1", "\uff0d1", "\uff20x", "\u22121"])
def test_what_a_spreadsheet_could_run_is_text(text: str) -> None:
    assert csv_cell(text).lstrip('"').startswith("'")


@pytest.mark.parametrize("value", [-1, -0.5, 0, 12, 1e300])
def test_numbers_stay_numbers(value: float) -> None:
    assert csv_cell(value) == str(value)
    assert csv_cell(str(value)).startswith("'") == (value < 0)      # as text it could be anything


@pytest.mark.parametrize("text", ["", "plain", "a=b", "10.0.0.1", "GET /?a=1", "x-y", "::1"])
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert csv_cell(text) == text


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1))
def test_a_reader_of_csv_finds_the_cells_again(values: list[str]) -> None:
    line = csv_line(values)
    assert line.endswith("\r\n")
    found, = csv.reader(io.StringIO(line, newline=""))
    assert len(found) == max(1, len(values)) or values == [""]
    for mine, value in zip(found, values, strict=False):
        assert mine in (value, "'" + value)
