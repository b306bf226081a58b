"""Places: where the attributes of a talkative session are.

The values a session has kept are spread over the columns of their attributes. One that says the same attributes again
gets a table of them, so that to find one is to look at a line of memory or two instead of following all heads.
"""
from libc.stdint cimport uint16_t, uint32_t

from ..core.hash cimport prefetch
from ..core.pool cimport pool_at
from .kept cimport KeptStore, kept_at

cdef enum:
    PLACES = 10             # in a record
    PLACED = 1 << 31        # bit of a session's `attributes`: the rest is where its Places are + 1

cdef struct Place:          # of one attribute, 12 bytes
    uint32_t head           # index + 1 of its first value; 0: free
    uint32_t newest         # ... of its newest
    uint16_t field
    uint16_t count          # values

cdef struct Places:         # 128 bytes, two lines; in the order of the heads, free ones last
    Place of[PLACES]
    uint32_t next           # index + 1 of more of them
    uint32_t unused


cdef inline Places* places_at(const KeptStore* store, uint32_t attributes) noexcept nogil:
    """The first of a session that has Places; or those a `next` means."""
    return <Places*>pool_at(&store.places, (attributes & ~<uint32_t>PLACED) - 1)


cdef inline void fetch_heads(const KeptStore* store, uint32_t attributes) noexcept nogil:
    """Begin to fetch the head before the newest of a session without Places; the newest is there."""
    cdef uint32_t before
    if attributes and not attributes & PLACED:
        before = kept_at(store, attributes - 1).link
        if before:
            prefetch(kept_at(store, before - 1))


# Index + 1 of the newest head of a session with these `attributes`. All its heads know their newest values from now
# on: those of a session that has Places do not follow each value.
cdef uint32_t settled_head(KeptStore* store, uint32_t attributes) noexcept nogil
# Where an attribute is in a session's Places, or a free place for it; NULL when out of memory. `before`: index + 1 of
# the head before a free one.
cdef Place* place_of(KeptStore* store, uint32_t attributes, uint16_t field, uint32_t* before) noexcept nogil
# An attribute as its heads tell it, all zeros but `field` when the session has none.
cdef void place_from_heads(const KeptStore* store, uint32_t head, uint16_t field, Place* found) noexcept nogil
# A session's `attributes` once it has Places; as they were when out of memory.
cdef uint32_t placed(KeptStore* store, uint32_t head) noexcept nogil
# The session will keep nothing more: its `attributes` without Places.
cdef uint32_t displaced(KeptStore* store, uint32_t attributes) noexcept nogil
