"""Publishing: what a handler's sessions are, written to the stores that everybody may read."""
from libc.stdint cimport int64_t, uint32_t, uint64_t

from ..core.pool cimport Vector
from ..sessions.store cimport SessionStore
from .context cimport Context
from .ids cimport Ids
from .reader cimport Batch

cdef void write_session(Context* c, const Ids* ids, SessionStore store, uint32_t index) noexcept nogil
cdef uint64_t publish_sessions(Context* c, const Ids* ids, SessionStore store, uint32_t* written) noexcept nogil
cdef void settle_rows(Context* c, const Ids* ids, const Batch* batch, Vector* rows) noexcept nogil
cdef void expire_due(Context* c, int64_t clock, bint ends) noexcept nogil
cdef int finish_sessions(Context* c, const Ids* ids, SessionStore store) except -1
