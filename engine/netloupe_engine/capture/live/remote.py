"""Remote captures: tcpdump on another host, reached by ssh, reconnected when the way there is lost."""
from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from ...errors import CaptureError, NetloupeError
from ...model import DeviceCounters, RemoteOptions
from .connection import Connection
from .pump import pump
from .remote_command import ALIVE_SECONDS, check, ssh_command
from .spool_recorder import SpoolRecorder

BACK_OFF_SECONDS = (1, 2, 4, 8, 16, 30)
START_SECONDS = 30.0
_STEADY_SECONDS = 10.0      # a connection that held so long was a good one: the next wait is short again
_FLUSH_SECONDS = 2.5     # the script there takes 1.2 of them


class RemoteRecorder(SpoolRecorder):
    """See Recorder; any thread may call anything. Each connection's packets are a segment of their own."""

    STOP_S = 4.0

    def __init__(self, options: RemoteOptions, path: Path, ssh: Sequence[str] = ("ssh",)) -> None:
        """`ssh`: the program and options before ours. Raises CaptureError for options that cannot be."""
        check(options)
        super().__init__("ssh", path)
        self._options = options
        self._command = ssh_command(options, ssh)
        self._settled = threading.Event()           # packets can come, or never will
        self._error: NetloupeError | None = None    # why not
        self._stopping = threading.Event()
        self._lost_ns = 0                           # since when nothing can have come; 0: nothing was lost
        self._came_ns = 0                           # when the last bytes came
        self._fresh = True                          # nothing has come over this connection
        self._counters = DeviceCounters(f"{options.host}:{options.device}", 0, 0, 0)

    def start(self) -> None:
        """Connect. Raises what stands in the way: CaptureError, PermissionDeniedError, FilterError."""
        if self._works:
            return
        self._settled.clear()
        self._stopping.clear()
        self._waker.rest()
        self._error, self._lost_ns = None, 0
        self._spool.begin()
        self._start_worker(self._work)
        if not self._settled.wait(START_SECONDS):
            self.stop()
            raise CaptureError(f"{self._options.host} has not answered within {START_SECONDS:.0f} seconds.")
        if self._error is not None:
            raise self._error

    def _work(self) -> None:
        """Connection after connection, until told to stop or until there is no point."""
        failure, step = "", 0
        try:
            while True:
                began = time.monotonic()
                error, pointless = self._connected()
                if self._stopping.is_set():
                    break
                if pointless or not self._settled.is_set():
                    self._error, failure = error, str(error)
                    break
                self._spool.trouble(f"{error} – connecting again")
                step = 0 if time.monotonic() - began > _STEADY_SECONDS else step
                if self._waker.wait(BACK_OFF_SECONDS[min(step, len(BACK_OFF_SECONDS) - 1)]):
                    break
                step += 1
        except CaptureError as error:
            self._error, failure = error, str(error)
        finally:
            self._say_gap()
            self._spool.end(failure)
            self._settled.set()

    def _connected(self) -> tuple[NetloupeError, bool]:
        """One connection, from its beginning to its end: why it ended, and whether another try is pointless."""
        connection = Connection(self._command, self._options.host)
        self._fresh = True
        try:
            if pump(connection.output, self._spool, self._waker, self._moved):
                self._flush(connection)
            elif not self._lost_ns and not self._fresh:
                self._lost_ns = max(self._came_ns, time.time_ns() - ALIVE_SECONDS * 10**9)
        finally:
            status = connection.close()
            self._spool.close_segment()
            self._account(connection)
        return connection.failure(status)

    def _flush(self, connection: Connection) -> None:
        """Told to stop: the packets and counts on their way still come, within the time a stop may take."""
        connection.quiet()
        self._waker.rest()
        ending = threading.Timer(_FLUSH_SECONDS, self._waker.wake)
        ending.start()
        pump(connection.output, self._spool, self._waker)
        ending.cancel()

    def _moved(self) -> None:
        """Bytes came; the first of a connection are the header of its capture."""
        self._came_ns = time.time_ns()
        if not self._fresh:
            return
        self._fresh = False
        if self._settled.is_set():
            self._say_gap()
            self._spool.trouble("")
        else:
            self._spool.running()
            self._settled.set()

    def _say_gap(self) -> None:
        """How long nothing was seen, now that it is over."""
        if self._lost_ns:
            missed = f"{_clock(self._lost_ns)} to {_clock(time.time_ns())}"
            self._spool.incident("gap", f"{self._options.host} was out of reach: packets from {missed} are missing.")
            self._lost_ns = 0

    def _account(self, connection: Connection) -> None:
        """What tcpdump said in the end about what it lost."""
        received, dropped, by_interface = connection.counts()
        before = self._counters
        self._counters = replace(before, received=before.received + received, dropped=before.dropped + dropped,
                                 interface_dropped=before.interface_dropped + by_interface)
        self._spool.count(self._counters)
        if dropped + by_interface:
            lost = dropped + by_interface
            self._spool.incident("drop", f"{lost:,} packets were dropped on {self._options.host}.", lost)

    def stop(self) -> None:
        """End; returns when all that had come is in the files."""
        self._stopping.set()
        super().stop()


def _clock(time_ns: int) -> str:
    """A time of day here."""
    return f"{datetime.fromtimestamp(time_ns / 1e9):%H:%M:%S}"
