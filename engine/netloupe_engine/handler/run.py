"""Run: one pass of a capture source through N handlers into the stores.

A batch is read, dealt, and processed by every handler; then sessions get their ids in the order of their first packets
and paths their common numbers, so that results are the same for any N. A thread of its own reads ahead of the handlers.
A single handler without callbacks takes a shorter way: whole slices of work without the GIL.
"""
from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from ..capture.owners import Owners
from ..capture.source import CaptureSource
from ..crypto.secrets import Secrets
from ..model import Settings
from ..packet.index import PacketIndex
from ..protocols.compiled import CompiledRegistry
from ..sessions.store import SessionStore
from ..statistics.series import TimeSeries
from .pipeline import Pipeline
from .reader import Reader
from .relations import Relations
from .secrets import secrets_of
from .served import Served
from .spiller import Spiller
from .verdicts import Verdicts

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

    import numpy as np
    from numpy.typing import NDArray

HANDLERS_MAX = 64
FEW_PROCESSORS = 2


class Run:
    """The stores and handlers of one analysis. Used by one worker thread; the stores may be read by any."""

    def __init__(self, source: CaptureSource, registry: CompiledRegistry, settings: Settings,
                 wanted: Mapping[int, int] | None = None, secrets: Secrets | None = None) -> None:
        """`secrets` are those of another run of the same capture. Raises CaptureError for a key log."""
        if not 1 <= settings.handlers <= HANDLERS_MAX:
            raise ValueError(f"the number of handlers must be from 1 to {HANDLERS_MAX}")
        self.registry, self.settings = registry, settings
        self.secrets = secrets if secrets is not None else secrets_of(source, settings, registry)
        self.index = PacketIndex()
        self.store = SessionStore()
        self.series = TimeSeries()
        self.relations = Relations()
        self.served = Served(self)
        self.owners = Owners()              # of local sockets, learned from the file or while it is captured
        self._source = source
        self.reader = Reader(source, self.index, registry, settings, settings.handlers)
        self.pipelines = [Pipeline(registry, settings, number, settings.handlers, self.secrets)
                          for number in range(settings.handlers)]
        for pipeline in self.pipelines:
            pipeline.want(wanted or {})
            pipeline.attach(self.relations)
        self.spiller = Spiller(self.index, self.store, self.pipelines, settings.spill_bytes, settings.spill_folder)
        self.paths = [(0, 0)]               # (parent, protocol id) by path id; 0 is the empty path
        self._path_ids: dict[tuple[int, int], int] = {}
        self.verdicts = Verdicts()          # of rules, the last that were asked for
        self.judge: Callable[[Run], Verdicts] | None = None    # asks the rules: whoever knows them sets it
        self._judging, self._is_judged = threading.Lock(), True
        self._reading = threading.Thread(target=self.reader.run, name="reader", daemon=True)
        self._ahead = not source.grows      # a thread reads ahead, where there is something to be had
        self._watched = self._begun = False
        self._pool = _threads(settings.handlers) if settings.handlers > 1 else None

    def watch(self) -> None:
        """Have `slice` and `step` answer which rows changed."""
        if not self._watched:
            self._watched = True
            for pipeline in self.pipelines:
                pipeline.watch()

    def slice(self, slice_ns: int) -> tuple[bool, list[NDArray[np.uint32]]]:
        """About `slice_ns` of work: whether there is more, and the session rows that changed if watched."""
        if self._pool is not None:
            return self.step()
        pipeline = self.pipelines[0]
        self._begin()
        more = pipeline.stream(self.reader, self.store, self.series, self.relations, slice_ns)
        self._merge_paths()
        self.store.reserve(pipeline.sessions)
        changed = [pipeline.publish(self.store)] if self._watched else []
        self._publish(pipeline.sessions)
        self.index.publish(self.packets)        # after the sessions that its packets name
        return more, changed

    def step(self) -> tuple[bool, list[NDArray[np.uint32]]]:
        """One batch through all handlers: whether there was one, and the session rows that changed."""
        self._begin()
        if not self.reader.take():
            return False, []
        if self._pool is None:
            self.pipelines[0].process(self.reader)
        else:
            for future in [self._pool.submit(pipeline.process, self.reader) for pipeline in self.pipelines]:
                future.result()
        sessions = self._number_sessions()
        self._merge_paths()
        self.relations.join()
        self.store.reserve(sessions)
        changed = []
        for pipeline in self.pipelines:
            pipeline.settle(self.reader, self.series)
            changed.append(pipeline.publish(self.store))
        handled = self.reader.finished()
        self._publish(sessions)
        self.index.publish(handled)
        return True, changed

    def stop_reading(self) -> None:
        """No packets beyond those already read."""
        self.reader.stop()
        if self._reading.ident is not None:
            self._reading.join()

    def finish(self) -> None:
        """The end of the capture: every session's row is written, the handlers' tables are given back."""
        self.stop_reading()
        while self.reader.leftover and self.step()[0]:
            pass
        if self._pool is not None:
            self._pool.shutdown()
        self.reader.end()
        for pipeline in self.pipelines:
            pipeline.finish(self.store, self.reader.clock)
        self._source.read_owners(self.owners)
        self._merge_paths()
        self._publish(self.sessions)
        while not self.spiller.relieve():
            pass
        self._is_judged = False

    def judged(self) -> Verdicts:
        """What rules found. At the end the first who asks waits for them, see `rules/judge.py`; before it, it is what
        they found last."""
        if not self._is_judged:
            with self._judging:
                if not self._is_judged:
                    self.judge_now()
                    self._is_judged = True
        return self.verdicts

    def judge_now(self) -> None:
        """Ask the rules about what is there so far."""
        if self.judge is not None:
            self.verdicts = self.judge(self)
            if self.verdicts.kept or self.store.added:
                self.store.added = self.verdicts.added()

    def idle(self, ahead_ns: int) -> list[NDArray[np.uint32]]:
        """Time passes without packets, `ahead_ns` since the last: what times out does so. Answers the rows that
        changed if watched."""
        self.reader.idle(ahead_ns)
        changed = []
        for pipeline in self.pipelines:
            pipeline.sweep(self.reader.clock)
            changed.append(pipeline.publish(self.store))
        self._publish(self.sessions)
        return changed

    def rest(self) -> None:
        """The end for now: every session's row is as after `finish`, but all of them can go on."""
        self.reader.end()
        for pipeline in self.pipelines:
            pipeline.rest(self.store, self.reader.clock)
        self._source.read_owners(self.owners)
        self._merge_paths()
        self._publish(self.sessions)
        self._is_judged = False

    def go_on(self) -> None:
        """After `rest`: sessions that were alive are again."""
        self.reader.end(False)
        for pipeline in self.pipelines:
            pipeline.go_on(self.store)

    @property
    def source(self) -> CaptureSource:
        """What is read."""
        return self._source

    @property
    def packets(self) -> int:
        """Packets handled so far; a little ahead of the index, which is published by the slice."""
        return max(len(self.index), self.pipelines[0].handled)

    @property
    def sessions(self) -> int:
        """Sessions so far."""
        return sum(pipeline.sessions for pipeline in self.pipelines)

    @property
    def active_sessions(self) -> int:
        """Sessions in the handlers' tables."""
        return sum(pipeline.active_sessions for pipeline in self.pipelines)

    def path_name(self, path: int) -> str:
        """"eth.ip.tcp.http" for a path id; "" for 0."""
        return ".".join(self._layers(path))

    def _layers(self, path: int) -> Iterator[str]:
        if path:
            parent, protocol = self.paths[path]
            yield from self._layers(parent)
            yield self.registry.protocols[protocol].key

    def _begin(self) -> None:
        """Start the reading thread with the first slice or step.

        A single handler that is watched on two processors reads by itself: the other one is for whoever watches.
        """
        spare = not self._watched or _processors() > FEW_PROCESSORS
        if not self._begun and self._ahead and (self._pool is not None or spare):
            self.reader.read_ahead()
            self._reading.start()
        self._begun = True

    def _number_sessions(self) -> int:
        """Give the batch's new sessions their ids, in order of their first packets; answers how many there are."""
        total = self.sessions
        if self._pool is None:
            return total
        import numpy as np
        fresh = [pipeline.fresh() for pipeline in self.pipelines]
        order = np.argsort(np.concatenate(fresh), kind="stable")
        ids = np.empty(len(order), np.uint32)
        ids[order] = np.arange(total - len(order) + 1, total + 1, dtype=np.uint32)
        at = 0
        for pipeline, mine in zip(self.pipelines, fresh, strict=True):
            pipeline.assign(ids[at:at + len(mine)])
            at += len(mine)
        return total

    def _merge_paths(self) -> None:
        """Give paths the handlers met for the first time the analysis' numbers, and tell the handlers.

        A single handler's numbers are the analysis' own: both count up in the order of meeting.
        """
        for pipeline in self.pipelines:
            known = len(self.paths) if pipeline.single else None
            for parent, protocol in pipeline.new_paths(known):
                mine = (pipeline.path_id(parent) if known is None else parent, protocol)
                if mine not in self._path_ids:
                    self._path_ids[mine] = len(self.paths)
                    self.paths.append(mine)
                if known is None:
                    pipeline.translate_path(self._path_ids[mine])

    def _publish(self, sessions: int) -> None:
        for pipeline in self.pipelines:
            pipeline.show()
            self.index.turn(pipeline.turned_sessions())
        self.store.publish(sessions)
        self.series.touch()
        self.spiller.relieve()


def _processors() -> int:
    """Processors this process may use."""
    return len(os.sched_getaffinity(0))


def _threads(count: int) -> ThreadPoolExecutor:
    """A thread for each of several handlers."""
    from concurrent.futures import ThreadPoolExecutor
    return ThreadPoolExecutor(count, "handler")
