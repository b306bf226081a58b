"""Follower: a worker on a capture that grows. It waits where nothing is new, rests at the end, and may go on after it.

While no packets come time goes on all the same: after a moment of grace (packets wait in buffers before they are seen)
the sessions' clock follows the system's monotonic one, which neither a clock set anew nor a suspend can turn back.
"""
from __future__ import annotations

import time
from collections.abc import Callable

from ..capture.growing import GrowingCapture
from .run import Run
from .worker import SLICE_NS, Worker

BREATH_S = 0.005                # of a source that a Follower reads
POLL_S = 0.015                  # between two looks for new packets
WAIT_S = 3600.0                 # the longest wait at a stretch
REST_POLL_S = 0.05              # ... and for a capture that goes on after its end
GRACE_NS = 2_000_000_000        # silence before the clock goes on by itself; it stays this much behind
CLOCK_STEP_NS = 100_000_000     # as often is looked for sessions that time out
JUDGE_S = 2.0                   # between two times that rules are asked, at least
JUDGE_SHARE = 20                # ... and so many times as long as asking them took


class Follower(Worker):
    """Reads what a recorder writes."""

    def __init__(self, run: Run, source: GrowingCapture, clock: Callable[[], int]) -> None:
        super().__init__(run)
        self._source, self._clock = source, clock
        self._last_came = self._advanced = 0        # by `clock`: the last packets; by them: how far the clock was moved
        self._judged, self._judge_at = 0, 0.0       # packets when rules were asked last; when they are next

    def wait(self, timeout: float | None = None) -> bool:
        """Wait until all of a capture that has ended is read; was that reached within `timeout` seconds?"""
        deadline = time.monotonic() + (timeout if timeout is not None else float("inf"))
        while not self.finished:
            left = deadline - time.monotonic()
            if left <= 0:
                return False
            # It may rest, and have to go on, and not know it yet.
            time.sleep(min(POLL_S, left)) if self._finished.is_set() else self._finished.wait(min(left, WAIT_S))
        return True

    @property
    def finished(self) -> bool:
        """Is all of a capture that has ended read?"""
        return super().finished and (self.cancelled or self.error is not None or self._source.exhausted)

    def _wanted(self) -> bool:
        """Wait while paused, without keeping disk space that is meant to be free; does anybody want more?"""
        while not self._resumed.wait(REST_POLL_S):
            self._source.release_dropped()
        return not self.cancelled

    def _pass(self) -> None:
        self._last_came = self._clock()
        while self._wanted():
            now, before = self._clock(), self._run.packets
            more, changed = self._run.slice(SLICE_NS)
            came = self._run.packets != before
            if came:
                self._last_came, self._advanced = now, 0
                self._note(changed)
            self._judge()
            if more:
                continue
            if self._source.exhausted:
                if not self._run.reader.let_go(True):
                    self._rest()
                    self._run.reader.let_go(False)
            else:
                if not came:
                    self._idle()
                self._source.wait(POLL_S)

    def _judge(self) -> None:
        """Ask the rules now and then, for a twentieth of the time at most."""
        now = time.monotonic()
        if now >= self._judge_at and self._run.packets != self._judged:
            self._judged = self._run.packets
            self._run.judge_now()
            done = time.monotonic()
            self._judge_at = done + max(JUDGE_S, JUDGE_SHARE * (done - now))

    def _idle(self) -> None:
        """Let time go on without packets."""
        ahead = self._clock() - self._last_came - GRACE_NS
        if ahead >= self._advanced + CLOCK_STEP_NS:
            self._advanced = ahead
            changed = self._run.idle(ahead)
            if any(len(rows) for rows in changed):
                self._note(changed)

    def _rest(self) -> None:
        """Show what an analysis of the finished capture would, until it goes on or nobody wants more."""
        self._run.rest()
        self._run.judged()
        self._end()
        while self._source.exhausted and not self.cancelled:
            self._source.wait(REST_POLL_S)
        if not self.cancelled:
            self._run.go_on()
            self._note_everything()
            self._last_came, self._advanced = self._clock(), 0
            self._began = time.monotonic()
            self._finished.clear()
