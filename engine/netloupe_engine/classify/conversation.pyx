"""The application stage: who speaks on a session, and parsing what is said.

A verdict comes from payload alone: the protocols a port hints at are asked first and may be merely likely; any other
must be certain. Trying stops after a bounded number of deliveries and bytes. From then on the protocol's parser is fed,
in order, until it has nothing more to learn.
"""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport calloc, free, malloc
from libc.string cimport memcpy, memset

from ..core.facts cimport Facts
from ..core.sink cimport Sink, put_malformed
from ..core.status cimport CERTAIN, DONE, GIVE_UP, LIKELY, NEED_MORE_BYTES, NOTE_NONE, REFUTED, Guess
from ..core.view cimport View
from ..protocols.compiled cimport UNKNOWN_PROTOCOL, ProtocolEntry, Tables, candidates
from ..protocols.twin cimport Probe
from ..sessions.reassembly cimport (STREAM_LIMIT, Reader, stream_ack, stream_copy, stream_flush, stream_free,
                                    stream_is_listened, stream_push, stream_stop)

cdef enum:
    ELSEWHERE = -0x7FFFFFFF     # byte offset of values that were not in this packet
    HINTS_MAX = 32              # protocols asked first because of the two ports; others must be certain


cdef inline Guess _ask(const ProtocolEntry* entry, bint stream, View v, uint8_t way, bint is_cut) noexcept nogil:
    cdef Probe probe = entry.probe_stream if stream else entry.probe_datagram
    if entry.program_probe != NULL:
        return entry.program_probe(entry.program, stream, v, way, is_cut)
    return probe(v, way, is_cut) if probe != NULL else REFUTED


cdef Guess _recognise(Talk* talk, bint stream, View v, bint is_cut, uint16_t except_,
                      uint16_t* protocol) noexcept nogil:
    """The best verdict about these bytes, and whose it is; `except_` has had its turn."""
    cdef const Tables* t = talk.tables
    cdef uint16_t space = t.tcp_space if stream else t.udp_space
    cdef const uint16_t* others = t.stream_protocols if stream else t.datagram_protocols
    cdef uint32_t i, k, count = t.stream_count if stream else t.datagram_count
    cdef uint16_t hints[HINTS_MAX]
    cdef uint32_t hinted = candidates(t, space, talk.ports[1], hints, HINTS_MAX // 2)
    cdef Guess guess
    cdef Guess best = REFUTED
    hinted += candidates(t, space, talk.ports[0], hints + hinted, HINTS_MAX // 2)
    for i in range(hinted):
        if hints[i] == except_:
            continue
        guess = _ask(&t.entries[hints[i]], stream, v, talk.way, is_cut)
        if guess >= LIKELY and guess > best:
            protocol[0], best = hints[i], guess
        elif guess == NEED_MORE_BYTES and best == REFUTED:
            best = guess
        if best == CERTAIN:
            return best
    if best >= LIKELY:
        return best
    for i in range(count):
        k = 0
        while k < hinted and hints[k] != others[i]:
            k += 1
        if k < hinted or others[i] == except_:
            continue
        guess = _ask(&t.entries[others[i]], stream, v, talk.way, is_cut)
        if guess == CERTAIN:
            protocol[0] = others[i]
            return guess
        if guess == NEED_MORE_BYTES:
            best = guess
    return best


cdef bint _take_up(Talk* talk, bint stream, uint16_t protocol, Guess guess) noexcept nogil:
    """The session speaks `protocol` from here on; False when out of memory."""
    cdef Conversation* c = talk.conversation
    cdef uint32_t size = talk.tables.entries[protocol].state_size
    if not stream and size <= EXCHANGE_STATE_BYTES:
        c.state = &c.streams
        memset(c.state, 0, size)
    else:
        free(c.state)
        c.state = calloc(1, size) if size else NULL
        if size and c.state == NULL:
            return False
    c.protocol = protocol
    talk.confidence = <uint8_t>(2 if guess == CERTAIN else 1)
    return True


cdef inline void _aim_sink(Talk* talk, int64_t base, bint is_cut) noexcept nogil:
    """Values put from now on are the conversation's protocol's."""
    cdef const ProtocolEntry* entry = &talk.tables.entries[talk.conversation.protocol]
    cdef Sink* sink = talk.sink
    sink.fields = entry.fields
    sink.protocol, sink.program = talk.conversation.protocol, entry.program
    sink.first_finding = entry.first_finding
    sink.table = entry.table
    sink.table_count = entry.table_count
    sink.any_wanted = talk.protocol_wanted[talk.conversation.protocol]
    sink.base = base
    sink.is_cut = is_cut
    sink.depth = 0
    sink.way = talk.way


cdef int64_t _deliver(void* context, View v, uint32_t carried, bint is_cut, int64_t now_ns) noexcept nogil:
    """In-order bytes of the direction talk.way."""
    cdef Talk* talk = <Talk*>context
    cdef Conversation* c = talk.conversation
    cdef uint16_t protocol = UNKNOWN_PROTOCOL
    cdef Guess guess
    cdef int64_t answer, base
    if c.protocol == UNKNOWN_PROTOCOL:
        guess = _recognise(talk, True, v, is_cut, UNKNOWN_PROTOCOL, &protocol)
        if guess == NEED_MORE_BYTES and v.size < PROBE_BYTES_MAX:
            return 0
        if guess < LIKELY:
            c.attempts += 1
            if c.attempts < STREAM_ATTEMPTS:
                return v.size
            talk.finished = True
            return GIVE_UP
        if not _take_up(talk, True, protocol, guess):
            talk.finished = True
            return GIVE_UP
    base = ELSEWHERE
    if talk.payload.size and v.size - carried == talk.payload.size:
        base = <int64_t>talk.payload_at - carried
    elif carried == 0 and talk.payload.data <= v.data < talk.payload.data + talk.payload.size:
        base = talk.payload_at + (v.data - talk.payload.data)
    _aim_sink(talk, base, is_cut)
    answer = talk.tables.entries[c.protocol].stream(c.state, talk.way, v, now_ns, talk.sink)
    if answer >= 0:
        return answer if answer <= v.size else v.size
    c.done = <uint8_t>(c.done | (1 << talk.way)) if answer == DONE else 3
    if c.done == 3:
        talk.finished = True
    return answer if answer in (DONE, GIVE_UP) else GIVE_UP


cdef int64_t _deliver_gap(void* context, uint64_t size) noexcept nogil:
    cdef Talk* talk = <Talk*>context
    cdef Conversation* c = talk.conversation
    cdef const ProtocolEntry* entry = &talk.tables.entries[c.protocol]
    cdef int64_t answer
    if c.protocol == UNKNOWN_PROTOCOL:
        return 0
    talk.gap = True
    _aim_sink(talk, ELSEWHERE, False)
    if entry.gap == NULL:
        talk.finished = True
        return GIVE_UP
    answer = entry.gap(c.state, talk.way, size, talk.sink)
    if answer < 0:
        c.done = <uint8_t>(c.done | (1 << talk.way))
        talk.finished = c.done == 3
    return answer


cdef inline Reader _reader(Talk* talk) noexcept nogil:
    cdef Reader reader
    reader.deliver, reader.gap = _deliver, _deliver_gap
    reader.context, reader.now_ns, reader.notes = talk, talk.now_ns, 0
    return reader


cdef void talk_segment(Talk* talk, const Facts* facts, uint32_t payload_length) noexcept nogil:
    """A TCP segment of the session: its acknowledgement may declare holes of the other direction lost, its bytes go to
    the stream of its own."""
    cdef Conversation* c = talk.conversation
    cdef Reader reader = _reader(talk)
    cdef View payload = talk.payload
    if facts.tcp_flags & 16 and stream_is_listened(&c.streams[1 - talk.way]):
        talk.way = 1 - talk.way
        talk.payload.size = 0
        stream_ack(talk.streams, &c.streams[talk.way], facts.ack, &reader)
        talk.way = 1 - talk.way
        talk.payload = payload
    if not talk.finished and stream_is_listened(&c.streams[talk.way]):
        stream_push(talk.streams, &c.streams[talk.way], facts.seq, facts.tcp_flags & 2 != 0, payload, payload_length,
                    &reader)
    talk.limited = reader.notes & STREAM_LIMIT != 0
    if talk.finished:
        stream_stop(talk.streams, &c.streams[0])
        stream_stop(talk.streams, &c.streams[1])


cdef int64_t _show_datagram(Talk* talk, bint is_cut) noexcept nogil:
    """Have the conversation's protocol read the datagram; answers as it does."""
    cdef const ProtocolEntry* entry = &talk.tables.entries[talk.conversation.protocol]
    if entry.datagram == NULL:
        return DONE
    _aim_sink(talk, talk.payload_at, is_cut)
    return entry.datagram(talk.conversation.state, talk.way, talk.payload, talk.now_ns, talk.sink)


cdef void _withdraw(Talk* talk, uint32_t count, uint32_t used) noexcept nogil:
    """The guess was wrong: nothing that came of it stays, neither the verdict nor values."""
    cdef Sink* sink = talk.sink
    sink.count, sink.used = count, used
    sink.note = NOTE_NONE
    sink.finding_count = sink.malformed = 0
    talk.conversation.protocol = UNKNOWN_PROTOCOL
    talk.confidence = 0


cdef void talk_datagram(Talk* talk, bint is_cut) noexcept nogil:
    """A datagram of the session, or with `is_cut` its beginning.

    A protocol that gives up on the first one it was shown was a wrong guess, and another may have a turn; one that has
    understood something before says that this datagram is not in order.
    """
    cdef Conversation* c = talk.conversation
    cdef uint16_t protocol = UNKNOWN_PROTOCOL
    cdef uint32_t count = talk.sink.count, used = talk.sink.used
    cdef Guess guess
    cdef int64_t answer = GIVE_UP
    cdef int _
    if c.protocol != UNKNOWN_PROTOCOL:
        answer = _show_datagram(talk, is_cut)
        if answer == GIVE_UP:
            put_malformed(talk.sink)
        talk.finished = answer == DONE
        return
    for _ in range(2):
        guess = _recognise(talk, False, talk.payload, is_cut, protocol, &protocol)
        if guess < LIKELY or not _take_up(talk, False, protocol, guess):
            break
        answer = _show_datagram(talk, is_cut)
        if answer != GIVE_UP:
            talk.finished = answer == DONE
            return
        _withdraw(talk, count, used)
    c.attempts += 1
    talk.finished = c.attempts >= DATAGRAM_ATTEMPTS


cdef void talk_end(Talk* talk) noexcept nogil:
    """The session ends: what waits is delivered after all."""
    cdef Reader reader = _reader(talk)
    cdef uint8_t way
    talk.payload.size = 0
    for way in range(2):
        talk.way = way
        if not talk.finished and stream_is_listened(&talk.conversation.streams[way]):
            stream_flush(talk.streams, &talk.conversation.streams[way], &reader)


cdef bint conversation_copy(StreamPool* pool, Conversation* to, const Conversation* of,
                            uint32_t state_size) noexcept nogil:
    """Make `to`, an empty record, a TCP session's conversation of its own that has come as far as `of`; False when out
    of memory. The pool does not count what the copy holds."""
    to.protocol, to.attempts, to.done = of.protocol, of.attempts, of.done
    if of.state != NULL:
        to.state = malloc(state_size)
        if to.state == NULL:
            return False
        memcpy(to.state, of.state, state_size)
    if stream_copy(&to.streams[0], &of.streams[0]) and stream_copy(&to.streams[1], &of.streams[1]):
        return True
    conversation_free(pool, to, True)
    return False


cdef void conversation_free(StreamPool* pool, Conversation* c, bint has_streams) noexcept nogil:
    """Give back everything but the record itself."""
    if has_streams:
        stream_free(pool, &c.streams[0])
        stream_free(pool, &c.streams[1])
    if c.state != <void*>&c.streams:
        free(c.state)
    c.state = NULL
