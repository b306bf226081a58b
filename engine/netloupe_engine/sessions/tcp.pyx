"""Sequence tracking of one TCP session.

What a segment is called follows the definitions that tshark publishes for its tcp.analysis.* fields, so that the
counters can be compared, with two differences: a segment that its receiver must discard (RFC 9293, section 3.10.7; RFC
5961) is not judged further, and segments are compared by their times where the file has them in another order. RFC 9293
gives the handshake, RFC 5681 the duplicate acknowledgement, RFC 6298 section 3 the rule that a retransmitted segment is
not timed. All sequence arithmetic is modulo 2^32.
"""
from libc.stdint cimport int32_t, int64_t, uint8_t, uint32_t, uint64_t

from ..core.facts cimport Facts
from .states cimport EVENT_FIN, EVENT_FINS_ACKED, EVENT_HANDSHAKE, EVENT_MID_STREAM, EVENT_REFUSED, EVENT_RST, EVENT_SYN

cdef enum:
    CONTROL = TCP_SYN | TCP_FIN | TCP_RST
    SYN_ACK = TCP_SYN | TCP_ACK
    PROBES = 15                         # the notes kept for the next segment of the other side
    REORDER_NS = 3_000_000              # a late segment is out of order within this, unless the handshake took longer
    FAST_NS = 20_000_000                # a fast retransmission follows the duplicate ACKs within this
    FAST_DUPLICATES = 2
    NO_SHIFT = 255                      # Facts.window_shift when the segment does not say
    SHIFT_NONE = 254                    # when it says that there is none: a SYN captured whole without the option
    FLIGHT_NS = 10_000_000              # what was on its way with an RST has come after two round trips, or this
    UNKNOWN_FLIGHT_NS = 1_000_000_000   # ... where the handshake was not timed
    WINDOW_MAX = 1 << 30        # RFC 7323, section 2.3
    FAR_MIN = 65535             # no number is far that is nearer than this
    PLAIN_MAX = 1 << 30                 # nearer than this, no number is far
    SIDES_PLAIN = SIDE_FIRST_KNOWN | SIDE_NEXT_KNOWN | SIDE_ACK_KNOWN | SIDE_TALKED
    OTHER_NUMBERS = 1 << 20             # further from each other, two numbers are not of one numbering

cdef enum:
    RTT_MAX_NS = 3_600_000_000_000      # longer ones are a capture's clock being set


cdef inline bint before(uint32_t a, uint32_t b) noexcept nogil:
    """Is sequence number a before b, modulo 2^32?"""
    return <int32_t>(a - b) < 0


cdef inline int64_t since(int64_t then_ns, int64_t now_ns) noexcept nogil:
    """Elapsed time; damaged captures have times whose difference does not fit, which then wraps."""
    return <int64_t>(<uint64_t>now_ns - <uint64_t>then_ns)


cdef inline bint is_unanswered(const TcpTrack* t) noexcept nogil:
    """Did the initiator send a SYN, and neither get nor acknowledge anything?"""
    return (t.flags_seen[0] & TCP_SYN != 0 and t.flags_seen[1] & TCP_SYN == 0 and not t.sides[1] & SIDE_TALKED
            and not t.sides[0] & SIDE_ACK_KNOWN)


# ------------------------------------------------------------ what the receiver must discard
# The receiver's next expected number lies between what it last acknowledged and what was sent; its window is what it
# last announced. Where the capture does not know either, a segment is acceptable.
cdef uint32_t _window(const TcpTrack* t, uint8_t side) noexcept nogil:
    """Bytes of the window a side last announced; the largest there is where its scale was not captured."""
    if t.sides[0] & t.sides[1] & SIDE_SHIFT_KNOWN:
        return min(<uint32_t>t.window[side] << t.window_shift[side], <uint32_t>WINDOW_MAX)
    if t.window_shift[0] == SHIFT_NONE or t.window_shift[1] == SHIFT_NONE:
        return t.window[side]   # scaled only where both ask for it (RFC 7323, section 1.3)
    return WINDOW_MAX


cdef inline uint32_t _later(uint32_t a, uint32_t b) noexcept nogil:
    return b if before(a, b) else a


cdef uint32_t _judge_reset(const TcpTrack* t, uint8_t way, const Facts* f) noexcept nogil:
    """RFC 9293, section 3.10.7.3 and first step of 3.10.7.4; RFC 5961, section 3.2: with the number its receiver
    expects it counts, anywhere else in the window it asks for a challenge. The capture does not always know what is
    expected, and older hosts take any in the window. A number just before the one expected is accepted as well: some
    hosts send it after a FIN, and hosts take it."""
    cdef uint8_t back = 1 - way
    cdef uint32_t high
    cdef bint over = t.resets[0] + t.resets[1] != 0 or t.marks & TCP_FINS_ACKED == TCP_FINS_ACKED
    if way == 1 and is_unanswered(t):
        return (0 if f.tcp_flags & TCP_ACK and before(t.first_seq[0], f.ack) and not before(t.next_seq[0], f.ack)
                else SEGMENT_DISCARDED)
    if t.flags_seen[way] & TCP_SYN and before(f.seq, t.first_seq[way]):
        return SEGMENT_DISCARDED
    if t.sides[back] & SIDE_ACK_KNOWN:
        high = t.last_ack[back]
        if t.sides[way] & SIDE_NEXT_KNOWN:
            high = _later(high, t.next_seq[way])
        high += _window(t, back)
        if before(f.seq, t.last_ack[back] - 1) or before(high, f.seq):
            return SEGMENT_DISCARDED
        over |= f.seq - t.last_ack[back] + 1 <= 1
    if over or not t.sides[way] & SIDE_NEXT_KNOWN or f.seq - t.next_seq[way] + 1 <= 1:
        return 0
    return SEGMENT_RESET_DOUBTED


cdef uint32_t _judge_syn(const TcpTrack* t, uint8_t way, const Facts* f) noexcept nogil:
    """A SYN-ACK must acknowledge the SYN (RFC 9293, section 3.10.7.3). Another initial number than before is accepted
    until one has been acknowledged."""
    cdef uint8_t back = 1 - way
    if f.tcp_flags & TCP_ACK and t.flags_seen[back] & TCP_SYN and (
            not before(t.first_seq[back], f.ack) or before(t.next_seq[back], f.ack)):
        return SEGMENT_DISCARDED
    if (t.sides[way] & SIDE_FIRST_KNOWN and f.seq != t.first_seq[way] and t.flags_seen[way] & TCP_SYN
            and (t.marks & TCP_OPENED or t.sides[way] & SIDE_TALKED)):
        return SEGMENT_DISCARDED
    return 0


cdef inline bint _is_far(uint32_t number, uint32_t sent, uint32_t acked, uint32_t window) noexcept nogil:
    """Is a number outside everything the two sides can be at?"""
    return (before(_later(sent, acked) + min(max(2 * window, <uint32_t>FAR_MIN), <uint32_t>WINDOW_MAX), number)
            or before(number, acked - <uint32_t>WINDOW_MAX))


cdef uint32_t _verdict(const TcpTrack* t, uint8_t way, const Facts* f) noexcept nogil:
    cdef uint8_t back = 1 - way
    if f.tcp_flags & TCP_RST:
        return _judge_reset(t, way, f)
    if f.tcp_flags & TCP_SYN:
        return _judge_syn(t, way, f)
    if not t.sides[0] & t.sides[1] & SIDE_NEXT_KNOWN or not t.sides[0] & t.sides[1] & SIDE_ACK_KNOWN:
        return 0
    if _is_far(f.seq, t.next_seq[way], t.last_ack[back], _window(t, back)):
        return SEGMENT_FAR
    if f.tcp_flags & TCP_ACK and _is_far(f.ack, t.next_seq[back], t.last_ack[way], _window(t, way)):
        return SEGMENT_FAR
    return 0


# ------------------------------------------------------------ what it is
cdef inline bint _is_rtt(int64_t elapsed_ns) noexcept nogil:
    return 0 <= elapsed_ns < <int64_t>RTT_MAX_NS


cdef inline uint32_t _event(uint8_t event) noexcept nogil:
    return <uint32_t>1 << (SEGMENT_EVENTS_SHIFT + event)


cdef int64_t tcp_rtt(const TcpTrack* t) noexcept nogil:
    cdef int64_t elapsed_ns = since(t.syn_ns, t.open_ns)
    cdef bint timed = t.marks & (TCP_SYN_TIMED | TCP_OPEN_TIMED) == TCP_SYN_TIMED | TCP_OPEN_TIMED
    return elapsed_ns if timed and _is_rtt(elapsed_ns) else -1


cdef int64_t tcp_server_rtt(const TcpTrack* t) noexcept nogil:
    cdef int64_t elapsed_ns = since(t.syn_ns, t.syn_ack_ns)
    cdef bint timed = t.marks & (TCP_SYN_TIMED | TCP_SYN_ACK_TIMED) == TCP_SYN_TIMED | TCP_SYN_ACK_TIMED
    return elapsed_ns if timed and _is_rtt(elapsed_ns) else -1


cdef Opening tcp_opening(const TcpTrack* t, uint8_t way, const Facts* facts, bint closed, bint earlier) noexcept nogil:
    cdef uint8_t opening = facts.tcp_flags & (TCP_SYN | TCP_ACK | TCP_RST)
    if not t.sides[way] & SIDE_FIRST_KNOWN:
        return OPENING_NONE
    if facts.seq == t.first_seq[way]:
        # A late duplicate. If the connection has ended and this is answered, it begins another with that number.
        closed &= opening == TCP_SYN and t.flags_seen[way] & t.flags_seen[1 - way] & TCP_SYN != 0
        return OPENING_DOUBTFUL if closed else OPENING_NONE
    if opening == SYN_ACK:
        # Until one is acknowledged a server may try several numbers; later it begins what the capture did not see
        # the client ask for.
        if not t.marks & TCP_OPENED or t.flags_seen[1 - way] & TCP_SYN and not closed:
            return OPENING_NONE
        return OPENING_NEW if closed else OPENING_DOUBTFUL
    if opening != TCP_SYN or (earlier and not t.flags_seen[way] & TCP_SYN):
        return OPENING_NONE
    return OPENING_DOUBTFUL if t.marks & TCP_OPENED and not closed else OPENING_NEW


cdef bint tcp_goes_on(const TcpTrack* t, uint8_t way, const Facts* f, uint8_t reset_way, uint32_t reset_seq,
                      int64_t elapsed_ns) noexcept nogil:
    cdef int64_t round_ns = tcp_rtt(t)
    cdef uint32_t end = f.seq + f.payload_length + (f.tcp_flags & TCP_FIN != 0)
    if f.tcp_flags & (TCP_SYN | TCP_RST) or elapsed_ns <= 0:
        return False
    if way == reset_way:
        # What the RST overtook on its way fills what was missing before its number.
        return elapsed_ns > _reorder_ns(t) or before(reset_seq, end)
    if end == f.seq and f.seq == t.next_seq[way] and f.ack == t.last_ack[way] and f.ack != reset_seq:
        return True     # it says nothing but where its sender stands: a challenge ACK
    return elapsed_ns > (max(2 * round_ns, <int64_t>FLIGHT_NS) if round_ns > 0 else <int64_t>UNKNOWN_FLIGHT_NS)


cdef inline int64_t _reorder_ns(const TcpTrack* t) noexcept nogil:
    cdef int64_t rtt_ns = tcp_rtt(t)
    return rtt_ns if rtt_ns > 0 else REORDER_NS


cdef uint32_t _data_notes(const TcpTrack* t, uint8_t way, const Facts* f, uint32_t payload, uint32_t end,
                          int64_t now_ns) noexcept nogil:
    """What a segment with data, SYN or FIN is: new (0), a probe, sent again, or overtaken on its way."""
    cdef uint8_t back = 1 - way
    cdef uint32_t next_seq = t.next_seq[way]
    cdef bint known = t.sides[way] & SIDE_NEXT_KNOWN != 0, acked = t.sides[back] & SIDE_ACK_KNOWN != 0
    if known and payload == 1:
        if f.seq == next_seq and t.window[back] == 0 and t.sides[back] & SIDE_NEXT_KNOWN:
            return SEGMENT_WINDOW_PROBE
        if f.seq == next_seq - 1 and not f.tcp_flags & CONTROL:
            return SEGMENT_KEEP_ALIVE
    acked = acked and payload != 0 and not before(t.last_ack[back], end)
    if not known or not before(f.seq, next_seq) or (payload > 1 and f.seq == next_seq - 1):
        # New to the capture, if only behind the byte of a probe. One that was acknowledged long before was sent before.
        if acked and since(t.ack_ns[back], now_ns) > _reorder_ns(t):
            return SEGMENT_RETRANSMISSION | SEGMENT_SPURIOUS_RETRANSMISSION
        return 0
    if now_ns < t.next_ns[way]:
        return 0    # the file has it behind later ones
    if acked and now_ns > t.ack_ns[back]:
        return SEGMENT_RETRANSMISSION | SEGMENT_SPURIOUS_RETRANSMISSION
    if (t.sides[back] & SIDE_ACK_KNOWN and t.duplicates[back] >= FAST_DUPLICATES and f.seq == t.last_ack[back]
            and since(t.ack_ns[back], now_ns) < FAST_NS):
        return SEGMENT_RETRANSMISSION | SEGMENT_FAST_RETRANSMISSION
    if since(t.next_ns[way], now_ns) < _reorder_ns(t) and end != next_seq:
        return SEGMENT_OUT_OF_ORDER
    if f.tcp_flags & SYN_ACK == SYN_ACK and not t.flags_seen[way] & TCP_ACK:
        return 0    # simultaneous open: the SYN is said again by design (RFC 9293, section 3.5, figure 7)
    return SEGMENT_RETRANSMISSION


cdef uint32_t _empty_notes(const TcpTrack* t, uint8_t way, const Facts* f) noexcept nogil:
    """What a segment without data, SYN, FIN or RST is besides an acknowledgement."""
    cdef uint8_t before_it = t.probes[1 - way]
    if f.seq == t.next_seq[way] - 1:
        return SEGMENT_KEEP_ALIVE
    if not (f.seq == t.next_seq[way] and t.sides[way] & SIDE_ACK_KNOWN and f.ack == t.last_ack[way]
            and f.window == t.window[way]):
        return 0    # it says something new
    if f.window == 0:
        return SEGMENT_WINDOW_PROBE_ACK if before_it & SEGMENT_WINDOW_PROBE else 0
    return SEGMENT_KEEP_ALIVE_ACK if before_it & SEGMENT_KEEP_ALIVE else SEGMENT_DUPLICATE_ACK


cdef uint32_t _notes(const TcpTrack* t, uint8_t way, const Facts* f, uint32_t payload, uint32_t end,
                     int64_t now_ns) noexcept nogil:
    cdef uint32_t notes = 0
    if end != f.seq:
        notes = _data_notes(t, way, f, payload, end, now_ns)
    elif t.sides[way] & SIDE_NEXT_KNOWN and not f.tcp_flags & TCP_RST:
        notes = _empty_notes(t, way, f)
    if f.window == 0 and not (f.tcp_flags & CONTROL or notes & SEGMENT_WINDOW_PROBE):
        notes |= SEGMENT_ZERO_WINDOW
    return notes


cdef void _advance(TcpTrack* t, uint8_t way, const Facts* f, uint32_t payload, uint32_t end, uint32_t notes,
                   int64_t now_ns) noexcept nogil:
    """Move the sender's side on to the end of its segment."""
    cdef uint8_t back = 1 - way
    if not t.sides[way] & SIDE_FIRST_KNOWN:
        t.first_seq[way] = f.seq if f.tcp_flags & TCP_SYN else f.seq - 1
        t.sides[way] |= SIDE_FIRST_KNOWN
    elif f.tcp_flags & TCP_SYN and f.seq != t.first_seq[way]:
        _renumber(t, way, f.seq)
    if f.tcp_flags & TCP_SYN:
        t.marks &= ~TCP_MID_STREAM
    if not t.sides[way] & SIDE_NEXT_KNOWN or (before(t.next_seq[way], end) and not notes & SEGMENT_WINDOW_PROBE):
        t.next_seq[way] = end
        t.next_ns[way] = now_ns
        t.sides[way] |= SIDE_NEXT_KNOWN
        if (payload and not t.sides[way] & SIDE_TIMING
                and (not t.sides[back] & SIDE_ACK_KNOWN or before(t.last_ack[back], end))):
            t.timed_seq[way] = end
            t.timed_ns[way] = now_ns
            t.sides[way] |= SIDE_TIMING
    if notes & SEGMENT_RETRANSMISSION:
        t.sides[way] &= ~SIDE_TIMING
    t.window[way] = f.window
    t.probes[way] = notes & PROBES


cdef void _renumber(TcpTrack* t, uint8_t way, uint32_t first_seq) noexcept nogil:
    """The side's initial sequence number is another than was thought."""
    t.first_seq[way] = first_seq
    if t.sides[way] & SIDE_TALKED == 0:
        t.sides[way] &= ~(SIDE_NEXT_KNOWN | SIDE_TIMING)


cdef bint _note_ack(TcpTrack* t, uint8_t way, const Facts* f, uint32_t notes, int64_t now_ns) noexcept nogil:
    """The highest number this side acknowledged; did it go further than before?"""
    cdef uint8_t back = 1 - way
    cdef bint known = t.sides[way] & SIDE_ACK_KNOWN != 0, grew = known and before(t.last_ack[way], f.ack)
    if known and before(f.ack, t.last_ack[way]):
        return False
    if not known or grew:
        t.duplicates[way] = 0
    elif notes & SEGMENT_DUPLICATE_ACK and t.duplicates[way] < FAST_DUPLICATES:
        t.duplicates[way] += 1
    t.last_ack[way] = f.ack
    t.ack_ns[way] = now_ns
    t.sides[way] |= SIDE_ACK_KNOWN
    if not t.sides[back] & SIDE_FIRST_KNOWN:
        t.first_seq[back] = f.ack - 1
        t.sides[back] |= SIDE_FIRST_KNOWN
    return grew


cdef void _time_data(TcpTrack* t, uint8_t way, const Facts* f, int64_t now_ns) noexcept nogil:
    """End the timing of the other side's segment when this one acknowledges it."""
    cdef uint8_t back = 1 - way
    cdef int64_t elapsed_ns = since(t.timed_ns[back], now_ns)
    if not f.tcp_flags & TCP_ACK or not t.sides[back] & SIDE_TIMING or before(f.ack, t.timed_seq[back]):
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
        if f.window_shift != SHIFT_NONE:
            t.sides[way] |= SIDE_SHIFT_KNOWN
    if f.sack_permitted:
        t.sides[way] |= SIDE_SACK_PERMITTED


cdef void _time_handshake(TcpTrack* t, uint8_t way, const Facts* f, int64_t now_ns) noexcept nogil:
    """The times of the handshake, in whatever order the file has its segments: the latest SYN starts the clock, the
    initiator's first segment behind it stops it.

    A time of 0 means that the capture's clock is too coarse to tell; then the next segment gives a bound.
    """
    cdef uint8_t opening = f.tcp_flags & (TCP_SYN | TCP_ACK | TCP_RST)
    if opening == TCP_SYN and way == 0:
        if not t.marks & TCP_SYN_TIMED or now_ns > t.syn_ns:
            t.syn_ns = now_ns
            t.marks |= TCP_SYN_TIMED
            t.marks &= ~TCP_OPEN_KNOWN
            if t.syn_ack_ns < now_ns:
                t.marks &= ~TCP_SYN_ACK_TIMED
    elif opening == SYN_ACK and way == 1:
        if not t.marks & TCP_SYN_ACK_TIMED:
            t.syn_ack_ns = now_ns
            t.marks |= TCP_SYN_ACK_TIMED
    elif opening == TCP_ACK and not t.marks & TCP_OPEN_KNOWN:
        if not t.marks & TCP_OPEN_TIMED:
            if way == 0:
                t.open_ns = now_ns
                t.marks |= TCP_OPEN_TIMED
        elif t.open_ns == t.syn_ns:
            t.open_ns = now_ns
        else:
            t.marks |= TCP_OPEN_KNOWN


cdef uint32_t _open(TcpTrack* t, uint8_t way, const Facts* f, bint ack_grew) noexcept nogil:
    """Follow the handshake; answers the events it gives.

    The initiator's ACK completes it. Where one direction was not captured, what the other acknowledges was sent.
    """
    cdef uint8_t seen = t.flags_seen[0] | t.flags_seen[1]
    if f.tcp_flags & TCP_SYN:
        _note_options(t, way, f)
        return _event(EVENT_SYN)
    if f.tcp_flags & TCP_RST:
        return 0
    t.sides[way] |= SIDE_TALKED
    if t.marks & TCP_OPENED:
        return 0
    if way == 0 and f.tcp_flags & TCP_ACK and seen & TCP_SYN:
        if t.flags_seen[1] & TCP_SYN:
            _settle_number(t, f.ack)
        t.marks |= TCP_OPENED
        return _event(EVENT_HANDSHAKE)
    if way == 1 and ack_grew and t.flags_seen[1] & SYN_ACK == SYN_ACK and not t.flags_seen[0]:
        t.marks |= TCP_OPENED
        return _event(EVENT_HANDSHAKE)
    if t.sides[0] & t.sides[1] & SIDE_TALKED or (ack_grew and not seen & TCP_SYN):
        t.marks |= TCP_OPENED
        return _event(EVENT_MID_STREAM)
    return 0


cdef void _settle_number(TcpTrack* t, uint32_t ack) noexcept nogil:
    """Of several SYN-ACKs the one that the initiator acknowledges counts (RFC 9293, section 3.5)."""
    cdef uint32_t ahead = ack - (t.first_seq[1] + 1)
    if ahead > OTHER_NUMBERS and not t.sides[1] & SIDE_TALKED:
        t.first_seq[1] = ack - 1
        t.next_seq[1] = ack


cdef uint32_t _close(TcpTrack* t, uint8_t way, const Facts* f, uint32_t end) noexcept nogil:
    """Follow FINs, their acknowledgement and resets; answers the events they give."""
    cdef uint8_t back = 1 - way
    cdef uint32_t events = 0
    cdef uint8_t acked = 0
    if f.tcp_flags & TCP_FIN:
        t.sides[way] |= SIDE_FIN
        events |= _event(EVENT_FIN)
        if t.sides[back] & SIDE_ACK_KNOWN and not before(t.last_ack[back], end):
            acked |= TCP_FIN_ACKED << way       # the file has the acknowledgement first
    if f.tcp_flags & TCP_ACK and t.sides[back] & SIDE_FIN and not before(f.ack, t.next_seq[back]):
        acked |= TCP_FIN_ACKED << back
    if acked & ~t.marks:
        t.marks |= acked
        if t.marks & TCP_FINS_ACKED == TCP_FINS_ACKED:
            events |= _event(EVENT_FINS_ACKED)
    return events


cdef uint32_t _reset(TcpTrack* t, uint8_t way) noexcept nogil:
    """An RST of the responder before anything else of it refuses the connection."""
    if t.resets[way] < 0xFFFF:
        t.resets[way] += 1
    return _event(EVENT_REFUSED if way == 1 and is_unanswered(t) else EVENT_RST)


# ------------------------------------------------------------ nearly all segments
cdef inline bint _is_plain(const TcpTrack* t, uint8_t way, const Facts* f, uint32_t payload) noexcept nogil:
    """Is this the next data of an open connection, or nothing but an acknowledgement of more?"""
    cdef uint8_t back = 1 - way
    if (f.tcp_flags & (CONTROL | TCP_ACK) != TCP_ACK or not t.marks & TCP_OPENED or f.window == 0
            or t.sides[0] & t.sides[1] & SIDES_PLAIN != SIDES_PLAIN or t.sides[back] & SIDE_FIN):
        return False
    if f.seq != t.next_seq[way] or payload == 1 or payload >= PLAIN_MAX or (payload == 0 and f.ack == t.last_ack[way]):
        return False
    return (f.seq - t.last_ack[back] < PLAIN_MAX and f.ack - t.last_ack[way] < PLAIN_MAX
            and t.next_seq[back] - f.ack < PLAIN_MAX)


cdef inline void _take_plain(TcpTrack* t, uint8_t way, const Facts* f, uint32_t payload, int64_t now_ns) noexcept nogil:
    """What `tcp_follow` comes to with such a segment, which it has nothing to note about."""
    _time_data(t, way, f, now_ns)
    if payload:
        t.next_seq[way] = f.seq + payload
        t.next_ns[way] = now_ns
        if not t.sides[way] & SIDE_TIMING:
            t.timed_seq[way] = f.seq + payload
            t.timed_ns[way] = now_ns
            t.sides[way] |= SIDE_TIMING
    t.window[way] = f.window
    t.probes[way] = 0
    if f.ack != t.last_ack[way]:
        t.duplicates[way] = 0
    t.last_ack[way] = f.ack
    t.ack_ns[way] = now_ns
    _time_handshake(t, way, f, now_ns)
    t.flags_seen[way] |= f.tcp_flags


cdef uint32_t tcp_track(TcpTrack* t, uint8_t way, const Facts* facts, uint32_t payload, int64_t now_ns) noexcept nogil:
    if not _is_plain(t, way, facts, payload):
        return tcp_follow(t, way, facts, payload, now_ns)
    _take_plain(t, way, facts, payload, now_ns)
    return 0


cdef uint32_t tcp_follow(TcpTrack* t, uint8_t way, const Facts* facts, uint32_t payload,
                         int64_t now_ns) noexcept nogil:
    cdef uint8_t flags = facts.tcp_flags
    cdef uint32_t end = facts.seq + payload + (flags & TCP_SYN != 0) + (flags & TCP_FIN != 0)
    cdef uint32_t notes = _verdict(t, way, facts), events = 0
    cdef bint ack_grew = False
    if notes:
        return notes
    if not (t.flags_seen[0] | t.flags_seen[1]) and not flags & TCP_SYN:
        t.marks |= TCP_MID_STREAM
    notes = _notes(t, way, facts, payload, end, now_ns)
    _time_data(t, way, facts, now_ns)
    if flags & TCP_RST:
        events = _reset(t, way)
    _advance(t, way, facts, payload, end, notes, now_ns)
    if flags & TCP_ACK:
        ack_grew = _note_ack(t, way, facts, notes, now_ns)
    _time_handshake(t, way, facts, now_ns)
    events |= _open(t, way, facts, ack_grew) | _close(t, way, facts, end)
    t.flags_seen[way] |= flags
    return notes | events


cdef void tcp_jump(TcpTrack* t, uint8_t way, const Facts* facts) noexcept nogil:
    cdef uint8_t back = 1 - way
    t.next_seq[way] = t.last_ack[back] = facts.seq
    if facts.tcp_flags & TCP_ACK:
        t.next_seq[back] = t.last_ack[way] = facts.ack
    t.sides[0] &= ~SIDE_TIMING
    t.sides[1] &= ~SIDE_TIMING


cdef void tcp_time_copy(TcpTrack* t, uint8_t way, const Facts* facts, int64_t now_ns) noexcept nogil:
    if facts.tcp_flags & SYN_ACK == TCP_SYN and way == 0 and not t.marks & TCP_SYN_ACK_TIMED and now_ns > t.syn_ns:
        t.syn_ns = now_ns
        t.marks &= ~TCP_OPEN_KNOWN
