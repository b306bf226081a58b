"""MD5 and SHA-256 without Python, for fingerprints: fed piece by piece, no buffer of the whole text needed."""
from libc.stdint cimport uint8_t, uint32_t, uint64_t

cdef enum:
    MD5_SIZE = 16
    SHA256_SIZE = 32

cdef struct Digest:         # one running digest; lives on its user's stack
    uint32_t state[8]       # MD5 uses the first four
    uint64_t size           # bytes added so far
    uint8_t block[64]       # the last, unfinished one
    uint8_t is_md5

cdef void start_md5(Digest* d) noexcept nogil
cdef void start_sha256(Digest* d) noexcept nogil
cdef void add(Digest* d, const uint8_t* data, size_t size) noexcept nogil
cdef void finish(Digest* d, uint8_t* out) noexcept nogil   # MD5_SIZE or SHA256_SIZE bytes
