"""Ethernet: type or length. Borrows `v` for the call."""
from libc.stdint cimport uint32_t

from ...core.facts cimport Facts, Step
from ...core.sink cimport Sink, put_number
from ...core.status cimport MALFORMED, NOTE_TRUNCATED, Verdict
from ...core.view cimport View, be16
from ..twin cimport Twin
from .ethertype cimport is_type, type_or_length
from .eth cimport F_LENGTH, F_TYPE, NUMBERS

cdef enum:
    HEADER = 14


cdef Verdict classify(View v, Step* step, Facts* facts) noexcept nogil:
    if v.size < HEADER:
        step.note = NOTE_TRUNCATED
        return MALFORMED
    return type_or_length(v, HEADER, step)


cdef void dissect(View v, uint32_t header, Sink* sink) noexcept nogil:
    cdef uint32_t kind = be16(v, header - 2)
    put_number(sink, F_TYPE if is_type(kind) else F_LENGTH, kind, header - 2, 2)


cdef Twin _twin = Twin.__new__(Twin)
_twin.numbers = NUMBERS
_twin.classify = &classify
_twin.dissect = &dissect
TWIN = _twin
