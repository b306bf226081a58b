"""GTP: optional fields, extension headers, and whether a packet of a user is carried. Borrows `v` for the call."""
from libc.stdint cimport uint32_t

from ...core.facts cimport Facts, Step
from ...core.sink cimport Sink, close_node, open_node, put_bytes, put_number
from ...core.status cimport FINAL, MALFORMED, NEXT, NOT_MINE, NOTE_BAD_LENGTH, NOTE_TRUNCATED, Verdict
from ...core.view cimport View, be16, has, u8
from ..twin cimport Twin
from .gtp cimport (F_EXTENSION, F_EXTENSION_DATA, F_EXTENSION_LENGTH, F_EXTENSION_TYPE, F_NPDU, F_PDU_TYPE, F_QFI,
                   F_SEQUENCE, NUMBERS)

cdef enum:
    HEADER = 8
    OPTIONAL = 4            # sequence number, N-PDU number, first extension header: all or none
    OPTIONAL_FLAGS = 0x07
    EXTENSION = 0x04
    SEQUENCE = 0x02
    NPDU = 0x01
    RESERVED = 0x08
    VERSION_1 = 0x30        # with the bit that says GTP
    USER_PACKET = 255
    EXTENSIONS_MAX = 16
    SESSION_CONTAINER = 0x85


cdef uint32_t _size(View v) noexcept nogil:
    """Bytes of the header with its extensions; 0 where they do not fit. The fixed header is there."""
    cdef uint32_t size = HEADER, kind, _turn
    if not u8(v, 0) & OPTIONAL_FLAGS:
        return size
    size += OPTIONAL
    if not has(v, 0, size):
        return 0
    if not u8(v, 0) & EXTENSION:
        return size
    kind = u8(v, size - 1)
    for _turn in range(EXTENSIONS_MAX):
        if kind == 0:
            return size
        if not has(v, size, 4) or u8(v, size) == 0 or not has(v, size, u8(v, size) * 4):
            return 0
        size += u8(v, size) * 4
        kind = u8(v, size - 1)
    return 0


cdef Verdict classify(View v, Step* step, Facts* facts) noexcept nogil:
    cdef uint32_t size
    if v.size < HEADER:
        step.note = NOTE_TRUNCATED
        return MALFORMED
    if u8(v, 0) & ~OPTIONAL_FLAGS != VERSION_1:
        return NOT_MINE
    step.extent = HEADER + be16(v, 2)
    if step.extent != v.size + facts.cut:
        if step.extent > v.size + facts.cut or u8(v, 1) != USER_PACKET:
            return NOT_MINE             # a datagram is one message
        step.note = NOTE_BAD_LENGTH
    size = _size(v)
    if size == 0:
        step.note = NOTE_TRUNCATED if facts.cut else NOTE_BAD_LENGTH
        return MALFORMED
    step.header = size
    if u8(v, 1) != USER_PACKET:
        step.header = v.size
        return FINAL
    if not has(v, size, 1):
        return FINAL
    step.key = u8(v, size) >> 4
    return NEXT


cdef void dissect(View v, uint32_t header, Sink* sink) noexcept nogil:
    cdef uint32_t at = HEADER + OPTIONAL, kind, size, end = _size(v)
    if not u8(v, 0) & OPTIONAL_FLAGS or end == 0:
        return
    if u8(v, 0) & SEQUENCE:
        put_number(sink, F_SEQUENCE, be16(v, HEADER), HEADER, 2)
    if u8(v, 0) & NPDU:
        put_number(sink, F_NPDU, u8(v, HEADER + 2), HEADER + 2, 1)
    kind = u8(v, HEADER + 3)
    while at < end:
        size = u8(v, at) * 4
        open_node(sink, F_EXTENSION, at, size)
        put_number(sink, F_EXTENSION_TYPE, kind, at - 1, 1)
        put_number(sink, F_EXTENSION_LENGTH, size, at, 1)
        if kind == SESSION_CONTAINER:
            put_number(sink, F_PDU_TYPE, u8(v, at + 1) >> 4, at + 1, 1)
            put_number(sink, F_QFI, u8(v, at + 2) & 0x3F, at + 2, 1)
        else:
            put_bytes(sink, F_EXTENSION_DATA, v.data + at + 1, size - 2, at + 1, size - 2)
        close_node(sink)
        at += size
        kind = u8(v, at - 1)


cdef Twin _twin = Twin.__new__(Twin)
_twin.numbers = NUMBERS
_twin.classify = &classify
_twin.dissect = &dissect
TWIN = _twin
