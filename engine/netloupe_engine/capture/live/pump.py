"""Pump: from a pipe into a spool until the other side goes away or somebody wakes it."""
from __future__ import annotations

import contextlib
import os
import select
from collections.abc import Callable

from .spool import Spool


class Waker:
    """Ends a `pump` that waits in another thread. Stays woken until `rest`."""

    def __init__(self) -> None:
        self.fd = os.eventfd(0, os.EFD_NONBLOCK | os.EFD_CLOEXEC)

    def wake(self) -> None:
        """End the pump, now or as soon as it begins."""
        os.eventfd_write(self.fd, 1)

    def rest(self) -> None:
        """Forget that it was woken."""
        with contextlib.suppress(BlockingIOError):
            os.eventfd_read(self.fd)

    def wait(self, seconds: float) -> bool:
        """Was it woken within so long?"""
        poll = select.poll()
        poll.register(self.fd, select.POLLIN)
        return bool(poll.poll(seconds * 1000))

    def close(self) -> None:
        """Give it back; nobody may use it afterwards."""
        os.close(self.fd)


def _nothing() -> None:
    pass


def pump(source: int, spool: Spool, waker: Waker, moved: Callable[[], None] = _nothing) -> bool:
    """Move bytes until `source` ends (False) or `waker` says so (True), then with what lay in the pipe.

    Waiting and moving both happen without the GIL. `moved` is told after each piece. Raises CaptureError, see
    Spool.take.
    """
    poll = select.poll()
    poll.register(source, select.POLLIN)
    poll.register(waker.fd, select.POLLIN)
    while True:
        ready = dict(poll.poll())
        if source in ready:
            if spool.take(source) == 0:
                return False
            moved()
        if waker.fd in ready:
            return True
