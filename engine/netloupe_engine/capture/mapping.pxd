"""Mapping: a file's bytes in memory, without copying them (see mapping.pyx)."""
from libc.stdint cimport int64_t, uint8_t, uint64_t


cdef class Mapping:
    cdef const uint8_t* base    # NULL once closed
    cdef uint64_t size          # bytes readable from base; only grows; read without the GIL by any thread
    cdef uint64_t reserved      # address space taken
    cdef int slot               # of the guard
    cdef int fd                 # our own
    cdef int64_t modified_ns    # when it was mapped
    cdef bytes ends             # how its bytes began and ended then

    cdef bint has_shrunk(self, uint64_t end) noexcept nogil
    cdef bint has_changed(self) noexcept
    cdef bytes _ends(self)
    cdef void seal(self) noexcept nogil
    cdef void blank(self) noexcept nogil
    cdef bytes copy(self, uint64_t at, uint64_t size)
