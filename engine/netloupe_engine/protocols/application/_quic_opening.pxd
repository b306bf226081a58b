"""A QUIC connection whose secrets may be known: its hellos, and keys of all packets but the Initial ones."""
from libc.stdint cimport uint8_t, uint32_t, uint64_t

from ...core.sink cimport Sink
from ._quic_crypto cimport CryptoStream
from ._quic_keys cimport Opened, PacketKeys
from ._quic_streams cimport QuicStreams
from ._tls_keys cimport Suite

cdef enum:
    HELLO_BYTES = 80        # of a hello's beginning: up to the cipher suite

cdef enum:                  # levels of encryption, behind that of Initial packets
    LEVEL_HANDSHAKE = 0
    LEVEL_DATA = 1          # 1-RTT, and 0-RTT

cdef struct QuicSide:       # one direction
    PacketKeys handshake
    PacketKeys early        # 0-RTT
    PacketKeys now          # 1-RTT ...
    PacketKeys next         # ... after the next key update
    PacketKeys before       # ... and before the last one
    CryptoStream* streams[2]        # by level: handshake data that waits; NULL while nothing does
    uint64_t read[2]                # bytes of it that TLS was given
    uint64_t numbers[2]             # largest packet number so far
    uint8_t hello[HELLO_BYTES]
    uint32_t hello_size
    uint8_t phase           # key phase bit of `now`
    uint8_t failures        # in a row

cdef struct QuicOpening:    # zeroed at its beginning
    QuicSide sides[2]
    Suite suite
    Suite early_suite
    QuicStreams* streams    # owned; NULL while nothing was said in any
    uint32_t alpn           # key of the protocol that was agreed on, or else offered first; 0: unknown
    uint8_t status          # as of TLS
    uint8_t told            # of it
    uint8_t is_ready        # keys were looked for

# The next bytes of the handshake in Initial packets. False: a limit forbids to keep them.
cdef bint note_crypto(QuicOpening** place, Sink* sink, uint8_t way, const uint8_t* data, uint32_t size) noexcept nogil
# A client begins anew.
cdef void forget_hellos(QuicOpening* o) noexcept nogil
# Opens a Handshake (is_long, not is_early), 0-RTT (is_long, is_early) or 1-RTT packet of `end` bytes into `out`.
cdef bint open_with_secrets(QuicOpening* o, Sink* sink, uint8_t way, uint8_t client, uint32_t version, bint is_long,
                            bint is_early, const uint8_t* packet, uint32_t number_at, uint32_t end, uint8_t* out,
                            uint8_t* header, Opened* opened) noexcept nogil
cdef void quic_opening_free(QuicOpening* o) noexcept nogil
cdef QuicOpening* quic_opening_copy(const QuicOpening* o) noexcept nogil
