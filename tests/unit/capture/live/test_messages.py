from dataclasses import replace

import pytest

from netloupe_engine.capture.live import messages
from netloupe_engine.errors import CaptureError
from netloupe_engine.model import CaptureOptions, DeviceCounters

SOUND = CaptureOptions(("eth0", "lo"))


def test_counts() -> None:
    counts = messages.counts("2 4096 10 900 up 11 1 0 gone 0 0 0", ("eth0", "lo"))
    assert (counts.file, counts.file_bytes, counts.packets, counts.bytes) == (2, 4096, 10, 900)
    assert counts.states == ("up", "gone")
    assert counts.devices == (DeviceCounters("eth0", 11, 1, 0), DeviceCounters("lo", 0, 0, 0))


@pytest.mark.parametrize("text", ["", "1 2 3", "1 2 3 4", "1 2 3 4 up 1 2 3", "1 2 3 x up 1 2 3 up 1 2 3",
                                  "1 2 3 4 odd 1 2 3 up 1 2 3", "1 2 3 4 up 1 2 3 up 1 2"])
def test_no_counts(text: str) -> None:
    with pytest.raises((ValueError, TypeError)):
        messages.counts(text, ("eth0", "lo"))


def test_the_command_line_says_all() -> None:
    options = CaptureOptions(("eth0",), "tcp port 80", False, 96, 1 << 20, True, False, "in", 5, 6, 7.5, 3, 8192, 60)
    assert messages.command_line(options) == [
        "--device=eth0", "--snap-length=96", "--buffer-bytes=1048576", "--direction=in", "--filter=tcp port 80",
        "--not-promiscuous", "--immediate", "--microseconds", "--stop-packets=5", "--stop-bytes=6", "--stop-ms=7500",
        "--file-bytes=8192", "--file-ms=60000"]


@pytest.mark.parametrize("wrong", [
    {"devices": ()}, {"devices": ("a", "a")}, {"devices": ("a" * 16,)}, {"devices": ("a/b",)}, {"devices": ("..",)},
    {"devices": ("é",)}, {"devices": tuple(f"d{n}" for n in range(33))}, {"filter": "x" * 9000}, {"filter": "a\0b"},
    {"snap_length": 0}, {"snap_length": 1 << 20}, {"buffer_bytes": 1}, {"buffer_bytes": 1 << 40}, {"stop_packets": -1},
    {"stop_seconds": 1e12}, {"file_bytes": 10}, {"ring_files": 3}, {"ring_files": 1, "file_bytes": 1 << 20},
    {"direction": "up"},
])
def test_options_without_sense(wrong: dict[str, object]) -> None:
    messages.check_options(SOUND)
    with pytest.raises(CaptureError):
        messages.command_line(replace(SOUND, **wrong))      # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["", "1 2 3", "1 2 3 x", "1 2 3 4 up 1 2", "1 2 3 4 up 1 2 3 4", "1 2 3 4 new 1 2 3"])
def test_counts_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"values|literal|\d"):
        messages.counts(text, ("lo",))
