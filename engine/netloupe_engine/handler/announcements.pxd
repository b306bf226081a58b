"""Announcements: sessions to come and names of hosts, as sessions told them, for as long as they hold.

A table has the newest ones; the oldest makes room. What holds for the same end, told by the same two hosts, replaces
what was told before.
"""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t

from ..core.hash cimport Secret
from ..packet.key cimport Key

cdef enum:
    EXPECTATIONS_MAX = 1 << 12      # of a handler
    RELATIONS_MAX = 1 << 14         # of an analysis
    NAMES_MAX = 1 << 16             # of an analysis
    LOOKS_MAX = 16                  # announcements for one end that are looked at

cdef struct Announcement:
    uint8_t address[16]     # the end that is known; of a name whose it is
    uint8_t other[16]       # the other host of the session that told it; of a name who asked
    int64_t until_ns        # a session that begins later is not meant
    uint64_t text           # of a name: where it begins; in the handler's list or the analysis' ring
    uint32_t session        # who told: the handler's serial; in the analysis' table the id
    uint32_t packet         # where
    uint32_t tunnel         # around that session, as in its key
    uint32_t detail         # Expectation.detail
    uint32_t older          # index + 1 of the next one in its chain
    uint32_t newer          # ... of the one before it, 0: the chain begins with it
    uint16_t port           # of the end; 0: this is a name
    uint16_t protocol       # registry id of who will speak
    uint16_t reason         # CompiledRegistry.reasons
    uint8_t transport       # IP protocol number
    uint8_t handler
    uint8_t length          # of the name
    uint8_t is_there        # not replaced yet

cdef struct Announcements:
    Announcement* ring      # NULL before the first one
    uint32_t* chains        # index + 1 of the newest, by hash
    uint32_t room           # a power of two
    uint32_t count
    uint32_t next           # which one makes room
    int64_t until_ns        # the latest of all
    uint64_t lost           # made room while they still held

# False when out of memory.
cdef bint announcements_add(Announcements* t, uint32_t room, const Announcement* told, int64_t now_ns,
                            const Secret* secret) noexcept nogil
# The newest one that means a session of this key, NULL: none. Those of the session's two hosts come first, and are the
# only ones with `only_own`.
cdef const Announcement* announcements_find(const Announcements* t, const Key* key, uint8_t handler, bint only_own,
                                            int64_t now_ns, const Secret* secret) noexcept nogil
# What `asker` calls the host at `address`, NULL: no name.
cdef const Announcement* announcements_name(const Announcements* t, const uint8_t* address, const uint8_t* asker,
                                            int64_t now_ns, const Secret* secret) noexcept nogil
cdef void announcements_free(Announcements* t) noexcept nogil


cdef inline bint announcements_hold(const Announcements* t, int64_t now_ns) noexcept nogil:
    """May any of them still mean something?"""
    return t.count != 0 and now_ns <= t.until_ns


cdef inline uint64_t announcements_bytes(const Announcements* t) noexcept nogil:
    return t.room * (sizeof(Announcement) + sizeof(uint32_t)) if t.ring != NULL else 0
