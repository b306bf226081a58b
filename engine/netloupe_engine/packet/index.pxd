"""PacketIndex: the rows of all packets of a capture."""
from libc.stdint cimport uint32_t, uint64_t

from ..core.pool cimport Vector, vector_at
from .row cimport PacketRow

cdef class PacketIndex:
    cdef Vector rows
    cdef readonly uint64_t count        # packets that may be read
    cdef bytes turned                   # by session id, 1: its rows' directions are read the other way; None: nobody's
    cdef int _is_turned(self, uint32_t session)

cdef inline PacketRow* row_of(const Vector* rows, uint32_t number) noexcept nogil:
    """The row of packet `number`, which counts from 1."""
    return <PacketRow*>vector_at(rows, number - 1)
