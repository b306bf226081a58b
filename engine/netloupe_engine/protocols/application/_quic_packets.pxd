"""Packets of QUIC: their headers, and what a connection is remembered by (RFC 8999, RFC 9000 section 17)."""
from libc.stdint cimport uint8_t, uint32_t, uint64_t

from ...core.sink cimport Sink
from ...core.view cimport View, has
from ._quic_crypto cimport CryptoStream
from ._quic_keys cimport CONNECTION_ID_MAX, Keys
from ._quic_opening cimport QuicOpening

cdef enum:
    LONG_HEADER = 0x80              # of the first byte
    FIXED = 0x40                    # 1 but in Version Negotiation, or where the hosts agreed on greasing it (RFC 9287)
    LONG_MIN = 7                    # bytes of a long header: first byte, version, two lengths

cdef enum Kind:                     # of version 1; those of version 2 are counted on by one (RFC 9369 section 3.2)
    INITIAL = 0
    ZERO_RTT = 1
    HANDSHAKE = 2
    RETRY = 3
    ONE_RTT = 4
    NEGOTIATION = 5

cdef struct Id:                     # a connection id
    uint8_t size
    uint8_t bytes[CONNECTION_ID_MAX]

cdef struct State:
    CryptoStream* streams[2]        # by direction; NULL while nothing waits
    uint64_t read[2]                # bytes of the handshake that TLS was given, by direction
    uint64_t numbers[2]             # largest of Initial packets so far, by direction
    Keys keys[2]                    # of client and server
    uint32_t version                # the keys are of
    Id first                        # the Destination Connection ID they came from
    uint8_t id_sizes[2]             # by direction: of the id by which its sender wants to be addressed
    uint8_t has_keys
    uint8_t client                  # direction, once there are keys
    QuicOpening* opening            # where secrets are known that may open the others; owned
    uint8_t failures                # Initial packets that could not be opened

cdef struct Header:                 # a long header
    uint32_t version
    uint8_t kind
    uint32_t dcid_at
    uint32_t dcid_size
    uint32_t scid_at
    uint32_t scid_size
    uint32_t token_at               # Initial: the token; Retry: token and integrity tag
    uint32_t token_size
    uint32_t length_at
    uint32_t length                 # of what follows the length; what is there if the capture cut it
    uint32_t number_at              # where the header's readable part ends
    uint32_t end                    # of the packet


cdef inline bint read_varint(View v, uint32_t* at, uint64_t* value) noexcept nogil:
    """A variable-length integer (RFC 9000 section 16); False where it is not whole."""
    cdef uint32_t size, i
    if at[0] >= v.size:
        return False
    size = 1 << (v.data[at[0]] >> 6)
    if not has(v, at[0], size):
        return False
    value[0] = v.data[at[0]] & 0x3F
    for i in range(1, size):
        value[0] = value[0] << 8 | v.data[at[0] + i]
    at[0] += size
    return True


# The long header at `begin`; False if it is none, or not whole.
cdef bint read_header(View v, uint32_t begin, bint is_cut, Header* h) noexcept nogil
cdef void put_header(Sink* sink, View v, uint32_t begin, const Header* h) noexcept nogil
# Versions of a Version Negotiation packet.
cdef void put_versions(Sink* sink, View v, const Header* h) noexcept nogil
# Token and integrity tag of a Retry packet.
cdef void put_retry(Sink* sink, const State* state, View v, uint32_t begin, const Header* h) noexcept nogil
