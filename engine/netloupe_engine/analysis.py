"""The façade: the only door to the engine for the window and the command line.

    analysis = Analysis("capture.pcapng")
    analysis.start()                    # worker threads; or analysis.run() to wait for the end
    snapshot = analysis.snapshot(0)     # any thread, any time, microseconds
    analysis.sessions.column("packets_up")
    analysis.session(1), analysis.packet(1)
    analysis.close()

NumPy takes longer to load than most captures take to analyse: whoever needs it loads it, while the engine works.
"""
from __future__ import annotations

import os
import threading
import time
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Self

from .capture.file import CaptureFile
from .handler.callbacks import AttributeCallback, Callbacks, PacketCallback, SessionCallback
from .handler.describe import attributes_of, findings_of, session_of, sessions_of, states_of
from .handler.extraction import Delivery, packets_of_batch, picked, values_of_batch, wanted_fields
from .handler.glance import Glance
from .handler.info import line_of_values
from .handler.look import packet_of
from .handler.recall import tallies
from .handler.run import Run
from .model import (
    AttributeValue,
    CaptureInfo,
    Damage,
    Direction,
    FindingRow,
    MemoryUse,
    Packet,
    PathStatistics,
    Progress,
    Session,
    Settings,
    ThroughputSlice,
    Transition,
)
from .packet.index import PacketIndex
from .protocols.define import Protocol
from .protocols.registry import REGISTRY
from .sessions.store import SessionStore

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SLICE_NS = 60_000_000           # of work between two looks at cancel, pause and who watches
CHANGES_KEPT = 600              # slices of changed rows; who asks for older ones is told everything changed


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What is new since the last one. `changed` are rows (session id - 1), ascending, new ones included."""

    tick: int
    sessions: int
    changed: NDArray[np.uint32]
    packets: int
    findings: int
    progress: Progress
    capture: CaptureInfo


class Analysis:
    """One capture being, or having been, analysed.

    Any thread may call anything; the engine works in threads of its own. Raises CaptureError when the file cannot be
    opened as a capture. `callbacks` are called in the worker's thread.
    """

    def __init__(self, path: str | os.PathLike[str], settings: Settings | None = None,
                 callbacks: Callbacks | None = None) -> None:
        self.settings = settings or Settings()
        self._registry = REGISTRY.freeze()
        self._source = CaptureFile(path, self.settings.decompressed_bytes_max)
        names = list(callbacks.attributes) if callbacks else []
        self._run = Run(self._source, self._registry, self.settings, wanted_fields(self._registry, names))
        self._delivery = Delivery(self._run, callbacks) if callbacks else None
        self._worker: threading.Thread | None = None
        self._error: BaseException | None = None
        self._cancelled, self._finished, self._resumed = threading.Event(), threading.Event(), threading.Event()
        self._resumed.set()
        self._lock = threading.Lock()
        self._changes: list[tuple[int, list[NDArray[np.uint32]]]] = []
        self._tick, self._complete_since, self._began, self._seconds = 0, 0, 0.0, 0.0
        self._glance = Glance(self._registry)

    # ---- running

    @property
    def sessions(self) -> SessionStore:
        """The session table as columns; row r is session r + 1."""
        return self._run.store

    @property
    def packets(self) -> PacketIndex:
        """The packet index as columns; row r is packet r + 1."""
        return self._run.index

    def start(self, watched: bool = True) -> None:
        """Begin in a worker thread, keeping track of what changes for `snapshot` if `watched`. Does nothing the second
        time."""
        self._begin(watched)

    def run(self) -> Self:
        """Analyse to the end. Raises what the worker raised: MemoryError, or what a callback did."""
        self._begin(watched=False)
        self.wait()
        if self._error is not None:
            raise self._error
        return self

    def _begin(self, watched: bool) -> None:
        with self._lock:
            if self._worker is not None:
                return
            if watched:
                self._run.watch()
            self._began = time.monotonic()
            self._worker = threading.Thread(target=self._work, name="analysis", daemon=True)
            self._worker.start()

    def _work(self) -> None:
        """The worker: slices until the end, then the finish; whatever happens is kept for the caller."""
        try:
            try:
                self._pass()
            finally:
                self._run.finish()
            if self._delivery:
                self._delivery.at_end()
        except BaseException as error:  # noqa: BLE001 - it is raised again where the caller waits
            self._error = error
        finally:
            with self._lock:
                self._seconds = time.monotonic() - self._began
                self._tick += 1
                self._complete_since = self._tick
                self._changes.clear()
            self._finished.set()

    def _pass(self) -> None:
        """Slice after slice, until the end or until nobody wants more."""
        more = True
        while more and self._resumed.wait() and not self._cancelled.is_set():
            more, changed = self._run.step() if self._delivery else self._run.slice(SLICE_NS)
            if self._delivery:
                self._delivery.after_batch([rows.tolist() for rows in changed])
            self._note(changed)

    def _note(self, changed: list[NDArray[np.uint32]]) -> None:
        with self._lock:
            self._tick += 1
            self._changes.append((self._tick, changed))
            if len(self._changes) > CHANGES_KEPT:
                self._complete_since = self._changes.pop(0)[0]

    def wait(self, timeout: float | None = None) -> bool:
        """Wait for the end; was it reached within `timeout` seconds?"""
        reached = self._finished.wait(timeout)
        if reached and self._worker is not None and self._worker is not threading.current_thread():
            self._worker.join()
        return reached

    def cancel(self) -> None:
        """Stop; what was read stays usable. From a callback: as soon as it has returned."""
        self._cancelled.set()
        self._resumed.set()
        if self._worker is not None and self._worker is not threading.current_thread():
            self.wait()

    def pause(self) -> None:
        """Stop reading until `resume`."""
        self._resumed.clear()

    def resume(self) -> None:
        """Go on after `pause`."""
        self._resumed.set()

    def close(self) -> None:
        """Stop, and give the capture file back. May be called again; nothing else may be called afterwards."""
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
        with self._lock:
            tick = self._tick
            count = len(self._run.store)
            everything = since == 0 or since < self._complete_since
            parts = [] if everything else [rows for at, many in self._changes if at > since for rows in many]
        if everything:
            changed = np.arange(count, dtype=np.uint32)
        else:
            changed = np.unique(np.concatenate(parts)) if parts else np.empty(0, np.uint32)
        return Snapshot(tick, count, changed[changed < count], len(self._run.index), self.finding_count,
                        self.progress, self.capture)

    @property
    def memory(self) -> MemoryUse:
        """What is held in memory and on disk. Any thread, cheap."""
        return MemoryUse(sum(pipeline.table_bytes for pipeline in self._run.pipelines), self._run.spiller.held,
                         self._run.spiller.spilled)

    @property
    def finding_count(self) -> int:
        """How many findings there are so far."""
        return min(sum(pipeline.findings for pipeline in self._run.pipelines), self.settings.findings_max)

    @property
    def progress(self) -> Progress:
        """How far the analysis is."""
        seconds = self._seconds or (time.monotonic() - self._began if self._began else 0.0)
        return Progress(
            packets=self._run.packets, sessions=len(self._run.store), active_sessions=self._run.active_sessions,
            bytes_read=self._source.bytes_read, bytes_total=self._source.bytes_total, seconds=seconds,
            finished=self._finished.is_set(), cancelled=self._cancelled.is_set(), paused=not self._resumed.is_set(),
            error=str(self._error or ""))

    @property
    def capture(self) -> CaptureInfo:
        """Facts about the capture, as far as it has been read."""
        reader, counts = self._run.reader, [pipeline.counts for pipeline in self._run.pipelines]
        any_time = reader.first_ns <= reader.last_ns
        return CaptureInfo(
            path=self._source.path, format=self._source.format, compression=self._source.compression,
            size_bytes=self._source.size_bytes, packets=reader.number, bytes=reader.wire_bytes,
            captured_bytes=reader.captured_bytes, start_ns=reader.first_ns if any_time else None,
            end_ns=reader.last_ns if any_time else None, link_types=self._source.link_types,
            interfaces=self._source.interfaces, malformed_packets=sum(count[0] for count in counts),
            unprocessed_packets=sum(count[1] for count in counts), comments=self._source.comments,
            damage=self._source.damage)

    def protocol_name(self, number: int) -> str:
        """The key of a protocol by the number the columns hold; "" for 0."""
        return self._registry.protocols[number].key if number else ""

    def path_name(self, number: int) -> str:
        """A protocol path, e.g. "eth.ip.tcp.http", by the number the columns hold; "" for 0."""
        return self._run.path_name(number)

    def session(self, id: int) -> Session:
        """Everything known about a session. Raises UnknownNameError."""
        return session_of(self._run, id)

    def each_session(self, ids: Sequence[int] | None = None) -> Iterator[Session]:
        """Many sessions (None: all), one at a time, without the times of their payloads."""
        return sessions_of(self._run, range(1, len(self._run.store) + 1) if ids is None else ids)

    def session_states(self, id: int) -> tuple[Transition, ...]:
        """A session's state changes, in order; far cheaper than `session`. Raises UnknownNameError."""
        return states_of(self._run, id)

    def session_attributes(self, id: int) -> tuple[AttributeValue, ...]:
        """The values kept with a session, in the order they were read."""
        return attributes_of(self._run, id - 1)

    def session_info(self, id: int) -> str:
        """One line: server name, HTTP host, DNS query ...; "" if there is nothing to say."""
        return line_of_values(self._registry, attributes_of(self._run, id - 1))

    def packet(self, number: int) -> Packet:
        """A packet with its attribute tree, decoded on demand. Raises UnknownNameError."""
        return packet_of(self._run, self._source, number)

    def packet_info(self, number: int) -> str:
        """One line about a packet; cheaper than `packet`."""
        return self._glance.line(self._run, self._source, number)

    def packet_bytes(self, number: int) -> bytes:
        """The captured bytes of a packet. Raises IndexError."""
        if number < 1:
            raise IndexError(number)
        found = self._source.packet_at(self._run.index.cell("at", number - 1))
        return found[-1] if found else b""

    def packets_of(self, ids: Iterable[int]) -> NDArray[np.uint32]:
        """Numbers, ascending, of the packets of these sessions and of the sessions tunnelled in them."""
        import numpy as np
        wanted = self._with_inner(np.unique(np.fromiter(ids, np.uint32)))
        wanted = wanted[(wanted >= 1) & (wanted <= len(self._run.store))]
        if not len(wanted):
            return np.empty(0, np.uint32)
        rows = wanted - 1
        first = int(self._run.store.take("first_packet", rows).min())
        last = int(self._run.store.take("last_packet", rows).max())
        return self._run.index.of_sessions(wanted, max(first, 1) - 1, last)

    def _with_inner(self, ids: NDArray[np.uint32]) -> NDArray[np.uint32]:
        """These sessions and all that are tunnelled in them."""
        import numpy as np
        parents = self._run.store.column("parent")
        if not parents.any():
            return ids
        while True:
            inner = np.flatnonzero(np.isin(parents, ids)).astype(np.uint32) + np.uint32(1)
            more = np.union1d(ids, inner)
            if len(more) == len(ids):
                return ids
            ids = more

    def findings(self) -> list[FindingRow]:
        """All findings, in packet order."""
        return findings_of(self._run)

    def protocols(self) -> list[PathStatistics]:
        """Counters of every protocol path, in order of the paths."""
        sessions = Counter(self._run.store.values("path"))
        sums: dict[int, list[int]] = {}
        for pipeline in self._run.pipelines:
            for path, *counts in tallies(pipeline):
                sums[path] = [a + b for a, b in zip(sums.get(path, [0, 0, 0]), counts, strict=True)]
        found = [PathStatistics(self._run.path_name(path), packets, size, payload, sessions[path])
                 for path, (packets, size, payload) in sums.items()]
        return sorted(found, key=_path_order)

    def throughput(self, start_ns: int, end_ns: int, bins: int) -> ThroughputSlice:
        """Bytes, packets and new sessions of a time range in equal bins. Raises ValueError for an impossible range."""
        from .statistics.throughput import from_packets, from_pyramid
        found = from_pyramid(self._run.series, start_ns, end_ns, bins)
        if found is None:
            found = from_packets(self._run.index.column("time_ns"), self._run.index.column("length"),
                                 self._run.store.column("start_ns"), start_ns, end_ns, bins)
        return found

    def export(self, ids: Iterable[int], path: str | os.PathLike[str], format: str = "pcapng",
               direction: Direction = "both", progress: Callable[[int, int], None] | None = None,
               cancelled: Callable[[], bool] | None = None, snap_length: int = 0) -> int:
        """Write the packets of these sessions to a pcap or pcapng file; answers how many.

        `snap_length` 0: whole packets. Raises ExportError, CancelledError.
        """
        from .export import pcap, pcapng
        numbers = self.packets_of(ids)
        if direction != "both":
            numbers = numbers[self._run.index.column("way")[numbers - 1] == (direction == "down")]
        places = self._run.index.column("at")[numbers - 1]
        write = {"pcap": pcap.write_pcap, "pcapng": pcapng.write_pcapng}[format]
        return write(self._source, places, path, snap=snap_length, progress=progress, cancelled=cancelled)


class Handler:
    """What a user's program registers its functions with, before a capture is run through it.

    A callback on an attribute or packet may answer `Action.STOP`: no more callbacks for that packet.
    """

    def __init__(self, settings: Settings | None = None) -> None:
        self._settings = settings
        self._callbacks = Callbacks()

    def on_attribute(self, name: str, notify: AttributeCallback) -> None:
        """Call `notify(value, session)` for every value of this attribute. Raises UnknownNameError if there is none."""
        wanted_fields(REGISTRY.freeze(), [name])
        self._callbacks.attributes.setdefault(name, []).append(notify)

    def on_packet(self, notify: PacketCallback) -> None:
        """Call `notify(event)` for every packet, before its attributes."""
        self._callbacks.packets.append(notify)

    def on_session(self, notify: SessionCallback) -> None:
        """Call `notify(event)` when a session begins, changes its state, or ends."""
        self._callbacks.sessions.append(notify)

    def run(self, path: str | os.PathLike[str]) -> Analysis:
        """Pass a capture through. Raises CaptureError, and what a callback raises."""
        return Analysis(path, self._settings, self._callbacks).run()


def _path_order(row: PathStatistics) -> str:
    return row.path


def open_capture(path: str | os.PathLike[str], settings: Settings | None = None) -> Analysis:
    """A capture, opened but not yet analysed. Raises CaptureError."""
    return Analysis(path, settings)


def analyze(path: str | os.PathLike[str], handlers: int = 1, settings: Settings | None = None) -> Analysis:
    """A capture analysed to its end. Raises CaptureError."""
    from dataclasses import replace
    return Analysis(path, replace(settings or Settings(), handlers=handlers)).run()


def known_protocols() -> tuple[Protocol, ...]:
    """Every protocol that is registered, user-defined ones included."""
    return REGISTRY.freeze().protocols


def extract(path: str | os.PathLike[str], names: Sequence[str],
            settings: Settings | None = None) -> Generator[tuple[int, list[list[AttributeValue]]], None, Damage | None]:
    """One row a packet: its number and, for each name, the values of that attribute in it; at the end, the damage met.

    Raises CaptureError, and UnknownNameError for a name no protocol has.
    """
    registry = REGISTRY.freeze()
    wanted = wanted_fields(registry, names)
    settings = settings or Settings()
    with CaptureFile(path, settings.decompressed_bytes_max) as source:
        run = Run(source, registry, settings, wanted)
        done, more = 0, True
        try:
            while more:
                more, _ = run.step()
                found = values_of_batch(run)
                places = run.index.column("at", done).tolist()
                for at, packet in zip(places, packets_of_batch(run, done), strict=True):
                    done = packet.number
                    yield packet.number, [picked(source, at, packet, name, found) for name in names]
        finally:
            run.finish()
        return source.damage
