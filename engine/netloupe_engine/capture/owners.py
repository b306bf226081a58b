"""Owners: which local program each socket belonged to, and when.

Filled while a capture runs (`live/processes.py`) or from a file that has kept it (`owner_blocks.py`); asked by flow
and time, as ports are used again. No session is known here.
"""
from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..records import record

FLOWS_MAX = 65_536
LOCAL_MAX = 1_024           # addresses
SPANS_MAX = 16              # of one flow: its ports were used again by other programs
SLACK_NS = 2_000_000_000    # sockets are looked at now and then: their lives are known this well


class Flow(NamedTuple):
    """One socket: its ends as it sees them; addresses in 16 bytes, IPv4 mapped. No remote end: it listens."""

    protocol: int               # 6, 17
    local: bytes
    local_port: int
    remote: bytes = bytes(16)
    remote_port: int = 0


class Owner(NamedTuple):
    """A program that has, or had, a socket."""

    pid: int
    name: str
    command: str = ""           # path of the program; "" if it is not known


@record(slots=True)
class Span:
    """When a flow was seen to belong to its owner."""

    owner: Owner
    first_ns: int
    last_ns: int


def packed(address: str) -> bytes:
    """An address in 16 bytes, IPv4 as ::ffff:a.b.c.d; all zeros for what is none."""
    import ipaddress  # most captures say nothing of programs
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return bytes(16)
    return found.packed if found.version == 6 else bytes(10) + b"\xff\xff" + found.packed


ANY = (bytes(16), bytes(10) + b"\xff\xff" + bytes(4))      # where a socket listens that listens everywhere


class Owners:
    """Spans by flow, the flows seen last when there are too many. Any thread may call anything."""

    def __init__(self, flows_max: int = FLOWS_MAX) -> None:
        self._lock = threading.Lock()
        self._flows: dict[Flow, list[Span]] = {}    # those seen last at the end
        self._local: set[bytes] = set()
        self._flows_max = flows_max

    def __len__(self) -> int:
        return len(self._flows)

    def __iter__(self) -> Iterator[tuple[Flow, Span]]:
        with self._lock:
            found = [(flow, span) for flow, spans in self._flows.items() for span in spans]
        yield from found

    def add(self, flow: Flow, owner: Owner, first_ns: int, last_ns: int) -> None:
        """The flow was this owner's from `first_ns` to `last_ns`, both included."""
        with self._lock:
            spans = self._flows.pop(flow, [])
            self._flows[flow] = spans
            if spans and spans[-1].owner == owner and first_ns <= spans[-1].last_ns + SLACK_NS:
                spans[-1].last_ns = max(spans[-1].last_ns, last_ns)
                return
            spans.append(Span(owner, first_ns, last_ns))
            del spans[:-SPANS_MAX]
            if len(self._flows) > self._flows_max:
                del self._flows[next(iter(self._flows))]

    def add_local(self, addresses: Iterable[bytes]) -> None:
        """These addresses are this computer's."""
        with self._lock:
            for address in addresses:
                if len(self._local) < LOCAL_MAX:
                    self._local.add(address)

    @property
    def local(self) -> tuple[bytes, ...]:
        """Addresses that are this computer's."""
        with self._lock:
            return tuple(self._local)

    def of(self, protocol: int, initiator: bytes, initiator_port: int, responder: bytes, responder_port: int,
           start_ns: int, end_ns: int) -> tuple[Owner | None, Owner | None]:
        """Who was at the initiator's and at the responder's end of a conversation; None: nobody here, or not known."""
        first, last = start_ns - SLACK_NS, end_ns + SLACK_NS
        with self._lock:
            return (self._end(Flow(protocol, initiator, initiator_port, responder, responder_port), first, last),
                    self._end(Flow(protocol, responder, responder_port, initiator, initiator_port), first, last))

    def _end(self, flow: Flow, first_ns: int, last_ns: int) -> Owner | None:
        """The owner of one end: of the very socket, or of one that talks with everybody at that place."""
        listening = [flow.local]
        if flow.local in self._local:       # else a server elsewhere would get the name of ours on the same port
            listening += ANY
        places = [flow, *(Flow(flow.protocol, local, flow.local_port) for local in listening)]
        for spans in filter(None, map(self._flows.get, places)):
            for span in reversed(spans):
                if span.first_ns <= last_ns and span.last_ns >= first_ns:
                    return span.owner
        return None

    def only(self, flows: Iterable[Flow]) -> Owners:
        """What is known of these conversations, each given by either of its sides."""
        wanted: set[Flow] = set()
        for flow in flows:
            for mine in (flow, Flow(flow.protocol, flow.remote, flow.remote_port, flow.local, flow.local_port)):
                wanted.add(mine)
                wanted.update(Flow(mine.protocol, local, mine.local_port) for local in (mine.local, *ANY))
        found = Owners(self._flows_max)
        found.add_local(self.local)
        for flow, span in self:
            if flow in wanted:
                found.add(flow, span.owner, span.first_ns, span.last_ns)
        return found
