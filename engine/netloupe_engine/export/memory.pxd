"""Memory: where an analysis keeps what exports are made of."""
from libc.stdint cimport uint32_t

from ..attributes.kept cimport KeptStore
from ..core.pool cimport Vector, vector_at
from ..sessions.store cimport SessionStore

cdef struct Lists:              # of a handler
    const Vector* history
    const KeptStore* kept
    const Vector* sessions      # ids by its own numbers; NULL where these are the ids

cdef class Memory:
    cdef SessionStore store
    cdef Lists* lists
    cdef uint32_t handlers
    cdef tuple owners           # of the lists


cdef inline uint32_t id_of(const Lists* lists, uint32_t serial) noexcept nogil:
    """The id of a handler's session, 0 if it has none yet."""
    if lists.sessions == NULL:
        return serial
    return (<const uint32_t*>vector_at(lists.sessions, serial))[0] if serial < lists.sessions.count else 0
