"""Spool: a capture that is made elsewhere, put into segment files byte for byte as it comes.

What the bytes mean is not looked at, except for the first four: they tell a capture from everything else.
"""
from __future__ import annotations

import errno
import os
import stat
import threading
import time
from collections import deque
from pathlib import Path
from typing import Literal

from ...errors import CaptureError
from ...model import DeviceCounters, Incident, LiveStatus, Phase
from ..signatures import compression_of, format_of, other_format
from .segments import Segments

CHUNK_BYTES = 1 << 20
INCIDENTS_MAX = 1000
_MAGIC_BYTES = 4

Kind = Literal["drop", "gap", "device", "disk", "limit", "stop", "start"]


class Spool:
    """Segment files of one recorder, and how it is with it. One thread writes; `status` may be asked by any.

    A segment is announced once it is known to be a capture: nobody is shown an empty or a foreign file.
    """

    def __init__(self, way: str, path: Path) -> None:
        """`path`: of the first segment; later ones are put beside it."""
        self.segments = Segments()
        self._way, self._first = way, path
        self._lock = threading.Lock()
        self._phase, self._reason, self._fix = Phase.STARTING, "", ""
        self._incidents: deque[Incident] = deque(maxlen=INCIDENTS_MAX)
        self._counters: tuple[DeviceCounters, ...] = ()
        self._files: list[str] = []
        self._bytes, self._seconds, self._since = 0, 0.0, 0.0
        self._file, self._size, self._announced = -1, 0, False
        self._path, self._name = path, path.name

    # ---- how it is

    @property
    def status(self) -> LiveStatus:
        """The capture at this moment. Packets are not counted here: whoever reads the files does that."""
        with self._lock:
            running = time.monotonic() - self._since if self._since else 0.0
            return LiveStatus(self._phase, self._way, self._reason, self._fix, bytes=self._bytes,
                              disk_bytes=self._bytes, seconds=self._seconds + running, devices=self._counters,
                              files=tuple(self._files), incidents=tuple(self._incidents))

    def begin(self) -> None:
        """A run begins, the first or a later one."""
        with self._lock:
            self._phase, self._reason, self._fix, self._since = Phase.STARTING, "", "", time.monotonic()
        self.segments.reopen()

    def running(self) -> None:
        """Packets can come now."""
        with self._lock:
            self._phase = Phase.RUNNING
        self.incident("start", "The capture began.")

    def trouble(self, reason: str) -> None:
        """What is wrong at the moment; "" once it is well again."""
        with self._lock:
            self._reason = reason

    def end(self, failure: str = "", reason: str = "", fix: str = "") -> None:
        """Nothing more comes: because of a `failure`, or calmly for a `reason`."""
        self.close_segment()
        with self._lock:
            self._phase = Phase.FAILED if failure else Phase.STOPPED
            self._reason, self._fix = failure or reason, fix
            self._seconds += time.monotonic() - self._since if self._since else 0.0
            self._since = 0.0
        self.incident("stop", failure or reason or "The capture was stopped.")
        self.segments.end()

    def incident(self, kind: Kind, text: str, count: int = 0) -> None:
        """Something happened, now."""
        with self._lock:
            self._incidents.append(Incident(time.time_ns(), kind, text, count))

    def count(self, *counters: DeviceCounters) -> None:
        """What is known of lost packets."""
        with self._lock:
            self._counters = counters

    # ---- the bytes

    def take(self, source: int) -> int:
        """Move what can be read from `source` right now to the current segment, or to a new one; answers how much.

        0 is the end of the source. Raises CaptureError if this is no capture, or if the disk does not take it.
        """
        try:
            if self._file < 0:
                self._open()
            count = _move(source, self._file)
        except BlockingIOError:
            return -1
        except OSError as error:
            raise CaptureError(_disk_sentence(self._path, error)) from error
        self._size += count
        if not self._announced and self._size >= _MAGIC_BYTES:
            self._announce()
        with self._lock:
            self._bytes += count
        return count

    def _open(self) -> None:
        number = len(self.segments) + 1
        name = self._first.name if number == 1 else f"{self._first.stem}-{number:05d}{self._first.suffix}"
        self._path = self._first.with_name(f".{name}.part")
        self._name = name
        self._file = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
        self._size, self._announced = 0, False

    def _announce(self) -> None:
        head = os.pread(self._file, 16, 0)
        if not format_of(head):
            raise CaptureError(_refusal(head))
        self._path = self._path.rename(self._path.with_name(self._name))
        with self._lock:
            self._files.append(str(self._path))
        self._announced = True
        self.segments.append(str(self._path))

    def close_segment(self) -> None:
        """What comes next goes into a new file. A file that never became a capture is removed."""
        if self._file < 0:
            return
        os.close(self._file)
        self._file = -1
        if self._announced:
            self.segments.complete(len(self.segments) - 1)
        else:
            self._path.unlink(missing_ok=True)


def _move(source: int, target: int) -> int:
    """Up to a chunk of bytes; out of a pipe without copying them through this process."""
    if stat.S_ISFIFO(os.fstat(source).st_mode):
        try:
            return os.splice(source, target, CHUNK_BYTES)
        except OSError as error:
            if error.errno != errno.EINVAL:         # a file system that cannot: then by hand
                raise
    data = memoryview(os.read(source, CHUNK_BYTES))
    count = len(data)
    while data:
        data = data[os.write(target, data):]
    return count


def _disk_sentence(path: Path, error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"The disk is full: {path.parent} takes no more. What was captured before is kept."
    return f"{path} cannot be written: {error.strerror or error}."


def _refusal(head: bytes) -> str:
    compressed = compression_of(head)
    if compressed:
        return f"What comes is compressed with {compressed}: have it decompressed before, for example by zcat."
    other = other_format(head)
    return f"What comes is {other}, which is not supported." if other else \
        f"What comes is not a capture: it begins with {head[:4].hex(' ')}."
