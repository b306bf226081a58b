"""DHCP and BOOTP messages: the compiled twin of dhcp. Borrows `v` for the call, keeps nothing.

A fixed part of 236 bytes (RFC 951 section 3, RFC 2131 section 2), then a magic number and options; two fields of the
fixed part may hold options as well (RFC 2132 section 9.3).
"""
from libc.stdint cimport int64_t, uint8_t, uint16_t, uint32_t

from ...core.sink cimport Sink, note_client, put_bytes, put_malformed, put_number, put_table
from ...core.status cimport (CERTAIN, GIVE_UP, LIKELY, NOTE_BAD_LENGTH, NOTE_BAD_VALUE, NOTE_NONE, NOTE_TRUNCATED,
                             REFUTED, Guess)
from ...core.view cimport View, be16, be32
from ..twin cimport Twin
from ._dhcp_options cimport (BOOT_FILE_AT, FIXED, OVERLOAD_BOOT_FILE, OVERLOAD_SERVER_NAME, SERVER_NAME_AT, Options,
                             mark, read_options)
from .dhcp cimport (FIELD_COUNT, F_ASSIGNED_ADDRESS, F_BOOT_FILE, F_CLIENT_HARDWARE, F_CLIENT_MAC, F_MAGIC,
                    F_SERVER_NAME, F_VENDOR_AREA, NUMBERS)

cdef enum:
    REQUEST = 1             # op of who asks (RFC 951, section 3)
    HARDWARE_TYPE_AT = 1
    HARDWARE_LENGTH_AT = 2
    HOPS_AT = 3
    FLAGS_AT = 10
    YOUR_ADDRESS_AT = 16
    HARDWARE_AT = 28
    HARDWARE_MAX = 16
    BEGINNING = 4           # bytes that must be there of a message that the capture cut
    MAGIC_NUMBER = 0x63825363
    ETHERNET = 1
    HOPS_PLAUSIBLE = 16     # RFC 1542 section 4.1.1


cdef uint8_t _wants_detail(const Sink* sink) noexcept nogil:
    """Is any attribute wanted beyond the session's, which come first?"""
    cdef uint32_t i
    cdef uint8_t bits = 0
    for i in range(F_CLIENT_HARDWARE, FIELD_COUNT):
        bits |= sink.wanted[sink.fields[i]]
    return bits


cdef void _put_client(Sink* sink, View v) noexcept nogil:
    """The client's hardware address."""
    cdef uint32_t size = v.data[HARDWARE_LENGTH_AT]
    if v.data[HARDWARE_TYPE_AT] == ETHERNET and size == 6:
        put_bytes(sink, F_CLIENT_MAC, v.data + HARDWARE_AT, 6, HARDWARE_AT, 6)
    elif 0 < size <= HARDWARE_MAX:
        put_bytes(sink, F_CLIENT_HARDWARE, v.data + HARDWARE_AT, size, HARDWARE_AT, size)


cdef void _put_zero_ended(Sink* sink, uint16_t local, View v, uint32_t at, uint32_t end) noexcept nogil:
    """Text up to a zero; nothing if it is empty."""
    cdef uint32_t size = 0
    while at + size < end and v.data[at + size]:
        size += 1
    if size:
        put_bytes(sink, local, v.data + at, size, at, size)


cdef void _read_fixed(Options* o) noexcept nogil:
    """What the table cannot say of the fixed part, apart from the two fields that may hold options."""
    cdef View v = o.message
    if v.data[0] not in (1, 2):
        mark(o, NOTE_BAD_VALUE)
    _put_client(o.sink, v)
    if be32(v, YOUR_ADDRESS_AT):
        put_number(o.sink, F_ASSIGNED_ADDRESS, be32(v, YOUR_ADDRESS_AT), YOUR_ADDRESS_AT, 4)


cdef void _read_options(Options* o) noexcept nogil:
    """Everything behind the fixed part, then the two fields of it that may hold options as well."""
    cdef View v = o.message
    if v.size < FIXED + 4 or be32(v, FIXED) != MAGIC_NUMBER:
        put_bytes(o.sink, F_VENDOR_AREA, v.data + FIXED, v.size - FIXED, FIXED, v.size - FIXED)
    else:
        put_number(o.sink, F_MAGIC, MAGIC_NUMBER, FIXED, 4)
        read_options(o, FIXED + 4)
    if not o.overload & OVERLOAD_BOOT_FILE:
        _put_zero_ended(o.sink, F_BOOT_FILE, v, BOOT_FILE_AT, FIXED)
    if not o.overload & OVERLOAD_SERVER_NAME:
        _put_zero_ended(o.sink, F_SERVER_NAME, v, SERVER_NAME_AT, BOOT_FILE_AT)


cdef int64_t datagram(void* state, uint8_t way, View v, int64_t now_ns, Sink* sink) noexcept nogil:
    """One message. What is too short for the fixed part is none."""
    cdef Options o
    if v.size < SERVER_NAME_AT and not sink.is_cut:
        return GIVE_UP
    o.message = v
    o.sink = sink
    o.detail = _wants_detail(sink)
    o.overload = 0
    o.note = NOTE_NONE
    put_table(sink, v, 0)
    if v.size:
        note_client(sink, v.data[0] == REQUEST)
    if v.size >= SERVER_NAME_AT:
        _read_fixed(&o)
    if v.size >= FIXED:
        _read_options(&o)
    else:
        mark(&o, NOTE_TRUNCATED if sink.is_cut else NOTE_BAD_LENGTH)
    if o.note != NOTE_NONE and o.note != NOTE_TRUNCATED:
        put_malformed(sink)
    return v.size


cdef Guess probe_datagram(View v, uint8_t way, bint is_cut) noexcept nogil:
    """The magic number is proof; without it (BOOTP, or cut off) the fixed part must be that of an Ethernet client."""
    if v.size < (BEGINNING if is_cut else SERVER_NAME_AT) or v.data[0] not in (1, 2):
        return REFUTED
    if v.data[HARDWARE_LENGTH_AT] > HARDWARE_MAX:
        return REFUTED
    if v.size >= FIXED + 4 and be32(v, FIXED) == MAGIC_NUMBER:
        return CERTAIN
    if (v.data[HARDWARE_TYPE_AT] == ETHERNET and v.data[HARDWARE_LENGTH_AT] == 6 and v.data[HOPS_AT] <= HOPS_PLAUSIBLE
            and (v.size < FLAGS_AT + 2 or be16(v, FLAGS_AT) & 0x7FFF == 0)):
        return LIKELY
    return REFUTED


cdef Twin _twin = Twin.__new__(Twin)
_twin.numbers = NUMBERS
_twin.datagram = &datagram
_twin.probe_datagram = &probe_datagram
TWIN = _twin
