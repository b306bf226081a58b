"""Putting sessions on the timing wheel and taking them off."""
from libc.stdint cimport int64_t, uint32_t

from .table cimport SessionTable

cdef void timer_set(SessionTable* t, uint32_t index, int64_t deadline) noexcept nogil
cdef void timer_clear(SessionTable* t, uint32_t index) noexcept nogil
cdef uint32_t timer_pop(SessionTable* t, int64_t clock) noexcept nogil
cdef uint32_t timer_oldest(SessionTable* t) noexcept nogil
