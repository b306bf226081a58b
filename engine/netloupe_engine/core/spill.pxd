"""Spill: full chunks of vectors move to a file on disk and stay at their addresses."""
from libc.stdint cimport uint64_t

from .pool cimport Vector

cdef class Spill:
    cdef int fd                     # -1: not opened yet
    cdef bytes folder               # b"": not looked for yet
    cdef readonly uint64_t bytes    # on disk
    cdef readonly int trouble       # errno of what made it give up; 0
    cdef bint oldest(self, Vector* v, uint64_t count) noexcept nogil
    cdef void let_go(self, Vector* v, uint64_t turn) noexcept nogil
    cdef const char* _folder(self) noexcept with gil
    cdef bint _open(self) noexcept nogil
    cdef bint _write(self, const char* data, uint64_t size) noexcept nogil


cdef inline uint64_t vector_full(const Vector* v, uint64_t count) noexcept nogil:
    """Chunks still in memory of which every record is below `count`."""
    cdef uint64_t full = count >> v.chunk_bits
    return full - v.spilled if full > v.spilled else 0
