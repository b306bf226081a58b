"""Files that sessions carried, read beside the GUI thread: each session once, of those that the filter leaves."""
import time
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QObject, Signal

from netloupe_engine.errors import CancelledError, NetloupeError
from netloupe_gui.bridge.jobs import Job, Jobs
from netloupe_gui.bridge.source import Source

if TYPE_CHECKING:
    from netloupe_engine.analysis import Analysis, CarvedFile

FILES_MAX = 20_000          # that are listed
TELL_S = 0.25               # what was found meanwhile is shown at most this often


class FilesJob(Job):
    """Reads the files of sessions that have not been read, or have grown since."""

    def __init__(self, analysis: "Analysis", shown: Any, stamps: Any, room: int) -> None:
        """`shown` are rows of sessions, None: all; `stamps` the last packet of each when it was read, 0: it was not;
        `room`: so many files at most."""
        super().__init__()
        self._analysis, self._shown, self._stamps, self._room = analysis, shown, stamps, room
        self.files: list[CarvedFile] = []       # as they are found; whoever looks meanwhile takes a copy
        self.rows: Any = np.zeros(0, np.int64)  # of sessions that are read
        self.last: Any = self.rows              # packet of each of them
        self.is_cut = False
        self._told_s = 0.0

    def work(self) -> None:
        """Read them; what was found until it was called off stays."""
        packets = self._analysis.sessions.column("last_packet")
        rows = np.arange(len(packets)) if self._shown is None else self._shown[self._shown < len(packets)]
        stamps = np.zeros(len(packets), np.uint32)
        stamps[:min(len(self._stamps), len(packets))] = self._stamps[:len(packets)]
        rows = rows[packets[rows] != stamps[rows]]
        self.rows, self.last = rows, packets[rows]
        try:
            for file in self._analysis.files((rows + 1).astype(np.uint32), self.is_cancelled, self._tell):
                if len(self.files) >= self._room:
                    self.is_cut = True
                    self._keep(self.files[-1].session)
                    break
                self.files.append(file)
        except CancelledError:
            self._keep(self.files[-1].session if self.files else 0)
            raise

    def _keep(self, session: int) -> None:
        """Only sessions before this one are read to their end."""
        read = self.rows + 1 < session
        self.rows, self.last = self.rows[read], self.last[read]

    def _tell(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self._told_s >= TELL_S:
            self._told_s = now
            self.tell(done, total)


class SaveFilesJob(Job):
    """Writes files; `result` are those written, with their paths."""

    def __init__(self, analysis: "Analysis", files: "tuple[CarvedFile, ...]", place: str, is_folder: bool) -> None:
        """`place` is a folder, or the path of the only file. The analysis must stay open until the job ended."""
        super().__init__()
        self._analysis, self._files, self.place, self._is_folder = analysis, files, place, is_folder

    def work(self) -> "tuple[CarvedFile, ...]":
        """Let the engine write."""
        if self._is_folder:
            return tuple(self._analysis.save_files(self._files, self.place, self.is_cancelled, self.tell))
        return (self._analysis.save_file(self._files[0], self.place, self.is_cancelled),)


class FilesSource(Source):
    """What the files pane shows. GUI thread only."""

    answered = Signal(object)               # tuple[CarvedFile, ...] | None: no capture
    looked = Signal(object, object)         # sessions read, of how many
    saved = Signal(str, int, object)        # folder or path, files, bytes
    save_failed = Signal(str, str)          # folder or path, why
    saving_changed = Signal(bool)

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        """Nothing is shown."""
        super().__init__(jobs, parent)
        self._known: dict[int, list[CarvedFile]] = {}       # by session
        self._stamps: Any = np.zeros(0, np.uint32)
        self._saving: SaveFilesJob | None = None
        self.is_cut = False                                 # there are more than are listed

    @property
    def is_saving(self) -> bool:
        """Whether files are being written."""
        return self._saving is not None

    def set_analysis(self, analysis: "Analysis | None") -> None:
        """Another capture is shown."""
        if self._saving is not None:
            job, self._saving = self._saving, None
            self._jobs.abandon(job)
            self.saving_changed.emit(False)
        super().set_analysis(analysis)

    def save(self, files: "tuple[CarvedFile, ...]", place: str, is_folder: bool) -> bool:
        """Write files into a folder, or one to a path; False where there is nothing to write, or others are written."""
        if self._analysis is None or self._saving is not None or not files:
            return False
        self._saving = SaveFilesJob(self._analysis, files, place, is_folder)
        self._saving.ended.connect(self._on_saved)
        self._jobs.start(self._saving)
        self.saving_changed.emit(True)
        return True

    def stop_saving(self) -> None:
        """Write no more; what is written stays."""
        if self._saving is not None:
            self._saving.cancel()

    def _forget(self) -> None:
        self._known, self._stamps, self.is_cut = {}, np.zeros(0, np.uint32), False
        self.answered.emit(None)

    def _change(self) -> None:
        self._tell()

    def _job_for(self, analysis: "Analysis") -> FilesJob:
        job = FilesJob(analysis, self._shown, self._stamps, FILES_MAX - sum(map(len, self._known.values())))
        job.progressed.connect(self._on_progressed)
        return job

    def _on_progressed(self, done: int, total: int) -> None:
        if isinstance(self._job, FilesJob) and not self._is_waiting:
            self._tell(self._job)
            self.looked.emit(done, total)

    def _learn(self, job: Job) -> None:
        assert isinstance(job, FilesJob)
        if len(job.rows):
            stamps = np.zeros(max(len(self._stamps), int(job.rows.max()) + 1), np.uint32)
            stamps[:len(self._stamps)] = self._stamps
            stamps[job.rows] = job.last
            self._stamps = stamps
        read = set((job.rows + 1).tolist())
        for session in read & set(self._known):
            del self._known[session]
        for file in job.files:
            if file.session in read:
                self._known.setdefault(file.session, []).append(file)
        self.is_cut = job.is_cut

    def _take(self, job: Job) -> None:
        self._tell()

    def _tell(self, job: FilesJob | None = None) -> None:
        """Show what is known of the sessions that the filter leaves, and what a job has found so far."""
        found = {session: list(files) for session, files in self._known.items()}
        if job is not None:
            fresh: dict[int, list[CarvedFile]] = {}
            for file in job.files[:]:
                fresh.setdefault(file.session, []).append(file)
            found |= fresh
        sessions = sorted(found)
        if self._shown is not None:
            sessions = np.intersect1d(sessions, self._shown + 1).astype(int).tolist()
        self.answered.emit(tuple(file for session in sessions for file in found[session]))

    def _on_saved(self, job: SaveFilesJob) -> None:
        if job is not self._saving:
            return
        self._saving = None
        self.saving_changed.emit(False)
        if job.error is None:
            written = job.result
            assert isinstance(written, tuple)
            self.saved.emit(job.place, len(written), sum(file.size for file in written))
        elif isinstance(job.error, CancelledError):
            return
        elif isinstance(job.error, NetloupeError):
            self.save_failed.emit(job.place, str(job.error))
        else:
            raise job.error
