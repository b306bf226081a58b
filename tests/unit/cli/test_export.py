"""Session ids as they are typed."""
import csv
import json
from pathlib import Path

import pytest
import typer

from netloupe_engine.cli import main
from netloupe_engine.cli.export import chosen

SAMPLE = "resources/captures/sample.pcapng"


@pytest.mark.parametrize(("text", "ids"), [
    (None, [1, 2, 3, 4, 5]), ("3", [3]), ("1,3", [1, 3]), ("2-4", [2, 3, 4]), ("4,2-3,4", [2, 3, 4]),
    (" 1 , 5 ", [1, 5]), ("4-9", [4, 5]), ("9", []),
])
def test_ids_and_ranges(text: str | None, ids: list[int]) -> None:
    assert list(chosen(text, 5)) == ids


@pytest.mark.parametrize("text", ["0", "x", "1,", "5-2", "-3", "1-", "1-2-3", "²"])
def test_nonsense_is_refused(text: str) -> None:
    with pytest.raises(typer.BadParameter, match="such as 1,5-9"):
        chosen(text, 5)


def test_sessions_are_exported_as_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out.csv"
    assert main(["export", SAMPLE, "--sessions", "2,5-6", "-o", str(out)]) == 0
    assert "3 sessions written to" in capsys.readouterr().err
    with out.open(newline="") as file:
        assert [row["id"] for row in csv.DictReader(file)] == ["2", "5", "6"]
    lines = tmp_path / "out.jsonl"
    assert main(["export", SAMPLE, "--sessions", "7", "-o", str(lines)]) == 0
    assert json.loads(lines.read_text())["id"] == 7


def test_a_table_has_no_packets_to_choose(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", SAMPLE, "--direction", "up", "-o", str(tmp_path / "out.csv")]) == 2
    assert "a table has sessions" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())
