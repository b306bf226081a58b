"""What packets said themselves: their sessions are read again, with the values that lines about packets are made of.

A session keeps of its values what its fields say, which is less than what each packet has: of distinct ones the first,
of fields that only packets have none.
"""
from __future__ import annotations

import string
from typing import TYPE_CHECKING

from ..capture.source import CaptureSource
from ..model import AttributeValue, Decision, Settings
from ..packet.index import PacketIndex
from ..protocols.compiled import CompiledRegistry
from ..protocols.define import Protocol
from .extraction import values_of_pipelines
from .pipeline import WANTED_PACKET, Pipeline
from .reader import Reader
from .run import Run

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_STRETCH = 256          # packets of a session that are read at once: those that a list shows next to each other
_BEGINNING = 32         # ... behind its first ones, which say what it is
_STRETCHES = 64         # that are remembered
_SESSIONS = 64          # read by one handler before there is a new one
_APPLICATION_LAYER = 7
_FORMATTER = string.Formatter()

Said = dict[int, list[AttributeValue]]      # by packet


class Replays:
    """Values of packets, for lines about them. One thread's at a time."""

    def __init__(self, registry: CompiledRegistry) -> None:
        self._registry = registry
        self._remembered: list[tuple[int, int, int, Said]] = []     # stretches: session, first packet and last
        self._wanted: dict[int, int] = {}
        self._pipeline: Pipeline | None = None
        self._met: set[tuple[int, int]] = set()     # ports of the sessions that it has read: none twice
        self._asked: set[str] = set()       # protocols whose lines say what sessions do not keep
        for protocol in registry.protocols:
            if protocol.layer >= _APPLICATION_LAYER and (names := _named(protocol)):
                numbers = [registry.field_ids[f"{protocol.key}.{name}"] for name in names]
                self._wanted |= dict.fromkeys(numbers, WANTED_PACKET)
                if not all(map(registry.is_kept_whole, numbers)):
                    self._asked.add(protocol.key)

    def said(self, run: Run, source: CaptureSource, number: int) -> list[AttributeValue]:
        """What packet `number` said itself; nothing where its session keeps all of it, or its bytes are gone."""
        session = run.index.cell("session", number - 1)
        path = run.path_name(run.index.cell("path", number - 1))
        if not 1 <= session <= len(run.store) or self._asked.isdisjoint(path.split(".")):
            return []
        for owner, first, last, said in self._remembered:
            if owner == session and first <= number <= last:
                return said.get(number, [])
        first, last = (run.store.cell(name, session - 1) for name in ("first_packet", "last_packet"))
        numbers = run.index.of_sessions([session], first - 1, last)
        begin = int(numbers.searchsorted(number)) // _STRETCH * _STRETCH
        wanted, before = numbers[begin:begin + _STRETCH], max(begin - _BEGINNING, _BEGINNING)
        if not len(wanted):
            return []
        said = self._read(run, source, session, numbers[:min(begin, _BEGINNING)], numbers[before:begin], wanted)
        del self._remembered[:-_STRETCHES]
        self._remembered.append((session, int(wanted[0]), int(wanted[-1]), said))
        return said.get(number, [])

    def _read(self, run: Run, source: CaptureSource, session: int, *parts: NDArray[np.uint32]) -> Said:
        """The values of the last of these parts of a session."""
        import numpy as np
        ports = run.store.cell("initiator_port", session - 1), run.store.cell("responder_port", session - 1)
        settings = Settings().without_idle_timeouts()
        if self._pipeline is None or ports in self._met or len(self._met) >= _SESSIONS:
            self._pipeline = Pipeline(self._registry, settings, 0, 1, run.secrets)
            self._pipeline.want(self._wanted)
            self._met.clear()
        self._met.add(ports)
        pipeline, reader = self._pipeline, Reader(source, PacketIndex(), self._registry, settings, 1)
        announced = run.store.cell("decided_by", session - 1) == Decision.CORRELATION
        pipeline.assume(run.store.cell("application", session - 1) if announced else 0)
        done, found = 0, Said()
        for numbers in parts:
            if not len(numbers) or not source.keeps(run.index.cell("at", int(numbers[0]) - 1)):
                continue
            places = run.index.column("at", int(numbers[0]) - 1, int(numbers[-1]))[numbers - numbers[0]]
            if done:
                pipeline.flush()            # what lies between will not come
            count = reader.again(places.astype(np.uint64))
            pipeline.process(reader)
            found = {int(numbers[at - done - 1]): values
                     for at, values in values_of_pipelines(self._registry, [pipeline]).items()}
            done += count
        return found


def _named(protocol: Protocol) -> set[str]:
    """The fields in a protocol's line."""
    return {name for template in protocol.info for _, name, _, _ in _FORMATTER.parse(template) if name}
