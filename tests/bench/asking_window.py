"""The real window asked one thing after another, offscreen: `python -m tests.bench.asking_window FILE`, JSON out.

Of each question three times in milliseconds, the longest between two turns of the event loop from the first key or
click until the answer is drawn: how long the loop was away; how long without waiting for a processor, which is what it
would be were no other program there, with what threads beside the window's kept it waiting for the interpreter; and the
processor time of the window's thread, its own work. With NETLOUPE_STALL_MS it is said where it was.
"""
import json
import logging
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from netloupe_gui.app import STALL_VARIABLE, App
from netloupe_gui.bridge.collector import Collector
from netloupe_gui.bridge.watchdog import StallWatchdog
from netloupe_gui.models.grouped import BYTES, LABEL, SESSIONS, Order
from netloupe_gui.models.state_lanes import By
from tests.bench.captures import QUESTION

SETTLE_MS, DRAWN_MS = 1500, 60
LONGEST_S = 60.0
TYPED = "app == dns and bytes > 90"
WORD = "host-0000"
BY = ("app", "server", "client", "server.port", "either", "duration")
BRUSHES = 12
FOUND = QUESTION[13:18].decode()      # is in every question and in every answer


Longest = tuple[float, float, float]    # the gap, without waiting for a processor, own work


def waited_s(schedstat: int) -> float:
    """How long this thread was ready to run and had no processor, of an open /proc/thread-self/schedstat; 0 where the
    system does not count it. https://docs.kernel.org/scheduler/sched-stats.html"""
    return int((os.pread(schedstat, 100, 0).split() or (b"0", b"0"))[1]) / 1e9


class Loop(QObject):
    """How long the event loop was away at most since it was asked last. GUI thread only."""

    def __init__(self, application: QApplication) -> None:
        super().__init__()
        self._application = application
        self._timer = QTimer(self, interval=1)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        self._schedstat = os.open("/proc/thread-self/schedstat", os.O_RDONLY)
        self._last = self._now()
        self._longest = 0.0, 0.0, 0.0

    def _now(self) -> Longest:
        now_s = time.perf_counter()
        return now_s, now_s - waited_s(self._schedstat), time.thread_time()

    def _tick(self) -> None:
        now = self._now()
        self._longest = _longer(self._longest, (now[0] - self._last[0], now[1] - self._last[1], now[2] - self._last[2]))
        self._last = now

    def turn(self, ms: int) -> None:
        """Let the window work for so long."""
        until_s = time.perf_counter() + ms / 1000
        while time.perf_counter() < until_s:
            self._application.processEvents()
            time.sleep(0.0005)

    def longest_ms(self, do: Callable[[], object], is_done: Callable[[], bool]) -> Longest:
        """Do something, and wait until its answer is there and drawn: the longest times, in milliseconds."""
        self.turn(DRAWN_MS)
        self._longest, end_s = (0.0, 0.0, 0.0), time.perf_counter() + LONGEST_S
        do()
        self.turn(DRAWN_MS)
        while not is_done():
            if time.perf_counter() > end_s:
                raise TimeoutError
            self.turn(5)
        self.turn(DRAWN_MS)
        gap_s, here_s, own_s = self._longest
        return gap_s * 1000, here_s * 1000, own_s * 1000


def _longer(one: Longest, other: Longest) -> Longest:
    return max(one[0], other[0]), max(one[1], other[1]), max(one[2], other[2])


class Questions:
    """Asks a window as a person would."""

    def __init__(self, application: QApplication, app: App) -> None:
        self.app, self.loop = app, Loop(application)
        self.figures: dict[str, Longest] = {}

    def ask(self, name: str, do: Callable[[], object], is_done: Callable[[], bool]) -> None:
        """Note the longest times under a name."""
        longest = self.loop.longest_ms(do, is_done)
        self.figures[name] = _longer(longest, self.figures.get(name, (0.0, 0.0, 0.0)))

    def is_arranged(self) -> bool:
        """Whether the table shows what was asked."""
        app = self.app
        return not (app.sessions_model.is_arranging or app.filter_bar._pause.isActive() or app.statistics.is_busy
                    or app.groups_model.is_working)

    def load(self, name: str, path: str) -> None:
        """Open the capture."""
        self.ask(name, lambda: self.app.commands.open_path(path),
                 lambda: self.app.capture.analysis is not None and not self.app.capture.is_reading
                 and self.is_arranged())

    def type_filter(self, name: str, text: str) -> None:
        """Key by key, each when the loop has turned."""
        line = self.app.filter_bar.line
        line.setFocus()
        for key in text:
            self.ask(name, lambda key=key: QTest.keyClicks(line, key), lambda: True)
        self.ask(name, lambda: None, self.is_arranged)

    def filters(self) -> None:
        """Type filters, take them away, go back."""
        app = self.app
        for text in (TYPED, WORD):
            kind = "a filter" if text == TYPED else "words"
            self.type_filter(f"typing {kind}", text)
            self.ask(f"entering {kind}", lambda: QTest.keyClick(app.filter_bar.line, Qt.Key.Key_Return),
                     self.is_arranged)
            self.ask(f"clearing {kind}", app.filter_bar.clear_all, self.is_arranged)
            self.ask("undo", app.past.undo, self.is_arranged)
            self.ask("undo", app.past.undo, self.is_arranged)
        self.ask("clearing a filter", app.filter_bar.clear_all, self.is_arranged)
        line = app.filter_bar.line
        self.type_filter("completion", "server == 10.")
        self.ask("completion", lambda: None, lambda: line.popup.isVisible())
        self.ask("clearing a filter", app.filter_bar.clear_all, self.is_arranged)

    def groups(self) -> None:
        """Group by several columns, sort, open and close, filter, by two levels."""
        app, model = self.app, self.app.groups_model
        group = app.filter_bar.group.by_chosen.emit
        for by in BY:
            self.ask("grouping", lambda by=by: group((by,)), lambda: model.rowCount() > 0 and self.is_arranged())
            for column in (LABEL, SESSIONS, BYTES):
                self.ask("sorting groups", lambda column=column: model.set_order(Order(column)), self.is_arranged)
            rows = model.rowCount()
            self.ask("opening a group", lambda: model.set_open(0, True), lambda rows=rows: model.rowCount() > rows)
            self.ask("closing a group", lambda: model.set_open(0, False), self.is_arranged)
        self.ask("grouping by two", lambda: group(("app", "server")), self.is_arranged)
        self.ask("opening a group", lambda: model.set_open(0, True), lambda: model.rowCount() > 10)
        self.ask("filtering groups", lambda: app.focus.set_filter("bytes > 90"), self.is_arranged)
        self.ask("clearing a filter, grouped", lambda: app.focus.set_filter(""), self.is_arranged)
        self.ask("no groups", lambda: group(()), self.is_arranged)

    def statistics(self) -> None:
        """Choose each statistic, brush, filter."""
        app = self.app
        self.ask("opening statistics", lambda: app.window.middle.show_page("statistics"),
                 lambda: app.late_panes["statistics"].view.found is not None)
        view = app.late_panes["statistics"].view
        for kind in view._kinds:
            self.ask(f"statistic {kind.name}", lambda kind=kind: app.statistics.set_name(kind.name),
                     lambda kind=kind: view.found.kind.name == kind.name and self.is_arranged())
        capture = app.capture.analysis.capture
        start_ns, span_ns = capture.start_ns, capture.end_ns - capture.start_ns
        for at in range(BRUSHES):
            self.ask("brushing with statistics", lambda at=at: app.focus.set_brush(
                start_ns, start_ns + span_ns * (at + 2) // (2 * BRUSHES)), lambda: True)
        self.ask("brushing with statistics", lambda: None, self.is_arranged)
        self.ask("clearing a brush", app.focus.clear_brush, self.is_arranged)
        self.ask("filtering with statistics", lambda: app.focus.set_filter("app == dns"), self.is_arranged)
        self.ask("clearing a filter, statistics", lambda: app.focus.set_filter(""), self.is_arranged)

    def select(self) -> None:
        """All sessions, all groups, and what of groups is copied."""
        app, model = self.app, self.app.groups_model
        table, groups = app.sessions_view.table, app.sessions_view.groups
        everything = Qt.KeyboardModifier.ControlModifier
        table.setFocus()
        self.ask("all sessions selected", lambda: QTest.keyClick(table, Qt.Key.Key_A, everything),
                 lambda: len(app.focus.sessions) > 1)
        self.ask("all sessions selected", lambda: self.loop.turn(SETTLE_MS), lambda: True)
        self.ask("one session selected", lambda: app.focus.select_sessions((1,)), lambda: True)
        app.filter_bar.group.by_chosen.emit(("client",))
        self.ask("grouping", lambda: None, lambda: model.rowCount() > 0 and self.is_arranged())
        groups.setFocus()
        self.ask("all groups selected", lambda: QTest.keyClick(groups, Qt.Key.Key_A, everything), lambda: True)
        self.ask("copying groups", lambda: QTest.keyClick(groups, Qt.Key.Key_C, everything),
                 lambda: not groups._copying._timer.isActive())
        self.ask("no groups", lambda: app.filter_bar.group.by_chosen.emit(()), self.is_arranged)

    def panes(self) -> None:
        """Lanes in each order, findings."""
        app = self.app
        self.ask("opening lanes", lambda: app.window.middle.show_page("lanes"),
                 lambda: app.late_panes["lanes"].view.area.painted is not None)
        for by in By:
            self.ask("ordering lanes", lambda by=by: app.lanes.set_by(by), lambda: not app.lanes.is_busy)
        self.ask("opening findings", lambda: app.window.middle.show_page("findings"),
                 lambda: app.late_panes["findings"].view.model.found is not None)

    def find(self) -> None:
        """Find what is in very many packets."""
        view = self.app.find_view
        self.app.window.middle.show_page("sessions")
        self.app.commands.run("find")
        view.line.setFocus()
        self.ask("finding 100,000 places", lambda: (QTest.keyClicks(view.line, FOUND),
                                                    QTest.keyClick(view.line, Qt.Key.Key_Return)),
                 lambda: view.answer is not None)
        self.ask("next place", view.go_next, lambda: True)


def main(path: str) -> dict[str, Longest]:
    """All questions, on a capture."""
    application = QApplication(sys.argv[:1])
    collector = Collector(application)
    with tempfile.TemporaryDirectory() as folder:
        app = App(application, Path(folder) / "settings.ini", Path(folder) / "window.log")
        app.warm_up.finished.connect(collector.freeze)
        collector.watch(app.jobs)
        app.window.resize(1600, 1000)
        app.window.show()
        questions = Questions(application, app)
        limit_ms = int(os.environ.get(STALL_VARIABLE, "0"))
        watchdog = StallWatchdog(limit_ms, app) if limit_ms else None
        questions.loop.turn(SETTLE_MS)
        questions.load("loading", path)
        questions.filters()
        questions.find()
        questions.select()
        questions.panes()
        questions.groups()
        questions.statistics()
        questions.load("loading with statistics", path)
        app.window.middle.show_page("sessions")
        app.filter_bar.group.by_chosen.emit(("server",))
        questions.load("loading with groups", path)
        if watchdog is not None:
            watchdog.stop()
        app.dispose()
    collector.stop()
    return questions.figures


if __name__ == "__main__":
    logging.basicConfig()
    figures = main(sys.argv[1])
    if sys.stdout.isatty():
        print(f"{'longest, ms':36}{'gap':>8}{'here':>8}{'own':>8}")
        for name, (gap, here, own) in figures.items():
            print(f"{name:36}{gap:8.1f}{here:8.1f}{own:8.1f}")
    else:
        print(json.dumps(figures))
