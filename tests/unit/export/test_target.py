"""The written file appears whole or not at all."""
from pathlib import Path

import pytest

from netloupe_engine.errors import ExportError
from netloupe_engine.export.target import replaced_file


def test_the_file_appears_at_the_end(tmp_path: Path) -> None:
    target = tmp_path / "out"
    target.write_bytes(b"old")
    with replaced_file(target) as file:
        file.write(b"new")
        assert target.read_bytes() == b"old"
    assert target.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [target]


def test_an_exception_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), replaced_file(tmp_path / "out"):
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_written_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="No such file or directory"), replaced_file(tmp_path / "no" / "out"):
        pass
    with pytest.raises(ExportError, match="is a directory"), replaced_file(tmp_path):
        pass
    with pytest.raises(ExportError, match="No space left"), replaced_file(tmp_path / "out"):
        raise OSError(28, "No space left on device")
