"""Values kept with sessions, as columns by attribute: each chunk has values of one attribute only.

What a session has kept is found from its newest attribute: an attribute's first value is its head, which knows the
newest one; later values know the one before. Text lies in an arena, most of what is said again and again there once.
"""
from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t
from libc.string cimport memcpy

from ..core.pool cimport Pool, Vector, vector_at, vector_push

cdef enum:
    ARENA_BITS = 20         # a chunk of the arena is 1 MiB, more than a sink holds
    KEPT_BITS = 12          # values a chunk
    KEPT_MAX = 1 << (KEPT_BITS + 16)        # of a handler: all chunks a Vector has
    LENGTH_BITS = 20        # of a text
    NTH_BITS = 16

cdef enum Keep:             # mirrors layouts/fields.py KEEP
    KEEP_FIRST = 0
    KEEP_LAST = 1
    KEEP_DISTINCT = 2
    KEEP_ALL = 3
    KEEP_COUNT = 4
    KEEP_SUM = 5

cdef struct Kept:           # 24 bytes
    uint64_t number         # the value of numeric kinds; of others where it is in the arena << LENGTH_BITS | its bytes
    uint32_t packet         # where it was read
    uint32_t serial         # of its session; 0: no value
    uint32_t link           # index + 1: of a head, the head before it in the session; of others, the value before it
    uint32_t last           # of a head: index + 1 of the newest value; of others: place in the session << NTH_BITS, nth

cdef struct KeptColumn:     # of an attribute
    uint64_t text           # its newest one, as Kept.number: often the next one's too
    uint32_t tail           # chunk + 1 that is being filled, 0 none
    uint32_t used           # values in it
    uint16_t most           # of a session
    uint8_t policy          # Keep
    uint8_t is_text         # bytes in the arena
    uint8_t kind            # layouts/fields.py Kind

cdef struct Undone:         # what a rehearsed value replaced
    Kept before
    uint32_t index

cdef struct KeptStore:
    Vector values           # Kept
    Vector arena            # bytes
    Vector undone           # Undone
    Pool places             # Places, of talkative sessions: places.pxd
    uint16_t* fields        # catalogue id by chunk
    KeptColumn* columns     # by catalogue id
    uint64_t* said          # texts met not long ago by hash: as Kept.number, and above it other bits of the hash
    uint8_t rehearsing      # what is kept now will be taken back


cdef inline uint64_t arena_add(Vector* arena, const uint8_t* data, uint32_t length) noexcept nogil:
    """Copy `length` bytes, which must fit a chunk, into an arena, a Vector of bytes in chunks of
    1 << ARENA_BITS; their offset, or UINT64_MAX when out of memory. They never lie across two chunks."""
    cdef uint64_t room = (<uint64_t>1 << ARENA_BITS) - (arena.count & ((1 << ARENA_BITS) - 1))
    cdef uint64_t at
    if room < length:
        arena.count += room
    if vector_push(arena) == NULL:
        return <uint64_t>-1
    at = arena.count - 1
    memcpy(vector_at(arena, at), data, length)
    arena.count = at + length
    return at


cdef inline Kept* kept_at(const KeptStore* store, uint32_t index) noexcept nogil:
    return <Kept*>vector_at(&store.values, index)


cdef inline uint16_t field_of(const KeptStore* store, uint32_t index) noexcept nogil:
    """Whose value it is: a catalogue id."""
    return store.fields[index >> KEPT_BITS]


cdef inline uint32_t length_of(const Kept* value) noexcept nogil:
    """Bytes of a text."""
    return <uint32_t>(value.number & ((1 << LENGTH_BITS) - 1))


cdef inline const uint8_t* bytes_of(const KeptStore* store, const Kept* value) noexcept nogil:
    """A text's bytes; NULL where it has none."""
    return <const uint8_t*>vector_at(&store.arena, value.number >> LENGTH_BITS) if length_of(value) else NULL


# Take the tables of a store for so many catalogue ids; False when out of memory. The vectors are the owner's.
cdef bint kept_init(KeptStore* store, uint32_t fields) noexcept nogil
cdef void kept_free(KeptStore* store) noexcept nogil
# A new value in the attribute's column, all zeros: its index + 1; 0 when out of memory.
cdef uint32_t kept_add(KeptStore* store, uint16_t field) noexcept nogil
# A text's place and length, as Kept.number has them; UINT64_MAX when out of memory.
cdef uint64_t text_add(KeptStore* store, KeptColumn* column, const uint8_t* data, uint32_t length) noexcept nogil
# Before a value is changed while `rehearsing`, or after it is added; False when out of memory.
cdef bint kept_remember(KeptStore* store, uint32_t index, bint is_new) noexcept nogil
# What was kept while `rehearsing` is as it was before.
cdef void kept_undo(KeptStore* store) noexcept nogil
