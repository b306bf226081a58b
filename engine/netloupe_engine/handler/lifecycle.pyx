"""Sessions from their first packet to their release: NEW to CLEANUP, each transition recorded.

Idle times are measured on the handler's clock, which never goes back; recorded times are packet times.
"""
from libc.stdint cimport INT64_MAX, int64_t, uint8_t, uint16_t, uint32_t
from libc.string cimport memcpy, memset

from ..attributes.places cimport displaced, settled_head
from ..classify.conversation cimport conversation_free
from ..classify.talk cimport SPEAKS_ONE, Conversation
from ..core.pool cimport Pool, pool_at, pool_give, pool_take, vector_at, vector_push
from ..packet.key cimport hash_key
from ..packet.path cimport PathTable
from ..packet.stack cimport Flow
from ..packet.tunnels cimport OTHER_TUNNEL
from ..protocols.compiled cimport UNKNOWN_PROTOCOL, ProtocolEntry, Tables
from ..protocols.findings cimport FINDING_LIMIT_SESSIONS, FINDING_LIMIT_TUNNELS
from ..protocols.transport.chunks cimport CHUNK_COOKIE_ACK, CHUNK_INIT_ACK, CHUNK_OPENING
from ..protocols.transport.tcp cimport FINDING_RESET
from ..sessions.session cimport (CLOSED_AT_ONCE, DIRECTION_FIRST, DIRECTION_OPENING, DIRECTION_PORT,
                                 DIRECTION_REASONS, ENDED, FROM_HIGH, NONE, ONCE_RESET, TRANSITIONS_MAX, TURNED,
                                 WAS_RESET, Cold, Extras, Session, Transition)
from ..sessions.states cimport (END_EVICTED, END_IDLE, END_NO_RESPONSE, END_NONE, END_REFUSED, END_RESET,
                                EVENT_IDLE_TIMEOUT, EVENT_NEW_TIMEOUT, EVENT_RST, EVENT_SWEEP, STATE_CLOSED,
                                STATE_CLOSING, STATE_NEW, STATE_TIMEOUT, end_reason, next_state)
from ..sessions.store cimport Row, row_turn
from ..sessions.table cimport cold, hot, seldom, table_crowded, table_insert, table_release, table_remove
from ..sessions.tcp cimport (SIDE_SACK_PERMITTED, TCP_MID_STREAM, TCP_SYN, TcpTrack, tcp_data_rtt_mean,
                             tcp_from_responder, tcp_rtt, tcp_server_rtt, tcp_window_shift)
from ..sessions.timers cimport timer_clear, timer_oldest, timer_pop, timer_set
from ..sessions.troubles cimport DOUBT_RESET, Doubt, Troubles
from ..sessions.wheel cimport WHEEL_SPAN_NS, wheel_slot
from .context cimport (KIND_OTHER, KIND_SCTP, KIND_TCP, KIND_UDP, NEVER, Context, Fresh, extras_for, extras_of, talks,
                       track_at, vlan_of)
from .decision cimport CERTAIN_CONFIDENCE, DECIDED_BY_CORRELATION, DECIDED_BY_PROTOCOL
from .findings cimport raise_finding, raise_once

cdef enum:
    IP_TCP = 6
    IP_UDP = 17
    IP_SCTP = 132
    EVICTION_LOOKS = 8


cdef inline uint8_t _kind(uint8_t protocol) noexcept nogil:
    if protocol == IP_TCP:
        return KIND_TCP
    if protocol == IP_UDP:
        return KIND_UDP
    return KIND_SCTP if protocol == IP_SCTP else KIND_OTHER


cdef inline void _record(Context* c, Cold* beside, uint8_t state, int64_t time_ns, uint32_t packet) noexcept nogil:
    """Add a transition to the session's history; without memory the history ends early, as it does for all sessions
    once no number is left for another transition."""
    cdef Transition* t
    if state == STATE_CLOSED and beside.history and beside.history == c.history.count:
        t = <Transition*>vector_at(&c.history, beside.history - 1)
        if t.link & 7 == STATE_CLOSING and t.packet == packet and t.time_ns == time_ns:
            t.link |= CLOSED_AT_ONCE
            return
    if c.history.count == TRANSITIONS_MAX:
        return
    t = <Transition*>vector_push(&c.history)
    if t == NULL:
        c.out_of_memory = 1
        return
    t.time_ns = time_ns
    t.packet = packet
    t.link = beside.history << 3 | state
    beside.history = <uint32_t>c.history.count


cdef inline int64_t _deadline(const Context* c, const Session* s) noexcept nogil:
    """When the session is next worth a look. One that never expires is looked at all the same, so that the wheel knows
    the sessions in the order of their silence when one has to go."""
    cdef int64_t timeout = session_timeout(c, s)
    return s.last_clock + (timeout if timeout != NEVER else WHEEL_SPAN_NS)


cdef inline void _arm(Context* c, uint32_t index) noexcept nogil:
    """Have the session looked at when its state's timeout will have passed."""
    timer_set(&c.table, index, _deadline(c, hot(&c.table, index)))


cdef uint32_t _quietest(Context* c) noexcept nogil:
    """The session nearest to its timeout; of busy ones, which the wheel does not follow, a few are looked at."""
    cdef uint32_t index = timer_oldest(&c.table)
    cdef int64_t deadline
    cdef int _turn
    for _turn in range(EVICTION_LOOKS):
        if index == NONE:
            break
        deadline = _deadline(c, hot(&c.table, index))
        if wheel_slot(&c.table.wheel, deadline) == seldom(&c.table, index).slot:
            break
        _arm(c, index)
        index = timer_oldest(&c.table)
    return index


cdef void _evict(Context* c, uint32_t index, uint32_t packet) noexcept nogil:
    """A session (NONE: none) makes room for another one, and it is said."""
    if index != NONE:
        raise_finding(c, index, packet, FINDING_LIMIT_SESSIONS, 0, 0)
        session_end(c, index, END_EVICTED)


cdef uint8_t _direction(const Context* c, const Flow* flow, uint8_t transport, bint* from_responder) noexcept nogil:
    """Did the responder send the session's first packet, as far as that packet tells; answers why it seems so."""
    cdef const Tables* tables = c.decoder.tables
    cdef const uint8_t* services
    cdef uint8_t ours, theirs
    from_responder[0] = flow.facts.is_response != 0
    if transport == KIND_TCP and flow.facts.tcp_flags & TCP_SYN:
        from_responder[0] = tcp_from_responder(&flow.facts)
        return DIRECTION_OPENING
    if transport == KIND_SCTP and flow.facts.tcp_flags & CHUNK_OPENING:
        from_responder[0] = flow.facts.tcp_flags & (CHUNK_INIT_ACK | CHUNK_COOKIE_ACK) != 0
        return DIRECTION_OPENING
    if transport != KIND_TCP and transport != KIND_UDP:
        return DIRECTION_OPENING if flow.facts.identifier else DIRECTION_FIRST
    services = tables.udp_services if transport == KIND_UDP else tables.tcp_services
    ours, theirs = services[flow.facts.ports[0]], services[flow.facts.ports[1]]
    from_responder[0] = ours > theirs
    return DIRECTION_PORT if ours != theirs else DIRECTION_FIRST


cdef uint32_t session_open(Context* c, const Flow* flow, int64_t time_ns, uint32_t packet,
                           uint32_t parent) noexcept nogil:
    """A new session in state NEW; NONE when out of memory. Past the limit the one nearest its timeout goes first."""
    cdef uint32_t index
    cdef Session* s
    cdef Cold* beside
    cdef Extras* extras
    cdef Fresh* fresh
    cdef bint from_responder
    if c.table.live >= c.active_max:
        _evict(c, _quietest(c), packet)
    fresh = <Fresh*>vector_push(&c.fresh)
    index = table_insert(&c.table, &flow.key, flow.hash) if fresh != NULL else NONE
    if index == NONE and fresh != NULL:
        _evict(c, table_crowded(&c.table, flow.hash), packet)
        index = table_insert(&c.table, &flow.key, flow.hash)
    if index == NONE:
        c.out_of_memory = 1
        if fresh != NULL:
            c.fresh.count -= 1
        return NONE
    c.serials += 1
    fresh.serial, fresh.packet, fresh.start_ns = c.serials, packet, time_ns
    fresh.index = index
    s = hot(&c.table, index)
    beside = cold(&c.table, index)
    s.transport = _kind(flow.facts.protocol)
    s.last_clock = c.clock
    s.last_ns = beside.start_ns = time_ns
    s.last_packet = seldom(&c.table, index).first_packet = packet
    beside.direction = _direction(c, flow, s.transport, &from_responder)
    if (flow.from_high != 0) != from_responder:
        s.flags |= FROM_HIGH
    beside.serial = c.serials
    if parent:
        extras = extras_for(c, beside)
        if extras != NULL:
            extras.parent = parent
    beside.protocol = flow.protocol
    beside.path = flow.path
    if s.transport == KIND_TCP:
        s.tcp = pool_take(&c.tracks)
    elif s.transport == KIND_OTHER and c.decoder.tables.entries[flow.protocol].is_flow:
        # ICMP and its like are an application of their own.
        beside.speaks, beside.decided_packet = <uint16_t>(SPEAKS_ONE | flow.protocol), packet
        beside.decided_by, beside.confidence = DECIDED_BY_PROTOCOL, CERTAIN_CONFIDENCE
    if flow.key.tunnel == OTHER_TUNNEL:
        raise_finding(c, index, packet, FINDING_LIMIT_TUNNELS, 0, 0)
    _arm(c, index)
    return index


cdef void session_turn(Context* c, uint32_t index, uint8_t client, uint8_t reason) noexcept nogil:
    """There is a `reason` to take the sender of direction `client` for the initiator; a stronger one stands."""
    cdef Cold* beside = cold(&c.table, index)
    cdef uint8_t turned = TURNED if client else 0
    cdef uint32_t* place
    if beside.direction & DIRECTION_REASONS >= reason:
        return
    if beside.direction & TURNED != turned:
        place = <uint32_t*>vector_push(&c.turned)
        if place == NULL:
            c.out_of_memory = 1
            return
        place[0] = beside.serial
    beside.direction = reason | turned


cdef bint session_move(Context* c, uint32_t index, uint8_t event, int64_t time_ns, uint32_t packet) noexcept nogil:
    """Apply an event until the state stays, recording each step; did it change anything? Rehearsed, it is taken back,
    and the wheel knows nothing of it."""
    cdef Session* s = hot(&c.table, index)
    cdef Cold* beside = cold(&c.table, index)
    cdef uint8_t state, before = s.state
    cdef uint8_t kind = s.transport if s.transport == KIND_TCP or s.transport == KIND_SCTP else KIND_OTHER
    cdef uint8_t reason
    while True:
        state = next_state(s.state, event, kind)
        if state == s.state:
            break
        s.state = state
        _record(c, beside, state, time_ns, packet)
        reason = end_reason(event)
        if reason != END_NONE and beside.end_reason == END_NONE:
            beside.end_reason = reason
    if s.state == STATE_CLOSED and beside.end_reason in (END_RESET, END_REFUSED):
        s.flags |= WAS_RESET
    if s.state != before and session_timeout(c, s) < c.timeouts[before][s.transport] and not c.rehearsing:
        _arm(c, index)
    return s.state != before


cdef inline int64_t _later(int64_t time_ns, int64_t by_ns) noexcept nogil:
    """A packet time and so much, which is not below 0; the last time there is where that is later."""
    return time_ns + by_ns if time_ns <= <int64_t>INT64_MAX - by_ns else <int64_t>INT64_MAX


cdef Troubles* _with_doubted_reset(Context* c, const Session* s) noexcept nogil:
    """The session's troubles if an RST is in doubt, else NULL."""
    cdef const TcpTrack* track
    cdef Troubles* troubles
    if s.tcp == NONE:
        return NULL
    track = track_at(c, s.tcp)
    if track.troubles == 0:
        return NULL
    troubles = <Troubles*>pool_at(&c.troubles, track.troubles - 1)
    if troubles.doubt == 0 or (<Doubt*>pool_at(&c.doubts, troubles.doubt - 1)).kind != DOUBT_RESET:
        return NULL
    return troubles


cdef void session_settle(Context* c, uint32_t index) noexcept nogil:
    """No more comes of the session, or another connection: an RST that nothing contradicted has ended it. While the
    handler rehearses, the doubt stays."""
    cdef Cold* beside = cold(&c.table, index)
    cdef Troubles* troubles = _with_doubted_reset(c, hot(&c.table, index))
    cdef Doubt* d
    if troubles == NULL:
        return
    d = <Doubt*>pool_at(&c.doubts, troubles.doubt - 1)
    troubles.discarded[d.way] -= 1
    track_at(c, hot(&c.table, index).tcp).resets[d.way] += 1
    if session_move(c, index, EVENT_RST, max(d.time_ns, beside.start_ns), d.packets[0]):
        raise_once(c, index, d.packets[0], ONCE_RESET, c.decoder.tables.entries[beside.protocol].first_finding
                   + FINDING_RESET, 0, beside.protocol)
    if not c.rehearsing:
        pool_give(&c.doubts, troubles.doubt - 1)
        troubles.doubt = 0


cdef void session_unsettle(Context* c, uint32_t index) noexcept nogil:
    """Take back what a rehearsed `session_settle` counted."""
    cdef const Session* s = hot(&c.table, index)
    cdef Troubles* troubles = _with_doubted_reset(c, s)
    cdef const Doubt* d
    if troubles != NULL:
        d = <Doubt*>pool_at(&c.doubts, troubles.doubt - 1)
        troubles.discarded[d.way] += 1
        track_at(c, s.tcp).resets[d.way] -= 1


cdef void session_expire(Context* c, uint32_t index) noexcept nogil:
    """TIMEOUT (unless it is closed already), then CLEANUP, at the time of the deadline, whenever the sweep came."""
    cdef Session* s = hot(&c.table, index)
    cdef Cold* beside = cold(&c.table, index)
    cdef int64_t deadline
    session_settle(c, index)
    deadline = _later(s.last_ns, session_timeout(c, s))
    if s.state != STATE_CLOSED:
        beside.end_reason = END_NO_RESPONSE if s.state == STATE_NEW else END_IDLE
        session_move(c, index, EVENT_NEW_TIMEOUT if s.state == STATE_NEW else EVENT_IDLE_TIMEOUT, deadline,
                     s.last_packet)
    session_move(c, index, EVENT_SWEEP, deadline, s.last_packet)
    session_end(c, index, beside.end_reason)


cdef void session_end(Context* c, uint32_t index, uint8_t reason) noexcept nogil:
    """Out of the table: no packet finds it any more. Its record waits for publication at the end of the batch."""
    cdef Session* s = hot(&c.table, index)
    cdef Cold* beside = cold(&c.table, index)
    cdef uint32_t* place = <uint32_t*>vector_push(&c.ended)
    session_settle(c, index)
    if beside.end_reason == END_NONE:
        beside.end_reason = reason
    table_remove(&c.table, index, hash_key(&s.key, &c.decoder.secret))
    timer_clear(&c.table, index)
    s.flags |= ENDED
    if place != NULL:
        place[0] = index
    else:
        c.out_of_memory = 1


cdef void _release_extras(Context* c, const Cold* beside) noexcept nogil:
    cdef const Extras* extras = extras_of(c, beside)
    if extras == NULL:
        return
    if extras.recent:
        pool_give(&c.recents, extras.recent - 1)
    pool_give(&c.extras, beside.extras - 1)


cdef void _release_track(Context* c, uint32_t at) noexcept nogil:
    """Give back all that tracking has of a TCP session; `at`: its TcpTrack, NONE."""
    cdef TcpTrack* track
    cdef Troubles* troubles
    if at == NONE:
        return
    track = track_at(c, at)
    if track.troubles:
        troubles = <Troubles*>pool_at(&c.troubles, track.troubles - 1)
        if troubles.doubt:
            pool_give(&c.doubts, troubles.doubt - 1)
        pool_give(&c.troubles, track.troubles - 1)
    pool_give(&c.tracks, at)


cdef void session_release(Context* c, uint32_t index) noexcept nogil:
    """Return everything the session holds to the pools."""
    cdef Pool* pool
    cdef const Session* s = hot(&c.table, index)
    cdef Cold* beside = cold(&c.table, index)
    if s.conversation != NONE:
        pool = talks(c, s.transport)
        conversation_free(&c.parsers, <Conversation*>pool_at(pool, s.conversation), pool == &c.conversations)
        pool_give(pool, s.conversation)
    _release_track(c, s.tcp)
    _release_extras(c, beside)
    beside.attributes.head = displaced(&c.kept, beside.attributes.head)
    beside.serial = 0
    table_release(&c.table, index)


cdef void sweep(Context* c) noexcept nogil:
    """The sweep timer: expire what is due by the clock, put off what is not."""
    cdef uint32_t index = timer_pop(&c.table, c.clock)
    while index != NONE:
        if session_is_due(c, index):
            session_expire(c, index)
        else:
            _arm(c, index)
        index = timer_pop(&c.table, c.clock)


cdef void _tcp_columns(const TcpTrack* t, Row* row) noexcept nogil:
    row.rtt_ns = tcp_rtt(t)
    row.server_rtt_ns = tcp_server_rtt(t)
    row.data_rtt_min_ns, row.data_rtt_max_ns = t.data_rtt_min_ns, t.data_rtt_max_ns
    row.data_rtt_mean_ns = tcp_data_rtt_mean(t)
    row.resets_up, row.resets_down = t.resets[0], t.resets[1]
    row.mss_up, row.mss_down = t.mss[0], t.mss[1]
    row.window_shift_up = <uint8_t>tcp_window_shift(t, 0)
    row.window_shift_down = <uint8_t>tcp_window_shift(t, 1)
    row.flags_up, row.flags_down = t.flags_seen[0], t.flags_seen[1]
    row.tcp_marks = 8 | (1 if t.sides[0] & SIDE_SACK_PERMITTED else 0) | (2 if t.sides[1] & SIDE_SACK_PERMITTED else 0)
    if t.marks & TCP_MID_STREAM:
        row.tcp_marks |= 4


cdef void _trouble_columns(const Troubles* t, Row* row) noexcept nogil:
    row.retransmissions_up, row.retransmissions_down = t.retransmissions[0], t.retransmissions[1]
    row.out_of_order_up, row.out_of_order_down = t.out_of_order[0], t.out_of_order[1]
    row.duplicate_acks_up, row.duplicate_acks_down = t.duplicate_acks[0], t.duplicate_acks[1]
    row.zero_windows_up, row.zero_windows_down = t.zero_windows[0], t.zero_windows[1]
    row.copies_up, row.copies_down = t.copies[0], t.copies[1]
    row.discarded_up, row.discarded_down = t.discarded[0], t.discarded[1]


cdef uint16_t _most_telling(const Context* c, uint16_t path, uint16_t below) noexcept nogil:
    """The topmost application in a path, above `below`, that tells what the session is about; else the lowest one."""
    cdef const PathTable* paths = &c.decoder.paths
    cdef const ProtocolEntry* entry
    cdef uint16_t found = UNKNOWN_PROTOCOL, protocol
    while path and paths.protocols[path] != below:
        protocol = paths.protocols[path]
        entry = &c.decoder.tables.entries[protocol]
        if protocol != UNKNOWN_PROTOCOL and entry.is_application:
            found = protocol
            if entry.tells:
                break
        path = paths.parents[path]
    return found


cdef uint16_t application_of(const Context* c, const Cold* beside) noexcept nogil:
    """What a user calls the session: by its whole stack, or by who has been recognised."""
    cdef uint16_t found = _most_telling(c, beside.path, beside.protocol)
    if found != UNKNOWN_PROTOCOL:
        return found
    if beside.speaks & SPEAKS_ONE:
        return <uint16_t>(beside.speaks & ~SPEAKS_ONE)
    return _most_telling(c, beside.speaks, UNKNOWN_PROTOCOL)


cdef inline bint _is_as_expected(const Context* c, const Cold* beside, uint16_t expected,
                                 uint16_t application) noexcept nogil:
    """An announced session is what was announced unless it is recognised as something else: what it says counts for
    more than what others said of it. Who is but guessed, as RTCP on a port of media, is no such claim."""
    return (application == UNKNOWN_PROTOCOL or application == expected or beside.decided_by == DECIDED_BY_CORRELATION
            or c.decoder.tables.entries[application].is_guessed)


cdef void session_row(Context* c, uint32_t index, Row* row, uint8_t handler) noexcept nogil:
    """What the session store shows of a session, with this handler's own numbers of parent and path."""
    cdef Session* s = hot(&c.table, index)
    cdef Cold* beside = cold(&c.table, index)
    cdef const Extras* extras = extras_of(c, beside)
    cdef bint high = s.flags & FROM_HIGH != 0
    cdef const TcpTrack* track
    cdef int end
    memset(row, 0, sizeof(Row))
    row.rtt_ns = row.server_rtt_ns = row.data_rtt_mean_ns = -1
    row.start_ns, row.end_ns = beside.start_ns, s.last_ns
    row.vlan = vlan_of(c, s, beside)
    row.packets_up, row.packets_down = s.packets[0], s.packets[1]
    row.bytes_up, row.bytes_down = s.bytes[0], s.bytes[1]
    row.payload_bytes_up, row.payload_bytes_down = s.payload[0], s.payload[1]
    if extras != NULL:
        row.parent, row.inner = extras.parent, extras.inner
        end = 1 if beside.direction & TURNED else 0
        row.responder_name = extras.names[end]
        row.named_by, row.named_packet = extras.named_by[end], extras.named_packet[end]
    row.first_packet, row.last_packet = seldom(&c.table, index).first_packet, s.last_packet
    row.decided_packet = beside.decided_packet
    row.history, row.attributes = beside.history, settled_head(&c.kept, beside.attributes.head)
    row.initiator_port = s.key.high_port if high else s.key.low_port
    row.responder_port = s.key.low_port if high else s.key.high_port
    row.protocol, row.application = beside.protocol, application_of(c, beside)
    if extras != NULL and extras.expected_by and _is_as_expected(c, beside, extras.expected_protocol, row.application):
        row.expected_by, row.expected_reason = extras.expected_by, extras.expected_reason
        row.expected_packet = extras.expected_packet
    row.path = beside.path
    row.findings = seldom(&c.table, index).findings
    memcpy(&row.responder[0] if high else &row.initiator[0], &s.key.low[0], 16)
    memcpy(&row.initiator[0] if high else &row.responder[0], &s.key.high[0], 16)
    row.family, row.ip_protocol = s.key.family, s.key.protocol
    row.state = s.state
    if s.flags & ENDED and s.state > STATE_TIMEOUT:
        row.state = STATE_TIMEOUT if beside.end_reason in (END_NO_RESPONSE, END_IDLE) else STATE_CLOSED
    row.end_reason = beside.end_reason
    row.decided_by, row.confidence = beside.decided_by, beside.confidence
    row.window_shift_up = row.window_shift_down = 255
    row.handler = handler
    if s.tcp != NONE:
        track = track_at(c, s.tcp)
        _tcp_columns(track, row)
        if track.troubles:
            _trouble_columns(<Troubles*>pool_at(&c.troubles, track.troubles - 1), row)
    row.direction = beside.direction & DIRECTION_REASONS
    if beside.direction & TURNED:
        row.turned = 1
        row_turn(row)
