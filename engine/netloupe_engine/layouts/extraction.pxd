"""Values of a message: how many bytes one has, what they say, and the attribute that it becomes."""
from libc.stdint cimport uint8_t, uint32_t, uint64_t
from libc.string cimport memchr, memcmp, memcpy, memset

from ..core.sink cimport put_bytes, put_number
from ..core.status cimport NOTE_BAD_LENGTH, NOTE_BAD_VALUE, NOTE_NONE, NOTE_TRUNCATED
from ..core.view cimport View
from .domain_name cimport NAME_TEXT_MAX, Name, is_partial, netbios_text, read_name
from .ops cimport (EXTENT_EXPR, EXTENT_REST, EXTENT_SELF, EXTENT_WIDTH, FLAG_BYTES, FLAG_LITTLE, FLAG_OR_END,
                   FLAG_SIGNED, FLAG_STAY, FLAG_TEXT, FORM_DECIMAL, FORM_FLOAT, FORM_GUID, FORM_HEXADECIMAL,
                   FORM_INTEGER, FORM_NAME, FORM_NETBIOS, FORM_OID, FORM_PARTIAL, FORM_TRIMMED, FORM_UNIX_S, FORM_UTF16)
from .program cimport NO, NO_REGISTER, Instruction, Literal
from .questions cimport allowed, evaluate
from .reading cimport RUN_ON, Machine, Outcome, fail, run_out
from .saying cimport say_bytes, say_number
from .values cimport (OID_TEXT_MAX, UTF16_TEXT_MAX, as_double, as_time, guid_text, is_space, oid_text, parse_digits,
                      read_number, self_sized, text_number, utf16_text, with_sign)

cdef enum:
    BAD_FORM = 11               # self_sized: no number of 64 bits


cdef inline uint32_t _before(Machine* m, const Instruction* i, uint32_t left, uint32_t* behind) noexcept nogil:
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


cdef inline Outcome _extent(Machine* m, const Instruction* i, uint32_t* size, uint32_t* behind,
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
            return run_out(m) if not wanted >> 63 else fail(m, NOTE_BAD_LENGTH)
        size[0] = <uint32_t>wanted
    elif i.extent == EXTENT_REST:
        if m.is_cut and m.end == m.size:
            return run_out(m)
        size[0] = left
    elif i.extent == EXTENT_SELF:
        size[0] = self_sized(m.data + m.at, left, i.form, value)
        if size[0] == BAD_FORM:
            return fail(m, NOTE_BAD_VALUE)
        if size[0] == 0:
            return run_out(m)
    else:
        size[0] = _before(m, i, left, behind)
        if behind[0] == 0 and (not i.flags & FLAG_OR_END or (m.is_cut and m.end == m.size)):
            return run_out(m)
    return RUN_ON if size[0] <= left else run_out(m)


cdef inline Outcome _number(Machine* m, const Instruction* i, uint32_t size, uint64_t* value) noexcept nogil:
    """The number that `size` bytes at this place are."""
    cdef View v
    cdef const uint8_t* data = m.data + m.at
    if i.extent == EXTENT_SELF:
        pass
    elif i.form == FORM_DECIMAL or i.form == FORM_HEXADECIMAL:
        v.data, v.size = data, size
        if not parse_digits(v, i.form == FORM_HEXADECIMAL, value):
            return fail(m, NOTE_BAD_VALUE)
    elif i.form == FORM_FLOAT:
        if size != 4 and size != 8:
            return fail(m, NOTE_BAD_LENGTH)
        value[0] = as_double(read_number(data, size, i.flags & FLAG_LITTLE), size)
        return RUN_ON
    else:
        if size > 8 and (i.form != FORM_INTEGER or size > 9 or data[0]) or (i.width and (
                size > i.width if i.form == FORM_PARTIAL else size != i.width)):
            return fail(m, NOTE_BAD_LENGTH)
        value[0] = read_number(data, size, i.flags & FLAG_LITTLE)
        if i.form == FORM_PARTIAL:
            value[0] <<= 8 * (i.width - size)
    if i.mask:
        value[0] = (value[0] & i.mask) >> i.shift
    elif i.flags & FLAG_SIGNED and i.extent != EXTENT_SELF:
        value[0] = with_sign(value[0], 8 * size)
    if i.form >= FORM_UNIX_S:
        value[0] = as_time(value[0], i.form, m.now_ns)
    return RUN_ON


cdef inline Outcome _text(Machine* m, const Instruction* i, uint32_t size, uint32_t taken,
                          uint64_t* value) noexcept nogil:
    """Text or bytes."""
    cdef View v
    cdef uint8_t[OID_TEXT_MAX] dotted
    cdef uint8_t[UTF16_TEXT_MAX] wide
    v.data, v.size = m.data + m.at, size
    if i.width and (size > i.width if i.form == FORM_PARTIAL else size != i.width):
        return fail(m, NOTE_BAD_LENGTH)
    if i.form == FORM_PARTIAL:
        memset(dotted, 0, i.width)
        memcpy(dotted, v.data, size)
        v.data, v.size = dotted, i.width
    elif i.form == FORM_OID:
        v.size = oid_text(v, dotted)
        v.data = dotted
        if v.size == 0:
            return fail(m, NOTE_BAD_VALUE)
    elif i.form == FORM_UTF16:
        if size % 2:
            return fail(m, NOTE_BAD_LENGTH)
        v.size = utf16_text(v, i.flags & FLAG_LITTLE, wide)
        v.data = wide
    elif i.form == FORM_GUID:
        if size != 16:
            return fail(m, NOTE_BAD_LENGTH)
        v.size = guid_text(v.data, dotted)
        v.data = dotted
    elif i.form == FORM_TRIMMED:
        while v.size and is_space(v.data[v.size - 1]):
            v.size -= 1
        while v.size and is_space(v.data[0]):
            v.data += 1
            v.size -= 1
    elif i.flags & FLAG_TEXT:
        while v.size and v.data[v.size - 1] == 0:       # what fills it up
            v.size -= 1
    if i.register != NO_REGISTER or i.choice != NO:
        value[0] = (text_number(v) if i.flags & FLAG_TEXT else read_number(v.data, v.size, i.flags & FLAG_LITTLE)
                    if v.size <= 8 else 0)
    m.reading = NO
    if m.sink != NULL and i.field != NO:
        put_bytes(m.sink, i.field, v.data, v.size, m.at, taken)
    if i.condition != NO and m.text != NULL:
        say_bytes(m.text, i.condition, v.data, v.size)
    return RUN_ON


cdef inline Outcome _name(Machine* m, const Instruction* i) noexcept nogil:
    """A domain name, or one of NetBIOS that is written so."""
    cdef View message, said
    cdef uint8_t[NAME_TEXT_MAX] text
    cdef Name name
    message.data, message.size = m.data, m.end
    name = read_name(message, m.at, m.names_from, not m.ascii_names, text)
    if name.note == NOTE_TRUNCATED:
        if not i.flags & FLAG_OR_END or m.at == m.end or not is_partial(message, m.at):
            return run_out(m)
        name.note, name.end = NOTE_NONE, m.end
    said.data, said.size = text, netbios_text(text, name.size) if i.form == FORM_NETBIOS else name.size
    if said.size or name.note == NOTE_NONE:
        m.reading = NO
    if m.sink != NULL and i.field != NO and (said.size or name.note == NOTE_NONE):
        put_bytes(m.sink, i.field, text, said.size, m.at, name.end - m.at if name.end else 1)
    if i.condition != NO and m.text != NULL:
        say_bytes(m.text, i.condition, text, said.size)
    if name.note != NOTE_NONE:
        return fail(m, name.note)
    m.steps -= min(m.steps, <uint64_t>(said.size >> 2))
    m.value_at, m.value_size = m.at, name.end - m.at
    if i.register != NO_REGISTER:
        m.registers[i.register] = text_number(said)
    if not i.flags & FLAG_STAY:
        m.at = name.end
    return RUN_ON


cdef inline Outcome read_value(Machine* m, const Instruction* i) noexcept nogil:
    """Read one value."""
    cdef uint32_t size = 0, behind = 0, filled
    cdef uint64_t value = 0
    cdef Outcome outcome
    m.reading = i.other
    if i.other != NO:
        m.met = i.other
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
            m.reading = NO
            put_number(m.sink, i.field, value, m.at, size + behind)
        if outcome == RUN_ON and i.condition != NO and m.text != NULL:
            say_number(m.text, i.condition, value)
    if outcome != RUN_ON:
        return outcome
    m.value_at, m.value_size = m.at, size + behind
    if i.register != NO_REGISTER:
        m.registers[i.register] = value
    if i.choice != NO and not allowed(m.program, i.choice, value):
        return fail(m, NOTE_BAD_VALUE)
    m.reading = NO
    if not i.flags & FLAG_STAY:
        m.at += size + behind
        if i.pad > 1 and m.at % i.pad:
            filled = i.pad - m.at % i.pad
            m.at = m.at + filled if filled < m.end - m.at else m.end
    return RUN_ON
