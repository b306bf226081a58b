"""The application stage of one packet: its payload is shown to whoever speaks on its session, and what they found out
becomes the session's: verdict, direction, kept values, announcements, findings.
"""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t

from ..attributes.keeping cimport KEPT_FULL, KEPT_NO_MEMORY, keep_value
from ..attributes.places cimport fetch_heads
from ..capture.batch cimport PacketRecord
from ..classify.chunks cimport talk_chunks
from ..classify.conversation cimport conversation_free, talk_datagram, talk_end, talk_segment
from ..classify.parsers cimport PARSER_CONFIRMED, PARSER_TRANSPORT
from ..classify.reading cimport chain_of, read_as, tell_ends
from ..classify.talk cimport Conversation, Talk
from ..core.pool cimport pool_at, pool_give, pool_take
from ..core.sink cimport WANTED_SESSION, Item
from ..core.status cimport NOTE_NONE
from ..packet.stack cimport Flow, Stack
from ..protocols.compiled cimport UNKNOWN_PROTOCOL
from ..protocols.findings cimport FINDING_LIMIT_ATTRIBUTES, FINDING_LIMIT_REASSEMBLY, FINDING_STREAM_GAP
from ..sessions.reassembly cimport STREAM_STARTED
from ..sessions.session cimport (ATTEMPT_BITS, ATTEMPT_SHIFT, DECIDED, DIRECTION_SAID, FROM_HIGH, NONE,
                                 ONCE_ATTRIBUTE_LIMIT, ONCE_GAP, ONCE_REASSEMBLY_LIMIT, Cold, Session)
from ..sessions.states cimport STATE_CLOSED
from ..sessions.table cimport cold, hot
from ..sessions.tcp cimport SIDE_FIRST_KNOWN, TCP_MID_STREAM, TcpTrack
from .context cimport KIND_OTHER, KIND_SCTP, KIND_TCP, Context, conversation_at, talks, track_at
from .decision cimport CERTAIN_CONFIDENCE, DECIDED_BY_CORRELATION, DECIDED_BY_PAYLOAD, LIKELY_CONFIDENCE
from .expectations cimport take_announced
from .findings cimport raise_finding, raise_once, tell_of_message
from .lifecycle cimport session_turn


cdef void keep_items(Context* c, uint32_t index, uint32_t packet, uint32_t first) noexcept nogil:
    """Move what the application put into the sink, from item `first` on, to the session's kept values."""
    cdef Cold* beside = cold(&c.table, index)
    cdef uint32_t i
    cdef Item* item
    cdef int status
    for i in range(first, c.sink.count):
        item = &c.sink.items[i]
        if not c.wanted[item.field] & WANTED_SESSION:
            continue
        status = keep_value(&c.kept, &beside.attributes, c.attributes_max, beside.serial, packet, item,
                            c.sink.arena + item.number if item.length else NULL)
        if status == KEPT_FULL:
            raise_once(c, index, packet, ONCE_ATTRIBUTE_LIMIT, FINDING_LIMIT_ATTRIBUTES, 0, 0)
            return
        if status == KEPT_NO_MEMORY:
            c.out_of_memory = 1
            return


cdef void _after_talk(Context* c, Talk* talk, uint32_t index, Session* s, Cold* beside, uint32_t packet,
                      uint32_t first) noexcept nogil:
    """Take over what the application stage found out."""
    cdef Conversation* conversation = talk.conversation
    cdef uint16_t protocol = conversation.bottom.protocol
    cdef uint32_t i
    if talk.confidence:
        beside.decided_by, beside.confidence, beside.decided_packet = DECIDED_BY_PAYLOAD, talk.confidence, packet
    elif talk.withdrawn:
        beside.decided_by = beside.confidence = beside.decided_packet = 0
    elif (beside.decided_by == DECIDED_BY_CORRELATION and beside.confidence == LIKELY_CONFIDENCE
            and conversation.bottom.marks & PARSER_CONFIRMED):
        beside.confidence, beside.decided_packet = CERTAIN_CONFIDENCE, packet
    if (talk.confidence or talk.withdrawn or conversation.bottom.children) and not (
            conversation.bottom.marks & PARSER_TRANSPORT):
        beside.speaks = chain_of(talk)
    if c.sink.client:
        session_turn(c, index, c.sink.client - 1, DIRECTION_SAID)
    if first < c.sink.count:
        keep_items(c, index, packet, first)
    for i in range(c.sink.finding_count):
        raise_finding(c, index, packet, c.sink.findings[i], 0, talk.tables.declarers[c.sink.findings[i]])
    tell_of_message(c, index, packet)
    if talk.gap:
        raise_once(c, index, packet, ONCE_GAP, FINDING_STREAM_GAP, 0, protocol)
    if talk.limited:
        raise_once(c, index, packet, ONCE_REASSEMBLY_LIMIT, FINDING_LIMIT_REASSEMBLY, 0, protocol)
    if talk.finished:
        s.flags |= DECIDED
    elif protocol == UNKNOWN_PROTOCOL:
        s.flags = <uint8_t>((s.flags & ~ATTEMPT_BITS) | conversation.bottom.attempts << ATTEMPT_SHIFT)
    if talk.finished or (protocol == UNKNOWN_PROTOCOL and not _waits(conversation, s.transport)):
        # Undecided sessions are many. Where no bytes wait, what was tried is remembered in the flags alone.
        conversation_free(&c.parsers, conversation, s.transport == KIND_TCP)
        pool_give(talks(c, s.transport), s.conversation)
        s.conversation = NONE


cdef inline bint _waits(const Conversation* conversation, uint8_t transport) noexcept nogil:
    """Are there bytes that wait for others?"""
    return transport == KIND_TCP and conversation.streams[0].cost + conversation.streams[1].cost != 0


cdef bint _begin_talk(Context* c, Talk* talk, Session* s, int64_t time_ns) noexcept nogil:
    """Find or make the session's conversation; False when out of memory."""
    cdef bint high = s.flags & FROM_HIGH != 0
    if s.conversation == NONE:
        s.conversation = pool_take(talks(c, s.transport))
        if s.conversation == NONE:
            c.out_of_memory = 1
            return False
    talk.frame = NULL
    talk.payload.data, talk.payload.size, talk.payload_at = NULL, 0, 0
    talk.way = talk.confidence = talk.withdrawn = talk.switched = talk.finished = talk.gap = talk.limited = 0
    talk.tables = c.decoder.tables
    talk.protocol_wanted = c.protocol_wanted
    talk.parsers, talk.paths = &c.parsers, &c.decoder.paths
    talk.is_stream = s.transport == KIND_TCP
    talk.sink = &c.sink
    talk.conversation = <Conversation*>pool_at(talks(c, s.transport), s.conversation)
    if talk.conversation.bottom.protocol == UNKNOWN_PROTOCOL:
        talk.conversation.bottom.attempts = (s.flags & ATTEMPT_BITS) >> ATTEMPT_SHIFT
    talk.ports[0] = s.key.high_port if high else s.key.low_port
    talk.ports[1] = s.key.low_port if high else s.key.high_port
    talk.now_ns = time_ns
    c.sink.talk = talk
    c.sink.client = c.sink.buffer = c.sink.wakes = 0
    c.sink.branch_count = c.sink.derived_count = c.sink.derived_used = 0
    c.sink.note = NOTE_NONE
    c.sink.finding_count = c.sink.malformed = c.sink.expected_count = c.sink.named_count = 0
    c.sink.expected_lost = c.sink.names_lost = c.sink.unfinished_count = 0
    return True


cdef void begin_as(Context* c, uint32_t index, uint32_t packet, uint16_t protocol, uint32_t detail,
                   bint is_doubted) noexcept nogil:
    """A session that was announced is read by whoever was announced for it, as long as that one can; with
    `is_doubted`, if nobody else is recognised."""
    cdef Cold* beside = cold(&c.table, index)
    cdef Talk talk
    if not _begin_talk(c, &talk, hot(&c.table, index), c.now_ns):
        return
    if not read_as(&talk, protocol, detail, is_doubted):
        c.out_of_memory = 1
        return
    beside.speaks, beside.decided_packet = chain_of(&talk), packet
    beside.decided_by, beside.confidence = DECIDED_BY_CORRELATION, LIKELY_CONFIDENCE


cdef void _start_streams(Conversation* conversation, const TcpTrack* track) noexcept nogil:
    """The session's first payload: both directions begin behind their SYNs, whichever segment comes first."""
    cdef int way
    if track.marks & TCP_MID_STREAM:
        return
    for way in range(2):
        if track.sides[way] & SIDE_FIRST_KNOWN:
            conversation.streams[way].next_seq = track.first_seq[way] + 1
            conversation.streams[way].marks |= STREAM_STARTED


cdef void say_payload(Context* c, const PacketRecord* packet, const Stack* stack, const Flow* flow, uint32_t index,
                      Session* s, Cold* beside, uint8_t way) noexcept nogil:
    """Show the packet's payload to whoever speaks on this session, or find out who does."""
    cdef Talk talk
    cdef uint32_t first = c.sink.count
    cdef bint tcp = s.transport == KIND_TCP
    if s.flags & DECIDED or s.transport == KIND_OTHER:
        return
    if flow.facts.payload_length == 0 and s.conversation == NONE:
        return
    if not _begin_talk(c, &talk, s, c.now_ns):
        return
    fetch_heads(&c.kept, beside.attributes.head)
    talk.payload = payload_of(stack, flow)
    talk.payload_at = flow.payload_at
    talk.way = way
    c.sink.packet = packet.number
    c.sink.layer = c.sink.first_branch = <uint8_t>stack.count
    c.sink.buffer = stack.layers[flow.layer].buffer
    if tcp:
        if s.payload[0] + s.payload[1] == flow.facts.payload_length and s.tcp != NONE:
            _start_streams(talk.conversation, track_at(c, s.tcp))
        talk_segment(&talk, &flow.facts, flow.facts.payload_length)
    elif s.transport == KIND_SCTP:
        talk_chunks(&talk, flow.protocol)
    elif talk.payload.size:
        talk_datagram(&talk, flow.payload_size < flow.facts.payload_length)
    _after_talk(c, &talk, index, s, beside, packet.number, first)
    if c.sink.expected_count + c.sink.named_count:      # not of what is read when a session has ended: when is chance
        take_announced(c, index, packet)


cdef void flush_conversation(Context* c, uint32_t index, bint ends) noexcept nogil:
    """What waited behind lost segments is parsed after all; if the session `ends`, its conversation is given back."""
    cdef Talk talk
    cdef Session* s = hot(&c.table, index)
    if s.conversation == NONE:
        return
    c.sink.count = c.sink.used = 0
    if _begin_talk(c, &talk, s, s.last_ns):
        c.sink.packet = s.last_packet
        talk_end(&talk)
        talk.finished |= ends
        _after_talk(c, &talk, index, s, cold(&c.table, index), s.last_packet, 0)
    c.sink.count = c.sink.used = 0


cdef void rehearse_end(Context* c, uint32_t index) noexcept nogil:
    """Keep what parsers of a session in datagrams know only at its end, without ending it."""
    cdef Session* s = hot(&c.table, index)
    cdef Talk talk
    c.sink.count = c.sink.used = 0
    if _begin_talk(c, &talk, s, s.last_ns):
        tell_ends(&talk)
        keep_items(c, index, s.last_packet, 0)
    c.sink.count = c.sink.used = 0


cdef void end_talk(Context* c, uint32_t index) noexcept nogil:
    """A connection that has closed says no more: its conversation's memory is free while it lingers."""
    cdef const Session* s = hot(&c.table, index)
    if (s.state == STATE_CLOSED and s.transport == KIND_TCP and s.conversation != NONE
            and not _waits(conversation_at(c, s.conversation), KIND_TCP)):
        flush_conversation(c, index, True)
