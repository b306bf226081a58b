"""Chain: the values kept with one session, read in one pass over its links however many they are."""
from libc.stdint cimport uint32_t
from libc.stdlib cimport calloc, free, realloc

from ..attributes.kept cimport Kept
from .memory cimport Lists, kept_at

cdef enum:
    ROOM = 256


cdef bint chain_init(Chain* chain, uint32_t fields) noexcept nogil:
    """For attributes with catalogue ids below `fields`; False when out of memory."""
    chain.stamp = 0
    chain.first = <uint32_t*>calloc(fields, sizeof(uint32_t))
    chain.stamps = <uint32_t*>calloc(fields, sizeof(uint32_t))
    return chain.first != NULL and chain.stamps != NULL


cdef void chain_free(Chain* chain) noexcept nogil:
    free(chain.values)
    free(chain.next)
    free(chain.first)
    free(chain.stamps)


cdef bint _grow(Chain* chain) noexcept nogil:
    cdef uint32_t room = max(2 * chain.room, <uint32_t>ROOM)
    cdef void* values = realloc(chain.values, room * sizeof(Kept*))
    cdef void* next_
    if values == NULL:
        return False
    chain.values = <const Kept**>values
    next_ = realloc(chain.next, room * sizeof(uint32_t))
    if next_ == NULL:
        return False
    chain.next = <uint32_t*>next_
    chain.room = room
    return True


cdef bint chain_read(Chain* chain, const Lists* lists, uint32_t head) noexcept nogil:
    """The chain that ends in `head`; False when out of memory."""
    cdef const Kept* value = kept_at(lists, head)
    cdef uint32_t field
    chain.count = 0
    chain.stamp += 1
    while value != NULL:
        if chain.count == chain.room and not _grow(chain):
            return False
        field = value.field
        chain.values[chain.count] = value
        chain.next[chain.count] = chain.first[field] if chain.stamps[field] == chain.stamp else NO_VALUE
        chain.first[field], chain.stamps[field] = chain.count, chain.stamp
        chain.count += 1
        value = kept_at(lists, value.previous)
    return True
