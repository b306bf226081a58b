"""Rest: what a session would be if the capture ended here, found out without ending it.

At the end of a capture the bytes that wait behind lost segments are parsed after all, which a parser cannot take back.
So a copy of the conversation is taken to its end, and thrown away. Values it kept stay where the row written meanwhile
finds them; they, findings it raised and sessions it turned round are forgotten when the capture goes on.
"""
from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free
from libc.string cimport memcpy

from ..attributes.kept cimport kept_undo
from ..classify.conversation cimport conversation_copy
from ..classify.talk cimport Conversation
from ..core.pool cimport pool_give, pool_take, vector_at, vector_free, vector_init, vector_push
from ..sessions.session cimport NONE, Cold, Session
from ..sessions.states cimport END_CAPTURE_END, END_NONE
from ..sessions.store cimport SessionStore
from ..sessions.table cimport cold, hot, seldom
from .context cimport KIND_TCP, KIND_UDP, Context, KindShare, conversation_at
from .conversing cimport flush_conversation, rehearse_end
from .ids cimport Ids
from .lifecycle cimport session_settle, session_unsettle
from .publishing cimport write_session

cdef enum:
    UNDONE_BITS = 10

cdef struct Before:         # what `_rehearse_end` changes of a session
    Cold beside
    uint32_t conversation
    uint16_t findings
    uint8_t flags
    uint8_t state


cdef bint rest_init(Rest* rest, Context* c) noexcept nogil:
    """For a handler whose context is open; False when out of memory."""
    rest.true_kinds = <KindShare*>calloc(c.kind_count, sizeof(KindShare))
    return rest.true_kinds != NULL and vector_init(&rest.undone, sizeof(uint32_t), UNDONE_BITS)


cdef void rest_free(Rest* rest) noexcept nogil:
    free(rest.true_kinds)
    vector_free(&rest.undone)


cdef void rest_sessions(Rest* rest, Context* c, const Ids* ids, SessionStore store) noexcept nogil:
    """Write every session's row as it is if the capture ends here; what was due has expired."""
    cdef uint64_t at, turned = c.turned.count
    cdef uint32_t index
    cdef Before before
    rest.rests, rest.true_findings, c.rehearsing = True, c.raised.count, True
    c.kept.rehearsing = True
    memcpy(rest.true_kinds, c.kinds, c.kind_count * sizeof(KindShare))
    for index in range(c.table.hot.records.count):
        if cold(&c.table, index).serial:
            _rehearse_end(c, index, &before)
            write_session(c, ids, store, index)
            _undo_end(c, index, &before)
    c.rehearsing = c.kept.rehearsing = False
    for at in range(turned, c.turned.count):
        _note(c, &rest.undone, (<uint32_t*>vector_at(&c.turned, at))[0])


cdef void forget_rest(Rest* rest, Context* c) noexcept nogil:
    """What was found out about an end is not true after all, if there was one."""
    cdef uint64_t at
    if not rest.rests:
        return
    rest.rests = False
    c.raised.count = rest.true_findings
    kept_undo(&c.kept)
    memcpy(c.kinds, rest.true_kinds, c.kind_count * sizeof(KindShare))
    for at in range(rest.undone.count):
        _note(c, &c.turned, (<uint32_t*>vector_at(&rest.undone, at))[0])
    rest.undone.count = 0


cdef inline void _note(Context* c, Vector* serials, uint32_t serial) noexcept nogil:
    cdef uint32_t* place = <uint32_t*>vector_push(serials)
    if place == NULL:
        c.out_of_memory = 1
        return
    place[0] = serial


cdef void _rehearse_end(Context* c, uint32_t index, Before* before) noexcept nogil:
    """Make the session as it is when the capture ends, until `_undo_end`."""
    cdef const Session* s = hot(&c.table, index)
    before.beside, before.conversation = cold(&c.table, index)[0], s.conversation
    before.flags, before.state, before.findings = s.flags, s.state, seldom(&c.table, index).findings
    if s.conversation != NONE and s.transport == KIND_TCP:
        _rehearse_flush(c, index)
    elif s.conversation != NONE and s.transport == KIND_UDP:
        rehearse_end(c, index)
    session_settle(c, index)
    if cold(&c.table, index).end_reason == END_NONE:
        cold(&c.table, index).end_reason = END_CAPTURE_END


cdef void _undo_end(Context* c, uint32_t index, const Before* before) noexcept nogil:
    """The partner of `_rehearse_end`."""
    cdef Session* s = hot(&c.table, index)
    cold(&c.table, index)[0], seldom(&c.table, index).findings = before.beside, before.findings
    s.conversation, s.flags, s.state = before.conversation, before.flags, before.state
    session_unsettle(c, index)


cdef void _rehearse_flush(Context* c, uint32_t index) noexcept nogil:
    """Have a copy of the conversation parse what waits; the original is back with `_undo_end`."""
    cdef Conversation* original = conversation_at(c, hot(&c.table, index).conversation)
    cdef uint64_t held = c.streams.bytes, live = c.streams.live
    cdef uint32_t copied
    if original.streams[0].cost + original.streams[1].cost == 0:
        return
    copied = pool_take(&c.conversations)
    if copied == NONE:
        c.out_of_memory = 1
        return
    if conversation_copy(&c.parsers, conversation_at(c, copied), original):
        hot(&c.table, index).conversation = copied
        flush_conversation(c, index, True)      # gives the copy back
    else:
        pool_give(&c.conversations, copied)
        c.out_of_memory = 1
    c.streams.bytes, c.streams.live = held, live
