"""Where the message ends that begins a View, by a layout's framing."""
from libc.stdint cimport int64_t, uint8_t, uint32_t, uint64_t
from libc.string cimport memchr

from ..core.view cimport View, part
from .ops cimport FRAME_BER, FRAME_HEAD, FRAME_HELD, FRAME_LENGTH, FRAME_LINES, FRAME_VARINT
from .program cimport Frame, Literal, Program
from .values cimport parse_digits, read_number, same_text, self_sized

cdef enum:
    HEAD_MAX = 16384        # bytes of a head of lines
    MORE = 0                # the message's size is not known yet
    NOT_FRAMED = -1         # no message begins here


cdef inline int64_t _by_length(const Frame* f, View v) noexcept nogil:
    cdef uint64_t value
    cdef int64_t size
    if v.size < f.header:
        return MORE
    value = read_number(v.data + f.at, f.width, f.little)
    if f.mask:
        value &= f.mask
    if value > f.most:
        return NOT_FRAMED
    size = <int64_t>value * f.scale + f.adds
    if f.check and size > f.header:
        size += (size - f.header + f.block - 1) // f.block * f.check
    return size if f.header <= size <= <int64_t>f.most else NOT_FRAMED


cdef inline int64_t _by_varint(const Frame* f, View v) noexcept nogil:
    cdef uint64_t value
    cdef uint32_t width
    if v.size <= f.at:
        return MORE
    width = self_sized(v.data + f.at, v.size - f.at, f.form, &value)
    if width > 10 or value > f.most:
        return NOT_FRAMED
    return <int64_t>value + f.at + width if width else <int64_t>MORE


cdef inline int64_t _by_element(const Frame* f, View v) noexcept nogil:
    cdef uint32_t count
    cdef uint64_t size
    if v.size < 2:
        return MORE
    if not v.data[1] & 0x80:
        return 2 + v.data[1]
    count = v.data[1] & 0x7F
    if count == 0 or count > 4:
        return NOT_FRAMED
    if v.size < 2 + count:
        return MORE
    size = read_number(v.data + 2, count, False)
    return <int64_t>size + 2 + count if size <= f.most else <int64_t>NOT_FRAMED


cdef inline int64_t line_end(View v, uint32_t at, uint8_t by) noexcept nogil:
    """Behind the line that begins at `at` and ends with the byte `by`, or MORE."""
    cdef const uint8_t* found = <const uint8_t*>memchr(v.data + at, by, v.size - at) if at < v.size else NULL
    return found - v.data + 1 if found != NULL else <int64_t>MORE


cdef inline int64_t _body_size(const Program* p, const Frame* f, View line) noexcept nogil:
    """What a line of the head says of the body's length; -1: nothing."""
    cdef uint32_t k
    cdef const Literal* name
    cdef uint64_t value
    cdef const uint8_t* colon = <const uint8_t*>memchr(line.data, c':', line.size) if line.size else NULL
    cdef uint32_t size
    if colon == NULL:
        return -1
    size = <uint32_t>(colon - line.data)
    while size and line.data[size - 1] in (9, 32):
        size -= 1
    for k in range(f.literals):
        name = &p.literals[f.literal + k]
        if name.size == size and same_text(line.data, name.data, size):
            line = part(line, <uint32_t>(colon - line.data) + 1, line.size)
            return <int64_t>value if parse_digits(line, False, &value) and value <= f.most else -1
    return -1


cdef inline int64_t _by_head(const Program* p, const Frame* f, View v) noexcept nogil:
    cdef int64_t next_at, body = 0, said
    cdef uint32_t at = 0, size
    while True:
        next_at = line_end(v, at, c'\n')
        if next_at == MORE:
            return MORE if v.size < HEAD_MAX else NOT_FRAMED
        size = <uint32_t>next_at - at
        if size == 1 or (size == 2 and v.data[at] == c'\r'):
            # an empty line in front of a message is passed over (RFC 3261 section 7.5), or a sign of life
            return next_at + (body if at else 0)
        said = _body_size(p, f, part(v, at, size))
        if said >= 0:
            body = said
        at = <uint32_t>next_at
        if at > HEAD_MAX:
            return NOT_FRAMED


cdef inline int64_t frame_size(const Program* p, const Frame* f, View v) noexcept nogil:
    """Bytes of the message that begins `v`, its framing included; MORE or NOT_FRAMED. Never reads more than the
    head of one."""
    if f.kind == FRAME_LENGTH:
        return _by_length(f, v)
    if f.kind == FRAME_VARINT:
        return _by_varint(f, v)
    if f.kind == FRAME_BER:
        return _by_element(f, v)
    if f.kind == FRAME_LINES:
        return line_end(v, 0, f.ends_by)
    if f.kind == FRAME_HEAD:
        return _by_head(p, f, v)
    if f.kind == FRAME_HELD:
        return MORE
    return v.size
