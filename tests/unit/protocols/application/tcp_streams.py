"""TCP conversations of a capture, put in order by dpkt: an independent oracle's view of what parsers are fed."""
import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import dpkt

Endpoint = tuple[bytes, int]
LINKS = {0: dpkt.loopback.Loopback, 1: dpkt.ethernet.Ethernet, 101: dpkt.ip.IP, 113: dpkt.sll.SLL, 276: dpkt.sll2.SLL2}


@dataclass
class _Side:
    next: int | None = None                                 # sequence number of the next byte
    waiting: dict[int, bytes] = field(default_factory=dict)


@dataclass
class Conversation:
    """One TCP session: `pieces` are (direction, bytes) in order of arrival, or (direction, number of bytes lost)."""

    initiator: Endpoint
    responder: Endpoint
    start_ns: int
    initial: int                                            # sequence number of the first packet
    pieces: list[tuple[int, bytes | int]] = field(default_factory=list)
    frames: list[int] = field(default_factory=list)         # numbers of its packets, from 1
    sides: tuple[_Side, _Side] = field(default_factory=lambda: (_Side(), _Side()))

    def take(self, way: int, tcp: Any) -> None:
        """One segment, and what it makes deliverable."""
        side = self.sides[way]
        at = tcp.seq + (1 if tcp.flags & dpkt.tcp.TH_SYN else 0)
        if side.next is None:
            side.next = at
        if tcp.data:
            side.waiting[at] = max(side.waiting.get(at, b""), bytes(tcp.data), key=len)
        self._deliver(way)
        other = self.sides[1 - way]
        if tcp.flags & dpkt.tcp.TH_ACK and other.next is not None and other.waiting and tcp.ack > other.next:
            first = min(other.waiting)                      # the receiver has what the capture lacks
            self.pieces.append((1 - way, first - other.next))
            other.next = first
            self._deliver(1 - way)

    def _deliver(self, way: int) -> None:
        side = self.sides[way]
        assert side.next is not None
        for at in sorted(side.waiting):
            if at > side.next:
                break
            fresh = side.waiting.pop(at)[side.next - at:]
            if fresh:
                self.pieces.append((way, fresh))
                side.next += len(fresh)


def packets(path: Path) -> Iterator[tuple[int, int, Any]]:
    """(number, time in ns, outermost layer) of every packet that dpkt understands."""
    with (gzip.open(path) if path.suffix == ".gz" else open(path, "rb")) as file:
        reader = dpkt.pcapng.Reader(file) if ".pcapng" in path.name else dpkt.pcap.UniversalReader(file)
        for number, (time, data) in enumerate(reader, 1):
            try:
                yield number, int(time * 1_000_000_000), LINKS[reader.datalink()](data)
            except (dpkt.UnpackError, KeyError):
                continue


def conversations(path: Path) -> list[Conversation]:
    """All TCP sessions of a capture outside tunnels, in order of their first packet."""
    found: list[Conversation] = []
    latest: dict[frozenset[Endpoint], Conversation] = {}
    for number, time_ns, layer in packets(path):
        ip = layer
        while isinstance(ip, dpkt.Packet) and not isinstance(ip, dpkt.ip.IP | dpkt.ip6.IP6):
            ip = ip.data
        tcp = getattr(ip, "data", None)
        if not isinstance(tcp, dpkt.tcp.TCP):
            continue
        source, target = (ip.src, tcp.sport), (ip.dst, tcp.dport)
        talk = latest.get(frozenset((source, target)))
        if talk is None or (tcp.flags & 0x12 == dpkt.tcp.TH_SYN and tcp.seq != talk.initial):
            answers = tcp.flags & 0x12 == 0x12
            talk = Conversation(target if answers else source, source if answers else target, time_ns, tcp.seq)
            latest[frozenset((source, target))] = talk
            found.append(talk)
        talk.frames.append(number)
        talk.take(0 if source == talk.initiator else 1, tcp)
    return found


def rows_of(captures: Path, name: str, group: str) -> list[tuple[Conversation, list[dict[str, Any]]]]:
    """tshark's rows of one protocol, by conversation; those dpkt does not lead to (tunnels, UDP) are left out."""
    truth = json.loads((captures / "truth" / f"{name}.json").read_text())
    by_frame = {frame: talk for talk in conversations(captures / name) for frame in talk.frames}
    found: dict[int, tuple[Conversation, list[dict[str, Any]]]] = {}
    for row in truth["l7"][group]:
        talk = by_frame.get(row["frame"])
        if talk is not None and row["stream"].startswith("tcp"):
            found.setdefault(id(talk), (talk, []))[1].append(row)
    return list(found.values())
