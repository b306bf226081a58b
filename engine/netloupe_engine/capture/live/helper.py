"""Capturing by the helper: it writes the packets, this follows what it says.

The helper takes packets until it is told to stop, a stop condition is reached, or this program ends, however it ends.
What it has written is complete up to the last whole block whatever happens to either.
"""
from __future__ import annotations

import contextlib
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from ...errors import CaptureError, FilterError, PermissionDeniedError
from ...model import CaptureOptions, DeviceCounters, LiveStatus, Phase
from . import launch, messages
from .child import Child
from .devices import devices
from .filters import check_filter
from .launch import Way
from .outputs import Outputs
from .permission import forget, permission
from .program_recorder import ProgramRecorder, lost

STOP_S = 2.0            # how long a helper may take to write the rest
FIRST_FILE_S = 5.0
AHEAD = 1               # files of a ring that are given before they are needed

REASONS = {
    "asked": "", "parent": "", "packets": "The number of packets asked for is reached.",
    "bytes": "The number of bytes asked for is reached.", "seconds": "The time asked for is over.",
    "signal": "The capture helper was told to end by the system.", "disk": "The disk is full.",
}


class HelperRecorder(ProgramRecorder):
    """A recorder (see recorder.py) whose packets are written by the helper. Any thread may call anything."""

    def __init__(self, options: CaptureOptions, output: Path | None = None, folder: Path | None = None,
                 way: Way | None = None) -> None:
        """`output`: the file, or the pattern of a ring's; else files in `folder`. `way`: instead of the best there is.

        Raises CaptureError for options no helper would take.
        """
        self._words = messages.command_line(options)
        super().__init__(options, Outputs(output, folder, bool(options.file_bytes or options.file_seconds)))
        self._way, self._way_name = way, way.name if way else ""
        self._child: Child | None = None
        self._packets = self._bytes = 0             # of the runs before
        self._counts: messages.Counts | None = None
        self._given: list[Path] = []                # files of the current run, by the helper's numbers
        self._begun = 0
        self._problem = ""                          # what the helper said was wrong
        self._stopping = False

    @property
    def status(self) -> LiveStatus:
        """How it is, at most a few tenths of a second ago."""
        with self._lock:
            counts = self._counts
            return LiveStatus(
                self._phase, self._way_name, self._reason, self._fix,
                self._packets + (counts.packets if counts else 0), self._bytes + (counts.bytes if counts else 0),
                self._files.bytes, self._seconds, self._devices(), self._files.paths, self._journal.all())

    def _devices(self) -> tuple[DeviceCounters, ...]:
        """libpcap's counters, all runs together."""
        return self._past if self._counts is None else self._with_past(self._counts.devices)

    # ---- beginning

    def start(self) -> None:
        """See Recorder.start. Takes as long as somebody needs to type a password, if one is asked for."""
        with self._lock:
            if self._child is not None:
                raise CaptureError("The capture is running already.")
            self._prepare()
            self._given, self._begun, self._problem, self._stopping = [], 0, "", False
        try:
            child, way = self._connect()
            self._begin(child, way)
        except CaptureError as problem:
            self._fail(str(problem), getattr(problem, "fix", ""))
            raise
        except FilterError as problem:
            self._fail(str(problem))
            raise

    def _fail(self, reason: str, fix: str = "") -> None:
        with self._lock:
            self._phase, self._reason, self._fix = Phase.FAILED, reason, fix
        self._segments.end()

    def _ways(self) -> Iterator[Way]:
        if self._way is not None:
            yield self._way
            return
        way = launch.direct()
        if way is not None:
            yield way
        yield from launch.indirect()

    def _connect(self) -> tuple[Child, Way]:
        """Start the helper by the first way that is permitted."""
        refusal = ""
        for way in self._ways():
            child = Child([*way.command, *self._words], own_session=way.asks)
            with self._lock:
                self._child = child             # so that `stop` ends a question for a password, too
            try:
                refused = self._await_ready(child, way)
            except BaseException:
                self._forget(child)
                raise
            if not refused:
                return child, way
            refusal = refused
            self._forget(child)
            if self._stopping:
                raise CaptureError("The capture was stopped before it began.")
        self._refuse_mistakes()
        forget()
        found = permission()
        raise PermissionDeniedError(refusal or found.reason, found.fix)

    def _refuse_mistakes(self) -> None:
        """What no right would mend is said before a right is asked for. Raises CaptureError, FilterError."""
        known = {device.name: device for device in devices()}
        for name in self._options.devices:
            if known and name not in known:
                raise CaptureError(f"{name}: There is no such interface; there are {', '.join(known)}.")
            if self._options.filter.strip():
                link_types = known[name].link_types if name in known else ()
                check_filter(self._options.filter, link_types[0] if link_types else "EN10MB")

    def _forget(self, child: Child) -> None:
        child.close()
        with self._lock:
            self._child = None

    def _await_ready(self, child: Child, way: Way) -> str:
        """Answers "" when packets can arrive, else why it is not permitted. Raises FilterError, CaptureError."""
        until = time.monotonic() + way.timeout_s
        while (rest_s := until - time.monotonic()) > 0:
            message = child.receive(rest_s)
            if message is None:
                break
            word, rest = message
            if word == "ready":
                return ""
            if word == "error":
                kind, _, text = rest.partition(" ")
                if kind == "permission":
                    return text
                raise FilterError(text) if kind == "filter" else CaptureError(text)
            if word == "":
                child.wait(STOP_S)
                child.close()
                return child.complaint or "The capture helper ended before it began."
        raise CaptureError("The capture helper did not answer.")

    def _begin(self, child: Child, way: Way) -> None:
        try:
            self._give(child)
        except CaptureError:
            self._forget(child)
            raise
        with self._lock:
            self._way_name = way.name
            self._begin_clock()
            if len(self._segments):
                self._segments.reopen()
        self._thread = threading.Thread(target=self._follow, args=(child,), name="capture helper", daemon=True)
        self._thread.start()
        if not self._arrived.wait(FIRST_FILE_S) or self._phase is Phase.FAILED:
            reason = self._reason or "The capture helper did not begin its file."
            self.stop()
            raise CaptureError(reason)

    def _give(self, child: Child) -> None:
        """One more file, ahead of need. Raises CaptureError."""
        path, fd = self._outputs.open()
        with self._lock:
            self._given.append(path)
        child.give_file(fd)

    # ---- following

    def _follow(self, child: Child) -> None:
        """The thread that listens."""
        reason = None
        while reason is None:
            try:
                message = child.receive(None)
                word, rest = message if message is not None else ("", "")
                if word == "":
                    break
                if word == "count":
                    self._count(child, rest)
                elif word == "state":
                    number, _, rest = rest.partition(" ")
                    with self._lock:
                        self._journal.note("device", f"{self._options.devices[int(number)]}: {rest.partition(' ')[2]}")
                elif word == "error":
                    self._note_problem(*rest.split(" ", 1))
                elif word == "stopped":
                    reason = rest
            except (ValueError, IndexError, CaptureError):
                continue            # not one of ours, or of a newer version: the counters go on
        self._finish(child, reason)

    def _note_problem(self, kind: str, text: str = "") -> None:
        with self._lock:
            self._problem = text
            if kind == "disk":
                self._journal.note("disk", text)

    def _count(self, child: Child, text: str) -> None:
        counts = messages.counts(text, self._options.devices)
        with self._lock:
            more = lost(counts.devices) - (lost(self._counts.devices) if self._counts else 0)
            self._counts = counts
            if more > 0:
                self._journal.note_lost(more)
            while self._begun < min(counts.file, len(self._given)):
                self._files.begin(self._given[self._begun])
                self._begun += 1
            self._files.grow(counts.file_bytes)
            rotates = bool(self._options.file_bytes or self._options.file_seconds)
        if counts.file and not self._arrived.is_set():
            with self._lock:
                self._say_running()
        while rotates and not self._stopping and len(self._given) < counts.file + AHEAD:
            try:
                self._give(child)
            except CaptureError as problem:     # it goes on in the file it has; the next counters try again
                self._note_disk_once(str(problem))
                break

    def _note_disk_once(self, text: str) -> None:
        with self._lock:
            if self._problem != text:
                self._note_problem("disk", text)

    # ---- ending

    def _finish(self, child: Child, reason: str | None) -> None:
        """The helper has ended, or is about to."""
        status = child.close(STOP_S)
        with self._lock:
            for path in self._given[self._begun:]:
                with contextlib.suppress(OSError):
                    path.unlink()               # given ahead, never needed
            counts, self._counts = self._counts, None
            if counts is not None:
                self._packets += counts.packets
                self._bytes += counts.bytes
            if reason is None or reason in ("disk", "error"):
                phase, said = Phase.FAILED, self._problem if reason else _death(status)
            else:
                phase, said = Phase.STOPPED, REASONS.get(reason, "")
            self._end_run(phase, said, counts.devices if counts is not None else ())
            self._child = None
        self._segments.end()
        self._arrived.set()

    def stop(self) -> None:
        """See Recorder.stop."""
        with self._lock:
            child, thread = self._child, self._thread
            self._stopping = True
        if child is None:
            return
        if thread is None or not thread.is_alive():     # it has not begun: somebody is asked for a password
            child.close(STOP_S)
            return
        child.ask_to_stop()
        if thread is threading.current_thread():
            return
        thread.join(STOP_S)
        if thread.is_alive():
            child.close(STOP_S)
            thread.join(STOP_S)

    @property
    def helper_pid(self) -> int:
        """The helper's process, 0 when there is none."""
        child = self._child
        return child.helper_pid if child is not None else 0


def _death(status: int | None) -> str:
    """Why a helper that said no good-bye is not there any more."""
    if status is not None and status < 0:
        with contextlib.suppress(ValueError):
            return f"The capture helper was killed ({signal.Signals(-status).name})."
    code = f" (exit status {status})" if status is not None else ""
    return f"The capture helper ended unexpectedly{code}."
