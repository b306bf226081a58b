"""Reader and Batch: packets read at once, the clock at each, and the handler each is dealt to."""
from libc.stdint cimport int64_t, uint8_t, uint32_t, uint64_t

from ..capture.batch cimport PacketRecord
from ..capture.file cimport CaptureFile
from ..packet.index cimport PacketIndex
from ..protocols.compiled cimport CompiledRegistry

cdef class Batch:
    cdef PacketRecord* records
    cdef int64_t* clocks
    cdef uint8_t* dealt         # handler of each packet; unused by a single handler
    cdef readonly int count
    cdef readonly int64_t clock         # after its last packet

cdef class Reader:
    cdef CaptureFile source
    cdef PacketIndex index
    cdef CompiledRegistry registry
    cdef int handlers
    cdef int64_t clock
    cdef int64_t newest_ns              # largest packet time since the clock was last set back
    cdef readonly uint32_t number       # of the last packet so far
    cdef readonly uint64_t wire_bytes
    cdef readonly uint64_t captured_bytes
    cdef readonly int64_t first_ns      # smallest packet time so far
    cdef readonly int64_t last_ns       # largest
    cdef int read(self, Batch batch) noexcept nogil
    cdef void _number(self, Batch batch) noexcept nogil
