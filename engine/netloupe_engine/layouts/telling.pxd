"""Instructions that read nothing: what is remembered, told of the session, and asked of other parsers."""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.string cimport memset

from ..core.sink cimport Expectation, note_client, put_finding, put_number
from ..core.stage cimport (BY_PROBE, carry_by_key, carry_by_probe, carry_part, carry_stream_by_key, expect,
                           switch_by_key, switch_by_probe)
from ..core.status cimport NOTE_BAD_LENGTH, REFUTED
from ..core.view cimport View
from .ops cimport (CARRY_MESSAGE, CARRY_PARTS, CARRY_STREAM, OP_CARRY, OP_CLIENT, OP_COMPUTE, OP_ENTER, OP_EXPECT,
                   OP_FINDING, OP_GLUE, OP_GUESS, OP_HOP, OP_MALFORMED, OP_REMEMBER, OP_SAY, OP_SERVER, OP_SWITCH_TO)
from .program cimport NO_REGISTER, Instruction
from .questions cimport evaluate
from .reading cimport RUN_BAD, RUN_ON, Machine, Outcome, fail
from .saying cimport say
from .values cimport double_bits


cdef inline Outcome tell(Machine* m, const Instruction* i) noexcept nogil:
    """Instructions that read nothing."""
    cdef uint64_t value
    if i.op == OP_COMPUTE:
        value = evaluate(m, i.expr)
        if i.width:
            value ^= i.mask
        if i.register != NO_REGISTER:
            m.registers[i.register] = value
        if m.sink != NULL:
            put_number(m.sink, i.field, value if i.width or not i.mask
                       else double_bits(<double><int64_t>value / <double>i.mask), m.value_at, m.value_size)
    elif i.op == OP_SAY:
        if m.text != NULL:
            say(m, i)
    elif i.op == OP_GLUE:
        if m.text != NULL:
            m.text.glue, m.text.between = i.width, i.form
    elif i.op == OP_REMEMBER:
        if m.state != NULL:
            m.state.memory[i.register] = <uint32_t>evaluate(m, i.expr)
    elif i.op == OP_ENTER:
        if m.state != NULL:
            m.state.blind = 0
            if i.flags & 1:
                m.state.mode[m.way] = i.width
            if i.flags & 2:
                m.state.mode[1 - m.way] = i.width
    elif i.op == OP_HOP:
        value = evaluate(m, i.expr)
        if value >> 63:
            return fail(m, NOTE_BAD_LENGTH)
        m.hop += value
    elif i.op == OP_GUESS:
        if i.width != REFUTED:
            m.guess = max(m.guess, i.width)
        elif m.sink == NULL:
            m.guess = REFUTED
            return RUN_BAD
    elif i.op == OP_MALFORMED:
        return fail(m, i.width)
    elif m.sink == NULL:
        pass
    elif i.op == OP_FINDING:
        put_finding(m.sink, i.field)
    elif i.op == OP_CLIENT:
        note_client(m.sink, True)
    elif i.op == OP_SERVER:
        note_client(m.sink, False)
    return RUN_ON


cdef inline void _expect(Machine* m, const Instruction* i, uint32_t key) noexcept nogil:
    """Announce a session of who says so."""
    cdef Expectation e
    cdef uint64_t port = 0 if i.flags else evaluate(m, i.other)
    memset(&e, 0, sizeof(e))
    if port >= 65536 or not (port or i.flags):
        return
    e.port, e.transport = <uint16_t>port, i.shift
    e.space, e.key, e.reason, e.seconds = i.width, key, i.field, <uint32_t>i.mask
    expect(m.sink, &e)


cdef inline Outcome hand(Machine* m, const Instruction* i) noexcept nogil:
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
            if not m.carried and i.flags == CARRY_MESSAGE and i.width != BY_PROBE:
                m.carried, m.carried_key, m.carried_at, m.carried_end = 1 + i.width, key, m.at, m.end
            m.at = m.end
        return RUN_ON
    if i.op == OP_EXPECT:
        _expect(m, i, key)
        return RUN_ON
    v.data, v.size = m.data + m.at, m.end - m.at
    if i.flags == CARRY_PARTS:
        carry_part(m.sink, i.width, key, i.field, evaluate(m, i.other) != 0, v, m.at)
    elif v.size == 0:
        return RUN_ON
    elif i.flags == CARRY_STREAM:
        carry_stream_by_key(m.sink, i.width, key, 0, v, m.at)
    elif i.width == BY_PROBE:
        carry_by_probe(m.sink, key, v, m.at)
    else:
        carry_by_key(m.sink, i.width, key, v, m.at)
    m.at = m.end
    return RUN_ON
