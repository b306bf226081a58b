"""Packets of QUIC: keys and opening (RFC 9001 sections 5 and 6, RFC 9369 section 3.3)."""
from libc.stdint cimport uint8_t, uint32_t, uint64_t

from ._tls_keys cimport Suite

cdef enum:
    SAMPLE = 16                 # bytes of a header protection sample
    SAMPLE_AT = 4               # behind the beginning of the packet number (RFC 9001 section 5.4.2)
    TAG = 16                    # bytes of the authentication code
    CONNECTION_ID_MAX = 20      # bytes; of versions 1 and 2 and the drafts

cdef struct Keys:               # of one sender
    uint8_t key[16]
    uint8_t iv[12]
    uint8_t protection[16]      # of the header

cdef struct PacketKeys:         # of one sender, from a secret of TLS
    uint8_t secret[48]
    uint8_t key[32]
    uint8_t iv[12]
    uint8_t protection[32]      # of the header
    uint8_t is_known

cdef struct Opened:             # a packet without its protection
    uint64_t number
    uint32_t number_size        # bytes
    uint32_t size               # of the payload

# Versions 1 and 2 and the drafts 23 to 34: those whose Initial packets can be opened.
cdef bint is_known_version(uint32_t version) noexcept nogil
# Keys of client [0] and server [1], from the connection id the client first addressed. False for versions whose keys
# are not known, and where there is no libcrypto.
cdef bint derive_keys(uint32_t version, const uint8_t* id, uint32_t id_size, Keys* keys) noexcept nogil
# Opens an Initial packet of `end` bytes whose number begins at `number_at`, into `out`, which has room for as many.
# False if it is not authentic. `header` has room for all of it up to the end of the number; `largest` is the largest
# number of its sender's before.
cdef bint open_initial(const Keys* keys, const uint8_t* packet, uint32_t number_at, uint32_t end, uint64_t largest,
                       uint8_t* out, uint8_t* header, Opened* opened) noexcept nogil
# Is a Retry packet what the server made for the client's first Initial packet (RFC 9001 section 5.8)? `pseudo` begins
# with the length and bytes of that packet's Destination Connection ID, the Retry packet without its last TAG bytes
# follows, then those.
cdef bint is_true_retry(uint32_t version, const uint8_t* pseudo, uint32_t size) noexcept nogil
# Keys from a secret of the suite's size (RFC 9001 section 5.1); False for versions that are not known.
cdef bint derive_packet_keys(uint32_t version, const Suite* suite, const uint8_t* secret,
                             PacketKeys* keys) noexcept nogil
# Those that follow at a key update, which leaves header protection as it is (section 6.1).
cdef bint update_packet_keys(uint32_t version, const Suite* suite, const PacketKeys* before,
                             PacketKeys* keys) noexcept nogil
# Takes the protection off the header of a packet of `end` bytes into `header`, which has room for `number_at` and four
# bytes; answers the bytes of the number, 0 if the packet is too short (section 5.4).
cdef uint32_t unprotect(const Suite* suite, const uint8_t* protection, const uint8_t* packet, uint32_t number_at,
                        uint32_t end, uint8_t* header) noexcept nogil
# Opens a packet whose header was unprotected into `out`; False if it is not authentic.
cdef bint open_packet(const Suite* suite, const PacketKeys* keys, const uint8_t* packet, const uint8_t* header,
                      uint32_t number_at, uint32_t number_size, uint32_t end, uint64_t largest, uint8_t* out,
                      Opened* opened) noexcept nogil
