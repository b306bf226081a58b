"""VLAN tag: its number joins the packet's stack of tags. Borrows `v` for the call."""
from libc.stdint cimport uint32_t, uint64_t

from ...core.facts cimport Facts, Step
from ...core.sink cimport Sink, put_number
from ...core.status cimport MALFORMED, NOTE_TRUNCATED, Verdict
from ...core.view cimport View, be16
from ..twin cimport Twin
from .ethertype cimport is_type, type_or_length
from .vlan cimport F_LENGTH, F_TYPE, NUMBERS

cdef enum:
    HEADER = 4
    TAGS_MAX = 5            # as many as facts.vlan has room for; more do not tell sessions apart


cdef Verdict classify(View v, Step* step, Facts* facts) noexcept nogil:
    cdef uint64_t count, number
    if v.size < HEADER:
        step.note = NOTE_TRUNCATED
        return MALFORMED
    count = facts.vlan & 15
    number = be16(v, 0) & 0xFFF
    if number and count < TAGS_MAX:     # 0 is a priority and no VLAN (IEEE 802.1Q-2022, table 9-2)
        facts.vlan = (facts.vlan | number << (4 + 12 * count)) + 1
    return type_or_length(v, HEADER, step)


cdef void dissect(View v, uint32_t header, Sink* sink) noexcept nogil:
    cdef uint32_t kind = be16(v, header - 2)
    put_number(sink, F_TYPE if is_type(kind) else F_LENGTH, kind, header - 2, 2)


cdef Twin _twin = Twin.__new__(Twin)
_twin.numbers = NUMBERS
_twin.classify = &classify
_twin.dissect = &dissect
TWIN = _twin
