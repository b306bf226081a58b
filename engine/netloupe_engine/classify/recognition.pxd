"""Recognition: whose conversation begins with these bytes."""
from libc.stdint cimport uint8_t, uint16_t, uint32_t

from ..core.status cimport Guess
from ..core.view cimport View
from ..protocols.compiled cimport Tables

cdef enum:
    WITHDRAWALS_MAX = 3     # guesses about the same bytes that may turn out wrong

cdef struct Question:
    View bytes
    const uint16_t* ports   # two that hint at protocols, 0: none
    uint16_t tried[WITHDRAWALS_MAX]     # protocols that have had their turn
    uint32_t tried_count
    uint8_t way
    uint8_t is_stream
    uint8_t is_cut          # behind the bytes some are missing that will never come

# The best verdict, and in `protocol` whose it is where it is LIKELY or CERTAIN.
cdef Guess recognise(const Tables* t, const Question* q, uint16_t* protocol) noexcept nogil
