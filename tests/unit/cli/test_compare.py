"""`netloupe compare` on the sample and a part of it."""
import csv
import io
import json
from pathlib import Path

import pytest

from netloupe_engine.cli import main


def told(capsys: pytest.CaptureFixture[str], *arguments: object, status: int = 0) -> str:
    assert main(["compare", *map(str, arguments)], window=False) == status
    return capsys.readouterr().out


@pytest.fixture
def part(sample: Path, tmp_path: Path) -> Path:
    """Without DNS."""
    assert main(["export", str(sample), "--filter", "not dns", "-o", str(tmp_path / "part.pcapng")], window=False) == 0
    return tmp_path / "part.pcapng"


def test_the_table_says_what_differs(capsys: pytest.CaptureFixture[str], sample: Path, part: Path) -> None:
    text = told(capsys, sample, part)
    assert "before: " in text
    assert "slower: a median" in text
    assert [line.split()[:2] for line in text.splitlines() if line.startswith("gone")] == [["gone", "dns"]]
    assert "1 gone" in text
    assert not [line for line in text.splitlines() if line.startswith("same ")]
    assert [line for line in told(capsys, sample, part, "--all").splitlines() if line.startswith("same ")]


def test_data_has_all_rows(capsys: pytest.CaptureFixture[str], sample: Path, part: Path) -> None:
    document = json.loads(told(capsys, sample, part, "--by", "server", "--format", "json"))
    rows = list(csv.DictReader(io.StringIO(told(capsys, sample, part, "--by", "server", "--format", "csv"))))
    assert (document["by"], document["left_out"]) == (["server"], 0)
    assert document["thresholds"]["factor"] == 1.5
    assert [row["server"] for row in rows] == [row["server"] for row in document["rows"]]
    assert {row["verdict"] for row in rows} <= {"new", "gone", "slower", "faster", "same"}
    for row in document["rows"]:
        assert row["filter"] == f"server == {row['server']}" or not row["server"]


def test_what_is_wrong_is_said(capsys: pytest.CaptureFixture[str], sample: Path) -> None:
    told(capsys, sample, sample, "--by", "nonsense", status=2)
    told(capsys, sample, sample, "--filter", "((", status=2)
    told(capsys, sample, sample.with_name("none.pcap"), status=2)
    told(capsys, sample, status=2)
