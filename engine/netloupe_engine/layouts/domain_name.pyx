"""Domain names in messages (RFC 1035 sections 3.1, 4.1.4 and 5.1).

A name is labels of at most 63 bytes up to the root, or up to a pointer to an earlier place where the name goes on.
Pointers are followed only backwards, to before the run of labels they end, and only so often: no message can make
this loop, read outside, or produce more than a buffer of NAME_TEXT_MAX.
"""
from libc.stdint cimport uint8_t, uint32_t
from libc.string cimport memcpy

from ..core.status cimport NOTE_BAD_LENGTH, NOTE_BAD_POINTER, NOTE_BAD_VALUE, NOTE_NONE, NOTE_TRUNCATED
from ..core.view cimport View

cdef enum:
    NAME_MAX = 255          # bytes of a name uncompressed, lengths and root included (RFC 1035 section 2.3.4)
    JUMPS_MAX = 127         # no name has more labels than that
    NETBIOS_LETTERS = 32    # of an encoded name; a scope may follow
    POINTER = 0xC0          # the two top bits of a length byte


cdef inline uint8_t _digit(uint32_t value) noexcept nogil:
    return <uint8_t>((c'0' if value < 10 else c'a' - 10) + value)


cdef uint32_t skip_name(View message, uint32_t at) noexcept nogil:
    """The offset behind the name at `at`, without following pointers; 0 when it runs out of the message."""
    cdef uint8_t length
    while at < message.size:
        length = message.data[at]
        if length == 0:
            return at + 1
        if length & POINTER == POINTER:
            return at + 2 if at + 2 <= message.size else 0
        if length & POINTER:
            return 0
        at += 1 + length
    return 0


cdef bint is_partial(View message, uint32_t at) noexcept nogil:
    while at < message.size and 0 < message.data[at] < 64:
        at += 1 + message.data[at]
    return at == message.size


cdef uint32_t netbios_text(uint8_t* text, uint32_t size) noexcept nogil:
    """First-level encoding (RFC 1001 section 14.1): each byte as two letters from A to P; filled up with spaces, the
    last byte the name's use. What is not encoded so stays as it is."""
    cdef uint32_t i, used = 15, last
    if size < NETBIOS_LETTERS:
        return size
    for i in range(NETBIOS_LETTERS):
        if not c'A' <= text[i] <= c'P':
            return size
    for i in range(16):
        text[i] = (text[2 * i] - c'A') << 4 | (text[2 * i + 1] - c'A')
    last = text[15]
    while used and text[used - 1] in (0, c' '):
        used -= 1
    text[used] = c'<'
    text[used + 1] = _digit(last >> 4)
    text[used + 2] = _digit(last & 15)
    text[used + 3] = c'>'
    return used + 4


cdef uint32_t _utf8_size(const uint8_t* data, uint32_t left) noexcept nogil:
    """Bytes of the well-formed UTF-8 sequence at `data` that is no control character; 0 if there is none."""
    cdef uint32_t size, i
    if 0xC2 <= data[0] <= 0xDF:
        size = 2
    elif 0xE0 <= data[0] <= 0xEF:
        size = 3
    elif 0xF0 <= data[0] <= 0xF4:
        size = 4
    else:
        return 0
    if size > left:
        return 0
    for i in range(1, size):
        if data[i] & 0xC0 != 0x80:
            return 0
    if data[0] == 0xC2 and data[1] < 0xA0:                      # C1 controls
        return 0
    if data[0] == 0xE0 and data[1] < 0xA0 or data[0] == 0xF0 and data[1] < 0x90:    # longer than need be
        return 0
    if data[0] == 0xED and data[1] >= 0xA0 or data[0] == 0xF4 and data[1] >= 0x90:  # surrogates, beyond Unicode
        return 0
    return size


cdef uint32_t _write_label(uint8_t* out, const uint8_t* label, uint32_t size, bint utf8) noexcept nogil:
    """A label in presentation format: dots and backslashes inside it escaped, what does not print as \\ddd."""
    cdef uint32_t used = 0, i = 0, sequence
    cdef uint8_t byte
    while i < size:
        byte = label[i]
        if 0x20 <= byte < 0x7F:
            if byte == c'.' or byte == c'\\':
                out[used] = c'\\'
                used += 1
            out[used] = byte
            used += 1
            i += 1
            continue
        sequence = _utf8_size(label + i, size - i) if utf8 else 0
        if sequence:
            memcpy(out + used, label + i, sequence)
            used += sequence
            i += sequence
            continue
        out[used] = c'\\'
        out[used + 1] = c'0' + byte // 100
        out[used + 2] = c'0' + byte // 10 % 10
        out[used + 3] = c'0' + byte % 10
        used += 4
        i += 1
    return used


cdef Name read_name(View message, uint32_t at, uint32_t first, bint utf8, uint8_t* out) noexcept nogil:
    """The name at `at` as text in `out` (NAME_TEXT_MAX bytes): labels joined with dots, no final dot, the root empty.

    A broken name keeps the text up to where it breaks; its note says why. `first`: no name stands before it. `utf8`:
    well-formed UTF-8 is text and not escaped (RFC 6762 section 16, RFC 4795 section 2.1.1).
    """
    cdef Name name
    cdef uint32_t run = at, target, jumps = 0, total = 1
    cdef uint8_t length
    name.end = 0
    name.size = 0
    name.note = NOTE_NONE
    while True:
        if at >= message.size:
            name.note = NOTE_TRUNCATED if jumps == 0 else NOTE_BAD_POINTER
            return name
        length = message.data[at]
        if length & POINTER == POINTER:
            if at + 2 > message.size:
                name.note = NOTE_TRUNCATED if jumps == 0 else NOTE_BAD_POINTER
                return name
            target = (<uint32_t>(length & 0x3F) << 8) | message.data[at + 1]
            if jumps == 0:
                name.end = at + 2
            jumps += 1
            if target >= run or target < first or jumps > JUMPS_MAX:
                name.note = NOTE_BAD_POINTER
                return name
            at = run = target
            continue
        if length & POINTER:
            name.note = NOTE_BAD_VALUE
            return name
        if length == 0:
            if jumps == 0:
                name.end = at + 1
            return name
        total += 1 + length
        if total > NAME_MAX:
            if jumps == 0:
                name.end = skip_name(message, at)
            name.note = NOTE_BAD_LENGTH
            return name
        if at + 1 + length > message.size:
            name.note = NOTE_TRUNCATED if jumps == 0 else NOTE_BAD_POINTER
            return name
        if name.size:
            out[name.size] = c'.'
            name.size += 1
        name.size += _write_label(out + name.size, message.data + at + 1, length, utf8)
        at += 1 + length
