"""The interpreter of layouts: one message, read by the instructions of a table.

Nothing is read outside `m.end`, which only ever becomes smaller inside a block. Each turn of a loop reads at least a
byte or is the last; `m.steps` bounds all of them together by the message's size, `m.depth` the nesting.
"""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.string cimport memchr, memcmp, memset

from ..core.sink cimport (Expectation, Sink, close_node, note_client, open_node, put_bytes, put_finding,
                          put_malformed, put_note, put_number)
from ..core.stage cimport BY_PROBE, carry_by_key, carry_by_probe, expect, switch_by_key, switch_by_probe
from ..core.status cimport (NOTE_BAD_LENGTH, NOTE_BAD_VALUE, NOTE_DEPTH_LIMIT, NOTE_NONE, NOTE_TRUNCATED, REFUTED)
from ..core.view cimport View
from .domain_name cimport NAME_TEXT_MAX, Name, is_partial, netbios_text, read_name
from .ops cimport *
from .program cimport NO, NO_REGISTER, Instruction, Literal, LayoutState, Program, Range
from .questions cimport case_of, evaluate, holds
from .reading cimport RUN_BAD, RUN_CUT, RUN_ON, RUN_STOPPED
from .values cimport (OID_TEXT_MAX, as_double, as_time, oid_text, parse_digits, read_number, self_sized, text_number,
                      with_sign)

cdef enum:
    STEPS_FIRST = 400           # instructions that any message may take ...
    STEPS_PER_BYTE = 24         # ... and for each of its bytes
    BAD_FORM = 11               # self_sized: no number of 64 bits


cdef inline bint _is_space(uint8_t c) noexcept nogil:
    return c in (9, 10, 13, 32)


cdef void machine_start(Machine* m, const Program* program, Sink* sink, LayoutState* state, const uint8_t* data,
                        uint32_t size, uint64_t total, uint8_t way, bint is_cut, int64_t now_ns) noexcept nogil:
    """A machine in front of a message of `total` bytes, of which `size` lie at `data`."""
    memset(m, 0, sizeof(Machine))
    m.program, m.sink, m.state, m.data = program, sink, state, data
    m.size = m.end = size
    m.total, m.way, m.is_cut, m.now_ns = total, way, is_cut, now_ns
    m.steps = STEPS_FIRST + <uint64_t>STEPS_PER_BYTE * size


cdef Outcome _bad(Machine* m, uint8_t note) noexcept nogil:
    """The message is not in order."""
    m.note = note
    if m.sink != NULL:
        put_note(m.sink, note)
        if note != NOTE_DEPTH_LIMIT:
            put_malformed(m.sink)
    return RUN_BAD


cdef Outcome _short(Machine* m) noexcept nogil:
    """What is to be read goes on behind what bounds it, or behind what was captured."""
    if m.is_cut and m.end == m.size:
        if m.sink != NULL:
            put_note(m.sink, NOTE_TRUNCATED)
        return RUN_CUT
    return _bad(m, NOTE_BAD_LENGTH)


cdef bint allowed(const Program* p, uint16_t choice, uint64_t value) noexcept nogil:
    """Is it one of the values that there are?"""
    return case_of(p, choice, value) != NULL


cdef uint32_t _before(Machine* m, const Instruction* i, uint32_t left, uint32_t* behind) noexcept nogil:
    """Bytes before the first of the instruction's literals, whose size is `behind`; all that is left, and 0, where
    there is none."""
    cdef const Literal* literals = &m.program.literals[i.literal]
    cdef const uint8_t* data = m.data + m.at
    cdef const uint8_t* found
    cdef uint32_t at = 0, k
    while at < left:
        if i.literals == 1:
            found = <const uint8_t*>memchr(data + at, literals.data[0], left - at)
            if found == NULL:
                break
            at = <uint32_t>(found - data)
        for k in range(i.literals):
            if literals[k].size <= left - at and memcmp(data + at, literals[k].data, literals[k].size) == 0:
                behind[0] = literals[k].size
                return at
        at += 1
    return left


cdef Outcome _extent(Machine* m, const Instruction* i, uint32_t* size, uint32_t* behind,
                     uint64_t* value) noexcept nogil:
    """Bytes of the value at this place, and of what is read with it; the value of one that says them itself."""
    cdef uint32_t left = m.end - m.at
    cdef uint64_t wanted
    behind[0] = 0
    if i.extent == EXTENT_WIDTH:
        size[0] = i.width
    elif i.extent == EXTENT_EXPR:
        wanted = evaluate(m, i.expr)
        if wanted > left:
            return _short(m) if not wanted >> 63 else _bad(m, NOTE_BAD_LENGTH)
        size[0] = <uint32_t>wanted
    elif i.extent == EXTENT_REST:
        if m.is_cut and m.end == m.size:
            return _short(m)
        size[0] = left
    elif i.extent == EXTENT_SELF:
        size[0] = self_sized(m.data + m.at, left, i.form, value)
        if size[0] == BAD_FORM:
            return _bad(m, NOTE_BAD_VALUE)
        if size[0] == 0:
            return _short(m)
    else:
        size[0] = _before(m, i, left, behind)
        if behind[0] == 0 and (not i.flags & FLAG_OR_END or (m.is_cut and m.end == m.size)):
            return _short(m)
    return RUN_ON if size[0] <= left else _short(m)


cdef Outcome _number(Machine* m, const Instruction* i, uint32_t size, uint64_t* value) noexcept nogil:
    """The number that `size` bytes at this place are."""
    cdef View v
    cdef const uint8_t* data = m.data + m.at
    if i.extent == EXTENT_SELF:
        pass
    elif i.form == FORM_DECIMAL or i.form == FORM_HEXADECIMAL:
        v.data, v.size = data, size
        if not parse_digits(v, i.form == FORM_HEXADECIMAL, value):
            return _bad(m, NOTE_BAD_VALUE)
    elif i.form == FORM_FLOAT:
        if size != 4 and size != 8:
            return _bad(m, NOTE_BAD_LENGTH)
        value[0] = as_double(read_number(data, size, i.flags & FLAG_LITTLE), size)
        return RUN_ON
    else:
        if size > 8 and (i.form != FORM_INTEGER or size > 9 or data[0]) or (i.width and size != i.width):
            return _bad(m, NOTE_BAD_LENGTH)
        value[0] = read_number(data, size, i.flags & FLAG_LITTLE)
    if i.mask:
        value[0] = (value[0] & i.mask) >> i.shift
    elif i.flags & FLAG_SIGNED and i.extent != EXTENT_SELF:
        value[0] = with_sign(value[0], 8 * size)
    if i.form >= FORM_UNIX_S:
        value[0] = as_time(value[0], i.form, m.now_ns)
    return RUN_ON


cdef Outcome _text(Machine* m, const Instruction* i, uint32_t size, uint32_t taken, uint64_t* value) noexcept nogil:
    """Text or bytes."""
    cdef View v
    cdef uint8_t[OID_TEXT_MAX] dotted
    v.data, v.size = m.data + m.at, size
    if i.width and size != i.width:
        return _bad(m, NOTE_BAD_LENGTH)
    if i.form == FORM_OID:
        v.size = oid_text(v, dotted)
        v.data = dotted
        if v.size == 0:
            return _bad(m, NOTE_BAD_VALUE)
    elif i.form == FORM_TRIMMED:
        while v.size and _is_space(v.data[v.size - 1]):
            v.size -= 1
        while v.size and _is_space(v.data[0]):
            v.data += 1
            v.size -= 1
    elif i.flags & FLAG_TEXT:
        while v.size and v.data[v.size - 1] == 0:       # what fills it up
            v.size -= 1
    if i.register != NO_REGISTER or i.choice != NO:
        value[0] = (text_number(v) if i.flags & FLAG_TEXT else read_number(v.data, v.size, i.flags & FLAG_LITTLE)
                    if v.size <= 8 else 0)
    if m.sink != NULL and i.field != NO:
        put_bytes(m.sink, i.field, v.data, v.size, m.at, taken)
    return RUN_ON


cdef Outcome _name(Machine* m, const Instruction* i) noexcept nogil:
    """A domain name, or one of NetBIOS that is written so."""
    cdef View message, said
    cdef uint8_t[NAME_TEXT_MAX] text
    cdef Name name
    message.data, message.size = m.data, m.end
    name = read_name(message, m.at, 0, True, text)
    if name.note == NOTE_TRUNCATED:
        if not i.flags & FLAG_OR_END or m.at == m.end or not is_partial(message, m.at):
            return _short(m)
        name.note, name.end = NOTE_NONE, m.end
    said.data, said.size = text, netbios_text(text, name.size) if i.form == FORM_NETBIOS else name.size
    if m.sink != NULL and i.field != NO and (said.size or name.note == NOTE_NONE):
        put_bytes(m.sink, i.field, text, said.size, m.at, name.end - m.at if name.end else 1)
    if name.note != NOTE_NONE:
        return _bad(m, name.note)
    m.steps -= min(m.steps, <uint64_t>(said.size >> 2))
    m.value_at, m.value_size = m.at, name.end - m.at
    if i.register != NO_REGISTER:
        m.registers[i.register] = text_number(said)
    if not i.flags & FLAG_STAY:
        m.at = name.end
    return RUN_ON


cdef Outcome _value(Machine* m, const Instruction* i) noexcept nogil:
    """Read one value."""
    cdef uint32_t size = 0, behind = 0, filled
    cdef uint64_t value = 0
    cdef Outcome outcome
    if i.form == FORM_NAME or i.form == FORM_NETBIOS:
        return _name(m, i)
    outcome = _extent(m, i, &size, &behind, &value)
    if outcome != RUN_ON:
        return outcome
    m.steps -= min(m.steps, <uint64_t>(size >> 4))       # what is looked at costs, too
    if i.flags & (FLAG_TEXT | FLAG_BYTES):
        outcome = _text(m, i, size, size + behind, &value)
    else:
        outcome = _number(m, i, size, &value)
        if outcome == RUN_ON and m.sink != NULL and i.field != NO:
            put_number(m.sink, i.field, value, m.at, size + behind)
    if outcome != RUN_ON:
        return outcome
    m.value_at, m.value_size = m.at, size + behind
    if i.register != NO_REGISTER:
        m.registers[i.register] = value
    if i.choice != NO and not allowed(m.program, i.choice, value):
        return _bad(m, NOTE_BAD_VALUE)
    if not i.flags & FLAG_STAY:
        m.at += size + behind
        if i.pad > 1 and m.at % i.pad:
            filled = i.pad - m.at % i.pad
            m.at = m.at + filled if filled < m.end - m.at else m.end
    return RUN_ON


cdef Outcome _inside(Machine* m, uint64_t size, uint16_t block, uint16_t rest) noexcept nogil:
    """A block within the next bytes; what it leaves over is put as `rest`, or passed over."""
    cdef uint32_t outer = m.end, inner
    cdef bint clipped = False
    cdef uint8_t is_cut = m.is_cut
    cdef Outcome outcome
    if size > m.end - m.at:
        if size >> 63 or not (m.is_cut and m.end == m.size):
            return _bad(m, NOTE_BAD_LENGTH)
        if m.measures:
            return _short(m)
        clipped = True
    inner = m.end if clipped else m.at + <uint32_t>size
    m.end = inner
    m.is_cut = clipped                  # what is here whole is not cut
    outcome = machine_run(m, block)
    m.is_cut = is_cut
    if outcome == RUN_ON:
        if m.at < inner and rest != NO and m.sink != NULL and not clipped:
            put_bytes(m.sink, rest, m.data + m.at, inner - m.at, m.at, inner - m.at)
        m.at = inner
        if clipped:
            outcome = _short(m)
    m.end = outer
    return outcome


cdef Outcome _repeat(Machine* m, const Instruction* i) noexcept nogil:
    cdef uint64_t turns = evaluate(m, i.expr) if i.expr != NO else ~<uint64_t>0
    cdef uint32_t before
    cdef Outcome outcome
    while turns:
        if m.at == m.end and i.expr == NO:
            return _short(m) if m.is_cut and m.end == m.size else RUN_ON
        before = m.at
        outcome = machine_run(m, i.block)
        if outcome != RUN_ON:
            return outcome
        if m.at == before or (i.condition != NO and holds(m, i.condition)):
            return RUN_ON
        turns -= 1
    return RUN_ON


cdef Outcome _switch(Machine* m, const Instruction* i) noexcept nogil:
    cdef const Range* found = case_of(m.program, i.choice, evaluate(m, i.expr))
    return machine_run(m, found.block if found != NULL else m.program.choices[i.choice].otherwise)


cdef Outcome _nest(Machine* m, const Instruction* i) noexcept nogil:
    """A block below a node of its own, which is as long as what the block reads."""
    cdef uint32_t begin = m.at, number = 0
    cdef bint is_kept = False
    cdef Outcome outcome
    if m.sink != NULL:
        number = m.sink.count
        open_node(m.sink, i.field, begin, 0)
        is_kept = m.sink.count > number
    outcome = machine_run(m, i.block)
    if m.sink != NULL:
        close_node(m.sink)
        if is_kept and m.at > begin:
            m.sink.items[number].size = m.at - begin
    return outcome


cdef Outcome _element(Machine* m, const Instruction* i) noexcept nogil:
    """An element of ASN.1's Basic Encoding Rules (X.690 section 8.1) whose contents a block reads."""
    cdef uint32_t left = m.end - m.at, count
    cdef uint64_t size
    cdef uint8_t tag
    cdef const Range* found
    cdef uint16_t block
    if left < 2:
        return _short(m)
    tag = m.data[m.at]
    size = m.data[m.at + 1]
    count = 0
    if size & 0x80:
        count = <uint32_t>size & 0x7F
        if count == 0 or count > 8:         # indefinite, or more than there can be
            return _bad(m, NOTE_BAD_LENGTH)
        if left < 2 + count:
            return _short(m)
        size = read_number(m.data + m.at + 2, count, False)
    found = case_of(m.program, i.choice, tag)
    block = found.block if found != NULL else m.program.choices[i.choice].otherwise
    if block == NO or tag & 0x1F == 0x1F:
        return _bad(m, NOTE_BAD_VALUE)
    m.registers[SOURCE_BER] = tag
    m.at += 2 + count
    return _inside(m, size, block, NO)


cdef bint _line(const Machine* m, uint32_t at, uint32_t* size, uint32_t* next_at) noexcept nogil:
    """The line at `at`: its bytes without its end, and where the next one begins. False: its end is not there, and
    the capture has no more."""
    cdef const uint8_t* found = <const uint8_t*>memchr(m.data + at, c'\n', m.end - at) if at < m.end else NULL
    if found == NULL:
        size[0], next_at[0] = m.end - at, m.end
        return not (m.is_cut and m.end == m.size)
    size[0] = <uint32_t>(found - (m.data + at))
    next_at[0] = at + size[0] + 1
    if size[0] and m.data[at + size[0] - 1] == c'\r':
        size[0] -= 1
    return True


cdef Outcome _one_line(Machine* m, const Instruction* i) noexcept nogil:
    cdef uint32_t size, next_at
    cdef Outcome outcome
    if not _line(m, m.at, &size, &next_at):
        return _short(m)
    outcome = _inside(m, size, i.block, NO)
    if outcome == RUN_ON:
        m.at = next_at
    return outcome


cdef Outcome _headers(Machine* m, const Instruction* i) noexcept nogil:
    """Lines `name: value` up to an empty one, folded lines with those that they belong to."""
    cdef uint32_t size, next_at, more, begin, colon, end
    cdef View name
    cdef const Range* found
    cdef const uint8_t* place
    cdef Outcome outcome
    while m.at < m.end:
        if not _line(m, m.at, &size, &next_at):
            return _short(m)
        if size == 0:
            m.at = next_at
            return RUN_ON
        while next_at < m.end and m.data[next_at] in (9, 32):
            more = next_at
            if not _line(m, more, &size, &next_at):
                return _short(m)
            size += more - m.at
        begin, end = m.at, m.at + size
        place = <const uint8_t*>memchr(m.data + begin, c':', size)
        found = NULL
        if place != NULL:
            colon = <uint32_t>(place - m.data)
            name.data, name.size = m.data + begin, colon - begin
            while name.size and _is_space(name.data[name.size - 1]):
                name.size -= 1
            found = case_of(m.program, i.choice, text_number(name))
        if found != NULL:
            begin = colon + 1
            while begin < end and _is_space(m.data[begin]):
                begin += 1
            while end > begin and _is_space(m.data[end - 1]):
                end -= 1
        m.at = begin
        outcome = _inside(m, end - begin, found.block if found != NULL else i.block, NO)
        if outcome != RUN_ON:
            return outcome
        m.at = next_at
        if m.steps == 0:
            return _bad(m, NOTE_DEPTH_LIMIT)
        m.steps -= 1
    return _short(m) if m.is_cut and m.end == m.size else RUN_ON


cdef Outcome _literal(Machine* m, const Instruction* i) noexcept nogil:
    """A line that ends with `{n}` or `{n+}` is followed by n bytes (RFC 9051 section 4.3)."""
    cdef uint32_t at = m.end
    cdef uint64_t count = 0, times = 1
    if at == 0 or m.data[at - 1] != c'}':
        return RUN_ON
    at -= 1
    if at and m.data[at - 1] == c'+':
        at -= 1
    while at and c'0' <= m.data[at - 1] <= c'9' and times < <uint64_t>100_000_000_000:
        count += (m.data[at - 1] - c'0') * times
        times *= 10
        at -= 1
    if at == 0 or m.data[at - 1] != c'{' or times == 1:
        return RUN_ON
    m.hop += count
    return machine_run(m, i.block)


cdef void _find(Machine* m, const Literal* literal) noexcept nogil:
    cdef const uint8_t* found
    while literal.size <= m.end - m.at:
        found = <const uint8_t*>memchr(m.data + m.at, literal.data[0], m.end - m.at - literal.size + 1)
        if found == NULL:
            break
        m.at = <uint32_t>(found - m.data)
        if memcmp(found, literal.data, literal.size) == 0:
            m.at += literal.size
            return
        m.at += 1
    m.at = m.end


cdef Outcome _move(Machine* m, const Instruction* i) noexcept nogil:
    """Instructions that only change the place."""
    cdef uint64_t value
    if i.op == OP_FIND:
        _find(m, &m.program.literals[i.literal])
        return RUN_ON
    if i.op == OP_ALIGN:
        value = (i.mask - m.at % i.mask) % i.mask
        if value > m.end - m.at:            # what fills up is often left out at the end
            m.at = m.end
            return RUN_ON
    else:
        value = evaluate(m, i.expr)
    if i.op == OP_SEEK:
        if value > m.end:
            return _short(m)
        m.at = <uint32_t>value
        return RUN_ON
    if value > m.end - m.at:
        return _bad(m, NOTE_BAD_LENGTH) if value >> 63 else _short(m)
    m.at += <uint32_t>value
    return RUN_ON


cdef Outcome _tell(Machine* m, const Instruction* i) noexcept nogil:
    """Instructions that read nothing."""
    cdef uint64_t value
    if i.op == OP_COMPUTE:
        value = evaluate(m, i.expr)
        if i.register != NO_REGISTER:
            m.registers[i.register] = value
        if m.sink != NULL:
            put_number(m.sink, i.field, value, m.value_at, m.value_size)
    elif i.op == OP_REMEMBER:
        if m.state != NULL:
            m.state.memory[i.register] = <uint32_t>evaluate(m, i.expr)
    elif i.op == OP_ENTER:
        if m.state != NULL:
            if i.flags & 1:
                m.state.mode[m.way] = i.width
            if i.flags & 2:
                m.state.mode[1 - m.way] = i.width
    elif i.op == OP_HOP:
        value = evaluate(m, i.expr)
        if value >> 63:
            return _bad(m, NOTE_BAD_LENGTH)
        m.hop += value
    elif i.op == OP_GUESS:
        if i.width != REFUTED:
            m.guess = max(m.guess, i.width)
        elif m.sink == NULL:
            m.guess = REFUTED
            return RUN_BAD
    elif i.op == OP_MALFORMED:
        return _bad(m, i.width)
    elif m.sink == NULL:
        pass
    elif i.op == OP_FINDING:
        put_finding(m.sink, i.field)
    elif i.op == OP_CLIENT:
        note_client(m.sink, True)
    elif i.op == OP_SERVER:
        note_client(m.sink, False)
    return RUN_ON


cdef void _expect(Machine* m, const Instruction* i, uint32_t key) noexcept nogil:
    """Announce a session of who says so."""
    cdef Expectation e
    cdef uint64_t port = 0 if i.flags else evaluate(m, i.other)
    memset(&e, 0, sizeof(e))
    if port >= 65536 or not (port or i.flags):
        return
    e.port, e.transport = <uint16_t>port, i.shift
    e.space, e.key, e.reason, e.seconds = i.width, key, i.field, <uint32_t>i.mask
    expect(m.sink, &e)


cdef Outcome _hand(Machine* m, const Instruction* i) noexcept nogil:
    """Instructions that give bytes to other parsers."""
    cdef View v
    cdef uint8_t ways
    cdef uint32_t key = <uint32_t>evaluate(m, i.expr)
    if i.op == OP_SWITCH_TO:
        # directions as bits: the sender's and the other's
        ways = <uint8_t>(3 if i.flags == 3 else 1 << (m.way if i.flags == 1 else 1 - m.way))
        if m.state != NULL:
            m.state.gone |= ways
        if m.sink == NULL:
            return RUN_ON
        if i.width == BY_PROBE:
            switch_by_probe(m.sink, key, ways)
        else:
            switch_by_key(m.sink, i.width, key, ways)
        return RUN_ON
    if m.sink == NULL:
        if i.op == OP_CARRY:
            m.at = m.end
        return RUN_ON
    if i.op == OP_EXPECT:
        _expect(m, i, key)
        return RUN_ON
    if m.at == m.end:
        return RUN_ON
    v.data, v.size = m.data + m.at, m.end - m.at
    if i.width == BY_PROBE:
        carry_by_probe(m.sink, key, v, m.at)
    else:
        carry_by_key(m.sink, i.width, key, v, m.at)
    m.at = m.end
    return RUN_ON


cdef Outcome _one(Machine* m, const Instruction* i) noexcept nogil:
    """One instruction."""
    if i.op == OP_VALUE:
        return _value(m, i)
    if i.op == OP_SWITCH:
        return _switch(m, i)
    if i.op == OP_WHEN:
        return machine_run(m, i.block if holds(m, i.condition) else i.other)
    if i.op == OP_REPEAT:
        return _repeat(m, i)
    if i.op == OP_BOUND:
        return _inside(m, evaluate(m, i.expr), i.block, i.field)
    if i.op == OP_NEST:
        return _nest(m, i)
    if i.op == OP_BER:
        return _element(m, i)
    if i.op in (OP_ALIGN, OP_SKIP, OP_SEEK, OP_FIND):
        return _move(m, i)
    if i.op == OP_HEADERS:
        return _headers(m, i)
    if i.op == OP_LINE:
        return _one_line(m, i)
    if i.op == OP_LITERAL:
        return _literal(m, i)
    if i.op == OP_CALL:
        return machine_run(m, m.program.named[i.block])
    if i.op == OP_STOP:
        return RUN_STOPPED
    if i.op in (OP_SWITCH_TO, OP_CARRY, OP_EXPECT):
        return _hand(m, i)
    return _tell(m, i)


cdef Outcome machine_run(Machine* m, uint16_t block) noexcept nogil:
    """Run a block from the machine's place on."""
    cdef const Instruction* i = m.program.code + block
    cdef Outcome outcome = RUN_ON
    if m.depth >= LAYOUT_NESTING:
        return _bad(m, NOTE_DEPTH_LIMIT)
    m.depth += 1
    while i.op != OP_END and outcome == RUN_ON:
        if m.steps == 0:
            outcome = _bad(m, NOTE_DEPTH_LIMIT)
            break
        m.steps -= 1
        outcome = _one(m, i)
        i += 1
    m.depth -= 1
    return outcome
