"""The summary and its moments as people read them."""
from io import StringIO
from pathlib import Path

import pytest

from netloupe_engine.cli.tables import number_of, time_text, write_summary
from tests.unit.traffic import analysed, udp


def test_moments_are_in_utc() -> None:
    assert time_text(1_700_000_000_000_001_999) == "2023-11-14 22:13:20.000001 UTC"


def test_a_year_no_calendar_has_is_told_in_seconds() -> None:
    assert time_text(2**62) == "2116-02-20 23:53:38.427387 UTC"
    assert time_text(10**22) == "10000000000000.000000000 s"


@pytest.mark.parametrize(("count", "text"), [
    (0, "0 packets"), (1, "1 packet"), (2, "2 packets"), (2000, "2,000 packets"),
])
def test_one_is_no_plural(count: int, text: str) -> None:
    assert number_of(count, "packet") == text


def test_a_summary_of_one_packet(tmp_path: Path) -> None:
    written = StringIO()
    write_summary(written, analysed(tmp_path, [(0, udp())]), 0)
    lines = written.getvalue().splitlines()
    assert lines[1].startswith("1 packet · ")
    assert lines[-1] == "1 session · 0 findings"
