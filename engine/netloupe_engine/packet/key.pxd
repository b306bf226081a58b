"""The session key: who talks with whom, independent of the direction."""
from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t

from ..core.hash cimport mix

cdef enum:
    KEY_WORDS = 7           # of 8 bytes, all of a Key

cdef struct Key:            # identity of a session; compared as bytes, so unused ones are zero
    uint8_t low[16]         # the lower of the two (address, port) ends; IPv4 as ::ffff:a.b.c.d
    uint8_t high[16]
    uint64_t vlan           # as Facts.vlan
    uint32_t tunnel         # identity of the tunnel around it, 0 outside
    uint32_t identifier
    uint16_t low_port
    uint16_t high_port
    uint8_t protocol        # IP protocol number
    uint8_t family
    uint8_t padding[2]


cdef inline uint32_t hash_key(const Key* key) noexcept nogil:
    """Over all bytes; both directions of a session have the same key. Two chains, so that multiplications overlap."""
    cdef const uint64_t* words = <const uint64_t*>key
    cdef uint64_t a = words[KEY_WORDS - 1], b = 0
    cdef uint32_t i
    for i in range(0, KEY_WORDS - 1, 2):
        a = (a ^ words[i]) * <uint64_t>0x9E3779B97F4A7C15
        b = (b ^ words[i + 1]) * <uint64_t>0xD6E8FEB86659FD93
        a ^= a >> 29
        b ^= b >> 31
    return <uint32_t>mix(a ^ b * <uint64_t>0x9E3779B97F4A7C15)


cdef inline bint same_key(const Key* one, const Key* other) noexcept nogil:
    """Byte for byte."""
    cdef const uint64_t* a = <const uint64_t*>one
    cdef const uint64_t* b = <const uint64_t*>other
    cdef uint64_t differs = 0
    cdef uint32_t i
    for i in range(KEY_WORDS):
        differs |= a[i] ^ b[i]
    return differs == 0
