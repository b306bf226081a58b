"""Do two halves of a TCP conversation belong together, though nothing but their numbers says so?

RFC 9293, section 3.3.1: a connection is a pair of sockets; what else its packets carry may differ by direction.
"""
from libc.stdint cimport int32_t, uint8_t, uint32_t

from ..core.facts cimport Facts
from .tcp cimport (SIDE_ACK_KNOWN, SIDE_FIRST_KNOWN, SIDE_NEXT_KNOWN, TCP_ACK, TCP_FIN, TCP_SYN, TcpTrack)

cdef enum:
    NEAR = 1 << 24          # bytes in flight, and more: by chance two pairs of numbers fit once in 16,384


cdef inline bint _near(uint32_t one, uint32_t other) noexcept nogil:
    return -<int32_t>NEAR < <int32_t>(one - other) < <int32_t>NEAR


cdef inline bint _acknowledges(const TcpTrack* t, uint8_t way, const Facts* f) noexcept nogil:
    """Do the segment's numbers and those of the other direction acknowledge each other?"""
    cdef uint8_t back = 1 - way
    cdef bint answers = f.tcp_flags & TCP_ACK != 0
    if f.tcp_flags & (TCP_SYN | TCP_ACK) == TCP_SYN:
        if t.sides[way] & SIDE_FIRST_KNOWN:             # the SYN-ACK to it came first
            return f.seq == t.first_seq[way]
        # Two SYNs that meet: simultaneous open (section 3.5).
        return t.flags_seen[back] & (TCP_SYN | TCP_ACK) == TCP_SYN and not t.flags_seen[way]
    if not t.sides[back] & SIDE_NEXT_KNOWN or answers and not _near(f.ack, t.next_seq[back]):
        return False
    if f.tcp_flags & TCP_SYN:
        return <int32_t>(f.ack - t.first_seq[back]) > 0 and <int32_t>(t.next_seq[back] - f.ack) >= 0
    if t.sides[back] & SIDE_ACK_KNOWN:
        return _near(f.seq, t.last_ack[back])
    return answers


cdef inline bint tcp_answers(const TcpTrack* t, uint8_t way, const Facts* f, bint seen) noexcept nogil:
    """Is a segment the other half of a connection, or, where its direction was `seen`, the next one of that?

    The same segment captured twice is not the next one.
    """
    if not _acknowledges(t, way, f):
        return False
    if not seen:
        return True
    return (t.sides[way] & SIDE_NEXT_KNOWN != 0 and f.seq == t.next_seq[way] and f.tcp_flags & TCP_SYN == 0
            and (f.payload_length != 0 or f.tcp_flags & TCP_FIN != 0
                 or not t.sides[way] & SIDE_ACK_KNOWN or <int32_t>(f.ack - t.last_ack[way]) > 0))
