from pathlib import Path

import pytest

from netloupe_engine.capture.live.dumpcap import DumpcapRecorder, command_line
from netloupe_engine.errors import CaptureError
from netloupe_engine.model import CaptureOptions, DeviceCounters

OUT = Path("/tmp/out.pcapng")
SAID = """Capturing on 'Loopback: lo' and 'any'
File: {folder}/x.pcapng
Packets: 63
Packets: 900
Packets captured: 900
Packets received/dropped on interface 'Loopback: lo': 600/3 (pcap:2/dumpcap:1/flushed:0/ps_ifdrop:4) (99.5%)
Packets received/dropped on interface 'any': 300/0 (pcap:0/dumpcap:0/flushed:0/ps_ifdrop:0) (100.0%)
"""


def test_the_command_line() -> None:
    options = CaptureOptions(("eth0", "lo"), "tcp", False, 96, 8 << 20, stop_packets=5, stop_seconds=1.5,
                             file_bytes=1_000_000, ring_files=3)
    assert command_line(options, OUT) == [
        "-n", "-B", "8", "-s", "96", "-w", str(OUT), "-p", "-f", "tcp", "-i", "eth0", "-i", "lo", "-a", "packets:5",
        "-a", "duration:1.5", "-b", "filesize:1000"]


@pytest.mark.parametrize("wrong", [{"direction": "in"}, {"immediate": True}, {"stop_bytes": 9, "file_bytes": 9999}])
def test_what_it_cannot_do(wrong: dict[str, object]) -> None:
    with pytest.raises(CaptureError):
        DumpcapRecorder(CaptureOptions(("eth0",), **wrong), OUT)     # type: ignore[arg-type]


def test_what_it_says_is_understood(tmp_path: Path) -> None:
    recorder = DumpcapRecorder(CaptureOptions(("lo", "any")), tmp_path / "x.pcapng")
    for line in SAID.format(folder=tmp_path).splitlines():
        recorder._hear(line)
    recorder._finish(0)
    assert recorder.status.packets == 900
    assert recorder.status.devices == (DeviceCounters("lo", 600, 3, 4), DeviceCounters("any", 300, 0, 0))
    assert recorder.status.dropped == 7
    assert recorder.status.files == (f"{tmp_path}/x.pcapng",)
    assert recorder.segments.ended
