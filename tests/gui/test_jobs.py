"""Jobs run beside the GUI thread and end in it; exports; failures nobody expected."""
import gc
import sys
import threading
import time
import traceback
from itertools import pairwise
from weakref import ref

import pytest
from PySide6.QtCore import QTimer
from shiboken6 import delete

from netloupe_engine.errors import ExportError
from netloupe_gui.bridge.export import ExportController, ExportOrder
from netloupe_gui.bridge.failures import Failures
from netloupe_gui.bridge.jobs import Job, Jobs
from tests.gui.fake import FakeAnalysis


class Patient(Job):
    """Waits until it is cancelled."""

    def work(self) -> int:
        while not self.is_cancelled():
            self._cancelled.wait(0.01)
        return threading.get_ident()


class Broken(Job):
    """Fails."""

    def work(self) -> None:
        raise ValueError("no")


def test_work_is_done_elsewhere_and_told_here(qtbot, jobs):
    here = []
    job = Patient()
    job.ended.connect(lambda _job: here.append(threading.get_ident()))
    with qtbot.waitSignal(job.ended):
        jobs.start(job)
        job.cancel()
    qtbot.waitUntil(lambda: len(jobs) == 0)
    assert job.result != threading.get_ident()


def test_of_jobs_that_end_together_one_is_told_in_each_turn(qtbot, jobs: Jobs):
    """Between two answers, which fill a pane each, other events are handled."""
    class Quick(Job):
        def work(self) -> None:
            pass

    seen = []
    ticks = QTimer(interval=0)
    ticks.timeout.connect(lambda: seen.append("turn"))
    quick = [Quick() for _ in range(4)]
    for job in quick:
        job.ended.connect(seen.append)
    for job in quick:
        jobs.start(job)
    end_s = time.monotonic() + 5
    while not all(future.done() for future in jobs._running.values()) and time.monotonic() < end_s:
        time.sleep(0.001)                       # all have ended before the loop turns again
    ticks.start()
    qtbot.waitUntil(lambda: len(jobs) == 0)
    told = [at for at, what in enumerate(seen) if what != "turn"]
    assert sorted(map(id, (seen[at] for at in told))) == sorted(map(id, quick))
    assert all(after - before > 1 for before, after in pairwise(told))


def test_a_job_that_is_abandoned_while_it_waits_to_be_told_of_is_not(qtbot, jobs: Jobs):
    """It has ended, and another was told of in this turn."""
    first, second = Patient(), Patient()
    told = []
    for job in (first, second):
        job.ended.connect(told.append)
        job.ended.connect(lambda _job: jobs.abandon(first, second))
        job.cancel()
        jobs.start(job)
    qtbot.waitUntil(lambda: bool(told))
    qtbot.wait(30)
    assert len(told) == 1


def test_an_error_is_the_jobs_result(qtbot, jobs):
    job = Broken()
    with qtbot.waitSignal(job.ended):
        jobs.start(job)
    assert str(job.error) == "no"
    qtbot.waitUntil(lambda: len(jobs) == 0)


def test_a_job_that_failed_goes_when_nobody_has_it_and_says_where_it_failed(qtbot, jobs: Jobs):
    """It holds a capture: nothing else may have to find it first."""
    class Chained(Job):
        def work(self) -> None:
            try:
                raise KeyError("inner")
            except KeyError as error:
                raise ValueError("outer") from error

    gc.disable()
    try:
        job = Chained()
        with qtbot.waitSignal(job.ended):
            jobs.start(job)
        qtbot.waitUntil(lambda: len(jobs) == 0)
        told = "".join(traceback.format_exception(job.error))
        assert "raise ValueError(" in told
        assert "inner" in told
        gone = ref(job)
        del job
        qtbot.waitUntil(lambda: gone() is None)
    finally:
        gc.enable()


def test_abandoned_jobs_are_not_heard_of(qtbot, jobs):
    job = Patient()
    jobs.start(job)
    with qtbot.assertNotEmitted(job.ended, wait=50):
        jobs.abandon(job)
    assert len(jobs) == 0


def test_a_job_may_outlive_the_window(qapp):
    """The program ends without it: its thread has nobody to tell, and says nothing on the terminal."""
    job = Patient()
    thread = threading.Thread(target=job._run)
    thread.start()
    delete(job)
    job.cancel()
    thread.join()
    assert job.result == thread.ident


def test_an_export_tells_its_packets(qtbot, jobs):
    analysis = FakeAnalysis(sessions=5, packets_each=4)
    exporter = ExportController(jobs)
    exporter.set_analysis(analysis)
    with qtbot.waitSignal(exporter.export_finished) as told:
        assert exporter.start(ExportOrder((2, 4), "/x/out.pcapng", "pcapng", "up"))
        assert not exporter.start(ExportOrder((1,), "/x/other.pcapng"))     # one at a time
    assert told.args == ["/x/out.pcapng", 8]
    assert analysis.exported == [((2, 4), "/x/out.pcapng", "pcapng", "up")]
    assert not exporter.is_running


def test_an_export_that_fails_says_why(qtbot, jobs, monkeypatch):
    analysis = FakeAnalysis()

    def fail(*_args, **_names):
        raise ExportError("the disk is full")

    monkeypatch.setattr(analysis, "export", fail)
    exporter = ExportController(jobs)
    exporter.set_analysis(analysis)
    with qtbot.waitSignal(exporter.export_failed) as told:
        exporter.start(ExportOrder((1,), "/x/out.pcapng"))
    assert told.args == ["/x/out.pcapng", "the disk is full"]


def test_nothing_selected_is_nothing_to_export(qtbot, jobs):
    exporter = ExportController(jobs)
    exporter.set_analysis(FakeAnalysis())
    assert not exporter.start(ExportOrder((), "/x/out.pcapng"))


@pytest.fixture
def failures(qapp, tmp_path, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    made = Failures(tmp_path / "logs" / "window.log")
    made.install()
    yield made
    made.uninstall()


def test_an_unexpected_exception_is_logged_and_told(qtbot, failures):
    try:
        raise RuntimeError("surprise")
    except RuntimeError as error:
        with qtbot.waitSignal(failures.failure_caught) as told:
            sys.excepthook(type(error), error, error.__traceback__)
    assert told.args[0] == "RuntimeError: surprise"
    assert "surprise" in failures.log_path.read_text()
    assert "Traceback" in told.args[1]


def test_so_is_one_in_a_thread(qtbot, failures):
    with qtbot.waitSignal(failures.failure_caught) as told:
        thread = threading.Thread(target=int, args=("x",))
        thread.start()
        thread.join()
    assert told.args[0].startswith("ValueError")


def test_a_job_that_waits_for_a_person_does_not_keep_the_program(qtbot, qapp):
    gate = threading.Event()

    class Waiting(Job):
        def work(self) -> None:
            gate.wait(20)

    runner = Jobs()
    job = Waiting()
    runner.start_alone(job)
    began = time.monotonic()
    runner.close()
    assert time.monotonic() - began < 3
    gate.set()


def test_a_job_of_its_own_is_told_about(qtbot, jobs: Jobs):
    class Quick(Job):
        def work(self) -> int:
            return 7

    job = Quick()
    with qtbot.waitSignal(job.ended):
        jobs.start_alone(job)
    assert job.result == 7
    qtbot.waitUntil(lambda: len(jobs) == 0)
