"""Garbage is collected in the GUI thread, and only there."""
import gc
import threading
import weakref
from functools import partial

from pytestqt.qtbot import QtBot

from netloupe_gui.bridge.collector import POSTPONED_MAX, Collector
from netloupe_gui.bridge.jobs import Jobs
from netloupe_gui.bridge.later import CallJob


class _Node:
    """Kept alive by itself."""

    def __init__(self) -> None:
        self.me = self


def _litter(count: int) -> list[weakref.ref[_Node]]:
    return [weakref.ref(_Node()) for _ in range(count)]


def test_a_worker_that_allocates_collects_nothing(qtbot: QtBot) -> None:
    gc.collect()
    was_enabled = gc.isenabled()
    collector = Collector()
    try:
        found: list[list[weakref.ref[_Node]]] = []
        worker = threading.Thread(target=lambda: found.append(_litter(5000)))
        worker.start()
        worker.join()
        assert all(node() is not None for node in found[0])
        qtbot.waitUntil(lambda: all(node() is None for node in found[0]), timeout=5000)
    finally:
        collector.stop()
    assert gc.isenabled() == was_enabled


def test_nothing_is_collected_while_a_job_works_unless_it_works_for_long(qtbot: QtBot, jobs: Jobs, monkeypatch) -> None:
    """A full collection goes through all that the job has made, and holds the window up as long."""
    gate = threading.Event()
    collector = Collector()
    collector.watch(jobs)
    looks = []
    monkeypatch.setattr(gc, "collect", lambda generation: looks.append(generation))
    monkeypatch.setattr(gc, "get_count", lambda: (10_000, 0, 0))
    try:
        jobs.start(CallJob("", partial(gate.wait, 20)))
        assert jobs.is_working
        for _ in range(POSTPONED_MAX):
            collector.look()
        assert not looks
        collector.look()
        assert looks == [0]
        gate.set()
        qtbot.waitUntil(lambda: not jobs.is_working)
        collector.look()
        assert looks[:2] == [0, 0]
    finally:
        gate.set()
        collector.stop()


def test_what_is_frozen_is_not_gone_through_again() -> None:
    collector = Collector()
    try:
        kept = _litter(10)
        collector.freeze()
        assert gc.get_freeze_count() > 1000
        gc.collect()
        assert all(node() is not None for node in kept)
    finally:
        collector.stop()
    assert gc.get_freeze_count() == 0
