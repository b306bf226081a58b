"""Captures without a name: whose program lives, and which were left behind."""
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from netloupe_engine import listening
from netloupe_engine.capture.live.folder import CaptureFolder, abandoned, captures
from netloupe_engine.capture.live.left import LeftRecorder
from netloupe_engine.errors import CaptureError
from netloupe_engine.model import Phase
from tests.unit.capture.builders import Packet, pcap

CAPTURE = pcap([Packet(b"\0" * 60)])
OTHER = """
import sys, time
from pathlib import Path
from netloupe_engine import listening
from netloupe_engine.capture.live.folder import CaptureFolder
print(CaptureFolder.make(Path(sys.argv[1])).path, flush=True)
time.sleep(60)
"""


def test_a_folder_that_is_held_is_not_left_behind(tmp_path: Path) -> None:
    folder = CaptureFolder.make(tmp_path)
    (folder.path / "capture.pcap").write_bytes(CAPTURE)
    assert abandoned(tmp_path) == ()
    folder.release()
    folder.release()
    assert abandoned(tmp_path) == (folder.path,)


def test_a_program_that_is_killed_leaves_its_folder_behind(tmp_path: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", OTHER, tmp_path], stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        folder = Path(other.stdout.readline().strip())
        (folder / "capture.pcap").write_bytes(CAPTURE)
        assert abandoned(tmp_path) == ()
        with pytest.raises(BlockingIOError):
            CaptureFolder(folder)
        other.send_signal(signal.SIGKILL)
    assert abandoned(tmp_path) == (folder,)
    taken = CaptureFolder(folder)
    assert abandoned(tmp_path) == ()
    taken.remove()
    assert not folder.exists()


def test_a_folder_without_a_capture_is_none(tmp_path: Path) -> None:
    CaptureFolder.make(tmp_path).release()
    folder = CaptureFolder.make(tmp_path)
    (folder.path / "notes").write_text("no capture")
    folder.release()
    assert abandoned(tmp_path) == ()


def test_a_folder_from_before_there_were_locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "netloupe-old"
    folder.mkdir()
    (folder / "capture.pcap").write_bytes(CAPTURE)
    assert abandoned(tmp_path) == ()        # as if it was just being made
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 60)
    assert abandoned(tmp_path) == (folder,)


def test_files_are_in_the_order_they_were_written(tmp_path: Path) -> None:
    for at, name in enumerate(("capture.pcapng", "capture-00010.pcapng", "capture-00002.pcapng")):
        (tmp_path / name).write_bytes(CAPTURE)
        os.utime(tmp_path / name, ns=(at, at))
    (tmp_path / "other").mkdir()
    assert [path.name for path in captures(tmp_path)] == ["capture.pcapng", "capture-00010.pcapng",
                                                          "capture-00002.pcapng"]


def test_what_was_left_behind_is_all_there_and_does_not_go_on(tmp_path: Path) -> None:
    for name in ("one.pcap", "two.pcap"):
        (tmp_path / name).write_bytes(CAPTURE)
    left = LeftRecorder(tmp_path)
    assert [segment.complete for segment in left.segments.all()] == [True, True]
    assert left.segments.ended
    assert left.status.phase is Phase.STOPPED
    assert left.status.disk_bytes == 2 * len(CAPTURE)
    with pytest.raises(CaptureError, match="cannot go on"):
        left.start()


def test_a_folder_with_nothing_in_it_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(CaptureError, match="no capture in"):
        LeftRecorder(tmp_path)


def test_what_somebody_put_there_is_neither_waited_for_nor_followed(tmp_path: Path) -> None:
    root, elsewhere = tmp_path / "unsaved", tmp_path / "elsewhere"
    root.mkdir()
    elsewhere.mkdir()
    (elsewhere / "capture.pcap").write_bytes(CAPTURE)
    folder = CaptureFolder.make(root)
    (folder.path / "capture.pcap").write_bytes(CAPTURE)
    os.mkfifo(folder.path / "pipe.pcap")
    (folder.path / "link.pcap").symlink_to(elsewhere / "capture.pcap")
    folder.release()
    os.mkfifo(root / "netloupe-pipe")
    linked = root / "netloupe-link"
    linked.symlink_to(elsewhere)
    (root / "netloupe-dangling").symlink_to(tmp_path / "nowhere")
    locked_by_pipe = root / "netloupe-locked"
    locked_by_pipe.mkdir()
    (locked_by_pipe / "capture.pcap").write_bytes(CAPTURE)
    os.mkfifo(locked_by_pipe / ".in-use")

    assert abandoned(root) == (folder.path,)
    assert captures(folder.path) == (folder.path / "capture.pcap",)
    for path in (linked, locked_by_pipe, root / "netloupe-pipe"):
        with pytest.raises(OSError, match=r"netloupe-|\.in-use"):
            CaptureFolder(path)
    assert [path.name for path in elsewhere.iterdir()] == ["capture.pcap"]      # no lock was made there
    with pytest.raises(CaptureError, match=r"netloupe-link cannot be opened: .*\."):
        listening.reopen(linked)


@pytest.mark.root
def test_what_belongs_to_somebody_else_is_not_ours(tmp_path: Path) -> None:
    folder = CaptureFolder.make(tmp_path)
    (folder.path / "capture.pcap").write_bytes(CAPTURE)
    folder.release()
    os.chown(folder.path / "capture.pcap", 12_345, 12_345)
    assert captures(folder.path) == ()
    os.chown(folder.path / "capture.pcap", 0, 0)
    assert abandoned(tmp_path) == (folder.path,)
    os.chown(folder.path, 12_345, 12_345)
    assert abandoned(tmp_path) == ()
