"""SessionStore: one row a session, in columns other threads may read while rows are written."""
from libc.stdint cimport uint8_t, uint32_t, uint64_t

from ..core.pool cimport Vector
from .columns cimport Row

cdef enum:
    STORE_CHUNK_BITS = 14       # rows a chunk
    STORE_COLUMNS_MAX = 96

cdef class SessionStore:
    cdef Vector taken           # the slots, a chunk of them column after column
    cdef Vector rare            # records of what few rows have
    cdef uint32_t[STORE_COLUMNS_MAX] offsets    # in a Row
    cdef uint32_t[STORE_COLUMNS_MAX] spots      # times the rows of a chunk: in a chunk. Of what is rare: in its record
    cdef uint32_t[STORE_COLUMNS_MAX] widths
    cdef uint8_t[STORE_COLUMNS_MAX] is_rare
    cdef uint32_t[STORE_COLUMNS_MAX] rare_columns
    cdef uint32_t rare_count
    cdef uint32_t links         # as spots, of a column more: index + 1 of the row's record in `rare`, 0 none
    cdef uint32_t column_count
    cdef uint64_t reserved      # slots there is room for
    cdef Vector slots           # slot of each row, 0: nothing was written of it yet
    cdef readonly uint64_t count    # rows published
    cdef dict places            # column name -> its number
    cdef public dict added      # by column: rows, ascending, and what is added there to what was written
    cdef void _gather(self, uint8_t* out, uint32_t column, const uint64_t* rows, uint64_t first,
                      uint64_t count) noexcept nogil
    cdef void _write_rare(self, uint32_t* link, const uint8_t* source) noexcept nogil
    cdef const uint8_t* value(self, uint64_t row, uint32_t column) noexcept nogil
    cdef void write(self, uint64_t row, const Row* values) noexcept nogil
    cdef bint read(self, uint64_t row, Row* values) noexcept nogil

# Exchange the directions: what was up is down.
cdef void row_turn(Row* row) noexcept nogil
