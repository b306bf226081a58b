"""What a person says of a capture, kept beside the program's state for when the capture is opened again. The capture
itself is never written to."""
import hashlib
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from netloupe_engine.model import Progress
from netloupe_gui.bridge.jobs import Job, Jobs

if TYPE_CHECKING:
    from netloupe_engine.analysis import Analysis

ENDS_BYTES = 1 << 20        # of a capture's beginning and end, by which it is known again
KEPT_BYTES_MAX = 64 << 20


def file_of(folder: Path, capture: str, ending: str = ".json") -> Path:
    """Where something about a capture is kept: named by its size, its beginning and its end, whatever it is called.
    Raises OSError."""
    digest = hashlib.sha256()
    with open(capture, "rb") as file:
        size = os.fstat(file.fileno()).st_size
        digest.update(size.to_bytes(8) + file.read(ENDS_BYTES))
        file.seek(max(0, size - ENDS_BYTES))
        digest.update(file.read(ENDS_BYTES))
    return folder / f"{digest.hexdigest()}{ending}"


def read_plain(path: Path) -> dict[str, Any]:
    """What a file says, as JSON has it; nothing if it is not as it should be."""
    try:
        plain = json.loads(path.read_text("utf-8")) if path.stat().st_size <= KEPT_BYTES_MAX else None
    except (OSError, ValueError, RecursionError):
        return {}
    return plain if isinstance(plain, dict) else {}


def write_plain(path: Path, plain: dict[str, Any]) -> None:
    """Keep this; the file is replaced in one step. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_suffix(f".{os.getpid()}")
    try:
        new.write_text(json.dumps(plain), "utf-8")
        new.replace(path)
    except OSError:
        new.unlink(missing_ok=True)
        raise


class WriteJob(Job):
    """Keeps something of a capture."""

    must_end = True

    def __init__(self, folder: Path, capture: str) -> None:
        """`capture`: its file."""
        super().__init__()
        self.folder, self.capture = folder, capture


class Keeper(QObject):
    """Reads what is kept when the capture was read, and keeps what is said at once: one file at a time. Subclasses say
    how (`_reader`, `_writer`) and what becomes of it (`_learn`). GUI thread only."""

    changed = Signal()
    failed = Signal(str)        # it cannot be kept: why

    def __init__(self, folder: Path, jobs: Jobs, parent: QObject | None = None) -> None:
        """Keep it in files in this folder."""
        super().__init__(parent)
        self._folder, self._jobs = folder, jobs
        self._analysis: Analysis | None = None
        self._capture = ""              # its file; "" for one that has none
        self._reading: Job | None = None
        self._writing: WriteJob | None = None
        self._is_owed = False

    def set_analysis(self, analysis: "Analysis | None") -> None:
        """Another capture is shown."""
        if self._reading is not None:
            job, self._reading = self._reading, None
            self._jobs.abandon(job)
        self._analysis, self._capture, self._is_owed = analysis, "", False

    def on_opened(self, path: str) -> None:
        """The capture is this file's."""
        self._capture = path

    def on_reading_finished(self, _progress: Progress) -> None:
        """All packets are known: what is kept holds from now on."""
        if self._analysis is not None and self._reading is None:
            self._reading = self._reader(self._analysis)
            if self._reading is not None:
                self._reading.ended.connect(self._on_read)
                self._jobs.start(self._reading)

    # For subclasses

    def _reader(self, analysis: "Analysis") -> Job | None:
        """What reads; None: nothing can be kept of this capture."""
        raise NotImplementedError

    def _writer(self, analysis: "Analysis") -> WriteJob:
        """What writes all of it."""
        raise NotImplementedError

    def _learn(self, result: object) -> None:
        """What was read."""

    def _keep(self) -> None:
        """Something else is said."""
        self.changed.emit()
        if not self._capture or self._analysis is None:
            return                      # a live capture has no file to be known by
        if self._writing is not None:
            self._is_owed = True
            return
        self._is_owed = False
        self._writing = self._writer(self._analysis)
        self._writing.ended.connect(self._on_written)
        self._jobs.start(self._writing)

    def _on_read(self, job: Job) -> None:
        if job is not self._reading:
            return
        self._reading = None
        if job.error is not None:
            raise job.error
        self._learn(job.result)
        self.changed.emit()

    def _on_written(self, job: Job) -> None:
        self._writing = None
        if isinstance(job.error, OSError):
            self.failed.emit(job.error.strerror or str(job.error))
        elif job.error is not None:
            raise job.error
        if self._is_owed:
            self._keep()
