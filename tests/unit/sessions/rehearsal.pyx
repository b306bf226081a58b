"""Drives the state machine, TCP tracking and stream reassembly from Python.

Directions are 0 (initiator to responder) and 1; times are integer nanoseconds.
"""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.string cimport memset

from netloupe_engine.core.facts cimport Facts
from netloupe_engine.core.view cimport View
from netloupe_engine.sessions.reassembly cimport (
    STREAM_FAR, STREAM_GAP, STREAM_LIMIT, STREAM_OLD, STREAM_WAITS, Reader, Stream, StreamPool, stream_ack,
    stream_flush, stream_free, stream_is_listened, stream_push, stream_stop,
)
from netloupe_engine.sessions.states cimport (
    END_NONE, EVENT_COUNT, EVENT_PAYLOAD, STATE_NEW, TRANSPORT_TCP, end_reason, next_state,
)
from netloupe_engine.sessions.tcp cimport (
    OPENING_NEW, SEGMENT_DISCARDED, SEGMENT_DUPLICATE_ACK, SEGMENT_EVENTS_SHIFT, SEGMENT_FAR,
    SEGMENT_FAST_RETRANSMISSION, SEGMENT_KEEP_ALIVE, SEGMENT_KEEP_ALIVE_ACK, SEGMENT_OUT_OF_ORDER,
    SEGMENT_RESET_DOUBTED, SEGMENT_RETRANSMISSION, SEGMENT_SPURIOUS_RETRANSMISSION, SEGMENT_WINDOW_PROBE,
    SEGMENT_WINDOW_PROBE_ACK,
    SEGMENT_ZERO_WINDOW, SIDE_SACK_PERMITTED, TCP_MID_STREAM, TcpTrack, tcp_data_rtt_mean, tcp_from_responder,
    tcp_follow, tcp_opening, tcp_rtt, tcp_server_rtt, tcp_track, tcp_window_shift,
)

EVENTS = ("packet", "opposite", "syn", "handshake", "mid_stream", "cookie_ack", "payload", "fin", "fins_acked",
          "shutdown", "shutdown_complete", "rst", "refused", "abort", "new_timeout", "idle_timeout", "sweep")
TRANSPORTS = ("other", "tcp", "sctp")

_SEGMENT_NOTES = {
    "retransmission": SEGMENT_RETRANSMISSION, "fast_retransmission": SEGMENT_FAST_RETRANSMISSION,
    "spurious_retransmission": SEGMENT_SPURIOUS_RETRANSMISSION, "out_of_order": SEGMENT_OUT_OF_ORDER,
    "duplicate_ack": SEGMENT_DUPLICATE_ACK, "zero_window": SEGMENT_ZERO_WINDOW, "keep_alive": SEGMENT_KEEP_ALIVE,
    "keep_alive_ack": SEGMENT_KEEP_ALIVE_ACK, "window_probe": SEGMENT_WINDOW_PROBE,
    "window_probe_ack": SEGMENT_WINDOW_PROBE_ACK, "discarded": SEGMENT_DISCARDED, "far": SEGMENT_FAR,
    "reset_doubted": SEGMENT_RESET_DOUBTED,
}
_COUNTED = {
    "retransmissions": SEGMENT_RETRANSMISSION, "out_of_order": SEGMENT_OUT_OF_ORDER,
    "duplicate_acks": SEGMENT_DUPLICATE_ACK, "zero_windows": SEGMENT_ZERO_WINDOW, "discarded": SEGMENT_DISCARDED,
}
_STREAM_NOTES = {"gap": STREAM_GAP, "waits": STREAM_WAITS, "old": STREAM_OLD, "limit": STREAM_LIMIT, "far": STREAM_FAR}


def walk(int state, str event, str transport):
    """The states an event leads through from `state`, e.g. [CLOSING, CLOSED] for a reset; [] for no transition."""
    cdef uint8_t number = EVENTS.index(event), kind = TRANSPORTS.index(transport)
    cdef uint8_t now = state, after = next_state(now, number, kind)
    path = []
    while after != now:
        path.append(int(after))
        now = after
        after = next_state(now, number, kind)
    return path


def reason(str event):
    """The number of the EndReason an event gives."""
    return int(end_reason(EVENTS.index(event)))


cdef class TcpDialogue:
    """One TCP session, told segment by segment."""

    cdef TcpTrack track
    cdef readonly list states       # (state, time) of each transition, NEW included
    cdef readonly int end           # EndReason
    cdef dict counted               # as sessions/troubles counts

    def __init__(self):
        memset(&self.track, 0, sizeof(TcpTrack))
        self.states = []
        self.counted = {name: [0, 0] for name in _COUNTED}
        self.end = END_NONE

    def starts_anew(self, int way, int flags, uint32_t seq):
        """Does this segment open another connection on the same ports?"""
        cdef Facts facts
        memset(&facts, 0, sizeof(Facts))
        facts.tcp_flags = flags
        facts.seq = seq
        return tcp_opening(&self.track, way, &facts, self.states[len(self.states) - 1][0] >= 4, False) == OPENING_NEW

    @staticmethod
    def is_from_responder(int flags):
        """Does a session that begins with these flags begin with the responder?"""
        cdef Facts facts
        memset(&facts, 0, sizeof(Facts))
        facts.tcp_flags = flags
        return bool(tcp_from_responder(&facts))

    def segment(self, int way, int flags, *, int64_t time_ns, uint32_t seq=0, uint32_t ack=0, uint32_t payload=0,
                uint16_t window=1024, uint16_t mss=0, int shift=-1, bint sack=False, bint shortcut=True):
        """Track a segment; answers the names of what it is. Without `shortcut` by the whole of the rules."""
        cdef Facts facts
        cdef uint32_t bits
        cdef uint8_t event, state
        memset(&facts, 0, sizeof(Facts))
        facts.tcp_flags = flags
        facts.seq = seq
        facts.ack = ack
        facts.payload_length = payload
        facts.window = window
        facts.mss = mss
        facts.window_shift = 255 if shift < 0 else shift
        facts.sack_permitted = sack
        if not self.states:
            self.states.append((int(STATE_NEW), time_ns))
        if shortcut:
            bits = tcp_track(&self.track, way, &facts, payload, time_ns)
        else:
            bits = tcp_follow(&self.track, way, &facts, payload, time_ns)
        for name, bit in _COUNTED.items():
            self.counted[name][way] += bits & bit != 0
        if payload:
            bits |= <uint32_t>1 << (SEGMENT_EVENTS_SHIFT + EVENT_PAYLOAD)
        for event in range(EVENT_COUNT):
            if not bits >> SEGMENT_EVENTS_SHIFT >> event & 1:
                continue
            state = self.states[len(self.states) - 1][0]
            for state in walk(state, EVENTS[event], TRANSPORTS[TRANSPORT_TCP]):
                self.states.append((int(state), time_ns))
                self.end = end_reason(event)
        return {name for name, bit in _SEGMENT_NOTES.items() if bits & bit}

    @property
    def facts(self):
        """The counters and times so far, by the names of model.TcpFacts."""
        cdef TcpTrack* t = &self.track
        server_ns, rtt_ns = tcp_server_rtt(t), tcp_rtt(t)
        mean_ns = tcp_data_rtt_mean(t)
        return {
            "rtt_ns": None if rtt_ns < 0 else rtt_ns,
            "server_rtt_ns": None if server_ns < 0 else server_ns,
            "client_rtt_ns": None if server_ns < 0 or rtt_ns < 0 else rtt_ns - server_ns,
            "data_rtt_ns": None if mean_ns < 0 else (t.data_rtt_min_ns, mean_ns, t.data_rtt_max_ns),
            **{name: tuple(pair) for name, pair in self.counted.items()},
            "resets": (t.resets[0], t.resets[1]),
            "mss": (t.mss[0], t.mss[1]),
            "window_shift": tuple(None if tcp_window_shift(t, way) < 0 else tcp_window_shift(t, way) for way in (0, 1)),
            "sack_permitted": tuple(bool(t.sides[way] & SIDE_SACK_PERMITTED) for way in (0, 1)),
            "flags_seen": (int(t.flags_seen[0]), int(t.flags_seen[1])),
            "mid_stream": bool(t.marks & TCP_MID_STREAM),
        }

    @property
    def memory(self):
        """All that is known, as it lies in memory."""
        return (<const uint8_t*>&self.track)[:sizeof(TcpTrack)]

    @property
    def size_bytes(self):
        """Memory one tracked session takes."""
        return sizeof(TcpTrack)


cdef class StreamMemory:
    """What the streams of one handler may hold, and hold."""

    cdef StreamPool pool

    def __init__(self, *, uint32_t stream_bytes_max=1 << 18, uint64_t bytes_max=1 << 28):
        memset(&self.pool, 0, sizeof(StreamPool))
        self.pool.stream_bytes_max = stream_bytes_max
        self.pool.bytes_max = bytes_max

    @property
    def bytes(self):
        """Bytes counted against the limits now."""
        return self.pool.bytes

    @property
    def live(self):
        """Blocks of memory held now."""
        return self.pool.live


cdef int64_t _deliver(void* context, View v, uint32_t carried, bint is_cut, int64_t now_ns) noexcept with gil:
    return (<StreamProbe>context).listen(v, carried, is_cut)


cdef int64_t _gap(void* context, uint64_t size) noexcept with gil:
    return (<StreamProbe>context).miss(size)


cdef class StreamProbe:
    """One direction's stream together with its listener.

    `appetite(data)` says how many of the bytes given it consumes (None: all of them); below 0 it stops listening.
    """

    cdef readonly StreamMemory memory
    cdef readonly list heard        # bytes consumed, and the size of each gap as an int, in order
    cdef readonly list cut          # what was given for the last time, nothing following it
    cdef readonly int borrowed      # deliveries lent straight out of the pushed segment
    cdef Stream stream
    cdef object appetite
    cdef const uint8_t* pushed      # the bytes of the running push
    cdef uint32_t pushed_size

    def __init__(self, StreamMemory memory=None, *, appetite=None):
        self.memory = StreamMemory() if memory is None else memory
        self.appetite = appetite
        self.heard = []
        self.cut = []

    def __dealloc__(self):
        if self.memory is not None:
            stream_free(&self.memory.pool, &self.stream)

    cdef int64_t listen(self, View v, uint32_t carried, bint is_cut):
        cdef bytes data = v.data[:v.size]
        if is_cut:
            self.cut.append(data)
        cdef int64_t consumed = v.size if self.appetite is None else self.appetite(data)
        self.borrowed += carried == 0 and self.pushed <= v.data < self.pushed + self.pushed_size
        if consumed > 0:
            self.heard.append(data[:consumed])
        return consumed

    cdef int64_t miss(self, uint64_t size):
        self.heard.append(int(size))
        return 0

    cdef Reader reader(self):
        cdef Reader reader
        reader.deliver = _deliver
        reader.gap = _gap
        reader.context = <void*>self
        reader.now_ns = 0
        reader.notes = 0
        return reader

    def push(self, uint32_t seq, bytes data=b"", *, bint syn=False, length=None):
        """A segment with `length` bytes of payload by its header, `data` being those captured."""
        cdef Reader reader = self.reader()
        cdef View v
        v.data = self.pushed = data
        v.size = self.pushed_size = <uint32_t>len(data)
        stream_push(&self.memory.pool, &self.stream, seq, syn, v, v.size if length is None else length, &reader)
        return _named(reader.notes)

    def ack(self, uint32_t number):
        """The other side acknowledged."""
        cdef Reader reader = self.reader()
        stream_ack(&self.memory.pool, &self.stream, number, &reader)
        return _named(reader.notes)

    def flush(self):
        """The capture ended."""
        cdef Reader reader = self.reader()
        stream_flush(&self.memory.pool, &self.stream, &reader)
        return _named(reader.notes)

    def stop(self):
        """Nobody listens any more."""
        stream_stop(&self.memory.pool, &self.stream)

    def free(self):
        """Give all memory back."""
        stream_free(&self.memory.pool, &self.stream)

    @property
    def listened(self):
        """Does the listener still want bytes?"""
        return bool(stream_is_listened(&self.stream))


cdef _named(uint32_t notes):
    return {name for name, bit in _STREAM_NOTES.items() if notes & bit}
