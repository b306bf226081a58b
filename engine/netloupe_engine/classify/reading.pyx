"""Reading: bytes go to the parser on top of a conversation's stack, and from parser to parser.

A parser reads in a frame. It may open a child: by a switch the child reads in its place from there on, or it carries
messages or streams that it finds in its own. A verdict that bytes alone suggested is a guess until the parser has read
a first message; one that gives up before that is withdrawn, and the bytes are recognised anew without it.
"""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t

from ..core.sink cimport put_malformed
from ..core.stage cimport BOTH_WAYS, BY_PROBE
from ..core.status cimport CERTAIN, DONE, GIVE_UP, LIKELY, NEED_MORE_BYTES, REFUTED, UNSURE, Guess
from ..core.view cimport rest
from ..protocols.compiled cimport UNKNOWN_PROTOCOL, ProtocolEntry
from .aiming cimport Mark, aim_at, branch_of, go_back, mark_of
from .parsers cimport (PARSER_CONFIRMED, PARSER_DONE, PARSER_DOUBTED, PARSER_SWITCHED, PARSER_TRANSPORT, PARSER_UNSURE,
                       PARSERS_MAX, Child, child_at, children_free, parts_break, state_free, state_open,
                       switched_child)
from .recognition cimport WITHDRAWALS_MAX, Question, recognise
from .talk cimport chain_below

cdef enum:
    STREAM_ATTEMPTS = 6         # deliveries tried before a stream stays unknown
    MESSAGE_ATTEMPTS = 7        # datagrams or carried messages tried
    PROBE_BYTES_MAX = 4096      # an undecided probe is not shown more


cdef uint16_t chain_above(Talk* talk, uint16_t chain, const Parser* p) noexcept nogil:
    """The path of parsers up to `p`, which reads above `chain`."""
    return chain if p.marks & PARSER_TRANSPORT else chain_below(talk.paths, chain, p.protocol)


cdef bint take_up(Talk* talk, Parser* p, uint16_t protocol, uint8_t space, uint32_t key) noexcept nogil:
    """The parser speaks `protocol` from here on; False when out of memory."""
    cdef const ProtocolEntry* entry = &talk.tables.entries[protocol]
    cdef bint is_bottom = p == &talk.conversation.bottom
    p.protocol = protocol
    if not state_open(talk.parsers, p, &talk.conversation.streams if is_bottom and not talk.is_stream else NULL):
        p.protocol = UNKNOWN_PROTOCOL
        return False
    if entry.open != NULL:
        entry.open(p.state, space, key, talk.sink)
    return True


cdef void _leave(Talk* talk, Parser* p) noexcept nogil:
    """The parser has no protocol any more, and nothing above it."""
    cdef bint is_bottom = p == &talk.conversation.bottom
    children_free(talk.parsers, p)
    state_free(talk.parsers, p, &talk.conversation.streams if is_bottom and not talk.is_stream else NULL)
    p.protocol, p.marks = UNKNOWN_PROTOCOL, 0
    if is_bottom:
        talk.confidence = 0
        talk.withdrawn = 1


cdef Guess _guess(Talk* talk, Parser* p, uint32_t port, Question* q) noexcept nogil:
    """Recognise who speaks, and let it read; what remains is REFUTED, NEED_MORE_BYTES, LIKELY or CERTAIN."""
    cdef uint16_t protocol = UNKNOWN_PROTOCOL
    cdef uint16_t[2] hints
    cdef Guess guess
    hints[0], hints[1] = 0, <uint16_t>port
    q.ports = &hints[0]
    if p == &talk.conversation.bottom:
        q.ports = &talk.ports[0]
    guess = recognise(talk.tables, q, &protocol)
    if guess < LIKELY:
        return guess
    if not take_up(talk, p, protocol, BY_PROBE, 0):
        return REFUTED
    if guess == CERTAIN:
        p.marks |= PARSER_CONFIRMED
    if p == &talk.conversation.bottom or talk.conversation.bottom.marks & PARSER_TRANSPORT:
        talk.confidence = <uint8_t>(2 if guess == CERTAIN else 1)
    return guess


cdef Guess _doubt(Talk* talk, const Parser* p, Question* q) noexcept nogil:
    """The parser was announced where another protocol has its port: REFUTED if these bytes are nobody else's."""
    cdef uint16_t protocol = UNKNOWN_PROTOCOL
    cdef Guess guess
    q.ports = &talk.ports[0]
    guess = recognise(talk.tables, q, &protocol)
    if guess >= LIKELY and (protocol == p.protocol or talk.tables.entries[protocol].is_guessed):
        return REFUTED
    return guess


cdef int64_t _call(Talk* talk, Frame* frame, View v, int64_t base, bint is_cut, bint is_message) noexcept nogil:
    """Have the parser read; answers as it does."""
    cdef const ProtocolEntry* entry = &talk.tables.entries[frame.parser.protocol]
    cdef Frame* before = talk.frame
    cdef uint8_t buffer = talk.sink.buffer
    cdef int64_t answer = DONE
    if entry.datagram == NULL and entry.stream == NULL:
        return DONE
    if entry.stream == NULL:
        is_message = True
    frame.layer = branch_of(talk, frame, v, base, is_message)
    frame.end = v.data + v.size
    aim_at(talk, frame, base, is_cut)
    talk.frame = frame
    if is_message and entry.datagram != NULL:
        answer = entry.datagram(frame.parser.state, talk.way, v, talk.now_ns, talk.sink)
    elif entry.stream != NULL:
        answer = entry.stream(frame.parser.state, talk.way, v, talk.now_ns, talk.sink)
    talk.frame = before
    talk.sink.buffer = buffer
    return answer


cdef int64_t _be_through(Talk* talk, Parser* p, int64_t answer) noexcept nogil:
    """The parser has said DONE or GIVE_UP, or nobody reads here any more."""
    p.marks |= <uint8_t>(PARSER_DONE << talk.way) if answer == DONE else BOTH_WAYS
    return answer


cdef int64_t _read(Talk* talk, Frame* frame, uint32_t port, View v, int64_t base, bint is_cut,
                   bint is_message) noexcept nogil:
    """One parser's turn, or that of whoever is recognised here; answers the bytes consumed, or a Feed."""
    cdef Parser* p = frame.parser
    cdef Question q
    cdef Mark mark = mark_of(talk.sink)
    cdef Guess guess
    cdef int64_t answer
    if p.marks & (PARSER_DONE << talk.way):
        return DONE
    q.bytes, q.way, q.is_cut, q.is_stream, q.tried_count = v, talk.way, is_cut, not is_message, 0
    if p.marks & PARSER_DOUBTED:
        guess = _doubt(talk, p, &q)
        if guess == NEED_MORE_BYTES and not is_message and v.size < PROBE_BYTES_MAX:
            return 0
        p.marks &= ~PARSER_DOUBTED
        if guess >= LIKELY:
            _leave(talk, p)
    while q.tried_count < WITHDRAWALS_MAX:
        if p.protocol == UNKNOWN_PROTOCOL:
            guess = _guess(talk, p, port, &q)
            if guess == NEED_MORE_BYTES and not is_message and v.size < PROBE_BYTES_MAX:
                return 0
            if guess < LIKELY:
                break
        answer = _call(talk, frame, v, base, is_cut, is_message)
        if answer >= 0:
            if answer or is_message:
                if p.marks & PARSER_UNSURE:
                    talk.confidence = 1
                p.marks = <uint8_t>((p.marks & ~PARSER_UNSURE) | PARSER_CONFIRMED)
            return answer if answer <= v.size else v.size
        if answer == UNSURE:
            if p == &talk.conversation.bottom and talk.confidence:
                p.marks |= PARSER_UNSURE
                talk.confidence = 0
            talk.sink.is_guess |= p.marks & PARSER_UNSURE != 0
            return v.size
        if answer != GIVE_UP:
            p.marks |= PARSER_CONFIRMED
            return _be_through(talk, p, DONE)
        if p.marks & PARSER_CONFIRMED:
            put_malformed(talk.sink)        # what was understood before still counts
            return _be_through(talk, p, GIVE_UP) if not is_message else v.size
        q.tried[q.tried_count] = p.protocol
        q.tried_count += 1
        go_back(talk.sink, &mark)
        _leave(talk, p)
    p.attempts += 1
    if p.attempts < (MESSAGE_ATTEMPTS if is_message else STREAM_ATTEMPTS):
        return v.size
    return _be_through(talk, p, GIVE_UP)


cdef int64_t pour_in(Talk* talk, Frame* frame, uint32_t port, View v, int64_t base, bint is_cut,
                     bint is_message) noexcept nogil:
    """The bytes go to the parser of the frame, and what is behind a switch to those above."""
    cdef uint8_t switched = <uint8_t>(PARSER_SWITCHED << talk.way)
    cdef int64_t answer
    cdef uint32_t taken = 0
    while True:
        while frame.parser.marks & switched:
            port = _climb(talk, frame)
        answer = _read(talk, frame, port, rest(v, taken), base + taken, is_cut, is_message)
        if not frame.parser.marks & switched:
            return answer if answer < 0 else taken + answer
        if answer < 0:
            return v.size
        taken += <uint32_t>answer
        if taken == v.size:
            return taken


cdef uint32_t _climb(Talk* talk, Frame* frame) noexcept nogil:
    """From a parser that has switched to who reads in its place; answers the port that hints at it."""
    cdef Child* child = switched_child(talk.parsers, frame.parser)
    frame.chain = chain_above(talk, frame.chain, frame.parser)
    frame.parser = &child.parser
    frame.depth += 1
    return child.key if child.space == BY_PROBE else 0


cdef Frame bottom_frame(Talk* talk) noexcept nogil:
    cdef Frame frame
    frame.parser, frame.outer, frame.end = &talk.conversation.bottom, NULL, NULL
    frame.chain = 0
    frame.depth = frame.layer = 0
    return frame


cdef int64_t pour(Talk* talk, View v, int64_t base, bint is_cut) noexcept nogil:
    cdef Frame frame = bottom_frame(talk)
    return pour_in(talk, &frame, 0, v, base, is_cut, not talk.is_stream)


cdef int64_t lose(Talk* talk, Frame* frame, uint64_t size) noexcept nogil:
    """`size` bytes of the frame's parser, or of who reads in its place, are lost."""
    cdef const ProtocolEntry* entry
    cdef Frame* before = talk.frame
    cdef int64_t answer
    while frame.parser.marks & (PARSER_SWITCHED << talk.way):
        _climb(talk, frame)
    if frame.parser.protocol == UNKNOWN_PROTOCOL or frame.parser.marks & (PARSER_DONE << talk.way):
        return 0
    parts_break(talk.parsers, frame.parser, talk.way)
    entry = &talk.tables.entries[frame.parser.protocol]
    if entry.gap == NULL:
        return _be_through(talk, frame.parser, GIVE_UP)
    frame.layer = talk.sink.layer
    aim_at(talk, frame, ELSEWHERE, False)
    talk.frame = frame
    answer = entry.gap(frame.parser.state, talk.way, size, talk.sink)
    talk.frame = before
    return _be_through(talk, frame.parser, DONE) if answer < 0 else answer


cdef int64_t pour_gap(Talk* talk, uint64_t size) noexcept nogil:
    cdef Frame frame = bottom_frame(talk)
    if frame.parser.protocol != UNKNOWN_PROTOCOL:
        talk.gap = True
    return lose(talk, &frame, size)


cdef bint is_over(const Talk* talk) noexcept nogil:
    cdef const Parser* p
    cdef int way
    for way in range(2):
        p = &talk.conversation.bottom
        while p.marks & (PARSER_SWITCHED << way):
            p = &switched_child(talk.parsers, p).parser
        if not p.marks & (PARSER_DONE << way):
            return False
    return True


cdef uint16_t chain_of(Talk* talk) noexcept nogil:
    cdef const Parser* p = &talk.conversation.bottom
    cdef const Child* child
    cdef uint16_t chain = 0
    if p.protocol == UNKNOWN_PROTOCOL or p.marks & PARSER_UNSURE:
        return 0
    while True:
        chain = chain_above(talk, chain, p)
        child = switched_child(talk.parsers, p)
        if child == NULL:
            return chain
        p = &child.parser


cdef void _tell_ends(Talk* talk, Frame* outer, Parser* p) noexcept nogil:
    cdef const ProtocolEntry* entry = &talk.tables.entries[p.protocol]
    cdef Child* child = child_at(talk.parsers, p.children)
    cdef Frame frame = outer[0]
    frame.parser, frame.layer, frame.depth = p, talk.sink.layer, outer.depth + 1
    if entry.end != NULL and p.state != NULL:
        aim_at(talk, &frame, ELSEWHERE, False)
        entry.end(p.state, talk.sink)
    while child != NULL and frame.depth <= PARSERS_MAX:
        _tell_ends(talk, &frame, &child.parser)
        child = child_at(talk.parsers, child.next)


cdef void tell_ends(Talk* talk) noexcept nogil:
    cdef Frame frame = bottom_frame(talk)
    _tell_ends(talk, &frame, frame.parser)


cdef bint read_as(Talk* talk, uint16_t protocol, uint32_t detail, bint is_doubted) noexcept nogil:
    if is_doubted:
        talk.conversation.bottom.marks |= PARSER_DOUBTED
    return take_up(talk, &talk.conversation.bottom, protocol, BY_PROBE, detail)
