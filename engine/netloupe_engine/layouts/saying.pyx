"""Texts that are joined of what a message says.

None of this is inline: the interpreter runs blocks in blocks, and the buffers here need not be on its stack each time.
"""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.string cimport memcpy

from ..core.digest cimport add
from ..core.text cimport DECIMAL_TEXT_MAX, IPV6_TEXT_MAX, write_decimal, write_hex, write_ipv4, write_ipv6
from .ops cimport SAY_HEX, SAY_IPV4, SAY_IPV6, SAY_NAME, SAY_SECONDS, SAY_SIGNED
from .program cimport NO, Instruction, Literal
from .questions cimport evaluate
from .reading cimport JOINED_MAX, Machine, Text

cdef enum:
    SECOND = 1_000_000_000      # nanoseconds


cdef void add_piece(Text* text, const uint8_t* piece, uint32_t size) noexcept nogil:
    """Adds a piece, cut to the room there is; of a digest all of it."""
    if text.digest != NULL:
        if text.glue:
            add(text.digest, &text.glue, 1)
        add(text.digest, piece, size)
        text.glue, text.used = text.between, 1
        return
    if text.glue and text.used < JOINED_MAX:
        text.data[text.used] = text.glue
        text.used += 1
    size = min(size, <uint32_t>JOINED_MAX - text.used)
    memcpy(text.data + text.used, piece, size)
    text.used += size
    text.glue = text.between


cdef void _add_number(Text* text, uint64_t value, bint is_signed, uint32_t digits) noexcept nogil:
    """Adds a number of at least so many digits, 20 at most."""
    cdef uint8_t[2 * DECIMAL_TEXT_MAX + 1] written
    cdef uint32_t at = DECIMAL_TEXT_MAX + 1, size, begin
    cdef bint is_negative = is_signed and value >> 63
    size = write_decimal(written + at, DECIMAL_TEXT_MAX, 0 - value if is_negative else value)
    begin = at
    while at + size - begin < digits and begin > 1:
        begin -= 1
        written[begin] = c'0'
    if is_negative:
        begin -= 1
        written[begin] = c'-'
    add_piece(text, written + begin, at + size - begin)


cdef void say_number(Text* text, uint16_t how, uint64_t value) noexcept nogil:
    """A number that was read, or an address that is one."""
    cdef uint8_t[4] address
    cdef uint8_t[IPV6_TEXT_MAX] written
    if how == SAY_IPV4:
        address = [<uint8_t>(value >> 24), <uint8_t>(value >> 16), <uint8_t>(value >> 8), <uint8_t>value]
        add_piece(text, written, write_ipv4(written, IPV6_TEXT_MAX, address))
    elif how == SAY_SECONDS:
        _add_number(text, <uint64_t>(<int64_t>value // <int64_t>SECOND), True, 1)
    else:
        _add_number(text, value, how == SAY_SIGNED, 1)


cdef void say_bytes(Text* text, uint16_t how, const uint8_t* data, uint32_t size) noexcept nogil:
    """Text or bytes that were read. The root is a dot beside other pieces."""
    cdef uint8_t[JOINED_MAX] written
    if text.used == JOINED_MAX:
        return
    if how == SAY_NAME and size == 0 and text.used:
        add_piece(text, b".", 1)
    elif how == SAY_IPV6:
        add_piece(text, written, write_ipv6(written, JOINED_MAX, data))
    elif how == SAY_HEX:
        add_piece(text, written, write_hex(written, JOINED_MAX, data, size))
    else:
        add_piece(text, data, size)


cdef void say(Machine* m, const Instruction* i) noexcept nogil:
    """A piece that the table says: letters, or an expression."""
    cdef const Literal* literal
    cdef uint64_t value
    if i.literal != NO:
        literal = &m.program.literals[i.literal]
        add_piece(m.text, literal.data, literal.size)
        return
    value = evaluate(m, i.expr) // i.mask
    _add_number(m.text, value % i.other if i.other else value, False, i.width)
