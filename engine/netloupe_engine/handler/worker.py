"""Worker: the thread that takes a run through its capture, and what it tells those who watch."""
from __future__ import annotations

import os
import threading
import time
from typing import TYPE_CHECKING

from ..records import record
from .extraction import Delivery
from .reserve import Reserve
from .run import Run

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SLICE_NS = 60_000_000           # of work between two looks at cancel, pause and who watches
WATCHED_NICENESS = 5            # of a watched worker and its threads, above the program's: who watches goes first
REST_S = 0.05                   # between two looks of a halted worker
CHANGES_KEPT = 600              # slices of changed rows; who asks for older ones is told everything changed


@record(frozen=True, slots=True)
class Changes:
    """What was noted after some tick."""

    tick: int
    sessions: int                               # rows there are
    rows: list[NDArray[np.uint32]] | None       # that changed, in no order and perhaps repeated; None: all


def give_way() -> None:
    """Let this thread, and those it starts, wait for the program's others where processors are scarce (setpriority(2):
    on Linux each thread has a niceness of its own)."""
    me = threading.get_native_id()
    os.setpriority(os.PRIO_PROCESS, me, os.getpriority(os.PRIO_PROCESS, me) + WATCHED_NICENESS)


class Worker:
    """Slices of work until the end of the capture. Any thread may call anything."""

    def __init__(self, run: Run, delivery: Delivery | None = None) -> None:
        self.error: BaseException | None = None     # what stopped it, but for the end
        self._run, self._delivery, self._reserve = run, delivery, Reserve()
        self._thread: threading.Thread | None = None
        self._cancelled, self._finished, self._resumed = threading.Event(), threading.Event(), threading.Event()
        self._resumed.set()
        self._halted, self._go_on = threading.Event(), threading.Event()
        self._is_over = False           # nothing can go on any more
        self._watched = False
        self._lock = threading.Lock()
        self._changes: list[tuple[int, list[NDArray[np.uint32]]]] = []
        self._tick, self._complete_since, self._began, self._seconds = 0, 0, 0.0, 0.0

    def start(self, watched: bool) -> None:
        """Begin, keeping track of what changes if `watched`. Does nothing the second time."""
        with self._lock:
            if self._thread is not None:
                return
            self._watched = watched
            if watched:
                self._run.watch()
            self._began = time.monotonic()
            self._thread = threading.Thread(target=self._work, name="analysis", daemon=True)
            self._thread.start()

    def wait(self, timeout: float | None = None) -> bool:
        """Wait for the end; was it reached within `timeout` seconds?"""
        reached = self._finished.wait(timeout)
        if reached:
            self._join()
        return reached

    def cancel(self, wait: bool = True) -> None:
        """Stop; what was read stays usable. From the worker's own thread, or without `wait`: as soon as it gets
        there."""
        self._cancelled.set()
        self._resumed.set()
        self._go_on.set()
        if wait:
            self._join()

    def halt(self, timeout: float) -> bool:
        """Rest after this slice, with all rows as at the end, until `go_on`; was that reached within `timeout` s?"""
        self._go_on.clear()
        self._halted.set()
        self._resumed.set()
        return self._finished.wait(timeout)

    def go_on(self) -> None:
        """After `halt`: read on where it stopped."""
        if self.halted:
            self._finished.clear()
            self._halted.clear()
            self._go_on.set()

    def pause(self) -> None:
        """Stop reading until `resume`."""
        self._resumed.clear()

    def resume(self) -> None:
        """Go on after `pause`."""
        self._resumed.set()

    @property
    def finished(self) -> bool:
        """Has the end been reached?"""
        return self._finished.is_set()

    @property
    def cancelled(self) -> bool:
        """Has somebody stopped it?"""
        return self._cancelled.is_set()

    @property
    def halted(self) -> bool:
        """Does it rest, and could go on?"""
        return self._halted.is_set() and not self._is_over

    @property
    def paused(self) -> bool:
        """Does it wait for `resume`?"""
        return not self._resumed.is_set()

    @property
    def seconds(self) -> float:
        """Of work so far."""
        running = time.monotonic() - self._began if self._began and not self._finished.is_set() else 0.0
        return self._seconds + running

    def since(self, tick: int) -> Changes:
        """What was noted after `tick` (0: everything)."""
        with self._lock:
            everything = tick == 0 or tick < self._complete_since
            rows = None if everything else [rows for at, many in self._changes if at > tick for rows in many]
            return Changes(self._tick, len(self._run.store), rows)

    def _join(self) -> None:
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join()

    def _work(self) -> None:
        """Slices until the end, then the finish; whatever happens is kept for the caller."""
        if self._watched:
            give_way()
        try:
            try:
                self._pass()
            except MemoryError:
                self._reserve.release()
                raise
            finally:
                self._is_over = True
                self._run.finish()
            if self._watched and not self.cancelled:
                self._run.judged()      # who watches is not to wait for it
            if self._delivery:
                self._delivery.at_end()
        except BaseException as error:  # noqa: BLE001 - it is raised again where the caller waits
            self.error = error
        finally:
            self._end()

    def _wanted(self) -> bool:
        """Wait while paused; does anybody want more?"""
        return self._resumed.wait() and not self._cancelled.is_set()

    def _pass(self) -> None:
        """Slice after slice, until the end or until nobody wants more."""
        more = True
        while more and self._wanted():
            more, changed = self._run.step() if self._delivery else self._run.slice(SLICE_NS)
            if self._delivery:
                self._delivery.after_batch([rows.tolist() for rows in changed])
            self._note(changed)
            if more and self._halted.is_set() and not self._cancelled.is_set():
                self._rest_halted()

    def _rest_halted(self) -> None:
        """Show what was read as if it were all, until somebody wants more of it."""
        self._run.rest()
        self._run.judged()
        self._end()
        while not self._go_on.wait(REST_S) and not self._cancelled.is_set():
            if self._halted.is_set():
                self._finished.set()        # it was let go and halted again before it noticed
        if not self._cancelled.is_set():
            self._run.go_on()
            self._note_everything()
            self._began = time.monotonic()

    def _note(self, changed: list[NDArray[np.uint32]]) -> None:
        with self._lock:
            self._tick += 1
            self._changes.append((self._tick, changed))
            if len(self._changes) > CHANGES_KEPT:
                self._complete_since = self._changes.pop(0)[0]

    def _note_everything(self) -> None:
        with self._lock:
            self._tick += 1
            self._complete_since = self._tick
            self._changes.clear()

    def _end(self) -> None:
        """Everything may have changed, and nothing will."""
        self._seconds = self.seconds
        self._note_everything()
        self._finished.set()
