"""Announcements: sessions to come and names of hosts, as sessions told them, for as long as they hold.

What holds for the same end, told by the same two hosts, replaces what was told before. In a full table the pair of
hosts between which most was told gives its oldest one up, so that nobody else's are forgotten because of it: neither by
a host that announces very many sessions, nor by a client that makes a server of many do so.
"""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t

from ..core.hash cimport Secret
from ..packet.key cimport Key

cdef enum:
    EXPECTATIONS_MAX = 1 << 11      # of a share of the pairs of hosts (packet/decode.pyx `share_of`)
    RELATIONS_MAX = 1 << 16         # of an analysis
    NAMES_MAX = 1 << 16             # of an analysis
    LOOKS_MAX = 16                  # announcements for one end that are looked at

cdef struct Announcement:
    uint8_t address[16]     # the end that is known; of a name whose it is
    uint8_t other[16]       # the other host of the session that told it; of a name who asked
    uint8_t pair[32]        # both hosts of that session, the lower one first: who told it
    int64_t since_ns        # when it was told
    int64_t until_ns        # a session that begins later is not meant
    uint64_t text           # of a name, in the handler's list: where it begins
    uint32_t session        # who told: the handler's serial; in the analysis' table the id
    uint32_t index          # ... in the handler's list its record
    uint32_t packet         # where
    uint32_t tunnel         # around that session, as in its key
    uint32_t detail         # Expectation.detail
    uint32_t older          # index + 1 of the next one in its chain
    uint32_t newer          # ... of the one before it, 0: the chain begins with it
    uint32_t before         # ... of the one that its teller told before it, 0: none
    uint32_t behind         # ... of the one that it told next
    uint32_t owner          # ... of its teller
    uint16_t port           # of the end; 0: this is a name
    uint16_t protocol       # registry id of who will speak
    uint16_t reason         # CompiledRegistry.reasons
    uint8_t transport       # IP protocol number
    uint8_t handler
    uint8_t length          # of the name
    uint8_t is_there        # not replaced yet
    uint8_t is_met          # a session came that it meant
    uint8_t is_asked        # of a name: it answers a query that was seen
    uint8_t is_told         # in the handler's list: it was said that it made another one be forgotten

cdef struct Teller:         # a pair of hosts that have announcements in the table
    uint32_t first          # index + 1 of its oldest one
    uint32_t last           # ... of its newest
    uint32_t count          # of them
    uint32_t chained        # index + 1 of the next teller in its chain
    uint32_t before         # neighbours, a ring, among those that have told as many; as indexes
    uint32_t behind

cdef struct Announcements:
    Announcement* places    # NULL before the first one
    Teller* tellers
    uint32_t* chains        # index + 1 of the newest, by hash of the end
    uint32_t* known         # index + 1 of a teller, by hash
    uint32_t* ranks         # index + 1 of who has told so many for the shortest time, by their number
    uint32_t room           # a power of two
    uint32_t used           # places that were ever taken
    uint32_t free           # index + 1 of the first free one of these; in a chain by `older`
    uint32_t tellers_used   # the same of tellers, in a chain by `chained`
    uint32_t tellers_free
    uint32_t count          # announcements that are there
    uint32_t most           # no teller has more
    uint32_t swept          # place that is looked at next for one that holds no more
    int64_t until_ns        # the latest of all
    uint64_t lost           # made room while they still held, and no session had come

# The announcement as it is in the table; NULL when out of memory.
cdef Announcement* announcements_add(Announcements* t, uint32_t room, const Announcement* told, int64_t now_ns,
                                     const Secret* secret) noexcept nogil
# The newest one that means a session of this key, NULL: none. Those of the session's two hosts come first, and are the
# only ones with `only_own`.
cdef Announcement* announcements_find(const Announcements* t, const Key* key, uint8_t handler, bint only_own,
                                      int64_t now_ns, const Secret* secret) noexcept nogil
# What `asker` calls the host at `address`, NULL: no name.
cdef Announcement* announcements_name(const Announcements* t, const uint8_t* address, const uint8_t* asker,
                                      int64_t now_ns, const Secret* secret) noexcept nogil
cdef void announcements_free(Announcements* t) noexcept nogil


cdef inline bint announcements_hold(const Announcements* t, int64_t now_ns) noexcept nogil:
    """May any of them still mean something?"""
    return t.count != 0 and now_ns <= t.until_ns


cdef inline uint64_t announcements_bytes(const Announcements* t) noexcept nogil:
    """Of what was ever in use; the rest of the room is no memory yet."""
    return (t.used * (sizeof(Announcement) + sizeof(uint32_t))
            + t.tellers_used * (sizeof(Teller) + sizeof(uint32_t))) if t.places != NULL else 0
