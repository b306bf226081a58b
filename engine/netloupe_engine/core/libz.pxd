"""DEFLATE undone (RFC 1950 to 1952), by the zlib that Python's `zlib` uses. Without the GIL; any thread."""
from libc.stdint cimport uint8_t, uint32_t

cdef enum:
    INFLATER_BYTES = 48 << 10       # memory that one takes, about
    INFLATE_ON = 0                  # all was taken, or there is no more room
    INFLATE_END = 1
    INFLATE_BAD = 2

# A new one for bytes with zlib's or gzip's header, or `raw` ones; NULL without memory or without a zlib.
cdef void* inflater_new(bint raw) noexcept nogil
# Another one that is as far; NULL without memory.
cdef void* inflater_copy(void* inflater) noexcept nogil
cdef void inflater_free(void* inflater) noexcept nogil
# Inflates from `size` bytes at `data` into `room` bytes at `out`; says how many were taken and made.
cdef int inflate_some(void* inflater, const uint8_t* data, uint32_t size, uint8_t* out, uint32_t room,
                      uint32_t* taken, uint32_t* made) noexcept nogil
