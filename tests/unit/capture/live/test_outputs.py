"""Output files of a capture: their names, and that nothing that is there is touched."""
import os
from pathlib import Path

import pytest

from netloupe_engine.capture.live.outputs import Outputs
from netloupe_engine.errors import CaptureError


def make(outputs: Outputs) -> Path:
    path, fd = outputs.open()
    os.close(fd)
    return path


def test_one_file_has_its_name_and_those_after_it_numbers(tmp_path: Path) -> None:
    outputs = Outputs(tmp_path / "x.pcapng", None, many=False)
    assert [make(outputs).name for _ in range(3)] == ["x.pcapng", "x_00001.pcapng", "x_00002.pcapng"]


def test_many_are_numbered_from_the_first(tmp_path: Path) -> None:
    outputs = Outputs(tmp_path / "x", None, many=True)
    assert [make(outputs).name for _ in range(2)] == ["x_00001.pcapng", "x_00002.pcapng"]
    assert make(Outputs(None, tmp_path, many=False)).name == "capture.pcapng"


def test_files_are_private_and_nothing_is_overwritten(tmp_path: Path) -> None:
    path = make(Outputs(tmp_path / "x.pcapng", None, many=False))
    assert path.stat().st_mode & 0o777 == 0o600
    path.write_bytes(b"precious")
    with pytest.raises(CaptureError, match="already"):
        Outputs(path, None, many=False).open()
    assert path.read_bytes() == b"precious"


def test_no_link_is_followed(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "x.pcapng"
    target.write_bytes(b"precious")
    link.symlink_to(target)
    with pytest.raises(CaptureError):
        Outputs(link, None, many=False).open()
    assert target.read_bytes() == b"precious"


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CaptureError, match="could not be made"):
        Outputs(tmp_path / "no" / "x", None, many=False).open()
    with pytest.raises(CaptureError):
        Outputs(None, None, many=False)
