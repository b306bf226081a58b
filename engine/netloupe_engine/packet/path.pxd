"""Protocol paths as small numbers: a trie of (parent path, protocol), one for each handler.

Path 0 is the empty path. Ids count up as paths are first met; a handler's ids mean nothing to another handler.
"""
from libc.stdint cimport uint16_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free

from ..core.hash cimport Secret

cdef enum:
    PATHS_MAX = 1 << 14     # different paths; deeper ones of hostile captures stay at their parent
    PATH_SLOT_BITS = 15
    PATH_SLOTS = 1 << PATH_SLOT_BITS

cdef struct PathTable:
    uint64_t* slots         # parent << 32 | protocol << 16 | path id, by hash of the first two; 0 empty
    uint16_t* parents
    uint16_t* protocols
    uint64_t factor         # odd, at random: nobody can aim at a place (multiply-shift hashing, Dietzfelbinger 1997)
    uint32_t count          # paths, the empty one included


cdef inline bint paths_init(PathTable* t, const Secret* secret) noexcept nogil:
    t.slots = <uint64_t*>calloc(PATH_SLOTS, sizeof(uint64_t))
    t.parents = <uint16_t*>calloc(PATHS_MAX, sizeof(uint16_t))
    t.protocols = <uint16_t*>calloc(PATHS_MAX, sizeof(uint16_t))
    t.count = 1
    t.factor = secret.words[0] | 1
    return t.slots != NULL and t.parents != NULL and t.protocols != NULL


cdef inline void paths_free(PathTable* t) noexcept nogil:
    free(t.slots)
    free(t.parents)
    free(t.protocols)


cdef inline uint16_t path_below(PathTable* t, uint16_t parent, uint16_t protocol) noexcept nogil:
    """The path `parent`.`protocol`."""
    cdef uint64_t key = <uint64_t>parent << 16 | protocol
    cdef uint64_t at = key * t.factor >> (64 - PATH_SLOT_BITS)
    cdef uint32_t id
    while t.slots[at]:
        if t.slots[at] >> 16 == key:
            return <uint16_t>t.slots[at]
        at = (at + 1) & (PATH_SLOTS - 1)
    if t.count >= PATHS_MAX:
        return parent
    id = t.count
    t.count += 1
    t.parents[id] = parent
    t.protocols[id] = protocol
    t.slots[at] = key << 16 | id
    return <uint16_t>id
