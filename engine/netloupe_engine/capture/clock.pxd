"""Clock: what an interface's time stamps count, and how they become nanoseconds, exactly and without overflow.

Reference: draft-ietf-opsawg-pcapng section 4.2, options if_tsresol and if_tsoffset.
"""
from libc.stdint cimport INT64_MAX, INT64_MIN, int64_t, uint8_t, uint32_t, uint64_t

cdef extern from *:
    """
    typedef __int128 netloupe_int128;
    """
    ctypedef long long int128 "netloupe_int128"

cdef enum:
    DEFAULT_RESOLUTION = 6  # microseconds
    BILLION = 1000000000

cdef struct Clock:          # nanoseconds = (ticks * multiplier / divisor >> shift) + offset
    uint64_t multiplier     # at most a billion, so 64 bits of ticks need less than 95
    uint64_t divisor
    int64_t offset_s
    uint32_t shift


cdef inline int64_t nanoseconds(const Clock* clock, uint64_t ticks) noexcept nogil:
    """A time stamp since the epoch, rounded down; the nearest possible one where 64 bits are too few."""
    cdef int128 time = ticks
    time *= clock.multiplier
    if clock.divisor != 1:
        time /= clock.divisor
    time >>= clock.shift
    if clock.offset_s:
        time += <int128>clock.offset_s * BILLION
    if time > INT64_MAX:
        return INT64_MAX
    if time < INT64_MIN:
        return INT64_MIN
    return <int64_t>time


cdef inline void set_resolution(Clock* clock, uint8_t resolution) noexcept nogil:
    """The if_tsresol option: ticks of 10^-n seconds, or of 2^-n with the high bit set."""
    cdef uint32_t power = resolution & 0x7F
    clock.multiplier = clock.divisor = 1
    clock.shift = 0
    if resolution & 0x80:
        clock.multiplier = BILLION if power < 95 else 0     # 2^64 ticks of 2^-95 s are less than a nanosecond
        clock.shift = power if power < 95 else 0
    elif power <= 9:
        while power < 9:
            clock.multiplier *= 10
            power += 1
    elif power <= 28:
        while power > 9:
            clock.divisor *= 10
            power -= 1
    else:
        clock.multiplier = 0                                # 2^64 ticks of 10^-29 s are too
