"""Tunnels as small numbers: the sessions inside one are told from equal ones elsewhere by its number.

A tunnel is known by its outer address pair, its protocol and the identifier that both directions share; numbers are
given out in the order of meeting, one table for each handler, and mean nothing to another handler. They never stand
for two tunnels, except that all beyond the first TUNNELS_MAX have the same one.
"""
from libc.stdint cimport uint32_t, uint64_t

from ..core.hash cimport Secret
from .key cimport Key

cdef enum:
    TUNNELS_MAX = 1 << 16
    OTHER_TUNNEL = TUNNELS_MAX + 1

cdef struct TunnelTable:
    Key* keys               # by number - 1
    uint32_t* slots         # a tunnel's number, 0 empty; NULL before the first tunnel
    uint64_t mask
    uint32_t count

cdef void tunnels_free(TunnelTable* t) noexcept nogil
cdef uint32_t tunnel_number(TunnelTable* t, const Key* key, const Secret* secret) noexcept nogil


cdef inline uint64_t tunnels_bytes(const TunnelTable* t) noexcept nogil:
    """Memory it takes."""
    return (t.mask + 1) * (sizeof(uint32_t) + sizeof(Key) // 2) if t.slots != NULL else 0
