"""Sequence tracking of one TCP session.

What a segment is called follows the definitions that tshark publishes for its tcp.analysis.* fields, so that the
counters can be compared; RFC 9293 gives the handshake, RFC 5681 the duplicate acknowledgement, RFC 6298 section 3 the
rule that a retransmitted segment is not timed. All sequence arithmetic is modulo 2^32.
"""
from libc.stdint cimport int32_t, int64_t, uint8_t, uint32_t, uint64_t

from ..core.facts cimport Facts
from .states cimport EVENT_FIN, EVENT_FINS_ACKED, EVENT_HANDSHAKE, EVENT_MID_STREAM, EVENT_REFUSED, EVENT_RST, EVENT_SYN

cdef enum:
    CONTROL = TCP_SYN | TCP_FIN | TCP_RST
    PROBES = 15                         # the notes kept for the next segment of the other side
    REORDER_NS = 3_000_000              # a late segment is out of order within this, unless the handshake took longer
    FAST_NS = 20_000_000                # a fast retransmission follows the duplicate ACKs within this
    FAST_DUPLICATES = 2
    NO_SHIFT = 255                      # Facts.window_shift when the segment does not say

cdef enum:
    RTT_MAX_NS = 3_600_000_000_000      # longer ones are a capture's clock being set


cdef inline bint _before(uint32_t a, uint32_t b) noexcept nogil:
    """Is sequence number a before b, modulo 2^32?"""
    return <int32_t>(a - b) < 0


cdef inline int64_t _since(int64_t then_ns, int64_t now_ns) noexcept nogil:
    """Elapsed time; damaged captures have times whose difference does not fit, which then wraps."""
    return <int64_t>(<uint64_t>now_ns - <uint64_t>then_ns)


cdef inline bint _is_rtt(int64_t elapsed_ns) noexcept nogil:
    return 0 <= elapsed_ns < <int64_t>RTT_MAX_NS


cdef inline uint32_t _event(uint8_t event) noexcept nogil:
    return <uint32_t>1 << (SEGMENT_EVENTS_SHIFT + event)


cdef uint32_t _data_notes(const TcpTrack* t, uint8_t way, const Facts* f, uint32_t payload, uint32_t end,
                          int64_t now_ns) noexcept nogil:
    """What a segment with data, SYN or FIN is: new (0), a probe, sent again, or overtaken on its way."""
    cdef uint8_t back = 1 - way
    cdef int64_t reorder_ns = t.rtt_ns if t.rtt_ns else REORDER_NS
    cdef uint32_t next_seq = t.next_seq[way]
    cdef bint known = t.sides[way] & SIDE_NEXT_KNOWN != 0, acked = t.sides[back] & SIDE_ACK_KNOWN != 0
    if known and payload == 1:
        if f.seq == next_seq and t.window[back] == 0 and t.sides[back] & SIDE_NEXT_KNOWN:
            return SEGMENT_WINDOW_PROBE
        if f.seq == next_seq - 1 and not f.tcp_flags & CONTROL:
            return SEGMENT_KEEP_ALIVE
    if payload and acked and not _before(t.last_ack[back], end):
        return SEGMENT_RETRANSMISSION | SEGMENT_SPURIOUS_RETRANSMISSION
    if not known or not _before(f.seq, next_seq) or (payload > 1 and f.seq == next_seq - 1):
        return 0    # new data, if only behind the byte of a probe
    if (acked and t.duplicates[back] >= FAST_DUPLICATES and f.seq == t.last_ack[back]
            and _since(t.ack_ns[back], now_ns) < FAST_NS):
        return SEGMENT_RETRANSMISSION | SEGMENT_FAST_RETRANSMISSION
    if _since(t.next_ns[way], now_ns) < reorder_ns and end != next_seq:
        return SEGMENT_OUT_OF_ORDER
    return SEGMENT_RETRANSMISSION


cdef uint32_t _empty_notes(const TcpTrack* t, uint8_t way, const Facts* f) noexcept nogil:
    """What a segment without data, SYN, FIN or RST is besides an acknowledgement."""
    cdef uint8_t before = t.probes[1 - way]
    if f.seq == t.next_seq[way] - 1:
        return SEGMENT_KEEP_ALIVE
    if not (f.seq == t.next_seq[way] and t.sides[way] & SIDE_ACK_KNOWN and f.ack == t.last_ack[way]
            and f.window == t.window[way]):
        return 0    # it says something new
    if f.window == 0:
        return SEGMENT_WINDOW_PROBE_ACK if before & SEGMENT_WINDOW_PROBE else 0
    return SEGMENT_KEEP_ALIVE_ACK if before & SEGMENT_KEEP_ALIVE else SEGMENT_DUPLICATE_ACK


cdef uint32_t _notes(const TcpTrack* t, uint8_t way, const Facts* f, uint32_t payload, uint32_t end,
                     int64_t now_ns) noexcept nogil:
    cdef uint32_t notes = 0
    cdef bint known = t.sides[way] & SIDE_NEXT_KNOWN != 0
    if end != f.seq:
        notes = _data_notes(t, way, f, payload, end, now_ns)
    elif known and not f.tcp_flags & TCP_RST:
        notes = _empty_notes(t, way, f)
    if known and _before(t.next_seq[way], f.seq) and not f.tcp_flags & TCP_RST:
        notes |= SEGMENT_AFTER_HOLE
    if f.window == 0 and not (f.tcp_flags & CONTROL or notes & SEGMENT_WINDOW_PROBE):
        notes |= SEGMENT_ZERO_WINDOW
    return notes


cdef void _advance(TcpTrack* t, uint8_t way, const Facts* f, uint32_t payload, uint32_t end, uint32_t notes,
                   int64_t now_ns) noexcept nogil:
    """Move the sender's side on to the end of its segment."""
    if not t.sides[way] & SIDE_FIRST_KNOWN:
        t.first_seq[way] = f.seq if f.tcp_flags & TCP_SYN else f.seq - 1
        t.sides[way] |= SIDE_FIRST_KNOWN
    if not t.sides[way] & SIDE_NEXT_KNOWN or (_before(t.next_seq[way], end) and not notes & SEGMENT_WINDOW_PROBE):
        t.next_seq[way] = end
        t.next_ns[way] = now_ns
        t.sides[way] |= SIDE_NEXT_KNOWN
        if payload and not t.sides[way] & SIDE_TIMING:
            t.timed_seq[way] = end
            t.timed_ns[way] = now_ns
            t.sides[way] |= SIDE_TIMING
    if notes & SEGMENT_RETRANSMISSION:
        t.sides[way] &= ~SIDE_TIMING
    t.window[way] = f.window
    t.probes[way] = notes & PROBES
    if f.tcp_flags & TCP_ACK:
        _note_ack(t, way, f, notes, now_ns)


cdef void _note_ack(TcpTrack* t, uint8_t way, const Facts* f, uint32_t notes, int64_t now_ns) noexcept nogil:
    cdef uint8_t back = 1 - way
    if not t.sides[way] & SIDE_ACK_KNOWN or f.ack != t.last_ack[way]:
        t.duplicates[way] = 0
    elif notes & SEGMENT_DUPLICATE_ACK and t.duplicates[way] < FAST_DUPLICATES:
        t.duplicates[way] += 1
    t.last_ack[way] = f.ack
    t.ack_ns[way] = now_ns
    t.sides[way] |= SIDE_ACK_KNOWN
    if not t.sides[back] & SIDE_FIRST_KNOWN:
        t.first_seq[back] = f.ack - 1
        t.sides[back] |= SIDE_FIRST_KNOWN


cdef void _time_data(TcpTrack* t, uint8_t way, const Facts* f, int64_t now_ns) noexcept nogil:
    """End the timing of the other side's segment when this one acknowledges it."""
    cdef uint8_t back = 1 - way
    cdef int64_t elapsed_ns = _since(t.timed_ns[back], now_ns)
    if not f.tcp_flags & TCP_ACK or not t.sides[back] & SIDE_TIMING or _before(f.ack, t.timed_seq[back]):
        return
    t.sides[back] &= ~SIDE_TIMING
    if not _is_rtt(elapsed_ns):
        return
    if t.data_rtt_count == 0 or elapsed_ns < t.data_rtt_min_ns:
        t.data_rtt_min_ns = elapsed_ns
    if elapsed_ns > t.data_rtt_max_ns:
        t.data_rtt_max_ns = elapsed_ns
    t.data_rtt_sum_ns += elapsed_ns
    t.data_rtt_count += 1


cdef void _note_options(TcpTrack* t, uint8_t way, const Facts* f) noexcept nogil:
    """What a side announces with its SYN."""
    if f.mss:
        t.mss[way] = f.mss
    if f.window_shift != NO_SHIFT:
        t.window_shift[way] = f.window_shift
        t.sides[way] |= SIDE_SHIFT_KNOWN
    if f.sack_permitted:
        t.sides[way] |= SIDE_SACK_PERMITTED


cdef void _time_handshake(TcpTrack* t, uint8_t way, const Facts* f, int64_t now_ns) noexcept nogil:
    """The latest SYN starts the clock.

    The first segment after the SYNs stops it, the responder's too: it says nothing before the handshake is over. A time
    of 0 means that the capture's clock is too coarse to tell; then the next segment gives a bound.
    """
    cdef uint8_t opening = f.tcp_flags & (TCP_SYN | TCP_ACK)
    cdef int64_t elapsed_ns = _since(t.syn_ns, now_ns)
    if opening == TCP_SYN and way == 0:
        t.syn_ns = now_ns
        t.marks = (t.marks | TCP_SYN_TIMED) & ~TCP_SYN_ACK_TIMED
    elif not t.marks & TCP_SYN_TIMED or not _is_rtt(elapsed_ns):
        return
    elif opening == TCP_SYN | TCP_ACK:
        if way == 1 and f.ack == t.first_seq[0] + 1 and not t.marks & TCP_SYN_ACK_TIMED:
            t.server_rtt_ns = elapsed_ns
            t.marks |= TCP_SYN_ACK_TIMED
    elif opening == TCP_ACK and not f.tcp_flags & TCP_RST and t.rtt_ns == 0:
        t.rtt_ns = elapsed_ns
        t.marks |= TCP_RTT_KNOWN


cdef uint32_t _open(TcpTrack* t, uint8_t way, const Facts* f) noexcept nogil:
    """Follow the handshake; answers the events it gives."""
    if f.tcp_flags & TCP_SYN:
        _note_options(t, way, f)
        return _event(EVENT_SYN)
    if f.tcp_flags & TCP_RST:
        return 0
    t.sides[way] |= SIDE_TALKED
    if t.marks & TCP_OPENED:
        return 0
    if (way == 0 and f.tcp_flags & TCP_ACK and t.flags_seen[1] & (TCP_SYN | TCP_ACK) == TCP_SYN | TCP_ACK
            and not _before(f.ack, t.first_seq[1] + 1)):
        t.marks |= TCP_OPENED
        return _event(EVENT_HANDSHAKE)
    if t.sides[0] & t.sides[1] & SIDE_TALKED:
        t.marks |= TCP_OPENED
        return _event(EVENT_MID_STREAM)
    return 0


cdef uint32_t _close(TcpTrack* t, uint8_t way, const Facts* f) noexcept nogil:
    """Follow FINs, their acknowledgement and resets; answers the events they give."""
    cdef uint8_t back = 1 - way
    cdef uint32_t events = 0
    if f.tcp_flags & TCP_FIN:
        t.sides[way] |= SIDE_FIN
        events |= _event(EVENT_FIN)
    if (f.tcp_flags & TCP_ACK and t.sides[back] & SIDE_FIN and not t.marks & (TCP_FIN_ACKED << back)
            and not _before(f.ack, t.next_seq[back])):
        t.marks |= TCP_FIN_ACKED << back
        if t.marks & TCP_FINS_ACKED == TCP_FINS_ACKED:
            events |= _event(EVENT_FINS_ACKED)
    if f.tcp_flags & TCP_RST:
        t.resets[way] += 1
        if way == 1 and t.flags_seen[0] & TCP_SYN and not t.flags_seen[1] & ~(TCP_RST | TCP_ACK):
            events |= _event(EVENT_REFUSED)
        else:
            events |= _event(EVENT_RST)
    return events


cdef uint32_t tcp_track(TcpTrack* t, uint8_t way, const Facts* facts, uint32_t payload, int64_t now_ns) noexcept nogil:
    cdef uint8_t flags = facts.tcp_flags
    cdef uint32_t end = facts.seq + payload + (flags & TCP_SYN != 0) + (flags & TCP_FIN != 0)
    cdef uint32_t notes, events
    if not (t.flags_seen[0] | t.flags_seen[1]) and not flags & TCP_SYN:
        t.marks |= TCP_MID_STREAM
    notes = _notes(t, way, facts, payload, end, now_ns)
    _time_data(t, way, facts, now_ns)
    _advance(t, way, facts, payload, end, notes, now_ns)
    t.retransmissions[way] += notes & SEGMENT_RETRANSMISSION != 0
    t.out_of_order[way] += notes & SEGMENT_OUT_OF_ORDER != 0
    t.duplicate_acks[way] += notes & SEGMENT_DUPLICATE_ACK != 0
    t.zero_windows[way] += notes & SEGMENT_ZERO_WINDOW != 0
    _time_handshake(t, way, facts, now_ns)
    events = _open(t, way, facts) | _close(t, way, facts)
    t.flags_seen[way] |= flags
    return notes | events
