"""What packets say must not command the terminal."""
import io
import sys
from pathlib import Path

import pytest

from netloupe_engine.cells import printable
from netloupe_engine.cli.terminal import output
from netloupe_engine.errors import ExportError


@pytest.mark.parametrize(("text", "shown"), [
    ("plain text", "plain text"), ("é 😀 中", "é 😀 中"), ("\x1b[31mred", "\\x1b[31mred"), ("a\nb", "a\\nb"),
    ("\u202etxt.exe", "\\u202etxt.exe"), ("a\u200bb", "a\\u200bb"), ("\ud800", "\\ud800"),
])
def test_unseen_signs_are_written_out(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_a_file_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="could not be written"), output(tmp_path / "missing" / "out"):
        pass


def test_data_goes_to_stdout_unless_a_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stdout = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stdout)
    with output(None) as stream:
        stream.write("here")
    with output(tmp_path / "out") as stream:
        stream.write("there\n")
    assert (stdout.getvalue(), (tmp_path / "out").read_bytes()) == ("here", b"there\n")
