"""What is done when a live capture uses more than it may."""
from pathlib import Path

import pytest

from netloupe_engine.capture.live.limits import FILE_BYTES_MIN, Limits, amount, with_rotation, with_spilling
from netloupe_engine.model import CaptureOptions, MemoryUse, Phase, Settings
from tests.unit.recording import FakeRecorder

NOTHING = MemoryUse(0, 0, 0)
DROP = Settings(disk_bytes_max=1000, at_limit="drop oldest")


def nothing() -> None:
    """Of an analysis that need not be held."""


@pytest.fixture
def recorder(tmp_path: Path) -> FakeRecorder:
    recorder = FakeRecorder(tmp_path)
    recorder.start()
    return recorder


def files(recorder: FakeRecorder) -> list[str]:
    return sorted(path.name for path in recorder.folder.iterdir())


def test_without_limits_nothing_happens(recorder: FakeRecorder) -> None:
    recorder.begin(bytes(100_000))
    limits = Limits(Settings(), recorder, nothing)
    limits.check(MemoryUse(1 << 40, 1 << 40, 1 << 40))
    assert (limits.any, limits.reason, limits.incidents, recorder.segments.ended) == (False, "", (), False)
    recorder.close()


def test_what_is_spilled_counts_as_disk_space(recorder: FakeRecorder) -> None:
    recorder.begin(bytes(600))
    limits = Limits(Settings(disk_bytes_max=1000), recorder, nothing)
    limits.check(MemoryUse(5000, 5000, 400))
    assert not recorder.segments.ended
    limits.check(MemoryUse(5000, 5000, 401))
    assert limits.reason == ("The capture uses 1001 bytes of disk space; the limit is 1000 bytes. "
                             "The capture was stopped.")
    limits.check(MemoryUse(5000, 5000, 401))
    assert len(limits.incidents) == 1
    limits.begin()
    assert limits.reason == ""


def test_sessions_and_stores_count_as_memory(recorder: FakeRecorder) -> None:
    limits = Limits(Settings(memory_bytes_max=1000), recorder, nothing)
    limits.check(MemoryUse(500, 500, 9999))
    assert recorder.phase == Phase.RUNNING
    limits.check(MemoryUse(501, 500, 0))
    assert recorder.phase == Phase.STOPPED
    assert limits.reason.startswith("The analysis holds 1001 bytes of memory; the limit is 1000 bytes.")


def test_as_many_old_files_go_as_have_to(recorder: FakeRecorder) -> None:
    limits = Limits(DROP, recorder, nothing)
    for _ in range(5):
        recorder.begin(bytes(300))
    assert limits.files_bytes() == 1500
    limits.check(NOTHING)
    assert files(recorder) == ["2.pcap", "3.pcap", "4.pcap"]
    assert [segment.dropped for segment in recorder.segments.all()] == [True, True, False, False, False]
    assert limits.files_bytes() == 900
    told, = limits.incidents
    assert told.text == ("The disk limit of 1000 bytes is reached: the 2 oldest files so far, 600 bytes, were "
                         "deleted.")
    assert recorder.phase == Phase.RUNNING
    recorder.close()


def test_the_file_that_grows_stays(recorder: FakeRecorder) -> None:
    limits = Limits(DROP, recorder, nothing)
    recorder.begin(bytes(300))
    recorder.begin(bytes(2000))
    limits.check(NOTHING)
    assert files(recorder) == ["1.pcap"]
    assert recorder.phase == Phase.STOPPED
    assert [incident.kind for incident in limits.incidents] == ["limit", "limit"]


def test_files_that_somebody_else_deleted(recorder: FakeRecorder) -> None:
    limits = Limits(DROP, recorder, nothing)
    for _ in range(3):
        path = recorder.begin(bytes(300))
    path.unlink()
    assert limits.files_bytes() == 600
    recorder.close()


@pytest.mark.parametrize(("settings", "asked", "size"), [
    (Settings(), 0, 0), (Settings(disk_bytes_max=1 << 30), 0, 0), (DROP, 0, FILE_BYTES_MIN), (DROP, 7, 7),
    (Settings(disk_bytes_max=1 << 40, at_limit="drop oldest"), 0, (1 << 40) // 10)])
def test_files_are_small_enough_to_be_dropped(settings: Settings, asked: int, size: int) -> None:
    assert with_rotation(CaptureOptions(("lo",), file_bytes=asked), settings).file_bytes == size


@pytest.mark.parametrize(("size", "text"), [
    (0, "0 bytes"), (1023, "1023 bytes"), (1536, "1.5 KiB"), (10 << 20, "10 MiB"), (3 << 40, "3.0 TiB"),
    (5000 << 40, "5000 TiB")])
def test_amounts(size: int, text: str) -> None:
    assert amount(size) == text


def test_where_the_oldest_may_go_memory_holds_sessions_before_it_stops(recorder: FakeRecorder) -> None:
    held: list[bool] = []
    limits = Limits(Settings(memory_bytes_max=1000, at_limit="drop oldest"), recorder, lambda: held.append(True))
    limits.check(MemoryUse(500, 500, 0))
    assert held == []
    limits.check(MemoryUse(501, 500, 0))
    limits.check(MemoryUse(650, 600, 0))
    assert (held, recorder.phase) == ([True], Phase.RUNNING)
    told, = limits.incidents
    assert told.text.startswith("The analysis holds 1001 bytes of memory; the limit is 1000 bytes. From now on")
    limits.check(MemoryUse(651, 600, 0))
    assert recorder.phase == Phase.STOPPED
    assert limits.reason.startswith("The analysis holds 1.2 KiB of memory")


def test_stores_go_to_disk_before_the_memory_is_full() -> None:
    assert with_spilling(Settings()) == Settings()
    assert with_spilling(Settings(memory_bytes_max=1000)).spill_bytes == 500
    assert with_spilling(Settings(memory_bytes_max=1 << 40)).spill_bytes == Settings().spill_bytes
