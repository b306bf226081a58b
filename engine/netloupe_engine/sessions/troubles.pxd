"""What only some TCP sessions have: counters of what went wrong, and segments nobody knows yet what to think of."""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t

from ..core.facts cimport Facts
from .tcp cimport TCP_ACK, TCP_RST, TCP_SYN

cdef enum:
    DOUBTED_MAX = 6         # SYNs of one attempt that are kept in mind

cdef struct Troubles:       # 52 bytes; zeroed at creation; pairs are (initiator to responder, back)
    uint32_t retransmissions[2]
    uint32_t out_of_order[2]
    uint32_t duplicate_acks[2]
    uint32_t zero_windows[2]
    uint32_t copies[2]
    uint32_t discarded[2]
    uint32_t doubt          # index + 1 of its Doubt, 0 none

cdef enum DoubtKind:
    DOUBT_OPENING = 1       # a SYN, or a SYN-ACK without one, amid a connection
    DOUBT_FAR = 2           # numbers outside the window
    DOUBT_RESET = 3         # an RST in the window, but not of the number that is expected

cdef struct Doubt:          # segments that count as discarded until others show that they were not
    int64_t time_ns         # of the first one
    int64_t before_ns       # the session's latest time before it
    uint32_t before_packet
    uint32_t seq
    uint32_t ack
    uint32_t packets[DOUBTED_MAX]
    uint32_t lengths[DOUBTED_MAX]
    uint16_t window
    uint16_t mss
    uint8_t kind            # DoubtKind
    uint8_t way
    uint8_t flags
    uint8_t window_shift
    uint8_t sack_permitted
    uint8_t count


cdef inline void doubt_facts(const Doubt* d, Facts* facts) noexcept nogil:
    """The doubted SYN again, into zeroed facts."""
    facts.seq, facts.ack, facts.tcp_flags, facts.window = d.seq, d.ack, d.flags, d.window
    facts.mss, facts.window_shift, facts.sack_permitted = d.mss, d.window_shift, d.sack_permitted


cdef inline bint opening_is_answered(const Doubt* d, uint8_t way, const Facts* f, bint again) noexcept nogil:
    """Does this segment show that the doubted SYN began a connection: the other side acknowledges it, if only to
    refuse, or its sender goes on behind it? One with the number of the connection before (`again`) begins one only
    where the other side says SYN as well: anything else may be about that connection."""
    if d.kind != DOUBT_OPENING:
        return False
    if again and (way == d.way or f.tcp_flags & TCP_SYN == 0):
        return False
    if way != d.way:
        return f.tcp_flags & TCP_ACK != 0 and f.ack == d.seq + 1
    return f.tcp_flags & (TCP_SYN | TCP_RST) == 0 and f.seq == d.seq + 1


cdef inline bint _near(uint32_t one, uint32_t other) noexcept nogil:
    return (one - other + (1 << 24)) < (1 << 25)


cdef inline bint far_is_confirmed(const Doubt* d, uint8_t way, const Facts* f) noexcept nogil:
    """Does another segment out of the window agree with the doubted one: the capture has a gap?"""
    if d.kind != DOUBT_FAR or f.tcp_flags & TCP_ACK == 0:
        return False
    if way == d.way:
        return _near(f.seq, d.seq) and _near(f.ack, d.ack) and (f.seq != d.seq or f.ack != d.ack)
    return _near(f.seq, d.ack) and _near(f.ack, d.seq)
