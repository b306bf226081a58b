"""What an SCTP packet means for its association: state, tags, several address pairs.

Each packet carries the tag that its receiver chose in INIT or INIT ACK; what carries another one is discarded by the
host (RFC 9260, section 8.5), except INIT, which carries none, and ABORT or SHUTDOWN COMPLETE that reflect the sender's
own. Where the capture began later, tags are learnt from the first packets.
"""
from libc.stdint cimport uint8_t, uint16_t, uint32_t

from ..capture.batch cimport PacketRecord
from ..core.facts cimport Facts
from ..packet.row cimport PACKET_RESET, PACKET_STATE_CHANGE
from ..packet.stack cimport Flow
from ..protocols.transport.chunks cimport (CHUNK_ABORT, CHUNK_COOKIE_ACK, CHUNK_INIT, CHUNK_INIT_ACK, CHUNK_OPENING,
                                           CHUNK_SHUTDOWN, CHUNK_SHUTDOWN_COMPLETE)
from ..protocols.transport.sctp cimport FINDING_ABORT, FINDING_DISCARDED
from ..sessions.tags cimport TAG_KNOWN, TAG_SAID, association_note, association_of
from ..sessions.session cimport NONE, ONCE_RESET, Cold, Session
from ..sessions.states cimport (END_REUSED, EVENT_ABORT, EVENT_COOKIE_ACK, EVENT_MID_STREAM, EVENT_PAYLOAD,
                                EVENT_SHUTDOWN, EVENT_SHUTDOWN_COMPLETE, STATE_CLOSED, STATE_NEW)
from ..sessions.table cimport cold, hot
from .context cimport Context
from .findings cimport raise_finding, raise_once
from .lifecycle cimport session_end, session_is_due, session_move
from .tracking cimport TRACK_IGNORED

cdef enum:
    ENDING = CHUNK_ABORT | CHUNK_SHUTDOWN | CHUNK_SHUTDOWN_COMPLETE


cdef uint32_t association_find(Context* c, const Flow* flow, uint8_t* way) noexcept nogil:
    """The session of an association whose packet comes from, or goes to, another address than its first ones."""
    cdef uint32_t index = association_of(&c.associations, &c.table, flow, &c.decoder.secret, way)
    return NONE if index == NONE or session_is_due(c, index) else index


cdef bint association_begins_anew(Context* c, uint32_t index, const Flow* flow) noexcept nogil:
    """Does this packet open another association than the closed one of its addresses?"""
    if not flow.facts.tcp_flags & CHUNK_INIT or hot(&c.table, index).state < STATE_CLOSED:
        return False
    session_end(c, index, END_REUSED)
    return True


cdef inline bint _is_foreign(const Cold* beside, uint8_t way, const Facts* f) noexcept nogil:
    """Does the packet carry a tag that its receiver did not choose?"""
    cdef uint32_t marks = beside.prints.marks
    if f.tcp_flags & CHUNK_INIT:
        return f.seq != 0
    if not marks & TAG_KNOWN << way or f.seq == beside.prints.prints[way]:
        return False
    if f.window and marks & TAG_KNOWN << (1 - way) and f.seq == beside.prints.prints[1 - way]:
        return False
    return marks & TAG_SAID << way != 0 or f.tcp_flags & ENDING != 0


cdef void _learn(Context* c, uint32_t index, uint8_t way, const Flow* flow) noexcept nogil:
    """Keep the tags that a packet carries, and those that it says its answers will carry."""
    cdef Cold* beside = cold(&c.table, index)
    cdef const Facts* f = &flow.facts
    if f.tcp_flags & (CHUNK_INIT | CHUNK_INIT_ACK):
        if hot(&c.table, index).state == STATE_NEW:
            beside.prints.prints[1 - way] = f.ack
            beside.prints.marks |= <uint8_t>((TAG_KNOWN | TAG_SAID) << (1 - way))
        else:           # a restart, or who would like to be taken for one: what follows tells
            beside.prints.marks &= <uint8_t>~(TAG_SAID | TAG_SAID << 1)
    if f.seq == 0 or f.window or f.tcp_flags & CHUNK_ABORT:
        return
    if not (beside.prints.marks & TAG_KNOWN << way and beside.prints.prints[way] == f.seq):
        beside.prints.prints[way] = f.seq
        beside.prints.marks |= <uint8_t>(TAG_KNOWN << way)
    if not beside.prints.ticks[way] or beside.prints.ticks[way] != f.seq:
        beside.prints.ticks[way] = f.seq        # is in the table by this tag
        if not association_note(&c.associations, &c.table, flow, &c.decoder.secret, index, way):
            c.out_of_memory = 1


cdef uint32_t association_track(Context* c, const Flow* flow, uint32_t index, uint8_t way, const PacketRecord* packet,
                                bint first) noexcept nogil:
    """The state machine by chunks; answers PacketFlags and Track bits. `first`: the packet opened the session."""
    cdef Session* s = hot(&c.table, index)
    cdef Cold* beside = cold(&c.table, index)
    cdef const Facts* f = &flow.facts
    cdef uint32_t chunks = f.tcp_flags, flags = 0
    cdef uint16_t declared = c.decoder.tables.entries[beside.protocol].first_finding
    cdef bint changed = first, opened
    if _is_foreign(beside, way, f):
        raise_finding(c, index, packet.number, declared + FINDING_DISCARDED, 0, beside.protocol)
        return TRACK_IGNORED | (PACKET_STATE_CHANGE if first else 0)
    _learn(c, index, way, flow)
    opened = False
    if chunks & CHUNK_COOKIE_ACK:
        opened = session_move(c, index, EVENT_COOKIE_ACK, c.now_ns, packet.number)
    elif not chunks & (CHUNK_OPENING | CHUNK_ABORT) and s.packets[1 - way]:
        opened = session_move(c, index, EVENT_MID_STREAM, c.now_ns, packet.number)
    changed |= opened
    if f.payload_length or opened and s.payload[0] + s.payload[1]:
        changed |= session_move(c, index, EVENT_PAYLOAD, c.now_ns, packet.number)
    if chunks & (CHUNK_SHUTDOWN | CHUNK_SHUTDOWN_COMPLETE):
        changed |= session_move(c, index, EVENT_SHUTDOWN, c.now_ns, packet.number)
    if chunks & CHUNK_SHUTDOWN_COMPLETE:
        changed |= session_move(c, index, EVENT_SHUTDOWN_COMPLETE, c.now_ns, packet.number)
    if chunks & CHUNK_ABORT:
        flags |= PACKET_RESET
        changed |= session_move(c, index, EVENT_ABORT, c.now_ns, packet.number)
        raise_once(c, index, packet.number, ONCE_RESET, declared + FINDING_ABORT, 0, beside.protocol)
    return flags | (PACKET_STATE_CHANGE if changed else 0)
