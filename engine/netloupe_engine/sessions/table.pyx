"""SessionTable: sessions by key, in pools, under an incrementally growing hash, with a timing wheel.

The hash starts at 4,096 slots. When it is three quarters full a table of twice the size is made (its pages come into
being as they are first touched) and every later insertion moves a few old slots, so no packet ever waits for a
rehash. Creation, lookup and release are O(1); nothing here allocates per packet, only per slab of sessions.
"""
from libc.stdint cimport UINT32_MAX, uint32_t, uint64_t
from libc.stdlib cimport calloc, free, malloc
from libc.string cimport memset

from ..core.hash cimport prefetch
from ..core.pool cimport pool_at, pool_free, pool_give, pool_init, pool_take, vector_scattered
from ..packet.key cimport Key, same_key
from .session cimport NONE, Cold, Session
from .wheel cimport WHEEL_SLOTS

cdef enum:
    DELETED = 0xFFFFFFFF
    SLAB_BITS = 12          # sessions a slab
    SLOTS_AHEAD = 4         # looked through when prefetching


cdef bint table_init(SessionTable* t) noexcept nogil:
    """An empty table; False when out of memory (table_free is then still safe)."""
    memset(t, 0, sizeof(SessionTable))
    t.now.slots = <Slot*>calloc(FIRST_SLOTS, sizeof(Slot))
    t.now.mask = FIRST_SLOTS - 1
    t.wheel.heads = <uint32_t*>malloc(WHEEL_SLOTS * sizeof(uint32_t))
    if t.wheel.heads != NULL:
        memset(t.wheel.heads, 0xFF, WHEEL_SLOTS * sizeof(uint32_t))
    if not (pool_init(&t.hot, sizeof(Session), SLAB_BITS) and pool_init(&t.cold, sizeof(Cold), SLAB_BITS)
            and t.now.slots != NULL and t.wheel.heads != NULL):
        return False
    vector_scattered(&t.hot.records)
    vector_scattered(&t.cold.records)
    return True


cdef void table_free(SessionTable* t) noexcept nogil:
    pool_free(&t.hot)
    pool_free(&t.cold)
    free(t.now.slots)
    free(t.old.slots)
    free(t.wheel.heads)
    memset(t, 0, sizeof(SessionTable))


cdef void table_close(SessionTable* t) noexcept nogil:
    """No session will be looked for any more: gives the hashes back."""
    free(t.now.slots)
    free(t.old.slots)
    t.now.slots = t.old.slots = NULL


cdef Slot* _seek(const SessionTable* t, const Hash* hash, const Key* key, uint32_t tag) noexcept nogil:
    """The slot holding `key`, or NULL. Ends because a hash is never full."""
    cdef uint64_t at = tag & hash.mask
    cdef Slot* slot
    while True:
        slot = &hash.slots[at]
        if slot.place == 0:
            return NULL
        if (slot.tag == tag and slot.place != DELETED
                and same_key(&(<Session*>pool_at(&t.hot, slot.place - 1)).key, key)):
            return slot
        at = (at + 1) & hash.mask


cdef uint32_t table_find(SessionTable* t, const Key* key, uint32_t tag) noexcept nogil:
    """Index of the session with this key, or NONE."""
    cdef Slot* slot = _seek(t, &t.now, key, tag)
    if slot == NULL and t.old.slots != NULL:
        slot = _seek(t, &t.old, key, tag)
    return slot.place - 1 if slot != NULL else NONE


cdef inline void _put(Hash* hash, uint32_t tag, uint32_t place) noexcept nogil:
    cdef uint64_t at = tag & hash.mask
    while hash.slots[at].place:
        at = (at + 1) & hash.mask
    hash.slots[at].tag = tag
    hash.slots[at].place = place
    hash.filled += 1


cdef void _migrate(SessionTable* t, uint64_t count) noexcept nogil:
    """Move up to `count` slots of the old hash; the last one frees it."""
    cdef uint64_t stop = t.migrated + count
    cdef Slot* slot
    if stop > t.old.mask + 1:
        stop = t.old.mask + 1
    while t.migrated < stop:
        slot = &t.old.slots[t.migrated]
        if slot.place != 0 and slot.place != DELETED:
            _put(&t.now, slot.tag, slot.place)
            slot.place = DELETED
        t.migrated += 1
    if t.migrated > t.old.mask:
        free(t.old.slots)
        t.old.slots = NULL


cdef bint _grow(SessionTable* t) noexcept nogil:
    """Begin to move into a new hash: of twice the size, or of the same when most slots are deleted ones."""
    cdef Hash fresh
    cdef uint64_t size = t.now.mask + 1
    if t.old.slots != NULL:
        _migrate(t, t.old.mask + 1)
    if t.live * 2 > size:
        size *= 2
    fresh.slots = <Slot*>calloc(size, sizeof(Slot))
    if fresh.slots == NULL:
        return False
    fresh.mask, fresh.filled = size - 1, 0
    t.old, t.now = t.now, fresh
    t.migrated = 0
    t.growths += 1
    return True


cdef uint32_t table_insert(SessionTable* t, const Key* key, uint32_t tag) noexcept nogil:
    """A new session with this key, otherwise zeroed; NONE when out of memory. The key must not be in the table."""
    cdef uint32_t index, twin
    cdef Cold* beside
    if t.old.slots != NULL:
        _migrate(t, MIGRATED_PER_INSERT)
    elif t.now.filled * 4 >= (t.now.mask + 1) * 3 and not _grow(t) and t.now.filled > t.now.mask - 1:
        return NONE
    index = pool_take(&t.hot)
    if index == UINT32_MAX:
        return NONE
    twin = pool_take(&t.cold)
    if twin == UINT32_MAX:
        pool_give(&t.hot, index)
        return NONE
    (<Session*>pool_at(&t.hot, index)).key = key[0]
    beside = <Cold*>pool_at(&t.cold, index)
    beside.tcp = beside.conversation = beside.inner = beside.next = beside.previous = NONE
    _put(&t.now, tag, index + 1)
    t.live += 1
    return index


cdef void table_remove(SessionTable* t, uint32_t index, uint32_t tag) noexcept nogil:
    """Take the session out of the hash; its record stays until table_release."""
    cdef const Key* key = &(<Session*>pool_at(&t.hot, index)).key
    cdef Slot* slot = _seek(t, &t.now, key, tag)
    if slot == NULL and t.old.slots != NULL:
        slot = _seek(t, &t.old, key, tag)
    if slot != NULL:
        slot.place = DELETED
        t.live -= 1


cdef void table_release(SessionTable* t, uint32_t index) noexcept nogil:
    """Give the record back to the pools, which therefore always hand out equal indexes."""
    pool_give(&t.hot, index)
    pool_give(&t.cold, index)


cdef uint32_t table_prefetch_session(const SessionTable* t, uint32_t tag) noexcept nogil:
    """Bring in the session that most likely has a key with this hash; answers its index, NONE if there is none near."""
    cdef uint64_t at = tag & t.now.mask
    cdef Slot* slot
    cdef char* record
    cdef int _turn
    for _turn in range(SLOTS_AHEAD):
        slot = &t.now.slots[at]
        if slot.place == 0:
            return NONE
        if slot.tag == tag and slot.place != DELETED:
            record = <char*>pool_at(&t.hot, slot.place - 1)
            prefetch(record)
            prefetch(record + 64)
            record = <char*>pool_at(&t.cold, slot.place - 1)
            prefetch(record)
            prefetch(record + 64)
            return slot.place - 1
        at = (at + 1) & t.now.mask
    return NONE
