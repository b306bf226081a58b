"""Linux cooked capture v1: child and address. Borrows `v` for the call."""
from libc.stdint cimport uint32_t

from ...core.facts cimport Facts, Step
from ...core.sink cimport Sink
from ...core.status cimport MALFORMED, NOTE_TRUNCATED, Verdict
from ...core.view cimport View, be16
from ..twin cimport Twin
from .cooked cimport cooked_child, put_address
from .sll cimport NUMBERS

cdef enum:
    HEADER = 16


cdef Verdict classify(View v, Step* step, Facts* facts) noexcept nogil:
    if v.size < HEADER:
        step.note = NOTE_TRUNCATED
        return MALFORMED
    step.header = HEADER
    return cooked_child(step, be16(v, 2), be16(v, 14))


cdef void dissect(View v, uint32_t header, Sink* sink) noexcept nogil:
    put_address(sink, v, 6, be16(v, 4))


cdef Twin _twin = Twin.__new__(Twin)
_twin.numbers = NUMBERS
_twin.classify = &classify
_twin.dissect = &dissect
TWIN = _twin
