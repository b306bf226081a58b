"""Relations: which session announced which, and what hosts are called, over all handlers.

Handlers list what their sessions told in a batch; between two batches that is gone through in packet order, together
with the sessions that began. So what is joined is the same for any number of handlers, and for sessions of any hosts.
"""
from libc.stdint cimport uint8_t, uint32_t, uint64_t
from libc.stdlib cimport free, malloc
from libc.string cimport memcpy

from ..core.hash cimport draw_secret
from ..core.pool cimport vector_at
from ..protocols.findings cimport FINDING_LIMIT_EXPECTATIONS, FINDING_LIMIT_NAMES
from ..sessions.session cimport FROM_HIGH, Extras, Session
from ..sessions.table cimport cold, hot
from .announcements cimport (NAMES_MAX, RELATIONS_MAX, announcements_add, announcements_find, announcements_free,
                             announcements_hold, announcements_name)
from .context cimport Fresh, extras_for
from .findings cimport raise_finding
from .ids cimport session_id

cdef enum:
    NAME_ROOM = 256             # bytes of a name at most; a page that nobody wrote to is no memory yet
    NO_PACKET = 0xFFFFFFFF


cdef class Relations:
    """For one thread at a time; raises MemoryError at creation, OSError where the system has no random numbers."""

    def __cinit__(self):
        self.known, self.names = {}, [None]
        self.texts = <uint8_t*>malloc(NAMES_MAX * NAME_ROOM)
        if self.texts == NULL:
            raise MemoryError
        if not draw_secret(&self.secret):
            raise OSError("the system has no random numbers")

    def __dealloc__(self):
        announcements_free(&self.expected)
        announcements_free(&self.named)
        free(self.texts)

    cdef bint waits(self, const Context* c) noexcept nogil:
        """Is there anything to do about this batch?"""
        return c.announced.count != 0 or (c.fresh.count != 0 and (self.expected.count != 0 or self.named.count != 0))

    cdef int join_one(self, Context* c, const Ids* ids) except -1:
        """A batch of the only handler. Raises MemoryError."""
        cdef uint64_t began = 0, told = 0
        cdef uint32_t next_told
        while began < c.fresh.count or told < c.announced.count:
            next_told = _told_in(c, told)
            if began < c.fresh.count and _began_in(c, began) <= next_told:
                self._meet(c, ids, began)
                began += 1
            else:
                self._tell(<const Announcement*>vector_at(&c.announced, told), c, ids)
                told += 1
        return 0

    cdef int attach(self, Context* c, const Ids* ids) except -1:
        """A handler, which stays where it is as long as this is used, in the order of their numbers."""
        if self.handlers == HANDLERS_MAX:
            raise ValueError("too many handlers")
        self.contexts[self.handlers], self.ids[self.handlers] = c, ids
        self.handlers += 1
        return 0

    def join(self):
        """A batch of several handlers, whose new sessions have their ids. Raises MemoryError."""
        cdef uint64_t[HANDLERS_MAX] began, told
        cdef uint32_t first, packet
        cdef int i, which
        cdef bint opens, waits = False
        for i in range(self.handlers):
            began[i] = told[i] = 0
            waits |= self.waits(self.contexts[i])
        while waits:
            first, which, opens = NO_PACKET, -1, False
            for i in range(self.handlers):
                packet = _began_in(self.contexts[i], began[i])
                if packet < first or (packet == first and packet != NO_PACKET and not opens):
                    first, which, opens = packet, i, True
                packet = _told_in(self.contexts[i], told[i])
                if packet < first:
                    first, which, opens = packet, i, False
            if which < 0:
                break
            if opens:
                self._meet(self.contexts[which], self.ids[which], began[which])
                began[which] += 1
            else:
                self._tell(<const Announcement*>vector_at(&self.contexts[which].announced, told[which]),
                           self.contexts[which], self.ids[which])
                told[which] += 1

    cdef int _tell(self, const Announcement* told, Context* c, const Ids* ids) except -1:
        """What a session told holds from here on."""
        cdef Announcement mine = told[0]
        cdef uint64_t lost = self.expected.lost
        if told.port == 0:
            return self._tell_name(told, c, ids)
        mine.session, mine.handler = session_id(ids, told.session), ids.handler
        if announcements_add(&self.expected, RELATIONS_MAX, &mine, mine.since_ns, &self.secret) == NULL:
            raise MemoryError
        if self.expected.lost != lost and not told.is_told:
            raise_finding(c, told.index, told.packet, FINDING_LIMIT_EXPECTATIONS, 0, 0)
        return 0

    cdef int _tell_name(self, const Announcement* told, Context* c, const Ids* ids) except -1:
        """Where queries are captured, an answer that nobody was seen to ask for may be anybody's."""
        cdef Announcement mine = told[0]
        cdef Announcement* place
        cdef uint64_t lost = self.named.lost
        self.sees_queries |= told.is_asked
        if told.length == 0 or (self.sees_queries and not told.is_asked):
            return 0
        mine.session, mine.tunnel = session_id(ids, told.session), 0
        place = announcements_add(&self.named, NAMES_MAX, &mine, mine.since_ns, &self.secret)
        if place == NULL:
            raise MemoryError
        memcpy(self.texts + (place - self.named.places) * NAME_ROOM, vector_at(&c.announced_text, told.text),
               told.length)
        if self.named.lost != lost:
            raise_finding(c, told.index, told.packet, FINDING_LIMIT_NAMES, 0, 0)
        return 0

    cdef int _meet(self, Context* c, const Ids* ids, uint64_t which) except -1:
        """A session that began: who announced it, and what its responder is called."""
        cdef const Fresh* fresh = <const Fresh*>vector_at(&c.fresh, which)
        cdef Announcement* found = announcements_find(
            &self.expected, &hot(&c.table, fresh.index).key, ids.handler, False, fresh.start_ns, &self.secret)
        cdef Extras* extras
        if found != NULL:
            extras = extras_for(c, cold(&c.table, fresh.index))
            if extras == NULL:
                raise MemoryError
            extras.expected_by, extras.expected_reason = found.session, found.reason
            extras.expected_protocol, found.is_met = found.protocol, True
            extras.expected_packet = found.packet
            self.met += 1
        if announcements_hold(&self.named, fresh.start_ns):
            self._name(c, which)
        return 0

    cdef int _name(self, Context* c, uint64_t which) except -1:
        """What either end calls the other: which of them is the responder, later packets may tell."""
        cdef const Fresh* fresh = <const Fresh*>vector_at(&c.fresh, which)
        cdef Session* s = hot(&c.table, fresh.index)
        cdef bint is_high = s.flags & FROM_HIGH != 0
        cdef const uint8_t* responder = &s.key.low[0] if is_high else &s.key.high[0]
        cdef const uint8_t* initiator = &s.key.high[0] if is_high else &s.key.low[0]
        cdef const Announcement* told = announcements_name(&self.named, responder, initiator, fresh.start_ns,
                                                           &self.secret)
        cdef const Announcement* turned = announcements_name(&self.named, initiator, responder, fresh.start_ns,
                                                             &self.secret)
        cdef const Announcement* found
        cdef Extras* extras
        cdef int end
        if told == NULL and turned == NULL:
            return 0
        extras = extras_for(c, cold(&c.table, fresh.index))
        if extras == NULL:
            raise MemoryError
        for end in range(2):
            found = turned if end else told
            if found != NULL:
                extras.names[end] = self._number_of(found)
                extras.named_by[end], extras.named_packet[end] = found.session, found.packet
        return 0

    cdef uint32_t _number_of(self, const Announcement* found) except? 0xFFFFFFFF:
        """Number of a name in the list of all."""
        name = (<char*>self.texts + (found - self.named.places) * NAME_ROOM)[:found.length].decode("utf-8", "replace")
        number = self.known.get(name)
        if number is None:
            number = self.known[name] = len(self.names)
            self.names.append(name)
        return number


cdef inline uint32_t _began_in(const Context* c, uint64_t which) noexcept nogil:
    """The packet that began a session of the batch."""
    return (<const Fresh*>vector_at(&c.fresh, which)).packet if which < c.fresh.count else <uint32_t>NO_PACKET


cdef inline uint32_t _told_in(const Context* c, uint64_t which) noexcept nogil:
    """The packet that told something."""
    if which >= c.announced.count:
        return NO_PACKET
    return (<const Announcement*>vector_at(&c.announced, which)).packet
