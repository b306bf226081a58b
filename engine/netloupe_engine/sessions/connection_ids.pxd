"""Connection ids: by what a session is found whose client has another port now."""
from libc.stdint cimport uint8_t, uint16_t, uint32_t, uint64_t

from ..core.hash cimport Secret
from ..core.view cimport View
from ..packet.key cimport Key
from .table cimport SessionTable

cdef enum:
    ID_MIN = 8              # bytes: shorter ones meet by chance
    ID_MAX = 20             # RFC 9000 section 17.2
    PORT_BYTES = 8192       # a bit for each port

cdef struct IdSlot:
    uint64_t mark           # keyed hash of what the slot is found by
    uint32_t index          # of the session
    uint32_t serial         # of the session; 0: empty
    uint8_t from_high       # who sends packets with this id; of two ends, from the lower one: the session's higher end

cdef struct Roaming:
    IdSlot* slots
    uint64_t mask
    uint64_t count          # entries, those of ended sessions included
    uint32_t sizes          # bits: sizes of ids that are known
    uint8_t* ports          # bits: ports of their servers

cdef void roaming_free(Roaming* r) noexcept nogil
# Packets between these hosts that carry this id, to or from `port`, are of the session at `index`, sent by the higher
# of its ends if `from_high`. False: out of memory.
cdef bint roaming_note(Roaming* r, const SessionTable* t, const Key* key, uint16_t port, View id, uint32_t index,
                       bint from_high, const Secret* secret) noexcept nogil
# The session of a datagram between ends that have none; NONE: it is nobody's. Then also: does the session's higher end
# send it, and has it been found by its id?
cdef uint32_t roaming_of(Roaming* r, const SessionTable* t, const Key* key, bint from_high, View datagram,
                         uint8_t* from_its_high, bint* by_id, const Secret* secret) noexcept nogil


cdef inline uint64_t roaming_bytes(const Roaming* r) noexcept nogil:
    """Memory it takes."""
    return (r.mask + 1) * sizeof(IdSlot) + PORT_BYTES if r.slots != NULL else 0
