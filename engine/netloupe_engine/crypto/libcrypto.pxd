"""The primitives QUIC and TLS need, by the libcrypto that Python's `ssl` uses. Without the GIL; any thread."""
from libc.stdint cimport uint8_t, uint32_t

cdef enum:
    AES_128_KEY = 16        # bytes
    AES_BLOCK = 16
    GCM_NONCE = 12
    GCM_TAG = 16
    SHA256_BYTES = 32
    HASH_BYTES_MAX = 48     # of SHA-384
    MASK = 5                # bytes of a header protection mask that count

cdef enum Hash:             # as `hashes` in libcrypto.pyx
    SHA256 = 0
    SHA384 = 1
    SHA1 = 2
    MD5 = 3

cdef enum Cipher:           # as `ciphers` there
    AES_128_GCM = 0
    AES_256_GCM = 1
    CHACHA20_POLY1305 = 2
    AES_128_CCM = 3
    AES_256_CCM = 4
    AES_128_CBC = 5
    AES_256_CBC = 6
    AES_128_ECB = 7
    AES_256_ECB = 8
    CHACHA20 = 9


cdef inline uint32_t hash_bytes(Hash hash) noexcept nogil:
    return 32 if hash == SHA256 else 48 if hash == SHA384 else 20 if hash == SHA1 else 16


cdef inline uint32_t key_bytes(Cipher cipher) noexcept nogil:
    return 16 if cipher == AES_128_GCM or cipher == AES_128_CCM or cipher == AES_128_CBC else 32

# Without a libcrypto all of them answer False.
# HKDF-Extract with SHA-256 (RFC 5869 section 2.2): `out` has SHA256_BYTES.
cdef bint hkdf_extract(const uint8_t* salt, uint32_t salt_size, const uint8_t* secret, uint32_t secret_size,
                       uint8_t* out) noexcept nogil
# HKDF-Expand-Label with an empty context (RFC 8446 section 7.1), of at most SHA256_BYTES; `label` without "tls13 ".
cdef bint hkdf_expand_label(const uint8_t* secret, const char* label, uint8_t* out, uint32_t size) noexcept nogil
# One block by AES-128 in ECB mode.
cdef bint aes_128_block(const uint8_t* key, const uint8_t* block, uint8_t* out) noexcept nogil
# Opens AEAD_AES_128_GCM (RFC 5116 section 5.1): `size` bytes and the tag behind them to `out`, which has `size`. False
# if they are not authentic.
cdef bint aes_128_gcm_open(const uint8_t* key, const uint8_t* nonce, const uint8_t* aad, uint32_t aad_size,
                           const uint8_t* sealed, uint32_t size, uint8_t* out) noexcept nogil
# The same for any cipher with 12 bytes of nonce, and a tag of `tag_size`: AES in GCM and CCM mode, ChaCha20-Poly1305.
cdef bint aead_open(Cipher cipher, const uint8_t* key, const uint8_t* nonce, const uint8_t* aad, uint32_t aad_size,
                    const uint8_t* sealed, uint32_t size, uint32_t tag_size, uint8_t* out) noexcept nogil
# Whole blocks by AES in CBC mode.
cdef bint cbc_decrypt(Cipher cipher, const uint8_t* key, const uint8_t* iv, const uint8_t* data, uint32_t size,
                      uint8_t* out) noexcept nogil
# HMAC (RFC 2104), `out` has HASH_BYTES_MAX.
cdef bint hmac(Hash hash, const uint8_t* key, uint32_t key_size, const uint8_t* data, uint32_t size,
               uint8_t* out) noexcept nogil
# As `hkdf_expand_label`, of at most the hash's size, from a secret of that size.
cdef bint expand_label(Hash hash, const uint8_t* secret, const char* label, uint8_t* out, uint32_t size) noexcept nogil
# The mask of QUIC's header protection for a 16-byte sample (RFC 9001 section 5.4); `mask` has AES_BLOCK.
cdef bint protection_mask(Cipher cipher, const uint8_t* key, const uint8_t* sample, uint8_t* mask) noexcept nogil
