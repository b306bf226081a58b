"""Limits: what is done when a live capture uses more than it may.

The files of the capture and what is spilled count against the disk's limit; stores and handlers against the memory's.
Dropping the oldest file gives disk space back; memory has nothing old to drop (what is old is spilled), so at its limit
the capture stops, whatever the policy.
"""
from __future__ import annotations

import os
import time
from contextlib import suppress
from dataclasses import replace

from ...model import CaptureOptions, Incident, MemoryUse, Settings
from .recorder import Recorder
from .segments import Segments

FILES_IN_LIMIT = 10             # of this many files the disk's limit is made up, where the oldest are dropped
FILE_BYTES_MIN = 1 << 20
INCIDENTS_MAX = 1000


def with_rotation(options: CaptureOptions, settings: Settings) -> CaptureOptions:
    """The options, with files of about a tenth of the disk's limit where old ones are going to be dropped."""
    if settings.at_limit != "drop oldest" or not settings.disk_bytes_max or options.file_bytes:
        return options
    return replace(options, file_bytes=max(settings.disk_bytes_max // FILES_IN_LIMIT, FILE_BYTES_MIN))


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

    def __init__(self, settings: Settings, recorder: Recorder) -> None:
        self._settings, self._recorder = settings, recorder
        self._sizes: dict[int, int] = {}            # of complete files, which do not change any more
        self.incidents: tuple[Incident, ...] = ()
        self.reason = ""                            # why it was stopped, if it was here

    @property
    def any(self) -> bool:
        """Is there a limit at all?"""
        return bool(self._settings.disk_bytes_max or self._settings.memory_bytes_max)

    def check(self, use: MemoryUse) -> None:
        """Do what the policy says if a limit is passed."""
        settings = self._settings
        memory = use.sessions + use.stores
        if settings.memory_bytes_max and memory > settings.memory_bytes_max:
            self._stop(f"The analysis holds {amount(memory)} of memory; the limit is "
                       f"{amount(settings.memory_bytes_max)}.")
        while settings.disk_bytes_max and self.files_bytes() + use.spilled > settings.disk_bytes_max:
            if settings.at_limit == "stop" or not self._drop_oldest():
                self._stop(f"The capture uses {amount(self.files_bytes() + use.spilled)} of disk space; the limit is "
                           f"{amount(settings.disk_bytes_max)}.")
                break

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
            self._tell(self.reason)
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
                self._tell(f"The disk limit of {amount(self._settings.disk_bytes_max)} was reached: the oldest file, "
                           f"{os.path.basename(segment.path)} of {amount(size)}, was deleted.")
                return True
        return False

    def _tell(self, text: str) -> None:
        self.incidents = (*self.incidents, Incident(time.time_ns(), "limit", text))[-INCIDENTS_MAX:]

    def begin(self) -> None:
        """The capture goes on after a stop."""
        self.reason = ""


def _size_of(path: str) -> int:
    """Bytes of a file; 0 if it is gone."""
    try:
        return os.stat(path).st_size
    except OSError:
        return 0
