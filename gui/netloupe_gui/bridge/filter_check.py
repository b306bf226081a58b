"""Checks a capture filter while it is typed, and counts what it would have kept of the packets seen last."""
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QTimer, Signal

from netloupe_engine.errors import FilterError, NetloupeError
from netloupe_gui.bridge.door import DoorOpener
from netloupe_gui.bridge.jobs import Job, Jobs

if TYPE_CHECKING:
    from netloupe_engine.analysis import Analysis

PAUSE_MS = 200              # after the last key
LOOKED_AT_MAX = 1_000
ETHERNET = "EN10MB"


@dataclass(frozen=True, slots=True)
class FilterVerdict:
    """What libpcap says."""

    text: str
    problem: str        # libpcap's own words; "" if the filter is good

    @property
    def is_good(self) -> bool:
        """Whether it can be used."""
        return not self.problem


class CheckJob(Job):
    """Compiles a filter; `result` is a FilterVerdict."""

    def __init__(self, door: DoorOpener, text: str, link_type: str) -> None:
        """For devices of this link type."""
        super().__init__()
        self.text = text
        self._door, self._link_type = door, link_type

    def work(self) -> FilterVerdict:
        """Compile."""
        try:
            self._door().check_filter(self.text, self._link_type)
        except FilterError as error:
            return FilterVerdict(self.text, str(error) or "syntax error")
        return FilterVerdict(self.text, "")


class KeptJob(Job):
    """Runs a filter over the last packets; `result` is (kept, looked at)."""

    def __init__(self, door: DoorOpener, text: str, analysis: "Analysis") -> None:
        """Of this capture."""
        super().__init__()
        self.text = text
        self._door, self._analysis = door, analysis

    def work(self) -> tuple[int, int]:
        """Read and filter; looks at the cancel flag in between."""
        analysis = self._analysis
        last = len(analysis.packets)
        packets = []
        for number in range(max(last - LOOKED_AT_MAX, 0) + 1, last + 1):
            if self.is_cancelled():
                return 0, 0
            packets.append(analysis.packet_bytes(number))
        links = analysis.capture.link_types
        return self._door().filter_matches(self.text, packets, links[0] if links else ETHERNET), len(packets)


class FilterCheck(QObject):
    """One filter being typed. GUI thread only; the work is done by jobs."""

    checked = Signal(object)            # FilterVerdict
    counted = Signal(str, int, int)     # text, kept, looked at

    def __init__(self, door: DoorOpener, jobs: Jobs, parent: QObject | None = None) -> None:
        """Nothing is checked before `check`."""
        super().__init__(parent)
        self._door, self._jobs = door, jobs
        self._text = ""
        self._link_type = ETHERNET
        self._analysis: Analysis | None = None
        self._job: CheckJob | None = None
        self._kept: KeptJob | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._check)

    def set_analysis(self, analysis: "Analysis | None") -> None:
        """The capture whose last packets are looked at; None: nothing is counted."""
        self._drop_count()
        self._analysis = analysis

    def set_link_type(self, link_type: str) -> None:
        """Of the devices chosen: a filter may be good for one link and not for another."""
        if (link_type or ETHERNET) != self._link_type:
            self._link_type = link_type or ETHERNET
            if self._text:
                self._pause.start()

    def check(self, text: str) -> None:
        """Check this soon."""
        self._text = text.strip()
        self._pause.start()

    def stop(self) -> None:
        """Nobody waits for answers any more."""
        self._pause.stop()
        self._job = None
        self._drop_count()

    def _drop_count(self) -> None:
        if self._kept is not None:
            job, self._kept = self._kept, None
            self._jobs.abandon(job)

    def _check(self) -> None:
        self._job = CheckJob(self._door, self._text, self._link_type)
        self._job.ended.connect(self._on_checked)
        self._jobs.start(self._job)

    def _on_checked(self, job: CheckJob) -> None:
        if job is not self._job or job.text != self._text:
            return
        self._job = None
        if isinstance(job.error, NetloupeError | OSError):      # no libpcap, for instance
            self.checked.emit(FilterVerdict(job.text, str(job.error)))
            return
        if job.error is not None:
            raise job.error
        verdict = cast(FilterVerdict, job.result)
        self.checked.emit(verdict)
        if verdict.is_good and verdict.text and self._analysis is not None and self._kept is None \
                and len(self._analysis.packets):
            self._kept = KeptJob(self._door, verdict.text, self._analysis)
            self._kept.ended.connect(self._on_counted)
            self._jobs.start(self._kept)

    def _on_counted(self, job: KeptJob) -> None:
        if job is not self._kept:
            return
        self._kept = None
        if job.error is None and job.text == self._text:
            kept, looked_at = cast("tuple[int, int]", job.result)
            self.counted.emit(job.text, kept, looked_at)
        elif job.text != self._text:
            self._pause.start()
