"""Captures that another program writes to a pipe: copied exactly, whatever the writer does."""
import os
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from netloupe_engine.capture.live.stream import StreamRecorder
from netloupe_engine.errors import CaptureError
from netloupe_engine.model import Phase, StreamOptions
from tests.unit.capture.builders import Packet, pcap

CAPTURE = pcap([Packet(bytes([at % 256]) * 300, at * 1000) for at in range(2000)])


def until(what: Callable[[], bool], seconds: float = 60.0) -> None:
    """Wait for it; the test fails if it does not come."""
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end
        time.sleep(0.005)


@pytest.fixture
def fifo(tmp_path: Path) -> Path:
    path = tmp_path / "fifo"
    os.mkfifo(path)
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "segments"
    made.mkdir()
    return made


@pytest.fixture
def recorder(fifo: Path, folder: Path) -> Iterator[StreamRecorder]:
    made = StreamRecorder(StreamOptions(str(fifo)), folder / "capture.pcap")
    yield made
    made.close()


def test_every_byte_arrives_and_a_new_writer_begins_a_segment(recorder: StreamRecorder, fifo: Path) -> None:
    recorder.start()
    assert recorder.status.phase is Phase.RUNNING
    fifo.write_bytes(CAPTURE)
    until(lambda: [segment.complete for segment in recorder.segments.all()] == [True])
    fifo.write_bytes(CAPTURE)
    until(lambda: [segment.complete for segment in recorder.segments.all()] == [True, True])
    recorder.stop()
    assert [Path(segment.path).read_bytes() for segment in recorder.segments.all()] == [CAPTURE, CAPTURE]
    assert recorder.segments.ended
    assert (recorder.status.phase, recorder.status.bytes) == (Phase.STOPPED, 2 * len(CAPTURE))


def test_a_writer_that_never_comes_is_not_waited_for(recorder: StreamRecorder) -> None:
    recorder.start()
    time.sleep(0.05)
    recorder.stop()
    assert recorder.segments.all() == ()


def test_stopping_takes_what_lies_in_the_pipe_and_starting_goes_on(recorder: StreamRecorder, fifo: Path) -> None:
    recorder.start()
    with fifo.open("wb", buffering=0) as writer:
        writer.write(CAPTURE[:40_000])
        recorder.stop()
    assert Path(recorder.segments[0].path).read_bytes() == CAPTURE[:40_000]
    recorder.start()
    assert not recorder.segments.ended
    fifo.write_bytes(CAPTURE)
    until(lambda: len(recorder.segments) == 2 and recorder.segments[1].complete)
    assert Path(recorder.segments[1].path).suffix == ".pcap"


def test_an_anonymous_pipe_ends_with_its_writer(folder: Path) -> None:
    source, target = os.pipe()
    recorder = StreamRecorder(StreamOptions(f"/dev/fd/{source}"), folder / "capture.pcap")
    recorder.start()
    writer = threading.Thread(target=os.write, args=(target, CAPTURE[:60_000]))
    writer.start()
    writer.join()
    os.close(target)
    until(lambda: recorder.segments.ended)
    os.close(source)
    assert recorder.status.reason == "The other program has ended."
    assert Path(recorder.segments[0].path).read_bytes() == CAPTURE[:60_000]
    with pytest.raises(CaptureError, match="nothing more can come"):
        recorder.start()
    recorder.close()


@pytest.mark.parametrize(("written", "reason"), [
    (b"GET / HTTP/1.1\r\n", "not a capture: it begins with 47 45 54 20"),
    (b"\x1f\x8b\x08\0\0\0\0\0", "compressed with gzip"),
    (b"iptrace 2.0", "iptrace"),
])
def test_what_is_no_capture_is_refused_and_leaves_no_file(recorder: StreamRecorder, fifo: Path, folder: Path,
                                                          written: bytes, reason: str) -> None:
    recorder.start()
    fifo.write_bytes(written)
    until(lambda: recorder.segments.ended)
    assert recorder.status.phase is Phase.FAILED
    assert reason in recorder.status.reason
    assert list(folder.iterdir()) == []


def test_a_full_disk_ends_it_calmly(recorder: StreamRecorder, fifo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    recorder.start()
    with fifo.open("wb", buffering=0) as writer:
        writer.write(CAPTURE[:1000])
        until(lambda: recorder.status.bytes == 1000)
        monkeypatch.setattr(os, "splice", full)
        writer.write(CAPTURE[1000:2000])
        until(lambda: recorder.segments.ended)
    assert "disk is full" in recorder.status.reason
    assert recorder.status.phase is Phase.FAILED
    assert Path(recorder.segments[0].path).read_bytes() == CAPTURE[:1000]


def test_no_pipe_is_refused_in_words(tmp_path: Path, folder: Path) -> None:
    file = tmp_path / "file.pcap"
    file.write_bytes(CAPTURE)
    for path, words in ((file, "open it as a capture file"), (tmp_path, "neither a FIFO nor a pipe"),
                        (tmp_path / "no", "does not exist"), (Path("/dev/null"), "neither a FIFO nor a pipe")):
        recorder = StreamRecorder(StreamOptions(str(path)), folder / "capture.pcap")
        with pytest.raises(CaptureError, match=words):
            recorder.start()
        recorder.close()
