"""The interpreter of layouts: one message, read by the instructions of a table.

Nothing is read outside `m.end`, which only ever becomes smaller inside a block. Each turn of a loop reads at least a
byte or is the last; `m.steps` bounds all of them together by the message's size, `m.depth` the nesting.
"""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.string cimport memchr, memcmp, memset

from ..core.sink cimport Sink, close_node, open_node, put_bytes, put_number, wants
from ..core.digest cimport MD5_SIZE, Digest, finish, start_md5
from ..core.status cimport NOTE_BAD_LENGTH, NOTE_BAD_VALUE, NOTE_DEPTH_LIMIT
from ..core.text cimport write_hex
from ..core.view cimport View
from .extraction cimport read_value
from .gathering cimport alone, gather
from .ops cimport *
from .program cimport NO, Instruction, LayoutState, Literal, Program, Range
from .questions cimport case_of, evaluate, holds
from .reading cimport JOINED_MAX, RUN_BAD, RUN_ON, RUN_STOPPED, Text, fail, run_out
from .saying cimport add_piece
from .telling cimport hand, tell
from .values cimport is_space, read_number, text_number

cdef enum:
    STEPS_FIRST = 400           # instructions that any message may take ...
    STEPS_PER_BYTE = 24         # ... and for each of its bytes


cdef void machine_start(Machine* m, const Program* program, Sink* sink, LayoutState* state, const uint8_t* data,
                        uint32_t size, uint64_t total, uint8_t way, bint is_cut, int64_t now_ns) noexcept nogil:
    """A machine in front of a message of `total` bytes, of which `size` lie at `data`."""
    memset(m, 0, sizeof(Machine))
    m.program, m.sink, m.state, m.data = program, sink, state, data
    m.size = m.end = size
    m.reading = m.met = NO
    m.total, m.way, m.is_cut, m.now_ns = total, way, is_cut, now_ns
    m.steps = STEPS_FIRST + <uint64_t>STEPS_PER_BYTE * size


cdef Outcome _inside(Machine* m, uint64_t size, uint16_t block, uint16_t rest, bint apart) noexcept nogil:
    """A block within the next bytes; what it leaves over is put as `rest`, or passed over. `apart`: what is not in
    order in it is its own."""
    cdef uint32_t outer = m.end, inner
    cdef bint clipped = False
    cdef uint8_t is_cut = m.is_cut
    cdef Outcome outcome
    if size > m.end - m.at:
        if size >> 63 or not (m.is_cut and m.end == m.size):
            return fail(m, NOTE_BAD_LENGTH)
        if m.measures:
            return run_out(m)
        clipped = True
    inner = m.end if clipped else m.at + <uint32_t>size
    m.end = inner
    m.is_cut = clipped                  # what is here whole is not cut
    outcome = machine_run(m, block)
    m.is_cut = is_cut
    if outcome == RUN_BAD and apart:
        m.at, outcome = inner, RUN_ON
    if outcome == RUN_ON:
        if m.at < inner and rest != NO and m.sink != NULL and not clipped:
            put_bytes(m.sink, rest, m.data + m.at, inner - m.at, m.at, inner - m.at)
        m.at = inner
        if clipped:
            outcome = run_out(m)
    m.end = outer
    return outcome


cdef Outcome _repeat(Machine* m, const Instruction* i) noexcept nogil:
    cdef uint64_t turns = evaluate(m, i.expr) if i.expr != NO else ~<uint64_t>0
    cdef uint32_t before
    cdef Outcome outcome
    while turns:
        if m.at == m.end and i.expr == NO:
            return run_out(m) if m.is_cut and m.end == m.size else RUN_ON
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


cdef void _bits_set(Machine* m, const Instruction* i) noexcept nogil:
    """A map of bits: a value for each that is set, where its byte is."""
    cdef uint64_t first = evaluate(m, i.expr)
    cdef uint32_t byte, bit
    if m.sink != NULL and i.field != NO and wants(m.sink, i.field):
        for byte in range(m.end - m.at):
            for bit in range(8):
                if m.data[m.at + byte] & (1 << bit if i.flags & FLAG_LITTLE else 0x80 >> bit):
                    put_number(m.sink, i.field, first + 8 * <uint64_t>byte + bit, m.at + byte, 1)
        m.steps -= min(m.steps, <uint64_t>(m.end - m.at))
    m.at = m.end


cdef Outcome _join(Machine* m, const Instruction* i) noexcept nogil:
    """A block, and what it says as a text. Nobody may want that: then nothing is written. What is said before something
    is not in order is a text, too."""
    cdef uint8_t[JOINED_MAX] written
    cdef Text text
    cdef Text* outer = m.text
    cdef uint32_t begin = m.at, end
    cdef uint8_t[MD5_SIZE] hashed
    cdef Digest digest
    cdef Outcome outcome
    text.data, text.used, text.glue, text.between, text.digest = written, 0, 0, i.width, NULL
    if i.flags & FLAG_HASHED:
        start_md5(&digest)
        text.digest = &digest
    m.text = NULL
    if (m.sink != NULL and i.field != NO and wants(m.sink, i.field)) or (outer != NULL and i.condition != NO):
        m.text = &text
    outcome = machine_run(m, i.block)
    if text.digest != NULL and m.text != NULL and outcome == RUN_ON:
        finish(&digest, hashed)
        text.used = write_hex(written, JOINED_MAX, hashed, MD5_SIZE)
    elif text.digest != NULL:
        m.text = NULL               # what is not whole has no digest
    if m.text != NULL and (outcome == RUN_ON or (outcome == RUN_BAD and text.used)):
        if m.sink != NULL and i.field != NO:
            end = m.end if outcome == RUN_BAD else m.at         # nobody knows where what is wrong ends
            put_bytes(m.sink, i.field, written, text.used, begin, end - min(begin, end))
        if outer != NULL and i.condition != NO:
            add_piece(outer, written, text.used)
    m.text = outer
    return outcome


cdef Outcome _element(Machine* m, const Instruction* i) noexcept nogil:
    """An element of ASN.1's Basic Encoding Rules (X.690 section 8.1) whose contents a block reads."""
    cdef uint32_t left = m.end - m.at, count
    cdef uint64_t size
    cdef uint8_t tag
    cdef const Range* found
    cdef uint16_t block
    if left < 2:
        return run_out(m)
    tag = m.data[m.at]
    size = m.data[m.at + 1]
    count = 0
    if size & 0x80:
        count = <uint32_t>size & 0x7F
        if count == 0 or count > 8:         # indefinite, or more than there can be
            return fail(m, NOTE_BAD_LENGTH)
        if left < 2 + count:
            return run_out(m)
        size = read_number(m.data + m.at + 2, count, False)
    found = case_of(m.program, i.choice, tag)
    block = found.block if found != NULL else m.program.choices[i.choice].otherwise
    if block == NO or tag & 0x1F == 0x1F:
        return fail(m, NOTE_BAD_VALUE)
    m.registers[SOURCE_BER] = tag
    m.at += 2 + count
    return _inside(m, size, block, NO, False)


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
        return run_out(m)
    outcome = _inside(m, size, i.block, NO, False)
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
            return run_out(m)
        if size == 0:
            m.at = next_at
            return RUN_ON
        while next_at < m.end and m.data[next_at] in (9, 32):
            more = next_at
            if not _line(m, more, &size, &next_at):
                return run_out(m)
            size += more - m.at
        begin, end = m.at, m.at + size
        place = <const uint8_t*>memchr(m.data + begin, c':', size)
        found = NULL
        if place != NULL:
            colon = <uint32_t>(place - m.data)
            name.data, name.size = m.data + begin, colon - begin
            while name.size and is_space(name.data[name.size - 1]):
                name.size -= 1
            found = case_of(m.program, i.choice, text_number(name))
        if found != NULL:
            begin = colon + 1
            while begin < end and is_space(m.data[begin]):
                begin += 1
            while end > begin and is_space(m.data[end - 1]):
                end -= 1
        m.at = begin
        outcome = _inside(m, end - begin, found.block if found != NULL else i.block, NO, False)
        if outcome != RUN_ON:
            return outcome
        m.at = next_at
        if m.steps == 0:
            return fail(m, NOTE_DEPTH_LIMIT)
        m.steps -= 1
    return run_out(m) if m.is_cut and m.end == m.size else RUN_ON


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
            return run_out(m)
        m.at = <uint32_t>value
        return RUN_ON
    if value > m.end - m.at:
        return fail(m, NOTE_BAD_LENGTH) if value >> 63 else run_out(m)
    m.at += <uint32_t>value
    return RUN_ON


cdef Outcome _one(Machine* m, const Instruction* i) noexcept nogil:
    """One instruction."""
    if i.op == OP_VALUE:
        return read_value(m, i)
    if i.op == OP_SWITCH:
        return _switch(m, i)
    if i.op == OP_WHEN:
        return machine_run(m, i.block if holds(m, i.condition) else i.other)
    if i.op == OP_REPEAT:
        return _repeat(m, i)
    if i.op == OP_BOUND:
        return _inside(m, evaluate(m, i.expr), i.block, i.field, i.flags & FLAG_APART)
    if i.op == OP_NEST:
        return _nest(m, i)
    if i.op == OP_ALONE:
        return alone(m, i, machine_run)
    if i.op == OP_GATHER:
        return gather(m, i, machine_run)
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
    if i.op == OP_JOIN:
        return _join(m, i)
    if i.op == OP_BITS_SET:
        _bits_set(m, i)
        return RUN_ON
    if i.op == OP_STOP:
        return RUN_STOPPED
    if i.op in (OP_SWITCH_TO, OP_CARRY, OP_EXPECT):
        return hand(m, i)
    return tell(m, i)


cdef Outcome machine_run(Machine* m, uint16_t block) noexcept nogil:
    """Run a block from the machine's place on."""
    cdef const Instruction* i = m.program.code + block
    cdef Outcome outcome = RUN_ON
    if m.depth >= LAYOUT_NESTING:
        return fail(m, NOTE_DEPTH_LIMIT)
    m.depth += 1
    while i.op != OP_END and outcome == RUN_ON:
        if m.steps == 0:
            outcome = fail(m, NOTE_DEPTH_LIMIT)
            break
        m.steps -= 1
        outcome = _one(m, i)
        i += 1
    m.depth -= 1
    return outcome


cdef Outcome machine_part(Machine* m, uint16_t part, uint64_t given, uint32_t at, uint32_t end) noexcept nogil:
    """Run the words for a part of the message, which are at [at, end) of it; they know `given`."""
    m.at, m.end, m.registers[SOURCE_GIVEN] = at, end, given
    m.steps = STEPS_FIRST + <uint64_t>STEPS_PER_BYTE * (end - at)
    return machine_run(m, m.program.parts[part])
