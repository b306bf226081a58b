"""Streams of QUIC: data of STREAM frames put in order and given to who speaks inside (RFC 9000 section 2)."""
from libc.stdint cimport uint8_t, uint32_t, uint64_t

from ...core.sink cimport Sink
from ...core.view cimport View
from ._quic_crypto cimport CryptoStream

cdef struct QuicStream:
    uint64_t id
    uint64_t read[2]            # bytes that were given on, by direction
    uint64_t end[2]             # 1 + bytes in all, once that is known
    CryptoStream* waits[2]      # owned; NULL while nothing waits
    uint8_t is_over[2]          # nothing more is read

cdef struct QuicStreams:        # of a connection; zeroed at creation
    QuicStream* streams         # owned, the oldest first
    uint32_t count
    uint32_t room
    uint64_t gone[4]            # by type: 1 + highest number of those that made room for others

# Data of a frame, which begins at `at` of what is being read. False where it cannot be: it ends behind the last place
# of any stream, or behind this one's end.
cdef bint stream_add(QuicStreams** place, Sink* sink, uint8_t way, uint32_t alpn, uint64_t id, uint64_t offset,
                     View data, uint32_t at, bint is_end) noexcept nogil
cdef void streams_free(QuicStreams* all) noexcept nogil
