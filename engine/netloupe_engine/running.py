"""A capture being analysed: begun, paused, ended, and how far it is."""
from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from .capture.file import CaptureFile
from .capture.live.segments import Segments
from .capture.owners import Owners
from .capture.source import CaptureSource
from .handler.callbacks import Callbacks
from .handler.extraction import Delivery, wanted_fields
from .handler.findings_list import finding_count, severity_counts
from .handler.glance import Glance
from .handler.run import Run
from .handler.tables import PacketTable, SessionTable
from .handler.times import span_of
from .handler.verdicts import Verdicts
from .handler.worker import Worker
from .model import NO_MEMORY, CaptureInfo, Damage, MemoryUse, Progress, Settings, Severity
from .names.book import NO_NAMES
from .protocols.registry import REGISTRY
from .records import record
from .remarks import Remarks

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


NAMED_FILES = 3         # of a capture of several
Paths = str | os.PathLike[str] | Sequence[str | os.PathLike[str]]      # one file, or several that are read as one


def _judged(source: CaptureSource, run: Run) -> Verdicts:
    """What rules find, in whichever thread asks for it."""
    from .rules.judge import judge
    return judge(run, source)


@record(frozen=True, slots=True)
class Snapshot:
    """What is new since the last one. `changed` are rows (session id - 1), ascending, new ones included."""

    tick: int
    sessions: int
    changed: NDArray[np.uint32]
    packets: int
    findings: int
    progress: Progress
    capture: CaptureInfo


class Running:
    """What an analysis is before anything is asked of it: see Analysis."""

    def __init__(self, path: Paths, settings: Settings | None = None,
                 callbacks: Callbacks | None = None, cancelled: Callable[[], bool] | None = None) -> None:
        settings = settings or Settings()
        source = open_files(path, settings, cancelled)
        self._take(source, settings, list(callbacks.attributes) if callbacks else ())
        self._worker = Worker(self._run, Delivery(self._run, callbacks) if callbacks else None)

    @classmethod
    def live(cls, segments: Segments, settings: Settings | None = None,
             clock: Callable[[], int] = time.monotonic_ns) -> Self:
        """A capture that is being written. Its analysis is finished when the segments have ended and all is read, and
        goes on, with the same sessions, when they are reopened. By `clock` sessions time out while no packets come."""
        from .capture.growing import GrowingCapture
        from .handler.follower import BREATH_S, Follower
        analysis = cls.__new__(cls)
        source = GrowingCapture(segments, BREATH_S)
        analysis._take(source, settings or Settings(), ())
        analysis._worker = Follower(analysis._run, source, clock)
        return analysis

    def _take(self, source: CaptureSource, settings: Settings, names: Sequence[str]) -> None:
        """Analyse this source, with these attributes wanted of each packet."""
        self.settings, self._source = settings, source
        self.name = ""          # what the capture is called, if that is not the path of its (first) file
        self._registry = REGISTRY.freeze()
        self._run = Run(source, self._registry, settings, wanted_fields(self._registry, names))
        self._run.judge = partial(_judged, source) if settings.rules else None
        self._glance = Glance(self._registry)
        self.remarks = Remarks()        # marks and notes of whoever looks at it
        self.names = NO_NAMES           # what files say of addresses: whoever knows better sets it, at any time
        self._sessions, self._packets = SessionTable(self._run), PacketTable(self._run)

    # ---- running

    @property
    def sessions(self) -> SessionTable:
        """The sessions as columns; row r is session r + 1."""
        return self._sessions

    @property
    def packets(self) -> PacketTable:
        """The packets as columns; row r is packet r + 1."""
        return self._packets

    @property
    def owners(self) -> Owners:
        """Which local program had which socket: what session attributes `process.*` are made of."""
        return self._run.owners

    def start(self, watched: bool = True) -> None:
        """Begin in a worker thread, keeping track of what changes for `snapshot` if `watched`. Does nothing the second
        time."""
        self._worker.start(watched)

    def run(self) -> Self:
        """Analyse to the end. Raises what the worker raised: MemoryError, or what a callback did."""
        self._worker.start(watched=False)
        self._worker.wait()
        if self._worker.error is not None:
            raise self._worker.error
        return self

    def wait(self, timeout: float | None = None) -> bool:
        """Wait for the end; was it reached within `timeout` seconds?"""
        return self._worker.wait(timeout)

    def cancel(self, wait: bool = True) -> None:
        """Stop; what was read stays usable. From a callback: as soon as it has returned.

        Without `wait` it is only asked for, which takes no time; `wait()` says when it is done.
        """
        self._source.interrupt()
        self._worker.cancel(wait)

    def halt(self, timeout: float) -> bool:
        """As `cancel`, but what is left can be read on with `go_on`; was that reached within `timeout` seconds?

        It is not while reading is in the middle of something: `cancel` interrupts that.
        """
        return self._worker.halt(timeout)

    def go_on(self) -> None:
        """Read on after `halt`. Does nothing where that is not possible."""
        self._worker.go_on()

    def pause(self) -> None:
        """Stop reading until `resume`."""
        self._worker.pause()

    def resume(self) -> None:
        """Go on after `pause`."""
        self._worker.resume()

    def close(self) -> None:
        """Stop, and give the capture back: up to some 100 ms. May be called again; nothing else may be called
        afterwards."""
        self.cancel()
        self._source.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self.close()

    # ---- what is known so far

    def snapshot(self, since: int = 0) -> Snapshot:
        """What changed after the snapshot with tick `since` (0: everything)."""
        import numpy as np
        changes = self._worker.since(since)
        if changes.rows is None:
            changed = np.arange(changes.sessions, dtype=np.uint32)
        else:
            is_changed = np.zeros(changes.sessions, np.bool_)       # sorting them takes ten times as long
            for rows in changes.rows:
                is_changed[rows[rows < changes.sessions]] = True
            changed = np.flatnonzero(is_changed).astype(np.uint32)
        return Snapshot(changes.tick, changes.sessions, changed, len(self._run.index),
                        self.finding_count, self.progress, self.capture)

    def hold_sessions(self) -> None:
        """Let no more sessions live at a time than do now: each new one ends an old one (end reason "evicted")."""
        for pipeline in self._run.pipelines:
            pipeline.hold_sessions()

    @property
    def memory(self) -> MemoryUse:
        """What is held in memory and on disk. Any thread, cheap."""
        return MemoryUse(sum(pipeline.table_bytes for pipeline in self._run.pipelines), self._run.spiller.held,
                         self._run.spiller.spilled)

    @property
    def finding_count(self) -> int:
        """How many findings there are so far."""
        return finding_count(self._run)

    @property
    def finding_severities(self) -> dict[Severity, int]:
        """How many of them there are of each severity that occurs, the greatest first."""
        return severity_counts(self._run)

    @property
    def progress(self) -> Progress:
        """How far the analysis is."""
        worker = self._worker
        return Progress(
            packets=self._run.packets, sessions=len(self._run.store), active_sessions=self._run.active_sessions,
            bytes_read=self._source.bytes_read, bytes_total=self._source.bytes_total, seconds=worker.seconds,
            finished=worker.finished, cancelled=worker.cancelled or worker.halted, paused=worker.paused,
            resumable=worker.halted, error=str(worker.error or ""),
            live=self._source.grows)

    @property
    def capture(self) -> CaptureInfo:
        """Facts about the capture, as far as it has been read."""
        reader, counts = self._run.reader, [pipeline.counts for pipeline in self._run.pipelines]
        span = span_of(self._run)
        return CaptureInfo(
            path=self.name or name_of(self._source.paths), format=self._source.format,
            compression=self._source.compression, size_bytes=self._source.size_bytes, packets=reader.number,
            bytes=reader.wire_bytes, captured_bytes=reader.captured_bytes, start_ns=span[0] if span else None,
            end_ns=span[1] if span else None, link_types=self._source.link_types,
            interfaces=self._source.interfaces, malformed_packets=sum(count[0] for count in counts),
            unprocessed_packets=sum(count[1] for count in counts), comments=self._source.comments,
            damage=self._source.damage or self._shortage(), files=self._source.paths, damages=self._source.damages)

    def _shortage(self) -> Damage | None:
        """Where memory ran out: what is before it is as good as what is before damage."""
        packets = len(self._run.index)
        if not isinstance(self._worker.error, MemoryError) or not packets:
            return None
        return Damage(self._run.index.cell("at", packets - 1), packets, NO_MEMORY)


def open_files(path: Paths, settings: Settings, cancelled: Callable[[], bool] | None = None) -> CaptureSource:
    """A file as a source of packets, or several in the order of their packets' times, within the limits of `settings`.
    Raises CaptureError, CancelledError."""
    limits = settings.decompressed_bytes_max, settings.decompressed_ratio_max
    if isinstance(path, str | os.PathLike):
        return CaptureFile(path, *limits, cancelled)
    if len(path) == 1:
        return CaptureFile(path[0], *limits, cancelled)
    from .capture.merged import MergedCapture
    return MergedCapture(path, *limits, cancelled)


def name_of(paths: Sequence[str]) -> str:
    """What several files are called together; one by its path."""
    if len(paths) < 2:
        return paths[0]
    names = [Path(path).name for path in paths]
    return " + ".join(names if len(names) <= NAMED_FILES else [*names[:NAMED_FILES - 1],
                                                              f"{len(names) - NAMED_FILES + 1} more files"])
