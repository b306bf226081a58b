"""Expectations: what a handler's sessions announce.

A session between the same two hosts as the one that announced it meets it in the handler (stages.pyx): both are always
in the same one, and of the same share of the pairs of hosts, which has a table of its own, so that what is read of it
does not depend on how many handlers there are. Who announced a session is written down for all of them when the
handlers' batches are merged (relations.pyx), and so are names.
"""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport calloc
from libc.string cimport memcmp, memcpy, memset

from ..attributes.kept cimport arena_add
from ..core.pool cimport vector_push
from ..core.sink cimport Expectation, Named
from ..packet.decode cimport share_of
from ..packet.fragments cimport FRAGMENT_SHARES
from ..protocols.findings cimport FINDING_LIMIT_EXPECTATIONS, FINDING_LIMIT_NAMES
from ..sessions.session cimport FROM_HIGH, Session
from ..sessions.table cimport cold, hot
from .announcements cimport EXPECTATIONS_MAX, Announcement, Announcements, announcements_add
from .findings cimport raise_finding

cdef enum:
    SECOND_NS = 1_000_000_000
    NAME_SECONDS_MIN = 300          # resolvers and programs go on using an address for a while after its time
    NAME_SECONDS_MAX = 86_400

cdef uint8_t[16] NO_ADDRESS = [0] * 16


cdef inline int64_t _until(int64_t now_ns, uint32_t seconds) noexcept nogil:
    cdef int64_t wait = <int64_t>seconds * SECOND_NS
    return now_ns + wait if now_ns <= <int64_t>0x7FFFFFFFFFFFFFFF - wait else <int64_t>0x7FFFFFFFFFFFFFFF


cdef void _hosts(Session* s, uint8_t way, const uint8_t** sender, const uint8_t** receiver,
                 uint16_t* port) noexcept nogil:
    """Who says something in this direction, from which port, and to whom."""
    cdef bint is_high = (s.flags & FROM_HIGH != 0) != (way != 0)
    sender[0] = &s.key.high[0] if is_high else &s.key.low[0]
    receiver[0] = &s.key.low[0] if is_high else &s.key.high[0]
    port[0] = s.key.high_port if is_high else s.key.low_port


cdef Announcement* _told(Context* c, uint32_t index, uint32_t packet) noexcept nogil:
    """A new one in the list for the analysis, or NULL."""
    cdef const Session* s = hot(&c.table, index)
    cdef Announcement* told = <Announcement*>vector_push(&c.announced)
    if told == NULL:
        c.out_of_memory = 1
        return NULL
    memset(told, 0, sizeof(Announcement))
    told.session, told.index, told.packet = cold(&c.table, index).serial, index, packet
    told.tunnel, told.since_ns = s.key.tunnel, c.now_ns
    memcpy(told.pair, s.key.low, 16)
    memcpy(told.pair + 16, s.key.high, 16)
    return told


cdef Announcements* _table(Context* c, const PacketRecord* packet) noexcept nogil:
    """That of the packet's share, or NULL."""
    if c.expected == NULL:
        c.expected = <Announcements*>calloc(FRAGMENT_SHARES, sizeof(Announcements))
    return &c.expected[share_of(c.decoder.tables, packet)] if c.expected != NULL else NULL


cdef void _expect_own(Context* c, uint32_t index, const PacketRecord* packet, Announcement* told) noexcept nogil:
    """One about the session's own hosts."""
    cdef Announcements* table = _table(c, packet)
    cdef uint64_t lost = table.lost if table != NULL else 0
    if table == NULL or announcements_add(table, EXPECTATIONS_MAX, told, c.now_ns, &c.decoder.secret) == NULL:
        c.out_of_memory = 1
        return
    c.expected_until_ns = max(c.expected_until_ns, told.until_ns)
    if table.lost != lost:
        told.is_told = True
        raise_finding(c, index, packet.number, FINDING_LIMIT_EXPECTATIONS, 0, 0)


cdef void _take_expected(Context* c, uint32_t index, const PacketRecord* packet, const Expectation* e) noexcept nogil:
    cdef const uint8_t* sender
    cdef const uint8_t* receiver
    cdef uint16_t port
    cdef bint is_own = True
    cdef Announcement* told = _told(c, index, packet.number)
    if told == NULL:
        return
    _hosts(hot(&c.table, index), e.way, &sender, &receiver, &port)
    if memcmp(e.address, NO_ADDRESS, 16) and memcmp(e.address, sender, 16):
        is_own = memcmp(e.address, receiver, 16) == 0
        memcpy(told.address, e.address, 16)
        memcpy(told.other, sender, 16)
    else:
        memcpy(told.address, sender, 16)
        memcpy(told.other, receiver, 16)
    told.port = e.port or port
    told.protocol, told.reason, told.transport = e.protocol, e.reason, e.transport
    told.detail = e.detail or 1         # 0 is told to who is but recognised
    told.until_ns = _until(c.now_ns, e.seconds)
    if is_own:
        _expect_own(c, index, packet, told)


cdef void _take_named(Context* c, uint32_t index, uint32_t packet, const Named* named) noexcept nogil:
    cdef const uint8_t* sender
    cdef const uint8_t* receiver
    cdef uint16_t port
    cdef Announcement* told = _told(c, index, packet)
    if told == NULL:
        return
    _hosts(hot(&c.table, index), named.way, &sender, &receiver, &port)
    memcpy(told.address, named.address, 16)
    memcpy(told.other, receiver, 16)
    told.until_ns = _until(c.now_ns, min(max(named.seconds, <uint32_t>NAME_SECONDS_MIN), <uint32_t>NAME_SECONDS_MAX))
    told.length, told.is_asked = named.length, named.is_asked
    told.text = arena_add(&c.announced_text, c.sink.arena + named.at, named.length)
    if told.text == <uint64_t>-1:
        c.out_of_memory, told.length = 1, 0


cdef void take_announced(Context* c, uint32_t index, const PacketRecord* packet) noexcept nogil:
    cdef uint32_t i
    for i in range(c.sink.expected_count):
        _take_expected(c, index, packet, &c.sink.expected[i])
    for i in range(c.sink.named_count):
        _take_named(c, index, packet.number, &c.sink.named[i])
    if c.sink.expected_lost:
        raise_finding(c, index, packet.number, FINDING_LIMIT_EXPECTATIONS, 0, 0)
    if c.sink.names_lost:
        raise_finding(c, index, packet.number, FINDING_LIMIT_NAMES, 0, 0)
    c.sink.expected_count = c.sink.named_count = c.sink.expected_lost = c.sink.names_lost = 0
