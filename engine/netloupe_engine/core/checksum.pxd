"""The Internet checksum (RFC 1071)."""
from libc.stdint cimport uint32_t, uint64_t

from .view cimport View, be16


cdef inline uint32_t ones_sum(View v) noexcept nogil:
    """The ones' complement sum of `v` as big-endian 16-bit words, an odd last byte padded with zero.

    It is 0xFFFF where `v` includes a checksum that is right.
    """
    cdef uint64_t total = 0
    cdef uint32_t at = 0
    while v.size - at >= 2:
        total += be16(v, at)
        at += 2
    if at < v.size:
        total += <uint32_t>v.data[at] << 8
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return <uint32_t>total
