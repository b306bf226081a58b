"""Raw IP: the version decides. Borrows `v` for the call."""
from libc.stdint cimport uint32_t

from ...core.facts cimport Facts, Step
from ...core.status cimport MALFORMED, NEXT, NOTE_TRUNCATED, Verdict
from ...core.view cimport View, u8
from ..twin cimport Twin
from .raw cimport NUMBERS

cdef enum:                  # key spaces, in the order of the table's children
    ETHERTYPE = 0
    VERSION = 1


cdef Verdict classify(View v, Step* step, Facts* facts) noexcept nogil:
    cdef uint32_t version
    if v.size < 1:
        step.note = NOTE_TRUNCATED
        return MALFORMED
    version = u8(v, 0) >> 4
    if version == 4:
        step.key = 0x0800
    elif version == 6:
        step.key = 0x86DD
    else:
        step.space = VERSION
        step.key = version
    return NEXT


cdef Twin _twin = Twin.__new__(Twin)
_twin.numbers = NUMBERS
_twin.classify = &classify
TWIN = _twin
