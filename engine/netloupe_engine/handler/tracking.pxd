"""What a packet means for its session: state, sequence numbers, copies, segments that hosts discard."""
from libc.stdint cimport uint8_t, uint32_t, uint64_t

from ..capture.batch cimport PacketRecord
from ..core.pool cimport pool_at
from ..packet.stack cimport Flow
from ..sessions.session cimport NONE, Session
from ..sessions.tcp cimport TCP_SYN, TcpTrack
from .context cimport Context, track_at

cdef enum Track:            # what `track_packet` answers besides PacketFlags, which are below it
    TRACK_IGNORED = 1 << 8  # no host took anything from this packet: its payload is not counted and not parsed

cdef uint32_t track_packet(Context* c, const Flow* flow, uint32_t index, uint8_t way, const PacketRecord* packet,
                           uint64_t payload_digest, bint first) noexcept nogil
cdef bint begins_anew(Context* c, uint32_t index, uint8_t way, const Flow* flow) noexcept nogil

cdef inline bint may_begin_anew(const Context* c, const Session* s, const Flow* flow) noexcept nogil:
    """Has `begins_anew` to be asked of a session of TCP? Of most segments not."""
    if s.tcp == NONE:
        return False
    return flow.facts.tcp_flags & TCP_SYN != 0 or track_at(c, s.tcp).troubles != 0

cdef void adopt_opening(Context* c, uint32_t old, uint32_t index) noexcept nogil
