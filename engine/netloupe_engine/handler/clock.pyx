"""Clock: packet time made monotonic, and time stamps nobody else agrees with.

The clock follows the newest packet; small disorder leaves it where it is, and a capture whose time is set back goes on
from there, so that neither expires what is alive nor stops expiry. However far time jumps, the clock goes no further
than the longest possible timeout, and it stops for good before it overflows. While a live capture brings no packets the
clock may be moved on; the next packet's time then counts for what it adds.

Cards with a clock of their own now and then write a time stamp that is zero, years, hours or minutes off. Where time
jumps by a minute or more, the packets behind the jump are asked: if all but one are back where time was, that one stamp
was wrong, and so was one that no packet follows if it goes back, or a day or more ahead. A jump of a day or more is
believed at once if the next few packets agree with it. Where they do not say, those that jumped are taken to have come
at the time of the packet before them; when the next one is back where the others were, they had wrong time stamps.
"""
from libc.stdint cimport INT64_MAX, INT64_MIN, int64_t, uint32_t, uint64_t

from ..capture.batch cimport PacketRecord
from .context cimport TIMEOUT_MAX_NS

cdef enum:
    HALF_YEAR_NS = 15_768_000_000_000_000
    SET_BACK_NS = 10_000_000_000        # older than the newest by this much: the clock was set back, it is not disorder


cdef inline uint64_t _apart(int64_t one, int64_t other) noexcept nogil:
    """The distance of any two times fits into 64 bits without sign."""
    return <uint64_t>one - <uint64_t>other if one >= other else <uint64_t>other - <uint64_t>one


cdef inline void _go(Clock* c, uint64_t gone) noexcept nogil:
    """Move on by the time to the next packet, less what the clock has counted of it already."""
    cdef uint64_t known = <uint64_t>c.ahead_ns + <uint64_t>c.waited_ns
    cdef uint64_t counted = min(gone, known)
    c.ahead_ns, c.waited_ns = <int64_t>(known - counted), 0
    gone = min(gone - counted, <uint64_t>TIMEOUT_MAX_NS + 1)
    c.now_ns = min(c.now_ns + <int64_t>gone, <int64_t>CLOCK_MAX)


cdef void clock_begin_span(Clock* c) noexcept nogil:
    c.first_ns, c.last_ns, c.other_ns = INT64_MAX, INT64_MIN, INT64_MIN


cdef inline void _span(Clock* c, int64_t time_ns) noexcept nogil:
    if time_ns == 0:            # a simple packet block has none
        return
    c.first_ns = min(c.first_ns, time_ns)
    c.last_ns = max(c.last_ns, time_ns)


cdef void _agree(Clock* c, int64_t time_ns, uint32_t number) noexcept nogil:
    """A packet of the time where the others are; strays before it were wrong."""
    cdef uint32_t i
    for i in range(c.strays):
        if _apart(c.times[BELIEVED + i], c.newest_ns) >= <uint64_t>DAY_NS:
            c.wrong[c.wrong_count] = c.packets[BELIEVED + i]
            c.wrong_count += 1
    c.strays, c.lonely = 0, False
    if c.support < BELIEVED:
        c.packets[c.support], c.times[c.support] = number, time_ns
        c.support += 1
    if time_ns > c.newest_ns:
        _go(c, _apart(time_ns, c.newest_ns))
        c.newest_ns = time_ns
    _span(c, time_ns)


cdef void _believe(Clock* c, int64_t time_ns, bint together) noexcept nogil:
    """The strays were right: time jumped; or, where those that say so are `together`, the few packets before them were
    the wrong ones."""
    cdef uint32_t i
    cdef bint jumped = (c.support == BELIEVED or not together
                        or _apart(time_ns, c.newest_ns) < <uint64_t>HALF_YEAR_NS)
    if not jumped:
        clock_begin_span(c)
        for i in range(c.support):
            c.wrong[i] = c.packets[i]
        c.wrong_count = c.support
    elif time_ns > c.newest_ns:
        _go(c, _apart(time_ns, c.newest_ns))
    if (not jumped or time_ns < c.newest_ns) and time_ns > c.times[BELIEVED]:
        _go(c, _apart(time_ns, c.times[BELIEVED]))
    for i in range(c.strays):
        _span(c, c.times[BELIEVED + i])
    if time_ns < c.newest_ns:
        c.ahead_ns = c.waited_ns = 0
    c.newest_ns = time_ns
    c.support, c.strays, c.lonely = BELIEVED, 0, True


cdef int64_t _judge_first(int64_t time_ns, const PacketRecord* behind, int count) noexcept nogil:
    """Nothing is known yet. Where time goes back behind it for all others, or half a year ahead for a few that agree,
    the first stamp was wrong."""
    cdef int i
    cdef bint ahead
    for i in range(count):
        ahead = behind[i].time_ns > time_ns and _apart(behind[i].time_ns, time_ns) >= <uint64_t>HALF_YEAR_NS
        if ((behind[i].time_ns >= time_ns - <int64_t>DOUBT_NS and not (ahead and count >= BELIEVED - 1))
                or _apart(behind[i].time_ns, behind[0].time_ns) >= <uint64_t>DAY_NS):
            return time_ns
    return behind[0].time_ns if count > 1 else time_ns


cdef inline int64_t _between(const Clock* c, int64_t after_ns) noexcept nogil:
    """It came after the newest, and before the first one behind it that is back."""
    if after_ns <= c.newest_ns:
        return c.newest_ns
    return c.newest_ns + <int64_t>(_apart(after_ns, c.newest_ns) // 2)


cdef inline bint _agrees(int64_t time_ns, int64_t other_ns, int64_t newest_ns) noexcept nogil:
    """Does a packet behind one that jumped to `time_ns` show that time went on there?"""
    cdef uint64_t to_it = _apart(other_ns, time_ns)
    return to_it <= _apart(other_ns, newest_ns) and (other_ns >= time_ns or to_it < <uint64_t>DAY_NS)


cdef int64_t _judge_far(Clock* c, int64_t time_ns, const PacketRecord* behind, int count, bint ends) noexcept nogil:
    """A jump of a day or more. Times before 1970 was a day old are clocks that were not set: two make no witness."""
    cdef int i, agree = 0, in_row = 0, near = 0, back = 0
    cdef int64_t after_ns = c.newest_ns
    for i in range(count):
        if _agrees(time_ns, behind[i].time_ns, c.newest_ns):
            in_row += in_row == i
            near += near == i and _apart(behind[i].time_ns, time_ns) < <uint64_t>DAY_NS
            agree += 1
        elif _apart(behind[i].time_ns, c.newest_ns) < <uint64_t>HALF_YEAR_NS:
            after_ns = after_ns if back else behind[i].time_ns
            back += 1
    if in_row >= BELIEVED - 1:
        c.jumps, c.together, c.other_ns = True, near >= BELIEVED - 1, c.newest_ns
        return time_ns
    if _apart(time_ns, 0) >= <uint64_t>DAY_NS:
        if _apart(time_ns, c.other_ns) < <uint64_t>DOUBT_NS:
            c.beside, c.other_ns = True, time_ns
            return time_ns
        if c.strays and _apart(time_ns, c.times[BELIEVED + c.strays - 1]) < <uint64_t>DAY_NS:
            return time_ns
    elif back:
        agree = 0
    if agree or not (back or ends and count == 0 and c.support == BELIEVED and not c.lonely):
        return time_ns
    return _between(c, after_ns)


cdef int64_t clock_judge(Clock* c, int64_t time_ns, const PacketRecord* behind, int count, bint ends) noexcept nogil:
    cdef int i, agree = 0, back = 0
    cdef int64_t after_ns = c.newest_ns
    cdef uint64_t to_it, to_newest
    if c.support == 0:
        return _judge_first(time_ns, behind, count) if time_ns > INT64_MIN + <int64_t>DOUBT_NS else time_ns
    if _apart(time_ns, c.newest_ns) >= <uint64_t>DAY_NS:
        return _judge_far(c, time_ns, behind, count, ends)
    if _apart(time_ns, c.other_ns) < <uint64_t>DOUBT_NS:
        agree = 2
    for i in range(count):
        to_it, to_newest = _apart(behind[i].time_ns, time_ns), _apart(behind[i].time_ns, c.newest_ns)
        if min(to_it, to_newest) >= <uint64_t>DAY_NS:
            continue
        if to_newest >= to_it:
            agree += 1
        elif behind[i].time_ns > c.newest_ns or to_newest <= <uint64_t>DOUBT_NS:
            after_ns = after_ns if back else behind[i].time_ns
            back += 1
    if ends and count == 0 and time_ns < c.newest_ns and c.support == BELIEVED and c.strays == 0:
        back = 1
    if agree < 2 and back > agree:
        return _between(c, after_ns)
    c.other_ns = c.newest_ns if time_ns > c.newest_ns else time_ns
    return time_ns


cdef int64_t clock_weigh(Clock* c, int64_t time_ns, uint32_t number) noexcept nogil:
    cdef uint64_t apart = _apart(time_ns, c.newest_ns)
    cdef bint far, jumps = c.jumps, beside = c.beside, together = True
    cdef uint32_t i
    c.wrong_count = 0
    c.jumps = c.beside = False
    if c.support == 0:
        c.newest_ns = time_ns
        apart = 0
    if time_ns >= c.newest_ns:
        apart -= min(apart, <uint64_t>c.ahead_ns + <uint64_t>c.waited_ns)
    far = apart >= <uint64_t>DAY_NS
    if not far and (time_ns >= c.newest_ns or apart <= <uint64_t>SET_BACK_NS):
        _agree(c, time_ns, number)
        return time_ns
    if beside:
        _span(c, time_ns)
        return time_ns
    c.packets[BELIEVED + c.strays], c.times[BELIEVED + c.strays] = number, time_ns
    c.strays += 1
    if c.strays == BELIEVED or jumps:
        if not jumps:
            for i in range(BELIEVED):
                together = together and _apart(c.times[BELIEVED + i], time_ns) < <uint64_t>DAY_NS
        _believe(c, time_ns, c.together if jumps else together)
        return time_ns
    if not far:
        _span(c, time_ns)
        c.waited_ns += c.ahead_ns       # the next silence begins with this packet
        c.ahead_ns = 0
        return time_ns
    return c.newest_ns


cdef void clock_end(Clock* c) noexcept nogil:
    cdef uint32_t i
    c.wrong_count = 0
    for i in range(c.strays):
        if c.support < BELIEVED or c.lonely:
            _span(c, c.times[BELIEVED + i])
        elif _apart(c.times[BELIEVED + i], c.newest_ns) >= <uint64_t>DAY_NS:
            c.wrong[c.wrong_count] = c.packets[BELIEVED + i]
            c.wrong_count += 1
    c.strays = 0


cdef void clock_idle(Clock* c, int64_t ahead_ns) noexcept nogil:
    cdef int64_t more_ns
    if c.support and ahead_ns > c.ahead_ns:
        more_ns = min(ahead_ns - c.ahead_ns, <int64_t>TIMEOUT_MAX_NS + 1)
        c.now_ns = min(c.now_ns + more_ns, <int64_t>CLOCK_MAX)
        c.ahead_ns = ahead_ns
