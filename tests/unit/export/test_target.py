"""The written file appears whole or not at all."""
import os
import stat
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


def test_who_may_read_it_stays(tmp_path: Path) -> None:
    target = tmp_path / "out"
    target.touch()
    target.chmod(0o600)
    before = target.stat()
    with replaced_file(target) as file:
        [beside] = [found for found in tmp_path.iterdir() if found != target]
        assert stat.S_IMODE(beside.stat().st_mode) == 0o600
        file.write(b"secret")
    after = target.stat()
    assert (after.st_mode, after.st_uid, after.st_gid) == (before.st_mode, before.st_uid, before.st_gid)


def test_a_link_leads_to_the_file_that_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    target, link = tmp_path / "folder" / "out", tmp_path / "link"
    target.write_bytes(b"old")
    link.symlink_to(target)
    with replaced_file(link) as file:
        file.write(b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


def test_long_names(tmp_path: Path) -> None:
    target = tmp_path / ("x" * 255)
    with replaced_file(target) as file:
        file.write(b"new")
    assert target.read_bytes() == b"new"


def test_a_pipe_stays_a_pipe(tmp_path: Path) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    reader = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
    with replaced_file(fifo) as file:
        file.write(b"new")
    assert os.read(reader, 10) == b"new"
    os.close(reader)
    assert list(tmp_path.iterdir()) == [fifo]
