"""Which session has which colour: the rules are asked beside the GUI thread, again as the capture grows."""
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, QTimer, Signal

from netloupe_engine.errors import CancelledError, ExpressionError
from netloupe_gui.bridge.colour_rules import ColourRule, ColourRules
from netloupe_gui.bridge.jobs import Job, Jobs
from netloupe_gui.theme.tokens import RULE_COLOURS

if TYPE_CHECKING:
    from netloupe_engine.analysis import Analysis

GROWING_MS = 700            # a growing capture is coloured again at most this often
PAUSES = 8                  # ... and not before this many times what it took


@dataclass(frozen=True, slots=True)
class Verdict:
    """What came of one rule."""

    sessions: int = 0       # that have its colour
    problem: str = ""       # why its filter is none


@dataclass(frozen=True, slots=True)
class Colours:
    """The answer of some rules."""

    rules: tuple[ColourRule, ...] = ()
    by_row: bytes = b""     # of each session the number of its rule, from 1, or 0; there may be more sessions by now
    verdicts: tuple[Verdict, ...] = ()
    grounds: tuple[int, ...] = (-1,)        # by the number of a rule: which of RULE_COLOURS, -1 for none

    def ground(self, row: int) -> int:
        """Which of RULE_COLOURS is behind the row of a session, -1 for none."""
        return self.grounds[self.by_row[row]] if row < len(self.by_row) else -1

    def rule(self, row: int) -> ColourRule | None:
        """The rule that colours a session."""
        number = self.by_row[row] if row < len(self.by_row) else 0
        return self.rules[number - 1] if number else None


def colours_of(analysis: "Analysis", rules: tuple[ColourRule, ...], is_cancelled: Callable[[], bool]) -> Colours:
    """Ask the rules, the first that holds has a session. Any thread. Raises CancelledError."""
    from netloupe_engine.analysis import compile_filter
    by_row = np.zeros(len(analysis.sessions), np.uint8)
    verdicts = []
    for number, rule in enumerate(rules, 1):
        try:
            asked = compile_filter(rule.expression) if rule.expression.strip() else None
            if asked is None or not rule.is_on:
                verdicts.append(Verdict())
                continue
            ids = asked.sessions(analysis, is_cancelled)
        except ExpressionError as error:
            verdicts.append(Verdict(problem=str(error)))
            continue
        rows = ids[ids <= len(by_row)].astype(np.int64) - 1     # more may have come
        free = rows[by_row[rows] == 0]
        by_row[free] = number
        verdicts.append(Verdict(len(free)))
    grounds = (-1, *(RULE_COLOURS.index(rule.colour) for rule in rules))
    return Colours(rules, by_row.tobytes(), tuple(verdicts), grounds)


class ColourJob(Job):
    """Colours all sessions there are; `result` is Colours, None if it was called off."""

    def __init__(self, analysis: "Analysis", rules: tuple[ColourRule, ...]) -> None:
        """By these rules."""
        super().__init__()
        self._analysis, self._rules = analysis, rules
        self.seconds = 0.0

    def work(self) -> Colours | None:
        """Ask the engine."""
        began = time.monotonic()
        try:
            return colours_of(self._analysis, self._rules, self.is_cancelled)
        except CancelledError:
            return None
        finally:
            self.seconds = time.monotonic() - began


class Colouring(QObject):
    """At most one question at a time; other rules call an older one off. GUI thread only."""

    coloured = Signal(object)       # Colours

    def __init__(self, rules: ColourRules, jobs: Jobs, parent: QObject | None = None) -> None:
        """No capture yet."""
        super().__init__(parent)
        self._rules, self._jobs = rules, jobs
        self._analysis: Analysis | None = None
        self._job: ColourJob | None = None
        self._is_stale = False          # there is more to colour
        self._is_waiting = False        # for the job that runs to end: it was called off
        self._colours = Colours()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(GROWING_MS)
        self._pause.timeout.connect(self._on_pause)
        rules.changed.connect(self._ask)

    @property
    def colours(self) -> Colours:
        """The last answer."""
        return self._colours

    def set_analysis(self, analysis: "Analysis | None") -> None:
        """Another capture is shown."""
        self._pause.stop()
        if self._job is not None:
            job, self._job = self._job, None
            self._jobs.abandon(job)
        self._analysis, self._is_waiting, self._is_stale = analysis, False, False
        self._tell(Colours())
        self._ask()

    def refresh(self) -> None:
        """The capture has grown, or something is said of sessions."""
        self._is_stale = bool(self._rules.rules)
        if self._is_stale and self._job is None and not self._pause.isActive():
            self._pause.start()

    def _on_pause(self) -> None:
        if self._is_stale and self._job is None:
            self._ask()

    def _ask(self) -> None:
        """Ask now; what is asked already is called off."""
        if self._analysis is None:
            self._tell(Colours(self._rules.rules))
        elif self._job is not None:
            self._is_waiting = True
            self._job.cancel()
        elif not self._rules.rules:
            self._tell(Colours())
        else:
            self._is_stale = False
            self._job = ColourJob(self._analysis, self._rules.rules)
            self._job.ended.connect(self._on_ended)
            self._jobs.start(self._job)

    def _on_ended(self, job: ColourJob) -> None:
        if job is not self._job:
            return
        self._job = None
        if self._is_waiting:
            self._is_waiting = False
            self._ask()
        elif job.error is not None:
            raise job.error
        elif isinstance(job.result, Colours):
            self._tell(job.result)
        self._pause.setInterval(max(GROWING_MS, round(PAUSES * 1000 * job.seconds)))
        if self._is_stale and self._job is None:
            self._pause.start()

    def _tell(self, colours: Colours) -> None:
        if colours != self._colours:
            self._colours = colours
            self.coloured.emit(colours)
