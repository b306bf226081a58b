"""The bytes of CRYPTO and STREAM frames in order (RFC 9000 sections 2.2 and 7.5)."""
from libc.stdint cimport uint8_t, uint32_t, uint64_t

cdef enum:
    CRYPTO_MAX = 1 << 16        # bytes of one direction that are put in order; a handshake has a few thousand
    PIECES_MAX = 32             # parts that wait for what is before them

cdef struct Piece:              # bytes [begin, end) that are there
    uint32_t begin
    uint32_t end

cdef struct CryptoStream:       # one direction, from the first byte on that nobody has read; zeroed at creation
    uint8_t* bytes              # owned
    uint32_t room
    uint32_t front              # bytes that are there from the beginning on without a hole
    uint32_t count
    Piece pieces[PIECES_MAX]    # behind `front`, by place, neither overlapping nor touching

# `size` bytes of a frame, to lie at `at`; those that are there already stay. False when they end behind `most`, the
# holes are too many, or there is no memory; then nothing has changed.
cdef bint crypto_add(CryptoStream* s, uint64_t at, const uint8_t* data, uint32_t size, uint32_t most) noexcept nogil
# The bytes before `front` have been read: what follows begins the stream.
cdef void crypto_drop(CryptoStream* s) noexcept nogil
