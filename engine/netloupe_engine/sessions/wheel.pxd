"""Timing wheel: idle sessions by the moment they are next looked at.

A packet never touches the wheel: it only moves its session's `last_clock`. When a slot comes up, each of its sessions
is either due, or put into the slot of its new deadline. A jump of years visits every slot once, not every second.
"""
from libc.stdint cimport int64_t, uint32_t

cdef enum:
    WHEEL_SLOTS = 16384
    WHEEL_TICK_BITS = 26        # 67 ms a slot, 18 minutes around
    WHEEL_SPAN_NS = 1_000_000_000_000   # deadlines within this have slots in their order

cdef struct Wheel:
    uint32_t* heads             # first session of each slot, NONE
    int64_t tick                # the slot time has reached, in ticks


cdef inline int64_t wheel_tick_of(int64_t clock) noexcept nogil:
    return clock >> WHEEL_TICK_BITS


cdef inline uint32_t wheel_slot(const Wheel* w, int64_t deadline) noexcept nogil:
    """The slot for a deadline: after the present one, and at most once around (looked at again when it comes up)."""
    cdef int64_t tick = wheel_tick_of(deadline) + 1
    if tick <= w.tick:
        tick = w.tick + 1
    if tick > w.tick + WHEEL_SLOTS - 1:
        tick = w.tick + WHEEL_SLOTS - 1
    return <uint32_t>(tick & (WHEEL_SLOTS - 1))
