"""The application stage: who speaks on a session, and parsing what is said.

Payload goes, in order, to the parsers of the session's conversation (reading.pyx), the first of which is recognised by
it. Trying stops after a bounded number of deliveries and bytes, and feeding when nobody has more to learn.
"""
from libc.stdint cimport int64_t, uint8_t, uint32_t, uint64_t

from ..core.facts cimport Facts
from ..core.status cimport DONE, GIVE_UP
from ..core.view cimport View
from ..sessions.reassembly cimport (STREAM_LIMIT, Reader, stream_ack, stream_again, stream_copy, stream_flush,
                                    stream_free, stream_is_listened, stream_push, stream_stop)
from .parsers cimport children_free, parser_copy, state_free
from .reading cimport ELSEWHERE, is_over, pour, pour_gap, tell_ends
from .requests cimport pour_rests

cdef enum:
    WAKES_MAX = 4           # turns between the directions within one packet


cdef int64_t _deliver(void* context, View v, uint32_t carried, bint is_cut, int64_t now_ns) noexcept nogil:
    """In-order bytes of the direction talk.way."""
    cdef Talk* talk = <Talk*>context
    cdef int64_t answer, base = ELSEWHERE
    if talk.payload.size and v.size - carried == talk.payload.size:
        base = <int64_t>talk.payload_at - carried
    elif carried == 0 and talk.payload.data <= v.data < talk.payload.data + talk.payload.size:
        base = talk.payload_at + (v.data - talk.payload.data)
    answer = pour(talk, v, base, is_cut)
    talk.finished = is_over(talk)
    return answer if answer >= 0 or answer == DONE else GIVE_UP


cdef int64_t _deliver_gap(void* context, uint64_t size) noexcept nogil:
    cdef Talk* talk = <Talk*>context
    cdef int64_t answer = pour_gap(talk, size)
    talk.finished = is_over(talk)
    return answer


cdef inline Reader _reader(Talk* talk) noexcept nogil:
    cdef Reader reader
    reader.deliver, reader.gap = _deliver, _deliver_gap
    reader.context, reader.now_ns, reader.notes = talk, talk.now_ns, 0
    return reader


cdef void _wake(Talk* talk, Reader* reader) noexcept nogil:
    """What was not consumed of the other direction is shown again, if that was asked for; and so on, a few times."""
    cdef View payload = talk.payload
    cdef uint8_t way = talk.way
    cdef int _
    talk.payload.size = 0
    for _ in range(WAKES_MAX):
        if talk.finished or not talk.sink.wakes:
            break
        talk.sink.wakes = 0
        talk.way = 1 - talk.way
        if stream_is_listened(&talk.conversation.streams[talk.way]):
            stream_again(talk.parsers.streams, &talk.conversation.streams[talk.way], reader)
    talk.sink.wakes = 0
    talk.payload, talk.way = payload, way


cdef void talk_segment(Talk* talk, const Facts* facts, uint32_t payload_length) noexcept nogil:
    """A TCP segment of the session: its acknowledgement may declare holes of the other direction lost, its bytes go to
    the stream of its own."""
    cdef Conversation* c = talk.conversation
    cdef Reader reader = _reader(talk)
    cdef View payload = talk.payload
    if facts.tcp_flags & 16 and stream_is_listened(&c.streams[1 - talk.way]):
        talk.way = 1 - talk.way
        talk.payload.size = 0
        stream_ack(talk.parsers.streams, &c.streams[talk.way], facts.ack, &reader)
        if talk.sink.wakes:
            _wake(talk, &reader)
        talk.way = 1 - talk.way
        talk.payload = payload
    if not talk.finished and stream_is_listened(&c.streams[talk.way]):
        stream_push(talk.parsers.streams, &c.streams[talk.way], facts.seq, facts.tcp_flags & 2 != 0, payload,
                    payload_length, &reader)
        if talk.sink.wakes:
            _wake(talk, &reader)
    talk.limited |= reader.notes & STREAM_LIMIT != 0
    if talk.finished:
        stream_stop(talk.parsers.streams, &c.streams[0])
        stream_stop(talk.parsers.streams, &c.streams[1])


cdef void talk_datagram(Talk* talk, bint is_cut) noexcept nogil:
    """A datagram of the session, or with `is_cut` its beginning.

    A protocol that gives up on the first one it was shown was a wrong guess, and another may have a turn; one that has
    understood something before says that this datagram is not in order.
    """
    pour(talk, talk.payload, talk.payload_at, is_cut)
    talk.finished = is_over(talk)


cdef void talk_end(Talk* talk) noexcept nogil:
    """The session ends: what waits is delivered after all."""
    cdef Reader reader = _reader(talk)
    cdef uint8_t way
    talk.payload.size = 0
    for way in range(2 if talk.is_stream else 0):
        talk.way = way
        if not talk.finished and stream_is_listened(&talk.conversation.streams[way]):
            stream_flush(talk.parsers.streams, &talk.conversation.streams[way], &reader)
    if not talk.finished:
        pour_rests(talk)
    tell_ends(talk)


cdef bint conversation_copy(ParserPool* pool, Conversation* to, const Conversation* of) noexcept nogil:
    """Make `to`, an empty record, a TCP session's conversation of its own that has come as far as `of`; False when out
    of memory. What its streams hold is not counted."""
    if (parser_copy(pool, &to.bottom, NULL, &of.bottom, NULL) and stream_copy(&to.streams[0], &of.streams[0])
            and stream_copy(&to.streams[1], &of.streams[1])):
        return True
    conversation_free(pool, to, True)
    return False


cdef void conversation_free(ParserPool* pool, Conversation* c, bint has_streams) noexcept nogil:
    """Give back everything but the record itself."""
    children_free(pool, &c.bottom)
    if has_streams:
        stream_free(pool.streams, &c.streams[0])
        stream_free(pool.streams, &c.streams[1])
    state_free(pool, &c.bottom, NULL if has_streams else &c.streams)
