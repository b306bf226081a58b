"""What recorders have in common whose packets come through a spool: a worker that is started, woken and waited for."""
from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from ...model import LiveStatus
from .pump import Waker
from .segments import Segments
from .spool import Spool


class SpoolRecorder:
    """See Recorder; any thread may call anything."""

    STOP_S = 2.0            # how long the worker may take to end

    def __init__(self, way: str, path: Path) -> None:
        """`way`: what the status says of how packets come. Files are `path` and its successors."""
        self._way = way
        self._spool = Spool(way, path)
        self._waker = Waker()
        self._worker: threading.Thread | None = None
        self._closed = False

    @property
    def segments(self) -> Segments:
        """The files."""
        return self._spool.segments

    @property
    def status(self) -> LiveStatus:
        """How it is."""
        return self._spool.status

    @property
    def _works(self) -> bool:
        return self._worker is not None and self._worker.is_alive()

    def _start_worker(self, work: Callable[..., None], *arguments: object) -> None:
        self._worker = threading.Thread(target=work, args=arguments, name=self._way, daemon=True)
        self._worker.start()

    def stop(self) -> None:
        """End; returns when all that had come is in the files."""
        self._waker.wake()
        if self._worker is not None and self._worker is not threading.current_thread():
            self._worker.join(self.STOP_S)

    def close(self) -> None:
        """Stop, and give everything back; the files stay. May be called again."""
        if not self._closed:
            self._closed = True
            self.stop()
            self._waker.close()
