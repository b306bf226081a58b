"""Mapping: a file's bytes in memory, without copying them (see mapping.pyx)."""
from libc.stdint cimport uint8_t, uint64_t


cdef class Mapping:
    cdef const uint8_t* base    # NULL once closed
    cdef uint64_t size          # bytes readable from base; only grows; read without the GIL by any thread
    cdef uint64_t reserved      # address space taken

    cdef bytes copy(self, uint64_t at, uint64_t size)
