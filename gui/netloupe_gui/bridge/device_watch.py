"""The interfaces of this computer: what there are, whether one may capture on them, and how busy they are."""
import time
from collections import deque
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import QObject, QTimer, Signal

from netloupe_engine.errors import NetloupeError
from netloupe_engine.model import Device, Permission, Readiness
from netloupe_gui.bridge.door import DoorOpener
from netloupe_gui.bridge.jobs import Job, Jobs

SAMPLE_MS = 500
SAMPLES_MAX = 60            # half a minute
ANY = "any"


@dataclass(frozen=True, slots=True)
class DeviceFacts:
    """An interface, and whether one may capture on it."""

    device: Device
    permission: Permission

    @property
    def is_usable(self) -> bool:
        """Whether a capture on it may be started."""
        return self.permission.readiness is Readiness.READY


@dataclass(frozen=True, slots=True)
class Survey:
    """All interfaces at one moment."""

    permission: Permission
    devices: tuple[DeviceFacts, ...]


class SurveyJob(Job):
    """Looks at everything; `result` is a Survey."""

    def __init__(self, door: DoorOpener) -> None:
        """Ask this door."""
        super().__init__()
        self._door = door

    def work(self) -> Survey:
        """Ask the system."""
        door = self._door()
        permission = door.permission()
        devices = door.devices()
        if permission.readiness is not Readiness.READY:
            return Survey(permission, tuple(DeviceFacts(device, permission) for device in devices))
        return Survey(permission, tuple(DeviceFacts(device, door.permission(device.name)) for device in devices))


class CountJob(Job):
    """Reads the packet counters; `result` is (when, packets by device)."""

    def __init__(self, door: DoorOpener) -> None:
        """Ask this door."""
        super().__init__()
        self._door = door

    def work(self) -> tuple[float, dict[str, int]]:
        """Ask the system."""
        return time.monotonic(), self._door().device_packets()


class DeviceWatch(QObject):
    """Looks at the interfaces while somebody watches. GUI thread only; the system is asked by jobs."""

    surveyed = Signal(object)       # Survey
    survey_failed = Signal(str)     # reason
    sampled = Signal()              # there are new rates

    def __init__(self, door: DoorOpener, jobs: Jobs, parent: QObject | None = None) -> None:
        """Nothing is asked before somebody watches."""
        super().__init__(parent)
        self._door, self._jobs = door, jobs
        self._survey: Survey | None = None
        self._rates: dict[str, deque[float]] = {}
        self._last: tuple[float, dict[str, int]] | None = None
        self._watchers = 0
        self._is_surveying = self._is_owed = self._is_counting = False
        self._timer = QTimer(self)
        self._timer.setInterval(SAMPLE_MS)
        self._timer.timeout.connect(self.sample)

    @property
    def survey(self) -> Survey | None:
        """What was seen last; None before the first answer."""
        return self._survey

    @property
    def is_watched(self) -> bool:
        """Whether anything on screen shows interfaces."""
        return self._watchers > 0

    def rates(self, device: str) -> tuple[float, ...]:
        """Packets a second of the last half minute, oldest first."""
        return tuple(self._rates.get(device, ()))

    def watch(self) -> None:
        """Somebody shows interfaces from now on."""
        self._watchers += 1
        if self._watchers == 1:
            self._last = None
            self._timer.start()
            self.look()

    def unwatch(self) -> None:
        """And no longer."""
        self._watchers = max(self._watchers - 1, 0)
        if not self._watchers:
            self._timer.stop()

    def look(self) -> None:
        """Look at everything anew."""
        if self._is_surveying:
            self._is_owed = True
            return
        self._is_surveying = True
        job = SurveyJob(self._door)
        job.ended.connect(self._on_surveyed)
        self._jobs.start(job)

    def look_if_watched(self) -> None:
        """The window is in front again: the person may have put something right meanwhile."""
        if self.is_watched:
            self.look()

    def sample(self) -> None:
        """Read the counters. The timer calls this."""
        if not self._is_counting:
            self._is_counting = True
            job = CountJob(self._door)
            job.ended.connect(self._on_counted)
            self._jobs.start(job)

    def _on_surveyed(self, job: Job) -> None:
        self._is_surveying = False
        if isinstance(job.error, NetloupeError | OSError):
            self.survey_failed.emit(str(job.error))
        elif job.error is not None:
            raise job.error
        else:
            assert isinstance(job.result, Survey)
            self._survey = job.result
            self.surveyed.emit(self._survey)
        if self._is_owed:
            self._is_owed = False
            self.look()

    def _on_counted(self, job: Job) -> None:
        self._is_counting = False
        if job.error is not None:       # the next time may be better
            return
        now, counts = cast("tuple[float, dict[str, int]]", job.result)
        if self._last is not None:
            then, before = self._last
            span = max(now - then, 1e-3)
            for name, count in counts.items():
                self._add(name, max(count - before.get(name, count), 0) / span)
            self._add(ANY, sum(max(count - before.get(name, count), 0) for name, count in counts.items()
                               if name != ANY) / span)
            self.sampled.emit()
        self._last = now, counts

    def _add(self, name: str, rate: float) -> None:
        self._rates.setdefault(name, deque(maxlen=SAMPLES_MAX)).append(rate)
