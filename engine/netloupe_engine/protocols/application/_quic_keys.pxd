"""Initial packets of QUIC: keys and opening (RFC 9001 section 5, RFC 9369 section 3.3)."""
from libc.stdint cimport uint8_t, uint32_t, uint64_t

cdef enum:
    SAMPLE = 16                 # bytes of a header protection sample
    SAMPLE_AT = 4               # behind the beginning of the packet number (RFC 9001 section 5.4.2)
    TAG = 16                    # bytes of the authentication code
    CONNECTION_ID_MAX = 20      # bytes; of versions 1 and 2 and the drafts

cdef struct Keys:               # of one sender
    uint8_t key[16]
    uint8_t iv[12]
    uint8_t protection[16]      # of the header

cdef struct Opened:             # an Initial packet without its protection
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
