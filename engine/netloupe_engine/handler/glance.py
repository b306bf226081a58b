"""A line about a packet at a glance: what its application said in it, else its own headers."""
import threading

from ..capture.source import CaptureSource
from ..model import AttributeValue, Settings
from ..packet.index import PacketIndex
from ..protocols.compiled import CompiledRegistry
from .describe import attributes_of
from .extraction import values_of_pipelines
from .info import GONE, line_of_values
from .owners import FAMILY
from .pipeline import Pipeline
from .reader import Reader
from .run import Run

_WANTED_PACKET = 2
_GLANCES = 512          # packets through one handler before it is replaced by an empty one
_VALUES_MAX = 20_000    # of a session's values; a longer list is not searched for a packet's own


class Glance:
    """Lines for the packets list. Any thread; calls wait for each other."""

    def __init__(self, registry: CompiledRegistry) -> None:
        self._registry = registry
        self._lock = threading.Lock()
        self._pipeline: Pipeline | None = None
        self._used = 0
        self._known = 0, 0                                          # session, its newest value
        self._by_packet: dict[int, list[AttributeValue]] = {}
        protocols = [number for number, protocol in enumerate(registry.protocols)
                     if protocol.info and protocol.layer < 7]
        self._wanted = {number: _WANTED_PACKET for number, field in enumerate(registry.fields)
                        if field is not None and field[0] in protocols}

    def line(self, run: Run, source: CaptureSource, number: int) -> str:
        """A line about packet `number`; "" when there is no such packet or nothing is known."""
        if not 1 <= number <= len(run.index):
            return ""
        with self._lock:
            said = self._said(run, run.index.cell("session", number - 1)).get(number)
            return (line_of_values(self._registry, said) if said else "") or self._headers(run, source, number)

    def _said(self, run: Run, session: int) -> dict[int, list[AttributeValue]]:
        """The session's values by packet; remembered for the session asked about last, while it does not grow."""
        if not 1 <= session <= len(run.store):
            return {}
        head = run.store.cell("attributes", session - 1)
        if (session, head) != self._known:
            values = [value for value in attributes_of(run, session - 1) if not value.name.startswith(FAMILY)]
            self._by_packet = {}
            for value in values[:_VALUES_MAX]:
                self._by_packet.setdefault(value.packet, []).append(value)
            self._known = session, head
        return self._by_packet

    def _headers(self, run: Run, source: CaptureSource, number: int) -> str:
        """From the packet alone."""
        place = run.index.cell("at", number - 1)
        if not source.keeps(place):
            return GONE
        if self._pipeline is None or self._used >= _GLANCES:
            self._pipeline, self._used = Pipeline(self._registry, Settings().without_idle_timeouts(), 0, 1), 0
            self._pipeline.want(self._wanted)
            self._reader = Reader(source, PacketIndex(), self._registry, 1)
        self._used += 1
        import numpy as np
        self._reader.again(np.array([place], np.uint64))
        self._pipeline.process(self._reader)
        values = values_of_pipelines(self._registry, [self._pipeline])
        found = next(iter(values.values()), [])
        protocols = [value.name.partition(".")[0] for value in found]
        for protocol in reversed(list(dict.fromkeys(protocols))):
            said = line_of_values(self._registry, [value for value, of in zip(found, protocols, strict=True)
                                                   if of == protocol])
            if said:
                return said
        return ""
