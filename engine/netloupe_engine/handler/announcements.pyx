"""Announcements: sessions to come and names of hosts, found by the end they are about.

The order in which they were told alone says which one makes room, so that what is found does not depend on hashes.
"""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free
from libc.string cimport memcmp, memcpy

from ..core.hash cimport keyed_hash

cdef enum:
    SWEEPS = 2              # places looked at with each new one: all of them are before the table is full twice


cdef inline bint _same(const uint8_t* one, const uint8_t* other) noexcept nogil:
    return memcmp(one, other, 16) == 0


cdef inline uint32_t* _chain(const Announcements* t, const uint8_t* address, const uint8_t* asker, uint16_t port,
                             const Secret* secret) noexcept nogil:
    """Where the chain of an end begins; names are found by who asked, too."""
    cdef uint64_t[5] words
    memcpy(words, address, 16)
    words[2] = words[3] = 0
    if port == 0:
        memcpy(words + 2, asker, 16)
    words[4] = port
    return &t.chains[keyed_hash(words, 5, secret.words) & (t.room - 1)]


cdef inline uint32_t* _known(const Announcements* t, const uint8_t* pair, const Secret* secret) noexcept nogil:
    """Where the chain of a teller begins."""
    cdef uint64_t[4] words
    memcpy(words, pair, 32)
    return &t.known[keyed_hash(words, 4, secret.words) & (t.room - 1)]


cdef inline bint _is_about(const Announcement* a, const uint8_t* address, const uint8_t* asker,
                           uint16_t port) noexcept nogil:
    return a.port == port and _same(a.address, address) and (port or _same(a.other, asker))


# ------------------------------------------------------------ who has told how many
cdef void _leave_rank(Announcements* t, uint32_t at) noexcept nogil:
    cdef Teller* o = &t.tellers[at]
    cdef uint32_t* rank = &t.ranks[o.count]
    if o.behind == at:
        rank[0] = 0
        return
    t.tellers[o.before].behind, t.tellers[o.behind].before = o.behind, o.before
    if rank[0] == at + 1:
        rank[0] = o.behind + 1


cdef void _enter_rank(Announcements* t, uint32_t at) noexcept nogil:
    """In front of those that have had as many for longer."""
    cdef Teller* o = &t.tellers[at]
    cdef uint32_t* rank = &t.ranks[o.count]
    cdef uint32_t front
    if rank[0] == 0:
        o.before = o.behind = at
    else:
        front = rank[0] - 1
        o.behind, o.before = front, t.tellers[front].before
        t.tellers[o.before].behind = t.tellers[front].before = at
    rank[0] = at + 1
    t.most = max(t.most, o.count)


cdef uint32_t _teller(Announcements* t, const uint8_t* pair, const Secret* secret) noexcept nogil:
    """Index of the teller, who has announced nothing yet if it is new. There are no more tellers than places."""
    cdef uint32_t* chain = _known(t, pair, secret)
    cdef uint32_t at = chain[0]
    while at and memcmp(t.places[t.tellers[at - 1].first - 1].pair, pair, 32) != 0:
        at = t.tellers[at - 1].chained
    if at:
        return at - 1
    if t.tellers_free:
        at = t.tellers_free - 1
        t.tellers_free = t.tellers[at].chained
    else:
        at = t.tellers_used
        t.tellers_used += 1
    t.tellers[at].first = t.tellers[at].last = t.tellers[at].count = 0
    t.tellers[at].chained = chain[0]
    chain[0] = at + 1
    return at


cdef void _forget_teller(Announcements* t, uint32_t at, const uint8_t* pair, const Secret* secret) noexcept nogil:
    cdef uint32_t* place = _known(t, pair, secret)
    while place[0] != at + 1:
        place = &t.tellers[place[0] - 1].chained
    place[0] = t.tellers[at].chained
    t.tellers[at].chained = t.tellers_free
    t.tellers_free = at + 1


# ------------------------------------------------------------ in and out
cdef void _take_out(Announcements* t, uint32_t at, const Secret* secret) noexcept nogil:
    cdef Announcement* gone = &t.places[at]
    cdef Teller* owner = &t.tellers[gone.owner]
    gone.is_there = False
    if gone.newer:
        t.places[gone.newer - 1].older = gone.older
    else:
        _chain(t, gone.address, gone.other, gone.port, secret)[0] = gone.older
    if gone.older:
        t.places[gone.older - 1].newer = gone.newer
    _leave_rank(t, gone.owner)
    owner.count -= 1
    if owner.count == 0:
        _forget_teller(t, gone.owner, gone.pair, secret)
    else:
        if gone.before:
            t.places[gone.before - 1].behind = gone.behind
        else:
            owner.first = gone.behind
        if gone.behind:
            t.places[gone.behind - 1].before = gone.before
        else:
            owner.last = gone.before
        _enter_rank(t, gone.owner)
    gone.older, t.free = t.free, at + 1
    t.count -= 1


cdef void _replace(Announcements* t, const Announcement* told, const Secret* secret) noexcept nogil:
    """What the same two hosts told about the same end holds no more."""
    cdef uint32_t at = _chain(t, told.address, told.other, told.port, secret)[0], looks = 0, older
    cdef const Announcement* a
    while at and looks < LOOKS_MAX:
        a = &t.places[at - 1]
        older = a.older
        if _is_about(a, told.address, told.other, told.port):
            looks += 1
            if (a.transport == told.transport and a.tunnel == told.tunnel and a.handler == told.handler
                    and _same(a.other, told.other)):
                _take_out(t, at - 1, secret)
        at = older


cdef void _make_room(Announcements* t, int64_t now_ns, const Secret* secret) noexcept nogil:
    """What holds no more goes, a few places at a time; if all are taken, the oldest one of who has told most."""
    cdef int _turn
    cdef Announcement* a
    cdef uint32_t heaviest
    for _turn in range(SWEEPS):
        if t.swept < t.used and t.places[t.swept].is_there and t.places[t.swept].until_ns < now_ns:
            _take_out(t, t.swept, secret)
        t.swept = (t.swept + 1) & (t.room - 1)
    if t.free or t.used < t.room:
        return
    while t.ranks[t.most] == 0:
        t.most -= 1
    heaviest = t.tellers[t.ranks[t.most] - 1].before        # of several the one that has told as many for longest
    a = &t.places[t.tellers[heaviest].first - 1]
    t.lost += now_ns <= a.until_ns and not a.is_met
    _take_out(t, t.tellers[heaviest].first - 1, secret)


cdef bint _begin(Announcements* t, uint32_t room) noexcept nogil:
    """Memory that is not touched yet is none."""
    t.places = <Announcement*>calloc(room, sizeof(Announcement))
    t.tellers = <Teller*>calloc(room, sizeof(Teller))
    t.chains = <uint32_t*>calloc(room, sizeof(uint32_t))
    t.known = <uint32_t*>calloc(room, sizeof(uint32_t))
    t.ranks = <uint32_t*>calloc(room + 1, sizeof(uint32_t))
    t.room = room
    if t.places != NULL and t.tellers != NULL and t.chains != NULL and t.known != NULL and t.ranks != NULL:
        return True
    announcements_free(t)
    return False


cdef Announcement* announcements_add(Announcements* t, uint32_t room, const Announcement* told, int64_t now_ns,
                                     const Secret* secret) noexcept nogil:
    cdef Announcement* place
    cdef Teller* owner
    cdef uint32_t* chain
    cdef uint32_t at, who
    if t.places == NULL and not _begin(t, room):
        return NULL
    _replace(t, told, secret)
    _make_room(t, now_ns, secret)
    if t.free:
        at = t.free - 1
        t.free = t.places[at].older
    else:
        at = t.used
        t.used += 1
    place = &t.places[at]
    place[0] = told[0]
    chain = _chain(t, told.address, told.other, told.port, secret)
    place.newer, place.older, place.is_there = 0, chain[0], True
    if chain[0]:
        t.places[chain[0] - 1].newer = at + 1
    chain[0] = at + 1
    who = _teller(t, told.pair, secret)
    owner = &t.tellers[who]
    if owner.count:
        _leave_rank(t, who)
        t.places[owner.last - 1].behind = at + 1
    else:
        owner.first = at + 1
    place.owner, place.before, place.behind = who, owner.last, 0
    owner.last = at + 1
    owner.count += 1
    _enter_rank(t, who)
    t.count += 1
    t.until_ns = max(t.until_ns, told.until_ns)
    return place


# ------------------------------------------------------------ looking up
cdef Announcement* _newest(const Announcements* t, const uint8_t* address, const uint8_t* other, uint16_t port,
                           const Key* key, uint8_t handler, bint by_both, int64_t now_ns,
                           const Secret* secret) noexcept nogil:
    """The newest one about this end of a session; `by_both`: told by its two hosts."""
    cdef uint32_t at = _chain(t, address, other, port, secret)[0], looks = 0
    cdef Announcement* a
    while at and looks < LOOKS_MAX:
        a = &t.places[at - 1]
        at = a.older
        if not _is_about(a, address, other, port):
            continue
        looks += 1
        if key != NULL and a.transport != key.protocol or now_ns > a.until_ns:
            continue
        if not by_both or (a.handler == handler and a.tunnel == key.tunnel and _same(a.other, other)):
            return a
    return NULL


cdef inline Announcement* _of_both(const Announcements* t, const Key* key, uint8_t handler, bint by_both,
                                   int64_t now_ns, const Secret* secret) noexcept nogil:
    """The newer one about either end."""
    cdef Announcement* low = NULL
    cdef Announcement* high = NULL
    if key.low_port:
        low = _newest(t, key.low, key.high, key.low_port, key, handler, by_both, now_ns, secret)
    if key.high_port:
        high = _newest(t, key.high, key.low, key.high_port, key, handler, by_both, now_ns, secret)
    if low == NULL or high == NULL:
        return high if low == NULL else low
    return low if low.packet > high.packet else high


cdef Announcement* announcements_find(const Announcements* t, const Key* key, uint8_t handler, bint only_own,
                                      int64_t now_ns, const Secret* secret) noexcept nogil:
    cdef Announcement* found
    if not announcements_hold(t, now_ns):
        return NULL
    found = _of_both(t, key, handler, True, now_ns, secret)
    if found == NULL and not only_own:
        found = _of_both(t, key, handler, False, now_ns, secret)
    return found


cdef Announcement* announcements_name(const Announcements* t, const uint8_t* address, const uint8_t* asker,
                                      int64_t now_ns, const Secret* secret) noexcept nogil:
    if not announcements_hold(t, now_ns):
        return NULL
    return _newest(t, address, asker, 0, NULL, 0, False, now_ns, secret)


cdef void announcements_free(Announcements* t) noexcept nogil:
    free(t.places)
    free(t.tellers)
    free(t.chains)
    free(t.known)
    free(t.ranks)
    t.places, t.tellers, t.chains, t.known, t.ranks, t.count = NULL, NULL, NULL, NULL, NULL, 0
