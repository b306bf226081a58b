"""The capture that is shown: opens it, polls what its worker threads found, and tells the panes."""
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from netloupe_engine.errors import NetloupeError
from netloupe_engine.model import Damage, Progress, State
from netloupe_gui.bridge.capture_jobs import CancelJob, CloseAnalysisJob, Opener, OpenJob
from netloupe_gui.bridge.jobs import Job, Jobs

if TYPE_CHECKING:
    from netloupe_engine.analysis import Analysis

POLL_MS = 80
PANES_REFRESH_S = 0.2       # panes are told at most five times a second
PANES_LATER_MS = 30         # and after the table was painted: all of it in one turn holds the event loop up


@dataclass(eq=False, slots=True)
class Held:
    """A capture that is open, shown or put aside; what reads it goes on either way."""

    analysis: "Analysis"
    path: str                                       # its file, "" for several and for none
    title: str                                      # foreign text, to be made safe
    release: Callable[[], None] | None = None       # gives it back, in place of `Analysis.close`
    expects_more: bool = False                      # it is live: what is read is not all


class CaptureController(QObject):
    """Owns the analysis that is shown. GUI thread only, and never waits: the reading is done by its own threads,
    opening, cancelling and closing by jobs."""

    opening_changed = Signal(str)           # the file that is being opened, "" for none
    opened = Signal(str)                    # path: a file is shown for the first time
    path_known = Signal(str)                # path of what is shown, "" where it has none; after `analysis_changed`
    several_opened = Signal(list)           # paths: files that are read as one are shown for the first time
    putting_aside = Signal(object)          # Held: another one is about to be shown beside it
    discarded = Signal(object)              # Held: one that was put aside was closed all the same
    pipe_found = Signal(str)                # path: no file, and opened another way
    folder_found = Signal(str)              # path: no file
    analysis_changed = Signal(object)       # Analysis | None
    rows_changed = Signal(object)           # Snapshot, after each poll that saw something new
    refresh_due = Signal()                  # the panes should look again
    progress_changed = Signal(object)       # Progress
    reading_finished = Signal(object)       # Progress: read to the end, cancelled or failed
    reading_resumed = Signal()              # a live capture goes on, or a file's reading that was stopped
    capture_damaged = Signal(object)        # Damage
    open_failed = Signal(str, str)          # path, reason
    freeze_changed = Signal(bool)
    held_back_changed = Signal(object, object)   # new and changed sessions that a frozen view does not show

    def __init__(self, opener: Opener, jobs: Jobs, parent: QObject | None = None) -> None:
        """`opener` makes an analysis of a path, in a job; raises NetloupeError or OSError."""
        super().__init__(parent)
        self._opener, self._jobs = opener, jobs
        self._opening: OpenJob | None = None
        self._cancelling: CancelJob | None = None
        self._held: Held | None = None
        self._tick = 0
        self._shown_sessions = 0
        self._shown_packets = 0
        self._frozen = False
        self._finished = False
        self._refresh_owed = False
        self._refreshed_at = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self.poll)
        self._panes_timer = QTimer(self)
        self._panes_timer.setSingleShot(True)
        self._panes_timer.setInterval(PANES_LATER_MS)
        self._panes_timer.timeout.connect(self._refresh_panes)

    @property
    def held(self) -> Held | None:
        """What is shown."""
        return self._held

    @property
    def analysis(self) -> "Analysis | None":
        """What is shown."""
        return self._held.analysis if self._held is not None else None

    @property
    def path(self) -> str:
        """The file that is open, "" for none, and for several that are read as one."""
        return self._held.path if self._held is not None else ""

    @property
    def title(self) -> str:
        """What the capture is called; foreign text, to be made safe."""
        return self._held.title if self._held is not None else ""

    @property
    def is_live(self) -> bool:
        """Whether the capture comes from somewhere else than a file, now or before it was stopped."""
        return self._held is not None and self._held.release is not None

    @property
    def is_reading(self) -> bool:
        """Whether the worker threads still read."""
        return self._held is not None and not self._finished

    def open_sessions(self) -> int:
        """How many sessions have not ended, by the states that the table shows."""
        if self._held is None:
            return 0
        return int((self._held.analysis.sessions.column("state") < State.CLOSED).sum())

    @property
    def is_frozen(self) -> bool:
        """Whether the view stands still while the reading goes on."""
        return self._frozen

    @property
    def opening(self) -> str:
        """The file that is being opened, "" for none."""
        return self._opening.path if self._opening is not None else ""

    def open(self, path: str, *more: str, beside: bool = False) -> None:
        """Show this file, or these read as one, instead of the present one or `beside` it, once it is open; the newest
        wish counts. Says through a signal why it could not; the old one then stays."""
        self._stop_opening()
        self._opening = OpenJob(self._opener, path, *more)
        self._opening.is_beside = beside
        self._opening.ended.connect(self._on_opened)
        self._jobs.start_alone(self._opening)
        self.opening_changed.emit(path)

    def stop_opening(self) -> None:
        """The person does not want to wait any longer; what is shown stays."""
        if self._stop_opening():
            self.opening_changed.emit("")

    def _stop_opening(self) -> bool:
        job, self._opening = self._opening, None
        if job is not None:
            job.cancel()            # heard of all the same: what was opened must be closed
        return job is not None

    def _on_opened(self, job: OpenJob) -> None:
        analysis: Analysis | None = job.result  # type: ignore[assignment]
        if job is not self._opening:
            if analysis is not None:
                self._close(analysis, self._jobs.start_alone)
            return
        self._opening = None
        self.opening_changed.emit("")
        if job.is_pipe:
            self.pipe_found.emit(job.path)
        elif job.is_folder:
            self.folder_found.emit(job.path)
        elif analysis is not None:
            is_one = len(job.paths) == 1
            held = Held(analysis, job.path if is_one else "", Path(job.path).name if is_one else
                        Path(analysis.capture.path).name)
            if job.is_beside and self._held is not None:
                self.putting_aside.emit(self._held)
                self.show(held)
            else:
                self._replace(held)
            analysis.start()
            self._timer.start()
            if is_one:
                self.opened.emit(job.path)
            else:
                self.several_opened.emit(list(job.paths))
        elif isinstance(job.error, NetloupeError | OSError):
            self.open_failed.emit(job.path, str(job.error))
        elif job.error is not None:
            raise job.error

    def follow(self, analysis: "Analysis", path: str, title: str, release: Callable[[], None]) -> None:
        """Show a live capture. `release` gives it back, in place of `Analysis.close`; `path` is "" for none."""
        self.stop_opening()
        self._replace(Held(analysis, path, title, release, expects_more=True))
        self._timer.start()

    def expect_end(self, held: Held | None = None) -> None:
        """No more packets will come to this capture (None: the one that is shown): the analysis finishes when it has
        seen the last one."""
        held = held or self._held
        if held is not None:
            held.expects_more = False

    def go_on(self, held: Held | None = None) -> None:
        """The live capture (None: the one that is shown) that had ended goes on in the same analysis."""
        held = held or self._held
        if held is None or held.release is None:
            return
        held.expects_more = True
        if held is self._held:
            self._finished = False
            self._timer.start()
            self.reading_resumed.emit()

    # several captures

    def show(self, held: Held | None) -> Held | None:
        """Show another capture that is open, or none (and the page for it); answers the one that was shown, which stays
        open and belongs to the caller."""
        before = self._held
        self._let_go(held)
        if held is not None:
            self._timer.start()
            QTimer.singleShot(0, self.poll)
        return before

    def discard(self, held: Held) -> None:
        """Close a capture, shown or not."""
        if held is self._held:
            self._replace(None)
        else:
            self.discarded.emit(held)
            self._give_back(held, self._jobs.start_after_all)       # somebody may compare with it

    def continue_reading(self) -> None:
        """Read the rest after `cancel`."""
        analysis = self.analysis
        if analysis is not None and self._finished and analysis.progress.resumable:
            analysis.go_on()
            self._finished = False
            self._timer.start()
            self.reading_resumed.emit()

    def reload(self) -> None:
        """Read the same file again."""
        if self.path:
            self.open(self.path)

    def close(self) -> None:
        """Let go of the capture, and of one that is being opened; what reads is stopped."""
        self.stop_opening()
        if self._held is not None:
            self._replace(None)

    def _replace(self, held: Held | None) -> None:
        """Everybody lets go of the old capture before it is closed."""
        old = self._held
        self._let_go(held)
        if old is not None:
            self._give_back(old, self._jobs.start_after_all)

    def _let_go(self, held: Held | None) -> None:
        """Everybody hears that another capture is shown, or none."""
        self._timer.stop()
        self._panes_timer.stop()
        self._held = self._cancelling = None
        self.set_frozen(False)
        self._held = held
        self._tick = self._shown_sessions = self._shown_packets = 0
        self._finished = held is None
        self.analysis_changed.emit(self.analysis)
        self.path_known.emit("" if self.is_live else self.path)

    def _give_back(self, held: Held, start: Callable[[Job], None]) -> None:
        """Nobody shows it any more."""
        if held.release is not None:
            held.release()
        else:
            self._close(held.analysis, start)

    def _close(self, analysis: "Analysis", start: Callable[[Job], None]) -> None:
        job = CloseAnalysisJob(analysis)
        job.ended.connect(self._on_closed)
        start(job)

    def _on_closed(self, job: CloseAnalysisJob) -> None:
        self._jobs.start_alone(job.let_go())
        if job.error is not None:
            raise job.error

    def cancel(self) -> None:
        """Stop reading and keep what was read; `reading_finished` tells when it has stopped."""
        if self.analysis is not None and not self._finished and self._cancelling is None:
            self._cancelling = CancelJob(self.analysis)
            self._cancelling.ended.connect(self._on_cancelled)
            self._jobs.start_alone(self._cancelling)

    def _on_cancelled(self, job: CancelJob) -> None:
        if job is self._cancelling:
            self._cancelling = None
            self.poll()

    def set_paused(self, paused: bool) -> None:
        """Let the reading rest, or go on."""
        if self.analysis is not None and not self._finished:
            if paused:
                self.analysis.pause()
            else:
                self.analysis.resume()
            self.poll()

    def set_frozen(self, frozen: bool) -> None:
        """Hold the view still; reading goes on, and what is new is counted."""
        if frozen == self._frozen:
            return
        self._frozen = frozen
        self._panes_timer.stop()
        self.freeze_changed.emit(frozen)
        if not frozen and self.analysis is not None:
            self._take(final=self._finished)

    def poll(self) -> None:
        """Ask for what is new. The timer calls this; nobody else needs to."""
        if self.analysis is None or self._finished:
            return
        progress = self.analysis.progress
        self.progress_changed.emit(progress)
        finished = progress.finished and not (self._held is not None and self._held.expects_more)
        if finished:
            self._timer.stop()
            self._finished = True
        if self._frozen:
            self._count_held_back()
        else:
            self._take(final=finished)
        if finished:
            self._tell_end(progress)

    def _take(self, final: bool) -> None:
        assert self.analysis is not None
        snapshot = self.analysis.snapshot(self._tick)
        self._tick = snapshot.tick
        is_new = snapshot.changed.size or snapshot.packets != self._shown_packets
        self._shown_sessions, self._shown_packets = snapshot.sessions, snapshot.packets
        if is_new or final:
            self.rows_changed.emit(snapshot)
            self._refresh_owed = True
        if final:
            self._refresh_panes()
        elif self._refresh_owed and time.monotonic() - self._refreshed_at >= PANES_REFRESH_S:
            self._panes_timer.start()

    def _refresh_panes(self) -> None:
        self._panes_timer.stop()
        self._refresh_owed = False
        self._refreshed_at = time.monotonic()
        self.refresh_due.emit()

    def _count_held_back(self) -> None:
        assert self.analysis is not None
        snapshot = self.analysis.snapshot(self._tick)
        fresh = snapshot.sessions - self._shown_sessions
        self.held_back_changed.emit(fresh, int(snapshot.changed.size) - fresh)

    def _tell_end(self, progress: Progress) -> None:
        assert self.analysis is not None
        damage: Damage | None = self.analysis.capture.damage
        self.reading_finished.emit(progress)
        if damage is not None:
            self.capture_damaged.emit(damage)
