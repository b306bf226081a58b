"""Sessions whose directions carry different VLAN tags: halves that answer each other are one session.

A mirror port of a router shows one direction in one VLAN and the other in another; tags may be there one way only, or
change amid a connection. Two VLANs that carry the same ends in both directions are two sessions all the same: each
packet is first looked for under its own tags. Numbers of TCP say for good what belongs together; of anything else only
that each VLAN shows one direction, and where one turns out to show both, the halves part.
"""
from libc.stdint cimport uint8_t, uint32_t, uint64_t

from ..packet.key cimport Key, hash_key
from ..packet.stack cimport Flow
from ..sessions.halves cimport tcp_answers
from ..sessions.session cimport FROM_HIGH, NONE, Extras, Session
from ..sessions.table cimport Tagged, cold, hot, table_find, table_join, table_part, table_tagged, tagged
from .context cimport KIND_TCP, Context, extras_for, extras_of, track_at, vlan_of
from .lifecycle cimport session_is_due

cdef enum:
    TAGS_MAX = 5            # of Facts.vlan
    TAG_BITS = 12
    COUNT_BITS = 4


cdef bint _answers(Context* c, uint32_t index, const Flow* flow) noexcept nogil:
    """Is the flow's packet the other half of this session? TCP: by its numbers; others: by its direction alone."""
    cdef const Session* s = hot(&c.table, index)
    cdef uint32_t track = s.tcp
    cdef uint8_t way = flow.from_high != (s.flags & FROM_HIGH != 0)
    if session_is_due(c, index):
        return False
    if s.transport == KIND_TCP:
        return track != NONE and tcp_answers(track_at(c, track), way, &flow.facts,
                                             s.packets[way] != 0)
    return s.packets[way] == 0 and s.packets[1 - way] != 0


cdef uint64_t _with_tags(uint64_t vlan, uint64_t more) noexcept nogil:
    """The tags of `vlan` and those of `more` that are not among them, as far as there is room."""
    cdef uint64_t number, count = vlan & 15
    cdef uint32_t i, k
    for i in range(more & 15):
        number = more >> (COUNT_BITS + TAG_BITS * i) & 0xFFF
        k = 0
        while k < count and vlan >> (COUNT_BITS + TAG_BITS * k) & 0xFFF != number:
            k += 1
        if k == count and count < TAGS_MAX:
            vlan = (vlan | number << (COUNT_BITS + TAG_BITS * count)) + 1
            count += 1
    return vlan


cdef inline uint8_t _sender(const Flow* flow) noexcept nogil:
    """As Tagged.ways."""
    return 2 if flow.from_high else 1


cdef void _part(Context* c, uint32_t index, const Key* key) noexcept nogil:
    cdef Extras* extras = extras_of(c, cold(&c.table, index))
    table_part(&c.table, index, key)
    if extras != NULL:
        extras.vlan = 0


cdef void part_halves(Context* c, uint32_t index, const Flow* flow) noexcept nogil:
    """A session that is no TCP connection got a packet under its own tags. If others showed this direction so far, they
    are those of another session."""
    cdef uint32_t at = table_tagged(&c.table, &flow.key)
    cdef const Tagged* seen
    cdef Key key = flow.key
    while at != NONE:
        seen = tagged(&c.table, at)
        if seen.session == index and seen.ways == _sender(flow):
            key.vlan = seen.vlan
            _part(c, index, &key)
            return
        at = seen.next


cdef uint32_t find_half(Context* c, const Flow* flow) noexcept nogil:
    """The session this flow belongs to though the session's key has other VLAN tags, or NONE."""
    cdef uint32_t found = NONE, at = table_tagged(&c.table, &flow.key)
    cdef const Tagged* seen
    cdef Extras* extras
    cdef Key bare
    while at != NONE:
        seen = tagged(&c.table, at)
        if session_is_due(c, seen.session):
            at = seen.next
            continue
        if seen.vlan == flow.key.vlan:
            if seen.ways == _sender(flow) or hot(&c.table, seen.session).transport == KIND_TCP:
                return seen.session
            _part(c, seen.session, &flow.key)
            return NONE
        if found == NONE and _answers(c, seen.session, flow):
            found = seen.session
        at = seen.next
    if found == NONE and flow.key.vlan:
        bare = flow.key
        bare.vlan = 0
        found = table_find(&c.table, &bare, hash_key(&bare, &c.decoder.secret))
        if found != NONE and not _answers(c, found, flow):
            found = NONE
    if found != NONE:
        if not table_join(&c.table, found, &flow.key, _sender(flow)):
            c.out_of_memory = 1
        extras = extras_for(c, cold(&c.table, found))
        if extras != NULL:
            extras.vlan = _with_tags(vlan_of(c, hot(&c.table, found), cold(&c.table, found)), flow.key.vlan)
    return found
