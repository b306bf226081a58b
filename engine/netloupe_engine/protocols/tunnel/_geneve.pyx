"""Geneve: header and options. Borrows `v` for the call."""
from libc.stdint cimport uint32_t

from ...core.facts cimport Facts, Step
from ...core.sink cimport Sink, close_node, open_node, put_bytes, put_note, put_number
from ...core.status cimport MALFORMED, NEXT, NOT_MINE, NOTE_BAD_OPTION, NOTE_TRUNCATED, Verdict
from ...core.view cimport View, be16, be32, has, u8
from ..twin cimport Twin
from .geneve cimport (F_OPTION, F_OPTION_CLASS, F_OPTION_CRITICAL, F_OPTION_DATA, F_OPTION_LENGTH, F_OPTION_TYPE,
                      NUMBERS)

cdef enum:
    HEADER = 8
    OPTION_HEADER = 4
    RESERVED_FLAGS = 0x3F
    CRITICAL = 0x80
    ETHERTYPE_MIN = 0x600


cdef bint _options_fit(View v, uint32_t end) noexcept nogil:
    cdef uint32_t at = HEADER
    while at < end:
        at += OPTION_HEADER + (u8(v, at + 3) & 0x1F) * 4
    return at == end


cdef Verdict classify(View v, Step* step, Facts* facts) noexcept nogil:
    if v.size < HEADER:
        step.note = NOTE_TRUNCATED
        return MALFORMED
    if u8(v, 0) >> 6 or u8(v, 1) & RESERVED_FLAGS or u8(v, 7) or be16(v, 2) < ETHERTYPE_MIN:
        return NOT_MINE
    step.header = HEADER + (u8(v, 0) & 0x3F) * 4
    if not has(v, 0, step.header):
        step.note = NOTE_TRUNCATED
        return MALFORMED
    if not _options_fit(v, step.header):
        step.note = NOTE_BAD_OPTION
        return MALFORMED
    step.key = be16(v, 2)
    facts.identifier = be32(v, 4) >> 8
    return NEXT


cdef void dissect(View v, uint32_t header, Sink* sink) noexcept nogil:
    cdef uint32_t at = HEADER, size
    while at + OPTION_HEADER <= header:
        size = (u8(v, at + 3) & 0x1F) * 4
        if not has(v, at + OPTION_HEADER, size):
            put_note(sink, NOTE_BAD_OPTION)
            return
        open_node(sink, F_OPTION, at, OPTION_HEADER + size)
        put_number(sink, F_OPTION_CLASS, be16(v, at), at, 2)
        put_number(sink, F_OPTION_CRITICAL, u8(v, at + 2) & CRITICAL != 0, at + 2, 1)
        put_number(sink, F_OPTION_TYPE, u8(v, at + 2) & ~CRITICAL, at + 2, 1)
        put_number(sink, F_OPTION_LENGTH, size, at + 3, 1)
        if size:
            put_bytes(sink, F_OPTION_DATA, v.data + at + OPTION_HEADER, size, at + OPTION_HEADER, size)
        close_node(sink)
        at += OPTION_HEADER + size


cdef Twin _twin = Twin.__new__(Twin)
_twin.numbers = NUMBERS
_twin.classify = &classify
_twin.dissect = &dissect
TWIN = _twin
