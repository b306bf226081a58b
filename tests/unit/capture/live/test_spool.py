"""Bytes from elsewhere, put into files as they are: what becomes a segment, and what is refused."""
import os
from pathlib import Path

import pytest

from netloupe_engine.capture.live.pump import Waker, pump
from netloupe_engine.capture.live.spool import Spool
from netloupe_engine.errors import CaptureError
from netloupe_engine.model import DeviceCounters, Phase
from tests.unit.capture.builders import Packet, pcap

CAPTURE = pcap([Packet(b"x" * 100, at) for at in range(50)])


def given(data: bytes) -> int:
    """A pipe that has this, and nothing after it."""
    source, target = os.pipe()
    os.write(target, data)
    os.close(target)
    return source


def taken(spool: Spool, data: bytes) -> None:
    source = given(data)
    try:
        while spool.take(source):
            pass
    finally:
        os.close(source)


def test_a_segment_is_shown_once_it_is_known_to_be_a_capture(tmp_path: Path) -> None:
    spool = Spool("stream", tmp_path / "x.pcapng")
    spool.begin()
    taken(spool, CAPTURE[:3])
    assert (len(spool.segments), spool.status.files) == (0, ())
    taken(spool, CAPTURE[3:])
    assert spool.status.files == (str(tmp_path / "x.pcapng"),)
    assert (tmp_path / "x.pcapng").read_bytes() == CAPTURE
    assert spool.status.bytes == len(CAPTURE)


def test_what_comes_after_a_segment_is_another_file(tmp_path: Path) -> None:
    spool = Spool("stream", tmp_path / "x.pcapng")
    spool.begin()
    for _ in range(3):
        taken(spool, CAPTURE)
        spool.close_segment()
    spool.close_segment()                       # nothing was begun
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x.pcapng", "x_00002.pcapng", "x_00003.pcapng"]


@pytest.mark.parametrize(("data", "words"), [
    (b"\x1f\x8b\x08\0" * 4, "compressed with gzip: have it decompressed before"),
    (b"iptrace 2.0\0\0\0\0\0", "iptrace (AIX), which is not supported"),
    (b"GET / HTTP/1.1\r\n", "not a capture: it begins with 47 45 54 20"),
])
def test_what_is_no_capture_leaves_nothing(tmp_path: Path, data: bytes, words: str) -> None:
    spool = Spool("stream", tmp_path / "x.pcapng")
    spool.begin()
    with pytest.raises(CaptureError) as refused:
        taken(spool, data)
    assert words in str(refused.value)
    spool.end(str(refused.value))
    assert list(tmp_path.iterdir()) == []
    assert (spool.status.phase, spool.status.reason) == (Phase.FAILED, str(refused.value))


def test_a_calm_end_says_why_and_time_stands_still(tmp_path: Path) -> None:
    spool = Spool("stream", tmp_path / "x.pcapng")
    spool.begin()
    spool.running()
    spool.count(DeviceCounters("host:eth0", 5, 1, 0))
    assert spool.status.phase is Phase.RUNNING
    spool.end(reason="The other program has ended.")
    status = spool.status
    assert (status.phase, status.reason) == (Phase.STOPPED, "The other program has ended.")
    assert [incident.kind for incident in status.incidents] == ["start", "stop"]
    assert status.devices == (DeviceCounters("host:eth0", 5, 1, 0),)
    assert spool.status.seconds == status.seconds
    assert spool.segments.ended


def test_a_pump_ends_with_its_source_or_when_it_is_woken(tmp_path: Path) -> None:
    spool, waker = Spool("stream", tmp_path / "x.pcapng"), Waker()
    spool.begin()
    source, target = os.pipe()
    try:
        os.write(target, CAPTURE)
        waker.wake()
        assert pump(source, spool, waker)       # ... with what lay in the pipe
        assert spool.status.bytes == len(CAPTURE)
        assert waker.wait(0)
        waker.rest()
        waker.rest()
        assert not waker.wait(0)
        pieces: list[int] = []
        os.write(target, CAPTURE)
        os.close(target)
        assert not pump(source, spool, waker, lambda: pieces.append(1))
        assert (len(pieces), spool.status.bytes) == (1, 2 * len(CAPTURE))
    finally:
        os.close(source)
        waker.close()
