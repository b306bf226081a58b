"""Reading the snoop formats (see snoop.pyx)."""
from libc.stdint cimport uint8_t, uint64_t

from .batch cimport PacketRecord
from .cursor cimport Cursor
from .pcap cimport PcapLayout

cdef enum:
    SNOOP_HEADER_BYTES = 16

cdef PcapLayout snoop_layout(bytes header) except *
cdef int snoop_batch(const PcapLayout* layout, const uint8_t* base, uint64_t size, Cursor* cursor,
                     PacketRecord* out, int room) noexcept nogil
cdef bint snoop_record(const PcapLayout* layout, const uint8_t* base, uint64_t size, uint64_t at,
                       PacketRecord* out) noexcept nogil
