"""Streams: a capture that another program writes to standard input or to a FIFO."""
from __future__ import annotations

import os
import stat
from pathlib import Path

from ...errors import CaptureError
from ...model import StreamOptions
from .pump import pump
from .spool_recorder import SpoolRecorder

STANDARD_INPUT = "-"
_ANONYMOUS = ("/dev/fd/", "/proc/", "/dev/stdin")       # pipes that end once their writer is gone


class StreamRecorder(SpoolRecorder):
    """Copies a stream into segment files. See Recorder; any thread may call anything.

    A FIFO outlives its writers: when one has gone, the next one's capture becomes the next segment. Should the next
    one come before the last bytes of the one before were read, the kernel shows no seam and both are one segment.
    """

    def __init__(self, options: StreamOptions, path: Path) -> None:
        super().__init__("stream", path)
        self._path = options.path
        self._follows = (options.follow and options.path != STANDARD_INPUT
                         and not options.path.startswith(_ANONYMOUS))
        self._ended = False

    def start(self) -> None:
        """Begin to copy. Raises CaptureError for what is no pipe, and for one that has ended."""
        if self._works:
            return
        if self._ended:
            raise CaptureError(f"{_name(self._path)} has ended: nothing more can come from it.")
        source = _opened(self._path)
        self._waker.rest()
        self._spool.begin()
        self._spool.running()
        self._start_worker(self._work, source)

    def _work(self, source: int) -> None:
        failure = reason = ""
        try:
            while not pump(source, self._spool, self._waker):
                self._spool.close_segment()
                if not self._follows:
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
