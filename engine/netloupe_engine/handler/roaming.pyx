"""What a datagram says of its connection's ids (RFC 8999 section 5), and which session it belongs to by them."""
from libc.stdint cimport uint8_t, uint16_t, uint32_t

from ..classify.talk cimport Conversation
from ..core.pool cimport pool_at
from ..core.view cimport View, part
from ..packet.stack cimport Flow
from ..protocols.application.quic cimport FINDING_MOVED
from ..sessions.connection_ids cimport roaming_note, roaming_of
from ..sessions.session cimport FROM_HIGH, NONE, Session
from ..sessions.table cimport hot
from .context cimport Context
from .findings cimport raise_finding
from .lifecycle cimport session_is_due

cdef enum:
    LONG_HEADER = 0x80      # of the first byte; four of version follow, then both ids, each behind its size
    IDS_AT = 5


cdef uint32_t roaming_find(Context* c, const Flow* flow, View datagram, uint32_t packet, uint8_t* way) noexcept nogil:
    cdef uint8_t from_high = 0
    cdef bint by_id = False
    cdef uint32_t index = roaming_of(&c.roaming, &c.table, &flow.key, flow.from_high, datagram, &from_high, &by_id,
                                     &c.decoder.secret)
    if index == NONE or session_is_due(c, index):
        return NONE
    way[0] = from_high != (hot(&c.table, index).flags & FROM_HIGH != 0)
    if by_id:
        raise_finding(c, index, packet, c.decoder.tables.entries[c.roams].first_finding + FINDING_MOVED, 0, c.roams)
    return index


cdef void roaming_learn(Context* c, uint32_t index, const Flow* flow, uint8_t way, View datagram) noexcept nogil:
    """Whoever sends a long header will be addressed by its Source Connection ID."""
    cdef const Session* s = hot(&c.table, index)
    cdef uint32_t at = IDS_AT
    cdef uint16_t server_port
    if datagram.size <= at or not datagram.data[0] & LONG_HEADER or s.conversation == NONE:
        return
    if (<Conversation*>pool_at(&c.exchanges, s.conversation)).bottom.protocol != c.roams:
        return
    at += 1 + datagram.data[at]
    if at >= datagram.size or datagram.data[at] > datagram.size - at - 1:
        return
    server_port = flow.facts.ports[1] if way == 0 else flow.facts.ports[0]
    if not roaming_note(&c.roaming, &c.table, &flow.key, server_port, part(datagram, at + 1, datagram.data[at]), index,
                        not flow.from_high, &c.decoder.secret):
        c.out_of_memory = 1
