"""ERSPAN: headers of types II and III. Borrows `v` for the call."""
from libc.stdint cimport uint32_t

from ...core.facts cimport Facts, Step
from ...core.sink cimport Sink, put_number
from ...core.status cimport MALFORMED, NEXT, NOTE_BAD_VALUE, NOTE_TRUNCATED, Verdict
from ...core.view cimport View, be16, be32, u8
from ..twin cimport Twin
from .erspan cimport (F_DIRECTION, F_ENCAPSULATION, F_FLAG_PLATFORM, F_FRAME_TYPE, F_GRANULARITY, F_HARDWARE, F_INDEX,
                      F_INTEGRITY, F_SECURITY_GROUP, F_TIMESTAMP, NUMBERS)

cdef enum:
    TYPE_2 = 1
    TYPE_3 = 2
    HEADER_2 = 8
    HEADER_3 = 12
    PLATFORM = 8            # bytes more in type III
    BRIDGED_ETHERNET = 0x6558
    IPV4 = 0x0800
    IP = 2                  # frame type


cdef Verdict classify(View v, Step* step, Facts* facts) noexcept nogil:
    cdef uint32_t version
    if v.size < HEADER_2:
        step.note = NOTE_TRUNCATED
        return MALFORMED
    version = u8(v, 0) >> 4
    step.key = BRIDGED_ETHERNET
    if version == TYPE_2:
        step.header = HEADER_2
    elif version == TYPE_3:
        if v.size < HEADER_3:
            step.note = NOTE_TRUNCATED
            return MALFORMED
        step.header = HEADER_3 + (PLATFORM if u8(v, 11) & 1 else 0)
        if (u8(v, 10) >> 2) & 0x1F == IP:
            step.key = IPV4
    else:
        step.note = NOTE_BAD_VALUE
        return MALFORMED
    if step.header > v.size:
        step.note = NOTE_TRUNCATED
        return MALFORMED
    facts.identifier = be16(v, 2) & 0x3FF
    return NEXT


cdef void dissect(View v, uint32_t header, Sink* sink) noexcept nogil:
    cdef uint32_t last
    if header == HEADER_2:
        put_number(sink, F_ENCAPSULATION, (u8(v, 2) >> 3) & 3, 2, 1)
        put_number(sink, F_INDEX, be32(v, 4) & 0xFFFFF, 4, 4)
        return
    last = be16(v, 10)
    put_number(sink, F_INTEGRITY, (u8(v, 2) >> 3) & 3, 2, 1)
    put_number(sink, F_TIMESTAMP, be32(v, 4), 4, 4)
    put_number(sink, F_SECURITY_GROUP, be16(v, 8), 8, 2)
    put_number(sink, F_FRAME_TYPE, (last >> 10) & 0x1F, 10, 1)
    put_number(sink, F_HARDWARE, (last >> 4) & 0x3F, 10, 2)
    put_number(sink, F_DIRECTION, (last >> 3) & 1, 11, 1)
    put_number(sink, F_GRANULARITY, (last >> 1) & 3, 11, 1)
    put_number(sink, F_FLAG_PLATFORM, last & 1, 11, 1)


cdef Twin _twin = Twin.__new__(Twin)
_twin.numbers = NUMBERS
_twin.classify = &classify
_twin.dissect = &dissect
TWIN = _twin
