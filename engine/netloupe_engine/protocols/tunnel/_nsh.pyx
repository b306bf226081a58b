"""NSH: how long it is. Borrows `v` for the call."""
from libc.stdint cimport uint32_t

from ...core.facts cimport Facts, Step
from ...core.sink cimport Sink, put_bytes, put_number
from ...core.status cimport MALFORMED, NEXT, NOTE_BAD_LENGTH, NOTE_BAD_VALUE, NOTE_TRUNCATED, Verdict
from ...core.view cimport View, has, u8
from ..twin cimport Twin
from .nsh cimport F_LENGTH, F_METADATA, NUMBERS

cdef enum:
    HEADER = 8


cdef Verdict classify(View v, Step* step, Facts* facts) noexcept nogil:
    if v.size < HEADER:
        step.note = NOTE_TRUNCATED
        return MALFORMED
    step.header = (u8(v, 1) & 0x3F) * 4
    if u8(v, 0) >> 6 or step.header < HEADER:
        step.note = NOTE_BAD_VALUE if u8(v, 0) >> 6 else NOTE_BAD_LENGTH
        return MALFORMED
    if not has(v, 0, step.header):
        step.note = NOTE_TRUNCATED
        return MALFORMED
    step.key = u8(v, 3)
    return NEXT


cdef void dissect(View v, uint32_t header, Sink* sink) noexcept nogil:
    put_number(sink, F_LENGTH, header, 1, 1)
    if header > HEADER:
        put_bytes(sink, F_METADATA, v.data + HEADER, header - HEADER, HEADER, header - HEADER)


cdef Twin _twin = Twin.__new__(Twin)
_twin.numbers = NUMBERS
_twin.classify = &classify
_twin.dissect = &dissect
TWIN = _twin
