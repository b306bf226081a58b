"""One packet as a capture source hands it over. The bytes are borrowed and stay put while the source is open."""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t

cdef enum:
    BATCH_PACKETS = 4096    # packets a source gives at once

cdef struct PacketRecord:
    const uint8_t* data     # `captured` bytes, borrowed from the source
    int64_t time_ns         # since the epoch; 0 where the format has no time (simple packet block)
    uint64_t at             # where the record (pcap) or block (pcapng) begins, in the decompressed file
    uint32_t captured       # bytes there are
    uint32_t length         # bytes there were on the wire
    uint32_t number         # in the capture, from 1
    uint16_t link_type      # LINKTYPE_ value
    uint16_t interface      # index over all sections of the capture
