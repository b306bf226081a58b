"""SessionTable: sessions by key, in pools, under an incrementally growing hash, with a timing wheel."""
from libc.stdint cimport int64_t, uint8_t, uint32_t, uint64_t

from ..core.hash cimport Secret, prefetch
from ..core.pool cimport Pool, Vector, fixed_at, pool_at
from ..packet.key cimport Key
from .session cimport Cold, Seldom, Session
from .wheel cimport Wheel

cdef enum:
    FIRST_SLOTS = 4096
    SLAB_BITS = 12          # sessions a slab
    MIGRATED_PER_INSERT = 16
    PROBES_MAX = 512        # slots from its own one to that of a new session
    TAGGED = 0x80000000     # bit of Slot.place

cdef struct Slot:
    uint32_t tag            # the key's hash
    uint32_t place          # session index + 1, or TAGGED | index of a Tagged; 0 empty; UINT32_MAX deleted

cdef struct Hash:
    Slot* slots
    uint64_t mask
    uint64_t filled         # slots not empty, deleted ones included
    uint64_t reach          # no session is farther than this from its own slot

cdef struct Tagged:         # a VLAN in which a session with these ends was seen; those of equal ends are chained
    uint64_t vlan           # as Key.vlan
    uint32_t session
    uint32_t next           # NONE: the last
    uint8_t ways            # which ends sent something in it: 1 the lower, 2 the higher

cdef struct SessionTable:
    Pool hot                # Session
    Pool cold               # Cold, at the same index
    Pool seldom             # Seldom, at the same index
    Pool tagged             # Tagged
    Hash now
    Hash old                # still being emptied into `now`; slots NULL otherwise
    uint64_t migrated       # slots of `old` already moved
    uint64_t live           # sessions in the table
    uint64_t chains         # of Tagged
    const Secret* secret    # of all tags
    uint64_t growths
    Wheel wheel

cdef bint table_init(SessionTable* t, const Secret* secret) noexcept nogil
cdef void table_free(SessionTable* t) noexcept nogil
cdef void table_close(SessionTable* t) noexcept nogil
cdef uint32_t table_find(SessionTable* t, const Key* key, uint32_t tag) noexcept nogil
cdef uint32_t table_insert(SessionTable* t, const Key* key, uint32_t tag) noexcept nogil
cdef void table_remove(SessionTable* t, uint32_t index, uint32_t tag) noexcept nogil
cdef uint32_t table_crowded(const SessionTable* t, uint32_t tag) noexcept nogil
cdef uint32_t table_tagged(SessionTable* t, const Key* key) noexcept nogil
cdef bint table_join(SessionTable* t, uint32_t index, const Key* key, uint8_t ways) noexcept nogil
cdef void table_part(SessionTable* t, uint32_t index, const Key* key) noexcept nogil
cdef void table_release(SessionTable* t, uint32_t index) noexcept nogil
cdef uint32_t table_prefetch_session(const SessionTable* t, uint32_t tag) noexcept nogil

# As `pool_at`, with what is known when it is compiled: each packet asks for its session some twenty times.
cdef inline Session* hot(const SessionTable* t, uint32_t index) noexcept nogil:
    return <Session*>fixed_at(&t.hot.records, index, sizeof(Session), SLAB_BITS)


cdef inline Cold* cold(const SessionTable* t, uint32_t index) noexcept nogil:
    return <Cold*>fixed_at(&t.cold.records, index, sizeof(Cold), SLAB_BITS)


cdef inline Seldom* seldom(const SessionTable* t, uint32_t index) noexcept nogil:
    return <Seldom*>fixed_at(&t.seldom.records, index, sizeof(Seldom), SLAB_BITS)


cdef inline Tagged* tagged(const SessionTable* t, uint32_t index) noexcept nogil:
    return <Tagged*>pool_at(&t.tagged, index)


cdef inline void table_prefetch_slot(const SessionTable* t, uint32_t tag) noexcept nogil:
    """Bring in the hash slot a session with this hash would be in; while the hash grows there are two."""
    prefetch(&t.now.slots[tag & t.now.mask])
    if t.old.slots != NULL:
        prefetch(&t.old.slots[tag & t.old.mask])
