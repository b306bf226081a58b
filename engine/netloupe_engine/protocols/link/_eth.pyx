"""Ethernet: type or length. Borrows `v` for the call."""
from libc.stdint cimport uint32_t

from ...core.facts cimport Facts, Step
from ...core.sink cimport Sink, put_number
from ...core.status cimport FINAL, MALFORMED, NEXT, NOTE_TRUNCATED, Verdict
from ...core.view cimport View, be16
from ..twin cimport Twin

cdef enum:
    HEADER = 14
    TYPE_MIN = 0x600        # smaller numbers are lengths
    LLC = 4                 # key of an 802.2 frame among the EtherTypes, as in Linux cooked captures
    NOVELL_RAW = 0xFFFF     # IPX without 802.2 begins with its unused checksum

cdef enum:
    TYPE = 0
    LENGTH = 1


cdef Verdict classify(View v, Step* step, Facts* facts) noexcept nogil:
    cdef uint32_t kind
    if v.size < HEADER:
        step.note = NOTE_TRUNCATED
        return MALFORMED
    step.header = HEADER
    kind = be16(v, 12)
    if kind >= TYPE_MIN:
        step.key = kind
        return NEXT
    step.key = LLC
    step.extent = HEADER + kind
    if step.extent > v.size:
        step.extent = v.size
        step.note = NOTE_TRUNCATED
    if step.extent >= HEADER + 2 and be16(v, HEADER) == NOVELL_RAW:
        return FINAL
    return NEXT


cdef void dissect(View v, uint32_t header, Sink* sink) noexcept nogil:
    cdef uint32_t kind = be16(v, 12)
    put_number(sink, TYPE if kind >= TYPE_MIN else LENGTH, kind, 12, 2)


cdef Twin _twin = Twin.__new__(Twin)
_twin.classify = &classify
_twin.dissect = &dissect
_twin.names = ("type", "length")
TWIN = _twin
