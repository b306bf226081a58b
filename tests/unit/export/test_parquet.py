"""Sessions as Parquet."""
import sys
from pathlib import Path

import pytest

from netloupe_engine import analyze
from netloupe_engine.cli import main

SAMPLE = "resources/captures/sample.pcapng"


def test_without_duckdb_a_sentence_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
                                                        capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    out = tmp_path / "out.parquet"
    out.write_text("precious")
    assert main(["analyze", SAMPLE, "--format", "parquet", "-o", str(out)]) == 2
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "pip install 'netloupe[parquet]'" in said
    assert out.read_text() == "precious"


@pytest.mark.parametrize("words", [[SAMPLE], [SAMPLE, SAMPLE, "-o", "x.parquet"]])
def test_parquet_is_one_capture_in_one_file(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["analyze", *words, "--format", "parquet"]) == 2
    assert "one FILE, or --merge, and -o" in capsys.readouterr().err
    assert not Path("x.parquet").exists()


def test_the_file_has_every_session_and_attribute(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    out = tmp_path / "it's.parquet"
    assert main(["analyze", SAMPLE, "--format", "parquet", "-o", str(out)]) == 0
    with analyze(SAMPLE) as analysis:
        wanted = [(session.id, session.start_ns, session.initiator, session.application or None,
                   [value.value for value in session.attributes if value.name == "http.host"])
                  for session in analysis.each_session()]
    read = duckdb.connect().execute('SELECT id, epoch_ns("start"), initiator, application, "http.host"'
                                    " FROM read_parquet(?) ORDER BY id", [str(out)])
    assert read.fetchall() == wanted
