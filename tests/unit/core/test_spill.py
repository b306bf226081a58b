"""Where memory goes that goes to disk."""
import os
import tempfile
from pathlib import Path

import pytest

from netloupe_engine import Settings, analyze
from netloupe_engine.core.spill import spill_folder
from tests.unit.handler.worst_cases import udp, write


def test_a_folder_in_memory_is_no_place_for_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(tmp_path))
    assert spill_folder() == str(tmp_path)
    monkeypatch.setattr(tempfile, "gettempdir", lambda: "/dev/shm")
    if os.path.ismount("/dev/shm") and os.access("/var/tmp", os.W_OK):
        assert spill_folder() == "/var/tmp"


@pytest.mark.parametrize("folder", ["", "own"])
def test_what_went_to_disk_is_still_what_it_was(tmp_path: Path, folder: str) -> None:
    path = write(tmp_path / "many.pcap", (udp(b"x", (1024 + number % 60_000, 9),
                                              bytes((10, number >> 8, number & 255, 1))) for number in range(40_000)))
    own = tmp_path / "own"
    own.mkdir()
    with analyze(path) as whole, analyze(path, settings=Settings(
            spill_bytes=1 << 20, spill_folder=str(own) if folder else "")) as spilled:
        assert spilled.memory.spilled > 1 << 20
        assert whole.memory.spilled == 0
        for name in whole.sessions.names:
            assert (whole.sessions.column(name) == spilled.sessions.column(name)).all(), name
        assert list(own.iterdir()) == []            # the file has no name
