"""Rest: what a session would be if the capture ended here, found out without ending it.

At the end of a capture the bytes that wait behind lost segments are parsed after all, which a parser cannot take back.
So a copy of the conversation is taken to its end, and thrown away. Values it kept stay in memory, where the row written
meanwhile finds them; findings it raised are the handler's to forget.
"""
from libc.stdint cimport uint32_t, uint64_t

from ..classify.conversation cimport Conversation, conversation_copy
from ..core.pool cimport pool_at, pool_give, pool_take
from ..sessions.session cimport NONE
from ..sessions.states cimport END_CAPTURE_END, END_NONE
from ..sessions.table cimport cold, hot
from .context cimport KIND_TCP, Context
from .stages cimport flush_conversation


cdef void rehearse_end(Context* c, uint32_t index, Before* before) noexcept nogil:
    """Make the session as it is when the capture ends, until `undo_end`."""
    before.beside, before.flags = cold(&c.table, index)[0], hot(&c.table, index).flags
    if before.beside.conversation != NONE and hot(&c.table, index).transport == KIND_TCP:
        _rehearse_flush(c, index)
    if cold(&c.table, index).end_reason == END_NONE:
        cold(&c.table, index).end_reason = END_CAPTURE_END


cdef void undo_end(Context* c, uint32_t index, const Before* before) noexcept nogil:
    """The partner of `rehearse_end`."""
    cold(&c.table, index)[0] = before.beside
    hot(&c.table, index).flags = before.flags


cdef void _rehearse_flush(Context* c, uint32_t index) noexcept nogil:
    """Have a copy of the conversation parse what waits; the original is back with `undo_end`."""
    cdef Conversation* original = <Conversation*>pool_at(&c.conversations, cold(&c.table, index).conversation)
    cdef uint64_t held = c.streams.bytes, live = c.streams.live
    cdef uint32_t copied
    if original.streams[0].cost + original.streams[1].cost == 0:
        return
    copied = pool_take(&c.conversations)
    if copied == NONE:
        c.out_of_memory = 1
        return
    if conversation_copy(&c.streams, <Conversation*>pool_at(&c.conversations, copied), original,
                         c.decoder.tables.entries[original.protocol].state_size):
        cold(&c.table, index).conversation = copied
        flush_conversation(c, index, True)      # gives the copy back
    else:
        pool_give(&c.conversations, copied)
        c.out_of_memory = 1
    c.streams.bytes, c.streams.live = held, live
