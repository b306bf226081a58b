"""The session key: who talks with whom, independent of the direction."""
from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t

from ..core.hash cimport Secret, keyed_hash

cdef enum:
    KEY_WORDS = 7           # of 8 bytes, all of a Key
    VLAN_WORD = 4           # the one that is Key.vlan

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


cdef inline uint32_t hash_key(const Key* key, const Secret* secret) noexcept nogil:
    """Over all bytes; both directions of a session have the same key."""
    return <uint32_t>keyed_hash(<const uint64_t*>key, KEY_WORDS, secret.words)


cdef inline bint same_key(const Key* one, const Key* other) noexcept nogil:
    """Byte for byte."""
    cdef const uint64_t* a = <const uint64_t*>one
    cdef const uint64_t* b = <const uint64_t*>other
    cdef uint64_t differs = 0
    cdef uint32_t i
    for i in range(KEY_WORDS):
        differs |= a[i] ^ b[i]
    return differs == 0


cdef inline bint same_ends(const Key* one, const Key* other) noexcept nogil:
    """The same but for the VLAN, which may differ by direction."""
    cdef const uint64_t* a = <const uint64_t*>one
    cdef const uint64_t* b = <const uint64_t*>other
    cdef uint64_t differs = 0
    cdef uint32_t i
    for i in range(KEY_WORDS):
        if i != VLAN_WORD:
            differs |= a[i] ^ b[i]
    return differs == 0
