"""Bits and words: mixing and hashing of 64-bit words, the lowest bit, prefetching.

Tables that packets fill are hashed with a secret drawn for each run, so that nobody can send what meets in one place.
"""
from libc.stdint cimport uint8_t, uint32_t, uint64_t

cdef enum:
    SECRET_WORDS = 10

cdef struct Secret:
    uint64_t words[SECRET_WORDS]    # at random, see draw_secret

cdef enum:
    LINE_BYTES = 64         # of memory, fetched at a time

cdef extern from *:
    """
    #include <string.h>
    #include <sys/random.h>

    /* NH of UMAC (RFC 4418, section 5.2) over words of 64 bits: an odd last word counts as followed by zero. Of words
       chosen without knowing the secret, two lists of equal length meet with a probability of 2^-64. The 128 bits are
       folded by NH again. */
    static inline uint64_t netloupe_keyed_hash(const uint64_t* words, uint32_t count, const uint64_t* secret) {
        unsigned __int128 sum = 0;
        uint32_t i;
        for (i = 0; i + 1 < count; i += 2)
            sum += (unsigned __int128)(words[i] + secret[i]) * (words[i + 1] + secret[i + 1]);
        if (count & 1)
            sum += (unsigned __int128)(words[count - 1] + secret[count - 1]) * secret[count];
        sum = (unsigned __int128)((uint64_t)sum + secret[8]) * ((uint64_t)(sum >> 64) + secret[9]);
        return (uint64_t)sum ^ (uint64_t)(sum >> 64);
    }
    /* Tells bytes apart that nobody chose to be alike. Four lanes, since a product has to wait for the one before. */
    static inline uint64_t netloupe_digest(const uint8_t* data, uint32_t size) {
        const uint64_t factor = 0x9E3779B97F4A7C15u;
        uint64_t lanes[4] = {size, 1, 2, 3}, word;
        uint32_t i, lane = 0;
        for (; size >= 32; data += 32, size -= 32)
            for (i = 0; i < 4; i++) {
                memcpy(&word, data + 8 * i, 8);
                lanes[i] = (lanes[i] ^ word) * factor;
                lanes[i] ^= lanes[i] >> 32;
            }
        for (; size >= 8; data += 8, size -= 8, lane++) {
            memcpy(&word, data, 8);
            lanes[lane] = (lanes[lane] ^ word) * factor;
        }
        for (word = 0, i = 0; i < size; i++)
            word = word << 8 | data[i];
        lanes[3] = (lanes[3] ^ word) * factor;
        for (i = 1; i < 4; i++)
            lanes[0] = ((lanes[0] ^ lanes[0] >> 29) * factor) ^ lanes[i];
        return lanes[0];
    }
    static inline int netloupe_draw(void* words, size_t size) { return getrandom(words, size, 0) == (ssize_t)size; }
    static inline void netloupe_prefetch(const void* p) { __builtin_prefetch(p, 1, 3); }
    static inline uint32_t netloupe_lowest_bit(uint32_t x) { return (uint32_t)__builtin_ctz(x); }
    """
    uint64_t digest "netloupe_digest"(const uint8_t* data, uint32_t size) noexcept nogil
    uint64_t keyed_hash "netloupe_keyed_hash"(const uint64_t* words, uint32_t count,    # `count` at most 8
                                              const uint64_t* secret) noexcept nogil
    bint _draw "netloupe_draw"(void* words, size_t size) noexcept nogil
    void prefetch "netloupe_prefetch"(const void* p) noexcept nogil
    uint32_t lowest_bit "netloupe_lowest_bit"(uint32_t x) noexcept nogil    # its place; x must not be 0


cdef inline bint draw_secret(Secret* secret) noexcept nogil:
    """Fill a secret from the system's random numbers; False where it has none."""
    return _draw(secret, sizeof(Secret))


cdef inline uint64_t mix(uint64_t x) noexcept nogil:
    """Every input bit changes about half of the output bits (the finaliser of SplitMix64, Steele et al. 2014)."""
    x ^= x >> 30
    x *= <uint64_t>0xBF58476D1CE4E5B9
    x ^= x >> 27
    x *= <uint64_t>0x94D049BB133111EB
    return x ^ (x >> 31)


cdef inline uint64_t spread(uint64_t x) noexcept nogil:
    """A quick hash for small tables of our own numbers: its upper bits are good (Knuth's multiplicative hashing)."""
    return x * <uint64_t>0x9E3779B97F4A7C15 >> 32
