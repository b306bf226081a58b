"""Files with names within bounds."""
from pathlib import Path

import pytest

from netloupe_engine.errors import NamesError
from netloupe_engine.names.reading import clean, lines_of, read_file


def test_a_file_that_is_too_large_is_refused(tmp_path: Path):
    path = tmp_path / "large"
    with path.open("wb") as file:
        file.truncate(5 << 30)          # no block of it is on the disk
    with pytest.raises(NamesError, match="more than 1 MiB"):
        read_file(path, 1 << 20)


def test_names_are_one_printable_line():
    assert clean(" a\tb\x1b[0m\u202ec  d ") == "a b [0m c d"
    assert len(clean("x" * 1000)) == 255


def test_long_lines_are_cut():
    assert [len(line) for line in lines_of(b"ab\n" + b"x" * 100_000 + b"\nc")] == [2, 4096, 1]
