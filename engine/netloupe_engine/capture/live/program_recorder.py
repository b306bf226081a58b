"""What recorders have in common whose packets another program writes: its files, how long it ran, what it lost."""
from __future__ import annotations

import threading
import time
from collections.abc import Sequence

from ...model import CaptureOptions, DeviceCounters, Phase
from .files import Files
from .journal import Journal
from .outputs import Outputs
from .segments import Segments


class ProgramRecorder:
    """See Recorder; any thread may call anything. A run is from a start to its end; there may be several."""

    def __init__(self, options: CaptureOptions, outputs: Outputs) -> None:
        self._options, self._outputs = options, outputs
        self._segments = Segments()
        self._files = Files(self._segments, options.ring_files)
        self._journal = Journal()
        self._lock = threading.RLock()
        self._thread: threading.Thread | None = None    # that follows what the program says
        self._phase, self._reason, self._fix = Phase.STARTING, "", ""
        self._began_s: float | None = None              # monotonic, of the current run
        self._before_s = 0.0                            # of the runs before
        self._past = tuple(DeviceCounters(name, 0, 0, 0) for name in options.devices)   # of the runs before
        self._arrived = threading.Event()               # the first file is being written, or the run has ended

    @property
    def segments(self) -> Segments:
        """The files."""
        return self._segments

    def stop(self) -> None:
        """See Recorder.stop."""
        raise NotImplementedError

    def close(self) -> None:
        """See Recorder.close."""
        self.stop()
        self._segments.end()

    @property
    def _seconds(self) -> float:
        """Of all runs together."""
        return self._before_s + (0.0 if self._began_s is None else time.monotonic() - self._began_s)

    def _with_past(self, now: Sequence[DeviceCounters]) -> tuple[DeviceCounters, ...]:
        """Counters of all runs together, by those of the current one."""
        return tuple(DeviceCounters(past.name, past.received + device.received, past.dropped + device.dropped,
                                    past.interface_dropped + device.interface_dropped)
                     for past, device in zip(self._past, now, strict=True))

    def _prepare(self) -> None:
        """A run is wanted."""
        self._phase, self._reason, self._fix = Phase.STARTING, "", ""
        self._arrived.clear()

    def _begin_clock(self) -> None:
        self._began_s = time.monotonic()

    def _say_running(self) -> None:
        """The first file of this run is being written."""
        self._phase = Phase.RUNNING
        self._journal.note("start", f"Capturing on {', '.join(self._options.devices)}.")
        self._arrived.set()

    def _end_run(self, phase: Phase, reason: str, now: Sequence[DeviceCounters]) -> None:
        """The program has ended; `now`: its counters, none where it told none. The segments' end is said without the
        lock, afterwards."""
        self._files.end()
        self._before_s, self._began_s = self._seconds, None
        if now:
            self._past = self._with_past(now)
        self._phase, self._reason = phase, reason
        self._journal.note("stop", reason or "Stopped.")


def lost(counters: Sequence[DeviceCounters]) -> int:
    """Packets that were dropped, wherever."""
    return sum(device.dropped + device.interface_dropped for device in counters)
