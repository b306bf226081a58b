"""Bits and words: mixing and hashing of 64-bit words, the lowest bit, prefetching."""
from libc.stdint cimport uint32_t, uint64_t

cdef extern from *:
    """
    static inline void netloupe_prefetch(const void* p) { __builtin_prefetch(p, 1, 3); }
    static inline uint32_t netloupe_lowest_bit(uint32_t x) { return (uint32_t)__builtin_ctz(x); }
    """
    void prefetch "netloupe_prefetch"(const void* p) noexcept nogil
    uint32_t lowest_bit "netloupe_lowest_bit"(uint32_t x) noexcept nogil    # its place; x must not be 0


cdef inline uint64_t mix(uint64_t x) noexcept nogil:
    """Every input bit changes about half of the output bits (the finaliser of SplitMix64, Steele et al. 2014)."""
    x ^= x >> 30
    x *= <uint64_t>0xBF58476D1CE4E5B9
    x ^= x >> 27
    x *= <uint64_t>0x94D049BB133111EB
    return x ^ (x >> 31)


cdef inline uint64_t spread(uint64_t x) noexcept nogil:
    """A quick hash for small tables of our own numbers: its upper bits are good (Knuth's multiplicative hashing)."""
    return x * <uint64_t>0x9E3779B97F4A7C15 >> 32
