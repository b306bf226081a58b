"""Files that sessions carried, read beside the GUI thread: each session once, of those that the filter leaves."""
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QObject, Signal

from netloupe_engine.errors import CancelledError, NetloupeError
from netloupe_gui.bridge.jobs import Job, Jobs
from netloupe_gui.bridge.source import Source

if TYPE_CHECKING:
    from netloupe_engine.analysis import Analysis, CarvedFile

FILES_MAX = 20_000          # that are listed
TELL_S = 0.5                # what was found meanwhile is shown at most this often
Key = tuple[int, int, int]  # of a file: session, way, number


@dataclass(frozen=True, slots=True)
class Order:
    """What files are sorted by: a field of CarvedFile."""

    field: str = "packet"
    is_down: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class FoundFiles:
    """An answer; made beside the GUI thread, with all that would take time there."""

    files: "tuple[CarvedFile, ...]"     # in their order
    rows: dict[Key, int]                # where each is
    bytes: int                          # of all together
    broken: int                         # how many are not whole
    span: tuple[int, int]               # first and last moment
    read: tuple[int, int] | None        # so many sessions of so many are read; None: all
    is_cut: bool                        # there are more than FILES_MAX


def found_files(files: "list[CarvedFile]", order: Order, read: tuple[int, int] | None, is_cut: bool) -> FoundFiles:
    """Files in an order; those that are equal in it by their packets."""
    def value(file: "CarvedFile") -> Any:
        found = getattr(file, order.field)
        return found.casefold() if isinstance(found, str) else found

    files.sort(key=lambda file: (file.packet, file.number))
    if order.field != "packet" or order.is_down:
        files.sort(key=value, reverse=order.is_down)
    times = [file.time_ns for file in files]
    return FoundFiles(
        tuple(files), {(file.session, file.way, file.number): row for row, file in enumerate(files)},
        sum(file.size for file in files), sum(not file.is_whole for file in files),
        (min(times, default=0), max(times, default=0)), read, is_cut)


class FilesJob(Job):
    """Reads the files of sessions that have not been read, or have grown since."""

    found = Signal(object)          # FoundFiles so far

    def __init__(self, analysis: "Analysis", shown: Any, known: "dict[int, list[CarvedFile]]", stamps: Any,
                 order: Order) -> None:
        """`shown` are rows of sessions, None: all; `known` files by session, and `stamps` the last packet of each
        session when it was read, 0: it was not. Both stay as they are meanwhile."""
        super().__init__()
        self._analysis, self._shown, self._known, self._stamps = analysis, shown, known, stamps
        self._order = order
        self.files: list[CarvedFile] = []       # of sessions that are read now
        self._kept: list[CarvedFile] = []       # of others
        self.rows: Any = np.zeros(0, np.int64)  # of sessions that are read
        self.last: Any = self.rows              # packet of each of them
        self.is_cut = False
        self._told_s = time.monotonic()

    def work(self) -> FoundFiles:
        """Read them; what was found until it was called off stays."""
        packets = self._analysis.sessions.column("last_packet")
        rows = np.arange(len(packets)) if self._shown is None else self._shown[self._shown < len(packets)]
        stamps = np.zeros(len(packets), np.uint32)
        stamps[:min(len(self._stamps), len(packets))] = self._stamps[:len(packets)]
        new = rows[packets[rows] != stamps[rows]]
        self.rows, self.last = new, packets[new]
        wanted = set((rows + 1).tolist()) if self._shown is not None else None
        kept = [file for session, files in self._known.items() if wanted is None or session in wanted
                for file in files]
        if len(new):
            again = set((new + 1).tolist())
            kept = [file for file in kept if file.session not in again]
        self._kept = kept
        try:
            for file in self._analysis.files((new + 1).astype(np.uint32), self.is_cancelled, self._tell):
                if len(kept) + len(self.files) >= FILES_MAX:
                    self.is_cut = True
                    self._keep(file.session)
                    break
                self.files.append(file)
        except CancelledError:
            self._keep(self.files[-1].session if self.files else 0)
            raise
        return self._arranged(None)

    def _arranged(self, read: tuple[int, int] | None) -> FoundFiles:
        return found_files(self._kept + self.files, self._order, read, self.is_cut)

    def _keep(self, session: int) -> None:
        """Only sessions before this one are read to their end."""
        read = self.rows + 1 < session
        self.rows, self.last = self.rows[read], self.last[read]

    def _tell(self, done: int, total: int) -> None:
        if time.monotonic() - self._told_s >= TELL_S:
            self.found.emit(self._arranged((done, total)))
            self._told_s = time.monotonic()


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

    answered = Signal(object)               # FoundFiles | None: no capture
    saved = Signal(str, int, object)        # folder or path, files, bytes
    save_failed = Signal(str, str)          # folder or path, why
    saving_changed = Signal(bool)

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        """Nothing is shown."""
        super().__init__(jobs, parent)
        self._known: dict[int, list[CarvedFile]] = {}       # by session
        self._stamps: Any = np.zeros(0, np.uint32)
        self._order = Order()
        self._saving: SaveFilesJob | None = None

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

    def set_order(self, order: Order) -> None:
        """Show them in another order."""
        if order != self._order:
            self._order = order
            self._ask()

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
        self._known, self._stamps = {}, np.zeros(0, np.uint32)
        self.answered.emit(None)

    def _job_for(self, analysis: "Analysis") -> FilesJob:
        job = FilesJob(analysis, self._shown, self._known, self._stamps, self._order)
        job.found.connect(self._on_found)
        return job

    def _on_found(self, found: FoundFiles) -> None:
        if self.sender() is self._job and not self._is_waiting:
            self.answered.emit(found)

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

    def _take(self, job: Job) -> None:
        self.answered.emit(job.result)

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
