"""Record data of DNS messages, read by layout: the attributes of each record and the text of an answer."""
from libc.stdint cimport INT64_MAX, int64_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.stdlib cimport labs
from libc.string cimport memcpy, memset

from ...core.sink cimport close_node, open_node, put_bytes, put_note, put_number
from ...core.status cimport NOTE_BAD_LENGTH, NOTE_BAD_VALUE, NOTE_NONE, NOTE_TRUNCATED
from ...core.text cimport DECIMAL_TEXT_MAX, IPV6_TEXT_MAX, write_decimal, write_hex, write_ipv4, write_ipv6
from ...core.view cimport be16, be32
from ._dns_layout cimport (K_COUNTED, K_END, K_IPV4, K_IPV6, K_LOCATION, K_NAME, K_OCTETS, K_OPTIONS, K_PARAMETERS,
                           K_SUBNET, K_TIME, K_TYPES, Element, option_layout, parameter_layout, record_layout)
from ...layouts.domain_name cimport NAME_TEXT_MAX, Name, read_name
from ._dns_fields cimport (F_ALTITUDE, F_LATITUDE, F_LONGITUDE, F_OPTION_CODE, F_PARAMETER_KEY, F_SUBNET_FAMILY,
                           F_SUBNET_SCOPE, F_SUBNET_SOURCE)

cdef enum:
    HEADER = 12             # of the message: no name stands in it
    LOCATION_TEXT_MAX = 80
    SUBNET_TEXT_MAX = 64

cdef const char* parameter_keys[9]      # as written in an answer's text
parameter_keys[:] = [b"mandatory", b"alpn", b"no-default-alpn", b"port", b"ipv4hint", b"ech", b"ipv6hint", b"dohpath",
                     b"ohttp"]


cdef void mark(Reader* r, uint8_t note) noexcept nogil:
    """The message has an oddity; the first is kept, and shown at the attribute put last."""
    if note == NOTE_TRUNCATED and r.whole:
        note = NOTE_BAD_LENGTH
    if r.note == NOTE_NONE:
        r.note = note
    put_note(r.sink, note)


cdef void _say(Reader* r, const uint8_t* piece, uint32_t size) noexcept nogil:
    """Adds a piece to the answer's text, cut to the room there is."""
    if r.text == NULL:
        return
    if r.glue and r.used < ANSWER_TEXT_MAX:
        r.text[r.used] = r.glue
        r.used += 1
    if size > ANSWER_TEXT_MAX - r.used:
        size = ANSWER_TEXT_MAX - r.used
    memcpy(r.text + r.used, piece, size)
    r.used += size
    r.glue = r.between


cdef void _say_number(Reader* r, uint64_t value) noexcept nogil:
    cdef uint8_t digits[DECIMAL_TEXT_MAX]
    _say(r, digits, write_decimal(digits, DECIMAL_TEXT_MAX, value))


cdef void _say_octets(Reader* r, const uint8_t* data, uint32_t size, bint textual) noexcept nogil:
    """Text as it is, other bytes in hexadecimal."""
    cdef uint8_t digits[ANSWER_TEXT_MAX]
    if r.text == NULL:
        return
    if textual:
        _say(r, data, size)
    else:
        _say(r, digits, write_hex(digits, ANSWER_TEXT_MAX, data, size))


cdef Name _read_name(Reader* r, uint16_t local, uint32_t at, bint said) noexcept nogil:
    cdef uint8_t text[NAME_TEXT_MAX]
    cdef Name name = read_name(r.message, at, HEADER, r.utf8, text)
    put_bytes(r.sink, local, text, name.size, at, name.end - at if name.end else r.message.size - at)
    if name.note:
        mark(r, name.note)
    if said and name.size == 0 and r.used:
        _say(r, b".", 1)                # the root beside other data
    elif said:
        _say(r, text, name.size)
    return name


cdef uint8_t put_name(Reader* r, uint16_t local, uint32_t at) noexcept nogil:
    """The name at `at` (inside the message) as an attribute; answers its note."""
    return _read_name(r, local, at, False).note


cdef void _put_types(Reader* r, uint16_t local, uint32_t at, uint32_t end) noexcept nogil:
    """A bitmap of record types in windows of 256 (RFC 4034 section 4.1.2): one attribute a type."""
    cdef uint32_t window, size, i, bit
    while end - at >= 2:
        window = r.message.data[at]
        size = r.message.data[at + 1]
        if size == 0 or size > 32 or size > end - at - 2:
            mark(r, NOTE_BAD_LENGTH)
            return
        for i in range(size):
            for bit in range(8):
                if r.message.data[at + 2 + i] & (0x80 >> bit):
                    put_number(r.sink, local, window << 8 | i << 3 | bit, at + 2 + i, 1)
        at += 2 + size
    if at != end:
        mark(r, NOTE_BAD_LENGTH)


cdef uint32_t _write_angle(uint8_t* out, uint32_t room, int64_t angle, uint8_t plus, uint8_t minus) noexcept nogil:
    """Thousandths of an arc second as `degrees minutes seconds.thousandths N`."""
    cdef uint8_t letter = plus
    cdef uint32_t used, thousandths
    if angle < 0:
        letter = minus
        angle = -angle
    used = write_decimal(out, room, angle // 3600000)
    out[used] = c' '
    used += 1
    used += write_decimal(out + used, room - used, angle // 60000 % 60)
    out[used] = c' '
    used += 1
    used += write_decimal(out + used, room - used, angle // 1000 % 60)
    thousandths = angle % 1000
    out[used] = c'.'
    out[used + 1] = c'0' + thousandths // 100
    out[used + 2] = c'0' + thousandths // 10 % 10
    out[used + 3] = c'0' + thousandths % 10
    out[used + 4] = c' '
    out[used + 5] = letter
    return used + 6


cdef void _put_real(Reader* r, uint16_t local, double value, uint32_t at) noexcept nogil:
    cdef uint64_t bits
    memcpy(&bits, &value, 8)
    put_number(r.sink, local, bits, at, 4)


cdef void _put_location(Reader* r, uint16_t local, uint32_t at) noexcept nogil:
    """A place on earth (RFC 1876 section 2), 16 bytes: as text, and its coordinates as numbers."""
    cdef uint8_t text[LOCATION_TEXT_MAX]
    cdef uint32_t used
    cdef int64_t latitude = <int64_t>be32(r.message, at + 4) - (<int64_t>1 << 31)
    cdef int64_t longitude = <int64_t>be32(r.message, at + 8) - (<int64_t>1 << 31)
    cdef int64_t altitude_cm = <int64_t>be32(r.message, at + 12) - 10000000
    if r.message.data[at] != 0:
        mark(r, NOTE_BAD_VALUE)
        return
    used = _write_angle(text, LOCATION_TEXT_MAX, latitude, c'N', c'S')
    text[used] = c' '
    used += 1
    used += _write_angle(text + used, LOCATION_TEXT_MAX - used, longitude, c'E', c'W')
    text[used] = c' '
    used += 1
    if altitude_cm < 0:
        text[used] = c'-'
        used += 1
    used += write_decimal(text + used, LOCATION_TEXT_MAX - used, labs(altitude_cm) // 100)
    text[used] = c'm'
    used += 1
    put_bytes(r.sink, local, text, used, at, 16)
    _put_real(r, F_LATITUDE, latitude / 3600000.0, at + 4)
    _put_real(r, F_LONGITUDE, longitude / 3600000.0, at + 8)
    _put_real(r, F_ALTITUDE, altitude_cm / 100.0, at + 12)
    _say(r, text, used)


cdef void _put_subnet(Reader* r, uint16_t local, uint32_t at, uint32_t end) noexcept nogil:
    """An EDNS client subnet (RFC 7871 section 6): family, prefix lengths, and as much of the address as they need."""
    cdef uint8_t address[16]
    cdef uint8_t text[SUBNET_TEXT_MAX]
    cdef uint32_t used, size = end - at - 4
    cdef uint16_t family = be16(r.message, at)
    put_number(r.sink, F_SUBNET_FAMILY, family, at, 2)
    put_number(r.sink, F_SUBNET_SOURCE, r.message.data[at + 2], at + 2, 1)
    put_number(r.sink, F_SUBNET_SCOPE, r.message.data[at + 3], at + 3, 1)
    if family not in (1, 2) or size > (4 if family == 1 else 16):
        mark(r, NOTE_BAD_VALUE)
        return
    memset(address, 0, 16)
    memcpy(address, r.message.data + at + 4, size)
    if family == 1:
        used = write_ipv4(text, SUBNET_TEXT_MAX, address)
    else:
        used = write_ipv6(text, SUBNET_TEXT_MAX, address)
    text[used] = c'/'
    used += 1
    used += write_decimal(text + used, SUBNET_TEXT_MAX - used, r.message.data[at + 2])
    put_bytes(r.sink, local, text, used, at, end - at)


cdef void _say_key(Reader* r, uint16_t key) noexcept nogil:
    """The beginning of a service parameter in an answer's text: `alpn` or, unnamed, `key65280`."""
    cdef uint8_t text[3 + DECIMAL_TEXT_MAX]
    cdef const char* name
    cdef uint32_t size = 0
    r.glue = c' '
    if key < 9:
        name = parameter_keys[key]
        while name[size]:
            size += 1
        _say(r, <const uint8_t*>name, size)
    else:
        memcpy(text, b"key", 3)
        _say(r, text, 3 + write_decimal(text + 3, DECIMAL_TEXT_MAX, key))
    r.glue = c'='
    r.between = c','


cdef void _put_entries(Reader* r, const Element* element, uint32_t at, uint32_t end) noexcept nogil:
    """EDNS options or service parameters: code, length, value; each a node of its own."""
    cdef uint16_t code
    cdef uint32_t size
    cdef const Element* layout
    while at < end:
        if end - at < 4 or be16(r.message, at + 2) > end - at - 4:
            mark(r, NOTE_BAD_LENGTH)
            return
        code = be16(r.message, at)
        size = be16(r.message, at + 2)
        open_node(r.sink, element.field, at, 4 + size)
        if element.kind == K_OPTIONS:
            put_number(r.sink, F_OPTION_CODE, code, at, 2)
            layout = option_layout(code)
        else:
            put_number(r.sink, F_PARAMETER_KEY, code, at, 2)
            layout = parameter_layout(code)
            _say_key(r, code)
        if size:
            _read_layout(r, layout, at + 4, at + 4 + size)
        r.between = c' '
        r.glue = c' '
        close_node(r.sink)
        at += 4 + size


cdef uint32_t _read_simple(Reader* r, const Element* e, uint32_t at, uint32_t end) noexcept nogil:
    """One element of a fixed size at `at`, where there is room for it; answers where it ends."""
    cdef uint8_t text[IPV6_TEXT_MAX]
    cdef uint64_t value = 0
    cdef uint32_t i
    if e.kind == K_IPV6:
        put_bytes(r.sink, e.field, r.message.data + at, 16, at, 16)
        if e.said:
            _say(r, text, write_ipv6(text, IPV6_TEXT_MAX, r.message.data + at))
        return at + 16
    for i in range(e.width):
        value = value << 8 | r.message.data[at + i]
    if e.kind == K_TIME:
        if value > INT64_MAX // 1000000000:
            put_number(r.sink, e.field, INT64_MAX, at, e.width)
            mark(r, NOTE_BAD_VALUE)
        else:
            put_number(r.sink, e.field, value * 1000000000, at, e.width)
    else:
        put_number(r.sink, e.field, value, at, e.width)
    if e.said:
        if e.kind == K_IPV4:
            _say(r, text, write_ipv4(text, IPV6_TEXT_MAX, r.message.data + at))
        else:
            _say_number(r, value)
    return at + e.width


cdef uint32_t _read_element(Reader* r, const Element* e, uint32_t at, uint32_t end) noexcept nogil:
    """One element within [at, end); answers where it ends, or 0 if it does not fit."""
    cdef Name name
    cdef uint32_t size = end - at
    if e.kind == K_NAME:
        name = _read_name(r, e.field, at, e.said)
        return name.end if name.end <= end else 0
    if e.kind == K_OPTIONS or e.kind == K_PARAMETERS:
        _put_entries(r, e, at, end)
        return end
    if e.kind == K_TYPES:
        _put_types(r, e.field, at, end)
        return end
    if size < e.width:
        return 0
    if e.kind == K_SUBNET:
        _put_subnet(r, e.field, at, end)
        return end
    if e.kind == K_LOCATION:
        _put_location(r, e.field, at)
        return at + 16
    if e.kind == K_COUNTED:
        size = r.message.data[at] if e.width == 1 else be16(r.message, at)
        at += e.width
        if size > end - at:
            return 0
    elif e.kind == K_OCTETS:
        if e.width:
            size = e.width
        if size == 0:
            return at
    else:
        return _read_simple(r, e, at, end)
    put_bytes(r.sink, e.field, r.message.data + at, size, at, size)
    if e.said:
        _say_octets(r, r.message.data + at, size, e.textual)
    return at + size


cdef void _read_layout(Reader* r, const Element* e, uint32_t at, uint32_t end) noexcept nogil:
    """The elements of a layout in [at, end); what does not fit ends it with a note."""
    while e.kind != K_END:
        if not e.repeated or at < end:
            at = _read_element(r, e, at, end)
            if at == 0:
                mark(r, NOTE_BAD_LENGTH)
                return
        if not e.repeated or at >= end:
            e += 1
    if at < end:
        mark(r, NOTE_BAD_LENGTH)


cdef void read_data(Reader* r, uint16_t type, uint32_t at, uint32_t end) noexcept nogil:
    """The data of a record of `type`, [at, end) of the message: its attributes, and its text in `r.text` if wanted."""
    cdef uint8_t whole = r.whole
    r.used = 0
    r.glue = 0
    r.between = c' '
    r.whole = True          # the data are all there, whatever is missing behind them
    _read_layout(r, record_layout(type), at, end)
    r.whole = whole
