"""A stand-in for the façade with a capture small enough to know by heart, or as long as one likes.

Session 1 is an HTTP exchange with a retransmission, an out-of-order segment, a zero window and a reset; session 2 is
one DNS question. Bytes are made with scapy, so that offsets are facts.
"""
from types import SimpleNamespace

import numpy as np
from scapy.layers.dns import DNS, DNSQR
from scapy.layers.inet import IP, TCP, UDP
from scapy.layers.l2 import Ether

from netloupe_engine.errors import UnknownNameError
from netloupe_engine.model import (
    AttributeValue,
    Confidence,
    Decision,
    DirectionReason,
    EndReason,
    FindingRow,
    Node,
    Note,
    Packet,
    Session,
    Severity,
    State,
    TcpFacts,
    ThroughputSlice,
    Transition,
)

START_NS = 1_706_704_496_000_000_000
MS = 1_000_000
HOST, SERVER = "10.0.0.1", "10.0.0.2"
REQUEST = b"GET /\x1b[31m HTTP/1.1\r\nHost: example.com\r\n\r\n"

# time in ms, session, way, flag bits, TCP flags, payload
PACKETS = [
    (0, 1, 0, 64, "S", b""), (10, 1, 1, 0, "SA", b""), (20, 1, 0, 64, "A", b""),
    (25, 1, 0, 128 + 64, "PA", REQUEST), (30, 1, 0, 128 + 2, "PA", REQUEST), (40, 1, 1, 128 + 4, "PA", b"x" * 1400),
    (41, 1, 1, 128, "PA", b"y" * 700), (50, 2, 0, 128 + 64, "", b""), (52, 2, 1, 128 + 64, "", b""),
    (60, 1, 0, 16, "A", b""), (61, 1, 1, 8, "A", b""), (90, 1, 1, 32 + 64, "R", b""), (95, 1, 0, 1, "A", b""),
]


class FakeTable:
    """Columns."""

    def __init__(self, columns):
        self.columns = columns
        self.names = tuple(columns)

    def __len__(self):
        return len(next(iter(self.columns.values())))

    def column(self, name, start=0, stop=None):
        return self.columns[name][start:stop]

    def take(self, name, rows):
        return self.columns[name][rows]

    def cell(self, name, row):
        return self.columns[name][row].item()


def frame(number):
    """Bytes of one packet."""
    _time, session, way, _bits, flags, payload = PACKETS[number - 1]
    ends = (HOST, SERVER) if way == 0 else (SERVER, HOST)
    ether = Ether(src="02:00:00:00:00:01", dst="02:00:00:00:00:02")
    if session == 2:
        return bytes(ether / IP(src=ends[0], dst=ends[1]) / UDP(sport=5353, dport=53) / DNS(qd=DNSQR(qname="a.test")))
    ports = (40000, 80) if way == 0 else (80, 40000)
    tcp = TCP(sport=ports[0], dport=ports[1], flags=flags, seq=number)
    return bytes(ether / IP(src=ends[0], dst=ends[1], ttl=60 + number) / tcp / payload)


def node(name, text, at, size, *children, title="", kind="unsigned", note=Note.NONE, says="",
         unit=""):
    """A node, titled by the last part of its name."""
    title = title or name.rpartition(".")[2].replace("_", " ")
    return Node(name, title, kind, text, text, unit, at, size, 0, note, says, children)


def layers(number, data):
    """The tree of one packet, with the offsets that RFC 791 and RFC 9293 give."""
    session = PACKETS[number - 1][1]
    tree = [
        node("frame", "", 0, len(data), node("frame.number", str(number), -1, 0), title="Frame", kind="layer"),
        node("eth", "", 0, 14, node("eth.destination", "02:00:00:00:00:02", 0, 6), title="Ethernet", kind="layer"),
        node("ip", "", 14, 20, node("ip.version", "4", 14, 1), node("ip.header_length", "20", 14, 1, unit="bytes"),
             node("ip.ttl", str(data[22]), 22, 1, says="hops left before the packet is thrown away"),
             node("ip.source", HOST, 26, 4, kind="ipv4"), title="Internet Protocol version 4", kind="layer"),
    ]
    if session == 1:
        bits = [node(f"tcp.flags.{name}", str(data[47] >> bit & 1), 47, 1)
                for bit, name in enumerate(("fin", "syn", "rst"))]
        tree.append(node("tcp", "", 34, 20, node("tcp.source_port", "40000", 34, 2),
                         node("tcp.sequence", str(number), 38, 4),
                         node("tcp.flags", PACKETS[number - 1][4], 47, 1, *bits), title="Transmission Control Protocol",
                         kind="layer"))
        if len(data) > 54:
            note = Note.BAD_LENGTH if number == 5 else Note.NONE
            tree.append(node("http", "", 54, len(data) - 54,
                             node("http.method", "GET", 54, 3), node("http.target", "/\x1b[31m\u202e<b>", 58, 6),
                             node("http.header", "", 74, 17, node("http.header.name", "Host", 74, 4, note=note)),
                             node("http.header", "", 74, 17, node("http.header.name", "Host2", 80, 4)),
                             title="Hypertext Transfer Protocol", kind="layer"))
    return tuple(tree)


class FakeAnalysis:
    """The part of the façade that panes ask."""

    def __init__(self):
        count = len(PACKETS)
        self.growing = False
        self.packets = FakeTable({
            "time_ns": np.array([START_NS + row[0] * MS for row in PACKETS], "i8"),
            "session": np.array([row[1] for row in PACKETS], "u4"),
            "length": np.array([len(frame(number)) for number in range(1, count + 1)], "u4"),
            "path": np.zeros(count, "u2"), "way": np.array([row[2] for row in PACKETS], "u1"),
            "flags": np.array([row[3] for row in PACKETS], "u1")})
        self._tabulate()

    def end_value(self, id, name, learns=True):
        """Nothing is known of ends."""
        return ""

    def _tabulate(self):
        """Sessions as the packets have them."""
        sessions = self.packets.column("session")
        times, ways = self.packets.column("time_ns"), self.packets.column("way")
        ids = range(1, int(sessions.max()) + 1)
        self.sessions = FakeTable({
            "start_ns": np.array([times[sessions == id].min() for id in ids], "i8"),
            "end_ns": np.array([times[sessions == id].max() for id in ids], "i8"),
            "packets_up": np.array([((sessions == id) & (ways == 0)).sum() for id in ids], "u8"),
            "packets_down": np.array([((sessions == id) & (ways == 1)).sum() for id in ids], "u8")})

    @classmethod
    def long(cls, packets, sessions=1, seed=1):
        """A capture of many packets over 100 s, dealt to sessions in turn."""
        self = cls()
        random = np.random.default_rng(seed)
        times = START_NS + np.sort(random.integers(0, 100 * 10**9, packets))
        self.packets = FakeTable({
            "time_ns": times, "session": (np.arange(packets, dtype="u4") % sessions) + 1,
            "length": random.integers(60, 1515, packets).astype("u4"), "path": np.zeros(packets, "u2"),
            "way": (random.random(packets) < 0.6).astype("u1"),
            "flags": np.where(random.random(packets) < 0.001, 2, 128).astype("u1")})
        self._tabulate()
        return self

    @property
    def capture(self):
        times = self.packets.column("time_ns")
        return SimpleNamespace(path="fake.pcap", start_ns=int(times.min()), end_ns=int(times.max()), packets=len(times))

    @property
    def progress(self):
        return SimpleNamespace(finished=not self.growing, cancelled=False)

    def protocol_name(self, number):
        return ("", "tcp", "udp")[number]

    def packets_of(self, ids):
        return np.flatnonzero(np.isin(self.packets.column("session"), ids)).astype("u4") + 1

    def packet_bytes(self, number):
        return frame(number)

    def packet_info(self, number):
        return f"info of {number} <b>\x07"

    def packet(self, number):
        if not 1 <= number <= len(PACKETS):
            raise UnknownNameError(f"no packet {number}")
        data = frame(number)
        time_ms, session, way, *_rest = PACKETS[number - 1]
        return Packet(number, START_NS + time_ms * MS, len(data), len(data), "EN10MB", 0, 24, session, (session,), way,
                      "eth.ip.tcp", self.packet_info(number), "", data, b"REASSEMBLED" * 3 if number == 6 else b"",
                      layers(number, data))

    def session(self, id):
        if not 1 <= id <= len(self.sessions):
            raise UnknownNameError(f"no session {id}")
        start, end = self.sessions.cell("start_ns", id - 1), self.sessions.cell("end_ns", id - 1)
        span = end - start
        states = tuple(Transition(state, start + int(span * part), packet) for state, part, packet in (
            (State.NEW, 0, 1), (State.ESTABLISHED, 0.21, 3), (State.ACTIVE, 0.27, 4), (State.CLOSED, 0.95, 12)))
        tcp = TcpFacts(20 * MS, 10 * MS, 10 * MS, (MS, 2 * MS, 3 * MS), (1, 0), (0, 1), (0, 1), (1, 0), (0, 1),
                       copies=(0, 0), discarded=(0, 0), mss=(1460, 1460), window_shift=(7, None),
                       sack_permitted=(True, False), flags_seen=(24, 26), mid_stream=False)
        up, down = self.sessions.cell("packets_up", id - 1), self.sessions.cell("packets_down", id - 1)
        return Session(
            id, 0, "tcp", 4, (), HOST, 40000, SERVER, 80, start, end, start + 25 * MS, start + 41 * MS, 1, 12,
            (up, down), (up * 100, down * 900), (200, 2100), (0, 0), (0, 0), State.CLOSED, EndReason.RESET, states,
            "eth.ip.tcp.http", DirectionReason.OPENING, False,
            "http", "", Decision.PAYLOAD, 4, Confidence.CERTAIN, 15 * MS, tcp,
            (AttributeValue("http.host", "example.com", "example.com", 4),),
            (FindingRow(Severity.WARNING, "tcp.reset", id, 12, "the responder reset the connection"),))

    def sequence_bases(self, session):
        return None, None

    def spans(self, id, cancelled=bool):
        return ()

    def session_info(self, id):
        return "example.com"

    def throughput(self, start_ns, end_ns, bins):
        times, sizes = self.packets.column("time_ns"), self.packets.column("length")
        bin_ns = max(1, -(-(end_ns - start_ns) // bins))
        inside = (times >= start_ns) & (times < start_ns + bins * bin_ns)
        at = (times[inside] - start_ns) // bin_ns
        sums = np.bincount(at, sizes[inside], bins)
        begun = self.sessions.column("start_ns")
        begun = begun[(begun >= start_ns) & (begun < start_ns + bins * bin_ns)]
        begun = np.bincount((begun - start_ns) // bin_ns, minlength=bins)
        return ThroughputSlice(start_ns, bin_ns, sums, np.bincount(at, minlength=bins).astype(float),
                               begun.astype(float), sums * 0.5, sums * 1.5)
