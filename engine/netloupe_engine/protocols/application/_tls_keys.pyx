"""Keys of TLS from its secrets, and the protection of single records taken off.

RFC 8446 (TLS 1.3), RFC 5246 (1.2) with RFC 5288 (GCM), 6655 (CCM), 7905 (ChaCha20-Poly1305), 7366 (encrypt-then-MAC),
RFC 4346 and 2246 (1.1 and 1.0, CBC mode).
"""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.string cimport memcmp, memcpy, strlen

from ...crypto.libcrypto cimport (
    AES_128_CBC, AES_128_CCM, AES_128_GCM, AES_256_CBC, AES_256_CCM, AES_256_GCM, CHACHA20_POLY1305, HASH_BYTES_MAX,
    MD5, SHA1, SHA256, SHA384, aead_open, cbc_decrypt, expand_label, hash_bytes, hmac, key_bytes)

cdef enum:
    BLOCK = 16
    NONCE = 12
    EXPLICIT = 8            # bytes of a nonce that a record of TLS 1.2 begins with
    MASTER = 48
    RANDOM = 32
    KEY_BLOCK_MAX = 2 * (48 + 32 + 16)
    LABEL_ROOM = 16
    PSEUDO_HEADER = 13      # number, type, version, length

cdef struct Row:
    uint16_t code
    Suite suite

# IANA's registry of TLS cipher suites: how records are protected does not depend on how keys were agreed.
_GCM, _CHACHA = (16, AES_128_GCM, AES_256_GCM), (16, CHACHA20_POLY1305, CHACHA20_POLY1305)
_CCM, _CCM_8, _CBC = (16, AES_128_CCM, AES_256_CCM), (8, AES_128_CCM, AES_256_CCM), (0, AES_128_CBC, AES_256_CBC)
# (how, hash of derivation, hash of records, codes with keys of 128 bits, codes with keys of 256 bits)
_KINDS = (
    (_GCM, SHA256, SHA256, (0x1301, 0x9C, 0x9E, 0xA0, 0xA2, 0xA4, 0xA6, 0xA8, 0xAA, 0xAC, 0xC02B, 0xC02D, 0xC02F,
                            0xC031, 0xD001), ()),
    (_GCM, SHA384, SHA384, (), (0x1302, 0x9D, 0x9F, 0xA1, 0xA3, 0xA5, 0xA7, 0xA9, 0xAB, 0xAD, 0xC02C, 0xC02E, 0xC030,
                                0xC032, 0xD002)),
    (_CHACHA, SHA256, SHA256, (), (0x1303, 0xCCA8, 0xCCA9, 0xCCAA, 0xCCAB, 0xCCAC, 0xCCAD, 0xCCAE)),
    (_CCM, SHA256, SHA256, (0x1304, 0xC09C, 0xC09E, 0xC0A4, 0xC0A6, 0xC0AC, 0xD005),
     (0xC09D, 0xC09F, 0xC0A5, 0xC0A7, 0xC0AD)),
    (_CCM_8, SHA256, SHA256, (0x1305, 0xC0A0, 0xC0A2, 0xC0A8, 0xC0AA, 0xC0AE, 0xD003),
     (0xC0A1, 0xC0A3, 0xC0A9, 0xC0AB, 0xC0AF)),
    (_CBC, SHA256, SHA1, (0x2F, 0x30, 0x31, 0x32, 0x33, 0x34, 0x8C, 0x90, 0x94, 0xC004, 0xC009, 0xC00E, 0xC013, 0xC018,
                          0xC035),
     (0x35, 0x36, 0x37, 0x38, 0x39, 0x3A, 0x8D, 0x91, 0x95, 0xC005, 0xC00A, 0xC00F, 0xC014, 0xC019, 0xC036)),
    (_CBC, SHA256, SHA256, (0x3C, 0x3E, 0x3F, 0x40, 0x67, 0x6C, 0xAE, 0xB2, 0xB6, 0xC023, 0xC025, 0xC027, 0xC029,
                            0xC037), (0x3D, 0x68, 0x69, 0x6A, 0x6B, 0x6D)),
    (_CBC, SHA384, SHA384, (), (0xAF, 0xB3, 0xB7, 0xC024, 0xC026, 0xC028, 0xC02A, 0xC038)),
)

cdef enum:
    ROWS_MAX = 160

cdef Row[ROWS_MAX] _rows
cdef uint32_t _row_count = 0


def _fill_rows() -> None:
    global _row_count
    for (tag, *ciphers), hash, mac, *codes in _KINDS:
        for cipher, mine in zip(ciphers, codes):
            for code in mine:
                _rows[_row_count].code = code
                _rows[_row_count].suite = Suite(cipher, hash, mac, tag)
                _row_count += 1


_fill_rows()


cdef bint find_suite(uint16_t code, Suite* out) noexcept nogil:
    cdef uint32_t i
    for i in range(_row_count):
        if _rows[i].code == code:
            out[0] = _rows[i].suite
            return True
    return False


cdef bint _expand(Hash hash, const uint8_t* secret, uint32_t secret_size, const uint8_t* seed, uint32_t seed_size,
                  uint8_t* out, uint32_t size) noexcept nogil:
    """P_hash (RFC 5246 section 5), put over `out` by exclusive or. `seed` has room for a hash before it."""
    cdef uint8_t chain[HASH_BYTES_MAX + LABEL_ROOM + 2 * RANDOM]
    cdef uint8_t block[HASH_BYTES_MAX]
    cdef uint32_t width = hash_bytes(hash), at = 0, i
    memcpy(chain + width, seed, seed_size)
    if not hmac(hash, secret, secret_size, seed, seed_size, block):
        return False
    memcpy(chain, block, width)
    while at < size:
        if not hmac(hash, secret, secret_size, chain, width + seed_size, block):
            return False
        for i in range(min(width, size - at)):
            out[at + i] ^= block[i]
        at += width
        if not hmac(hash, secret, secret_size, chain, width, block):
            return False
        memcpy(chain, block, width)
    return True


cdef bint _derive(const Suite* suite, uint16_t version, const uint8_t* master, const char* label, const uint8_t* first,
                  const uint8_t* second, uint8_t* out, uint32_t size) noexcept nogil:
    """The pseudorandom function of TLS 1.2, or of 1.0 and 1.1 (RFC 2246 section 5)."""
    cdef uint8_t seed[LABEL_ROOM + 2 * RANDOM]
    cdef uint32_t at = <uint32_t>strlen(label), i
    memcpy(seed, label, at)
    memcpy(seed + at, first, RANDOM)
    memcpy(seed + at + RANDOM, second, RANDOM)
    at += 2 * RANDOM
    for i in range(size):
        out[i] = 0
    if version >= TLS_1_2:
        return _expand(suite.hash, master, MASTER, seed, at, out, size)
    return _expand(MD5, master, MASTER // 2, seed, at, out, size) and _expand(
        SHA1, master + MASTER // 2, MASTER // 2, seed, at, out, size)


cdef inline uint32_t _iv_bytes(const Suite* suite, uint16_t version) noexcept nogil:
    """Bytes of an IV that come from the key block."""
    if suite.tag:
        return NONCE if suite.cipher == CHACHA20_POLY1305 else NONCE - EXPLICIT
    return BLOCK if version == TLS_1_0 else 0


cdef bint keys_of_master(const Suite* suite, uint16_t version, const uint8_t* master, const uint8_t* client_random,
                         const uint8_t* server_random, RecordKeys* keys) noexcept nogil:
    cdef uint8_t block[KEY_BLOCK_MAX]
    cdef uint32_t mac = 0 if suite.tag else hash_bytes(suite.mac)
    cdef uint32_t key = key_bytes(suite.cipher), iv = _iv_bytes(suite, version), side
    if version < TLS_1_0 or (version < TLS_1_2 and suite.tag) or not _derive(
            suite, version, master, "key expansion", server_random, client_random, block, 2 * (mac + key + iv)):
        return False
    for side in range(2):
        memcpy(keys[side].mac, block + side * mac, mac)
        memcpy(keys[side].key, block + 2 * mac + side * key, key)
        memcpy(keys[side].iv, block + 2 * (mac + key) + side * iv, iv)
        keys[side].number = 0
    return True


cdef bint keys_of_secret(const Suite* suite, const uint8_t* secret, RecordKeys* keys) noexcept nogil:
    memcpy(keys.secret, secret, hash_bytes(suite.hash))
    keys.number = 0
    return (suite.tag and expand_label(suite.hash, secret, "key", keys.key, key_bytes(suite.cipher))
            and expand_label(suite.hash, secret, "iv", keys.iv, NONCE))


cdef bint keys_after(const Suite* suite, const RecordKeys* before, RecordKeys* keys) noexcept nogil:
    cdef uint8_t secret[HASH_BYTES_MAX]
    return expand_label(suite.hash, before.secret, "traffic upd", secret, hash_bytes(suite.hash)) and keys_of_secret(
        suite, secret, keys)


cdef inline void _pseudo_header(uint8_t* out, uint64_t number, const uint8_t* record, uint32_t size) noexcept nogil:
    """What is authenticated with a record of TLS 1.2 (RFC 5246 section 6.2.3)."""
    cdef uint32_t i
    for i in range(8):
        out[i] = <uint8_t>(number >> (8 * (7 - i)))
    memcpy(out + 8, record, 3)
    out[11], out[12] = <uint8_t>(size >> 8), <uint8_t>size


cdef int64_t _open_aead(const Suite* suite, uint16_t version, const RecordKeys* keys, uint64_t number,
                        const uint8_t* record, uint32_t size, uint8_t* out) noexcept nogil:
    cdef uint8_t aad[PSEUDO_HEADER]
    cdef uint8_t nonce[NONCE]
    cdef const uint8_t* sealed = record + RECORD_HEADER
    cdef uint32_t explicit = EXPLICIT if version <= TLS_1_2 and suite.cipher != CHACHA20_POLY1305 else 0, i
    cdef uint32_t aad_size = PSEUDO_HEADER
    if size < explicit + suite.tag:
        return NOT_AUTHENTIC
    size -= explicit + suite.tag
    memcpy(nonce, keys.iv, NONCE)
    if explicit:
        memcpy(nonce + NONCE - EXPLICIT, sealed, EXPLICIT)
    else:
        for i in range(8):
            nonce[4 + i] ^= <uint8_t>(number >> (8 * (7 - i)))
    if version >= TLS_1_3:
        memcpy(aad, record, RECORD_HEADER)
        aad_size = RECORD_HEADER
    else:
        _pseudo_header(aad, number, record, size)
    if not aead_open(suite.cipher, keys.key, nonce, aad, aad_size, sealed + explicit, size, suite.tag, out):
        return NOT_AUTHENTIC
    return size


cdef bint _is_by(const Suite* suite, const RecordKeys* keys, uint64_t number, const uint8_t* record,
                 const uint8_t* data, uint32_t size, const uint8_t* mac, uint8_t* scratch) noexcept nogil:
    """Is this the authentication code of `data`?"""
    cdef uint8_t found[HASH_BYTES_MAX]
    _pseudo_header(scratch, number, record, size)
    memcpy(scratch + PSEUDO_HEADER, data, size)
    return hmac(suite.mac, keys.mac, hash_bytes(suite.mac), scratch, PSEUDO_HEADER + size, found) and memcmp(
        found, mac, hash_bytes(suite.mac)) == 0


cdef int64_t _open_cbc(const Suite* suite, uint16_t version, bint is_mac_last, const RecordKeys* keys, uint64_t number,
                       const uint8_t* record, uint32_t size, uint8_t* out, uint8_t* scratch) noexcept nogil:
    cdef const uint8_t* sealed = record + RECORD_HEADER
    cdef const uint8_t* iv = <const uint8_t*>keys.iv
    cdef uint32_t mac = hash_bytes(suite.mac), padding, i
    if is_mac_last:                         # encrypt-then-MAC: the code is in clear, behind
        if size < mac or not _is_by(suite, keys, number, record, sealed, size - mac, sealed + size - mac, scratch):
            return NOT_AUTHENTIC
        size -= mac
    if version >= TLS_1_1:
        iv = sealed
        sealed += BLOCK
        if size < BLOCK:
            return NOT_AUTHENTIC
        size -= BLOCK
    if not size or size % BLOCK or not cbc_decrypt(suite.cipher, keys.key, iv, sealed, size, out):
        return NOT_AUTHENTIC
    padding = out[size - 1]
    if padding + 1 > size:
        return NOT_AUTHENTIC
    for i in range(padding):
        if out[size - 2 - i] != padding:
            return NOT_AUTHENTIC
    size -= padding + 1
    if is_mac_last:
        return size
    if size < mac or not _is_by(suite, keys, number, record, out, size - mac, out + size - mac, scratch):
        return NOT_AUTHENTIC
    return size - mac


cdef int64_t open_record(const Suite* suite, uint16_t version, bint is_mac_last, const RecordKeys* keys,
                         uint64_t number, const uint8_t* record, uint32_t size, uint8_t* out,
                         uint8_t* scratch) noexcept nogil:
    if suite.tag:
        return _open_aead(suite, version, keys, number, record, size, out)
    return _open_cbc(suite, version, is_mac_last, keys, number, record, size, out, scratch)


cdef uint32_t carried_at_most(const Suite* suite, uint16_t version, uint32_t size) noexcept nogil:
    cdef uint32_t more = suite.tag if suite.tag else hash_bytes(suite.mac) + 1
    if version == TLS_1_3:
        more += 1
    elif (version == TLS_1_2 and suite.tag and suite.cipher != CHACHA20_POLY1305) or (
            not suite.tag and version > TLS_1_0):
        more += EXPLICIT if suite.tag else BLOCK
    return size - more if size > more else 0
