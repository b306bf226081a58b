"""The session key: who talks with whom, independent of the direction."""
from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t

from ..core.hash cimport mix

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
    """Over all bytes; both directions of a session have the same key."""
    cdef const uint64_t* words = <const uint64_t*>key
    cdef uint64_t h = 0
    cdef uint32_t i
    for i in range(sizeof(Key) // 8):
        h = (h ^ words[i]) * <uint64_t>0x9E3779B97F4A7C15
        h ^= h >> 29
    return <uint32_t>mix(h)
