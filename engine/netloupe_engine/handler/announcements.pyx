"""Announcements: sessions to come and names of hosts, found by the end they are about.

The order in which they were told alone says which one makes room, so that what is found does not depend on hashes.
"""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free
from libc.string cimport memcmp, memcpy

from ..core.hash cimport keyed_hash


cdef inline bint _same(const uint8_t* one, const uint8_t* other) noexcept nogil:
    return memcmp(one, other, 16) == 0


cdef inline uint32_t _chain(const Announcements* t, const uint8_t* address, const uint8_t* asker, uint16_t port,
                            const Secret* secret) noexcept nogil:
    """Where the chain of an end begins; names are found by who asked, too."""
    cdef uint64_t[5] words
    memcpy(words, address, 16)
    words[2] = words[3] = 0
    if port == 0:
        memcpy(words + 2, asker, 16)
    words[4] = port
    return <uint32_t>(keyed_hash(words, 5, secret.words) & (t.room - 1))


cdef inline bint _is_about(const Announcement* a, const uint8_t* address, const uint8_t* asker,
                           uint16_t port) noexcept nogil:
    return a.port == port and _same(a.address, address) and (port or _same(a.other, asker))


cdef void _unlink(Announcements* t, uint32_t at, const Secret* secret) noexcept nogil:
    cdef Announcement* gone = &t.ring[at]
    if not gone.is_there:
        return
    gone.is_there = False
    if gone.newer:
        t.ring[gone.newer - 1].older = gone.older
    else:
        t.chains[_chain(t, gone.address, gone.other, gone.port, secret)] = gone.older
    if gone.older:
        t.ring[gone.older - 1].newer = gone.newer


cdef void _replace(Announcements* t, const Announcement* told, const Secret* secret) noexcept nogil:
    """What the same two hosts told about the same end holds no more."""
    cdef uint32_t at = t.chains[_chain(t, told.address, told.other, told.port, secret)], looks = 0, older
    cdef const Announcement* a
    while at and looks < LOOKS_MAX:
        a = &t.ring[at - 1]
        older = a.older
        if _is_about(a, told.address, told.other, told.port):
            looks += 1
            if (a.transport == told.transport and a.tunnel == told.tunnel and a.handler == told.handler
                    and _same(a.other, told.other)):
                _unlink(t, at - 1, secret)
        at = older


cdef bint announcements_add(Announcements* t, uint32_t room, const Announcement* told, int64_t now_ns,
                            const Secret* secret) noexcept nogil:
    cdef Announcement* place
    cdef uint32_t* chain
    if t.ring == NULL:
        t.ring = <Announcement*>calloc(room, sizeof(Announcement))
        t.chains = <uint32_t*>calloc(room, sizeof(uint32_t))
        if t.ring == NULL or t.chains == NULL:
            announcements_free(t)
            return False
        t.room = room
    _replace(t, told, secret)
    place = &t.ring[t.next]
    if place.is_there and now_ns <= place.until_ns:
        t.lost += 1
    _unlink(t, t.next, secret)
    place[0] = told[0]
    chain = &t.chains[_chain(t, told.address, told.other, told.port, secret)]
    place.newer, place.older, place.is_there = 0, chain[0], True
    if chain[0]:
        t.ring[chain[0] - 1].newer = t.next + 1
    chain[0] = t.next + 1
    t.next = (t.next + 1) & (room - 1)
    t.count = min(t.count + 1, room)
    t.until_ns = max(t.until_ns, told.until_ns)
    return True


cdef const Announcement* _newest(const Announcements* t, const uint8_t* address, const uint8_t* other, uint16_t port,
                                 const Key* key, uint8_t handler, bint is_own, int64_t now_ns,
                                 const Secret* secret) noexcept nogil:
    """The newest one about this end of a session; `is_own`: told by its two hosts."""
    cdef uint32_t at = t.chains[_chain(t, address, other, port, secret)], looks = 0
    cdef const Announcement* a
    while at and looks < LOOKS_MAX:
        a = &t.ring[at - 1]
        at = a.older
        if not _is_about(a, address, other, port):
            continue
        looks += 1
        if key != NULL and a.transport != key.protocol or now_ns > a.until_ns:
            continue
        if not is_own or (a.handler == handler and a.tunnel == key.tunnel and _same(a.other, other)):
            return a
    return NULL


cdef inline const Announcement* _of_both(const Announcements* t, const Key* key, uint8_t handler, bint is_own,
                                         int64_t now_ns, const Secret* secret) noexcept nogil:
    """The newer one about either end."""
    cdef const Announcement* low = NULL
    cdef const Announcement* high = NULL
    if key.low_port:
        low = _newest(t, key.low, key.high, key.low_port, key, handler, is_own, now_ns, secret)
    if key.high_port:
        high = _newest(t, key.high, key.low, key.high_port, key, handler, is_own, now_ns, secret)
    if low == NULL or high == NULL:
        return high if low == NULL else low
    return low if low.packet > high.packet else high


cdef const Announcement* announcements_find(const Announcements* t, const Key* key, uint8_t handler, bint only_own,
                                            int64_t now_ns, const Secret* secret) noexcept nogil:
    cdef const Announcement* found
    if not announcements_hold(t, now_ns):
        return NULL
    found = _of_both(t, key, handler, True, now_ns, secret)
    if found == NULL and not only_own:
        found = _of_both(t, key, handler, False, now_ns, secret)
    return found


cdef const Announcement* announcements_name(const Announcements* t, const uint8_t* address, const uint8_t* asker,
                                            int64_t now_ns, const Secret* secret) noexcept nogil:
    if not announcements_hold(t, now_ns):
        return NULL
    return _newest(t, address, asker, 0, NULL, 0, False, now_ns, secret)


cdef void announcements_free(Announcements* t) noexcept nogil:
    free(t.ring)
    free(t.chains)
    t.ring, t.chains, t.count = NULL, NULL, 0
