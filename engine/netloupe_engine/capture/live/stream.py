"""Streams: a capture that another program writes to standard input or to a FIFO."""
from __future__ import annotations

import os
import stat
import threading
from pathlib import Path

from ...errors import CaptureError
from ...model import LiveStatus, StreamOptions
from .pump import Waker, pump
from .segments import Segments
from .spool import Spool

STANDARD_INPUT = "-"
_ANONYMOUS = ("/dev/fd/", "/proc/", "/dev/stdin")       # pipes that end once their writer is gone
_STOP_SECONDS = 2.0


class StreamRecorder:
    """Copies a stream into segment files. See Recorder; any thread may call anything.

    A FIFO outlives its writers: when one has gone, the next one's capture becomes the next segment. Should the next
    one come before the last bytes of the one before were read, the kernel shows no seam and both are one segment.
    """

    def __init__(self, options: StreamOptions, path: Path) -> None:
        self._path = options.path
        self._named = options.path != STANDARD_INPUT and not options.path.startswith(_ANONYMOUS)
        self._spool = Spool("stream", path)
        self._waker = Waker()
        self._worker: threading.Thread | None = None
        self._ended = self._closed = False

    @property
    def segments(self) -> Segments:
        """The files."""
        return self._spool.segments

    @property
    def status(self) -> LiveStatus:
        """How it is."""
        return self._spool.status

    def start(self) -> None:
        """Begin to copy. Raises CaptureError for what is no pipe, and for one that has ended."""
        if self._worker is not None and self._worker.is_alive():
            return
        if self._ended:
            raise CaptureError(f"{_name(self._path)} has ended: nothing more can come from it.")
        source = _opened(self._path)
        self._waker.rest()
        self._spool.begin()
        self._spool.running()
        self._worker = threading.Thread(target=self._work, args=(source,), name="stream", daemon=True)
        self._worker.start()

    def _work(self, source: int) -> None:
        failure = reason = ""
        try:
            while not pump(source, self._spool, self._waker):
                self._spool.close_segment()
                if not self._named:
                    self._ended, reason = True, "The other program has ended."
                    break
                source = self._again(source)
        except CaptureError as error:
            failure = str(error)
        finally:
            os.close(source)
            self._spool.end(failure, reason)

    def _again(self, source: int) -> int:
        """The FIFO for its next writer; opened before the old one is closed, so that no writer meets nobody."""
        fresh = _opened(self._path)
        os.close(source)
        return fresh

    def stop(self) -> None:
        """End the copying; the other program is told by its next write."""
        self._waker.wake()
        if self._worker is not None and self._worker is not threading.current_thread():
            self._worker.join(_STOP_SECONDS)

    def close(self) -> None:
        """Stop, and give everything back. May be called again."""
        if not self._closed:
            self._closed = True
            self.stop()
            self._waker.close()


def _name(path: str) -> str:
    return "Standard input" if path == STANDARD_INPUT else path


def _opened(path: str) -> int:
    """A descriptor of our own that never waits in `open`. Raises CaptureError."""
    try:
        # O_NONBLOCK: opening a FIFO for reading would wait for its writer. Reading is after poll only.
        source = os.dup(0) if path == STANDARD_INPUT else os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        raise CaptureError(f"{path} does not exist; `mkfifo {path}` makes a FIFO.") from None
    except OSError as error:
        raise CaptureError(f"{_name(path)} cannot be read: {error.strerror}.") from None
    kind = os.fstat(source).st_mode
    if stat.S_ISFIFO(kind) or stat.S_ISSOCK(kind):
        return source
    os.close(source)
    if stat.S_ISREG(kind):
        raise CaptureError(f"{_name(path)} is a file, not a pipe: open it as a capture file.")
    if path == STANDARD_INPUT:
        raise CaptureError("Standard input is not a pipe: nothing writes a capture to it.")
    raise CaptureError(f"{path} is neither a FIFO nor a pipe.")
