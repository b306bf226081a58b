"""QPACK, header compression of HTTP/3 (RFC 9204): one encoder's dynamic table, and decoding of what refers to it."""
from libc.stdint cimport int64_t, uint8_t, uint32_t, uint64_t

from ...core.view cimport View
from ._hpack cimport HpackField, HpackTable

cdef enum:
    QPACK_WAITS = -4            # besides HpackAnswer: entries that the block refers to are still to come

cdef struct QpackTable:         # zeroed at creation
    HpackTable table            # owned
    uint64_t inserted           # entries, ever
    uint32_t capacity_max       # that the decoder allows; 0: its settings were not seen
    uint8_t is_lost             # instructions were lost: what refers to the table cannot be read

# The bytes of an encoder stream: answers how many are whole instructions; HPACK_BAD where they break the format, or the
# table is larger than is kept here. `scratch` has `room` bytes for an entry.
cdef int64_t qpack_instruct(QpackTable* q, View v, uint8_t* scratch, uint32_t room) noexcept nogil
# As `hpack_decode`.
cdef int64_t qpack_decode(const QpackTable* q, View block, uint8_t* out, uint32_t room, HpackField* fields,
                          uint32_t most, uint32_t* count) noexcept nogil
