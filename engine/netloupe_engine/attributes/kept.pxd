"""Values kept with sessions: a chain of small records, their text and bytes in an arena that only grows."""
from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t
from libc.string cimport memcpy

from ..core.pool cimport Vector, vector_at, vector_push

cdef enum:
    ARENA_BITS = 20         # a chunk of the arena is 1 MiB, more than a sink holds
    KEPT_BITS = 14          # values a chunk
    KEPT_MAX = 1 << (KEPT_BITS + 16)        # of a handler: all chunks a Vector has

cdef struct Kept:           # 24 bytes
    uint64_t number         # the value of numeric kinds; else offset in the arena
    uint32_t previous       # index + 1 of the session's value before this one, 0 none
    uint32_t packet         # where it was read
    uint32_t length         # bytes in the arena
    uint16_t field          # catalogue id
    uint16_t way            # direction it was said in


cdef inline uint64_t arena_add(Vector* arena, const uint8_t* data, uint32_t length) noexcept nogil:
    """Copy `length` bytes, which must fit a chunk, into an arena: a Vector of bytes in chunks of 1 << ARENA_BITS.
    Answers their offset, or UINT64_MAX when out of memory. A value never lies across two chunks."""
    cdef uint64_t room = (<uint64_t>1 << ARENA_BITS) - (arena.count & ((1 << ARENA_BITS) - 1))
    cdef uint64_t at
    if length == 0:
        return arena.count
    if room < length:
        arena.count += room
    if vector_push(arena) == NULL:
        return <uint64_t>-1
    at = arena.count - 1
    memcpy(vector_at(arena, at), data, length)
    arena.count = at + length
    return at
