"""Sessions from their first packet to their release."""
from libc.stdint cimport int64_t, uint8_t, uint32_t

from ..packet.stack cimport Flow
from ..sessions.session cimport WAS_RESET, Session
from ..sessions.store cimport Row
from ..sessions.table cimport hot
from .context cimport AFTER_RESET, NEVER, Context

cdef uint32_t session_open(Context* c, const Flow* flow, int64_t time_ns, uint32_t packet,
                           uint32_t parent) noexcept nogil
cdef void session_turn(Context* c, uint32_t index, uint8_t client, uint8_t reason) noexcept nogil
cdef bint session_move(Context* c, uint32_t index, uint8_t event, int64_t time_ns, uint32_t packet) noexcept nogil
cdef void session_settle(Context* c, uint32_t index) noexcept nogil
cdef void session_unsettle(Context* c, uint32_t index) noexcept nogil
cdef void session_expire(Context* c, uint32_t index) noexcept nogil
cdef void session_end(Context* c, uint32_t index, uint8_t reason) noexcept nogil
cdef void session_release(Context* c, uint32_t index) noexcept nogil
cdef void session_row(Context* c, uint32_t index, Row* row, uint8_t handler) noexcept nogil
cdef void sweep(Context* c) noexcept nogil


cdef inline int64_t session_timeout(const Context* c, const Session* s) noexcept nogil:
    """How long the session may be silent as it is."""
    return c.timeouts[AFTER_RESET if s.flags & WAS_RESET else s.state][s.transport]


cdef inline bint session_is_due(const Context* c, uint32_t index) noexcept nogil:
    """Has the session been silent for longer than its state allows?"""
    cdef const Session* s = hot(&c.table, index)
    cdef int64_t timeout = session_timeout(c, s)
    return timeout != NEVER and c.clock - s.last_clock > timeout
