"""Blocks that recorders in Python write, as the reader reads them."""
import struct
from pathlib import Path

from netloupe_engine.capture.file import CaptureFile
from netloupe_engine.capture.live import blocks


def test_the_reader_understands_every_block(tmp_path: Path) -> None:
    path = tmp_path / "x.pcapng"
    time_ns = 1_700_000_000_123_456_789
    path.write_bytes(
        blocks.section("x86", "Linux", "netloupe") + blocks.interface("lo", 1, 96, "tcp port 80")
        + blocks.interface("ü0", 101, 0, "") + blocks.packet(1, time_ns, b"abcde", 1500)
        + blocks.statistics(0, time_ns, 10, 3, 1) + blocks.packet(0, time_ns + 1, b"", 0))
    with CaptureFile(path) as file:
        first, second = list(file.packets())
        assert [(device.name, device.link_name, device.snap_length) for device in file.interfaces] == \
            [("lo", "EN10MB", 96), ("ü0", "RAW", 0)]
        assert file.damage is None
        assert b"abcde" in first
        assert {time_ns, 1500, 5} <= set(first)
        assert time_ns + 1 in second


def test_lengths_stand_at_both_ends_and_are_whole_words() -> None:
    for size in range(9):
        made = blocks.packet(0, 0, b"x" * size, size)
        assert len(made) % 4 == 0
        assert struct.unpack("=I", made[4:8]) == struct.unpack("=I", made[-4:]) == (len(made),)
