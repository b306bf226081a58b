"""Tunnels as small numbers (see tunnels.pxd). At most half of the slots are in use, so that probes stay short."""
from libc.stdint cimport uint32_t, uint64_t
from libc.stdlib cimport calloc, free, realloc

from ..core.hash cimport Secret
from .key cimport Key, hash_key, same_key

cdef enum:
    FIRST_SLOTS = 256


cdef void tunnels_free(TunnelTable* t) noexcept nogil:
    free(t.keys)
    free(t.slots)


cdef inline uint64_t _place(const TunnelTable* t, const Key* key, const Secret* secret) noexcept nogil:
    """The slot of this tunnel, or the empty one where it would be."""
    cdef uint64_t at = hash_key(key, secret) & t.mask
    while t.slots[at] and not same_key(&t.keys[t.slots[at] - 1], key):
        at = (at + 1) & t.mask
    return at


cdef bint _grow(TunnelTable* t, const Secret* secret) noexcept nogil:
    """Twice the room; False when out of memory."""
    cdef uint64_t size = (t.mask + 1) * 2 if t.slots != NULL else <uint64_t>FIRST_SLOTS
    cdef uint32_t i
    cdef uint32_t* slots = <uint32_t*>calloc(size, sizeof(uint32_t))
    cdef void* keys = realloc(t.keys, size // 2 * sizeof(Key)) if slots != NULL else NULL
    if keys == NULL:
        free(slots)
        return False
    free(t.slots)
    t.keys, t.slots, t.mask = <Key*>keys, slots, size - 1
    for i in range(t.count):
        slots[_place(t, &t.keys[i], secret)] = i + 1
    return True


cdef uint32_t tunnel_number(TunnelTable* t, const Key* key, const Secret* secret) noexcept nogil:
    """The number of the tunnel that is known by this key."""
    cdef uint64_t at
    if t.slots == NULL and not _grow(t, secret):
        return OTHER_TUNNEL
    at = _place(t, key, secret)
    if t.slots[at]:
        return t.slots[at]
    if t.count == TUNNELS_MAX or t.count * 2 > t.mask and not _grow(t, secret):
        return OTHER_TUNNEL
    t.keys[t.count] = key[0]
    t.count += 1
    t.slots[_place(t, key, secret)] = t.count
    return t.count
