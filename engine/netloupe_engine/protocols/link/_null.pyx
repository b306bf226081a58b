"""BSD loopback: the family, in whichever byte order it was written. Borrows `v` for the call."""
from libc.stdint cimport uint32_t

from ...core.facts cimport Facts, Step
from ...core.sink cimport Sink, put_number
from ...core.status cimport MALFORMED, NEXT, NOTE_TRUNCATED, Verdict
from ...core.view cimport View, be32, le32
from ..twin cimport Twin
from .null cimport F_FAMILY, NUMBERS

cdef enum:
    HEADER = 4

cdef enum:                  # key spaces, in the order of the table's children
    ETHERTYPE = 0
    FAMILY_SPACE = 1


cdef inline uint32_t _family(View v) noexcept nogil:
    """Families are small: the smaller reading is the right one."""
    return min(be32(v, 0), le32(v, 0))


cdef Verdict classify(View v, Step* step, Facts* facts) noexcept nogil:
    cdef uint32_t family
    if v.size < HEADER:
        step.note = NOTE_TRUNCATED
        return MALFORMED
    step.header = HEADER
    family = _family(v)
    if family == 2:
        step.key = 0x0800
    elif family == 10 or family == 24 or family == 28 or family == 30:
        step.key = 0x86DD
    else:
        step.space = FAMILY_SPACE
        step.key = family
    return NEXT


cdef void dissect(View v, uint32_t header, Sink* sink) noexcept nogil:
    put_number(sink, F_FAMILY, _family(v), 0, 4)


cdef Twin _twin = Twin.__new__(Twin)
_twin.numbers = NUMBERS
_twin.classify = &classify
_twin.dissect = &dissect
TWIN = _twin
