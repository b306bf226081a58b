"""Mapping: a file's bytes in memory, without copying them (see mapping.pyx)."""
from libc.stdint cimport uint8_t, uint64_t


cdef class Mapping:
    cdef const uint8_t* base    # NULL once closed
    cdef uint64_t size          # bytes readable from base; only grows; read without the GIL by any thread
    cdef uint64_t reserved      # address space taken
    cdef int slot               # of the guard
    cdef int fd                 # our own

    cdef bint has_shrunk(self, uint64_t end) noexcept nogil
    cdef void seal(self) noexcept nogil
    cdef void blank(self) noexcept nogil
    cdef bytes copy(self, uint64_t at, uint64_t size)
