"""Key logs of captures: which ones a person chose is kept beside marks and notes, by their paths; they themselves are
read where they lie, by the engine, when the capture is opened."""
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from netloupe_engine.model import Progress
from netloupe_gui.bridge.jobs import Job, Jobs
from netloupe_gui.bridge.keeper import WriteJob, file_of, read_plain, write_plain

if TYPE_CHECKING:
    from netloupe_engine.analysis import Analysis, SecretsUse

Used = tuple["SecretsUse | None", tuple[str, ...]]      # what they open, and key logs that are not there any more

ENDING = ".secrets.json"
SUFFIXES = (".log", ".keys", ".keylog")         # of what is dropped on the window and is no capture
KEY_LOGS_MAX = 64


def split_key_logs(paths: list[str]) -> tuple[list[str], list[str]]:
    """Captures, and key logs by their names."""
    logs = [path for path in paths if path.lower().endswith(SUFFIXES)]
    return [path for path in paths if path not in logs], logs


def kept_key_logs(folder: Path, capture: str) -> tuple[str, ...]:
    """The key logs that were chosen for a capture, whether they are there or not. In a job: it reads files."""
    try:
        if not any(folder.glob(f"*{ENDING}")):          # nobody has ever chosen one
            return ()
        paths = read_plain(file_of(folder, capture, ENDING)).get("key_logs")
    except (OSError, ValueError):
        return ()
    return tuple(path for path in (paths if isinstance(paths, list) else ()) if isinstance(path, str))[:KEY_LOGS_MAX]


def usable_key_logs(folder: Path, capture: str) -> tuple[str, ...]:
    """Those of them that are there."""
    return tuple(path for path in kept_key_logs(folder, capture) if Path(path).is_file())


class KeepJob(WriteJob):
    """Keeps which key logs a capture has."""

    def __init__(self, folder: Path, capture: str, key_logs: tuple[str, ...]) -> None:
        """`capture`: its file; no key logs: none is kept any more."""
        super().__init__(folder, capture)
        self._key_logs = key_logs

    def work(self) -> None:
        """Raises OSError."""
        path = file_of(self.folder, self.capture, ENDING)
        if self._key_logs:
            write_plain(path, {"key_logs": [str(Path(log).absolute()) for log in self._key_logs]})
        else:
            path.unlink(missing_ok=True)


class UseJob(Job):
    """Asks what secrets were good for."""

    def __init__(self, analysis: "Analysis", folder: Path, capture: str) -> None:
        """`capture`: its file, "" for none."""
        super().__init__()
        self._analysis, self._folder, self._capture = analysis, folder, capture

    def work(self) -> Used:
        """Counts the sessions, and looks for the key logs."""
        kept = kept_key_logs(self._folder, self._capture) if self._capture else ()
        return self._analysis.secrets_use(), tuple(path for path in kept if not Path(path).is_file())


class SecretsKeeper(QObject):
    """Which key logs captures have, and what came of it. GUI thread only."""

    kept = Signal(str)              # path of a capture whose key logs are others now: it is to be read again
    told = Signal(object, object)   # SecretsUse | None; paths of key logs that are not there any more
    failed = Signal(str)            # they cannot be kept: why

    def __init__(self, folder: Path, jobs: Jobs, parent: QObject | None = None) -> None:
        """Keep them in files in this folder."""
        super().__init__(parent)
        self._folder, self._jobs = folder, jobs
        self._analysis: Analysis | None = None
        self._capture = ""
        self._asking: UseJob | None = None
        self._keeping: KeepJob | None = None

    def use(self, capture: str, key_logs: list[str]) -> None:
        """The capture in this file has these key logs from now on, and no others."""
        self._keeping = KeepJob(self._folder, capture, tuple(key_logs[:KEY_LOGS_MAX]))
        self._keeping.ended.connect(self._on_kept)
        self._jobs.start(self._keeping)

    def _on_kept(self, job: KeepJob) -> None:
        if isinstance(job.error, OSError):
            self.failed.emit(job.error.strerror or str(job.error))
        elif job.error is not None:
            raise job.error
        elif job is self._keeping:
            self.kept.emit(job.capture)

    def set_analysis(self, analysis: "Analysis | None") -> None:
        """Another capture is shown."""
        job, self._asking = self._asking, None
        if job is not None:
            self._jobs.abandon(job)
        self._analysis, self._capture = analysis, ""
        self.told.emit(None, ())

    def on_opened(self, path: str) -> None:
        """The capture is this file's."""
        self._capture = path

    def on_reading_finished(self, _progress: Progress) -> None:
        """All sessions are known."""
        if self._analysis is not None and self._asking is None:
            self._asking = UseJob(self._analysis, self._folder, self._capture)
            self._asking.ended.connect(self._on_asked)
            self._jobs.start(self._asking)

    def _on_asked(self, job: UseJob) -> None:
        if job is not self._asking:
            return
        self._asking = None
        if job.error is not None:
            raise job.error
        found: Used | None = job.result  # type: ignore[assignment]
        if found is not None:
            self.told.emit(*found)
