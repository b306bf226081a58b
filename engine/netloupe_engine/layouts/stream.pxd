"""Conversations of protocols that are tables: what the application stage calls, and what twins may call for parts."""
from libc.stdint cimport int64_t, uint8_t, uint32_t, uint64_t

from ..core.facts cimport Step
from ..core.sink cimport Sink
from ..core.status cimport Guess, Verdict
from ..core.view cimport View

cdef int64_t layout_stream(void* state, uint8_t way, View v, int64_t now_ns, Sink* sink) noexcept nogil
cdef Verdict layout_classify(const void* program, View v, uint32_t cut, Step* step) noexcept nogil
cdef int64_t layout_datagram(void* state, uint8_t way, View v, int64_t now_ns, Sink* sink) noexcept nogil
cdef int64_t layout_gap(void* state, uint8_t way, uint64_t size, Sink* sink) noexcept nogil
cdef void layout_end(void* state, Sink* sink) noexcept nogil
cdef Guess layout_probe(const void* program, bint stream, View v, uint8_t way, bint is_cut) noexcept nogil
