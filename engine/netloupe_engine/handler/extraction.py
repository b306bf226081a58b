"""Attributes of packets as they go by: for `extract` and for callbacks."""
from collections import defaultdict
from collections.abc import Sequence
from typing import Literal

from ..attributes.values import decode, text_of, time_text
from ..capture.source import CaptureSource
from ..errors import UnknownNameError
from ..model import AttributeValue, EndReason, State
from ..protocols.compiled import CompiledRegistry
from ..protocols.define import Field, Kind, Protocol
from . import recall
from .callbacks import Callbacks, PacketEvent, SessionEvent
from .pipeline import WANTED_PACKET, Pipeline
from .run import Run

_ENDS = (State.CLOSED, State.TIMEOUT, State.CLEANUP)
_SILENT_ENDS = (EndReason.REUSED, EndReason.EVICTED)    # the state stays as it was
# Attributes every packet has: where their values are, in a PacketEvent or in what CaptureFile.packet_at answers.
_EVENT_FIELDS = {"frame.number": "number", "frame.time": "time_ns", "frame.length": "length", "frame.path": "path",
                 "frame.session": "session"}
_RECORD_FIELDS: dict[str, Literal[2, 5]] = {"frame.captured_length": 2, "frame.interface": 5}


def wanted_fields(registry: CompiledRegistry, names: Sequence[str]) -> dict[int, int]:
    """Wanted bits for attribute names; frame attributes need none. Raises UnknownNameError with a near miss."""
    for name in names:
        if name not in registry.field_ids:
            import difflib
            close = difflib.get_close_matches(name, registry.field_ids, 1)
            raise UnknownNameError(f"There is no attribute {name}." + (f" Did you mean {close[0]}?" if close else ""))
    return {registry.field_ids[name]: WANTED_PACKET for name in names if not name.startswith("frame.")}


def values_of_pipelines(registry: CompiledRegistry, pipelines: Sequence[Pipeline]) -> dict[int, list[AttributeValue]]:
    """The wanted attributes of the last batch by packet, in the order of the layers."""
    found: dict[int, list[AttributeValue]] = defaultdict(list)
    for pipeline in pipelines:
        for packet, _, number, value, data, *_ in recall.extracted(pipeline):
            field = registry.field(number)
            if field[1].type.kind != Kind.NESTED:       # what only groups others says nothing itself
                found[packet].append(attribute_value(registry.protocols, field, value, data, packet))
    return found


def attribute_value(protocols: Sequence[Protocol], field: tuple[int, Field], number: int, data: bytes,
                    packet: int) -> AttributeValue:
    """One value of an attribute, as the registry has it: (protocol id, declared)."""
    protocol, declared = field
    name, value = f"{protocols[protocol].key}.{declared.name}", decode(declared, number, data)
    return AttributeValue(name, value, text_of(declared, value), packet)


def values_of_batch(run: Run) -> dict[int, list[AttributeValue]]:
    """The same for all handlers of a run."""
    return values_of_pipelines(run.registry, run.pipelines)


def packets_of_batch(run: Run, first: int) -> list[PacketEvent]:
    """The packets after number `first` that have been handled."""
    columns = [run.index.column(name, first).tolist() for name in ("time_ns", "length", "path", "session")]
    return [PacketEvent(first + 1 + at, time_ns, length, run.path_name(path), session)
            for at, (time_ns, length, path, session) in enumerate(zip(*columns, strict=True))]


def picked(source: CaptureSource, at: int, packet: PacketEvent, name: str,
           found: dict[int, list[AttributeValue]]) -> list[AttributeValue]:
    """The values of one attribute in a packet; `at` is the packet's offset in the file."""
    if not name.startswith("frame."):
        return [value for value in found.get(packet.number, ()) if value.name == name]
    value: int | str = 0
    if name in _EVENT_FIELDS:
        value = getattr(packet, _EVENT_FIELDS[name])
    elif name == "frame.file":
        value = source.file_of(at)
    else:
        raw = source.packet_at(at)
        if raw is not None:
            value = raw[_RECORD_FIELDS[name]]
    text = time_text(packet.time_ns) if name == "frame.time" else str(value)
    return [AttributeValue(name, value, text, packet.number)]


def beginning_of(run: Run, row: int) -> tuple[int, int, int]:
    """The transition to NEW of the session in store row `row`, when it began: (state, time, packet). The packet is the
    first one in the file."""
    return State.NEW, run.store.cell("start_ns", row), run.store.cell("first_packet", row)


class Delivery:
    """Calls the callbacks of one run after each batch."""

    def __init__(self, run: Run, callbacks: Callbacks) -> None:
        self._run, self._callbacks = run, callbacks
        self._packets = self._sessions = 0              # told of so far
        self._transitions = [0] * len(run.pipelines)
        if callbacks.sessions:
            run.watch()

    def after_batch(self, changed: Sequence[Sequence[int]]) -> None:
        """Tell about the batch's packets, then about its sessions in order of their ids."""
        if self._callbacks.packets or self._callbacks.attributes:
            self._callbacks.deliver(packets_of_batch(self._run, self._packets), values_of_batch(self._run))
        self._packets = len(self._run.index)
        if self._callbacks.sessions:
            for row in sorted({int(row) for rows in changed for row in rows}):
                if not self._steps(row) and self._run.store.cell("end_reason", row) in _SILENT_ENDS:
                    self._end(row)
            self._transitions = [pipeline.transitions for pipeline in self._run.pipelines]
            self._sessions = len(self._run.store)

    def at_end(self) -> None:
        """Tell about what came with the end, and about the sessions that were alive when the capture ended."""
        for row in range(len(self._run.store)) if self._callbacks.sessions else ():
            self._steps(row)
            if self._run.store.cell("end_reason", row) == EndReason.CAPTURE_END:
                self._end(row)

    def _steps(self, row: int) -> bool:
        """Tell a session's changes of state since the batch before; were there any?"""
        store = self._run.store
        handler = store.cell("handler", row)
        steps = recall.history(self._run.pipelines[handler], store.cell("history", row), self._transitions[handler])
        if row >= self._sessions:
            steps.insert(0, beginning_of(self._run, row))
        ended = EndReason(store.cell("end_reason", row))
        for state, time_ns, packet in steps:
            # From the end on, whatever comes in one batch with it.
            reason = ended if state in _ENDS else EndReason.NONE
            self._tell(SessionEvent(row + 1, State(state), time_ns, packet, reason))
        return bool(steps)

    def _end(self, row: int) -> None:
        """Tell an end that is no change of state."""
        store = self._run.store
        self._tell(SessionEvent(row + 1, State(store.cell("state", row)), store.cell("end_ns", row),
                                store.cell("last_packet", row), EndReason(store.cell("end_reason", row))))

    def _tell(self, event: SessionEvent) -> None:
        for notify in self._callbacks.sessions:
            notify(event)
