"""What an SCTP packet means for its association: state, tags, several address pairs."""
from libc.stdint cimport uint8_t, uint32_t

from ..capture.batch cimport PacketRecord
from ..packet.stack cimport Flow
from .context cimport Context

cdef uint32_t association_find(Context* c, const Flow* flow, uint8_t* way) noexcept nogil
cdef bint association_begins_anew(Context* c, uint32_t index, const Flow* flow) noexcept nogil
cdef uint32_t association_track(Context* c, const Flow* flow, uint32_t index, uint8_t way, const PacketRecord* packet,
                                bint first) noexcept nogil
