"""The store of kept values: its columns, the texts' arena, and taking back what was rehearsed."""
from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free
from libc.string cimport memcmp, memcpy

from ..core.hash cimport spread
from ..core.pool cimport vector_at, vector_push, vector_reserve

cdef enum:
    CHUNKS = 1 << 16            # a Vector has no more
    SAID_BITS = 12              # texts that are remembered
    PLACE_BITS = LENGTH_BITS + ARENA_BITS + 16      # of Kept.number
    SAID_LENGTH_MAX = 255       # bytes of one: longer ones seldom come again


cdef bint kept_init(KeptStore* store, uint32_t fields) noexcept nogil:
    store.fields = <uint16_t*>calloc(CHUNKS, sizeof(uint16_t))
    store.columns = <KeptColumn*>calloc(fields + 1, sizeof(KeptColumn))
    store.said = <uint64_t*>calloc(1 << SAID_BITS, sizeof(uint64_t))
    return store.fields != NULL and store.columns != NULL and store.said != NULL


cdef void kept_free(KeptStore* store) noexcept nogil:
    free(store.fields)
    free(store.columns)
    free(store.said)


cdef inline uint64_t _hash(const uint8_t* data, uint32_t length) noexcept nogil:
    """Quick, of our own making: who makes texts meet has them remembered less, no more."""
    cdef uint64_t word, hash = length
    while length >= 8:
        memcpy(&word, data, 8)
        hash = (hash ^ word) * <uint64_t>0x9E3779B97F4A7C15
        hash ^= hash >> 29
        data += 8
        length -= 8
    word = 0
    memcpy(&word, data, length)
    return spread(hash ^ word)


cdef inline bint _text_is(const KeptStore* store, uint64_t number, const uint8_t* data, uint32_t length) noexcept nogil:
    """Is this what a Kept.number says?"""
    return (number & ((1 << LENGTH_BITS) - 1) == length
            and memcmp(vector_at(&store.arena, number >> LENGTH_BITS), data, length) == 0)


cdef uint64_t text_add(KeptStore* store, KeptColumn* column, const uint8_t* data, uint32_t length) noexcept nogil:
    """A text's place and length, as Kept.number has them; UINT64_MAX when out of memory."""
    cdef uint64_t at, hash = 0
    cdef uint64_t* said = NULL
    if length == 0:
        return 0
    if length <= SAID_LENGTH_MAX:
        if _text_is(store, column.text, data, length):
            return column.text
        hash = _hash(data, length)
        said = &store.said[hash & ((1 << SAID_BITS) - 1)]
        hash = hash >> SAID_BITS << PLACE_BITS      # in the bits that no place has
        at = said[0] ^ hash
        if at >> PLACE_BITS == 0 and _text_is(store, at, data, length):
            column.text = at
            return at
    at = arena_add(&store.arena, data, length)
    if at == <uint64_t>-1:
        return at
    at = at << LENGTH_BITS | length
    if said != NULL:
        said[0] = at | hash
        column.text = at
    return at


cdef bint kept_remember(KeptStore* store, uint32_t index, bint is_new) noexcept nogil:
    """What a rehearsal changes comes back; what it adds goes."""
    cdef Undone* undone = <Undone*>vector_push(&store.undone)
    if undone == NULL:
        return False
    undone.before, undone.index = kept_at(store, index)[0], index
    if is_new:
        undone.before.serial = 0
    return True


cdef void kept_undo(KeptStore* store) noexcept nogil:
    cdef const Undone* undone
    while store.undone.count:
        store.undone.count -= 1
        undone = <const Undone*>vector_at(&store.undone, store.undone.count)
        kept_at(store, undone.index)[0] = undone.before


cdef uint32_t kept_add(KeptStore* store, uint16_t field) noexcept nogil:
    """Index + 1 of a new value in the attribute's column, all zeros; 0 when out of memory."""
    cdef KeptColumn* column = &store.columns[field]
    if column.tail == 0 or column.used == 1 << KEPT_BITS:
        if not vector_reserve(&store.values, 1 << KEPT_BITS):
            return 0
        store.fields[store.values.count >> KEPT_BITS] = field
        store.values.count += 1 << KEPT_BITS
        column.tail, column.used = <uint32_t>(store.values.count >> KEPT_BITS), 0
    column.used += 1
    return ((column.tail - 1) << KEPT_BITS) + column.used
