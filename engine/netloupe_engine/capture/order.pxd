"""Reading unaligned integers that may be in the other byte order."""
from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t
from libc.string cimport memcpy

cdef extern from *:
    uint16_t bswap16 "__builtin_bswap16"(uint16_t value) noexcept nogil
    uint32_t bswap32 "__builtin_bswap32"(uint32_t value) noexcept nogil
    uint64_t bswap64 "__builtin_bswap64"(uint64_t value) noexcept nogil


cdef inline uint16_t read16(const uint8_t* data, bint swapped) noexcept nogil:
    """Two bytes in this machine's order, or in the other one."""
    cdef uint16_t value
    memcpy(&value, data, 2)
    return bswap16(value) if swapped else value


cdef inline uint32_t read32(const uint8_t* data, bint swapped) noexcept nogil:
    """Four bytes."""
    cdef uint32_t value
    memcpy(&value, data, 4)
    return bswap32(value) if swapped else value


cdef inline uint64_t read64(const uint8_t* data, bint swapped) noexcept nogil:
    """Eight bytes."""
    cdef uint64_t value
    memcpy(&value, data, 8)
    return bswap64(value) if swapped else value
