"""Copies that the capture made of a packet: the same bytes again, too soon for any host.

What proves a copy: a host gives each packet it sends an IP identification of its own (RFC 6864 section 4 asks it of
those that may be fragmented, and most hosts do it for all), waits 200 ms and more before it repeats itself for want of
an answer (RFC 6298, section 2.4), and repeats data sooner only after duplicate acknowledgements (RFC 5681, section
3.2). Where there is no identification (IPv6), or always the same, only what stands a millisecond apart is a copy, a
bare acknowledgement only in a session that has other copies, and a datagram only if one host is to read it.
"""
from libc.stdint cimport int32_t, int64_t, uint8_t, uint16_t, uint32_t, uint64_t

from ..core.facts cimport Facts
from ..core.hash cimport mix
from .tcp cimport TCP_FIN, TCP_RST, TCP_SYN, TcpTrack

cdef enum:
    TICK_BITS = 10              # a tick is 1,024 ns; they wrap after 73 minutes
    TIMER_TICKS = 195_000       # 200 ms
    SOON_TICKS = 977            # 1 ms
    DUPLICATES = 2              # acknowledgements that make a host repeat data: the third is not always captured


cdef inline uint32_t _print(const Facts* f, uint8_t way, uint64_t payload_digest) noexcept nogil:
    cdef uint64_t a = <uint64_t>f.seq << 32 | f.ack, b
    b = (<uint64_t>f.fragment_id & 0xFFFF) << 48 | <uint64_t>f.checksum << 32 | <uint64_t>f.window << 16 | f.tcp_flags
    return <uint32_t>mix(mix(a ^ payload_digest) ^ b ^ <uint64_t>f.payload_length << 8 ^ way)


cdef inline bint _is_for_many(const Facts* f) noexcept nogil:
    """A multicast address (RFC 5771; RFC 4291, section 2.7): to be heard at all, hosts say the same twice at once."""
    return f.target[0] == 0xFF if f.family == 6 else f.target[0] & 0xF0 == 0xE0


cdef inline bint _is_soon(const Prints* p, const TcpTrack* t, uint8_t way, const Facts* f,
                          uint32_t elapsed) noexcept nogil:
    """Did so little time pass that no host repeated itself?"""
    cdef bint told_apart = f.fragment_id != 0 and p.marks & PRINT_IDS_VARY != 0
    if elapsed > TIMER_TICKS:
        return False
    if told_apart or f.tcp_flags & (TCP_SYN | TCP_RST) == TCP_SYN:
        return True
    if elapsed == 0 or elapsed > SOON_TICKS:        # a clock so coarse does not tell what comes soon
        return False
    if t == NULL:
        return f.fragment_id != 0 or not _is_for_many(f)
    if not (f.payload_length or f.tcp_flags & TCP_FIN):
        return p.marks & PRINT_COPIES != 0
    return t.duplicates[1 - way] < DUPLICATES or f.seq != t.last_ack[1 - way]


cdef inline uint32_t _apart(uint32_t one, uint32_t other) noexcept nogil:
    """Ticks between two times, whichever came first."""
    cdef int32_t difference = <int32_t>(one - other)
    return <uint32_t>difference if difference >= 0 else <uint32_t>0 - <uint32_t>difference


cdef bint is_copy(Prints* p, Recent* recent, const TcpTrack* track, uint8_t way, const Facts* f,
                  uint64_t payload_digest, int64_t time_ns) noexcept nogil:
    cdef uint32_t printed = _print(f, way, payload_digest), tick = <uint32_t>(<uint64_t>time_ns >> TICK_BITS), i
    cdef uint16_t id = <uint16_t>f.fragment_id
    for i in range(2):
        if p.prints[i] == printed and _is_soon(p, track, way, f, _apart(tick, p.ticks[i])):
            return True
    if recent != NULL:
        for i in range(RECENT_PRINTS):
            if recent.prints[i] == printed and _is_soon(p, track, way, f, _apart(tick, recent.ticks[i])):
                return True
        recent.prints[recent.next], recent.ticks[recent.next] = printed, tick
        recent.next = (recent.next + 1) % RECENT_PRINTS
    i = p.marks & PRINT_SECOND
    p.prints[i], p.ticks[i] = printed, tick
    if p.marks & PRINT_ID_KNOWN and p.last_id != id:
        p.marks |= PRINT_IDS_VARY
    p.last_id = id
    p.marks = (p.marks ^ PRINT_SECOND) | PRINT_ID_KNOWN
    return False
