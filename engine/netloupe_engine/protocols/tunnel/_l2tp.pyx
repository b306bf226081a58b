"""L2TP: headers of both versions, attributes of control messages. Borrows `v` for the call."""
from libc.stdint cimport uint16_t, uint32_t

from ...core.facts cimport Facts, Step
from ...core.sink cimport Sink, close_node, open_node, put_bytes, put_number
from ...core.status cimport FINAL, MALFORMED, NEXT, NOT_MINE, NOTE_TRUNCATED, Verdict
from ...core.view cimport View, be16, be32, has, u8
from ..twin cimport Twin
from .ethernet cimport BRIDGED_ETHERNET, is_ethernet
from .l2tp cimport (F_EXPECTED, F_FLAG_CONTROL, F_FLAG_LENGTH, F_FLAG_OFFSET, F_FLAG_PRIORITY, F_FLAG_SEQUENCE, F_HOST,
                    F_LENGTH, F_MESSAGE, F_OFFSET, F_PAIR, F_PAIR_DATA, F_PAIR_TYPE, F_PAIR_VENDOR, F_SEQUENCE,
                    F_SESSION, F_TUNNEL, F_VENDOR, F_VERSION, NUMBERS)

cdef enum:                  # flags
    CONTROL = 0x8000
    LENGTH = 0x4000
    SEQUENCE = 0x0800
    OFFSET = 0x0200
    PRIORITY = 0x0100
    VERSION = 0x000F
    RESERVED = 0x34F0
    OF_CONTROL = CONTROL | LENGTH | SEQUENCE

cdef enum:
    IN_IP = 115             # IP protocol number
    PPP = 2                 # key: as version 2 carries it
    ETHERTYPE = 1           # key space, in the order of the table's children
    PAIR = 6                # header of an attribute
    COOKIES = 4             # places an Ethernet frame of version 3 may begin at: cookies and sublayer, words of 4 bytes
    HOST = 7
    VENDOR = 8

cdef struct Header:
    uint32_t length         # places of fields, 0: not there
    uint32_t tunnel
    uint32_t sequence
    uint32_t offset
    uint32_t size           # of the header; more than there is where it is cut


cdef Header _header(View v) noexcept nogil:
    """Of version 2, and of control messages of version 3, which has one number of 4 bytes in place of two."""
    cdef Header h
    cdef uint32_t flags = be16(v, 0)
    h.length = h.sequence = h.offset = 0
    h.size = 2
    if flags & LENGTH:
        h.length = h.size
        h.size += 2
    h.tunnel = h.size
    h.size += 4
    if flags & SEQUENCE:
        h.sequence = h.size
        h.size += 4
    if flags & OFFSET:
        h.offset = h.size
        h.size += 2 + (be16(v, h.offset) if has(v, h.offset, 2) else 0)
    return h


cdef bint _is_ppp(View v, uint32_t at) noexcept nogil:
    """Address and control, or a protocol number: even before odd, or odd alone."""
    if not has(v, at, 2):
        return False
    return be16(v, at) == 0xFF03 or u8(v, at) & 1 or u8(v, at + 1) & 1


cdef Verdict _session_of_3(View v, uint32_t at, Step* step) noexcept nogil:
    """A data message of version 3, whose session number stands at `at`."""
    cdef uint32_t turn
    if not has(v, at, 4):
        step.note = NOTE_TRUNCATED
        return MALFORMED
    if be32(v, at) == 0:
        return NOT_MINE
    at += 4
    for turn in range(COOKIES):
        if is_ethernet(v, at + 4 * turn):
            step.header, step.space, step.key = at + 4 * turn, ETHERTYPE, BRIDGED_ETHERNET
            return NEXT
    step.header = at + 4 if has(v, at + 4, 2) and be16(v, at + 4) == 0xFF03 else at
    if has(v, step.header, 2) and be16(v, step.header) == 0xFF03:
        step.key = PPP
        return NEXT
    return FINAL


cdef Verdict classify(View v, Step* step, Facts* facts) noexcept nogil:
    cdef uint32_t flags
    cdef Header h
    if v.size < 4:
        step.note = NOTE_TRUNCATED
        return MALFORMED
    if facts.protocol == IN_IP:
        if be32(v, 0):
            return _session_of_3(v, 0, step)
        step.header = v.size                        # a control message behind a session number of 0
        return FINAL
    flags = be16(v, 0)
    if flags & RESERVED or flags & VERSION not in (2, 3):
        return NOT_MINE
    if flags & CONTROL:
        if flags & (OF_CONTROL | OFFSET | PRIORITY) != OF_CONTROL:
            return NOT_MINE
    elif flags & VERSION == 3:
        return NOT_MINE if flags != 3 or be16(v, 2) else _session_of_3(v, 4, step)
    h = _header(v)
    if h.size > v.size:
        step.note = NOTE_TRUNCATED
        return MALFORMED
    if h.length and be16(v, h.length) != v.size + facts.cut:
        return NOT_MINE
    step.header = h.size
    if flags & CONTROL:
        step.header = v.size
        return FINAL
    if be16(v, h.tunnel) == 0 or be16(v, h.tunnel + 2) == 0 or not _is_ppp(v, h.size):
        return NOT_MINE
    step.key = PPP
    return NEXT


cdef void dissect(View v, uint32_t header, Sink* sink) noexcept nogil:
    cdef uint32_t flags = be16(v, 0), at = 0
    cdef Header h
    if flags & RESERVED or flags & VERSION not in (2, 3) or flags & VERSION == 3 and not flags & CONTROL:
        if flags == 3 and be16(v, 2) == 0:
            put_number(sink, F_VERSION, 3, 0, 2)
            at = 4
        if has(v, at, 4):
            put_number(sink, F_SESSION, be32(v, at), at, 4)
        return
    h = _header(v)
    if h.size > v.size:
        return
    put_number(sink, F_FLAG_CONTROL, flags & CONTROL != 0, 0, 2)
    put_number(sink, F_FLAG_LENGTH, flags & LENGTH != 0, 0, 2)
    put_number(sink, F_FLAG_SEQUENCE, flags & SEQUENCE != 0, 0, 2)
    put_number(sink, F_FLAG_OFFSET, flags & OFFSET != 0, 0, 2)
    put_number(sink, F_FLAG_PRIORITY, flags & PRIORITY != 0, 0, 2)
    put_number(sink, F_VERSION, flags & VERSION, 0, 2)
    if h.length:
        put_number(sink, F_LENGTH, be16(v, h.length), h.length, 2)
    if flags & VERSION == 3:
        put_number(sink, F_TUNNEL, be32(v, h.tunnel), h.tunnel, 4)
    else:
        put_number(sink, F_TUNNEL, be16(v, h.tunnel), h.tunnel, 2)
        put_number(sink, F_SESSION, be16(v, h.tunnel + 2), h.tunnel + 2, 2)
    if h.sequence:
        put_number(sink, F_SEQUENCE, be16(v, h.sequence), h.sequence, 2)
        put_number(sink, F_EXPECTED, be16(v, h.sequence + 2), h.sequence + 2, 2)
    if h.offset:
        put_number(sink, F_OFFSET, be16(v, h.offset), h.offset, 2)
    if flags & CONTROL:
        _put_pairs(v, h.size, sink)


cdef void _put_pairs(View v, uint32_t at, Sink* sink) noexcept nogil:
    """Attributes: two bits of flags and ten of length, vendor, type, value. Hidden values are bytes."""
    cdef uint32_t size, kind, vendor
    cdef bint hidden
    cdef uint16_t local
    while has(v, at, PAIR):
        size, vendor, kind = be16(v, at) & 0x3FF, be16(v, at + 2), be16(v, at + 4)
        if size < PAIR or not has(v, at, size):
            return
        hidden = be16(v, at) & 0x4000 != 0
        open_node(sink, F_PAIR, at, size)
        put_number(sink, F_PAIR_VENDOR, vendor, at + 2, 2)
        put_number(sink, F_PAIR_TYPE, kind, at + 4, 2)
        if kind == 0 and vendor == 0 and size == PAIR + 2:
            put_number(sink, F_MESSAGE, be16(v, at + PAIR), at + PAIR, 2)
        elif size > PAIR:
            local = F_PAIR_DATA
            if vendor == 0 and not hidden:
                local = F_HOST if kind == HOST else F_VENDOR if kind == VENDOR else F_PAIR_DATA
            put_bytes(sink, local, v.data + at + PAIR, size - PAIR, at + PAIR, size - PAIR)
        close_node(sink)
        at += size


cdef Twin _twin = Twin.__new__(Twin)
_twin.numbers = NUMBERS
_twin.classify = &classify
_twin.dissect = &dissect
TWIN = _twin
