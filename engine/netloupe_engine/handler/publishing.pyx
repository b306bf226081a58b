"""Publishing: what a handler's sessions are, written to the stores that everybody may read.

Sessions are written when they end or, while somebody watches, when they change; at the end of the capture all are.
"""
from libc.stdint cimport int64_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free

from ..core.pool cimport Vector, pool_free, pool_init, vector_at, vector_drop_chunk
from ..packet.index cimport row_of
from ..packet.row cimport PATH_SHIFT, WAY_BIT, PacketRow
from ..sessions.session cimport DIRTY, ENDED, NONE
from ..sessions.states cimport END_CAPTURE_END, END_NONE
from ..sessions.store cimport Row, SessionStore
from ..sessions.table cimport cold, hot, table_close, table_free
from .context cimport Context, Late
from .conversing cimport flush_conversation
from .ids cimport Ids, path_id, session_id
from .lifecycle cimport session_expire, session_is_due, session_release, session_row, session_settle
from .reader cimport Batch


cdef inline uint32_t _store_row(Context* c, const Ids* ids, uint32_t index) noexcept nogil:
    """Where the session is in the store, from 0."""
    return session_id(ids, cold(&c.table, index).serial) - 1


cdef void write_session(Context* c, const Ids* ids, SessionStore store, uint32_t index) noexcept nogil:
    """The session's row as it is now."""
    cdef Row row
    session_row(c, index, &row, ids.handler)
    row.parent = session_id(ids, row.parent)
    row.path = path_id(ids, row.path)
    store.write(_store_row(c, ids, index), &row)


cdef uint64_t publish_sessions(Context* c, const Ids* ids, SessionStore store, uint32_t* written) noexcept nogil:
    """Write the rows of ended sessions and release them; before, when somebody watches, those of changed ones.
    `written` takes their places in the store where it is not NULL; answers how many."""
    cdef uint64_t i, at = 0
    cdef uint32_t index
    for i in range(c.dirty.count):
        index = (<uint32_t*>vector_at(&c.dirty, i))[0]
        hot(&c.table, index).flags &= ~DIRTY
        if hot(&c.table, index).flags & ENDED:
            continue
        write_session(c, ids, store, index)
        if written != NULL:
            written[at] = _store_row(c, ids, index)
            at += 1
    c.dirty.count = 0
    for i in range(c.ended.count):
        index = (<uint32_t*>vector_at(&c.ended, i))[0]
        flush_conversation(c, index, True)
        write_session(c, ids, store, index)
        if written != NULL:
            written[at] = _store_row(c, ids, index)
            at += 1
        session_release(c, index)
    c.ended.count = 0
    return at


cdef void settle_rows(Context* c, const Ids* ids, const Batch* batch, Vector* rows) noexcept nogil:
    """The analysis' path and session ids into this handler's rows of the batch and those of late fragments."""
    cdef uint64_t i
    cdef int at
    cdef uint16_t path
    cdef Late* late
    cdef PacketRow* row
    cdef uint64_t mask = (<uint64_t>1 << PATH_SHIFT) - 1
    if not ids.single:
        for at in range(batch.count):
            if batch.dealt[at] == ids.handler:
                row = row_of(rows, batch.records[at].number)
                path = path_id(ids, <uint16_t>(row.place >> PATH_SHIFT))
                row.place = (row.place & mask) | <uint64_t>path << PATH_SHIFT
                row.session = session_id(ids, row.session)
    for i in range(c.late.count):
        late = <Late*>vector_at(&c.late, i)
        row = row_of(rows, late.packet)
        row.session = session_id(ids, late.serial)
        row.place = (row.place & ~(<uint64_t>1 << WAY_BIT)) | <uint64_t>late.way << WAY_BIT


cdef void expire_due(Context* c, int64_t clock, bint ends) noexcept nogil:
    """Expire what is due, whenever the wheel would come to it; if the capture `ends`, settle what is in doubt."""
    cdef uint32_t index
    c.clock = clock
    for index in range(c.table.hot.records.count):
        if cold(&c.table, index).serial and not hot(&c.table, index).flags & ENDED:
            if session_is_due(c, index):
                session_expire(c, index)
            elif ends:
                session_settle(c, index)


cdef int finish_sessions(Context* c, const Ids* ids, SessionStore store) except -1:
    """The capture has ended: write every session, and give the table's memory back slab by slab. Raises MemoryError."""
    cdef uint32_t index, track
    cdef uint32_t slab_bits = c.table.hot.records.chunk_bits, track_bits = c.tracks.records.chunk_bits
    cdef uint32_t last = (<uint32_t>1 << slab_bits) - 1
    cdef uint32_t* tracked = <uint32_t*>calloc((c.tracks.records.count >> track_bits) + 1, sizeof(uint32_t))
    if tracked == NULL:
        raise MemoryError
    with nogil:
        publish_sessions(c, ids, store, NULL)
        table_close(&c.table)
        for index in range(c.table.hot.records.count):
            track = hot(&c.table, index).tcp
            if cold(&c.table, index).serial:
                flush_conversation(c, index, True)
                if track != NONE:
                    tracked[track >> track_bits] += 1
        pool_free(&c.conversations)
        pool_free(&c.exchanges)
        for index in range(c.table.hot.records.count):
            if cold(&c.table, index).serial:
                track = hot(&c.table, index).tcp
                if cold(&c.table, index).end_reason == END_NONE:
                    cold(&c.table, index).end_reason = END_CAPTURE_END
                write_session(c, ids, store, index)
                session_release(c, index)
                if track != NONE:
                    tracked[track >> track_bits] -= 1
                    if tracked[track >> track_bits] == 0:
                        vector_drop_chunk(&c.tracks.records, track >> track_bits)
            if index & last == last:
                vector_drop_chunk(&c.table.hot.records, index >> slab_bits)
                vector_drop_chunk(&c.table.cold.records, index >> slab_bits)
                vector_drop_chunk(&c.table.seldom.records, index >> slab_bits)
        table_free(&c.table)
        pool_free(&c.tracks)
        pool_init(&c.tracks, c.tracks.records.record_bytes, track_bits)
        free(tracked)
    return 0
