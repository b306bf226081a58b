"""What parsers ask for: a child that reads in their place or what they carry, room, and sessions to come.

A child is found again by the key that it was opened under; what it leaves of a carried stream waits with it.
"""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.string cimport memcpy, memmove

from ..core.sink cimport EXPECTED_MAX, Expectation, Sink, put_note
from ..core.stage cimport BOTH_WAYS, BY_PROBE, LAST_PART, PART, derive, derived_at, read_derived
from ..core.status cimport NOTE_DEPTH_LIMIT
from ..core.view cimport rest
from ..protocols.compiled cimport UNKNOWN_PROTOCOL, ProtocolEntry, lookup
from .aiming cimport Aim, aim_again, aim_at, aim_of
from .parsers cimport (CARRIED_MAX, MESSAGES, PARSER_TRANSPORT, PARSERS_MAX, STREAM, SWITCH_SHIFT, SWITCHED, Child,
                       Parser, Rest, child_at, child_drop_oldest, child_find, child_new, rest_add, rest_drop,
                       state_account, switched_child)
from .reading cimport ELSEWHERE, bottom_frame, chain_above, lose, pour_in, take_up
from .talk cimport Frame


cdef Child* _open(Talk* talk, uint8_t kind, uint8_t space, uint32_t key, uint64_t stream) noexcept nogil:
    """A new child of who reads now, or NULL."""
    cdef Frame* frame = talk.frame
    cdef const ProtocolEntry* entry = &talk.tables.entries[frame.parser.protocol]
    cdef uint16_t protocol = UNKNOWN_PROTOCOL
    cdef Child* child
    if frame.depth + 1 >= PARSERS_MAX:
        put_note(talk.sink, NOTE_DEPTH_LIMIT)
        return NULL
    child = child_new(talk.parsers, frame.parser)
    if child == NULL:
        talk.limited = 1
        return NULL
    child.kind, child.space, child.key, child.stream = kind, space, key, stream
    if space < entry.space_count:
        protocol = lookup(talk.tables, entry.spaces[space], key)
    if protocol != UNKNOWN_PROTOCOL:
        take_up(talk, &child.parser, protocol, space, key)
    return child


cdef bint _switch_to(void* context, uint8_t space, uint32_t key, uint8_t ways) noexcept nogil:
    cdef Talk* talk = <Talk*>context
    cdef Parser* p = talk.frame.parser
    cdef Child* child = switched_child(talk.parsers, p)
    ways = ways & BOTH_WAYS if ways else <uint8_t>(1 << talk.way)
    if child == NULL:
        child = _open(talk, SWITCHED, space, key, 0)
    if child == NULL:                   # nobody reads on
        p.marks |= ways
        return False
    p.marks |= <uint8_t>(ways << SWITCH_SHIFT)
    talk.switched = 1
    talk.sink.wakes |= ways >> (1 - talk.way) & 1
    return space == BY_PROBE or child.parser.protocol != UNKNOWN_PROTOCOL


cdef void _pour_stream(Talk* talk, Child* child, Frame* frame, View v, int64_t base, uint64_t lost) noexcept nogil:
    """The next bytes of a carried stream, or that some are lost."""
    cdef Rest* kept = &child.rests[talk.way]
    cdef uint32_t port = child.key if child.space == BY_PROBE else 0
    cdef View waiting = v
    cdef int64_t answer
    if lost:
        waiting.data, waiting.size = kept.data, kept.size
        answer = pour_in(talk, frame, port, waiting, ELSEWHERE, True, False) if waiting.size else 0
        rest_drop(talk.parsers, kept)
        if answer >= 0:
            frame.parser, frame.depth = &child.parser, frame.outer.depth + 1
            frame.chain = chain_above(talk, frame.outer.chain, frame.outer.parser)
            lose(talk, frame, lost)
        return
    if kept.size:
        base -= kept.size
        if not rest_add(talk.parsers, kept, v):
            talk.limited = 1
            rest_drop(talk.parsers, kept)
            lose(talk, frame, v.size)
            return
        waiting.data, waiting.size = kept.data, kept.size
    answer = pour_in(talk, frame, port, waiting, base, False, False)
    if answer < 0 or answer >= waiting.size:
        rest_drop(talk.parsers, kept)
    elif kept.size:
        kept.size -= <uint32_t>answer
        memmove(kept.data, kept.data + answer, kept.size)
    elif not rest_add(talk.parsers, kept, rest(waiting, <uint32_t>answer)):
        talk.limited = 1


cdef void _pour_parts(Talk* talk, Child* child, Frame* frame, View v, bint is_last, bint is_cut,
                      uint16_t field) noexcept nogil:
    """One of several parts of a message, which is read as a whole."""
    cdef Rest* kept = &child.rests[talk.way]
    cdef uint32_t port = child.key if child.space == BY_PROBE else 0
    cdef uint8_t buffer, here = <uint8_t>(1 << talk.way)
    cdef View whole
    if not child.broken & here and v.size and not rest_add(talk.parsers, kept, v):
        talk.limited = 1
        child.broken |= here
    if is_cut and not is_last:
        child.broken |= here
    if child.broken & here:
        rest_drop(talk.parsers, kept)
        if is_last:
            child.broken &= <uint8_t>~here
        return
    if not is_last:
        return
    whole.data, whole.size = kept.data, kept.size
    buffer = derive(talk.sink, field, whole.size)
    if buffer:
        memcpy(derived_at(talk.sink, buffer).data, whole.data, whole.size)
        whole.data = derived_at(talk.sink, buffer).data
        read_derived(talk.sink, buffer)
    pour_in(talk, frame, port, whole, 0 if buffer else ELSEWHERE, is_cut, True)
    rest_drop(talk.parsers, kept)


cdef void _carry(void* context, uint8_t space, uint32_t key, bint is_stream, uint64_t stream, View v, uint32_t at,
                 uint64_t lost) noexcept nogil:
    cdef Talk* talk = <Talk*>context
    cdef Frame* outer = talk.frame
    cdef Frame frame
    cdef Aim aim
    cdef bint is_cut, is_something = v.size or talk.sink.stream_end or talk.sink.stream_lost
    cdef uint8_t kind = STREAM if is_stream else MESSAGES
    cdef uint16_t field = <uint16_t>stream
    cdef uint32_t count
    cdef Child* child
    if not is_stream:
        stream = 0              # it says what names a message of several parts
    child = child_find(talk.parsers, outer.parser, kind, space, key, stream, &count)
    if child == NULL:
        if count >= CARRIED_MAX:
            child_drop_oldest(talk.parsers, outer.parser)
        child = _open(talk, kind, space, key, stream)
    if child == NULL or not (is_something or lost):
        return
    frame.parser, frame.outer, frame.depth = &child.parser, outer, outer.depth + 1
    frame.chain = chain_above(talk, outer.chain, outer.parser)
    frame.layer, frame.end = 0, NULL
    aim = aim_of(talk.sink)
    is_cut = aim.is_cut and v.data + v.size == outer.end
    if is_stream:
        _pour_stream(talk, child, &frame, v, aim.base + at, lost)
    elif lost == PART or (lost == LAST_PART and (child.rests[talk.way].size or child.broken >> talk.way & 1)):
        _pour_parts(talk, child, &frame, v, lost == LAST_PART, is_cut, field)
    elif is_something:
        pour_in(talk, &frame, key if space == BY_PROBE else 0, v, aim.base + at, is_cut, True)
    aim_again(talk.sink, &aim)


cdef bint _hold(Talk* talk, uint8_t space, uint32_t key, uint64_t stream, View v) noexcept nogil:
    """These bytes of a stream wait for those behind them; False where a limit forbids it."""
    cdef uint32_t count
    cdef Child* child = child_find(talk.parsers, talk.frame.parser, STREAM, space, key, stream, &count)
    if child == NULL:
        child = _open(talk, STREAM, space, key, stream)
    return child != NULL and rest_add(talk.parsers, &child.rests[talk.way], v)


cdef void pour_piece(Talk* talk, uint16_t transport, uint8_t space, uint32_t key, bint is_stream, uint64_t stream,
                     View v, int64_t base, uint64_t lost, bint is_whole) noexcept nogil:
    cdef Frame frame = bottom_frame(talk)
    cdef Frame* before = talk.frame
    frame.parser.protocol = transport
    frame.parser.marks |= PARSER_TRANSPORT
    frame.layer = <uint8_t>(talk.sink.first_branch - 1)
    aim_at(talk, &frame, base, False)
    talk.frame = &frame
    if is_whole or not _hold(talk, space, key, stream, v):
        _carry(talk, space, key, is_stream, stream, v, 0, lost)
    talk.frame = before


cdef void _show_rests(Talk* talk, Parser* p, Frame* outer) noexcept nogil:
    """A last look at what waits in the streams above `p`, which reads in the frame `outer`."""
    cdef Child* child = child_at(talk.parsers, p.children)
    cdef Frame frame
    cdef View v
    cdef uint8_t way
    while child != NULL:
        for way in range(2):
            frame.parser, frame.outer, frame.depth = &child.parser, outer, outer.depth + 1
            frame.chain = chain_above(talk, outer.chain, p)
            frame.layer, frame.end = 0, NULL
            v.data, v.size = child.rests[way].data, child.rests[way].size
            if v.size:
                talk.way = way
                pour_in(talk, &frame, 0, v, ELSEWHERE, True, child.kind == MESSAGES)
        frame.parser, frame.outer, frame.depth = &child.parser, outer, outer.depth + 1
        frame.chain = chain_above(talk, outer.chain, p)
        _show_rests(talk, &child.parser, &frame)
        child = child_at(talk.parsers, child.next)


cdef void pour_rests(Talk* talk) noexcept nogil:
    cdef Frame frame = bottom_frame(talk)
    if frame.parser.children:
        _show_rests(talk, frame.parser, &frame)


cdef bint _account(void* context, int64_t size) noexcept nogil:
    cdef Talk* talk = <Talk*>context
    if state_account(talk.parsers, talk.frame.parser, size):
        return True
    talk.limited = 1
    return False


cdef bint _expect(void* context, const Expectation* expectation) noexcept nogil:
    cdef Talk* talk = <Talk*>context
    cdef Sink* s = talk.sink
    cdef const ProtocolEntry* entry = &talk.tables.entries[s.protocol]
    cdef uint16_t protocol = UNKNOWN_PROTOCOL
    cdef Expectation* mine
    if expectation.space < entry.space_count:
        protocol = lookup(talk.tables, entry.spaces[expectation.space], expectation.key)
    if protocol == UNKNOWN_PROTOCOL:
        return False
    if s.expected_count == EXPECTED_MAX:
        s.expected_lost = 1
        return False
    mine = &s.expected[s.expected_count]
    s.expected_count += 1
    mine[0] = expectation[0]
    mine.protocol, mine.way = protocol, talk.way
    mine.reason = entry.first_reason + expectation.reason
    return True


STAGE.switch_to, STAGE.carry, STAGE.account, STAGE.expect = &_switch_to, &_carry, &_account, &_expect
