"""Mixing of 64-bit words, and prefetching."""
from libc.stdint cimport uint64_t

cdef extern from *:
    """
    static inline void netloupe_prefetch(const void* p) { __builtin_prefetch(p, 1, 3); }
    """
    void prefetch "netloupe_prefetch"(const void* p) noexcept nogil


cdef inline uint64_t mix(uint64_t x) noexcept nogil:
    """Every input bit changes about half of the output bits (the finaliser of SplitMix64, Steele et al. 2014)."""
    x ^= x >> 30
    x *= <uint64_t>0xBF58476D1CE4E5B9
    x ^= x >> 27
    x *= <uint64_t>0x94D049BB133111EB
    return x ^ (x >> 31)
