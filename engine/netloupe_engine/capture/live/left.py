"""A capture that was left behind: its files are there, nothing more comes."""
from __future__ import annotations

from pathlib import Path

from ...errors import CaptureError
from ...model import LiveStatus, Phase
from .folder import captures
from .segments import Segments


class LeftRecorder:
    """See Recorder; it has ended before it began."""

    def __init__(self, folder: Path) -> None:
        """Raises CaptureError if there is no capture in the folder."""
        files = captures(folder)
        if not files:
            raise CaptureError(f"There is no capture in {folder}.")
        self.segments = Segments()
        for path in files:
            self.segments.append(str(path))
        self.segments.end()
        self.status = LiveStatus(Phase.STOPPED, "", "The program that made this capture has ended.",
                                 disk_bytes=sum(path.stat().st_size for path in files), files=tuple(map(str, files)))

    def start(self) -> None:
        """Raises CaptureError."""
        raise CaptureError("This capture was left behind by another run of the program: it cannot go on.")

    def stop(self) -> None:
        """Nothing to do."""

    def close(self) -> None:
        """Nothing to give back."""
