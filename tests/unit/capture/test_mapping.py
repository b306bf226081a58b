"""Mappings: counted, closed once, content with little address space."""
import gzip
import os
import subprocess
import sys
from pathlib import Path

import pytest

from netloupe_engine.capture.file import CaptureFile
from netloupe_engine.capture.mapping import open_mappings
from netloupe_engine.errors import CaptureError
from tests.sanitized import SANITIZED
from tests.unit.capture.builders import Packet, pcap


def test_open_mappings_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.pcap"
    path.write_bytes(pcap([Packet(b"x")]))
    with CaptureFile(path), CaptureFile(path) as second:
        assert open_mappings() == 2
        second.close()
        assert open_mappings() == 1
    assert open_mappings() == 0


def test_a_refused_file_leaves_neither_mapping_nor_descriptor(tmp_path: Path) -> None:
    before = len(os.listdir("/proc/self/fd"))
    for content in (b"nonsense", gzip.compress(b"nonsense"), pcap([])[:20]):
        (tmp_path / "a").write_bytes(content)
        with pytest.raises(CaptureError):
            CaptureFile(tmp_path / "a")
        assert open_mappings() == 0
        assert len(os.listdir("/proc/self/fd")) == before


@pytest.mark.skipif(SANITIZED, reason="the sanitizer's shadow does not fit a limited address space")
def test_little_address_space_is_enough(tmp_path: Path) -> None:
    path = tmp_path / "a.pcap.gz"
    path.write_bytes(gzip.compress(pcap(Packet(bytes(100)) for _ in range(5000))))
    code = """
import resource, sys
from netloupe_engine.capture.file import CaptureFile
resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
with CaptureFile(sys.argv[1]) as file:
    assert len(list(file.packets())) == 5000 and file.damage is None
"""
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=False,
                          timeout=60)
    assert (done.stderr, done.returncode) == ("", 0)
