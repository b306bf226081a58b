"""PPP: where the protocol stands and what it is. Borrows `v` for the call."""
from libc.stdint cimport uint32_t

from ...core.facts cimport Facts, Step
from ...core.sink cimport Sink, put_number
from ...core.status cimport MALFORMED, NEXT, NOTE_TRUNCATED, Verdict
from ...core.view cimport View, be16, has, u8
from ..twin cimport Twin
from .ppp cimport F_ADDRESS, F_CONTROL, F_DIRECTION, F_PROTOCOL, NUMBERS

cdef enum:
    ALL_STATIONS = 0xFF
    UNNUMBERED = 0x03
    CISCO_UNICAST = 0x0F
    CISCO_MULTICAST = 0x8F
    ETHERTYPE = 1           # key space, in the order of the table's children


cdef inline bint _is_cisco(View v) noexcept nogil:
    return has(v, 0, 4) and (u8(v, 0) == CISCO_UNICAST or u8(v, 0) == CISCO_MULTICAST) and u8(v, 1) == 0


cdef inline uint32_t _protocol_at(View v) noexcept nogil:
    """Where the protocol stands; behind the bytes there are where nothing does."""
    cdef uint32_t at = 0
    if v.size >= 2 and u8(v, 0) <= 1 and (u8(v, 1) == UNNUMBERED or u8(v, 1) == ALL_STATIONS):
        at = 1 if u8(v, 1) == ALL_STATIONS else 0       # a direction before the address, or in its place
    if has(v, at, 2) and u8(v, at + 1) == UNNUMBERED and (u8(v, at) == ALL_STATIONS or u8(v, at) <= 1):
        at += 2
    return at


cdef Verdict classify(View v, Step* step, Facts* facts) noexcept nogil:
    cdef uint32_t at
    if _is_cisco(v):
        step.header, step.space, step.key = 4, ETHERTYPE, be16(v, 2)
        return NEXT
    at = _protocol_at(v)
    if not has(v, at, 1) or not u8(v, at) & 1 and not has(v, at, 2):
        step.note = NOTE_TRUNCATED
        return MALFORMED
    # The last byte of a protocol number is odd, the one before it even: a single byte is a compressed number.
    if u8(v, at) & 1:
        step.header, step.key = at + 1, u8(v, at)
    else:
        step.header, step.key = at + 2, be16(v, at)
    return NEXT


cdef void dissect(View v, uint32_t header, Sink* sink) noexcept nogil:
    cdef uint32_t at = 2 if _is_cisco(v) else _protocol_at(v)
    if at >= 2:
        if u8(v, at - 2) <= 1:
            put_number(sink, F_DIRECTION, u8(v, at - 2), at - 2, 1)
        else:
            put_number(sink, F_ADDRESS, u8(v, at - 2), at - 2, 1)
        put_number(sink, F_CONTROL, u8(v, at - 1), at - 1, 1)
    if at == 3:
        put_number(sink, F_DIRECTION, u8(v, 0), 0, 1)
    put_number(sink, F_PROTOCOL, be16(v, at) if header - at == 2 else u8(v, at), at, header - at)


cdef Twin _twin = Twin.__new__(Twin)
_twin.numbers = NUMBERS
_twin.classify = &classify
_twin.dissect = &dissect
TWIN = _twin
