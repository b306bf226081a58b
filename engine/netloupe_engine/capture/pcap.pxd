"""Reading the pcap format (see pcap.pyx)."""
from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t

from .batch cimport PacketRecord
from .cursor cimport Cursor

cdef enum LengthOrder:      # of the two length fields of a packet record
    CAPTURED_FIRST = 0      # version 2.4
    LENGTH_FIRST = 1        # before version 2.3
    SMALLER_FIRST = 2       # version 2.3: written both ways

cdef struct PcapLayout:     # what the file header says
    uint32_t link_type      # as it stands there, flags masked
    uint32_t snap_length
    uint32_t captured_max   # a packet cannot be longer
    uint32_t tick_ns        # 1000 or 1
    uint32_t record_bytes   # header of a record
    uint16_t record_link_type   # link_type, or 65535 when it has more than 16 bits
    bint swapped            # not in this machine's byte order
    LengthOrder order
    bint is_bluetooth       # of snoop's: btsnoop

cdef enum:
    PCAP_HEADER_BYTES = 24

cdef PcapLayout pcap_layout(bytes header) except *
cdef int pcap_batch(const PcapLayout* layout, const uint8_t* base, uint64_t size, Cursor* cursor,
                    PacketRecord* out, int room) noexcept nogil
cdef bint pcap_record(const PcapLayout* layout, const uint8_t* base, uint64_t size, uint64_t at,
                      PacketRecord* out) noexcept nogil
