"""Sessions as CSV: every row has the header's columns, and they say what JSON says."""
import csv
import io
from pathlib import Path

import pytest

from netloupe_engine import Analysis
from netloupe_engine.cli import main
from tests.unit.traffic import FOREVER


@pytest.fixture
def rows(sample: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, str]]:
    assert main(["analyze", str(sample), "--format", "csv", "--idle-timeout", "none"]) == 0
    return list(csv.DictReader(io.StringIO(capsys.readouterr().out)))


def test_every_session_is_a_whole_row(rows: list[dict[str, str]], sample: Path) -> None:
    with Analysis(sample, FOREVER) as analysis:
        analysis.run()
        assert [int(row["id"]) for row in rows] == list(range(1, len(analysis.sessions) + 1))
    assert all(None not in row and None not in row.values() for row in rows)        # neither more cells nor fewer


def test_cells_are_the_sessions_facts(rows: list[dict[str, str]], sample: Path) -> None:
    with Analysis(sample, FOREVER) as analysis:
        analysis.run()
        for row in rows:
            session = analysis.session(int(row["id"]))
            assert (row["initiator"], row["responder"]) == (session.initiator, session.responder)
            assert [int(row[f"packets_{way}"]) for way in ("up", "down")] == list(session.packets)
            assert row["application"] == session.application
            assert row["state"] == session.state.name
            assert int(row["findings"]) == len(session.findings)
            assert (row["retransmissions_up"] == "") == (session.tcp is None)
