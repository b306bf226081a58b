"""Where the helper is found, and which files may be given rights."""
import os
from pathlib import Path

import pytest

from netloupe_engine.capture.live import locate


@pytest.fixture
def beside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package in whose helper folder nothing is, and no helper of an administrator's."""
    folder = tmp_path / "capture" / "helper"
    folder.mkdir(parents=True)
    monkeypatch.setattr(locate.importlib.resources, "files", lambda _: tmp_path)
    monkeypatch.setattr(locate, "INSTALLED", tmp_path / "installed")
    locate._beside.cache_clear()
    yield folder
    locate._beside.cache_clear()


def test_the_administrators_helper_comes_first(beside: Path, tmp_path: Path) -> None:
    assert locate.helpers() == []
    (beside / locate.NAME).touch()
    locate._beside.cache_clear()
    assert locate.helpers() == [beside / locate.NAME]
    (tmp_path / "installed").touch()
    assert locate.helpers() == [tmp_path / "installed", beside / locate.NAME]


def test_a_folder_that_may_not_be_read_is_no_error_here(beside: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # Who starts what is named then says in a sentence what is wrong.
    def refused(_: Path) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "is_file", refused)
    assert locate.bundled() == beside / locate.NAME
    assert len(locate.helpers()) == 2


def test_what_others_can_change_is_not_safe(tmp_path: Path) -> None:
    assert locate.is_safe(Path("/bin/sh"))
    mine = tmp_path / "helper"
    assert not locate.is_safe(mine)                 # not there
    mine.touch(0o755)
    if os.geteuid() == 0:
        os.chown(mine, 1, 1)
    assert not locate.is_safe(mine)                 # somebody else's
    link = tmp_path / "link"
    link.symlink_to(mine)
    assert not locate.is_safe(link)                 # where it leads counts


@pytest.mark.root
def test_what_lies_where_others_write_is_not_safe() -> None:
    folder = Path("/opt/netloupe-test-safe")
    folder.mkdir()
    try:
        program = folder / "helper"
        program.touch(0o755)
        assert locate.is_safe(program)
        program.chmod(0o775)
        assert not locate.is_safe(program)          # its group may write it
        program.chmod(0o755)
        folder.chmod(0o777)
        assert not locate.is_safe(program)          # anybody may put another one in its place
        folder.chmod(0o1777)
        assert locate.is_safe(program)              # nobody may, in a folder like /tmp
    finally:
        (folder / "helper").unlink(missing_ok=True)
        folder.rmdir()
