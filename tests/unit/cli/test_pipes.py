"""What has to be read as it comes, and what is opened as a file."""
import os
import socket
from pathlib import Path

from netloupe_engine.cli.pipes import as_file, is_pipe


def test_fifos_and_sockets_come_files_and_folders_lie(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    (tmp_path / "file").touch()
    assert is_pipe(tmp_path / "fifo")
    assert not is_pipe(tmp_path / "file")
    assert not is_pipe(tmp_path)
    assert not is_pipe(tmp_path / "none")
    assert not is_pipe(Path("/dev/null"))


def with_standard_input(descriptor: int) -> bool:
    """What is said of standard input while it is this."""
    before = os.dup(0)
    try:
        os.dup2(descriptor, 0)
        return is_pipe(Path("-"))
    finally:
        os.dup2(before, 0)
        os.close(before)


def test_standard_input_is_read_as_it_comes_unless_it_is_a_file(tmp_path: Path) -> None:
    source, target = os.pipe()
    one, other = socket.socketpair()
    with (tmp_path / "file").open("w+b") as file, one, other:
        assert with_standard_input(source)
        assert with_standard_input(one.fileno())
        assert not with_standard_input(file.fileno())
    os.close(source)
    os.close(target)


def test_standard_input_has_a_path() -> None:
    assert as_file(Path("-")) == Path("/dev/stdin")
    assert as_file(Path("x/-")) == Path("x/-")
