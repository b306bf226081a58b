"""The stall watchdog, and the warm-up."""
import importlib
import logging
import time

from PySide6.QtCore import QTimer

from netloupe_gui.bridge.qt_types import MODULES, make_types
from netloupe_gui.bridge.warm_up import WarmUp
from netloupe_gui.bridge.watchdog import StallWatchdog


def stand_still() -> None:
    time.sleep(0.2)


def test_a_stall_is_logged_with_its_place(qtbot, qapp, caplog):
    watchdog = StallWatchdog(40)
    try:
        with caplog.at_level(logging.WARNING, "netloupe.stall"):
            QTimer.singleShot(30, stand_still)
            qtbot.waitUntil(lambda: "stand_still" in caplog.text)
        assert "the event loop stands still for" in caplog.text
    finally:
        watchdog.stop()


def test_warm_up_takes_its_steps_after_the_imports(qtbot, jobs):
    done = []
    warm_up = WarmUp(jobs, ("json",), [lambda: done.append(1), lambda: done.append(2)])
    warm_up.start()
    qtbot.waitUntil(lambda: done == [1, 2])


def test_qts_classes_are_there_before_anything_is_imported_beside():
    assert all(make_types())
    for module in map(importlib.import_module, MODULES):
        assert not [name for name in dir(module) if name not in vars(module)]      # not made yet


def test_a_stopped_warm_up_does_nothing_more(qtbot, jobs):
    done = []
    warm_up = WarmUp(jobs, ("no_such_module_at_all",), [lambda: done.append(1)])
    warm_up.start()
    qtbot.wait(300)
    assert not done                 # what cannot be imported is told when it is needed, not now
    warm_up.stop()
