"""Clock: packet time made monotonic, and time stamps nobody else agrees with."""
from libc.stdint cimport int64_t, uint32_t, uint64_t

from ..capture.batch cimport PacketRecord

cdef enum:
    BELIEVED = 4            # packets in a row that make a jump of time believed
    ASKED = 8               # packets behind a doubtful one that are asked about it
    DOUBT_NS = 60_000_000_000       # a shorter jump of time is none
    DAY_NS = 86_400_000_000_000
    CLOCK_MAX = 4_000_000_000_000_000_000

cdef struct Clock:          # zeroed at creation, then clock_begin_span
    int64_t now_ns          # the clock: begins at 0 and never goes back
    int64_t newest_ns       # largest packet time since time was last set back
    int64_t ahead_ns        # what the clock went on without packets, since the last of them
    int64_t waited_ns       # the same, before that packet, when its time was set back
    int64_t other_ns        # the time of another clock, where there are two: where it was before the last jump
    int64_t first_ns        # smallest time among those believed; above last_ns while there is none
    int64_t last_ns         # largest
    uint32_t support        # packets that agree with newest_ns; stops counting at BELIEVED
    uint32_t strays         # packets since that do not
    uint32_t packets[2 * BELIEVED]      # the numbers of the former, then of the latter
    int64_t times[2 * BELIEVED]
    uint32_t wrong[BELIEVED]            # packets whose time stamp was found to be wrong by the last tick
    uint32_t wrong_count
    bint jumps                          # the next packet's time is believed however far it jumps
    bint together                       # ... and those behind it came within a day of it
    bint beside                         # ... is that of another clock, which stands beside this one
    bint lonely                         # nobody came within a day of the last jump that was believed


cdef inline bint clock_doubts(const Clock* c, int64_t time_ns) noexcept nogil:
    """Is a time stamp worth a look at those of the packets behind it?"""
    return not c.support or <uint64_t>time_ns - <uint64_t>c.newest_ns + <uint64_t>DOUBT_NS > 2 * <uint64_t>DOUBT_NS


# A tick of a time that needs thought.
cdef int64_t clock_weigh(Clock* c, int64_t time_ns, uint32_t number) noexcept nogil


cdef inline int64_t clock_tick(Clock* c, int64_t time_ns, uint32_t number) noexcept nogil:
    """A packet: answers the time to take it for, which is its own unless that is a day or more from everybody else's.
    """
    cdef uint64_t gone = <uint64_t>time_ns - <uint64_t>c.newest_ns
    if (c.support != BELIEVED or c.strays or c.ahead_ns or c.waited_ns or time_ns <= 0 or time_ns < c.newest_ns
            or gone >= <uint64_t>DAY_NS):
        return clock_weigh(c, time_ns, number)
    # Nearly every packet; `clock_weigh` comes to the same.
    c.wrong_count = 0
    c.now_ns = min(c.now_ns + <int64_t>gone, <int64_t>CLOCK_MAX)
    c.newest_ns = time_ns
    c.first_ns, c.last_ns = min(c.first_ns, time_ns), max(c.last_ns, time_ns)
    return time_ns


# The time of a doubtful packet, before its tick: its own, or a better one, where the `count` packets behind it show
# that it is wrong, or that there are none if it `ends` there.
cdef int64_t clock_judge(Clock* c, int64_t time_ns, const PacketRecord* behind, int count, bint ends) noexcept nogil
# Before the first packet.
cdef void clock_begin_span(Clock* c) noexcept nogil
# The end: a last few packets that disagree with many before them are wrong.
cdef void clock_end(Clock* c) noexcept nogil
# So much time has passed since the newest packet.
cdef void clock_idle(Clock* c, int64_t ahead_ns) noexcept nogil
