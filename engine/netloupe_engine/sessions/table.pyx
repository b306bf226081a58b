"""SessionTable: sessions by key, in pools, under an incrementally growing hash, with a timing wheel.

The hash starts at 4,096 slots. When it is three quarters full a table of twice the size is made (its pages come into
being as they are first touched) and every later insertion moves a few old slots, so no packet ever waits for a
rehash. Creation, lookup and release are O(1); nothing here allocates per packet, only per slab of sessions.

Keys are hashed with a secret, so nobody can send sessions that crowd. If they should all the same, no session is put
farther than PROBES_MAX slots from its own one: one of the crowd has to go first (`table_crowded`).

Sessions with VLAN tags are found a second way: by their ends alone. The slot of these ends leads to a chain of Tagged,
so that the other direction of a session finds it though its tags are others.
"""
from libc.stdint cimport UINT32_MAX, uint32_t, uint64_t
from libc.stdlib cimport calloc, free, malloc
from libc.string cimport memset

from ..core.hash cimport LINE_BYTES, prefetch
from ..core.pool cimport pool_free, pool_give, pool_init, pool_take, vector_huge
from ..packet.key cimport Key, hash_key, same_ends, same_key
from .session cimport NONE, Cold, Seldom, Session
from .wheel cimport WHEEL_SLOTS

cdef enum:
    DELETED = 0xFFFFFFFF
    SLOTS_AHEAD = 8         # looked through when prefetching; nearly all sessions are nearer to their own slot
    CHAIN_MAX = 8           # VLANs kept by the same ends


cdef uint64_t ANY_VLAN = 0xFFFFFFFFFFFFFFFF      # in the key of a chain; no packet has so many tags


cdef bint table_init(SessionTable* t, const Secret* secret) noexcept nogil:
    """An empty table; False when out of memory (table_free is then still safe). `secret` outlives it."""
    memset(t, 0, sizeof(SessionTable))
    t.secret = secret
    t.now.slots = <Slot*>calloc(FIRST_SLOTS, sizeof(Slot))
    t.now.mask = FIRST_SLOTS - 1
    t.wheel.heads = <uint32_t*>malloc(WHEEL_SLOTS * sizeof(uint32_t))
    if t.wheel.heads != NULL:
        memset(t.wheel.heads, 0xFF, WHEEL_SLOTS * sizeof(uint32_t))
    if not (pool_init(&t.hot, sizeof(Session), SLAB_BITS) and pool_init(&t.cold, sizeof(Cold), SLAB_BITS)
            and pool_init(&t.seldom, sizeof(Seldom), SLAB_BITS) and pool_init(&t.tagged, sizeof(Tagged), SLAB_BITS)
            and t.now.slots != NULL and t.wheel.heads != NULL):
        return False
    vector_huge(&t.hot.records)
    vector_huge(&t.cold.records)
    vector_huge(&t.seldom.records)
    return True


cdef void table_free(SessionTable* t) noexcept nogil:
    pool_free(&t.hot)
    pool_free(&t.cold)
    pool_free(&t.seldom)
    pool_free(&t.tagged)
    free(t.now.slots)
    free(t.old.slots)
    free(t.wheel.heads)
    memset(t, 0, sizeof(SessionTable))


cdef void table_close(SessionTable* t) noexcept nogil:
    """No session will be looked for any more: gives the hashes back."""
    free(t.now.slots)
    free(t.old.slots)
    t.now.slots = t.old.slots = NULL


cdef inline bint _holds(const SessionTable* t, const Slot* slot, const Key* key) noexcept nogil:
    """Does the slot lead to what has this key?"""
    cdef const Key* ends
    if slot.place == DELETED:
        return False
    if slot.place & TAGGED:
        ends = &hot(t, tagged(t, slot.place & ~TAGGED).session).key
        return key.vlan == ANY_VLAN and same_ends(ends, key)
    return same_key(&hot(t, slot.place - 1).key, key)


cdef Slot* _seek(const SessionTable* t, const Hash* hash, const Key* key, uint32_t tag) noexcept nogil:
    """The slot that leads to `key`, or NULL."""
    cdef uint64_t at = tag & hash.mask, _probe
    cdef Slot* slot
    for _probe in range(hash.reach + 1):
        slot = &hash.slots[at]
        if slot.place == 0:
            return NULL
        if slot.tag == tag and _holds(t, slot, key):
            return slot
        at = (at + 1) & hash.mask
    return NULL


cdef inline Slot* _find_slot(const SessionTable* t, const Key* key, uint32_t tag) noexcept nogil:
    cdef Slot* slot = _seek(t, &t.now, key, tag)
    if slot == NULL and t.old.slots != NULL:
        slot = _seek(t, &t.old, key, tag)
    return slot


cdef uint32_t table_find(SessionTable* t, const Key* key, uint32_t tag) noexcept nogil:
    """Index of the session with this key, or NONE."""
    cdef Slot* slot = _find_slot(t, key, tag)
    return slot.place - 1 if slot != NULL else NONE


cdef inline bint _is_free(const Slot* slot) noexcept nogil:
    return slot.place == 0 or slot.place == DELETED


cdef inline uint64_t _distance(const Hash* hash, uint32_t tag) noexcept nogil:
    """From the slot of this hash to the first one that is free. Ends because a hash is never full."""
    cdef uint64_t distance = 0
    while not _is_free(&hash.slots[(tag + distance) & hash.mask]):
        distance += 1
    return distance


cdef inline void _put(Hash* hash, uint32_t tag, uint32_t place) noexcept nogil:
    cdef uint64_t distance = _distance(hash, tag)
    cdef Slot* slot = &hash.slots[(tag + distance) & hash.mask]
    hash.filled += slot.place == 0
    slot.tag = tag
    slot.place = place
    if distance > hash.reach:
        hash.reach = distance


cdef uint32_t table_crowded(const SessionTable* t, uint32_t tag) noexcept nogil:
    """A session that has to go before one with this hash can come, NONE if there is room."""
    cdef uint32_t found = NONE
    cdef uint64_t distance
    cdef const Slot* slot
    for distance in range(PROBES_MAX + 1):
        slot = &t.now.slots[(tag + distance) & t.now.mask]
        if _is_free(slot):
            return NONE
        if not slot.place & TAGGED:
            found = slot.place - 1
    return found


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
    if (t.live + t.chains) * 2 > size:
        size *= 2
    fresh.slots = <Slot*>calloc(size, sizeof(Slot))
    if fresh.slots == NULL:
        return False
    fresh.mask, fresh.filled, fresh.reach = size - 1, 0, 0
    t.old, t.now = t.now, fresh
    t.migrated = 0
    t.growths += 1
    return True


cdef bint _make_room(SessionTable* t) noexcept nogil:
    """Keep a hash slot free for one entry more; False when out of memory."""
    if t.old.slots != NULL:
        _migrate(t, MIGRATED_PER_INSERT)
        return True
    return t.now.filled * 4 < (t.now.mask + 1) * 3 or _grow(t) or t.now.filled < t.now.mask


cdef uint32_t table_insert(SessionTable* t, const Key* key, uint32_t tag) noexcept nogil:
    """A new session with this key, otherwise zeroed; NONE when out of memory, or where others crowd (`table_crowded`).
    The key must not be in the table."""
    cdef uint32_t index
    cdef Session* s
    if not _make_room(t) or _distance(&t.now, tag) > PROBES_MAX:
        return NONE
    index = pool_take(&t.hot)
    if index == UINT32_MAX:
        return NONE
    if pool_take(&t.cold) == UINT32_MAX:
        pool_give(&t.hot, index)
        return NONE
    if pool_take(&t.seldom) == UINT32_MAX:
        pool_give(&t.hot, index)
        pool_give(&t.cold, index)
        return NONE
    s = hot(t, index)
    s.key = key[0]
    s.tcp = s.conversation = NONE
    seldom(t, index).next = seldom(t, index).previous = NONE
    _put(&t.now, tag, index + 1)
    t.live += 1
    if key.vlan and not table_join(t, index, key, 0):
        table_remove(t, index, tag)
        table_release(t, index)
        return NONE
    return index


cdef void table_remove(SessionTable* t, uint32_t index, uint32_t tag) noexcept nogil:
    """Take the session out of the hash, by all its keys; its record stays until table_release."""
    cdef const Key* key = &hot(t, index).key
    cdef Slot* slot
    if t.chains:
        _leave_chain(t, index, key, ANY_VLAN)
    slot = _find_slot(t, key, tag)
    if slot != NULL:
        slot.place = DELETED
        t.live -= 1


# ---- the second way to a session: by its ends, whatever the VLAN

cdef inline Slot* _chain(const SessionTable* t, const Key* key, Key* ends, uint32_t* tag) noexcept nogil:
    """The slot of the chain for the ends in `key`, or NULL; `ends` and `tag` take what it is found by."""
    ends[0] = key[0]
    ends.vlan = ANY_VLAN
    tag[0] = hash_key(ends, t.secret)
    return _find_slot(t, ends, tag[0])


cdef uint32_t table_tagged(SessionTable* t, const Key* key) noexcept nogil:
    """The first of the Tagged with these ends, NONE if there is none."""
    cdef Key ends
    cdef uint32_t tag
    cdef const Slot* slot = _chain(t, key, &ends, &tag) if t.chains else NULL
    return slot.place & ~TAGGED if slot != NULL else NONE


cdef bint table_join(SessionTable* t, uint32_t index, const Key* key, uint8_t ways) noexcept nogil:
    """From now on `key`, of which only the VLAN is another than the session's own, leads to it too; `ways` as
    in Tagged. Of too many VLANs the one that came last gives way. False when out of memory."""
    cdef Key ends
    cdef Tagged* fresh
    cdef uint32_t tag, at, count = 1
    cdef Slot* slot
    cdef uint32_t place = pool_take(&t.tagged)
    if place == UINT32_MAX:
        return False
    fresh = tagged(t, place)
    fresh.vlan, fresh.session, fresh.next, fresh.ways = key.vlan, index, NONE, ways
    slot = _chain(t, key, &ends, &tag)
    if slot == NULL:
        if not _make_room(t):
            pool_give(&t.tagged, place)
            return False
        _put(&t.now, tag, place | TAGGED)
        t.chains += 1
        return True
    at = slot.place & ~TAGGED
    while tagged(t, at).next != NONE and count < CHAIN_MAX - 1:
        at = tagged(t, at).next
        count += 1
    if tagged(t, at).next != NONE:
        pool_give(&t.tagged, tagged(t, at).next)
    tagged(t, at).next = place
    return True


cdef void table_part(SessionTable* t, uint32_t index, const Key* key) noexcept nogil:
    """From now on `key`, one that was joined, leads to the session no more."""
    _leave_chain(t, index, key, key.vlan)


cdef void _leave_chain(SessionTable* t, uint32_t index, const Key* key, uint64_t vlan) noexcept nogil:
    """Let go of this session's Tagged of `vlan`, or of all its; the last one of a chain gives its slot back."""
    cdef Key ends
    cdef uint32_t tag, at, after, kept = NONE, last = NONE
    cdef Slot* slot = _chain(t, key, &ends, &tag)
    if slot == NULL:
        return
    at = slot.place & ~TAGGED
    while at != NONE:
        after = tagged(t, at).next
        if tagged(t, at).session == index and (vlan == ANY_VLAN or tagged(t, at).vlan == vlan):
            pool_give(&t.tagged, at)
        else:
            if last == NONE:
                kept = at
            else:
                tagged(t, last).next = at
            last = at
        at = after
    if last != NONE:
        tagged(t, last).next = NONE
        slot.place = kept | TAGGED
    else:
        slot.place = DELETED
        t.chains -= 1


cdef void table_release(SessionTable* t, uint32_t index) noexcept nogil:
    """Give the record back to the pools, which therefore always hand out equal indexes."""
    pool_give(&t.hot, index)
    pool_give(&t.cold, index)
    pool_give(&t.seldom, index)


cdef inline uint32_t _near(const Hash* hash, uint32_t tag) noexcept nogil:
    """The session that most likely has a key with this hash, NONE if there is none near its slot."""
    cdef uint64_t at = tag & hash.mask
    cdef const Slot* slot
    cdef int _turn
    for _turn in range(SLOTS_AHEAD):
        slot = &hash.slots[at]
        if slot.place == 0:
            return NONE
        if slot.tag == tag and not slot.place & TAGGED:
            return slot.place - 1
        at = (at + 1) & hash.mask
    return NONE


cdef uint32_t table_prefetch_session(const SessionTable* t, uint32_t tag) noexcept nogil:
    """Bring in the session that most likely has a key with this hash; answers its index, NONE if there is none near."""
    cdef char* record
    cdef uint32_t index = _near(&t.now, tag)
    if index == NONE and t.old.slots != NULL:
        index = _near(&t.old, tag)
    if index == NONE:
        return NONE
    record = <char*>hot(t, index)
    prefetch(record)
    prefetch(record + LINE_BYTES)
    prefetch(cold(t, index))
    return index
