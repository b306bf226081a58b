"""Drives the state machine, TCP tracking and stream reassembly from Python, for tests and for teaching.

Nothing of the engine uses this module. Directions are 0 (initiator to responder) and 1; times are integer nanoseconds.
"""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t
from libc.string cimport memset

from ..core.facts cimport Facts
from .states cimport (
    END_NONE, EVENT_COUNT, EVENT_PAYLOAD, STATE_NEW, TRANSPORT_TCP, end_reason, next_state,
)
from .tcp cimport (
    SEGMENT_AFTER_HOLE, SEGMENT_DUPLICATE_ACK, SEGMENT_EVENTS_SHIFT, SEGMENT_FAST_RETRANSMISSION, SEGMENT_KEEP_ALIVE,
    SEGMENT_KEEP_ALIVE_ACK, SEGMENT_OUT_OF_ORDER, SEGMENT_RETRANSMISSION, SEGMENT_SPURIOUS_RETRANSMISSION,
    SEGMENT_WINDOW_PROBE, SEGMENT_WINDOW_PROBE_ACK, SEGMENT_ZERO_WINDOW, SIDE_SACK_PERMITTED, TCP_MID_STREAM, TcpTrack,
    tcp_data_rtt_mean, tcp_from_responder, tcp_is_new_connection, tcp_rtt, tcp_server_rtt, tcp_track, tcp_window_shift,
)

EVENTS = ("packet", "opposite", "syn", "handshake", "mid_stream", "cookie_ack", "payload", "fin", "fins_acked",
          "shutdown", "shutdown_complete", "rst", "refused", "abort", "new_timeout", "idle_timeout", "sweep")
TRANSPORTS = ("other", "tcp", "sctp")

_SEGMENT_NOTES = {
    "retransmission": SEGMENT_RETRANSMISSION, "fast_retransmission": SEGMENT_FAST_RETRANSMISSION,
    "spurious_retransmission": SEGMENT_SPURIOUS_RETRANSMISSION, "out_of_order": SEGMENT_OUT_OF_ORDER,
    "duplicate_ack": SEGMENT_DUPLICATE_ACK, "zero_window": SEGMENT_ZERO_WINDOW, "keep_alive": SEGMENT_KEEP_ALIVE,
    "keep_alive_ack": SEGMENT_KEEP_ALIVE_ACK, "window_probe": SEGMENT_WINDOW_PROBE,
    "window_probe_ack": SEGMENT_WINDOW_PROBE_ACK, "after_hole": SEGMENT_AFTER_HOLE,
}


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

    def __init__(self):
        memset(&self.track, 0, sizeof(TcpTrack))
        self.states = []
        self.end = END_NONE

    def starts_anew(self, int way, int flags, int seq):
        """Does this segment open another connection on the same ports?"""
        cdef Facts facts
        memset(&facts, 0, sizeof(Facts))
        facts.tcp_flags = flags
        facts.seq = seq
        return bool(tcp_is_new_connection(&self.track, way, &facts))

    @staticmethod
    def is_from_responder(int flags):
        """Does a session that begins with these flags begin with the responder?"""
        cdef Facts facts
        memset(&facts, 0, sizeof(Facts))
        facts.tcp_flags = flags
        return bool(tcp_from_responder(&facts))

    def segment(self, int way, int flags, *, int64_t time_ns, uint32_t seq=0, uint32_t ack=0, uint32_t payload=0,
                uint16_t window=1024, uint16_t mss=0, int shift=-1, bint sack=False):
        """Track a segment; answers the names of what it is."""
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
        bits = tcp_track(&self.track, way, &facts, payload, time_ns)
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
            "retransmissions": tuple(t.retransmissions),
            "out_of_order": tuple(t.out_of_order),
            "duplicate_acks": tuple(t.duplicate_acks),
            "zero_windows": tuple(t.zero_windows),
            "resets": tuple(t.resets),
            "mss": tuple(t.mss),
            "window_shift": tuple(None if tcp_window_shift(t, way) < 0 else tcp_window_shift(t, way) for way in (0, 1)),
            "sack_permitted": tuple(bool(t.sides[way] & SIDE_SACK_PERMITTED) for way in (0, 1)),
            "flags_seen": tuple(t.flags_seen),
            "mid_stream": bool(t.marks & TCP_MID_STREAM),
        }

    @property
    def size_bytes(self):
        """Memory one tracked session takes."""
        return sizeof(TcpTrack)
