"""Chain: the values kept with one session, those of one attribute linked."""
from libc.stdint cimport uint32_t

from ..attributes.kept cimport Kept
from .memory cimport Lists

cdef enum:
    NO_VALUE = 0xFFFFFFFF

cdef struct Chain:
    const Kept** values         # newest first
    uint32_t* next              # the next younger value of the same attribute, NO_VALUE after the last
    uint32_t count
    uint32_t room
    uint32_t* first             # by catalogue id: the oldest value of an attribute ...
    uint32_t* stamps            # ... where this is `stamp`
    uint32_t stamp

cdef bint chain_init(Chain* chain, uint32_t fields) noexcept nogil
cdef void chain_free(Chain* chain) noexcept nogil
cdef bint chain_read(Chain* chain, const Lists* lists, uint32_t head) noexcept nogil


cdef inline uint32_t first_of(const Chain* chain, uint32_t field) noexcept nogil:
    """The oldest value of an attribute, NO_VALUE if there is none."""
    return chain.first[field] if chain.stamps[field] == chain.stamp else NO_VALUE
