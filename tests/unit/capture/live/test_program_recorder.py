"""What recorders by other programs share: several runs are one capture."""
from pathlib import Path

import pytest

from netloupe_engine.capture.live import program_recorder
from netloupe_engine.capture.live.outputs import Outputs
from netloupe_engine.capture.live.program_recorder import ProgramRecorder, lost
from netloupe_engine.model import CaptureOptions, DeviceCounters, Phase


class Fake(ProgramRecorder):
    stops = 0

    def stop(self) -> None:
        self.stops += 1


@pytest.fixture
def recorder(tmp_path: Path) -> Fake:
    return Fake(CaptureOptions(("lo", "eth0")), Outputs(tmp_path / "x.pcapng", None, many=False))


def test_time_counts_while_it_runs_only(recorder: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(program_recorder.time, "monotonic", lambda: now[0])
    assert recorder._seconds == 0
    for seconds in (5.0, 7.0):
        recorder._prepare()
        recorder._begin_clock()
        now[0] += seconds
        recorder._end_run(Phase.STOPPED, "", ())
        now[0] += 1000
    assert recorder._seconds == 12


def test_counters_of_all_runs_are_added_by_device(recorder: Fake) -> None:
    for count in (1, 10):
        recorder._end_run(Phase.STOPPED, "", (DeviceCounters("lo", count, 0, 2), DeviceCounters("eth0", 3, count, 0)))
    recorder._end_run(Phase.STOPPED, "", ())        # it told nothing
    assert recorder._past == (DeviceCounters("lo", 11, 0, 4), DeviceCounters("eth0", 6, 11, 0))
    assert lost(recorder._past) == 15


def test_beginnings_and_ends_are_in_the_journal(recorder: Fake) -> None:
    recorder._prepare()
    assert not recorder._arrived.is_set()
    recorder._say_running()
    assert recorder._arrived.is_set()
    recorder._end_run(Phase.FAILED, "The disk is full.", ())
    assert [(incident.kind, incident.text) for incident in recorder._journal.all()] == \
        [("start", "Capturing on lo, eth0."), ("stop", "The disk is full.")]
    recorder._prepare()
    assert (recorder._phase, recorder._reason) == (Phase.STARTING, "")


def test_closing_stops_and_nothing_more_comes(recorder: Fake) -> None:
    recorder.close()
    assert recorder.stops == 1
    assert recorder.segments.ended
