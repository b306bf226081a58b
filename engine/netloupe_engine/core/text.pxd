"""Text of numbers and addresses, written into a caller's buffer without Python.

Every function writes at most `room` bytes at `out`, no terminating zero, and returns how many it wrote. A number or an
address that does not fit whole is not written (0); `write_hex` writes as many whole bytes as fit.
"""
from libc.stdint cimport uint8_t, uint32_t, uint64_t

cdef enum:
    IPV4_TEXT_MAX = 15
    IPV6_TEXT_MAX = 45      # ::ffff:255.255.255.255 is shorter; this is INET6_ADDRSTRLEN - 1
    DECIMAL_TEXT_MAX = 20

cdef uint32_t write_decimal(uint8_t* out, uint32_t room, uint64_t value) noexcept nogil
cdef uint32_t write_hex(uint8_t* out, uint32_t room, const uint8_t* data, uint32_t size) noexcept nogil
cdef uint32_t write_ipv4(uint8_t* out, uint32_t room, const uint8_t* address) noexcept nogil
cdef uint32_t write_ipv6(uint8_t* out, uint32_t room, const uint8_t* address) noexcept nogil
