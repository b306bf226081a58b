"""A capture another run of the program left behind."""
import os
from pathlib import Path

import pytest

from netloupe_engine.capture.live.left import LeftRecorder
from netloupe_engine.errors import CaptureError
from netloupe_engine.model import Phase
from tests.unit.capture.builders import Packet, pcap


def test_its_files_are_there_in_order_and_nothing_more_comes(tmp_path: Path) -> None:
    capture = pcap([Packet(b"x" * 60)])
    for number, name in enumerate(("capture.pcapng", "capture_00002.pcapng")):
        (tmp_path / name).write_bytes(capture)
        os.utime(tmp_path / name, (number, number))
    left = LeftRecorder(tmp_path)
    assert [Path(segment.path).name for segment in left.segments.all()] == ["capture.pcapng", "capture_00002.pcapng"]
    assert left.segments.ended
    assert (left.status.phase, left.status.disk_bytes) == (Phase.STOPPED, 2 * len(capture))
    with pytest.raises(CaptureError, match="cannot go on"):
        left.start()
    left.stop()
    left.close()
    assert (tmp_path / "capture.pcapng").exists()


def test_a_folder_without_a_capture_is_none(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").touch()
    with pytest.raises(CaptureError, match="no capture in"):
        LeftRecorder(tmp_path)
