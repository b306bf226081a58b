"""Recognition: whose conversation begins with these bytes."""
from libc.stdint cimport uint8_t, uint16_t, uint32_t

from ..core.status cimport Guess
from ..core.view cimport View
from ..protocols.compiled cimport ProtocolEntry, Tables

cdef enum:
    WITHDRAWALS_MAX = 3     # guesses about the same bytes that may turn out wrong
    PROBES_MAX = 24         # protocols asked in all about one delivery

cdef struct Question:
    View bytes
    const uint16_t* ports   # two that hint at protocols, 0: none
    uint16_t tried[WITHDRAWALS_MAX]     # protocols that have had their turn
    uint32_t tried_count
    uint8_t way
    uint8_t is_stream
    uint8_t is_cut          # behind the bytes some are missing that will never come

cdef struct Asked:          # who was asked, and what came of it
    uint16_t[PROBES_MAX] protocols
    uint8_t[PROBES_MAX] guesses         # what each of them said
    uint32_t count
    uint32_t hinted         # of them, the first, because of the ports
    uint16_t protocol       # of the best verdict
    Guess best

# What one protocol says of these bytes.
cdef Guess ask_one(const ProtocolEntry* entry, const Question* q) noexcept nogil
# All who have a say, in their order.
cdef void ask_around(const Tables* t, const Question* q, Asked* asked) noexcept nogil
# The best verdict, and in `protocol` whose it is where it is LIKELY or CERTAIN.
cdef Guess recognise(const Tables* t, const Question* q, uint16_t* protocol) noexcept nogil
