"""A replay that takes down what parsers ask for: who reads in whose place, who carries whom, who announces sessions.

Parsers ask by `Sink.stage` (core/stage.pxd). While a traced packet passes, this answers in its place: it writes the
request down and lets the real one answer. So nothing is noted, and nothing costs, where nobody wants to know why.
"""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t

from ..classify.requests cimport STAGE
from ..classify.talk cimport Talk
from ..core.sink cimport Expectation, Stage
from ..core.view cimport View
from ..protocols.compiled cimport UNKNOWN_PROTOCOL, ProtocolEntry, lookup
from .pipeline cimport Pipeline
from .reader cimport Reader

cdef enum:
    REQUESTS_MAX = 64           # different ones: the first of each is what decides

cdef enum How:
    SWITCHES = 0
    CARRIES = 1
    ANNOUNCES = 2

HOW = ("switch", "carry", "announce")

cdef struct Request:
    int64_t at                  # in its buffer, negative: not in this packet
    uint32_t size
    uint32_t key
    uint32_t packet             # in the replay
    uint16_t parent
    uint16_t child              # 0: to be recognised by its bytes
    uint8_t how
    uint8_t space               # local number of the parent's key space
    uint8_t buffer

cdef struct Tracing:
    Stage stage                 # first, so that a pointer to it is one to all of this
    Request[REQUESTS_MAX] requests
    uint32_t count
    uint32_t packet


cdef void _note(Talk* talk, uint8_t how, uint8_t space, uint32_t key, int64_t at, uint32_t size) noexcept nogil:
    """Take a request of the parser that reads now down, if it is the first of its kind."""
    cdef Tracing* t = <Tracing*>talk.sink.stage
    cdef uint16_t parent = talk.sink.protocol, child = UNKNOWN_PROTOCOL
    cdef const ProtocolEntry* entry = &talk.tables.entries[parent]
    cdef Request* mine
    cdef uint32_t i
    if space < entry.space_count:
        child = lookup(talk.tables, entry.spaces[space], key)
    for i in range(t.count):
        mine = &t.requests[i]
        if mine.parent == parent and mine.how == how and mine.child == child and mine.space == space:
            return
    if t.count == REQUESTS_MAX:
        return
    mine = &t.requests[t.count]
    t.count += 1
    mine.parent, mine.child, mine.how, mine.space, mine.key = parent, child, how, space, key
    mine.at, mine.size, mine.buffer, mine.packet = at, size, talk.sink.buffer, t.packet


cdef bint _switch_to(void* context, uint8_t space, uint32_t key, uint8_t ways) noexcept nogil:
    _note(<Talk*>context, SWITCHES, space, key, -1, 0)
    return STAGE.switch_to(context, space, key, ways)


cdef void _carry(void* context, uint8_t space, uint32_t key, bint is_stream, uint64_t stream, View v, uint32_t at,
                 uint64_t lost) noexcept nogil:
    if v.size:
        _note(<Talk*>context, CARRIES, space, key, (<Talk*>context).sink.base + at, v.size)
    STAGE.carry(context, space, key, is_stream, stream, v, at, lost)


cdef bint _account(void* context, int64_t size) noexcept nogil:
    return STAGE.account(context, size)


cdef bint _expect(void* context, const Expectation* expectation) noexcept nogil:
    _note(<Talk*>context, ANNOUNCES, expectation.space, expectation.key, -1, 0)
    return STAGE.expect(context, expectation)


cdef class Trace:
    """What was asked for in the packets that passed. For one thread."""

    cdef Tracing tracing

    def __cinit__(self):
        self.tracing.stage.switch_to, self.tracing.stage.carry = &_switch_to, &_carry
        self.tracing.stage.account, self.tracing.stage.expect = &_account, &_expect

    def process(self, Pipeline pipeline not None, Reader reader not None, uint32_t packet):
        """Pass the reader's current batch, one packet, through; answers the direction whose sender the packet showed
        to be the client, None where it showed neither. Raises MemoryError."""
        self.tracing.packet = packet
        pipeline.c.sink.client = 0
        pipeline.c.sink.stage = <const Stage*>&self.tracing
        try:
            pipeline.process(reader)
        finally:
            pipeline.c.sink.stage = &STAGE
        return pipeline.c.sink.client - 1 if pipeline.c.sink.client else None

    @property
    def requests(self):
        """(who asked, who was asked for (0: whoever is recognised), HOW, key space or -1, key, packet, at, size,
        buffer), protocols by their ids, in the order in which they were asked first; `at` negative: in no packet."""
        cdef uint32_t i
        cdef Request* r
        found = []
        for i in range(self.tracing.count):
            r = &self.tracing.requests[i]
            found.append((r.parent, r.child, HOW[r.how], -1 if r.space == 0xFF else r.space, r.key, r.packet, r.at,
                          r.size, r.buffer))
        return found
