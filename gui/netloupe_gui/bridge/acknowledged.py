"""Findings that a person has seen and wants to see no more: kept beside the program's state, as marks and notes are,
for when the capture is opened again."""
import json
import os
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from netloupe_engine.model import Progress
from netloupe_gui.bridge.jobs import Job, Jobs
from netloupe_gui.bridge.remarks import KEPT_BYTES_MAX, file_of

Single = tuple[str, int, int]       # kind, packet, session
Kept = tuple[frozenset[str], frozenset[Single]]
NOTHING: Kept = frozenset(), frozenset()


def kept_file(folder: Path, capture: str) -> Path:
    """Where they are kept of a capture. Raises OSError."""
    return file_of(folder, capture).with_suffix(".findings.json")


def read_kept(path: Path) -> Kept:
    """Whole kinds, and single findings; nothing of what is not as it should be."""
    try:
        if path.stat().st_size > KEPT_BYTES_MAX:
            return NOTHING
        plain = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return NOTHING
    if not isinstance(plain, dict):
        return NOTHING
    kinds, singles = plain.get("kinds"), plain.get("findings")
    return (frozenset(kind for kind in (kinds if isinstance(kinds, list) else ()) if isinstance(kind, str)),
            frozenset((one[0], one[1], one[2]) for one in (singles if isinstance(singles, list) else ())
                      if isinstance(one, list) and len(one) == 3 and isinstance(one[0], str)
                      and all(type(number) is int and 0 <= number < 2**32 for number in one[1:])))


def write_kept(path: Path, kept: Kept) -> None:
    """Keep them; the file is replaced in one step. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(f".{os.getpid()}")
    try:
        new.write_text(json.dumps({"kinds": sorted(kept[0]), "findings": sorted(kept[1])}), "utf-8")
        new.replace(path)
    except OSError:
        new.unlink(missing_ok=True)
        raise


class ReadJob(Job):
    """Reads what was kept of a capture."""

    def __init__(self, folder: Path, capture: str) -> None:
        """`capture`: its file."""
        super().__init__()
        self._folder, self._capture = folder, capture

    def work(self) -> Kept:
        """What cannot be read is as good as not there."""
        try:
            return read_kept(kept_file(self._folder, self._capture))
        except OSError:
            return NOTHING


class WriteJob(Job):
    """Keeps them."""

    must_end = True

    def __init__(self, folder: Path, capture: str, kept: Kept) -> None:
        """`capture`: its file."""
        super().__init__()
        self._folder, self._capture, self._kept = folder, capture, kept

    def work(self) -> None:
        """Raises OSError."""
        write_kept(kept_file(self._folder, self._capture), self._kept)


class Acknowledged(QObject):
    """Which findings of the capture that is shown are acknowledged. GUI thread only."""

    changed = Signal()
    failed = Signal(str)        # they cannot be kept: why

    def __init__(self, folder: Path, jobs: Jobs, parent: QObject | None = None) -> None:
        """Keep them in files in this folder."""
        super().__init__(parent)
        self._folder, self._jobs, self._capture = folder, jobs, ""
        self.kinds, self.singles = NOTHING
        self._reading: ReadJob | None = None
        self._writing: WriteJob | None = None
        self._is_owed = False

    def set_analysis(self, analysis: object) -> None:
        """Another capture is shown."""
        del analysis
        if self._reading is not None:
            job, self._reading = self._reading, None
            self._jobs.abandon(job)
        self._capture, self._is_owed = "", False
        self.kinds, self.singles = NOTHING
        self.changed.emit()

    def on_opened(self, path: str) -> None:
        """The capture is this file's."""
        self._capture = path

    def on_reading_finished(self, _progress: Progress) -> None:
        """What is known of the capture holds from now on."""
        if self._capture and self._reading is None:
            self._reading = ReadJob(self._folder, self._capture)
            self._reading.ended.connect(self._on_read)
            self._jobs.start(self._reading)

    def set_kind(self, kind: str, is_seen: bool) -> None:
        """All of a kind, those to come too; or none of it."""
        self.kinds = self.kinds | {kind} if is_seen else self.kinds - {kind}
        self.singles = frozenset(one for one in self.singles if one[0] != kind)
        self._keep()

    def set_single(self, single: Single, is_seen: bool) -> None:
        """One finding."""
        self.singles = self.singles | {single} if is_seen else self.singles - {single}
        self._keep()

    def _keep(self) -> None:
        self.changed.emit()
        if not self._capture:
            return                      # a live capture has no file to be known by
        if self._writing is not None:
            self._is_owed = True
            return
        self._is_owed = False
        self._writing = WriteJob(self._folder, self._capture, (self.kinds, self.singles))
        self._writing.ended.connect(self._on_written)
        self._jobs.start(self._writing)

    def _on_read(self, job: ReadJob) -> None:
        if job is not self._reading:
            return
        self._reading = None
        if job.error is not None:
            raise job.error
        assert isinstance(job.result, tuple)
        kinds, singles = job.result
        self.kinds, self.singles = self.kinds | kinds, self.singles | singles
        self.changed.emit()

    def _on_written(self, job: WriteJob) -> None:
        self._writing = None
        if isinstance(job.error, OSError):
            self.failed.emit(job.error.strerror or str(job.error))
        elif job.error is not None:
            raise job.error
        if self._is_owed:
            self._keep()
