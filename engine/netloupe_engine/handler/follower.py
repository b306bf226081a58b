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

POLL_S = 0.015                  # between two looks for new packets
REST_POLL_S = 0.05              # ... and for a capture that goes on after its end
GRACE_NS = 2_000_000_000        # silence before the clock goes on by itself; it stays this much behind
CLOCK_STEP_NS = 100_000_000     # as often is looked for sessions that time out


class Follower(Worker):
    """Reads what a recorder writes."""

    def __init__(self, run: Run, source: GrowingCapture, clock: Callable[[], int]) -> None:
        super().__init__(run)
        self._source, self._clock = source, clock
        self._last_came = self._advanced = 0        # by `clock`: the last packets; by them: how far the clock was moved

    def wait(self, timeout: float | None = None) -> bool:
        """Wait until all of a capture that has ended is read; was that reached within `timeout` seconds?"""
        return self._finished.wait(timeout)

    def _pass(self) -> None:
        self._last_came = self._clock()
        while self._wanted():
            before = self._run.packets
            more, changed = self._run.slice(SLICE_NS)
            came = self._run.packets != before
            if came:
                self._last_came, self._advanced = self._clock(), 0
                self._note(changed)
            if more:
                continue
            if self._source.exhausted:
                self._rest()
            else:
                if not came:
                    self._idle()
                self._source.wait(POLL_S)

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
        self._end()
        while self._source.exhausted and not self.cancelled:
            self._source.wait(REST_POLL_S)
        if not self.cancelled:
            self._finished.clear()
            self._began = time.monotonic()
            self._run.go_on()
            self._note_everything()
            self._last_came, self._advanced = self._clock(), 0
