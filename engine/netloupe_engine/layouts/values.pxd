"""Turns the bytes of a value into its number or text. All of them lie inside the view that is given."""
from libc.stdint cimport int64_t, uint8_t, uint32_t, uint64_t
from libc.string cimport memcpy

from ..core.view cimport View
from .ops cimport (FORM_DECIMAL, FORM_FILETIME, FORM_FLOAT, FORM_HEXADECIMAL, FORM_INTEGER, FORM_LEB128, FORM_NTP,
                   FORM_NTP_SHORT, FORM_NTP_SIGNED, FORM_QUIC, FORM_UNIX_MS, FORM_UNIX_NS, FORM_UNIX_S, FORM_UNIX_US,
                   FORM_ZIGZAG)

cdef enum:
    SECOND_NS = 1_000_000_000
    SINCE_1900 = 2208988800             # seconds from NTP's first era to 1970 (RFC 5905 section 6)
    SINCE_1601_S = 11644473600
    OID_TEXT_MAX = 512
    UTF16_UNITS_MAX = 1024
    UTF16_TEXT_MAX = 3072               # of so many units, each of which may take three bytes
    INT64_MAX_S = 9_223_372_036


cdef inline uint64_t read_number(const uint8_t* data, uint32_t width, bint little) noexcept nogil:
    """`width` bytes as an unsigned number; of more than eight the last ones count."""
    cdef uint64_t value = 0
    cdef uint32_t i
    if little:
        for i in range(width):
            value = (value << 8) | data[width - 1 - i]
    else:
        for i in range(width):
            value = (value << 8) | data[i]
    return value


cdef inline uint64_t with_sign(uint64_t value, uint32_t bits) noexcept nogil:
    """A two's complement number of so many bits, as one of 64."""
    if 0 < bits < 64 and value >> (bits - 1) & 1:
        value |= ~<uint64_t>0 << bits
    return value


cdef inline uint32_t self_sized(const uint8_t* data, uint32_t room, uint8_t form, uint64_t* value) noexcept nogil:
    """Bytes of a number that says itself how long it is; 0: longer than `room`; 11: longer than 64 bits."""
    cdef uint32_t size, i
    value[0] = 0
    if room == 0:
        return 0
    if form == FORM_QUIC:
        size = <uint32_t>1 << (data[0] >> 6)
        if size > room:
            return 0
        value[0] = read_number(data, size, False) & (~<uint64_t>0 >> (66 - 8 * size))
        return size
    for i in range(10):
        if i == room:
            return 0
        value[0] |= <uint64_t>(data[i] & 0x7F) << (7 * i)
        if data[i] < 0x80:
            if form == FORM_ZIGZAG:
                value[0] = (value[0] >> 1) ^ (0 - (value[0] & 1))
            return i + 1
    return 11


cdef inline bint parse_digits(View v, bint hexadecimal, uint64_t* value) noexcept nogil:
    """A number in digits, spaces around it allowed; is it one, and of 64 bits at most?"""
    cdef uint32_t at = 0, end = v.size, digit
    cdef uint64_t base = 16 if hexadecimal else 10
    cdef uint8_t c
    value[0] = 0
    while at < end and v.data[at] in (32, 9):
        at += 1
    while end > at and v.data[end - 1] in (32, 9, 13, 10):
        end -= 1
    if at == end:
        return False
    while at < end:
        c = v.data[at]
        if c'0' <= c <= c'9':
            digit = c - c'0'
        elif hexadecimal and c'a' <= c | 32 <= c'f':
            digit = (c | 32) - c'a' + 10
        else:
            return False
        if value[0] > (~<uint64_t>0 - digit) // base:
            return False
        value[0] = value[0] * base + digit
        at += 1
    return True


cdef inline int64_t seconds(int64_t count, int64_t per_second) noexcept nogil:
    """So many parts of seconds in nanoseconds; what no 64 bits can say is the largest or smallest there is."""
    cdef int64_t factor = <int64_t>SECOND_NS // per_second
    if count > <int64_t>0x7FFFFFFFFFFFFFFF // factor:
        return <int64_t>0x7FFFFFFFFFFFFFFF
    if count < -(<int64_t>0x7FFFFFFFFFFFFFFF // factor):
        return -<int64_t>0x7FFFFFFFFFFFFFFF
    return count * factor


cdef inline int64_t ntp_time(uint64_t stamp, int64_t now_ns) noexcept nogil:
    """An NTP time stamp, of the era in which it is nearest to `now_ns` (RFC 5905 section 6; none given: RFC 4330
    section 3)."""
    cdef int64_t era = <int64_t>1 << 32
    cdef int64_t second = <int64_t>(stamp >> 32) - <int64_t>SINCE_1900
    cdef int64_t now_s = now_ns // <int64_t>SECOND_NS
    if now_ns <= 0:
        if second < 0:
            second += era
        if second >= era - <int64_t>SINCE_1900 and stamp >> 63:
            second -= era
    while second < now_s - era // 2 and second < <int64_t>INT64_MAX_S - era:
        second += era
    return seconds(second, 1) + <int64_t>((<uint64_t><uint32_t>stamp * <uint64_t>SECOND_NS) >> 32)


cdef inline uint64_t as_time(uint64_t value, uint8_t form, int64_t now_ns) noexcept nogil:
    """A number of one of the forms of time, in nanoseconds."""
    if form == FORM_UNIX_S:
        return <uint64_t>seconds(<int64_t>value, 1)
    if form == FORM_UNIX_MS:
        return <uint64_t>seconds(<int64_t>value, 1000)
    if form == FORM_UNIX_US:
        return <uint64_t>seconds(<int64_t>value, 1000000)
    if form == FORM_UNIX_NS:
        return value
    if form == FORM_NTP:
        return <uint64_t>ntp_time(value, now_ns)
    if form == FORM_NTP_SHORT or form == FORM_NTP_SIGNED:
        return <uint64_t>(<int64_t>(value * <uint64_t>SECOND_NS) >> 16)
    if form == FORM_FILETIME:
        # 100 ns since 1601: from 1677 to 2262 is what nanoseconds since 1970 can say
        value -= <uint64_t>SINCE_1601_S * 10_000_000
        return <uint64_t>seconds(<int64_t>value, 10_000_000)
    return value


cdef inline uint64_t double_bits(double value) noexcept nogil:
    """A floating point number as attributes keep it."""
    cdef uint64_t bits
    memcpy(&bits, &value, 8)
    return bits


cdef inline uint64_t as_double(uint64_t bits, uint32_t width) noexcept nogil:
    """The bits of a number of 4 or 8 bytes (IEEE 754) as those of a double."""
    cdef float single
    cdef double wide
    cdef uint32_t narrow = <uint32_t>bits
    if width != 4:
        return bits
    memcpy(&single, &narrow, 4)
    wide = single
    return double_bits(wide)


cdef inline uint32_t _decimal(uint64_t value, uint8_t* to) noexcept nogil:
    cdef uint8_t[20] digits
    cdef uint32_t count = 0, i
    while True:
        digits[count] = <uint8_t>(c'0' + value % 10)
        count += 1
        value //= 10
        if value == 0:
            break
    for i in range(count):
        to[i] = digits[count - 1 - i]
    return count


cdef inline uint32_t oid_text(View v, uint8_t* to) noexcept nogil:
    """An object identifier in dotted numbers (X.690 section 8.19), at most OID_TEXT_MAX bytes; 0: it is none."""
    cdef uint64_t part = 0
    cdef uint32_t at = 0, i
    if v.size == 0 or v.data[v.size - 1] & 0x80:
        return 0
    for i in range(v.size):
        if part >> 56:
            return 0
        part = (part << 7) | (v.data[i] & 0x7F)
        if v.data[i] & 0x80:
            continue
        if at + 24 > OID_TEXT_MAX:
            return 0
        if at == 0:
            to[0] = <uint8_t>(c'0' + (0 if part < 40 else 1 if part < 80 else 2))
            part -= 0 if part < 40 else 40 if part < 80 else 80
            at = 1
        to[at] = c'.'
        at += 1 + _decimal(part, to + at + 1)
        part = 0
    return at


cdef inline uint32_t utf16_text(View v, bint little, uint8_t* to) noexcept nogil:
    """UTF-16 (RFC 2781) as UTF-8, at most UTF16_TEXT_MAX bytes; what is half a character is U+FFFD. Zeros at the end
    are what fills it up."""
    cdef uint32_t units = min(v.size // 2, <uint32_t>UTF16_UNITS_MAX), used = 0, i = 0, low
    cdef uint32_t unit
    while units and v.data[2 * units - 1] == 0 and v.data[2 * units - 2] == 0:
        units -= 1
    while i < units:
        unit = <uint32_t>read_number(v.data + 2 * i, 2, little)
        i += 1
        if unit & 0xF800 == 0xD800:
            low = <uint32_t>read_number(v.data + 2 * i, 2, little) if unit < 0xDC00 and i < units else 0
            if low & 0xFC00 == 0xDC00:
                i += 1
                unit = 0x10000 + ((unit & 0x3FF) << 10) + (low & 0x3FF)
                to[used] = <uint8_t>(0xF0 | unit >> 18)
                to[used + 1] = <uint8_t>(0x80 | unit >> 12 & 0x3F)
                to[used + 2] = <uint8_t>(0x80 | unit >> 6 & 0x3F)
                to[used + 3] = <uint8_t>(0x80 | unit & 0x3F)
                used += 4
                continue
            unit = 0xFFFD
        if unit < 0x80:
            to[used] = <uint8_t>unit
            used += 1
        elif unit < 0x800:
            to[used] = <uint8_t>(0xC0 | unit >> 6)
            to[used + 1] = <uint8_t>(0x80 | unit & 0x3F)
            used += 2
        else:
            to[used] = <uint8_t>(0xE0 | unit >> 12)
            to[used + 1] = <uint8_t>(0x80 | unit >> 6 & 0x3F)
            to[used + 2] = <uint8_t>(0x80 | unit & 0x3F)
            used += 3
    return used


cdef inline uint32_t guid_text(const uint8_t* data, uint8_t* to) noexcept nogil:
    """16 bytes as the text of a GUID, of 36 letters."""
    cdef uint32_t i, at, used = 0
    cdef uint8_t byte
    for i in range(16):
        at = 3 - i if i < 4 else 9 - i if i < 6 else 13 - i if i < 8 else i
        if i in (4, 6, 8, 10):
            to[used] = c'-'
            used += 1
        byte = data[at]
        to[used] = <uint8_t>((c'0' if byte >> 4 < 10 else c'a' - 10) + (byte >> 4))
        to[used + 1] = <uint8_t>((c'0' if byte & 15 < 10 else c'a' - 10) + (byte & 15))
        used += 2
    return used


cdef inline bint is_space(uint8_t c) noexcept nogil:
    return c in (9, 10, 13, 32)


cdef inline uint32_t text_number(View v) noexcept nogil:
    """By which number conditions know a text: see expressions.text_key."""
    cdef uint32_t key = 0x811C9DC5, i
    cdef uint8_t c
    for i in range(v.size):
        c = v.data[i]
        if c'a' <= c <= c'z':
            c -= 32
        key = (key ^ c) * <uint32_t>0x01000193
    return key


cdef inline bint same_text(const uint8_t* data, const uint8_t* wanted, uint32_t size) noexcept nogil:
    """Are these the same letters, in any case?"""
    cdef uint32_t i
    cdef uint8_t a, b
    for i in range(size):
        a, b = data[i], wanted[i]
        if c'a' <= a <= c'z':
            a -= 32
        if c'a' <= b <= c'z':
            b -= 32
        if a != b:
            return False
    return True
