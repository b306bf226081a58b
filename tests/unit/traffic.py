"""Traffic for tests of the engine: frames at exact times, in capture files.

Those of which tests make thousands are made by dpkt, which takes a twentieth of scapy's time, others by scapy.
"""
from collections.abc import Iterable, Sequence
from pathlib import Path
from socket import IPPROTO_TCP, IPPROTO_UDP, inet_aton

import dpkt
from scapy.layers.inet import ICMP, IP, TCP, UDP
from scapy.layers.l2 import Ether
from scapy.packet import Packet, Raw

from netloupe_engine import Analysis, Settings, analyze
from netloupe_engine.model import FindingRow
from netloupe_engine.rules.table import KINDS
from tests.unit.capture.builders import NANOSECONDS, pcap
from tests.unit.capture.builders import Packet as Record

SECOND = 1_000_000_000
START = 1_700_000_000 * SECOND
CLIENT, SERVER = "10.0.0.1", "10.0.0.2"
FOREVER = Settings().without_idle_timeouts()
RULED = {kind.key for kind in KINDS}
Timed = tuple[float, Packet | bytes]        # seconds after START, and a frame


def capture(folder: Path, frames: Iterable[Timed], name: str = "made.pcap", network: int = 1) -> Path:
    """Write frames with nanosecond times."""
    path = folder / name
    records = (Record(bytes(frame), START + round(seconds * SECOND)) for seconds, frame in frames)
    path.write_bytes(pcap(records, magic=NANOSECONDS, network=network))
    return path


def analysed(folder: Path, frames: Iterable[Timed], settings: Settings | None = None, handlers: int = 1) -> Analysis:
    """The frames, analysed to their end."""
    return analyze(capture(folder, frames), handlers, settings)


def udp(way: int = 0, payload: bytes = b"\xfe\xfe\xfe\xfe", *, ports: tuple[int, int] = (40000, 9),
        client: str = CLIENT, server: str = SERVER) -> bytes:
    """A datagram from the client (way 0) or back."""
    source, target = ports if way == 0 else ports[::-1]
    return _framed(way, client, server, dpkt.udp.UDP(sport=source, dport=target, ulen=8 + len(payload), data=payload))


def tcp(way: int, flags: str, seq: int, ack: int = 0, payload: bytes = b"", *, ports: tuple[int, int] = (40000, 9),
        client: str = CLIENT, server: str = SERVER) -> bytes:
    """A segment from the client (way 0) or back. Flags are written as scapy does: "SA" for SYN and ACK."""
    source, target = ports if way == 0 else ports[::-1]
    bits = sum(1 << "FSRPAUECN".index(flag) for flag in flags)
    return _framed(way, client, server, dpkt.tcp.TCP(sport=source, dport=target, seq=seq, ack=ack, flags=bits, win=8192,
                                                     data=payload))


def _framed(way: int, client: str, server: str, inner: dpkt.Packet) -> bytes:
    """In IPv4 in Ethernet, with checksums."""
    source, target = map(inet_aton, (client, server) if way == 0 else (server, client))
    protocol = IPPROTO_UDP if isinstance(inner, dpkt.udp.UDP) else IPPROTO_TCP
    around = dpkt.ip.IP(src=source, dst=target, p=protocol, ttl=64, id=1, data=inner)
    return bytes(dpkt.ethernet.Ethernet(src=b"\2\0\0\0\0\1", dst=b"\2\0\0\0\0\2", data=around))


def loose(frame: bytes) -> Packet:
    """A frame as scapy's, to be changed: sizes and checksums are computed anew when it is written."""
    packet = Ether(frame)
    for layer, fields in ((IP, ("len", "chksum")), (UDP, ("len", "chksum")), (TCP, ("dataofs", "chksum"))):
        for field in fields if layer in packet else ():
            packet[layer].delfieldval(field)
    return packet


def unruled(analysis: Analysis) -> list[FindingRow]:
    """The findings of packets and parsers, without those of rules over all sessions, which have tests of their own."""
    return [found for found in analysis.findings() if found.kind not in RULED]


def opened(at: float, ports: tuple[int, int] = (40000, 9), first: int = 1000) -> list[Timed]:
    """A three-way handshake: the client's bytes begin at `first` + 1, the server's at 5001."""
    return [(at, tcp(0, "S", first, ports=ports)), (at + 0.01, tcp(1, "SA", 5000, first + 1, ports=ports)),
            (at + 0.02, tcp(0, "A", first + 1, 5001, ports=ports))]


def closed(at: float, ports: tuple[int, int] = (40000, 9), first: int = 1000) -> list[Timed]:
    """Both FINs and their acknowledgements, for a connection as `opened` that said nothing."""
    return [(at, tcp(0, "FA", first + 1, 5001, ports=ports)), (at + 0.01, tcp(1, "FA", 5001, first + 2, ports=ports)),
            (at + 0.02, tcp(0, "A", first + 2, 5002, ports=ports))]


def conversation(messages: Sequence[tuple[int, bytes]], at: float = 0.0, step: float = 0.01,
                 ports: tuple[int, int] = (40000, 80)) -> list[Timed]:
    """A whole TCP connection in which each side says its messages in turn, a segment each."""
    sent = [1001, 5001]
    frames = opened(at, ports)
    now = at + 0.02
    for way, payload in messages:
        now += step
        frames.append((now, tcp(way, "PA", sent[way], sent[1 - way], payload, ports=ports)))
        sent[way] += len(payload)
    for way, flags in ((0, "FA"), (1, "FA"), (0, "A")):
        now += step
        frames.append((now, tcp(way, flags, sent[way], sent[1 - way], ports=ports)))
        sent[way] += "F" in flags
    return frames


def echo(way: int, identifier: int, sequence: int = 1) -> Packet:
    """An ICMP echo request from the client, or its reply."""
    source, target = (CLIENT, SERVER) if way == 0 else (SERVER, CLIENT)
    return (Ether(src="02:00:00:00:00:01", dst="02:00:00:00:00:02") / IP(src=source, dst=target)
            / ICMP(type=8 if way == 0 else 0, id=identifier, seq=sequence) / Raw(b"abcdefgh"))
