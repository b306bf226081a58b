"""A line about a packet at a glance: what its application said in it, else its own headers."""
from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

from ..capture.source import CaptureSource
from ..model import AttributeValue, Settings
from ..packet.index import PacketIndex
from ..protocols.compiled import CompiledRegistry
from .describe import attributes_of
from .extraction import values_of_pipelines
from .info import GONE, line_of_values
from .owners import FAMILY
from .pipeline import WANTED_PACKET, Pipeline
from .reader import Reader
from .replays import Replays
from .run import Run

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_APPLICATION_LAYER = 7
_SYN = 0x002
_OPENING = 10_000       # packets of the capture in which both directions of a session are looked for
_SESSIONS_KEPT = 4_096  # whose bases are remembered
_GLANCES = 512          # packets through one handler before it is replaced by an empty one
_VALUES_MAX = 20_000    # of a session's values; a longer list is not searched for a packet's own


class Glance:
    """Lines for the packets list. Any thread; calls wait for each other."""

    def __init__(self, registry: CompiledRegistry) -> None:
        self._registry = registry
        self._replays = Replays(registry)
        self._lock = threading.Lock()
        self._pipeline: Pipeline | None = None
        self._used = 0
        self._known = 0, 0                                          # session, its newest value
        self._based: dict[int, tuple[int | None, int | None]] = {}      # sequence_bases by session
        self._by_packet: dict[int, list[AttributeValue]] = {}
        protocols = [number for number, protocol in enumerate(registry.protocols)
                     if protocol.info and (protocol.layer < _APPLICATION_LAYER or "ethertype" in protocol.rides_on)]
        self._lower = {protocol.key for protocol in registry.protocols if protocol.layer < _APPLICATION_LAYER}
        self._wanted = dict.fromkeys(registry.of_protocols(protocols), WANTED_PACKET)

    def line(self, run: Run, source: CaptureSource, number: int) -> str:
        """A line about packet `number`; "" when there is no such packet or nothing is known."""
        if not 1 <= number <= len(run.index):
            return ""
        with self._lock:
            said = (self._replays.said(run, source, number)
                    or self._said(run, run.index.cell("session", number - 1)).get(number))
            return (line_of_values(self._registry, said) if said else "") or self._headers(run, source, number)

    def _said(self, run: Run, session: int) -> dict[int, list[AttributeValue]]:
        """The session's values by packet; remembered for the session asked about last, while it does not grow."""
        if not 1 <= session <= len(run.store):
            return {}
        head = run.store.cell("attributes", session - 1)
        if (session, head) != self._known:
            values = [value for value in attributes_of(run, session - 1) if not value.name.startswith(FAMILY)
                      and value.name.partition(".")[0] not in self._lower]      # of those packets say all themselves
            self._by_packet = {}
            for value in values[:_VALUES_MAX]:
                self._by_packet.setdefault(value.packet, []).append(value)
            self._known = session, head
        return self._by_packet

    def sequence_bases(self, run: Run, source: CaptureSource, session: int) -> tuple[int | None, int | None]:
        """Of both directions of a TCP session what relative sequence numbers count from; None where it is unknown."""
        with self._lock:
            return self._bases(run, source, session)

    def _bases(self, run: Run, source: CaptureSource, session: int) -> tuple[int | None, int | None]:
        """From each direction's first packet; remembered for the sessions of a list of packets."""
        known = self._based.get(session)
        if known is None:
            first, last = (run.store.cell(name, session - 1) for name in ("first_packet", "last_packet"))
            last = min(last, first + _OPENING)
            numbers = run.index.of_sessions([session], first - 1, last)
            ways = run.index.column("way", first - 1, last)[numbers - first]
            known = self._base(run, source, numbers[ways == 0]), self._base(run, source, numbers[ways == 1])
            if None in known and run.store.cell("last_packet", session - 1) < first + _OPENING:
                return known                    # it may still come
            if len(self._based) >= _SESSIONS_KEPT:
                self._based.clear()
            self._based[session] = known
        return known

    def _base(self, run: Run, source: CaptureSource, numbers: NDArray[np.uint32]) -> int | None:
        """The number of the SYN, or the one before the first byte captured (RFC 9293, section 3.4)."""
        if not len(numbers) or not source.keeps(run.index.cell("at", int(numbers[0]) - 1)):
            return None
        values = {value.name: value.value for value in self._values(run, source, int(numbers[0]))}
        sequence, flags = values.get("tcp.sequence"), values.get("tcp.flags")
        if not isinstance(sequence, int) or not isinstance(flags, int):
            return None
        return sequence if flags & _SYN else sequence - 1

    def _relative(self, run: Run, source: CaptureSource, number: int,
                  values: list[AttributeValue]) -> list[AttributeValue]:
        """TCP's numbers as counted from the beginning of the session."""
        session, way = (run.index.cell(name, number - 1) for name in ("session", "way"))
        if not 1 <= session <= len(run.store) or not any(value.name == "tcp.sequence" for value in values):
            return values
        bases = self._bases(run, source, session)
        own = {"tcp.sequence": bases[way], "tcp.acknowledgement": bases[1 - way]}
        return [value if (base := own.get(value.name)) is None or not isinstance(value.value, int) or not value.value
                else replace(value, value=value.value - base & 0xFFFFFFFF) for value in values]

    def _headers(self, run: Run, source: CaptureSource, number: int) -> str:
        """From the packet alone."""
        if not source.keeps(run.index.cell("at", number - 1)):
            return GONE
        found = self._relative(run, source, number, self._values(run, source, number))
        protocols = [value.name.partition(".")[0] for value in found]
        for protocol in reversed(list(dict.fromkeys(protocols))):
            said = line_of_values(self._registry, [value for value, of in zip(found, protocols, strict=True)
                                                   if of == protocol])
            if said:
                return said
        return ""

    def _values(self, run: Run, source: CaptureSource, number: int) -> list[AttributeValue]:
        """What the headers of a packet say that is kept."""
        if self._pipeline is None or self._used >= _GLANCES:
            settings = Settings().without_idle_timeouts()
            self._pipeline, self._used = Pipeline(self._registry, settings, 0, 1), 0
            self._pipeline.want(self._wanted)
            self._reader = Reader(source, PacketIndex(), self._registry, settings, 1)
        self._used += 1
        import numpy as np
        self._reader.again(np.array([run.index.cell("at", number - 1)], np.uint64))
        self._pipeline.process(self._reader)
        return next(iter(values_of_pipelines(self._registry, [self._pipeline]).values()), [])
