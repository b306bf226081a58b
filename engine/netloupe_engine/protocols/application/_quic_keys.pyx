"""Keys of QUIC's packets. Initial ones anyone can open who saw the client's first one: their keys come from its
Destination Connection ID and a salt of the version (RFC 9001 section 5.2, RFC 9369 section 3.3.1; the drafts' appendix
A). Those of all others come from secrets of TLS, which somebody has to know."""
from libc.stdint cimport uint8_t, uint32_t, uint64_t
from libc.string cimport memcpy

from ...crypto.libcrypto cimport (
    AES_BLOCK, SHA256_BYTES, aead_open, aes_128_block, aes_128_gcm_open, expand_label, hash_bytes, hkdf_expand_label,
    hkdf_extract, key_bytes, protection_mask)

cdef enum:
    SALT = 20                   # bytes
    LONG_HEADER = 0x80
    LONG_PROTECTED = 0x0F       # bits of the first byte that header protection covers
    SHORT_PROTECTED = 0x1F
    DRAFTS = 0xFF0000           # versions of drafts, without the draft's number in the last byte

cdef struct Version:            # what differs between versions
    uint32_t first
    uint32_t last
    const uint8_t* salt
    const char* key             # labels of HKDF
    const char* iv
    const char* protection
    const char* update
    const uint8_t* retry_key    # of the integrity tag of Retry packets
    const uint8_t* retry_nonce

cdef Version[4] _versions = [
    Version(0x00000001, 0x00000001, b"\x38\x76\x2c\xf7\xf5\x59\x34\xb3\x4d\x17\x9a\xe6\xa4\xc8\x0c\xad\xcc\xbb\x7f\x0a",
            "quic key", "quic iv", "quic hp", "quic ku",
            b"\xbe\x0c\x69\x0b\x9f\x66\x57\x5a\x1d\x76\x6b\x54\xe3\x68\xc8\x4e",
            b"\x46\x15\x99\xd3\x5d\x63\x2b\xf2\x23\x98\x25\xbb"),
    Version(0x6B3343CF, 0x6B3343CF, b"\x0d\xed\xe3\xde\xf7\x00\xa6\xdb\x81\x93\x81\xbe\x6e\x26\x9d\xcb\xf9\xbd\x2e\xd9",
            "quicv2 key", "quicv2 iv", "quicv2 hp", "quicv2 ku",
            b"\x8f\xb4\xb0\x1b\x56\xac\x48\xe2\x60\xfb\xcb\xce\xad\x7c\xcc\x92",
            b"\xd8\x69\x69\xbc\x2d\x7c\x6d\x99\x90\xef\xb0\x4a"),
    Version(0xFF00001D, 0xFF000020, b"\xaf\xbf\xec\x28\x99\x93\xd2\x4c\x9e\x97\x86\xf1\x9c\x61\x11\xe0\x43\x90\xa8\x99",
            "quic key", "quic iv", "quic hp", "quic ku",
            b"\xcc\xce\x18\x7e\xd0\x9a\x09\xd0\x57\x28\x15\x5a\x6c\xb9\x6b\xe1",
            b"\xe5\x49\x30\xf9\x7f\x21\x36\xf0\x53\x0a\x8c\x1c"),
    Version(0xFF000017, 0xFF00001C, b"\xc3\xee\xf7\x12\xc7\x2e\xbb\x5a\x11\xa7\xd2\x43\x2b\xb4\x63\x65\xbe\xf9\xf5\x02",
            "quic key", "quic iv", "quic hp", "quic ku",
            b"\x4d\x32\xec\xdb\x2a\x21\x33\xc8\x41\xe4\x04\x3d\xf2\x7d\x44\x30",
            b"\x4d\x16\x11\xd0\x55\x13\xa5\x52\xc5\x87\xd5\x75"),
]


cdef const Version* _version(uint32_t number) noexcept nogil:
    """What is known of a version, or NULL. Drafts 33 and 34 are version 1 by another name."""
    cdef uint32_t i
    if number >> 8 == DRAFTS and 33 <= number & 0xFF <= 34:
        return &_versions[0]
    for i in range(4):
        if _versions[i].first <= number <= _versions[i].last:
            return &_versions[i]
    return NULL


cdef bint is_known_version(uint32_t version) noexcept nogil:
    return _version(version) != NULL


cdef bint derive_keys(uint32_t version, const uint8_t* id, uint32_t id_size, Keys* keys) noexcept nogil:
    cdef const Version* known = _version(version)
    cdef uint8_t initial[SHA256_BYTES]
    cdef uint8_t secret[SHA256_BYTES]
    cdef uint32_t side
    if known == NULL or not hkdf_extract(known.salt, SALT, id, id_size, initial):
        return False
    for side in range(2):
        if not (hkdf_expand_label(initial, "server in" if side else "client in", secret, SHA256_BYTES)
                and hkdf_expand_label(secret, known.key, keys[side].key, sizeof(keys[side].key))
                and hkdf_expand_label(secret, known.iv, keys[side].iv, sizeof(keys[side].iv))
                and hkdf_expand_label(secret, known.protection, keys[side].protection, sizeof(keys[side].protection))):
            return False
    return True


cdef inline uint64_t _whole_number(uint64_t largest, uint64_t cut, uint32_t size) noexcept nogil:
    """The packet number nearest to the one behind `largest` that ends in `cut` (RFC 9000 appendix A.3)."""
    cdef uint64_t window = <uint64_t>1 << (8 * size), half = window >> 1
    cdef uint64_t expected = largest + 1, found = (expected & ~(window - 1)) | cut
    if found + half <= expected and found < (<uint64_t>1 << 62) - window:
        return found + window
    if found > expected + half and found >= window:
        return found - window
    return found


cdef inline void _make_nonce(const uint8_t* iv, uint64_t number, uint8_t* nonce) noexcept nogil:
    """RFC 9001 section 5.3."""
    cdef uint32_t i
    memcpy(nonce, iv, 12)
    for i in range(8):
        nonce[4 + i] ^= <uint8_t>(number >> (8 * (7 - i)))


cdef bint open_initial(const Keys* keys, const uint8_t* packet, uint32_t number_at, uint32_t end, uint64_t largest,
                       uint8_t* out, uint8_t* header, Opened* opened) noexcept nogil:
    cdef uint8_t mask[AES_BLOCK]
    cdef uint8_t nonce[12]
    cdef uint64_t cut = 0
    cdef uint32_t i, size, header_size
    if end - number_at < SAMPLE_AT + SAMPLE or not aes_128_block(
            keys.protection, packet + number_at + SAMPLE_AT, mask):
        return False
    memcpy(header, packet, number_at + 4)
    header[0] ^= mask[0] & (LONG_PROTECTED if packet[0] & LONG_HEADER else SHORT_PROTECTED)
    size = 1 + (header[0] & 3)
    for i in range(size):
        header[number_at + i] ^= mask[1 + i]
        cut = cut << 8 | header[number_at + i]
    opened.number, opened.number_size = _whole_number(largest, cut, size), size
    _make_nonce(keys.iv, opened.number, nonce)
    header_size = number_at + size
    opened.size = end - header_size - TAG
    return aes_128_gcm_open(keys.key, nonce, header, header_size, packet + header_size, opened.size, out)


cdef bint derive_packet_keys(uint32_t version, const Suite* suite, const uint8_t* secret,
                             PacketKeys* keys) noexcept nogil:
    cdef const Version* known = _version(version)
    cdef uint32_t size = key_bytes(suite.cipher)
    keys.is_known = False
    if known == NULL or suite.tag != TAG:
        return False
    memcpy(keys.secret, secret, hash_bytes(suite.hash))
    keys.is_known = (expand_label(suite.hash, secret, known.key, keys.key, size)
                     and expand_label(suite.hash, secret, known.iv, keys.iv, sizeof(keys.iv))
                     and expand_label(suite.hash, secret, known.protection, keys.protection, size))
    return keys.is_known


cdef bint update_packet_keys(uint32_t version, const Suite* suite, const PacketKeys* before,
                             PacketKeys* keys) noexcept nogil:
    cdef const Version* known = _version(version)
    cdef uint8_t secret[48]
    if known == NULL or not expand_label(suite.hash, before.secret, known.update, secret, hash_bytes(suite.hash)) \
            or not derive_packet_keys(version, suite, secret, keys):
        return False
    memcpy(keys.protection, before.protection, sizeof(keys.protection))
    return True


cdef uint32_t unprotect(const Suite* suite, const uint8_t* protection, const uint8_t* packet, uint32_t number_at,
                        uint32_t end, uint8_t* header) noexcept nogil:
    cdef uint8_t mask[AES_BLOCK]
    cdef uint32_t i, size
    if end - number_at < SAMPLE_AT + SAMPLE or not protection_mask(
            suite.cipher, protection, packet + number_at + SAMPLE_AT, mask):
        return 0
    memcpy(header, packet, number_at + 4)
    header[0] ^= mask[0] & (LONG_PROTECTED if packet[0] & LONG_HEADER else SHORT_PROTECTED)
    size = 1 + (header[0] & 3)
    for i in range(size):
        header[number_at + i] ^= mask[1 + i]
    return size


cdef bint open_packet(const Suite* suite, const PacketKeys* keys, const uint8_t* packet, const uint8_t* header,
                      uint32_t number_at, uint32_t number_size, uint32_t end, uint64_t largest, uint8_t* out,
                      Opened* opened) noexcept nogil:
    cdef uint8_t nonce[12]
    cdef uint32_t header_size = number_at + number_size, i
    cdef uint64_t cut = 0
    for i in range(number_at, header_size):
        cut = cut << 8 | header[i]
    opened.number, opened.number_size = _whole_number(largest, cut, number_size), number_size
    opened.size = end - header_size - TAG
    _make_nonce(keys.iv, opened.number, nonce)
    return aead_open(suite.cipher, keys.key, nonce, header, header_size, packet + header_size, opened.size, TAG, out)


cdef bint is_true_retry(uint32_t version, const uint8_t* pseudo, uint32_t size) noexcept nogil:
    cdef const Version* known = _version(version)
    cdef uint8_t none
    return (known != NULL and size >= TAG
            and aes_128_gcm_open(known.retry_key, known.retry_nonce, pseudo, size - TAG, pseudo + size - TAG, 0, &none))
