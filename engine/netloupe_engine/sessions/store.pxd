"""SessionStore: one row a session, in columns other threads may read while rows are written."""
from libc.stdint cimport uint8_t, uint32_t, uint64_t

from ..core.pool cimport Vector
from .columns cimport Row

cdef enum:
    STORE_CHUNK_BITS = 14       # rows a chunk
    STORE_COLUMNS_MAX = 96

cdef class SessionStore:
    cdef Vector taken           # the slots, a chunk of them column after column
    cdef uint32_t[STORE_COLUMNS_MAX] offsets    # in a row; times the rows of a chunk, in a chunk
    cdef uint32_t[STORE_COLUMNS_MAX] widths
    cdef uint32_t column_count
    cdef uint64_t reserved      # slots there is room for
    cdef Vector slots           # slot of each row, 0: nothing was written of it yet
    cdef readonly uint64_t count    # rows published
    cdef dict places            # column name -> its number
    cdef void _gather(self, uint8_t* out, uint32_t column, const uint64_t* rows, uint64_t first,
                      uint64_t count) noexcept nogil
    cdef uint8_t* _column(self, uint64_t chunk, uint32_t column) noexcept nogil
    cdef const uint8_t* value(self, uint64_t row, uint32_t column) noexcept nogil
    cdef void write(self, uint64_t row, const Row* values) noexcept nogil
    cdef bint read(self, uint64_t row, Row* values) noexcept nogil

# Exchange the directions: what was up is down.
cdef void row_turn(Row* row) noexcept nogil
