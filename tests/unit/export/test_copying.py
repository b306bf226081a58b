"""Copying packets in slices: progress, and the ways out of it."""
import os
from pathlib import Path

import numpy as np
import pytest

from netloupe_engine.capture.file import CaptureFile
from netloupe_engine.errors import CancelledError, ExportError
from netloupe_engine.export import copying
from netloupe_engine.export.copying import copy_packets
from tests.unit.capture.builders import NANOSECONDS, Packet, pcap, pcap_header

RECORDS = [Packet(bytes([number % 256]) * (20 + number % 7), number * 1000) for number in range(100)]


@pytest.fixture
def capture(tmp_path: Path) -> CaptureFile:
    path = tmp_path / "in.pcap"
    path.write_bytes(pcap(RECORDS, magic=NANOSECONDS))
    with CaptureFile(path) as file:
        yield file


def places(file: CaptureFile) -> np.ndarray:
    at = 24 + np.cumsum([0, *(16 + len(packet.data) for packet in RECORDS[:-1])])
    assert at[-1] + 16 + len(RECORDS[-1].data) == file.size_bytes
    return at.astype(np.uint64)


def copied(file: CaptureFile, at: np.ndarray, out: Path, **more: object) -> int:
    with out.open("wb", buffering=0) as target:
        target.write(pcap_header(magic=NANOSECONDS))
        return copy_packets(file, at, target, pcapng=False, snap=0,
                            **({"progress": None, "cancelled": None} | more))       # type: ignore[arg-type]


def test_chosen_packets_come_out_as_they_were(capture: CaptureFile, tmp_path: Path) -> None:
    assert copied(capture, places(capture)[10:20], tmp_path / "out.pcap") == 10
    with CaptureFile(tmp_path / "out.pcap") as out:
        assert [row[-1] for row in out.packets()] == [packet.data for packet in RECORDS[10:20]]


def test_progress_is_told_by_slices(capture: CaptureFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "SLICE_PACKETS", 40)
    told: list[tuple[int, int]] = []
    copied(capture, places(capture), tmp_path / "out.pcap", progress=lambda done, of: told.append((done, of)))
    assert told == [(40, 100), (80, 100), (100, 100)]


def test_whoever_cancels_waits_for_one_slice_only(capture: CaptureFile, tmp_path: Path,
                                                  monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "SLICE_PACKETS", 40)
    answers = iter([False, True])
    with pytest.raises(CancelledError):
        copied(capture, places(capture), tmp_path / "out.pcap", cancelled=lambda: next(answers))


def test_a_capture_that_changed_meanwhile_is_not_copied(capture: CaptureFile, tmp_path: Path) -> None:
    at = places(capture)
    os.truncate(capture.path, capture.size_bytes // 2)
    with pytest.raises(ExportError):
        copied(capture, at, tmp_path / "out.pcap")
