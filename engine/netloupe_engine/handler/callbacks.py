"""Callbacks: users' functions on attributes, packets and sessions, called in batches with the GIL held."""
from collections.abc import Callable, Iterable, Mapping
from dataclasses import field
from enum import Enum

from ..model import AttributeValue, EndReason, State
from ..records import record


class Action(Enum):
    """What a callback answers; None means CONTINUE."""

    CONTINUE = "continue"
    STOP = "stop"               # no more callbacks for this packet


@record(frozen=True, slots=True)
class PacketEvent:
    """A packet went through."""

    number: int
    time_ns: int
    length: int
    path: str
    session: int


@record(frozen=True, slots=True)
class SessionEvent:
    """A session changed its state (NEW: it began), or ended (`end_reason` is not NONE)."""

    session: int
    state: State
    time_ns: int
    packet: int
    end_reason: EndReason


AttributeCallback = Callable[[AttributeValue, int], Action | None]      # the value, and its session's id (0: none)
PacketCallback = Callable[[PacketEvent], Action | None]
SessionCallback = Callable[[SessionEvent], None]


@record(slots=True)
class Callbacks:
    """Everything registered with a handler, by what it is called on."""

    attributes: dict[str, list[AttributeCallback]] = field(default_factory=dict)
    packets: list[PacketCallback] = field(default_factory=list)
    sessions: list[SessionCallback] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.attributes or self.packets or self.sessions)

    def deliver(self, packets: Iterable[PacketEvent], values: Mapping[int, list[AttributeValue]]) -> None:
        """Call what is registered for each packet, in order: first on the packet, then on its attributes, outermost
        layer first, until one says STOP. Exceptions of callbacks are the caller's to see."""
        for packet in packets:
            if not any(notify(packet) is Action.STOP for notify in self.packets):
                self._attributes(values.get(packet.number, []), packet.session)

    def _attributes(self, values: Iterable[AttributeValue], session: int) -> None:
        for value in values:
            for notify in self.attributes.get(value.name, ()):
                if notify(value, session) is Action.STOP:
                    return
