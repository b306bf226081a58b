"""Keys of TLS from its secrets, and the protection of single records taken off."""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t

from ...crypto.libcrypto cimport Cipher, Hash

cdef enum:
    TLS_1_0 = 0x0301
    TLS_1_1 = 0x0302
    TLS_1_2 = 0x0303
    TLS_1_3 = 0x0304
    RECORD_HEADER = 5       # bytes
    NOT_AUTHENTIC = -1

cdef struct Suite:
    Cipher cipher
    Hash hash               # of key derivation, from TLS 1.2 on
    Hash mac                # of records, in CBC mode
    uint8_t tag             # bytes of the authentication code of an AEAD; 0: CBC mode

cdef struct RecordKeys:     # of one direction
    uint8_t secret[48]      # that they come from; TLS 1.3 alone
    uint8_t key[32]
    uint8_t iv[16]          # or the part of it that no record says
    uint8_t mac[48]
    uint64_t number         # of the next record

# What a cipher suite is made of; False if its records cannot be opened here.
cdef bint find_suite(uint16_t code, Suite* out) noexcept nogil
# Of client [0] and server [1] from a master secret (RFC 5246 section 6.3). False without a libcrypto.
cdef bint keys_of_master(const Suite* suite, uint16_t version, const uint8_t* master, const uint8_t* client_random,
                         const uint8_t* server_random, RecordKeys* keys) noexcept nogil
# From a traffic secret of TLS 1.3 (RFC 8446 section 7.3).
cdef bint keys_of_secret(const Suite* suite, const uint8_t* secret, RecordKeys* keys) noexcept nogil
# Those that follow a KeyUpdate (RFC 8446 section 7.2).
cdef bint keys_after(const Suite* suite, const RecordKeys* before, RecordKeys* keys) noexcept nogil
# Opens the record of a 5-byte header and `size` bytes behind it into `out`, which has `size`, by its keys and `number`;
# answers the bytes of what it carries, or NOT_AUTHENTIC. `scratch` has `size` and 13 bytes.
cdef int64_t open_record(const Suite* suite, uint16_t version, bint is_mac_last, const RecordKeys* keys,
                         uint64_t number, const uint8_t* record, uint32_t size, uint8_t* out,
                         uint8_t* scratch) noexcept nogil
# The bytes that a record of `size` carries, at most.
cdef uint32_t carried_at_most(const Suite* suite, uint16_t version, uint32_t size) noexcept nogil
