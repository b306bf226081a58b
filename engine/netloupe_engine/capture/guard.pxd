"""Keeping the process alive when a mapped file shrinks (see guard.pyx)."""

cdef int watch(const void* base, size_t size) except -2
cdef void cut(int slot, size_t size) noexcept nogil
cdef void forget(int slot) noexcept nogil
cdef bint has_shrunk(int slot) noexcept nogil
