"""Frozen values and enumerations that cross the border between engine, window, command line and exports.

Nothing here knows how it was made. Times are integer nanoseconds since the epoch, sizes are bytes, packet and session
numbers count from 1.
"""
from collections.abc import Mapping, Sequence
from dataclasses import field
from enum import IntEnum
from typing import TYPE_CHECKING, Literal

from .model_live import CaptureOptions as CaptureOptions  # noqa: PLC0414
from .model_live import Device as Device  # noqa: PLC0414
from .model_live import DeviceCounters as DeviceCounters  # noqa: PLC0414
from .model_live import Incident as Incident  # noqa: PLC0414
from .model_live import LiveStatus as LiveStatus  # noqa: PLC0414
from .model_live import Permission as Permission  # noqa: PLC0414
from .model_live import Phase as Phase  # noqa: PLC0414
from .model_live import Readiness as Readiness  # noqa: PLC0414
from .model_live import RemoteOptions as RemoteOptions  # noqa: PLC0414
from .model_live import StreamOptions as StreamOptions  # noqa: PLC0414
from .records import record

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class State(IntEnum):
    """Where a session is in its life (docs/architecture.md, state machine)."""

    NEW = 0
    ESTABLISHED = 1
    ACTIVE = 2
    CLOSING = 3
    CLOSED = 4
    TIMEOUT = 5
    CLEANUP = 6


class EndReason(IntEnum):
    """Why a session ended."""

    NONE = 0            # it has not
    GRACEFUL = 1        # both FINs acknowledged
    RESET = 2
    REFUSED = 3         # an RST answered the SYN
    NO_RESPONSE = 4     # the `new` timeout passed
    IDLE = 5            # the idle timeout passed
    REUSED = 6          # a new SYN began a new session on the same key
    EVICTED = 7         # a limit was reached
    CAPTURE_END = 8

    @property
    def text(self) -> str:
        """The words used in JSON and in the window, e.g. "capture end"."""
        return self.name.lower().replace("_", " ")


class Decision(IntEnum):
    """How an application was recognised."""

    NONE = 0
    PAYLOAD = 1
    CORRELATION = 5     # another session announced it
    PROTOCOL = 6        # the transport is the application: ICMP, ARP ...


class ServiceWay(IntEnum):
    """How a session's service is known, from what counts most to what counts least."""

    NONE = 0
    TOLD = 1            # a person has said so
    SERVER_NAME = 2     # that the client asks for in a handshake of TLS or QUIC
    HOST = 3            # that a request is for
    CERTIFICATE = 4     # names in the server's certificate
    PAYLOAD = 5         # how it begins
    DNS = 6             # what the client was told that the server is called
    ADDRESS = 7         # of the server
    PORT = 8            # of the server, where nothing else is known


class DirectionReason(IntEnum):
    """Why a session's initiator is taken for the initiator, from the weakest reason to the strongest."""

    FIRST = 0           # it sent the first packet
    PORT = 1            # the other side's port is registered for a protocol
    SAID = 2            # what was said: requests, responses
    OPENING = 3         # it opened the session: SYN, echo request


class Confidence(IntEnum):
    """How sure a verdict is."""

    NONE = 0
    LIKELY = 1
    CERTAIN = 2


class Severity(IntEnum):
    """How much a finding matters."""

    NOTE = 0
    WARNING = 1
    ERROR = 2


class Note(IntEnum):
    """Oddities of a packet; mirrors `core/status.pxd`."""

    NONE = 0
    TRUNCATED = 1
    BAD_LENGTH = 2
    BAD_VALUE = 3
    BAD_OPTION = 4
    BAD_POINTER = 5
    DEPTH_LIMIT = 6
    ATTRIBUTE_LIMIT = 7
    UNSUPPORTED_LINK = 8
    FRAGMENT_LIMIT = 9
    FRAGMENT_OVERLAP = 10
    BUFFER_LIMIT = 11

    @property
    def key(self) -> str:
        """The stable key, e.g. "bad_length"."""
        return self.name.lower()


UNKNOWN = "unknown"     # the application of a session that was not recognised, wherever a person reads it
NO_MEMORY = "There is not enough memory to go on."


@record(frozen=True, slots=True)
class Damage:
    """Where and why a capture file stops being readable; everything before it counts."""

    at: int             # byte offset in the (decompressed) file
    packet: int         # the last packet before it, 0 if none
    reason: str         # one sentence


@record(frozen=True, slots=True)
class Interface:
    """A capture interface as the file describes it."""

    index: int
    link_type: int
    link_name: str      # e.g. "EN10MB"
    snap_length: int    # 0: no limit
    name: str = ""
    description: str = ""
    resolution_ns: float = 1.0


@record(frozen=True, slots=True)
class CaptureInfo:
    """Facts about one capture."""

    path: str
    format: str                 # "pcap", "pcapng", "snoop", "btsnoop"
    compression: str            # "", "gzip", "zstd", "lz4"
    size_bytes: int             # of the file as it lies on disk
    packets: int
    bytes: int                  # original lengths
    captured_bytes: int
    start_ns: int | None        # smallest time; None without packets
    end_ns: int | None          # largest time
    link_types: tuple[str, ...]
    interfaces: tuple[Interface, ...]
    malformed_packets: int
    unprocessed_packets: int    # packets of link types nobody knows
    comments: tuple[str, ...]
    damage: Damage | None
    files: tuple[str, ...] = ()     # that it is made of, in the order in which they were named
    damages: tuple[Damage, ...] = ()    # of each of them that has one; `damage` is the first


@record(frozen=True, slots=True)
class Progress:
    """How far an analysis is."""

    packets: int
    sessions: int               # all so far
    active_sessions: int
    bytes_read: int             # of the file
    bytes_total: int            # of the file; 0 if unknown
    seconds: float              # since it started
    finished: bool
    cancelled: bool
    paused: bool
    error: str = ""             # why it failed, if it did
    live: bool = False          # the capture is still being written; `finished` once it has stopped
    resumable: bool = False     # it was stopped, and `Analysis.go_on` reads the rest


@record(frozen=True, slots=True)
class Transition:
    """One state change of a session."""

    state: State
    time_ns: int
    packet: int


@record(frozen=True, slots=True)
class TcpFacts:
    """What tracking a TCP session's segments showed; pairs are (initiator to responder, back)."""

    rtt_ns: int | None                      # whole handshake
    server_rtt_ns: int | None               # SYN to SYN-ACK
    client_rtt_ns: int | None               # SYN-ACK to ACK
    data_rtt_ns: tuple[int, int, int] | None    # min, mean, max of data to acknowledgement
    retransmissions: tuple[int, int]
    out_of_order: tuple[int, int]
    duplicate_acks: tuple[int, int]
    zero_windows: tuple[int, int]
    resets: tuple[int, int]
    copies: tuple[int, int]                 # of packets, made by the capture
    discarded: tuple[int, int]              # segments their receiver must discard
    mss: tuple[int, int]                    # 0: not said
    window_shift: tuple[int | None, int | None]
    sack_permitted: tuple[bool, bool]
    flags_seen: tuple[int, int]
    mid_stream: bool                        # the capture began after the handshake


@record(frozen=True, slots=True)
class FindingRow:
    """Something worth a look."""

    severity: Severity
    kind: str           # stable key, e.g. "tcp.reset"
    session: int        # 0: none
    packet: int         # 0: none
    text: str
    field: str = ""     # the attribute at which a malformed message stopped to be read, "gale.type"; "": nobody says
    packets: Sequence[int] = ()     # all that it is about, where they are several
    sessions: Sequence[int] = ()    # the same


@record(frozen=True, slots=True)
class AttributeValue:
    """One value of an attribute of a session or packet."""

    name: str           # "tls.server_name"
    value: int | float | bool | str | bytes     # MAC and addresses are text
    text: str           # how it reads for a person
    packet: int         # where it was read


@record(frozen=True, slots=True)
class Relation:
    """A session that announced another one, or was announced by it."""

    to: int                                 # the other session
    kind: str                               # "announced", "announced_by"
    why: str                                # "FTP PASV"
    packet: int                             # the other session's first; 0: not known


@record(frozen=True, slots=True)
class ServiceDecision:
    """How it is known whose service a session uses."""

    by: ServiceWay
    confidence: Confidence
    packet: int                             # that told it; 0: none
    rule: str                               # "netflix.com", "45.57.0.0/17"; "" where a person said so
    other: str                              # what the next rule said that says something else; "" if none does


@record(frozen=True, slots=True)
class Session:
    """Everything known about one session."""

    id: int
    parent: int                             # 0: none
    protocol: str                           # "tcp", "udp", "icmp", ...
    family: int                             # 4, 6 or 0
    vlan: tuple[int, ...]                   # tags of its packets, of both directions where they differ
    initiator: str
    initiator_port: int
    responder: str
    responder_port: int
    start_ns: int
    end_ns: int
    first_payload_ns: int | None
    last_payload_ns: int | None
    first_packet: int
    last_packet: int
    packets: tuple[int, int]
    bytes: tuple[int, int]
    payload_bytes: tuple[int, int]
    inner_packets: tuple[int, int]          # of tunnelled child sessions
    inner_bytes: tuple[int, int]
    state: State
    end_reason: EndReason
    states: tuple[Transition, ...]
    path: str                               # "eth.ip.tcp.http"
    direction: DirectionReason              # why its initiator is the initiator
    turned: bool                            # ... which was taken for the responder at first
    application: str                        # "" when unknown
    service: str                            # whose it is: "netflix"; "" when unknown
    decided_by: Decision
    decided_packet: int
    confidence: Confidence
    response_ns: int | None                 # first payload of the initiator to first payload of the responder
    tcp: TcpFacts | None
    attributes: tuple[AttributeValue, ...]
    findings: tuple[FindingRow, ...]
    responder_name: str = ""                # what DNS told the initiator that the responder is called
    relations: tuple[Relation, ...] = ()    # who announced it, and whom it announced
    category: str = ""                      # of its service: "video"
    service_decided: ServiceDecision | None = None


@record(frozen=True, slots=True)
class PathStatistics:
    """Counters of one protocol path."""

    path: str
    packets: int
    bytes: int
    payload_bytes: int
    sessions: int


@record(frozen=True, slots=True)
class Node:
    """One line of a packet's attribute tree: a protocol layer, or an attribute with its byte range.

    `at`/`size` count in `Packet.buffers[buffer]`: 0 is the packet, 1 what was reassembled from fragments, what follows
    are bytes made of others. `at` is -1 when the bytes are in an earlier packet.
    """

    name: str                               # "ip.ttl"; a layer's own node is named by its protocol: "ip"
    title: str                              # "ttl", "Internet Protocol version 4"
    kind: str                               # "layer", or the attribute's type: "unsigned", "mac", ...
    value: int | float | bool | str | bytes | None
    text: str                               # how the value reads: "64", "10.0.0.1", "echo reply (0)"
    unit: str
    at: int
    size: int
    buffer: int
    note: Note
    says: str                               # what the attribute means, one line
    children: tuple["Node", ...] = field(default=())


@record(frozen=True, slots=True)
class Buffer:
    """Bytes that places of attributes count in."""

    name: str                               # "packet", "reassembled", or the attribute they are: "http.body"
    title: str                              # "body"
    data: bytes


@record(frozen=True, slots=True)
class Packet:
    """One packet, decoded in full."""

    number: int
    time_ns: int
    captured: int
    length: int
    link_type: str
    interface: int
    at: int                                 # file position of its record
    session: int                            # innermost session, 0: none
    sessions: tuple[int, ...]               # outermost first
    way: int                                # direction in it: 0 initiator to responder
    path: str
    info: str                               # one line
    comment: str
    data: bytes
    reassembled: bytes                      # datagram put together from fragments; b"" if none
    nodes: tuple[Node, ...]                 # the layers, outermost first; `frame` before them
    derived: tuple[Buffer, ...] = ()        # made of its bytes: decrypted, decompressed, put together over packets

    @property
    def buffers(self) -> tuple[Buffer, ...]:
        """By the numbers of `Node.buffer`; the second is empty where nothing was reassembled from fragments."""
        return (Buffer("packet", "packet", self.data), Buffer("reassembled", "reassembled datagram", self.reassembled),
                *self.derived)


@record(frozen=True, slots=True)
class ThroughputSlice:
    """Throughput of a time range in equal bins: sums, and the smallest and largest of the finer bins inside each.

    `start_ns` and `bin_ns` are what was counted: they may be a little below and above what was asked for.
    """

    start_ns: int
    bin_ns: int
    bytes: "NDArray[np.float64]"            # one value a bin
    packets: "NDArray[np.float64]"
    new_sessions: "NDArray[np.float64]"
    bytes_min: "NDArray[np.float64]"        # bytes per finest bin, scaled to bin_ns
    bytes_max: "NDArray[np.float64]"
    finest_ns: int = 0                      # how long the finest bins are; 0: as bin_ns


@record(frozen=True, slots=True)
class Problem:
    """What is wrong with a protocol's file. The protocol is switched off, or what the text says is; all else works."""

    file: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.text}"


@record(frozen=True, slots=True)
class Settings:
    """Limits and timeouts of an analysis. None for a timeout: never."""

    handlers: int = 1
    rules: bool = True                          # whether rules over whole sessions are asked at the end (rules/)
    # Longer than the hosts' own timers, so that no connection is cut in two: a SYN is repeated for 127 s and more
    # (RFC 6298, section 5.5), TCP looks after a silent peer after two hours (RFC 9293, section 3.8.4), and a closed
    # connection is remembered for 4 minutes (section 3.4.3).
    new_timeout_s: float | None = 130.0         # TCP: NEW without an answer; others have their idle timeout for that
    tcp_idle_timeout_s: float | None = 7200.0
    udp_idle_timeout_s: float | None = 180.0
    other_idle_timeout_s: float | None = 60.0
    closing_timeout_s: float | None = 240.0
    linger_s: float | None = 240.0              # CLOSED sessions still take late segments
    reset_linger_s: float | None = 10.0         # ... those an RST closed, which their hosts forget at once
    active_sessions_max: int = 4_000_000
    reassembly_bytes_max: int = 256 << 20       # all sessions of a handler
    stream_bytes_max: int = 256 << 10           # waiting bytes of one direction
    fragments_bytes_max: int = 64 << 20         # waiting: a 64th, but 128 KiB at least, for each share of host pairs
    session_attributes_max: int = 32_768
    findings_max: int = 10_000                  # of one kind
    decompressed_bytes_max: int = 64 << 30
    decompressed_ratio_max: int = 250           # times the compressed bytes, past the first 256 MiB; 0: no limit
    spill_bytes: int = 1 << 30                  # stores beyond this go to disk
    spill_folder: str = ""                      # where; "": where temporary files go, if that is a disk
    memory_bytes_max: int = 0                   # of a live capture, stores and handlers; 0: no limit
    disk_bytes_max: int = 0                     # of a live capture, its files and what is spilled; 0: no limit
    key_logs: tuple[str, ...] = ()              # files with secrets of TLS and QUIC, in NSS's key log format
    capture_secrets: bool = True                # use those that a pcapng file itself has, too
    at_limit: Literal["stop", "drop oldest"] = "stop"
    thresholds: Mapping[str, float] = field(default_factory=dict)   # of rules, by name: those of rules/table.py

    def without_idle_timeouts(self) -> "Settings":
        """The same with sessions that never expire (`--idle-timeout none`)."""
        from dataclasses import replace
        return replace(self, new_timeout_s=None, tcp_idle_timeout_s=None, udp_idle_timeout_s=None,
                       other_idle_timeout_s=None, closing_timeout_s=None, linger_s=None,
                       reset_linger_s=None)


Direction = Literal["both", "up", "down"]


@record(frozen=True, slots=True)
class MemoryUse:
    """What an analysis holds, in bytes."""

    sessions: int               # handlers' tables, streams being put together, fragments
    stores: int                 # finished sessions, packet index, attributes, histories: in memory
    spilled: int                # the same, on disk


@record(frozen=True, slots=True)
class Hit:
    """A place where a pattern was found."""

    packet: int         # in which it begins
    session: int        # 0: none
    way: int            # direction in it: 0 initiator to responder
    at: int             # offset in the packet's bytes; of a message 0
    size: int           # bytes; in a stream they may go on in later packets
    offset: int         # in the packet; of a stream, in what was said in that direction; in the message
    before: str         # bytes around it, as text
    found: str
    after: str


@record(frozen=True, slots=True)
class Reading:
    """How a filter is read: operators say what must hold; words must be found, none of which is a name alone; one word
    in quotes must be found, though it is a name; a name alone asks what has it, or where a protocol occurs."""

    kind: Literal["filter", "words", "word", "name", "protocol"]
    word: str = ""          # the one that could be read in two ways, "" if none is
    other: str = ""         # the filter that reads it the other way


@record(frozen=True, slots=True)
class Completion:
    """Something that can stand there."""

    text: str               # what is written
    kind: str               # "name", "protocol", "operator", "value" or "word"
    says: str = ""          # what it means
    sessions: int = -1      # how many have it; -1: not counted


@record(frozen=True, slots=True)
class Completions:
    """What can take the place of characters [at, end) of the filter."""

    at: int
    end: int
    typed: str              # what of it was there
    items: tuple[Completion, ...]
    name: str = ""          # whose operator or value is wanted
    counted: int = -1       # values are counted in so many sessions so far, the first ones; -1: in all
