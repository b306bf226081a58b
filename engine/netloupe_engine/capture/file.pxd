"""CaptureFile: a capture file as a source of packets (see file.pyx)."""
from libc.stdint cimport uint8_t, uint32_t, uint64_t

from .batch cimport PacketRecord
from .cursor cimport Cursor
from .mapping cimport Mapping
from .pcap cimport PcapLayout
from .pcapng cimport Tables


cdef class CaptureFile:
    cdef readonly str path
    cdef readonly str format            # "pcap", "pcapng"
    cdef readonly str compression       # "", "gzip", "zstd", "lz4"
    cdef readonly uint64_t size_bytes   # of the file as it lies on disk
    cdef Mapping mapping
    cdef PcapLayout layout              # format "pcap"
    cdef Tables tables                  # format "pcapng"
    cdef Cursor cursor
    cdef bint is_pcapng
    cdef bint complete                  # no more bytes will come
    cdef object expander                # None for a file that is not compressed
    cdef list known_interfaces

    # Both work without the GIL; read_batch belongs to one thread, read_at to any.
    cdef int read_batch(self, PacketRecord* out, int room) noexcept nogil
    cdef bint read_at(self, uint64_t at, PacketRecord* out) noexcept nogil
    # For whoever rewrites the file.
    cdef const uint8_t* packet_options(self, const PacketRecord* record, uint32_t* size) noexcept nogil
    cdef bint is_swapped(self, uint64_t at) noexcept nogil

    cdef int _batch(self, PacketRecord* out, int room) noexcept nogil
    cdef void _grow(self) noexcept with gil
    cdef void _more(self, uint64_t size)
    cdef bytes _block(self, uint64_t at)
    cdef tuple _extra(self, uint32_t index, uint64_t bytes_max=*)
    cdef str byte_order(self, uint64_t at)
    cdef object _interface(self, uint32_t index)
    cdef tuple _tuple(self, const PacketRecord* record)
