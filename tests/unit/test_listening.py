"""Live captures as the window and the command line use them: start, stop, continue, save, close, limits."""
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from netloupe_engine import analyze, listening
from netloupe_engine.errors import CancelledError, CaptureError, ExportError, PermissionDeniedError
from netloupe_engine.listening import Listening, captures_folder
from netloupe_engine.model import CaptureOptions, Phase, Settings, StreamOptions
from tests.unit.capture.builders import Packet, pcap_header, pcap_record
from tests.unit.living import soon
from tests.unit.recording import FakeRecorder

OPTIONS = CaptureOptions(("lo",))
DATAGRAM = bytes(12) + b"\x08\x00" + bytes.fromhex("4500001c000000004011000000000000000000000000000000080000")


def some(count: int, first: int = 0) -> bytes:
    return b"".join(pcap_record(Packet(DATAGRAM, (1_700_000_000 + number) * 10**9))
                    for number in range(first, first + count))


@pytest.fixture
def recorder(tmp_path: Path) -> FakeRecorder:
    return FakeRecorder(tmp_path)


@pytest.fixture
def live(recorder: FakeRecorder) -> Iterator[Listening]:
    with Listening(OPTIONS, recorder=recorder) as live:
        yield live
    assert recorder.closed


def test_a_capture_from_start_to_close(live: Listening, recorder: FakeRecorder, tmp_path: Path) -> None:
    assert (live.status.phase, live.saved_as, live.output, live.running) == (Phase.STARTING, None, None, False)
    folder = live.folder
    assert folder is not None
    assert folder.parent == captures_folder()
    live.start()
    live.start()
    recorder.begin(pcap_header() + some(3))
    soon(lambda: len(live.analysis.packets) == 3)
    assert live.running
    live.stop()
    assert (live.analysis.progress.finished, live.status.phase, live.running) == (True, Phase.STOPPED, False)
    assert live.save(tmp_path / "kept.pcapng") == 3
    assert live.saved_as == tmp_path / "kept.pcapng"
    live.start()
    assert live.saved_as is None            # what comes now is not in that file
    recorder.begin(pcap_header() + some(2, 3))
    live.stop()
    assert len(live.analysis.packets) == 5
    assert live.save(tmp_path / "kept.pcapng") == 5
    assert live.memory.stores > 0
    live.close()
    live.close()
    assert not folder.exists()
    with analyze(tmp_path / "kept.pcapng") as kept:
        assert kept.capture.packets == 5


def test_a_stop_right_after_a_start(live: Listening, recorder: FakeRecorder) -> None:
    """However short a run, its packets are there when `stop` returns."""
    for turn in range(20):
        live.start()
        recorder.begin(pcap_header() + some(1, turn))
        live.stop()
        assert len(live.analysis.packets) == turn + 1


def test_a_save_while_it_runs_is_not_the_whole(live: Listening, recorder: FakeRecorder, tmp_path: Path) -> None:
    live.start()
    recorder.begin(pcap_header() + some(3))
    soon(lambda: len(live.analysis.packets) == 3)
    assert live.save(tmp_path / "some.pcapng") == 3
    assert live.saved_as is None
    with pytest.raises(ExportError, match="a file of this capture itself"):
        live.save(recorder.folder / "0.pcap")
    with pytest.raises(CancelledError):
        live.save(tmp_path / "none.pcapng", cancelled=lambda: True)
    assert not (tmp_path / "none.pcapng").exists()


def test_what_stands_in_the_way_of_a_start(live: Listening, recorder: FakeRecorder) -> None:
    recorder.error = PermissionDeniedError("You may not.", "do this")
    with pytest.raises(PermissionDeniedError):
        live.start()
    live.stop()
    recorder.error = None
    live.start()
    recorder.begin(pcap_header() + some(1))
    live.stop()
    recorder.error = PermissionDeniedError("You may not any more.")
    with pytest.raises(PermissionDeniedError):
        live.start()
    assert live.analysis.wait(60)
    assert len(live.analysis.packets) == 1


def test_a_folder_can_be_kept(recorder: FakeRecorder) -> None:
    live = Listening(OPTIONS, recorder=recorder)
    assert live.folder is not None
    live.close(keep=True)
    assert live.folder.exists()
    shutil.rmtree(live.folder)


def test_a_capture_of_a_device_with_a_name_is_saved_from_the_beginning(recorder: FakeRecorder, tmp_path: Path) -> None:
    with Listening(OPTIONS, output=tmp_path / "out.pcapng", recorder=recorder) as live:
        assert (live.folder, live.saved_as) == (None, tmp_path / "out.pcapng")


def test_a_stream_with_a_name_is_saved_when_it_has_ended(recorder: FakeRecorder, tmp_path: Path) -> None:
    with Listening(StreamOptions("-"), output=tmp_path / "out.pcapng", recorder=recorder) as live:
        assert live.saved_as is None
        live.start()
        recorder.begin(pcap_header() + some(4))
        recorder.stop()
        live.stop()
        assert live.saved_as == tmp_path / "out.pcapng"
        with analyze(tmp_path / "out.pcapng") as kept:
            assert kept.capture.packets == 4


def test_options_no_recorder_takes_leave_no_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionDeniedError("No.")

    before = list(captures_folder().iterdir())
    monkeypatch.setattr(listening, "_recorder", refuse)
    with pytest.raises(PermissionDeniedError):
        Listening(OPTIONS)
    assert list(captures_folder().iterdir()) == before


@pytest.fixture
def watchful(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listening, "CHECK_SECONDS", 0.005)


@pytest.mark.usefixtures("watchful")
@pytest.mark.parametrize(("settings", "words"), [
    (Settings(disk_bytes_max=4_000), "of disk space"),
    (Settings(disk_bytes_max=4_000, at_limit="drop oldest"), "of disk space"),      # there is but one file
])
def test_at_its_limit_a_capture_stops(settings: Settings, words: str, recorder: FakeRecorder) -> None:
    with Listening(OPTIONS, settings, recorder=recorder) as live:
        live.start()
        recorder.begin(pcap_header() + some(30))
        soon(lambda: len(live.analysis.packets) == 30)
        assert live.running
        recorder.write(some(170, 30))
        soon(lambda: live.status.phase == Phase.STOPPED)
        assert words in live.status.reason
        assert live.status.reason.endswith("The capture was stopped.")
        assert [incident.kind for incident in live.status.incidents] == ["limit"]
        assert live.analysis.wait(60)
        assert len(live.analysis.packets) == 200


@pytest.mark.usefixtures("watchful")
def test_at_its_limit_of_memory_a_capture_stops(recorder: FakeRecorder) -> None:
    """Memory is taken in pieces of megabytes: this limit is passed by the first of them."""
    with Listening(OPTIONS, Settings(memory_bytes_max=4_000), recorder=recorder) as live:
        recorder.begin(pcap_header() + some(200))
        live.start()
        soon(lambda: live.status.phase == Phase.STOPPED)
        assert "of memory" in live.status.reason
        assert [incident.kind for incident in live.status.incidents] == ["limit"]
        assert live.analysis.wait(60)
        assert len(live.analysis.packets) == 200


def size_of(file: Path) -> int:
    """Bytes on the disk; none once it is deleted, which may happen between any two looks at it."""
    try:
        return file.stat().st_size
    except FileNotFoundError:
        return 0


@pytest.mark.usefixtures("watchful")
def test_the_oldest_files_go_first(recorder: FakeRecorder) -> None:
    settings = Settings(disk_bytes_max=50_000, at_limit="drop oldest")
    with Listening(OPTIONS, settings, recorder=recorder) as live:
        assert isinstance(live.options, CaptureOptions)
        assert live.options.file_bytes == 1 << 20
        live.start()
        files = []
        for turn in range(30):
            files.append(recorder.begin(pcap_header() + some(100, 100 * turn)))
            soon(lambda turn=turn: len(live.analysis.packets) == 100 * (turn + 1))
            soon(lambda: sum(map(size_of, files)) <= 50_000)
        assert live.running
        there = [file.exists() for file in files]
        assert there == sorted(there)
        assert 6 <= sum(there) <= 8
        # A file is gone a moment before that is told.
        soon(lambda: f"the {there.count(False)} oldest files so far" in live.status.incidents[0].text)
        told, = live.status.incidents
        assert (told.kind, told.count) == ("limit", 0)
        live.stop()
        assert len(live.analysis.packets) == 3000
        assert live.analysis.packet_bytes(1) == b""
        assert live.analysis.packet_bytes(3000) == DATAGRAM


def test_files_are_sized_for_the_limit() -> None:
    settings = Settings(disk_bytes_max=10 << 30, at_limit="drop oldest")
    recorder = FakeRecorder(Path())
    for options, size in ((OPTIONS, 1 << 30), (CaptureOptions(("lo",), file_bytes=5 << 20), 5 << 20)):
        with Listening(options, settings, recorder=recorder) as live:
            assert isinstance(live.options, CaptureOptions)
            assert live.options.file_bytes == size


def test_a_start_that_waits_for_a_password_can_be_given_up(recorder: FakeRecorder) -> None:
    """What stops or closes the capture does not wait for the person."""
    asked, answered = threading.Event(), threading.Event()

    def wait_for_a_password() -> None:
        asked.set()
        assert answered.wait(60)
        raise CaptureError("The capture was stopped before it began.")

    recorder.start, recorder.stop = wait_for_a_password, answered.set  # type: ignore[method-assign]
    live = Listening(CaptureOptions(("lo",)), recorder=recorder)
    failed: list[CaptureError] = []

    def begin() -> None:
        try:
            live.start()
        except CaptureError as error:
            failed.append(error)

    starting = threading.Thread(target=begin)
    starting.start()
    assert asked.wait(60)
    began = time.monotonic()
    live.stop()
    assert time.monotonic() - began < 30
    starting.join(60)
    assert failed
    live.close()
