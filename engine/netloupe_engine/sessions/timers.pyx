"""Putting sessions on the timing wheel and taking them off, each in O(1)."""
from libc.stdint cimport int64_t, uint16_t, uint32_t

from .session cimport NONE, Seldom
from .table cimport SessionTable, hot, seldom
from .wheel cimport WHEEL_SLOTS, Wheel, wheel_slot, wheel_tick_of


cdef void timer_set(SessionTable* t, uint32_t index, int64_t deadline) noexcept nogil:
    """Look at the session again soon after `deadline`, instead of whenever it was to be looked at."""
    cdef Seldom* c = seldom(t, index)
    timer_clear(t, index)
    c.slot = <uint16_t>wheel_slot(&t.wheel, deadline)
    c.previous = NONE
    c.next = t.wheel.heads[c.slot]
    if c.next != NONE:
        seldom(t, c.next).previous = index
    t.wheel.heads[c.slot] = index
    hot(t, index).wheel = 1


cdef void timer_clear(SessionTable* t, uint32_t index) noexcept nogil:
    """Take the session off the wheel, if it is on it."""
    cdef Seldom* c = seldom(t, index)
    if not hot(t, index).wheel:
        return
    if c.previous != NONE:
        seldom(t, c.previous).next = c.next
    else:
        t.wheel.heads[c.slot] = c.next
    if c.next != NONE:
        seldom(t, c.next).previous = c.previous
    hot(t, index).wheel = 0


cdef uint32_t timer_pop(SessionTable* t, int64_t clock) noexcept nogil:
    """A session whose slot has come up by `clock`, taken off the wheel; NONE when there is no more. However far the
    clock jumped, no slot is visited twice."""
    cdef Wheel* w = &t.wheel
    cdef int64_t now = wheel_tick_of(clock)
    cdef uint32_t index
    if now - w.tick > WHEEL_SLOTS:
        w.tick = now - WHEEL_SLOTS
    while w.tick <= now:
        index = w.heads[w.tick & (WHEEL_SLOTS - 1)]
        if index != NONE:
            timer_clear(t, index)
            return index
        if w.tick == now:
            break
        w.tick += 1
    return NONE


cdef uint32_t timer_oldest(SessionTable* t) noexcept nogil:
    """The session that would be looked at next; NONE when the wheel is empty."""
    cdef uint32_t turn, index
    for turn in range(WHEEL_SLOTS):
        index = t.wheel.heads[(t.wheel.tick + turn) & (WHEEL_SLOTS - 1)]
        if index != NONE:
            return index
    return NONE
