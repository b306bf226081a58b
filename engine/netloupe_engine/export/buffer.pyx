"""The longer words of buffer.pxd: text of packets as UTF-8, in JSON and in cells of CSV."""
from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_FromStringAndSize
from libc.stdint cimport uint8_t, uint32_t, uint64_t
from libc.string cimport memcpy

from ..core.text cimport write_ipv4, write_ipv6

cdef extern from *:
    """
    static const char HEX[] = "0123456789abcdef";
    """
    const char* HEX


cdef bytes buffer_bytes(const Buffer* b):
    """What is in it. Some megabytes are copied without the interpreter's lock: it would take a window ten
    milliseconds. Raises MemoryError."""
    cdef bytes found = PyBytes_FromStringAndSize(NULL, b.size)
    cdef char* out = PyBytes_AS_STRING(found)       # nobody else has it yet
    if b.size:
        with nogil:
            memcpy(out, b.data, b.size)
    return found


cdef void put_hex(Buffer* b, const uint8_t* data, uint64_t size, uint8_t separator) noexcept nogil:
    """Two lower-case digits a byte, between them `separator`, 0: nothing."""
    cdef uint8_t* out = buffer_room(b, 3 * size)
    cdef uint64_t i
    if out == NULL:
        return
    for i in range(size):
        if i and separator:
            out[0] = separator
            out += 1
        out[0], out[1] = HEX[data[i] >> 4], HEX[data[i] & 15]
        out += 2
    b.size = out - b.data


cdef inline uint32_t _sequence(const uint8_t* at, const uint8_t* end) noexcept nogil:
    """Bytes of the UTF-8 sequence that begins with the byte at `at`, 0x80 or more; 0: it is none (RFC 3629, 4)."""
    cdef uint8_t first = at[0], low = 0x80, high = 0xBF
    cdef uint32_t size = 2, i
    if first < 0xC2 or first > 0xF4:
        return 0
    if first >= 0xF0:
        size = 4
        if first == 0xF0:
            low = 0x90
        elif first == 0xF4:
            high = 0x8F
    elif first >= 0xE0:
        size = 3
        if first == 0xE0:
            low = 0xA0
        elif first == 0xED:
            high = 0x9F
    if end - at < size or not low <= at[1] <= high:
        return 0
    for i in range(2, size):
        if at[i] & 0xC0 != 0x80:
            return 0
    return size


cdef bint _is_utf8(const uint8_t* text, uint64_t size) noexcept nogil:
    cdef const uint8_t* at = text
    cdef const uint8_t* end = text + size
    cdef uint32_t step
    cdef uint64_t word
    while at < end:
        while end - at >= <int64_t>sizeof(word):        # of most texts nothing else is looked at
            memcpy(&word, at, sizeof(word))
            if word & <uint64_t>0x8080808080808080:
                break
            at += sizeof(word)
        if at == end:
            break
        step = 1 if at[0] < 0x80 else _sequence(at, end)
        if step == 0:
            return False
        at += step
    return True


cdef void put_utf8(Buffer* b, const uint8_t* text, uint64_t size) noexcept nogil:
    """Text of a packet: UTF-8, and what is none as Latin-1 (as attributes/values.py reads it)."""
    cdef uint8_t* out
    cdef uint64_t i
    if _is_utf8(text, size):
        put_text(b, text, size)
        return
    out = buffer_room(b, 2 * size)
    if out == NULL:
        return
    for i in range(size):
        if text[i] < 0x80:
            out[0] = text[i]
            out += 1
        else:
            out[0], out[1] = 0xC0 | text[i] >> 6, 0x80 | text[i] & 0x3F
            out += 2
    b.size = out - b.data


cdef inline uint8_t _short_escape(uint8_t sign) noexcept nogil:
    """The letter of a two-letter escape (RFC 8259, 7); 0: there is none."""
    if sign == c'"' or sign == c'\\':
        return sign
    if sign == c'\n':
        return c'n'
    if sign == c'\r':
        return c'r'
    if sign == c'\t':
        return c't'
    if sign == c'\b':
        return c'b'
    return c'f' if sign == c'\f' else 0


cdef void put_json_text(Buffer* b, const uint8_t* text, uint64_t size) noexcept nogil:
    """Text of a packet as a JSON string, quotes included: what must be escaped is (RFC 8259, 7), and what a terminal
    could take for a command (U+007F to U+009F)."""
    cdef uint64_t i, from_ = 0
    cdef bint valid = _is_utf8(text, size), control = False
    cdef uint8_t sign, letter
    cdef uint8_t[6] escape
    put_sign(b, c'"')
    for i in range(size):
        sign = text[i]
        if (not control and sign >= 0x20 and sign != 0x7F and sign != c'"' and sign != c'\\'
                and (sign < 0x80 or valid) and not (sign == 0xC2 and text[i + 1] < 0xA0)):
            continue
        put_text(b, text + from_, i - from_)
        from_ = i + 1
        if sign == 0xC2 and valid:
            control = True          # the next byte is its number
            continue
        if sign >= 0xA0:
            put_utf8(b, &sign, 1)
            continue
        control = False
        letter = _short_escape(sign)
        if letter:
            escape[0], escape[1] = c'\\', letter
            put_text(b, escape, 2)
        else:
            memcpy(escape, "\\u00", 4)
            escape[4], escape[5] = HEX[sign >> 4], HEX[sign & 15]
            put_text(b, escape, 6)
    put_text(b, text + from_, size - from_)
    put_sign(b, c'"')


cdef void put_address(Buffer* b, const uint8_t* address, uint8_t family) noexcept nogil:
    """An address of the store, sixteen bytes; nothing where the family is neither 4 nor 6."""
    cdef uint8_t* out = buffer_room(b, SHORT_BYTES)
    if out != NULL:
        if family == 4:
            b.size += write_ipv4(out, SHORT_BYTES, address + 12)
        elif family == 6:
            b.size += write_ipv6(out, SHORT_BYTES, address)


cdef bint is_plain(const uint8_t* text, uint64_t size) noexcept nogil:
    """Printable ASCII only?"""
    cdef uint64_t i
    cdef uint8_t odd = 0
    for i in range(size):
        odd |= <uint8_t>(<uint8_t>(text[i] - 0x20) >= 0x5F)
    return not odd


cdef void put_cell(Buffer* b, const uint8_t* text, uint64_t size) noexcept nogil:
    """Text as cells.py `csv_cell` writes it. All of it must be printable; up to its first letter, ASCII."""
    cdef uint64_t i = 0, from_ = 0
    cdef bint formula, quoted = False
    while i < size and text[i] == c' ':
        i += 1
    formula = i < size and (text[i] == c'=' or text[i] == c'+' or text[i] == c'-' or text[i] == c'@'
                            or text[i] == c'|' or text[i] == c'%')
    for i in range(size):
        quoted |= text[i] == c',' or text[i] == c';' or text[i] == c'"'
    if quoted:
        put_sign(b, c'"')
    if formula:
        put_sign(b, c"'")
    for i in range(size if quoted else 0):
        if text[i] == c'"':
            put_text(b, text + from_, i - from_ + 1)
            from_ = i           # once more
    put_text(b, text + from_, size - from_)
    if quoted:
        put_sign(b, c'"')
