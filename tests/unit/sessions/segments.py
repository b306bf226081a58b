"""TCP segments of a capture file as dpkt reads them, split into connections: an oracle's way into the engine."""
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import dpkt

from tests.unit.sessions.rehearsal import TcpDialogue


def _raw(data: bytes) -> dpkt.Packet:
    return dpkt.ip6.IP6(data) if data[0] >> 4 == 6 else dpkt.ip.IP(data)


LINKS = {0: dpkt.loopback.Loopback, 1: dpkt.ethernet.Ethernet, 12: _raw, 101: _raw, 113: dpkt.sll.SLL,
         276: dpkt.sll2.SLL2}
LEAVES = dpkt.tcp.TCP, dpkt.icmp.ICMP, dpkt.icmp6.ICMP6    # what an ICMP error quotes is nobody's segment
OPTIONS = {dpkt.tcp.TCP_OPT_MSS: ("mss", 2), dpkt.tcp.TCP_OPT_WSCALE: ("shift", 1)}


@dataclass
class Connection:
    """One connection and its session; direction 0 of the truth is the sender of the first packet."""

    first: tuple[bytes, int]
    reversed: bool                      # opened by the responder's SYN-ACK
    track: TcpDialogue = field(default_factory=TcpDialogue)

    def pair(self, name: str) -> tuple[int, int]:
        """A pair of its facts, the first packet's sender first."""
        up, down = self.track.facts[name]
        return (down, up) if self.reversed else (up, down)


def _segments(path: Path) -> Iterator[tuple[int, dpkt.ip.IP | dpkt.ip6.IP6, dpkt.tcp.TCP]]:
    with path.open("rb") as file:
        reader = dpkt.pcap.UniversalReader(file)
        link = LINKS[reader.datalink()]
        for seconds, data in reader:
            try:
                layer = link(data)
            except dpkt.UnpackError:
                continue
            network = None
            while isinstance(layer, dpkt.Packet) and not isinstance(layer, LEAVES):
                network = layer if isinstance(layer, dpkt.ip.IP | dpkt.ip6.IP6) else network
                layer = getattr(layer, "data", None)
            if isinstance(layer, dpkt.tcp.TCP) and network is not None:
                yield round(seconds * 1_000_000) * 1000, network, layer


def _payload(network: dpkt.ip.IP | dpkt.ip6.IP6, tcp: dpkt.tcp.TCP) -> int:
    """Bytes by the headers, even where the capture cut them."""
    if isinstance(network, dpkt.ip.IP) and network.len:
        return int(network.len - network.hl * 4 - tcp.off * 4)
    return len(tcp.data)


def connections(path: Path) -> dict[tuple[object, ...], list[Connection]]:
    """The tracked connections of a capture by their unordered endpoints, in order of appearance."""
    found: dict[tuple[object, ...], list[Connection]] = {}
    for time_ns, network, tcp in _segments(path):
        source, target = (network.src, tcp.sport), (network.dst, tcp.dport)
        mine = found.setdefault(tuple(sorted((source, target))), [])
        if not mine or mine[-1].track.starts_anew((source != mine[-1].first) ^ mine[-1].reversed, tcp.flags, tcp.seq):
            mine.append(Connection(source, TcpDialogue.is_from_responder(tcp.flags)))
        said = {}
        for kind, value in dpkt.tcp.parse_opts(tcp.opts):
            if kind in OPTIONS and len(value) == OPTIONS[kind][1]:
                said[OPTIONS[kind][0]] = int.from_bytes(value)
            elif kind == dpkt.tcp.TCP_OPT_SACKOK:
                said["sack"] = True
        mine[-1].track.segment((source != mine[-1].first) ^ mine[-1].reversed, tcp.flags & 0xFF, time_ns=time_ns,
                               seq=tcp.seq, ack=tcp.ack, payload=_payload(network, tcp), window=tcp.win, **said)
    return found
