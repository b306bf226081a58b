"""Chain: the values kept with one session, by attribute."""
from libc.stdint cimport uint16_t, uint32_t

from ..attributes.kept cimport Kept
from .memory cimport Lists

cdef struct Told:               # an attribute that the session has
    uint32_t first              # of its values in Chain.values, from the oldest
    uint32_t count
    uint16_t field              # catalogue id

cdef struct Chain:
    Told* told                  # in the order in which they were met
    uint32_t count
    uint32_t room
    const Kept** values
    uint32_t value_count
    uint32_t value_room
    uint32_t* places            # by catalogue id: where an attribute is in `told` ...
    uint32_t* stamps            # ... where this is `stamp`
    uint32_t stamp

cdef bint chain_init(Chain* chain, uint32_t fields) noexcept nogil
cdef void chain_free(Chain* chain) noexcept nogil
# Read the session whose newest head this is, with all values of each attribute or only the `firsts`; False when out of
# memory.
cdef bint chain_read(Chain* chain, const Lists* lists, uint32_t head, bint firsts) noexcept nogil


cdef inline const Told* told_of(const Chain* chain, uint16_t field) noexcept nogil:
    """What there is of an attribute; NULL if nothing."""
    return &chain.told[chain.places[field]] if chain.stamps[field] == chain.stamp else NULL
