"""Reading: bytes go to the parser on top of a conversation's stack, and from parser to parser.

A parser reads in a frame. It may open a child: by a switch the child reads in its place from there on, or it carries
messages or streams that it finds in its own. A verdict that bytes alone suggested is a guess until the parser has read
a first message; one that gives up before that is withdrawn, and the bytes are recognised anew without it.
"""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.string cimport memmove

from ..core.sink cimport BRANCHES_MAX, EXPECTED_MAX, Branch, Expectation, FieldSpec, Sink, put_malformed, put_note
from ..core.stage cimport BY_PROBE
from ..core.status cimport (CERTAIN, DONE, GIVE_UP, LIKELY, NEED_MORE_BYTES, NOTE_DEPTH_LIMIT, REFUTED, UNSURE, Guess)
from ..core.view cimport rest
from ..protocols.compiled cimport UNKNOWN_PROTOCOL, ProtocolEntry, lookup
from .parsers cimport (CARRIED_MAX, MESSAGES, PARSER_CONFIRMED, PARSER_DONE, PARSER_SWITCHED, PARSER_TRANSPORT,
                       PARSERS_MAX, STREAM, SWITCH_SHIFT, SWITCHED, Child, Rest, child_at, child_drop_oldest,
                       child_find, child_new, children_free, rest_add, rest_drop, state_account, state_free, state_open,
                       switched_child)
from .recognition cimport WITHDRAWALS_MAX, Question, recognise
from .talk cimport Frame, chain_below

cdef enum:
    STREAM_ATTEMPTS = 6         # deliveries tried before a stream stays unknown
    MESSAGE_ATTEMPTS = 7        # datagrams or carried messages tried
    PROBE_BYTES_MAX = 4096      # an undecided probe is not shown more
    BOTH = 3                    # directions

cdef struct Aim:                # what of the sink belongs to one parser
    const uint16_t* fields
    const FieldSpec* table
    const void* program
    uint32_t table_count
    int64_t base
    uint16_t first_finding
    uint16_t protocol
    uint8_t any_wanted
    uint8_t depth
    uint8_t layer
    uint8_t way
    uint8_t is_cut
    uint8_t buffer

cdef struct Mark:               # how far the sink was
    uint32_t count
    uint32_t used
    uint32_t branch_count
    uint32_t derived_count
    uint32_t derived_used
    uint32_t finding_count
    uint8_t expected_count
    uint8_t named_count
    uint8_t note
    uint8_t malformed


# ------------------------------------------------------------ the sink, before and after
cdef Mark _mark(const Sink* s) noexcept nogil:
    cdef Mark m
    m.count, m.used, m.branch_count = s.count, s.used, s.branch_count
    m.derived_count, m.derived_used = s.derived_count, s.derived_used
    m.finding_count, m.note, m.malformed = s.finding_count, s.note, s.malformed
    m.expected_count, m.named_count = s.expected_count, s.named_count
    return m


cdef void _go_back(Sink* s, const Mark* m) noexcept nogil:
    s.count, s.used, s.branch_count = m.count, m.used, m.branch_count
    s.derived_count, s.derived_used = m.derived_count, m.derived_used
    s.finding_count, s.note, s.malformed = m.finding_count, m.note, m.malformed
    s.expected_count, s.named_count = m.expected_count, m.named_count


cdef Aim _aim_of(const Sink* s) noexcept nogil:
    cdef Aim a
    a.fields, a.table, a.program, a.table_count, a.base = s.fields, s.table, s.program, s.table_count, s.base
    a.first_finding, a.protocol, a.any_wanted, a.depth = s.first_finding, s.protocol, s.any_wanted, s.depth
    a.layer, a.way, a.is_cut, a.buffer = s.layer, s.way, s.is_cut, s.buffer
    return a


cdef void _aim_again(Sink* s, const Aim* a) noexcept nogil:
    s.fields, s.table, s.program, s.table_count, s.base = a.fields, a.table, a.program, a.table_count, a.base
    s.first_finding, s.protocol, s.any_wanted, s.depth = a.first_finding, a.protocol, a.any_wanted, a.depth
    s.layer, s.way, s.is_cut, s.buffer = a.layer, a.way, a.is_cut, a.buffer


cdef void _aim(Talk* talk, const Frame* frame, int64_t base, bint is_cut) noexcept nogil:
    """Values put from now on are this parser's."""
    cdef uint16_t protocol = frame.parser.protocol
    cdef const ProtocolEntry* entry = &talk.tables.entries[protocol]
    cdef Sink* sink = talk.sink
    sink.fields, sink.table, sink.table_count = entry.fields, entry.table, entry.table_count
    sink.protocol, sink.program, sink.first_finding = protocol, entry.program, entry.first_finding
    sink.any_wanted = talk.protocol_wanted[protocol]
    sink.base, sink.is_cut, sink.depth, sink.way, sink.layer = base, is_cut, 0, talk.way, frame.layer


cdef uint8_t _branch(Talk* talk, const Frame* frame, View v, int64_t base, bint is_message) noexcept nogil:
    """The layer of what this parser reads here: messages are one each, a stream's bytes one a packet."""
    cdef Sink* s = talk.sink
    cdef Branch* branch
    cdef uint32_t i = s.branch_count
    cdef int64_t end
    while i:
        i -= 1
        branch = &s.branches[i]
        if branch.parser != frame.parser or branch.buffer != s.buffer:
            continue
        if is_message and s.branch_count < BRANCHES_MAX:
            break
        end = max(branch.at + branch.size, base + v.size)
        branch.at = min(branch.at, base)
        branch.size = <uint32_t>min(end - branch.at, <int64_t>0xFFFFFFFF)
        return <uint8_t>(s.first_branch + i)
    if s.branch_count >= BRANCHES_MAX:
        return s.layer
    branch = &s.branches[s.branch_count]
    branch.parser, branch.at, branch.size = frame.parser, base, v.size
    branch.protocol, branch.depth = frame.parser.protocol, frame.depth
    branch.chain = chain_below(talk.paths, frame.chain, branch.protocol) if frame.depth else 0
    branch.parent = frame.outer.layer if frame.outer != NULL else <uint8_t>(s.first_branch - 1)
    branch.buffer = s.buffer
    s.branch_count += 1
    return <uint8_t>(s.first_branch + s.branch_count - 1)


# ------------------------------------------------------------ who reads
cdef inline uint16_t _chain_above(Talk* talk, uint16_t chain, const Parser* p) noexcept nogil:
    """The path of parsers up to `p`, which reads above `chain`."""
    return chain if p.marks & PARSER_TRANSPORT else chain_below(talk.paths, chain, p.protocol)


cdef bint _take_up(Talk* talk, Parser* p, uint16_t protocol, uint8_t space, uint32_t key) noexcept nogil:
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
    if not _take_up(talk, p, protocol, BY_PROBE, 0):
        return REFUTED
    if guess == CERTAIN:
        p.marks |= PARSER_CONFIRMED
    if p == &talk.conversation.bottom or talk.conversation.bottom.marks & PARSER_TRANSPORT:
        talk.confidence = <uint8_t>(2 if guess == CERTAIN else 1)
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
    frame.layer = _branch(talk, frame, v, base, is_message)
    frame.end = v.data + v.size
    _aim(talk, frame, base, is_cut)
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
    p.marks |= <uint8_t>(PARSER_DONE << talk.way) if answer == DONE else BOTH
    return answer


cdef int64_t _read(Talk* talk, Frame* frame, uint32_t port, View v, int64_t base, bint is_cut,
                   bint is_message) noexcept nogil:
    """One parser's turn, or that of whoever is recognised here; answers the bytes consumed, or a Feed."""
    cdef Parser* p = frame.parser
    cdef Question q
    cdef Mark mark = _mark(talk.sink)
    cdef Guess guess
    cdef int64_t answer
    if p.marks & (PARSER_DONE << talk.way):
        return DONE
    q.bytes, q.way, q.is_cut, q.is_stream, q.tried_count = v, talk.way, is_cut, not is_message, 0
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
                p.marks |= PARSER_CONFIRMED
            return answer if answer <= v.size else v.size
        if answer == UNSURE:
            return v.size
        if answer != GIVE_UP:
            p.marks |= PARSER_CONFIRMED
            return _be_through(talk, p, DONE)
        if p.marks & PARSER_CONFIRMED:
            put_malformed(talk.sink)        # what was understood before still counts
            return _be_through(talk, p, GIVE_UP) if not is_message else v.size
        q.tried[q.tried_count] = p.protocol
        q.tried_count += 1
        _go_back(talk.sink, &mark)
        _leave(talk, p)
    p.attempts += 1
    if p.attempts < (MESSAGE_ATTEMPTS if is_message else STREAM_ATTEMPTS):
        return v.size
    return _be_through(talk, p, GIVE_UP)


cdef int64_t _pour(Talk* talk, Frame* frame, uint32_t port, View v, int64_t base, bint is_cut,
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
    frame.chain = _chain_above(talk, frame.chain, frame.parser)
    frame.parser = &child.parser
    frame.depth += 1
    return child.key if child.space == BY_PROBE else 0


cdef Frame _bottom(Talk* talk) noexcept nogil:
    cdef Frame frame
    frame.parser, frame.outer, frame.end = &talk.conversation.bottom, NULL, NULL
    frame.chain = 0
    frame.depth = frame.layer = 0
    return frame


cdef int64_t pour(Talk* talk, View v, int64_t base, bint is_cut) noexcept nogil:
    cdef Frame frame = _bottom(talk)
    return _pour(talk, &frame, 0, v, base, is_cut, not talk.is_stream)


cdef int64_t _lose(Talk* talk, Frame* frame, uint64_t size) noexcept nogil:
    """`size` bytes of the frame's parser, or of who reads in its place, are lost."""
    cdef const ProtocolEntry* entry
    cdef Frame* before = talk.frame
    cdef int64_t answer
    while frame.parser.marks & (PARSER_SWITCHED << talk.way):
        _climb(talk, frame)
    if frame.parser.protocol == UNKNOWN_PROTOCOL or frame.parser.marks & (PARSER_DONE << talk.way):
        return 0
    entry = &talk.tables.entries[frame.parser.protocol]
    if entry.gap == NULL:
        return _be_through(talk, frame.parser, GIVE_UP)
    frame.layer = talk.sink.layer
    _aim(talk, frame, ELSEWHERE, False)
    talk.frame = frame
    answer = entry.gap(frame.parser.state, talk.way, size, talk.sink)
    talk.frame = before
    return _be_through(talk, frame.parser, DONE) if answer < 0 else answer


cdef int64_t pour_gap(Talk* talk, uint64_t size) noexcept nogil:
    cdef Frame frame = _bottom(talk)
    if frame.parser.protocol != UNKNOWN_PROTOCOL:
        talk.gap = True
    return _lose(talk, &frame, size)


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
    if p.protocol == UNKNOWN_PROTOCOL:
        return 0
    while True:
        chain = _chain_above(talk, chain, p)
        child = switched_child(talk.parsers, p)
        if child == NULL:
            return chain
        p = &child.parser


# ------------------------------------------------------------ what parsers ask for
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
        _take_up(talk, &child.parser, protocol, space, key)
    return child


cdef bint _switch_to(void* context, uint8_t space, uint32_t key, uint8_t ways) noexcept nogil:
    cdef Talk* talk = <Talk*>context
    cdef Parser* p = talk.frame.parser
    cdef Child* child = switched_child(talk.parsers, p)
    ways = ways & BOTH if ways else <uint8_t>(1 << talk.way)
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
        answer = _pour(talk, frame, port, waiting, ELSEWHERE, True, False) if waiting.size else 0
        rest_drop(talk.parsers, kept)
        if answer >= 0:
            frame.parser, frame.depth = &child.parser, frame.outer.depth + 1
            frame.chain = _chain_above(talk, frame.outer.chain, frame.outer.parser)
            _lose(talk, frame, lost)
        return
    if kept.size:
        base -= kept.size
        if not rest_add(talk.parsers, kept, v):
            talk.limited = 1
            rest_drop(talk.parsers, kept)
            _lose(talk, frame, v.size)
            return
        waiting.data, waiting.size = kept.data, kept.size
    answer = _pour(talk, frame, port, waiting, base, False, False)
    if answer < 0 or answer >= waiting.size:
        rest_drop(talk.parsers, kept)
    elif kept.size:
        kept.size -= <uint32_t>answer
        memmove(kept.data, kept.data + answer, kept.size)
    elif not rest_add(talk.parsers, kept, rest(waiting, <uint32_t>answer)):
        talk.limited = 1


cdef void _carry(void* context, uint8_t space, uint32_t key, bint is_stream, uint64_t stream, View v, uint32_t at,
                 uint64_t lost) noexcept nogil:
    cdef Talk* talk = <Talk*>context
    cdef Frame* outer = talk.frame
    cdef Frame frame
    cdef Aim aim
    cdef bint is_cut
    cdef uint8_t kind = STREAM if is_stream else MESSAGES
    cdef uint32_t count
    cdef Child* child = child_find(talk.parsers, outer.parser, kind, space, key, stream, &count)
    if child == NULL:
        if count >= CARRIED_MAX:
            child_drop_oldest(talk.parsers, outer.parser)
        child = _open(talk, kind, space, key, stream)
    if child == NULL or not (v.size or lost):
        return
    frame.parser, frame.outer, frame.depth = &child.parser, outer, outer.depth + 1
    frame.chain = _chain_above(talk, outer.chain, outer.parser)
    frame.layer, frame.end = 0, NULL
    aim = _aim_of(talk.sink)
    is_cut = aim.is_cut and v.data + v.size == outer.end
    if is_stream:
        _pour_stream(talk, child, &frame, v, aim.base + at, lost)
    else:
        _pour(talk, &frame, key if space == BY_PROBE else 0, v, aim.base + at, is_cut, True)
    _aim_again(talk.sink, &aim)


cdef bint _hold(Talk* talk, uint8_t space, uint32_t key, uint64_t stream, View v) noexcept nogil:
    """These bytes of a stream wait for those behind them; False where a limit forbids it."""
    cdef uint32_t count
    cdef Child* child = child_find(talk.parsers, talk.frame.parser, STREAM, space, key, stream, &count)
    if child == NULL:
        child = _open(talk, STREAM, space, key, stream)
    return child != NULL and rest_add(talk.parsers, &child.rests[talk.way], v)


cdef void pour_piece(Talk* talk, uint16_t transport, uint8_t space, uint32_t key, bint is_stream, uint64_t stream,
                     View v, int64_t base, uint64_t lost, bint is_whole) noexcept nogil:
    cdef Frame frame = _bottom(talk)
    cdef Frame* before = talk.frame
    frame.parser.protocol = transport
    frame.parser.marks |= PARSER_TRANSPORT
    frame.layer = <uint8_t>(talk.sink.first_branch - 1)
    _aim(talk, &frame, base, False)
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
            frame.chain = _chain_above(talk, outer.chain, p)
            frame.layer, frame.end = 0, NULL
            v.data, v.size = child.rests[way].data, child.rests[way].size
            if v.size:
                talk.way = way
                _pour(talk, &frame, 0, v, ELSEWHERE, True, False)
        frame.parser, frame.outer, frame.depth = &child.parser, outer, outer.depth + 1
        frame.chain = _chain_above(talk, outer.chain, p)
        _show_rests(talk, &child.parser, &frame)
        child = child_at(talk.parsers, child.next)


cdef void pour_rests(Talk* talk) noexcept nogil:
    cdef Frame frame = _bottom(talk)
    if frame.parser.children:
        _show_rests(talk, frame.parser, &frame)


cdef void _tell_ends(Talk* talk, Frame* outer, Parser* p) noexcept nogil:
    cdef const ProtocolEntry* entry = &talk.tables.entries[p.protocol]
    cdef Child* child = child_at(talk.parsers, p.children)
    cdef Frame frame = outer[0]
    frame.parser, frame.layer, frame.depth = p, talk.sink.layer, outer.depth + 1
    if entry.end != NULL and p.state != NULL:
        _aim(talk, &frame, ELSEWHERE, False)
        entry.end(p.state, talk.sink)
    while child != NULL and frame.depth <= PARSERS_MAX:
        _tell_ends(talk, &frame, &child.parser)
        child = child_at(talk.parsers, child.next)


cdef void tell_ends(Talk* talk) noexcept nogil:
    cdef Frame frame = _bottom(talk)
    _tell_ends(talk, &frame, frame.parser)


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
    if protocol == UNKNOWN_PROTOCOL or s.expected_count == EXPECTED_MAX:
        return False
    mine = &s.expected[s.expected_count]
    s.expected_count += 1
    mine[0] = expectation[0]
    mine.protocol, mine.way = protocol, talk.way
    mine.reason = entry.first_reason + expectation.reason
    return True


cdef bint read_as(Talk* talk, uint16_t protocol, uint32_t detail) noexcept nogil:
    return _take_up(talk, &talk.conversation.bottom, protocol, BY_PROBE, detail)


STAGE.switch_to, STAGE.carry, STAGE.account, STAGE.expect = &_switch_to, &_carry, &_account, &_expect
