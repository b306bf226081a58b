"""A recorder for tests: it writes what it is told, when it is told."""
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from netloupe_engine.capture.live.segments import Segments
from netloupe_engine.model import LiveStatus, Phase

Cut = Callable[[bytes], list[bytes]]


class FakeRecorder:
    """Segment files in a folder. Threads: the test's own."""

    def __init__(self, folder: Path, suffix: str = ".pcap") -> None:
        self.segments, self.folder, self.suffix = Segments(), folder, suffix
        self.error: BaseException | None = None     # for the next `start`
        self.phase, self.closed = Phase.STARTING, False
        self._file: BinaryIO | None = None

    @property
    def status(self) -> LiveStatus:
        files = tuple(segment.path for segment in self.segments.all() if not segment.dropped)
        return LiveStatus(self.phase, "fake", files=files)

    def start(self) -> None:
        if self.error is not None:
            raise self.error
        self.segments.reopen()
        self.phase = Phase.RUNNING

    def begin(self, data: bytes = b"") -> Path:
        """A new file, which begins with `data`."""
        self._close_file()
        path = self.folder / f"{len(self.segments)}{self.suffix}"
        self._file = path.open("xb", buffering=0)
        self._file.write(data)
        self.segments.append(str(path))
        return path

    def write(self, data: bytes) -> None:
        assert self._file is not None
        self._file.write(data)

    def stop(self) -> None:
        self._close_file()
        self.segments.end()
        self.phase = Phase.STOPPED

    def close(self) -> None:
        self.stop()
        self.closed = True

    def _close_file(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None
