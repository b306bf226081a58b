"""What a packet means for its session: state, sequence numbers, copies, segments that hosts discard.

The capture and the hosts are two things. Copies the capture made and segments their receiver must discard count as
packets of the file, and change nothing of what is known about the hosts. Two kinds of segment are doubtful when they
come: a SYN amid a connection, and numbers far outside the window. They count as discarded until later ones show that
the SYN was answered, or that the capture has a gap; then the SYN's packets move to the session it began.
"""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.string cimport memset

from ..capture.batch cimport PacketRecord
from ..core.facts cimport Facts
from ..core.hash cimport lowest_bit
from ..core.pool cimport pool_at, pool_give, vector_push
from ..packet.row cimport (PACKET_DUPLICATE_ACK, PACKET_OUT_OF_ORDER, PACKET_RESET, PACKET_RETRANSMISSION,
                           PACKET_STATE_CHANGE, PACKET_ZERO_WINDOW)
from ..packet.stack cimport Flow
from ..protocols.transport.tcp cimport FINDING_DISCARDED, FINDING_REFUSED, FINDING_RESET, FINDING_ZERO_WINDOW
from ..sessions.copies cimport PRINT_COPIES, Recent, is_copy
from ..sessions.session cimport (DIRECTION_OPENING, FROM_HIGH, NONE, ONCE_RESET, ONCE_ZERO_WINDOW, Cold, Extras,
                                 Session)
from ..sessions.states cimport (END_REUSED, EVENT_HANDSHAKE, EVENT_MID_STREAM, EVENT_OPPOSITE, EVENT_PACKET,
                                EVENT_PAYLOAD, EVENT_REFUSED, STATE_CLOSED, TRANSPORT_OTHER, TRANSPORT_TCP,
                                leading_out)
from ..sessions.table cimport cold, hot, seldom
from ..sessions.tcp cimport (OPENING_DOUBTFUL, OPENING_NEW, Opening, SEGMENT_COPY, SEGMENT_DISCARDED,
                             SEGMENT_DUPLICATE_ACK, SEGMENT_EVENTS_SHIFT, SEGMENT_FAR, SEGMENT_KEEP_ALIVE,
                             SEGMENT_OUT_OF_ORDER, SEGMENT_RESET_DOUBTED, SEGMENT_RETRANSMISSION, SEGMENT_ZERO_WINDOW,
                             TCP_ACK, TCP_RST, TCP_SYN, TcpTrack, tcp_goes_on, tcp_jump, tcp_opening, tcp_time_copy,
                             tcp_track)
from ..sessions.troubles cimport (DOUBT_FAR, DOUBT_OPENING, DOUBT_RESET, DOUBTED_MAX, Doubt, Troubles, doubt_facts,
                                  far_is_confirmed, opening_is_answered)
from .context cimport KIND_UDP, Context, Late, extras_for, extras_of, rare, track_at
from .findings cimport raise_finding, raise_once
from .lifecycle cimport session_end, session_move, session_settle, session_turn

cdef enum:
    RECENTS_MAX = 10_000        # sessions of several interfaces that remember more than two packets
    COUNTED = (SEGMENT_RETRANSMISSION | SEGMENT_OUT_OF_ORDER | SEGMENT_DUPLICATE_ACK | SEGMENT_ZERO_WINDOW
               | SEGMENT_COPY | SEGMENT_DISCARDED)
    OPENED_NOW = 1 << EVENT_HANDSHAKE | 1 << EVENT_MID_STREAM


cdef inline uint16_t _declared(const Context* c, uint16_t protocol, uint16_t local) noexcept nogil:
    """The number of a finding that a protocol's table declares."""
    return c.decoder.tables.entries[protocol].first_finding + local


# ------------------------------------------------------------ what only some sessions have
cdef inline Troubles* _troubles(Context* c, TcpTrack* track) noexcept nogil:
    return <Troubles*>rare(c, &c.troubles, &track.troubles)


cdef inline Doubt* _doubt(Context* c, const TcpTrack* track) noexcept nogil:
    """What is doubtful about a session, or NULL."""
    cdef Troubles* troubles
    if track.troubles == 0:
        return NULL
    troubles = <Troubles*>pool_at(&c.troubles, track.troubles - 1)
    return <Doubt*>pool_at(&c.doubts, troubles.doubt - 1) if troubles.doubt else NULL


cdef void _count(Context* c, TcpTrack* track, uint8_t way, uint32_t said) noexcept nogil:
    cdef Troubles* t = _troubles(c, track)
    if t == NULL:
        return
    t.retransmissions[way] += said & SEGMENT_RETRANSMISSION != 0
    t.out_of_order[way] += said & SEGMENT_OUT_OF_ORDER != 0
    t.duplicate_acks[way] += said & SEGMENT_DUPLICATE_ACK != 0
    t.zero_windows[way] += said & SEGMENT_ZERO_WINDOW != 0
    t.copies[way] += said & SEGMENT_COPY != 0
    t.discarded[way] += said & SEGMENT_DISCARDED != 0


# ------------------------------------------------------------ copies
cdef bint _is_copy(Context* c, uint32_t index, TcpTrack* track, const Flow* flow, uint8_t way,
                   const PacketRecord* packet, uint64_t payload_digest) noexcept nogil:
    cdef Cold* beside = cold(&c.table, index)
    cdef Extras* extras = extras_of(c, beside)
    cdef Recent* recent = NULL
    if extras != NULL and extras.recent:
        recent = <Recent*>pool_at(&c.recents, extras.recent - 1)
    elif c.several and c.recents.live < RECENTS_MAX:
        extras = extras_for(c, beside)
        if extras != NULL:
            recent = <Recent*>rare(c, &c.recents, &extras.recent)
    if not is_copy(&beside.prints, recent, track, way, &flow.facts, payload_digest, c.now_ns):
        return False
    beside.prints.marks |= PRINT_COPIES
    extras = extras_for(c, beside)
    if extras != NULL:
        rare(c, &c.recents, &extras.recent)
    return True


# ------------------------------------------------------------ doubts
cdef void _settle_doubt(Context* c, uint32_t index, Troubles* troubles, bint discarded) noexcept nogil:
    """It is known now whether the doubted segments were discarded."""
    cdef Doubt* d = <Doubt*>pool_at(&c.doubts, troubles.doubt - 1)
    cdef uint16_t protocol = cold(&c.table, index).protocol
    if discarded:
        raise_finding(c, index, d.packets[0], _declared(c, protocol, FINDING_DISCARDED), 0, protocol)
    else:
        troubles.discarded[d.way] -= d.count
    pool_give(&c.doubts, troubles.doubt - 1)
    troubles.doubt = 0


cdef void _begin_doubt(Context* c, uint32_t index, TcpTrack* track, uint8_t way, const Facts* f,
                       const PacketRecord* packet, uint8_t kind) noexcept nogil:
    """Keep a doubtful segment in mind."""
    cdef Session* s = hot(&c.table, index)
    cdef Troubles* troubles = _troubles(c, track)
    cdef Doubt* d
    if troubles == NULL:
        return
    if troubles.doubt:
        d = <Doubt*>pool_at(&c.doubts, troubles.doubt - 1)
        if d.kind == DOUBT_RESET:       # what comes later says more about that one
            troubles.discarded[way] += 1
            return
        if d.kind != kind or d.way != way or d.seq != f.seq or d.count == DOUBTED_MAX:
            _settle_doubt(c, index, troubles, True)
    d = <Doubt*>rare(c, &c.doubts, &troubles.doubt)
    if d == NULL:
        return
    if d.count == 0:
        d.time_ns, d.kind, d.way, d.seq, d.ack = c.now_ns, kind, way, f.seq, f.ack
        d.before_ns, d.before_packet = s.last_ns, s.last_packet
        d.flags, d.window, d.mss = f.tcp_flags, f.window, f.mss
        d.window_shift, d.sack_permitted = f.window_shift, f.sack_permitted
    d.packets[d.count], d.lengths[d.count] = packet.number, packet.length
    d.count += 1
    troubles.discarded[way] += 1


cdef Opening _opening(const Context* c, uint32_t index, const TcpTrack* track, uint8_t way,
                      const Facts* f) noexcept nogil:
    """What a segment with SYN says of the session's connection. One older than the end of that comes before it."""
    cdef const Session* s = hot(&c.table, index)
    return tcp_opening(track, way, f, s.state >= STATE_CLOSED and c.now_ns >= s.last_ns,
                       c.now_ns < cold(&c.table, index).start_ns)


cdef bint begins_anew(Context* c, uint32_t index, uint8_t way, const Flow* flow) noexcept nogil:
    """Does this segment, which `may_begin_anew`, belong to another connection than the session of its addresses, which
    then ends?"""
    cdef TcpTrack* track = track_at(c, hot(&c.table, index).tcp)
    cdef Doubt* d = _doubt(c, track)
    if d != NULL and d.kind == DOUBT_RESET and flow.facts.tcp_flags & TCP_SYN:
        session_settle(c, index)        # nothing contradicted the RST: what comes now is another connection
        d = NULL
    if d != NULL and opening_is_answered(d, way, &flow.facts, d.seq == track.first_seq[d.way]):
        c.adopted = index
    elif not flow.facts.tcp_flags & TCP_SYN or _opening(c, index, track, way, &flow.facts) != OPENING_NEW:
        return False
    session_end(c, index, END_REUSED)
    return True


cdef void adopt_opening(Context* c, uint32_t old, uint32_t index) noexcept nogil:
    """The doubted SYN of session `old` began session `index`: its packets move there, and what it said."""
    cdef Session* before = hot(&c.table, old)
    cdef Session* s = hot(&c.table, index)
    cdef Cold* beside = cold(&c.table, index)
    cdef TcpTrack* track = track_at(c, before.tcp)
    cdef Troubles* troubles = <Troubles*>pool_at(&c.troubles, track.troubles - 1)
    cdef Doubt* d = <Doubt*>pool_at(&c.doubts, troubles.doubt - 1)
    cdef uint8_t way = 1 if d.flags & TCP_ACK else 0
    cdef Facts facts
    cdef Late* late
    cdef uint32_t i
    # The SYN's sender is the initiator, whoever sent the segment that made it sure.
    if (before.flags & FROM_HIGH != 0) != (d.way != way):
        s.flags |= FROM_HIGH
    else:
        s.flags &= ~FROM_HIGH
    beside.start_ns, seldom(&c.table, index).first_packet = d.time_ns, d.packets[0]
    for i in range(d.count):
        before.packets[d.way] -= 1
        before.bytes[d.way] -= d.lengths[i]
        s.packets[way] += 1
        s.bytes[way] += d.lengths[i]
        late = <Late*>vector_push(&c.late)
        if late != NULL:
            late.packet, late.serial, late.way = d.packets[i], beside.serial, way
    if before.last_packet == d.packets[d.count - 1]:
        before.last_ns, before.last_packet = d.before_ns, d.before_packet
    memset(&facts, 0, sizeof(Facts))
    doubt_facts(d, &facts)
    tcp_track(track_at(c, s.tcp), way, &facts, 0, d.time_ns)
    _settle_doubt(c, old, troubles, False)


# ------------------------------------------------------------ a packet
cdef uint32_t _follow(Context* c, const Flow* flow, uint32_t index, TcpTrack* track, uint8_t way,
                      const PacketRecord* packet) noexcept nogil:
    """What a segment that is no copy is: as `tcp_track`, with doubts settled."""
    cdef Doubt* d = _doubt(c, track)
    cdef const Facts* f = &flow.facts
    cdef uint32_t said
    if f.tcp_flags & TCP_SYN and _opening(c, index, track, way, f) == OPENING_DOUBTFUL:
        _begin_doubt(c, index, track, way, f, packet, DOUBT_OPENING)
        return SEGMENT_FAR
    if (d != NULL and d.kind == DOUBT_RESET
            and tcp_goes_on(track, way, f, d.way, d.seq, <int64_t>(<uint64_t>c.now_ns - <uint64_t>d.time_ns))):
        _settle_doubt(c, index, <Troubles*>pool_at(&c.troubles, track.troubles - 1), True)
        d = NULL
    said = tcp_track(track, way, f, f.payload_length, c.now_ns)
    if said & SEGMENT_FAR and d != NULL and far_is_confirmed(d, way, f):
        _settle_doubt(c, index, <Troubles*>pool_at(&c.troubles, track.troubles - 1), False)
        tcp_jump(track, way, f)
        said = tcp_track(track, way, f, f.payload_length, c.now_ns)
    elif said & SEGMENT_FAR:
        _begin_doubt(c, index, track, way, f, packet, DOUBT_FAR)
    elif said & SEGMENT_RESET_DOUBTED:
        _begin_doubt(c, index, track, way, f, packet, DOUBT_RESET)
    elif said & SEGMENT_DISCARDED:
        raise_finding(c, index, packet.number, _declared(c, cold(&c.table, index).protocol, FINDING_DISCARDED), 0,
                      cold(&c.table, index).protocol)
    elif d != NULL and d.way == way and (d.kind != DOUBT_RESET or f.tcp_flags & TCP_RST):
        _settle_doubt(c, index, <Troubles*>pool_at(&c.troubles, track.troubles - 1), True)
    return said


cdef uint32_t _track_segment(Context* c, const Flow* flow, uint32_t index, TcpTrack* track, uint8_t way,
                             const PacketRecord* packet, bint first) noexcept nogil:
    cdef Session* s = hot(&c.table, index)
    cdef uint32_t said = _follow(c, flow, index, track, way, packet), events, left
    cdef uint16_t protocol = flow.protocol
    cdef uint32_t flags = 0
    cdef uint8_t event
    cdef bint changed = first
    if said & COUNTED:
        _count(c, track, way, said)
    if said & (SEGMENT_DISCARDED | SEGMENT_FAR | SEGMENT_RESET_DOUBTED):
        return TRACK_IGNORED | (PACKET_STATE_CHANGE if first else 0)
    events = said >> SEGMENT_EVENTS_SHIFT
    if flow.facts.tcp_flags & TCP_SYN:
        session_turn(c, index, way if flow.facts.tcp_flags & TCP_ACK == 0 else 1 - way, DIRECTION_OPENING)
    if (flow.facts.payload_length and not said & SEGMENT_KEEP_ALIVE
            or events & OPENED_NOW and s.payload[0] + s.payload[1]):
        events |= 1 << EVENT_PAYLOAD
    # In the order of their numbers; most segments lead nowhere, and are asked once.
    left = events & leading_out(s.state, TRANSPORT_TCP)
    while left:
        event = <uint8_t>lowest_bit(left)
        changed |= session_move(c, index, event, c.now_ns, packet.number)
        left = events & ~((<uint32_t>2 << event) - 1) & leading_out(s.state, TRANSPORT_TCP)
    if said & SEGMENT_RETRANSMISSION:
        flags |= PACKET_RETRANSMISSION
    if said & SEGMENT_OUT_OF_ORDER:
        flags |= PACKET_OUT_OF_ORDER
    if said & SEGMENT_DUPLICATE_ACK:
        flags |= PACKET_DUPLICATE_ACK
    if said & SEGMENT_ZERO_WINDOW:
        flags |= PACKET_ZERO_WINDOW
        raise_once(c, index, packet.number, ONCE_ZERO_WINDOW, _declared(c, protocol, FINDING_ZERO_WINDOW), 0, protocol)
    if flow.facts.tcp_flags & TCP_RST:
        flags |= PACKET_RESET
        if changed:     # what was closed already it does not end
            raise_once(c, index, packet.number, ONCE_RESET,
                       _declared(c, protocol, FINDING_REFUSED if events >> EVENT_REFUSED & 1 else FINDING_RESET),
                       0, protocol)
    return flags | (PACKET_STATE_CHANGE if changed else 0)


cdef uint32_t track_packet(Context* c, const Flow* flow, uint32_t index, uint8_t way, const PacketRecord* packet,
                           uint64_t payload_digest, bint first) noexcept nogil:
    """Sequence tracking and the state machine; answers PacketFlags and Track bits. `first`: it opened the session."""
    cdef Session* s = hot(&c.table, index)
    cdef TcpTrack* track = NULL
    cdef bint changed = first
    if s.tcp != NONE:
        track = track_at(c, s.tcp)
    if (track != NULL or s.transport == KIND_UDP) and _is_copy(c, index, track, flow, way, packet, payload_digest):
        if track != NULL:
            _count(c, track, way, SEGMENT_COPY)
            tcp_time_copy(track, way, &flow.facts, c.now_ns)
        return TRACK_IGNORED
    if track != NULL:
        return _track_segment(c, flow, index, track, way, packet, first)
    if not first and leading_out(s.state, TRANSPORT_OTHER) & (1 << EVENT_PACKET | 1 << EVENT_OPPOSITE):
        changed = session_move(c, index, EVENT_PACKET, c.now_ns, packet.number)
        if way == 1:
            changed |= session_move(c, index, EVENT_OPPOSITE, c.now_ns, packet.number)
    return PACKET_STATE_CHANGE if changed else 0
