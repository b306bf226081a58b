"""Limits: what is done when a live capture uses more than it may.

The files of the capture and what is spilled count against the disk's limit; stores and handlers against the memory's.
Dropping the oldest file gives disk space back. Of memory, what is old has been spilled long before; dropping the oldest
there means that no more sessions live at a time than do now. Should that not be enough, the capture stops.
"""
from __future__ import annotations

import os
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from ...model import CaptureOptions, Incident, MemoryUse, Settings
from .recorder import Recorder
from .segments import Segments

FILES_IN_LIMIT = 10             # of this many files the disk's limit is made up, where the oldest are dropped
FILE_BYTES_MIN = 1 << 20
SPILL_SHARE = 2                 # stores may have one part in so many of the memory's limit
HELD_EXCESS = 1.25              # times the limit: so much a held analysis may still grow, in tables that round up


def with_rotation(options: CaptureOptions, settings: Settings) -> CaptureOptions:
    """The options, with files of about a tenth of the disk's limit where old ones are going to be dropped."""
    if settings.at_limit != "drop oldest" or not settings.disk_bytes_max or options.file_bytes:
        return options
    return replace(options, file_bytes=max(settings.disk_bytes_max // FILES_IN_LIMIT, FILE_BYTES_MIN))


def with_spilling(settings: Settings) -> Settings:
    """The settings, with stores that go to disk well before the memory's limit."""
    if not settings.memory_bytes_max:
        return settings
    return replace(settings, spill_bytes=min(settings.spill_bytes, settings.memory_bytes_max // SPILL_SHARE))


def amount(size: int) -> str:
    """A number of bytes as a person reads it."""
    value, unit = float(size), "bytes"
    for larger in ("KiB", "MiB", "GiB", "TiB"):
        if value < 1024:
            break
        value, unit = value / 1024, larger
    return f"{value:.0f} {unit}" if value >= 10 or unit == "bytes" else f"{value:.1f} {unit}"


class Limits:
    """Watches one live capture. `check` belongs to one thread, the rest to any."""

    def __init__(self, settings: Settings, recorder: Recorder, hold_sessions: Callable[[], None]) -> None:
        """`hold_sessions`: lets no more sessions live at a time than do now."""
        self._settings, self._recorder, self._hold_sessions = settings, recorder, hold_sessions
        self._holds = False
        self._sizes: dict[int, int] = {}            # of complete files, which do not change any more
        self._dropping: Incident | None = None      # grows with every file
        self._dropped = self._dropped_bytes = 0
        self._told: tuple[Incident, ...] = ()
        self.reason = ""                            # why it was stopped, if it was here

    @property
    def any(self) -> bool:
        """Is there a limit at all?"""
        return bool(self._settings.disk_bytes_max or self._settings.memory_bytes_max)

    @property
    def incidents(self) -> tuple[Incident, ...]:
        """What was done, for the capture's timeline."""
        return self._told if self._dropping is None else (self._dropping, *self._told)

    def check(self, use: MemoryUse) -> None:
        """Do what the policy says if a limit is passed."""
        settings = self._settings
        if settings.memory_bytes_max:
            self._check_memory(use.sessions + use.stores, settings.memory_bytes_max)
        while settings.disk_bytes_max and self.files_bytes() + use.spilled > settings.disk_bytes_max:
            if settings.at_limit == "stop" or not self._drop_oldest():
                self._stop(f"The capture uses {amount(self.files_bytes() + use.spilled)} of disk space; the limit is "
                           f"{amount(settings.disk_bytes_max)}.")
                break

    def _check_memory(self, held: int, most: int) -> None:
        if held <= most or (self._holds and held <= most * HELD_EXCESS):
            return
        why = f"The analysis holds {amount(held)} of memory; the limit is {amount(most)}."
        if self._settings.at_limit == "stop" or self._holds:
            self._stop(why)
            return
        self._hold_sessions()
        self._holds = True
        self._told = (*self._told, Incident(time.time_ns(), "limit", f"{why} From now on each new session ends the "
                                                                     "one that has been silent longest."))

    def files_bytes(self) -> int:
        """Of all files of the capture that still exist."""
        total = 0
        for index, segment in enumerate(self._recorder.segments.all()):
            if segment.dropped:
                self._sizes.pop(index, None)
                continue
            size = self._sizes.get(index)
            if size is None:
                size = _size_of(segment.path)
                if segment.complete:
                    self._sizes[index] = size
            total += size
        return total

    def _stop(self, why: str) -> None:
        if not self.reason:
            self.reason = f"{why} The capture was stopped."
            self._told = (*self._told, Incident(time.time_ns(), "limit", self.reason))
        self._recorder.stop()

    def _drop_oldest(self) -> bool:
        """Delete the oldest complete file; False if there is none."""
        segments: Segments = self._recorder.segments
        for index, segment in enumerate(segments.all()):
            if segment.complete and not segment.dropped:
                size = _size_of(segment.path)
                segments.drop(index)
                with suppress(OSError):
                    os.unlink(segment.path)
                self._tell_dropped(size)
                return True
        return False

    def _tell_dropped(self, size: int) -> None:
        """One incident for all files, at the time of the first: a capture of days drops thousands."""
        self._dropped += 1
        self._dropped_bytes += size
        files = "the oldest file" if self._dropped == 1 else f"the {self._dropped:,} oldest files so far"
        text = (f"The disk limit of {amount(self._settings.disk_bytes_max)} is reached: {files}, "
                f"{amount(self._dropped_bytes)}, {'was' if self._dropped == 1 else 'were'} deleted.")
        begun = self._dropping.time_ns if self._dropping is not None else time.time_ns()
        self._dropping = Incident(begun, "limit", text)

    def begin(self) -> None:
        """The capture goes on after a stop."""
        self.reason = ""


def _size_of(path: str) -> int:
    """Bytes of a file; 0 if it is gone."""
    try:
        return os.stat(path).st_size
    except OSError:
        return 0
