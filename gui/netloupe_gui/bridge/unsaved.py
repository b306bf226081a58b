"""Captures that a program that died has left: found once at the start."""
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from netloupe_gui.bridge.door import DoorOpener
from netloupe_gui.bridge.jobs import Job, Jobs


class FindUnsavedJob(Job):
    """Looks for them; `result` is a tuple of folders."""

    def __init__(self, door: DoorOpener) -> None:
        """Ask this door."""
        super().__init__()
        self._door = door

    def work(self) -> tuple[Path, ...]:
        """Look."""
        return self._door().unsaved_captures()


class UnsavedCaptures(QObject):
    """Tells of captures left behind. GUI thread only."""

    found = Signal(object)      # tuple[Path, ...], oldest first

    def __init__(self, door: DoorOpener, jobs: Jobs, parent: QObject | None = None) -> None:
        """Nothing is looked for before `look`."""
        super().__init__(parent)
        self._door, self._jobs = door, jobs

    def look(self) -> None:
        """Look once."""
        job = FindUnsavedJob(self._door)
        job.ended.connect(self._on_ended)
        self._jobs.start(job)

    def _on_ended(self, job: Job) -> None:
        if job.error is None:           # that there may be some is no reason to trouble anybody
            self.found.emit(job.result)
