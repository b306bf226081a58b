"""One TCP session as series: each segment's place in its direction, what is in flight, how long answers took.

Sequence numbers become bytes since the initial one, which no 2^32 wraps (RFC 9293, section 3.4). Windows are scaled as
the handshake agreed (RFC 7323, section 2.3). A round trip ends with the first acknowledgement of a segment; what was
sent again, and all that was on its way then, gives none (Karn's rule: RFC 6298, section 3).
"""
from libc.stdint cimport int32_t, int64_t, uint8_t, uint32_t
from libc.string cimport memset

from ..packet.row cimport PACKET_RETRANSMISSION
from .tcp cimport TCP_ACK, TCP_FIN, TCP_RST, TCP_SYN

cdef enum:                      # rows of `segments`, as packet/pieces.pyx has them
    SEQUENCE, ACK, WINDOW, SIZE, FLAGS, SHIFT, BLOCKS, EDGES

cdef enum:                      # rows of what is answered
    OUT_SEQUENCE, OUT_ACK, OUT_WINDOW, OUT_UP, OUT_DOWN, OUT_RTT, OUT_TIMED, OUT_ACKED, OUT_NOTES, OUT_EDGES
    EDGES_MAX = 8
    OUT_ROWS = 17

cdef enum:
    UNKNOWN = -1
    SHIFT_NONE = 254            # core/facts.pxd
    RTT_MAX_NS = 3_600_000_000_000
    WINDOW_MAX = 1 << 30
    FAR_MIN = 65535
    NOTE_FAR = 256              # beside PacketFlags: numbers outside everything the two sides can be at

FAR = NOTE_FAR

cdef struct Sent:               # a segment that waits for its acknowledgement
    int64_t end
    int64_t row
    int64_t tainted_from        # the first of those that have been tainted together with it; -1: it may be timed

cdef struct Side:
    int64_t top                 # one behind the highest byte sent; of the numbers that count from `base`
    int64_t acked               # ... acknowledged by the other side; -1: nothing yet
    int64_t low                 # the first number seen
    int64_t fin                 # the number of its FIN, -1
    int64_t window              # that it announced last; the largest there is where its scale is not known
    int64_t far_end             # where a segment that seemed far ends; -1: none
    uint32_t base               # the initial sequence number
    int32_t shift               # -1: not said
    uint8_t is_known            # base
    uint8_t has_opened          # it sent a SYN
    uint8_t has_sent            # top, low
    Sent* sent
    Py_ssize_t first, last      # those that wait are [first, last)


cdef inline int64_t _place(const Side* s, int64_t near, int64_t number) noexcept nogil:
    """The bytes since the initial number that are nearest to `near`."""
    return near + <int32_t>(<uint32_t>number - (s.base + <uint32_t>near))


cdef inline int64_t _reached(const Side* s) noexcept nogil:
    return max(s.top, s.acked)


cdef inline int64_t _data(const Side* s, int64_t number) noexcept nogil:
    """Bytes of data before a number: SYN and FIN have numbers too."""
    if s.fin >= 0 and number > s.fin:
        number = s.fin
    return max(number - 1, <int64_t>0)


cdef inline int64_t _in_flight(const Side* s) noexcept nogil:
    if not s.has_sent:
        return 0
    return max(s.top - max(s.acked, s.low), <int64_t>0)


cdef void _taint(Side* s, int64_t begin) noexcept nogil:
    """Of what waits, all from a number on gives no time any more. Each is passed once: those tainted together later
    are jumped over."""
    cdef Py_ssize_t low = s.first, high = s.last, middle, at
    while low < high:
        middle = (low + high) // 2
        if s.sent[middle].end > begin:
            high = middle
        else:
            low = middle + 1
    at = s.last - 1
    while at >= low:
        if s.sent[at].tainted_from >= 0:
            middle = <Py_ssize_t>s.sent[at].tainted_from
            s.sent[at].tainted_from = min(middle, low)
            at = middle - 1
        else:
            s.sent[at].tainted_from = low
            at -= 1


cdef inline bint _is_far(Side* s, int64_t begin, int64_t end, int64_t window) noexcept nogil:
    """Is a segment beyond what its receiver's window could hold? A second one right behind it shows that the capture
    has a gap."""
    cdef int64_t reach = max(2 * window, <int64_t>FAR_MIN)
    if not s.has_sent or _reached(s) - WINDOW_MAX <= begin <= _reached(s) + reach:
        s.far_end = -1
        return False
    if s.far_end >= 0 and 0 <= begin - s.far_end <= reach and begin > s.top:
        s.far_end = -1
        return False
    s.far_end = end
    return True


cdef void _send(Side* s, int64_t begin, int64_t end, int64_t notes, int64_t row) noexcept nogil:
    """What a side sent: [begin, end)."""
    if not s.has_sent:
        s.has_sent = True
        s.low, s.top = begin, begin
    if notes & PACKET_RETRANSMISSION:
        _taint(s, begin)
    if end > s.top:
        s.sent[s.last].end, s.sent[s.last].row = end, row
        s.sent[s.last].tainted_from = s.last if notes & PACKET_RETRANSMISSION else -1
        s.last += 1
        s.top = end


cdef int64_t _acknowledge(Side* s, int64_t number) noexcept nogil:
    """The other side has everything before a number; answers the row of the last segment that it has now and that may
    be timed, else -1."""
    cdef int64_t timed = -1
    while s.first < s.last and s.sent[s.first].end <= number:
        timed = s.sent[s.first].row if s.sent[s.first].tainted_from < 0 else -1
        s.first += 1
    s.acked = number
    return timed


cdef class _Sides:
    """Both directions of the session."""

    cdef Side[2] sides

    cdef void begin(self, const int64_t[::1] ways, const int64_t[:, ::1] segments) noexcept nogil:
        """What numbers count from: the SYN's, or the one before the first byte known of; scales of windows."""
        cdef Py_ssize_t row
        cdef int64_t flags
        cdef Side* s
        for row in range(ways.shape[0]):
            s, flags = &self.sides[ways[row] & 1], segments[FLAGS, row]
            if not s.is_known or (flags & TCP_SYN and not s.has_opened):
                s.base, s.is_known = <uint32_t>segments[SEQUENCE, row] - (flags & TCP_SYN == 0), True
            if flags & TCP_SYN:
                s.has_opened = True
                if s.shift < 0 and segments[SHIFT, row] <= SHIFT_NONE:
                    s.shift = <int32_t>segments[SHIFT, row]
            s = &self.sides[1 - (ways[row] & 1)]
            if flags & TCP_ACK and not s.is_known:
                s.base, s.is_known = <uint32_t>segments[ACK, row] - 1, True


def follow(const int64_t[::1] times not None, const int64_t[::1] ways not None, const int64_t[::1] notes not None,
           const int64_t[:, ::1] segments not None):
    """Segments of one session in the order of the capture, the columns of `Pieces.segments` from the sequence number
    on, with their times, directions and PacketFlags. Answers an array of columns, and 1 where windows are scaled, 0
    where they are not, -1 where the capture does not say.

    Columns: sequence; acknowledgement (-1: none); window; bytes in flight upwards and downwards behind the segment;
    round trip in ns that it ends (-1: none); row of the segment it answers; bytes of data newly acknowledged; notes;
    eight edges of blocks.
    """
    import numpy as np
    cdef Py_ssize_t count = times.shape[0]
    cdef Py_ssize_t row, edge
    cdef int64_t flags, begin, end, ack, timed, elapsed, window
    cdef int scaled = -1
    cdef Side* mine
    cdef Side* other
    cdef _Sides both = _Sides.__new__(_Sides)
    found = np.zeros((OUT_ROWS, count), np.int64)
    if not count:
        return found, scaled
    cdef int64_t[:, ::1] out = found
    waiting = np.empty((2, count, 3), np.int64)
    cdef int64_t[:, :, ::1] room = waiting
    with nogil:
        memset(&both.sides[0], 0, 2 * sizeof(Side))
        for row in range(2):
            mine = &both.sides[row]
            mine.sent = <Sent*>&room[row, 0, 0]
            mine.acked = mine.fin = mine.far_end = -1
            mine.shift, mine.window = -1, WINDOW_MAX
        both.begin(ways, segments)
        if both.sides[0].shift == SHIFT_NONE or both.sides[1].shift == SHIFT_NONE:
            scaled = 0
        elif both.sides[0].shift >= 0 and both.sides[1].shift >= 0:
            scaled = 1
        for row in range(count):
            mine, other = &both.sides[ways[row] & 1], &both.sides[1 - (ways[row] & 1)]
            flags = segments[FLAGS, row]
            window = segments[WINDOW, row]
            if scaled == 1 and not flags & TCP_SYN:
                window <<= mine.shift
            if flags & TCP_SYN and mine.top <= 1 and <uint32_t>segments[SEQUENCE, row] != mine.base:
                mine.base = <uint32_t>segments[SEQUENCE, row]       # another attempt has another initial number
                mine.has_sent, mine.top, mine.acked, mine.first = False, 0, -1, mine.last
            begin = _place(mine, _reached(mine), segments[SEQUENCE, row])
            end = begin + segments[SIZE, row] + (flags & TCP_SYN != 0) + (flags & TCP_FIN != 0)
            out[OUT_NOTES, row] = notes[row]
            out[OUT_SEQUENCE, row], out[OUT_WINDOW, row] = begin, window
            out[OUT_ACK, row] = out[OUT_RTT, row] = out[OUT_TIMED, row] = UNKNOWN
            mine.window = window if scaled >= 0 else WINDOW_MAX
            if _is_far(mine, begin, end, other.window):
                out[OUT_NOTES, row] |= NOTE_FAR
            elif end > begin and not flags & TCP_RST:
                _send(mine, begin, end, notes[row], row)
                if flags & TCP_FIN:
                    mine.fin = end - 1
            if flags & TCP_ACK and other.is_known:
                ack = _place(other, _reached(other), segments[ACK, row])
                out[OUT_ACK, row] = ack
                if not out[OUT_NOTES, row] & NOTE_FAR and ack > other.acked and (
                        not other.has_sent or ack <= other.top + WINDOW_MAX):
                    out[OUT_ACKED, row] = max(_data(other, ack) - _data(other, max(other.acked, other.low)),
                                              <int64_t>0)
                    timed = _acknowledge(other, ack)
                    if timed >= 0:
                        elapsed = times[row] - times[timed]
                        if 0 <= elapsed < RTT_MAX_NS:
                            out[OUT_RTT, row], out[OUT_TIMED, row] = elapsed, timed
                for edge in range(2 * segments[BLOCKS, row]):
                    out[OUT_EDGES + edge, row] = _place(other, _reached(other), segments[EDGES + edge, row])
            out[OUT_UP, row], out[OUT_DOWN, row] = _in_flight(&both.sides[0]), _in_flight(&both.sides[1])
    return found, scaled
