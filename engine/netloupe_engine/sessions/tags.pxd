"""SCTP associations by their tags: a packet's verification tag and ports name one, whatever its addresses are.

An association over several address pairs (RFC 9260, section 6.4) is found by what its receiver chose at its beginning.
Entries of sessions that have ended stay until the table grows; who finds one is told by its serial.
"""
from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t

from ..core.hash cimport Secret
from ..packet.stack cimport Flow
from .table cimport SessionTable

cdef enum TagMark:          # of an SCTP session's Prints.marks, shifted by the direction; its tags are Prints.prints
    TAG_KNOWN = 1           # packets of direction 0 carry this tag
    TAG_SAID = 4            # ... as INIT or INIT ACK said

cdef struct TagSlot:
    uint32_t tag            # verification tag
    uint16_t source         # ports
    uint16_t target
    uint32_t tunnel         # as Key.tunnel
    uint32_t index          # of the session
    uint32_t serial         # of the session; 0: empty
    uint8_t way             # direction of packets with this tag

cdef struct Associations:
    TagSlot* slots
    uint64_t mask
    uint64_t count          # entries, those of ended sessions included

cdef void associations_free(Associations* a) noexcept nogil
cdef uint32_t association_of(const Associations* a, const SessionTable* t, const Flow* flow, const Secret* secret,
                             uint8_t* way) noexcept nogil
cdef bint association_note(Associations* a, const SessionTable* t, const Flow* flow, const Secret* secret,
                           uint32_t index, uint8_t way) noexcept nogil


cdef inline uint64_t associations_bytes(const Associations* a) noexcept nogil:
    """Memory it takes."""
    return (a.mask + 1) * sizeof(TagSlot) if a.slots != NULL else 0
