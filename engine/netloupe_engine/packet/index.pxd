"""PacketIndex: the rows of all packets of a capture."""
from libc.stdint cimport uint8_t, uint32_t, uint64_t

from ..core.pool cimport Vector, fixed_at
from .row cimport PacketRow

cdef enum:
    ROW_BITS = 16           # rows a chunk

cdef class PacketIndex:
    cdef Vector rows
    cdef readonly uint64_t count        # packets that may be read
    cdef bytes turned                   # by session id, 1: its rows' directions are read the other way; None: nobody's
    cdef int _is_turned(self, uint32_t session)
    cdef void _copy(self, int which, uint64_t first, uint64_t last, void* out) noexcept nogil
    cdef uint64_t _of_marked(self, const uint8_t* marks, uint64_t size, uint64_t first, uint64_t last,
                             uint32_t* out) noexcept nogil

cdef inline PacketRow* row_of(const Vector* rows, uint32_t number) noexcept nogil:
    """The row of packet `number`, which counts from 1."""
    return <PacketRow*>fixed_at(rows, number - 1, sizeof(PacketRow), ROW_BITS)
