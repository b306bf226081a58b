"""CaptureSource: where packets come from (see source.pyx)."""
from libc.stdint cimport uint8_t, uint32_t, uint64_t

from .batch cimport PacketRecord


cdef class CaptureSource:
    cdef readonly str path
    cdef readonly str format            # "pcap", "pcapng", "snoop", "btsnoop"; "" while nothing is known
    cdef readonly str compression       # "", "gzip", "zstd", "lz4"
    cdef readonly uint64_t size_bytes   # as it lies on disk
    cdef readonly bint grows            # more may be written to it
    cdef bint interrupted               # nobody wants more packets

    # Without the GIL; read_batch belongs to one thread, the rest to any.
    cdef int read_batch(self, PacketRecord* out, int room) noexcept nogil
    cdef bint read_at(self, uint64_t at, PacketRecord* out) noexcept nogil
    cdef bint is_gone(self, uint64_t at) noexcept nogil
    cdef uint32_t interface_count(self) noexcept nogil
    # For whoever rewrites the capture.
    cdef const uint8_t* packet_options(self, const PacketRecord* record, uint32_t* size) noexcept nogil
    cdef bint is_swapped(self, uint64_t at) noexcept nogil
    cdef str byte_order(self, uint64_t at)

    cdef tuple _tuple(self, const PacketRecord* record)
