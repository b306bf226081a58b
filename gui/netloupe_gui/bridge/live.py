"""The live capture that is shown: starts, stops, continues and saves it beside the GUI thread, and says how it goes."""
import time
from collections import deque
from dataclasses import dataclass
from enum import Enum
from typing import cast

from PySide6.QtCore import QObject, QTimer, Signal

from netloupe_engine.errors import CancelledError, NetloupeError
from netloupe_engine.model import CaptureOptions, Incident, LiveStatus, MemoryUse, Phase, Settings
from netloupe_gui.bridge.capture import CaptureController, Held
from netloupe_gui.bridge.door import DoorOpener, LiveCapture
from netloupe_gui.bridge.jobs import Job, Jobs
from netloupe_gui.bridge.live_jobs import CloseJob, GoOnJob, ReopenJob, SaveJob, StartJob, StopJob
from netloupe_gui.bridge.plan import CapturePlan

POLL_MS = 200
RATE_SPAN_S = 2.0           # rates are means over so long


class Activity(Enum):
    """What the person sees of a live capture's life."""

    NONE = "none"
    STARTING = "starting"
    RUNNING = "running"
    STOPPING = "stopping"
    STOPPED = "stopped"
    FAILED = "failed"       # it stopped by itself; what was captured is kept


@dataclass(frozen=True, slots=True)
class LiveReading:
    """A live capture at one moment, with rates."""

    status: LiveStatus
    memory: MemoryUse
    packets_rate: float     # per second
    bytes_rate: float


class LiveController(QObject):
    """At most one live capture. GUI thread only; what takes time is done by jobs."""

    activity_changed = Signal(object)       # Activity
    capture_started = Signal(object)        # CapturePlan: a new one
    reading_taken = Signal(object)          # LiveReading, several times a second
    incidents_changed = Signal(object)      # tuple[Incident, ...]
    start_failed = Signal(object)           # the exception
    reopen_failed = Signal(str, str)        # folder, reason
    ended_by_itself = Signal(object)        # LiveStatus: a stop condition, a limit, or trouble
    save_progressed = Signal(object, object)
    save_started = Signal(str)
    saved = Signal(str, object)             # path, packets
    save_failed = Signal(str, str)          # path, reason
    save_cancelled = Signal(str)

    def __init__(self, door: DoorOpener, jobs: Jobs, shown: CaptureController, parent: QObject | None = None) -> None:
        """`shown` is given each capture that starts."""
        super().__init__(parent)
        self._door, self._jobs, self._shown = door, jobs, shown
        self.base = Settings()      # of captures that begin from now on, beside the limits of their plans
        self._live: LiveCapture | None = None
        self._held: Held | None = None          # the same as who shows captures has it
        self._plan: CapturePlan | None = None
        self._activity = Activity.NONE
        self._start: StartJob | None = None
        self._save: SaveJob | None = None
        self._keeps = False
        self._saved_packets = -1
        self._incidents = 0
        self._past: deque[tuple[float, int, int]] = deque()
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self.poll)

    # how it is

    @property
    def activity(self) -> Activity:
        """Where it is in its life."""
        return self._activity

    @property
    def plan(self) -> CapturePlan | None:
        """By what the shown capture was made."""
        return self._plan

    @property
    def is_open(self) -> bool:
        """Whether the capture that is shown is a live one, running or not."""
        return self._live is not None

    @property
    def is_shown(self) -> bool:
        """Whether the live capture is the one that is shown, and was not put aside."""
        return self._held is not None and self._held is self._shown.held

    @property
    def held(self) -> Held | None:
        """The live capture, wherever it is."""
        return self._held

    @property
    def can_go_on(self) -> bool:
        """Whether the shown capture could be continued, or begun again: not one that was found."""
        return self._plan is not None and self._plan.options != CaptureOptions(())

    @property
    def is_running(self) -> bool:
        """Whether packets may come, or are about to."""
        return self._activity in (Activity.STARTING, Activity.RUNNING, Activity.STOPPING)

    @property
    def is_saving(self) -> bool:
        """Whether the capture is being written to a file."""
        return self._save is not None

    @property
    def packets(self) -> int:
        """Captured so far."""
        live = self._live
        return max(live.status.packets, len(live.analysis.packets)) if live is not None else 0

    @property
    def incidents(self) -> tuple[Incident, ...]:
        """What happened to the shown capture."""
        return self._live.status.incidents if self._live is not None else ()

    @property
    def is_unsaved(self) -> bool:
        """Whether closing would lose packets."""
        live = self._live
        if live is None or live.output is not None:
            return False
        return max(live.status.packets, len(live.analysis.packets)) > max(self._saved_packets, 0)

    def keep_unsaved(self) -> None:
        """The program ends without having asked: what is not saved stays in its folder, to be found again."""
        self._keeps = True

    # what one can do

    def start(self, plan: CapturePlan) -> bool:
        """Begin a new capture; the present one is replaced once the new one runs. False: something is under way."""
        if self._start is not None or self._save is not None or self._activity is Activity.STOPPING:
            return False
        self._start = StartJob(self._door, plan, self._live, self.base)
        self._start.ended.connect(self._on_started)
        self._set_activity(Activity.STARTING)
        self._jobs.start_alone(self._start)
        return True

    def reopen(self, folder: str) -> bool:
        """Show a capture that a program that died has left."""
        if self._start is not None or self._save is not None:
            return False
        job = ReopenJob(self._door, folder)
        job.ended.connect(self._on_reopened)
        self._jobs.start(job)
        return True

    def give_up_starting(self) -> None:
        """The person does not want to wait any longer."""
        if self._start is not None:
            self._start.cancel()

    def go_on(self) -> bool:
        """Continue the stopped capture in the same analysis."""
        if self._live is None or not self.can_go_on or self.is_running or self._save is not None:
            return False
        job = GoOnJob(self._live)
        job.ended.connect(self._on_gone_on)
        self._set_activity(Activity.STARTING)
        self._jobs.start_alone(job)
        return True

    def stop(self) -> None:
        """End capturing, keep what was captured open."""
        if self._live is not None and self._activity is Activity.RUNNING:
            job = StopJob(self._live)
            job.ended.connect(self._on_stopped)
            self._set_activity(Activity.STOPPING)
            self._jobs.start(job)

    def save(self, path: str, stops_first: bool = False) -> bool:
        """Write the whole capture; False: that is under way already, or there is nothing."""
        if self._live is None or self._save is not None or self._start is not None:
            return False
        self._save = SaveJob(self._live, path, stops_first)
        if stops_first and self._activity is Activity.RUNNING:
            self._set_activity(Activity.STOPPING)
        self._save.progressed.connect(self.save_progressed)
        self._save.ended.connect(self._on_saved)
        self.save_started.emit(path)
        self._jobs.start(self._save)
        return True

    def cancel_save(self) -> None:
        """Ask saving to end."""
        if self._save is not None:
            self._save.cancel()

    def poll(self) -> None:
        """Look how it goes. The timer calls this; nobody else needs to."""
        live = self._live
        if live is None:
            return
        status = live.status
        self.reading_taken.emit(LiveReading(status, live.memory, *self._rates(status)))
        if len(status.incidents) != self._incidents:
            self._incidents = len(status.incidents)
            self.incidents_changed.emit(status.incidents)
        if self._activity is Activity.RUNNING and status.phase in (Phase.STOPPED, Phase.FAILED):
            self._end(Activity.FAILED if status.phase is Phase.FAILED else Activity.STOPPED)
            self.ended_by_itself.emit(status)

    def _rates(self, status: LiveStatus) -> tuple[float, float]:
        now = time.monotonic()
        self._past.append((now, status.packets, status.bytes))
        while len(self._past) > 2 and now - self._past[0][0] > RATE_SPAN_S:
            self._past.popleft()
        then, packets, size = self._past[0]
        if now <= then or status.phase is not Phase.RUNNING:
            return 0.0, 0.0
        return max(status.packets - packets, 0) / (now - then), max(status.bytes - size, 0) / (now - then)

    # what jobs say

    def _on_started(self, job: StartJob) -> None:
        if job is not self._start:
            return
        self._start = None
        if job.error is not None or job.is_cancelled():
            self._set_activity(Activity.NONE if self._live is None else Activity.STOPPED)
            if self._live is not None:
                self._shown.expect_end(self._held)
            if job.error is None:
                self._jobs.start(CloseJob(job.capture))
            elif not job.is_cancelled():
                self._tell_failure(job.error)
            return
        self._show(job.capture, job.plan)
        self._set_activity(Activity.RUNNING)
        self.capture_started.emit(job.plan)
        self.poll()

    def _on_reopened(self, job: ReopenJob) -> None:
        if job.error is not None:
            self.reopen_failed.emit(job.folder, str(job.error))
            return
        self._show(cast(LiveCapture, job.result), CapturePlan(CaptureOptions(()), name=self.tr("capture found again")))
        self._shown.expect_end(self._held)
        self._set_activity(Activity.STOPPED)
        self.poll()

    def _show(self, live: LiveCapture, plan: CapturePlan) -> None:
        if self._held is not None and not self.is_shown:
            self._shown.discard(self._held)     # it was put aside
        self._shown.follow(live.analysis, str(live.output or ""), plan.title, self._let_go)   # releases the one before
        self._live, self._plan, self._held = live, plan, self._shown.held
        self._saved_packets, self._incidents = -1, 0
        self._past.clear()
        self._timer.start()
        self.incidents_changed.emit(())

    def _tell_failure(self, error: Exception) -> None:
        if not isinstance(error, NetloupeError | OSError):      # a mistake of ours
            raise error
        self.start_failed.emit(error)

    def _on_gone_on(self, job: Job) -> None:
        if self._live is None:
            return
        if job.error is not None:
            self._set_activity(Activity.FAILED)
            self._tell_failure(job.error)
            return
        self._past.clear()
        self._shown.go_on(self._held)
        self._set_activity(Activity.RUNNING)

    def _on_stopped(self, job: Job) -> None:
        if self._live is not None and self._activity is Activity.STOPPING:
            self._end(Activity.STOPPED)
            if job.error is not None:
                raise job.error

    def _end(self, activity: Activity) -> None:
        self._shown.expect_end(self._held)
        self._set_activity(activity)
        if activity is not Activity.FAILED:
            self.poll()

    def _on_saved(self, job: SaveJob) -> None:
        if job is not self._save:
            return
        self._save = None
        if self._activity is Activity.STOPPING:
            self._end(Activity.STOPPED)
        if job.error is None:
            written = cast(int, job.result)     # while capturing goes on, the analysis may be behind the recorder
            self._saved_packets = min(job.packets, written) if self._activity is Activity.RUNNING else job.packets
            self.saved.emit(job.path, job.result)
        elif isinstance(job.error, CancelledError):
            self.save_cancelled.emit(job.path)
        else:
            self.save_failed.emit(job.path, str(job.error))

    def _set_activity(self, activity: Activity) -> None:
        if activity is not self._activity:
            self._activity = activity
            self.activity_changed.emit(activity)

    # letting go

    def _let_go(self) -> None:
        """Another capture is shown, or none: everybody has let go of the analysis."""
        keeps = self._keeps and self.is_unsaved
        live, self._live, self._held = self._live, None, None
        if live is None:
            return
        self._plan = None
        self._timer.stop()
        if self._save is not None:
            save, self._save = self._save, None
            self._jobs.abandon(save)
            self.save_cancelled.emit(save.path)
        self._jobs.start_after_all(CloseJob(live, keeps))
        self.incidents_changed.emit(())
        self._set_activity(Activity.STARTING if self._start is not None else Activity.NONE)
