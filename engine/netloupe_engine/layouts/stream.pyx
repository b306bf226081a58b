"""Conversations of protocols that are tables.

Framing is done here for all of them: messages are read when they are whole. Of one that is longer than is waited for,
the beginning is read and the rest passed over. Behind a gap, and behind what is no message, the next place is looked
for where messages follow each other.
"""
from libc.stdint cimport int64_t, uint8_t, uint32_t, uint64_t
from libc.string cimport memcmp, memset

from ..core.facts cimport Step
from ..core.sink cimport Sink, put_malformed, put_unfinished
from ..core.status cimport (CERTAIN, DONE, FINAL, GIVE_UP, LIKELY, NEED_MORE_BYTES, NEXT, NOTE_BAD_LENGTH,
                            NOTE_BAD_VALUE, REFUTED, Guess, Verdict)
from ..core.view cimport View, part, rest
from .frames cimport MORE, NOT_FRAMED, frame_size, line_end
from .machine cimport machine_run, machine_start
from .ops cimport FRAME_HEAD, FRAME_HELD, FRAME_LENGTH, FRAME_LINES, FRAME_MEASURED, FRAME_WHOLE
from .program cimport (CERTAIN_BITS, LIKELY_BITS, NO, Constraint, Frame, LayoutState, Literal,
                       Program, Range, is_ready, may_begin)
from .questions cimport allowed
from .reading cimport RUN_BAD, RUN_CUT, RUN_ON, Machine, Outcome, fail
from .values cimport read_number

cdef extern from *:
    int popcount "__builtin_popcountll"(unsigned long long bits) nogil
    int leading_zeros "__builtin_clzll"(unsigned long long bits) nogil

cdef enum:
    PROBED_MOST = 3             # messages behind a likely first one that may be certain
    WAITED_FOR = 16384          # bytes of a message for which its end is waited; of a longer one ...
    BEGINNING = 2048            # ... so much is read
    LOOKED_AT = 4096            # places in one turn at which a message might begin again ...
    TRIED_MOST = 1 << 16        # ... and bytes that are read on trial for it
    FILLED_WITH = 64            # messages whose lengths are to end where bytes end, when their mode is not known


cdef const Constraint* _broken(const Program* p, View v, Guess* guess) noexcept nogil:
    """Which number at a fixed place is not what it must be, if one of those that are here is not; `guess`: what follows
    of it."""
    cdef const Constraint* c
    cdef uint64_t value
    cdef uint32_t k
    for k in range(p.constraint_count):
        c = &p.constraints[k]
        if c.at + c.width > v.size:
            guess[0] = NEED_MORE_BYTES
            return NULL
        value = read_number(v.data + c.at, c.width, c.little)
        if c.mask:
            value = (value & c.mask) >> c.shift
        if not allowed(p, c.choice, value):
            guess[0] = REFUTED
            return c
    guess[0] = LIKELY
    return NULL


cdef Guess _constrained(const Program* p, View v) noexcept nogil:
    """Are the numbers at fixed places what they must be? NEED_MORE_BYTES: those that are here are."""
    cdef Guess guess
    _broken(p, v, &guess)
    return guess


cdef void _say_disorder(const Program* p, LayoutState* s, uint8_t way, View v, Sink* sink) noexcept nogil:
    """Where a message should begin is none: say which field is wrong, by the numbers at fixed places or by the length
    in its header."""
    cdef const Frame* f = &p.frames[s.mode[way]]
    cdef Guess guess = LIKELY
    cdef const Constraint* c = _broken(p, v, &guess) if s.mode[way] == 0 else NULL
    cdef Machine m
    machine_start(&m, p, sink, s, v.data, v.size, v.size, way, False, 0)
    if c != NULL:
        m.reading = m.met = c.field
        m.at, m.end = c.at, c.at + c.width
    elif f.field != NO and f.at + f.width <= v.size:
        m.reading = m.met = f.field
        m.at, m.end = f.at, f.at + f.width
    if m.met == NO:
        put_malformed(sink)
    else:
        fail(&m, NOTE_BAD_VALUE if c != NULL else NOTE_BAD_LENGTH)


cdef uint32_t _text_size(const Frame* f, View message) noexcept nogil:
    """A message without the end of its line."""
    cdef uint32_t size = message.size
    if f.kind == FRAME_LINES and size and message.data[size - 1] == f.ends_by:
        size -= 1
        if f.ends_by == c'\n' and size and message.data[size - 1] == c'\r':
            size -= 1
    return size


cdef int64_t _size(const Program* p, const LayoutState* s, uint8_t way, View v, LayoutState* after) noexcept nogil:
    """Bytes of the message that begins `v`, as `frame_size` answers; its words tell where nothing else does, and
    `after`, which may be NULL, is then what the session remembers behind it."""
    cdef const Frame* f = &p.frames[s.mode[way] if s != NULL else 0]
    cdef Machine m
    cdef LayoutState trial
    cdef Outcome outcome
    if f.kind != FRAME_MEASURED:
        return frame_size(p, f, v)
    if s != NULL:
        trial = s[0]
    else:
        memset(&trial, 0, sizeof(trial))
    v = part(v, 0, <uint32_t>min(f.most, <uint64_t>v.size))
    machine_start(&m, p, NULL, &trial, v.data, v.size, v.size, way, True, 0)
    m.measures = True
    outcome = machine_run(&m, f.entry)
    if after != NULL:
        after[0] = trial
    if outcome == RUN_CUT:
        return <int64_t>MORE if v.size < f.most else <int64_t>NOT_FRAMED
    return <int64_t>m.at if outcome != RUN_BAD and m.at else <int64_t>NOT_FRAMED


cdef Outcome _read(const Program* p, LayoutState* s, uint8_t way, View message, uint64_t total, bint is_cut,
                   int64_t now_ns, Sink* sink, uint8_t* guess) noexcept nogil:
    """Read one message, or without a sink try whether it can be read."""
    cdef Machine m
    cdef LayoutState trial              # what a message is told by an earlier word of its own
    cdef const Frame* f = &p.frames[s.mode[way] if s != NULL else 0]
    cdef const Literal* ends
    cdef uint32_t size = _text_size(f, message)
    cdef Outcome outcome
    if s != NULL and f.ends != NO:
        ends = &p.literals[f.ends]
        if ends.size == size and memcmp(ends.data, message.data, size) == 0:
            s.mode[way] = 0
            return RUN_ON
    if s == NULL:
        memset(&trial, 0, sizeof(trial))
    machine_start(&m, p, sink, s if s != NULL else &trial, message.data, size,
                  total if size == message.size else size, way, is_cut, now_ns)
    outcome = machine_run(&m, p.probe if sink == NULL and p.probe != NO else f.entry)
    guess[0] = m.guess
    if outcome == RUN_ON and sink == NULL and p.probe == NO and m.at < m.end and f.kind not in (
            FRAME_WHOLE, FRAME_LINES, FRAME_HEAD):
        outcome = RUN_BAD               # framed, and longer than what it consists of
    if s != NULL and sink != NULL:
        s.passing[way] += m.hop
    return outcome


cdef bint _follows(const Program* p, const LayoutState* s, uint8_t way, View v, uint64_t* tried) noexcept nogil:
    """Does a message begin here, and at its end another one, as far as that can be seen?"""
    cdef int64_t size
    cdef uint8_t guess
    cdef int turn
    for turn in range(2):
        if _constrained(p, v) == REFUTED:
            return False
        size = _size(p, s, way, v, NULL)
        if size == NOT_FRAMED:
            return False
        if size == MORE or size >= v.size:
            return turn > 0 or size == v.size
        tried[0] += <uint64_t>size
        if _read(p, NULL, way, part(v, 0, <uint32_t>size), size, False, 0, NULL, &guess) == RUN_BAD:
            return False
        v = rest(v, <uint32_t>size)
    return True


cdef bint _fills_in_a_mode(const Program* p, LayoutState* s, uint8_t way, View v) noexcept nogil:
    """Are these bytes whole messages, by their lengths, in another mode than was thought? Then that one is entered."""
    cdef uint8_t mode, before = s.mode[way]
    cdef int _turn
    cdef int64_t size
    cdef View left
    for mode in range(p.frame_count):
        if mode == before or p.frames[mode].kind != FRAME_LENGTH or p.frames[mode].scale == 0:
            continue                    # whatever comes would do
        s.mode[way], left = mode, v
        for _turn in range(FILLED_WITH):
            size = _size(p, s, way, left, NULL)
            if size <= 0 or size > left.size:
                break
            left = rest(left, <uint32_t>size)
            if left.size == 0:
                return True
    s.mode[way] = before
    return False


cdef uint32_t _resume(const Program* p, LayoutState* s, uint8_t way, View v) noexcept nogil:
    """Bytes to be passed over until messages follow each other again; `s.lost` says whether they do."""
    cdef const Frame* f = &p.frames[s.mode[way]]
    cdef uint32_t at, until
    cdef int64_t next_at
    cdef uint64_t tried = 0
    if f.kind == FRAME_LINES:
        next_at = line_end(v, 0, f.ends_by)
        if next_at == MORE:
            return v.size
        s.lost[way] = 0
        return <uint32_t>next_at
    until = min(v.size, <uint32_t>LOOKED_AT)
    for at in range(until):
        if f.kind == FRAME_HEAD and at and v.data[at - 1] != c'\n':
            continue
        if tried > TRIED_MOST:
            return until
        if _follows(p, s, way, rest(v, at), &tried) or (at == 0 and s.blind and _fills_in_a_mode(p, s, way, v)):
            s.lost[way] = 0
            return at
    # a message that has only begun cannot be told yet
    return until if v.size >= LOOKED_AT else until - min(until, <uint32_t>f.header)


cdef int64_t _unfinished(const Program* p, LayoutState* s, uint8_t way, View v, int64_t size, int64_t now_ns,
                         Sink* sink) noexcept nogil:
    """The message in front is not whole: bytes that are consumed all the same."""
    cdef const Frame* f = &p.frames[s.mode[way]]
    cdef uint8_t guess
    cdef bint is_long = size > WAITED_FOR and v.size >= BEGINNING
    if f.kind == FRAME_LINES:
        is_long = v.size >= f.most
    if not (sink.is_cut or is_long):
        return 0
    if sink.is_cut and p.frame_count > 1:
        s.blind = 1
    _read(p, s, way, v, size if size > v.size else v.size, True, now_ns, sink, &guess)
    if f.kind == FRAME_LINES:
        s.lost[way] = not sink.is_cut
    elif size > v.size:
        s.passing[way] += <uint64_t>(size - v.size)
    return v.size


cdef int64_t layout_stream(void* state, uint8_t way, View v, int64_t now_ns, Sink* sink) noexcept nogil:
    """In-order bytes of one direction; see protocols/twin.pxd."""
    cdef const Program* p = <const Program*>sink.program
    cdef LayoutState* s = <LayoutState*>state
    cdef int64_t base = sink.base, size
    cdef uint32_t at = 0, skipped, entered = v.size, begun
    cdef View here
    cdef uint8_t guess
    cdef Outcome outcome
    if not is_ready(p):
        return GIVE_UP
    begun, s.begun[way] = s.begun[way], 0
    while at < v.size and not s.gone >> way & 1:
        here = rest(v, at)
        if s.passing[way]:
            skipped = <uint32_t>min(s.passing[way], <uint64_t>here.size)
            s.passing[way] -= skipped
            at += skipped
            if s.passing[way]:
                s.begun[way] = begun
            begun = 0
            continue
        if s.lost[way]:
            skipped = _resume(p, s, way, here)
            at += skipped
            if s.lost[way] and (skipped == 0 or at == v.size):
                if sink.is_cut:
                    at = v.size
                break
            continue
        sink.base = base + at
        guess = REFUTED
        size = _size(p, s, way, here, NULL)
        outcome = RUN_BAD
        if size == NOT_FRAMED or (s.mode[way] == 0 and _constrained(p, here) == REFUTED):
            size = 1
        elif size == MORE or size > here.size:
            if p.frames[s.mode[way]].kind != FRAME_HELD:
                s.begun[way] = begun if begun and at == 0 else sink.packet
            at += <uint32_t>_unfinished(p, s, way, here, size, now_ns, sink)
            break
        else:
            outcome = _read(p, s, way, part(here, 0, <uint32_t>size), size, False, now_ns, sink, &guess)
        if outcome == RUN_BAD and p.frames[s.mode[way]].kind == FRAME_MEASURED:
            sink.base = base
            return DONE if s.blind else GIVE_UP
        if outcome == RUN_BAD and s.known[0] == 0 and s.known[1] == 0 and guess != LIKELY and not s.blind:
            sink.base = base
            return GIVE_UP
        if size == 1 and outcome == RUN_BAD and p.frames[s.mode[way]].kind != FRAME_LINES:
            if s.blind and entered != at and _fills_in_a_mode(p, s, way, here):
                entered = at
                continue
            if not s.blind:             # else it may be in order, in another mode
                _say_disorder(p, s, way, here, sink)
            s.lost[way] = 1
        elif outcome != RUN_BAD and s.known[way] < 255:
            s.known[way] += 1
        at += <uint32_t>size
    sink.base = base
    return at


cdef Verdict layout_classify(const void* program, View v, uint32_t cut, Step* step) noexcept nogil:
    """What a layer below the application carries, as its words say: those before the first `carry` are its header.
    What is wrong with it is told when it is read."""
    cdef const Program* p = <const Program*>program
    cdef LayoutState trial
    cdef Machine m
    step.header = v.size
    if not is_ready(p):
        return FINAL
    memset(&trial, 0, sizeof(trial))
    machine_start(&m, p, NULL, &trial, v.data, v.size, <uint64_t>v.size + cut, 0, cut != 0, 0)
    machine_run(&m, p.frames[0].entry)
    if not m.carried:
        return FINAL
    step.header, step.space, step.key = m.carried_at, m.carried - 1, m.carried_key
    step.extent = m.carried_end if m.carried_end < v.size else 0
    return NEXT


cdef int64_t layout_datagram(void* state, uint8_t way, View v, int64_t now_ns, Sink* sink) noexcept nogil:
    """One datagram; see protocols/twin.pxd."""
    cdef const Program* p = <const Program*>sink.program
    cdef uint8_t guess = REFUTED
    cdef Outcome outcome
    if not is_ready(p):
        return GIVE_UP
    outcome = _read(p, <LayoutState*>state if p.state_size else NULL, way, v, v.size, sink.is_cut, now_ns, sink, &guess)
    # what goes wrong behind a `likely()` is a malformed message, but one of this protocol
    return <int64_t>GIVE_UP if outcome == RUN_BAD and guess != LIKELY else <int64_t>v.size


cdef int64_t layout_gap(void* state, uint8_t way, uint64_t size, Sink* sink) noexcept nogil:
    """Lost bytes: those of a message that is passed over are no loss, and where words alone tell the messages apart
    nothing is found behind it; see protocols/twin.pxd."""
    cdef LayoutState* s = <LayoutState*>state
    cdef const Program* p = <const Program*>sink.program
    cdef uint8_t kind
    if not is_ready(p):
        return GIVE_UP
    kind = p.frames[s.mode[way]].kind
    if kind == FRAME_MEASURED or kind == FRAME_HELD:
        return DONE
    if s.passing[way] >= size:
        s.passing[way] -= size
        if s.passing[way] == 0:
            s.begun[way] = 0
        return 0
    s.passing[way] = s.begun[way] = 0
    s.lost[way] = 1
    if p.frame_count > 1:
        s.blind = 1
    return 0


cdef void layout_end(void* state, Sink* sink) noexcept nogil:
    """What has begun and is not whole is a finding; see protocols/twin.pxd."""
    cdef LayoutState* s = <LayoutState*>state
    cdef uint8_t way
    for way in range(2):
        if s.begun[way] and not s.blind:
            put_unfinished(sink, s.begun[way])
            s.begun[way] = 0


cdef uint32_t _evidence(const Program* p, View v) noexcept nogil:
    """About how many bits of the beginning of a message leave no choice, see Program.evidence."""
    cdef const Constraint* c
    cdef const Range* r
    cdef uint64_t mask, values
    cdef uint32_t k, i, bits = 0
    cdef int left
    for k in range(p.constraint_count):
        c, values = &p.constraints[k], 0
        if c.at + c.width > v.size:
            break
        for i in range(p.choices[c.choice].count):
            r = &p.ranges[p.choices[c.choice].first + i]
            values += r.high - r.low + 1
        mask = c.mask if c.mask else ~<uint64_t>0 >> (64 - 8 * c.width)
        left = popcount(mask) - (64 - leading_zeros(values) if values else 64)
        bits += left if left > 0 else 0
    return bits


cdef Guess _weighed(const Program* p, uint8_t said, uint32_t evidence) noexcept nogil:
    """A first message that is in order: how sure is it whose?"""
    if said >= LIKELY:
        return <Guess>said
    if p.probe != NO:
        return REFUTED
    return CERTAIN if evidence >= CERTAIN_BITS else LIKELY


cdef inline bint _may_go_on(const Program* p, const LayoutState* after, uint8_t way, View v) noexcept nogil:
    """May this be what follows a first message?"""
    if p.frames[0].kind == FRAME_MEASURED:
        return after.gone >> way & 1 or _size(p, after, way, v, NULL) != NOT_FRAMED
    return _constrained(p, v) != REFUTED


cdef Guess layout_probe(const void* program, bint stream, View v, uint8_t way, bint is_cut) noexcept nogil:
    """Does a conversation of this table's protocol begin so? See protocols/twin.pxd."""
    cdef const Program* p = <const Program*>program
    cdef const Frame* f
    cdef Guess fixed
    cdef int64_t size = v.size
    cdef uint8_t guess = 0, later = 0
    cdef uint32_t evidence
    cdef int turns = 0
    cdef LayoutState after
    cdef Outcome outcome
    if v.size == 0 or not (p.framed if stream else p.unframed) or not may_begin(p, v.data[0]) or not is_ready(p):
        return REFUTED
    f = &p.frames[0]
    fixed = _constrained(p, v)
    if fixed == REFUTED:
        return REFUTED
    if stream:
        size = _size(p, NULL, way, v, &after)
        if size == NOT_FRAMED:
            return REFUTED
        if size == MORE and not is_cut:
            return REFUTED if f.kind == FRAME_LINES and v.size > f.most else NEED_MORE_BYTES
        if size == MORE or size > v.size:
            if fixed == LIKELY and p.evidence >= LIKELY_BITS and p.probe == NO:
                return LIKELY
            if not is_cut and size <= WAITED_FOR:
                return NEED_MORE_BYTES
            is_cut, size = True, v.size
    outcome = _read(p, NULL, way, part(v, 0, <uint32_t>size), size, is_cut, 0, NULL, &guess)
    if outcome == RUN_BAD:
        return LIKELY if guess == LIKELY else REFUTED
    if stream and size < v.size and not _may_go_on(p, &after, way, rest(v, <uint32_t>size)):
        return REFUTED
    evidence = _evidence(p, v) if outcome == RUN_CUT else p.evidence
    if outcome == RUN_CUT and evidence < LIKELY_BITS and guess < LIKELY:
        return REFUTED
    guess = <uint8_t>_weighed(p, guess, evidence)
    while stream and guess == LIKELY and p.probe != NO and turns < PROBED_MOST and 0 < size < v.size:
        v = rest(v, <uint32_t>size)
        size = _size(p, NULL, way, v, NULL)
        if 0 < size <= v.size and _read(p, NULL, way, part(v, 0, <uint32_t>size), size, False, 0, NULL,
                                        &later) != RUN_BAD and later == CERTAIN:
            return CERTAIN
        turns += 1
    return <Guess>guess
