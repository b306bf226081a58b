"""Memory: where an analysis keeps what exports are made of."""
from libc.stdint cimport uint32_t

from ..attributes.kept cimport Kept
from ..core.pool cimport Vector, vector_at
from ..sessions.store cimport SessionStore

cdef struct Lists:              # of a handler
    const Vector* history
    const Vector* kept
    const Vector* arena

cdef class Memory:
    cdef SessionStore store
    cdef Lists* lists
    cdef uint32_t handlers
    cdef tuple owners           # of the lists


cdef inline const Kept* kept_at(const Lists* lists, uint32_t head) noexcept nogil:
    """The kept value that a chain's link names; NULL at its end."""
    return <const Kept*>vector_at(lists.kept, head - 1) if head and head <= lists.kept.count else NULL
