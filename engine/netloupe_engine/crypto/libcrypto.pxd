"""The primitives QUIC needs, by the libcrypto that Python's `ssl` uses. Without the GIL; any thread."""
from libc.stdint cimport uint8_t, uint32_t

cdef enum:
    AES_128_KEY = 16        # bytes
    AES_BLOCK = 16
    GCM_NONCE = 12
    GCM_TAG = 16
    SHA256_BYTES = 32

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
