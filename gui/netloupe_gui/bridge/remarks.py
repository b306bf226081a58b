"""Marks and notes in the window: changes them, and keeps them beside the program's state for when the capture is opened
again. The capture itself is never written to; a saved or exported pcapng has them as comments."""
import contextlib
import hashlib
import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from netloupe_engine.errors import NetloupeError
from netloupe_engine.model import Progress
from netloupe_engine.remarks import Remark
from netloupe_gui.bridge.jobs import Job, Jobs

if TYPE_CHECKING:
    from netloupe_engine.analysis import Analysis
    from netloupe_engine.remarks import Remarks

ENDS_BYTES = 1 << 20        # of a capture's beginning and end, by which it is known again
KEPT_BYTES_MAX = 64 << 20
Kept = dict[int, Remark]


def file_of(folder: Path, capture: str) -> Path:
    """Where the remarks on a capture are kept: named by its size, its beginning and its end, whatever it is called.
    Raises OSError."""
    digest = hashlib.sha256()
    with open(capture, "rb") as file:
        size = os.fstat(file.fileno()).st_size
        digest.update(size.to_bytes(8) + file.read(ENDS_BYTES))
        file.seek(max(0, size - ENDS_BYTES))
        digest.update(file.read(ENDS_BYTES))
    return folder / f"{digest.hexdigest()}.json"


def read_kept(path: Path) -> tuple[Kept, Kept]:
    """What was kept of packets and of sessions; nothing of what is not as it should be."""
    try:
        if path.stat().st_size > KEPT_BYTES_MAX:
            return {}, {}
        kept = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}, {}
    if not isinstance(kept, dict):
        return {}, {}
    return _remarks(kept.get("packets")), _remarks(kept.get("sessions"))


def _remarks(plain: object) -> Kept:
    found: Kept = {}
    for which, said in plain.items() if isinstance(plain, dict) else ():
        if which.isascii() and which.isdecimal() and len(which) < 12 and isinstance(said, list) and len(said) == 2 \
                and isinstance(said[0], str) and isinstance(said[1], bool):
            found[int(which)] = Remark(said[0], said[1])
    return found


def write_kept(path: Path, remarks: "Remarks") -> None:
    """Keep all of them; the file is replaced in one step. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    plain = {name: {str(which): [remark.text, remark.is_marked] for which, remark in of.items()}
             for name, of in (("packets", remarks.packets()), ("sessions", remarks.sessions()))}
    new = path.with_suffix(f".{os.getpid()}")
    try:
        new.write_text(json.dumps(plain), "utf-8")
        new.replace(path)
    except OSError:
        new.unlink(missing_ok=True)
        raise


class ReadJob(Job):
    """Reads what was kept of a capture, and what is in it."""

    def __init__(self, analysis: "Analysis", folder: Path, capture: str) -> None:
        """`capture`: its file; "" for one that has none."""
        super().__init__()
        self._analysis, self._folder, self._capture = analysis, folder, capture

    def work(self) -> None:
        """What cannot be read is as good as not there."""
        if self._capture:
            with contextlib.suppress(OSError):
                self._analysis.remarks.restore(*read_kept(file_of(self._folder, self._capture)))
        with contextlib.suppress(NetloupeError):
            self._analysis.read_remarks()


class WriteJob(Job):
    """Keeps the remarks on a capture."""

    must_end = True

    def __init__(self, remarks: "Remarks", folder: Path, capture: str) -> None:
        """Those there are when it runs."""
        super().__init__()
        self._remarks, self._folder, self._capture = remarks, folder, capture

    def work(self) -> None:
        """Raises OSError."""
        write_kept(file_of(self._folder, self._capture), self._remarks)


class RemarksKeeper(QObject):
    """Marks and notes of the capture that is shown. GUI thread only."""

    changed = Signal()
    failed = Signal(str)        # they cannot be kept: why

    def __init__(self, folder: Path, jobs: Jobs, parent: QObject | None = None) -> None:
        """Keep them in files in this folder."""
        super().__init__(parent)
        self._folder, self._jobs = folder, jobs
        self._analysis: Analysis | None = None
        self._capture = ""
        self._reading: ReadJob | None = None
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
        """All packets are known: so are their comments."""
        if self._analysis is not None and self._reading is None:
            self._reading = ReadJob(self._analysis, self._folder, self._capture)
            self._reading.ended.connect(self._on_read)
            self._jobs.start(self._reading)

    def packet(self, number: int) -> Remark:
        """What is said of a packet."""
        return self._analysis.remarks.of_packet(number) if self._analysis is not None else Remark()

    def session(self, id: int) -> Remark:
        """What is said of a session."""
        return self._analysis.remarks.of_session(id) if self._analysis is not None else Remark()

    def mark_packet(self, number: int) -> None:
        """Mark a packet, or take its mark away."""
        before = self.packet(number)
        self._set_packets({number: Remark(before.text, not before.is_marked)})

    def mark_sessions(self, ids: Iterable[int]) -> None:
        """Mark sessions; where all of them are marked, take the marks away."""
        before = {id: self.session(id) for id in ids}
        marked = not all(remark.is_marked for remark in before.values())
        self._set_sessions({id: Remark(remark.text, marked) for id, remark in before.items()})

    def note_packet(self, number: int, text: str) -> None:
        """Say this of a packet; "" takes the note back."""
        self._set_packets({number: Remark(text, self.packet(number).is_marked)})

    def note_sessions(self, ids: Iterable[int], text: str) -> None:
        """Say this of sessions."""
        self._set_sessions({id: Remark(text, self.session(id).is_marked) for id in ids})

    def _set_packets(self, remarks: Kept) -> None:
        if self._analysis is not None:
            for number, remark in remarks.items():
                self._analysis.remarks.set_packet(number, remark)
            self._keep()

    def _set_sessions(self, remarks: Kept) -> None:
        if self._analysis is not None:
            for id, remark in remarks.items():
                self._analysis.remarks.set_session(id, remark)
            self._keep()

    def _keep(self) -> None:
        self.changed.emit()
        if not self._capture or self._analysis is None:
            return                      # a live capture keeps them when it is saved
        if self._writing is not None:
            self._is_owed = True
            return
        self._is_owed = False
        self._writing = WriteJob(self._analysis.remarks, self._folder, self._capture)
        self._writing.ended.connect(self._on_written)
        self._jobs.start(self._writing)

    def _on_read(self, job: ReadJob) -> None:
        if job is not self._reading:
            return
        self._reading = None
        if job.error is not None:
            raise job.error
        self.changed.emit()

    def _on_written(self, job: WriteJob) -> None:
        self._writing = None
        if isinstance(job.error, OSError):
            self.failed.emit(job.error.strerror or str(job.error))
        elif job.error is not None:
            raise job.error
        if self._is_owed:
            self._keep()
