"""MD5 (RFC 1321) and SHA-256 (FIPS 180-4): fingerprints of handshakes, not security."""
from math import isqrt, sin

from libc.stdint cimport uint8_t, uint32_t, uint64_t
from libc.string cimport memcpy, memset

cdef uint32_t[64] _sines            # MD5: 2**32 * |sin(i + 1)|
cdef uint32_t[64] _cube_roots       # SHA-256: first 32 bits behind the point of the cube roots of the first 64 primes
cdef uint32_t[8] _square_roots      # SHA-256 begins with those of the square roots of the first 8
cdef uint8_t[4][4] _turns = [[7, 12, 17, 22], [5, 9, 14, 20], [4, 11, 16, 23], [6, 10, 15, 21]]
cdef uint32_t[4] _md5_begin = [0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476]


cdef void _fill_tables():
    cdef object scaled, root        # larger than C's integers
    cdef int i
    primes = [n for n in range(2, 312) if all(n % k for k in range(2, isqrt(n) + 1))]
    for i in range(64):
        scaled = primes[i]
        scaled <<= 96
        root = int(scaled ** (1.0 / 3))         # a float's precision: off by one at most
        while root ** 3 > scaled:
            root -= 1
        while (root + 1) ** 3 <= scaled:
            root += 1
        _cube_roots[i] = root & 0xFFFFFFFF
        _sines[i] = int(abs(sin(i + 1)) * 2 ** 32)
        if i < 8:
            _square_roots[i] = isqrt(scaled >> 32) & 0xFFFFFFFF


_fill_tables()


cdef inline uint32_t _left(uint32_t x, uint32_t bits) noexcept nogil:
    return (x << bits) | (x >> (32 - bits))


cdef inline uint32_t _right(uint32_t x, uint32_t bits) noexcept nogil:
    return (x >> bits) | (x << (32 - bits))


cdef void _md5_block(uint32_t* state, const uint8_t* block) noexcept nogil:
    cdef uint32_t a = state[0], b = state[1], c = state[2], d = state[3], f, word
    cdef uint32_t i, k
    for i in range(64):
        if i < 16:
            f = (b & c) | (~b & d)
            k = i
        elif i < 32:
            f = (d & b) | (~d & c)
            k = (5 * i + 1) & 15
        elif i < 48:
            f = b ^ c ^ d
            k = (3 * i + 5) & 15
        else:
            f = c ^ (b | ~d)
            k = (7 * i) & 15
        word = (block[4 * k] | (<uint32_t>block[4 * k + 1] << 8) | (<uint32_t>block[4 * k + 2] << 16)
                | (<uint32_t>block[4 * k + 3] << 24))
        f += a + _sines[i] + word
        a = d
        d = c
        c = b
        b += _left(f, _turns[i >> 4][i & 3])
    state[0] += a
    state[1] += b
    state[2] += c
    state[3] += d


cdef void _sha256_block(uint32_t* state, const uint8_t* block) noexcept nogil:
    cdef uint32_t w[64]
    cdef uint32_t s[8]
    cdef uint32_t i, k, first, second
    for i in range(16):
        w[i] = ((<uint32_t>block[4 * i] << 24) | (<uint32_t>block[4 * i + 1] << 16)
                | (<uint32_t>block[4 * i + 2] << 8) | block[4 * i + 3])
    for i in range(16, 64):
        first = _right(w[i - 15], 7) ^ _right(w[i - 15], 18) ^ (w[i - 15] >> 3)
        second = _right(w[i - 2], 17) ^ _right(w[i - 2], 19) ^ (w[i - 2] >> 10)
        w[i] = w[i - 16] + first + w[i - 7] + second
    memcpy(s, state, sizeof(s))
    for i in range(64):
        first = (s[7] + (_right(s[4], 6) ^ _right(s[4], 11) ^ _right(s[4], 25))
                 + ((s[4] & s[5]) ^ (~s[4] & s[6])) + _cube_roots[i] + w[i])
        second = ((_right(s[0], 2) ^ _right(s[0], 13) ^ _right(s[0], 22))
                  + ((s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2])))
        for k in range(7, 0, -1):
            s[k] = s[k - 1]
        s[4] += first
        s[0] = first + second
    for i in range(8):
        state[i] += s[i]


cdef void start_md5(Digest* d) noexcept nogil:
    """Begin an MD5 digest."""
    memcpy(d.state, _md5_begin, sizeof(_md5_begin))
    d.size = 0
    d.is_md5 = 1


cdef void start_sha256(Digest* d) noexcept nogil:
    """Begin a SHA-256 digest."""
    memcpy(d.state, _square_roots, sizeof(_square_roots))
    d.size = 0
    d.is_md5 = 0


cdef inline void _take_block(Digest* d, const uint8_t* block) noexcept nogil:
    if d.is_md5:
        _md5_block(d.state, block)
    else:
        _sha256_block(d.state, block)


cdef void add(Digest* d, const uint8_t* data, size_t size) noexcept nogil:
    """Append `size` bytes to the text."""
    cdef size_t held = d.size & 63
    cdef size_t part
    d.size += size
    while size:
        if not held and size >= 64:
            _take_block(d, data)
            part = 64
        else:
            part = min(64 - held, size)
            memcpy(d.block + held, data, part)
            held = (held + part) & 63
            if not held:
                _take_block(d, d.block)
        data += part
        size -= part


cdef void finish(Digest* d, uint8_t* out) noexcept nogil:
    """Write the digest of all that was added; `d` must be started again before its next use."""
    cdef uint8_t tail[72]
    cdef uint64_t bits = d.size << 3
    cdef uint32_t size = MD5_SIZE if d.is_md5 else SHA256_SIZE
    cdef uint32_t i, padding = 1 + <uint32_t>((119 - (d.size & 63)) & 63)     # to 56 bytes behind a block's begin
    memset(tail, 0, sizeof(tail))
    tail[0] = 0x80
    for i in range(8):
        tail[padding + i] = <uint8_t>(bits >> (8 * i if d.is_md5 else 56 - 8 * i))
    add(d, tail, padding + 8)
    for i in range(size):
        out[i] = <uint8_t>(d.state[i >> 2] >> (8 * (i & 3) if d.is_md5 else 24 - 8 * (i & 3)))


def md5(bytes data not None):
    """The MD5 digest of `data`."""
    cdef uint8_t out[MD5_SIZE]
    cdef Digest d
    start_md5(&d)
    add(&d, data, len(data))
    finish(&d, out)
    return out[:MD5_SIZE]


def sha256(bytes data not None):
    """The SHA-256 digest of `data`."""
    cdef uint8_t out[SHA256_SIZE]
    cdef Digest d
    start_sha256(&d)
    add(&d, data, len(data))
    finish(&d, out)
    return out[:SHA256_SIZE]
